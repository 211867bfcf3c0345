"""A filter of system calls for a student's process, and for all that comes from it."""

import ctypes
import platform
import struct

from coursekit.grade.kernel import ALL_BUT_USERS, NEW_USERS, SECCOMP, libc

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


def filter_calls():
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
    if libc.prctl(SECCOMP, 2, filter_, 0, 0):
        raise OSError(ctypes.get_errno(), "this kernel has no filter of system calls (seccomp)")
