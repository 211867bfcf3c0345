"""Run a command as a lecturer would: as an ordinary user, also where the tests run as root.

Root gets one made for the purpose: an unused user number, without an account that would have to
be removed again. Python may lie in root's home, which that user must not enter; so the command
runs with a view of its own of the folders, in which those that it needs can be reached.
"""

import atexit
import ctypes
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
USER = 61027
NEEDED = [Path(p) for p in dict.fromkeys((sys.base_prefix, sys.prefix, str(ROOT)))]
NEW_MOUNTS, BIND, REC, PRIVATE = 0x00020000, 0x1000, 0x4000, 0x40000


def is_root():
    return os.geteuid() == 0


def give(path):
    """Give `path` and all below it to the ordinary user."""
    if is_root():
        for one in (path, *Path(path).rglob("*")):
            os.chown(one, USER, USER)


def folder(name):
    """Return a new folder that the ordinary user may write, and can get to.

    Not below pytest's own: each start of pytest shuts that one to other users.
    """
    made = Path(tempfile.mkdtemp(prefix=f"coursekit-test-{name}-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    if is_root():
        made.chmod(0o755)
        os.chown(made, USER, USER)
    return made


def become(*more):
    """Become the ordinary user: for preexec_fn. `more`: folders that it must reach."""
    libc = ctypes.CDLL(None, use_errno=True)

    def call(done):
        if done:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    call(libc.unshare(NEW_MOUNTS))
    call(libc.mount(None, b"/", None, REC | PRIVATE, None))
    closed = {}
    for path in [*NEEDED, *more]:
        for above in reversed(path.parents):
            if not above.stat().st_mode & stat.S_IXOTH:
                closed.setdefault(above, []).append((path, os.open(path, os.O_PATH)))
                break
    for above, inside in closed.items():
        call(libc.mount(b"tmpfs", os.fsencode(above), b"tmpfs", 0, b"mode=755"))
        for path, handle in inside:
            path.mkdir(parents=True, exist_ok=True)
            source = f"/proc/self/fd/{handle}".encode()
            call(libc.mount(source, os.fsencode(path), None, BIND | REC, None))
            os.close(handle)
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    libc.prctl(4, 1)  # so that /proc/self belongs to the new user


def popen(words, **how):
    """Start `words` as the ordinary user; return the Popen."""
    if is_root():
        how.setdefault("preexec_fn", become)
    return subprocess.Popen([str(word) for word in words], **how)


def run(words, **how):
    """Run `words` as the ordinary user; return what subprocess.run returns, with its texts."""
    if is_root():
        how.setdefault("preexec_fn", become)
    how = {"capture_output": True, "text": True, "timeout": 300, **how}
    return subprocess.run([str(word) for word in words], **how)


def python(code, *words, **how):
    """Run Python `code` as the ordinary user."""
    return run([sys.executable, "-B", "-c", code, *words], **how)
