"""How much memory a process and all that came from it hold."""

import os
import resource
from pathlib import Path


def address_space():
    """Return the bytes of address space of this process."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _status(pid):
    """Return (parent, kB of its own memory) of a process, None when it has gone."""
    try:
        text = Path("/proc", str(pid), "status").read_text()
    except OSError:
        return None
    parent = own = 0
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name == "PPid":
            parent = int(value)
        elif name in ("RssAnon", "RssShmem"):
            own += int(value.split()[0])
    return parent, own


def tree_memory(root):
    """Return the MB of memory of process `root` and all that came from it.

    What forked processes still share counts once for each; when that is much, the kernel is
    asked for each one's part (slower).
    """
    found = {
        int(name): status
        for name in os.listdir("/proc")  # noqa: PTH208
        if name.isdigit() and (status := _status(int(name)))
    }
    tree, new = set(), {root} & set(found)
    while new:
        tree |= new
        new = {pid for pid, (parent, _) in found.items() if parent in tree} - tree
    quick = sum(found[pid][1] for pid in tree) / 1024
    return quick if len(tree) < 2 else sum(_part(pid, found[pid][1]) for pid in tree) / 1024


def _part(pid, own):
    """Return the kB of process `pid`, what it shares counted in parts; `own` if it hides them."""
    try:
        text = Path("/proc", str(pid), "smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
        return 0
    except OSError:
        return own
    for line in text.splitlines():
        if line.startswith("Pss_Anon:"):
            anonymous = int(line.split()[1])
        elif line.startswith("Pss_Shmem:"):
            return anonymous + int(line.split()[1])
    return own
