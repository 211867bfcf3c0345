"""The cage: what a student's process may see and do, by Linux namespaces. No other program.

Two layers, each entered by a call here:

    main -> enter_outer() -> the warm process -> a judge -> enter_inner() -> the student

The outer one gives a root of its own in which only Python, coursekit and its data lie, to be
read and not written, without network. No submission, no result and no test lies in it. The
inner one, for each student, adds six namespaces, an empty folder /box, no capabilities, a
filter of system calls and limits; the student is process 1 of its own world.
"""

import os
import platform
import resource
import select
import signal
import socket
import struct
import sys
from pathlib import Path

from coursekit.grade import memory, wire
from coursekit.grade.calls import filter_calls
from coursekit.grade.kernel import (
    ALL_BUT_USERS,
    BIND,
    DEATH_SIGNAL,
    DETACH,
    DROP_BOUND,
    DUMPABLE,
    NEW_USERS,
    NO_DEV,
    NO_EXEC,
    NO_NEW_PRIVS,
    NO_SUID,
    PRIVATE,
    READ_ONLY,
    REC,
    SYS_PIVOT_ROOT,
    call,
    forbid,
    libc,
    mount,
)

BOX = Path("/box")
NOBODY = 65534


class NoCage(Exception):
    """No cage can be made on this computer; the message says what is missing."""


def one_thread():
    """Say whether this process has a single thread: only then can it enter a namespace."""
    return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208


def _new_users(uid, gid):
    """Enter all namespaces, a new one for users among them, and stay who one is in it."""
    call("unshare", NEW_USERS | ALL_BUT_USERS)
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
    if libc is None:
        raise NoCage("this is not Linux")
    if platform.machine() not in SYS_PIVOT_ROOT:
        raise NoCage(f"the cage does not know the processor {platform.machine()}")
    if not one_thread():
        raise NoCage("a thread is running: a cage can only be entered without")
    uid, gid = os.getuid(), os.getgid()
    try:
        if uid == 0:
            call("unshare", ALL_BUT_USERS)
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
        libc.prctl(DUMPABLE, 1)  # else /proc/self still belongs to root
    _drop_capabilities()
    # Not before: to change who one is clears this, as entering a namespace of users does.
    libc.prctl(DEATH_SIGNAL, signal.SIGKILL)


def _drop_capabilities():
    """Give up all capabilities, and all ways to get some back by running a program."""
    libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    call("capset", struct.pack("Ii", 0x20080522, 0), bytes(24))


def _wait_outside(child):
    """In the parent: wait for `child`, then end as it ended. In the child: go on."""
    if child:
        libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
        os.closerange(3, 1024)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _build_root(hidden):
    """Lay out a root with Python and little else, make it the root, forget the old one."""
    mount(None, "/", None, REC | PRIVATE)
    root = Path("/sys")  # a folder that every Linux has and nothing here needs
    mount("tmpfs", root, "tmpfs", NO_SUID | NO_DEV, "size=16m,mode=755")
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
            mount("tmpfs", inside, "tmpfs", READ_ONLY, "size=4k,mode=000")
    (root / "dev" / "shm").mkdir(parents=True)
    # Not zero: a map of it shared is memory that no process needs to show.
    for name in ("null", "random", "urandom"):
        (root / "dev" / name).touch()
        mount(f"/dev/{name}", root / "dev" / name, None, BIND)
    for name, to in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0")):
        (root / "dev" / name).symlink_to(to)
    for name in ("proc", "box"):
        (root / name).mkdir()
    (root / "tmp").symlink_to("box")
    mount("proc", root / "proc", "proc", NO_SUID | NO_DEV | NO_EXEC)
    mount("tmpfs", root / "box", "tmpfs", NO_SUID | NO_DEV, "size=16m,mode=777")
    os.chdir(root)
    # The new root on top of the old one, then the old one taken away from below.
    call("syscall", SYS_PIVOT_ROOT[platform.machine()], b".", b".")
    call("umount2", b".", DETACH)
    os.chdir(BOX)
    forbid("/", READ_ONLY, deep=False)  # /box and /proc, below it, stay as they are


def _show(path, root):
    """Let `path` be seen below `root`, to be read only."""
    inside = root / path.relative_to("/")
    if path.is_dir():
        inside.mkdir(parents=True, exist_ok=True)
    else:
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.touch()
    mount(path, inside, None, BIND | REC)
    forbid(inside, READ_ONLY | NO_SUID | NO_DEV)


# ---- the inner cage --------------------------------------------------------------------------


class CagedStudent:
    """A student's process in its cage, as the judge sees it."""

    def __init__(self, keeper, pid, line, leash):
        """Keep the process that waits for it, its number, the line to it, and the leash."""
        self.keeper, self.pid, self.line, self._leash = keeper, pid, line, leash

    def memory(self):
        """Return the MB of memory of the student's process and all that came from it."""
        return memory.tree_memory(self.pid)

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
    libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
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
    libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
    # Process groups reach across namespaces of process numbers: os.kill(0, 9) would hit the
    # warm process. With a session of its own it hits the student alone.
    os.setsid()
    mount(None, "/", None, REC | PRIVATE)
    flags = NO_SUID | NO_DEV
    mount("tmpfs", BOX, "tmpfs", flags, f"size={limits.disk}m,mode=700,nr_inodes=20000")
    mount("tmpfs", "/dev/shm", "tmpfs", flags, f"size={limits.file}m,mode=700,nr_inodes=2000")
    mount("proc", "/proc", "proc", flags | NO_EXEC)
    # No further namespaces: in a new one it would have all capabilities again.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    os.chdir(BOX)
    for capability in range(64):
        libc.prctl(DROP_BOUND, capability, 0, 0, 0)
    _drop_capabilities()  # with them /box could be taken off again
    libc.prctl(DEATH_SIGNAL, signal.SIGKILL)
    filter_calls()
    for name, value in (
        # A bit less than the watch allows: one process alone gets a MemoryError, and the
        # notebook goes on.
        ("AS", memory.address_space() + (limits.memory * 3 // 4 << 20)),
        ("CPU", limits.whole),
        ("NPROC", limits.processes),
        ("FSIZE", limits.file << 20),
        ("NOFILE", 256),
        ("CORE", 0),
        ("MSGQUEUE", 0),
    ):
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
