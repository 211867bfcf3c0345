"""The cage: what a student's process may see and do, by Linux namespaces. No other program.

Two layers, each entered by a call here:

    main -> enter_outer() -> the warm process -> a judge -> enter_inner() -> the student

The outer one gives a root of its own in which only Python, coursekit and its data lie, to be
read and not written, without network. No submission, no result and no test lies in it. The
inner one, for each student, adds six namespaces, an empty folder /box, no capabilities, a
filter of system calls and limits; the student is process 1 of its own world.

The numbers below are the kernel's (include/uapi/linux); Python 3.11 has no names for them.
"""

import ctypes
import os
import platform
import resource
import select
import signal
import socket
import struct
import sys
from pathlib import Path

from coursekit.grade import wire

BOX = Path("/box")
NOBODY = 65534

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
# CLONE_NEW... for unshare: mount points, host name, messages and semaphores, users, process
# numbers, network
NEW_MOUNTS, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USERS, NEW_PIDS, NEW_NET = 0x10000000, 0x20000000, 0x40000000
ALL_BUT_USERS = NEW_MOUNTS | NEW_UTS | NEW_IPC | NEW_PIDS | NEW_NET
# mount and mount_setattr
READ_ONLY, NO_SUID, NO_DEV, NO_EXEC, BIND, REC, PRIVATE = 1, 2, 4, 8, 0x1000, 0x4000, 0x40000
SYS_MOUNT_SETATTR, SYS_PIVOT_ROOT = 442, {"x86_64": 155, "aarch64": 41}
AT_RECURSIVE, DETACH = 0x8000, 2
# prctl
DEATH_SIGNAL, DUMPABLE, DROP_BOUND, SECCOMP, NO_NEW_PRIVS = 1, 4, 24, 22, 38


class NoCage(Exception):
    """No cage can be made on this computer; the message says what is missing."""


def _call(name, *arguments):
    if getattr(_libc, name)(*arguments) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _mount(source, target, kind=None, flags=0, options=None):
    def text(word):
        return None if word is None else os.fsencode(word)

    try:
        _call("mount", text(source), text(target), text(kind), flags, text(options))
    except OSError as error:
        raise OSError(error.errno, f"mounting {target}: {error.strerror}") from error


def _forbid(path, flags, deep=True):
    """Add `flags` to the mount at `path` and, if `deep`, to all below it."""
    attributes = struct.pack("QQQQ", flags, 0, 0, 0)
    how = AT_RECURSIVE if deep else 0
    _call("syscall", SYS_MOUNT_SETATTR, -100, os.fsencode(path), how, attributes, len(attributes))


def one_thread():
    """Say whether this process has a single thread: only then can it enter a namespace."""
    return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208


def _new_users(uid, gid):
    """Enter all namespaces, a new one for users among them, and stay who one is in it."""
    _call("unshare", NEW_USERS | ALL_BUT_USERS)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        Path("/proc/self", name).write_text(text)


# ---- the outer cage --------------------------------------------------------------------------


def python_folders():
    """Return what Python and coursekit need to run, as paths that exist."""
    here = Path(__file__).resolve().parents[1]
    wanted = [
        *(Path("/etc", name) for name in ("ld.so.cache", "localtime", "ssl")),
        Path("/usr"),
        Path(sys.base_prefix),
        Path(sys.prefix),
        Path(sys.executable).resolve().parents[1],
        here,
    ]
    if not (here / "_data").is_dir():
        wanted.append(here.parent / "data")
    found = []
    for path in wanted:
        path = Path(os.path.abspath(path))  # noqa: PTH100  a link stays the link that it is
        if path.exists() and path != Path("/") and path not in found:
            found.append(path)
    return found


def enter_outer(hidden=()):
    """Put this process into the outer cage, with a new process number: the caller goes on in it.

    `hidden`: folders that must not be seen even if Python lies in or above them. Must be called
    with one thread. The process that called stays outside, waits, and ends with the new one.
    As root one becomes nobody in it: for root the limit on processes does not hold.

    Raises NoCage with what is missing.
    """
    if _libc is None:
        raise NoCage("this is not Linux")
    if platform.machine() not in SYS_PIVOT_ROOT:
        raise NoCage(f"the cage does not know the processor {platform.machine()}")
    if not one_thread():
        raise NoCage("a thread is running: a cage can only be entered without")
    uid, gid = os.getuid(), os.getgid()
    try:
        if uid == 0:
            _call("unshare", ALL_BUT_USERS)
        else:
            _new_users(uid, gid)
    except OSError as error:
        raise NoCage(f"this kernel or container refuses user namespaces ({error})") from error
    _wait_outside(os.fork())
    try:
        _build_root(hidden)
    except OSError as error:
        raise NoCage(f"its folders could not be laid out ({error})") from error
    if uid == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        _libc.prctl(DUMPABLE, 1)  # else /proc/self still belongs to root
    _drop_capabilities()
    # Not before: to change who one is clears this, as entering a namespace of users does.
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL)


def _drop_capabilities():
    """Give up all capabilities, and all ways to get some back by running a program."""
    _libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("capset", struct.pack("Ii", 0x20080522, 0), bytes(24))


def _wait_outside(child):
    """In the parent: wait for `child`, then end as it ended. In the child: go on."""
    if child:
        _libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
        os.closerange(3, 1024)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _build_root(hidden):
    """Lay out a root with Python and little else, make it the root, forget the old one."""
    _mount(None, "/", None, REC | PRIVATE)
    root = Path("/sys")  # a folder that every Linux has and nothing here needs
    _mount("tmpfs", root, "tmpfs", NO_SUID | NO_DEV, "size=16m,mode=755")
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        system = Path("/", name)
        if system.is_symlink():
            (root / name).symlink_to(system.readlink())
        elif system.is_dir():
            _show(system, root)
    for path in sorted(python_folders()):
        if not (root / path.relative_to("/")).exists():
            _show(path, root)
    for path in hidden:
        inside = root / Path(path).relative_to("/")
        if inside.is_dir() and any(inside.iterdir()):
            _mount("tmpfs", inside, "tmpfs", READ_ONLY, "size=4k,mode=000")
    (root / "dev" / "shm").mkdir(parents=True)
    # Not zero: a map of it shared is memory that no process needs to show.
    for name in ("null", "random", "urandom"):
        (root / "dev" / name).touch()
        _mount(f"/dev/{name}", root / "dev" / name, None, BIND)
    for name, to in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0")):
        (root / "dev" / name).symlink_to(to)
    for name in ("proc", "box"):
        (root / name).mkdir()
    (root / "tmp").symlink_to("box")
    _mount("proc", root / "proc", "proc", NO_SUID | NO_DEV | NO_EXEC)
    _mount("tmpfs", root / "box", "tmpfs", NO_SUID | NO_DEV, "size=16m,mode=777")
    os.chdir(root)
    # The new root on top of the old one, then the old one taken away from below.
    _call("syscall", SYS_PIVOT_ROOT[platform.machine()], b".", b".")
    _call("umount2", b".", DETACH)
    os.chdir(BOX)
    _forbid("/", READ_ONLY, deep=False)  # /box and /proc, below it, stay as they are


def _show(path, root):
    """Let `path` be seen below `root`, to be read only."""
    inside = root / path.relative_to("/")
    if path.is_dir():
        inside.mkdir(parents=True, exist_ok=True)
    else:
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.touch()
    _mount(path, inside, None, BIND | REC)
    _forbid(inside, READ_ONLY | NO_SUID | NO_DEV)


# ---- the inner cage --------------------------------------------------------------------------


class CagedStudent:
    """A student's process in its cage, as the judge sees it."""

    def __init__(self, keeper, pid, line, leash):
        """Keep the process that waits for it, its number, the line to it, and the leash."""
        self.keeper, self.pid, self.line, self._leash = keeper, pid, line, leash

    def memory(self):
        """Return the MB of memory of the student's process and all that came from it."""
        return tree_memory(self.pid)

    def kill(self):
        """End it and all that came from it; may be called twice."""
        if self._leash is None:
            return
        leash, self._leash = self._leash, None
        os.close(leash)  # the keeper ends the student when the leash is gone
        os.waitpid(self.keeper, 0)


def start_student(run, limits):
    """Fork a student's process into an inner cage of its own; return a CagedStudent.

    `run`: what it does, a function of one Wire. `limits`: a Limits. Raises NoCage when the cage
    cannot be made.
    """
    ours, theirs = socket.socketpair()
    leash, held = os.pipe()
    told, tell = os.pipe()
    keeper = os.fork()
    if keeper == 0:
        try:
            _keep(theirs.fileno(), leash, tell, run, limits)
        finally:
            os._exit(1)
    theirs.close()
    os.close(leash)
    os.close(tell)
    with os.fdopen(told, "rb") as words:
        said = words.read().decode()
    if not said.isdigit():
        os.close(held)
        os.waitpid(keeper, 0)
        raise NoCage(said or "the inner cage could not be entered")
    return CagedStudent(keeper, int(said), wire.over(ours.detach()), held)


def _keep(line, leash, tell, run, limits):
    """Be the keeper: fork the student into new namespaces, end it when the judge lets go.

    It is not left to the kernel's death signal: a process can switch that off for itself.
    """
    _close_all_but(line, leash, tell)
    try:
        _new_users(os.getuid(), os.getgid())
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                _close_all_but(line, go)
                _enter_inner(limits)
                os.write(go, b"ready")
            except OSError as error:
                os.write(go, str(error).encode())
                os._exit(1)
            os.close(go)
            run(wire.over(line))
            os._exit(0)
        os.close(go)
        if (said := os.read(ready, 1000)) != b"ready":
            raise OSError(said.decode() or "the inner cage could not be made")
    except OSError as error:
        os.write(tell, str(error).encode())
        os._exit(1)
    os.write(tell, str(child).encode())
    _close_all_but(leash)
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
    wait = select.poll()
    wait.register(os.pidfd_open(child), select.POLLIN)
    wait.register(leash, select.POLLIN | select.POLLHUP)
    wait.poll()
    os.kill(child, signal.SIGKILL)  # process 1 of its world: all of that world ends with it
    os.waitpid(child, 0)
    os._exit(0)


def _close_all_but(*keep):
    """Close all descriptors but `keep`; the standard ones lead nowhere from now on.

    So output is thrown away: a flood of it costs nothing but time.
    """
    nothing = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    last = 2
    for one in sorted(keep):
        os.closerange(last + 1, one)
        last = one
    os.closerange(last + 1, 1 << 16)


def _enter_inner(limits):
    """In the student's process, already process 1 of its namespaces: take everything away."""
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
    # Process groups reach across namespaces of process numbers: os.kill(0, 9) would hit the
    # warm process. With a session of its own it hits the student alone.
    os.setsid()
    _mount(None, "/", None, REC | PRIVATE)
    flags = NO_SUID | NO_DEV
    _mount("tmpfs", BOX, "tmpfs", flags, f"size={limits.disk}m,mode=700,nr_inodes=20000")
    _mount("tmpfs", "/dev/shm", "tmpfs", flags, f"size={limits.file}m,mode=700,nr_inodes=2000")
    _mount("proc", "/proc", "proc", flags | NO_EXEC)
    # No further namespaces: in a new one it would have all capabilities again.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    os.chdir(BOX)
    for capability in range(64):
        _libc.prctl(DROP_BOUND, capability, 0, 0, 0)
    _drop_capabilities()  # with them /box could be taken off again
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
    _filter_calls()
    for name, value in (
        # A bit less than the watch allows: one process alone gets a MemoryError, and the
        # notebook goes on.
        ("AS", address_space() + (limits.memory * 3 // 4 << 20)),
        ("CPU", limits.whole),
        ("NPROC", limits.processes),
        ("FSIZE", limits.file << 20),
        ("NOFILE", 256),
        ("CORE", 0),
        ("MSGQUEUE", 0),
    ):
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


# ---- a filter of system calls ----------------------------------------------------------------

# Memory that no process seems to hold (memfd, System V), new namespaces, other processes'
# memory, the kernel's less walked paths, the neighbours' cores. x86_64, aarch64.
_REFUSED = {
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "open_by_handle_at": (304, 265),
    "sched_setaffinity": (203, 122),  # each submission keeps to its core
}
_CLONE, _CLONE3, _MMAP, _SOCKET = (56, 220), (435, 435), (9, 222), (41, 198)
# Local, the empty network of the cage (4 and 6), and the kernel's list of its devices. Others
# know no namespaces: AF_VSOCK leads out of a virtual machine to its host.
_FAMILIES = (1, 2, 10, 16)
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NEW_ANY = ALL_BUT_USERS | NEW_USERS | 0x02000000
_SHARED_ANONYMOUS = 0x21
_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97


def _filter_calls():
    """Refuse the system calls above, for this process and all that come from it.

    The filter is a program for the kernel's small machine: load a word, compare, jump.
    """
    machine = platform.machine()
    column = ("x86_64", "aarch64").index(machine)
    load, jump_equal, jump_least, jump_bits, mask, answer = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
    allow, refuse, unknown, end = 0x7FFF0000, 0x50000 | _EPERM, 0x50000 | _ENOSYS, 0x80000000
    number, architecture, first, fourth = 0, 4, 16, 16 + 3 * 8
    program = [
        (load, 0, 0, architecture),
        (jump_equal, 1, 0, _ARCHITECTURE[machine]),
        (answer, 0, 0, end),
        (load, 0, 0, number),
        # x32, a second door on x86_64
        *([(jump_least, 0, 1, 0x40000000), (answer, 0, 0, unknown)] if column == 0 else []),
        # Threads try clone3 first, whose flags a filter cannot read, then clone.
        (jump_equal, 0, 1, _CLONE3[column]),
        (answer, 0, 0, unknown),
    ]
    for numbers in _REFUSED.values():
        program += [(jump_equal, 0, 1, numbers[column]), (answer, 0, 0, refuse)]
    program += [
        (jump_equal, 0, 4, _CLONE[column]),
        (load, 0, 0, first),
        (jump_bits, 0, 1, _NEW_ANY),
        (answer, 0, 0, refuse),
        (answer, 0, 0, allow),
        (jump_equal, 0, len(_FAMILIES) + 3, _SOCKET[column]),
        (load, 0, 0, first),
        *(
            (jump_equal, len(_FAMILIES) - n, 0, family)  # to the answer after the refusal
            for n, family in enumerate(_FAMILIES)
        ),
        (answer, 0, 0, 0x50000 | _EAFNOSUPPORT),
        (answer, 0, 0, allow),
        # Shared memory without a file: it stays when the process no longer shows it.
        (jump_equal, 0, 4, _MMAP[column]),
        (load, 0, 0, fourth),
        (mask, 0, 0, _SHARED_ANONYMOUS),
        (jump_equal, 0, 1, _SHARED_ANONYMOUS),
        (answer, 0, 0, refuse),
        (answer, 0, 0, allow),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    filter_ = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(buffer))
    if _libc.prctl(SECCOMP, 2, filter_, 0, 0):
        raise OSError(ctypes.get_errno(), "this kernel has no filter of system calls (seccomp)")


# ---- memory ----------------------------------------------------------------------------------


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
    """Return the kB of process `pid`, what it shares counted in parts; `own` if it has gone."""
    try:
        text = Path("/proc", str(pid), "smaps_rollup").read_text()
    except OSError:
        return own
    for line in text.splitlines():
        if line.startswith("Pss_Anon:"):
            anonymous = int(line.split()[1])
        elif line.startswith("Pss_Shmem:"):
            return anonymous + int(line.split()[1])
    return own
