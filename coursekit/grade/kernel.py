"""The calls to the Linux kernel that the cage is made of, for which Python has no names.

The numbers are the kernel's (include/uapi/linux).
"""

import ctypes
import os
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
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


def call(name, *arguments):
    """Call a function of the C library; raise OSError, naming it, when it fails."""
    if getattr(libc, name)(*arguments) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def mount(source, target, kind=None, flags=0, options=None):
    """Mount `source` at `target`, as mount(2) does; raise OSError, naming the target."""

    def text(word):
        return None if word is None else os.fsencode(word)

    try:
        call("mount", text(source), text(target), text(kind), flags, text(options))
    except OSError as error:
        raise OSError(error.errno, f"mounting {target}: {error.strerror}") from error


def forbid(path, flags, deep=True):
    """Add `flags` to the mount at `path` and, if `deep`, to all below it."""
    attributes = struct.pack("QQQQ", flags, 0, 0, 0)
    how = AT_RECURSIVE if deep else 0
    call("syscall", SYS_MOUNT_SETATTR, -100, os.fsencode(path), how, attributes, len(attributes))
