"""The seccomp filter of a locked child: which system calls are refused, and the program that refuses them.

A deny list on top of Landlock: everything that reaches other processes, other machines, other programs, the names,
modes or times of files, or kernel parts that a reader of tables never needs. Numbers are the kernel's, by
architecture; from 424 on they are alike everywhere.

The look-up child's variant lets plain TCP or UDP sockets over IPv4 and IPv6 be made, connected and read, and nothing
else of the socket calls: no listening, no binding, no other family (netlink, packet, local), no other protocol
(multipath TCP is not held by Landlock's rules for ports), no data before the connection (`MSG_FASTOPEN` connects
without `connect`).
"""

import ctypes
import os
import struct

_SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SET_MODE_FILTER = 1
_FLAG_TSYNC = 1

_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_KILL_PROCESS = 0x80000000
_EPERM, _ENOSYS = 1, 38

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_AND = 0x54
_AT_NUMBER, _AT_ARCH, _AT_ARGUMENTS = 0, 4, 16
_X32 = 0x40000000
_CLONE_THREAD = 0x10000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

SOCK_STREAM, SOCK_DGRAM = 1, 2
_SOCK_FLAGS = 0o2004000  # of a socket's type: SOCK_CLOEXEC and SOCK_NONBLOCK
_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_PROTOCOLS = (0, 6, 17)  # the kind's own, TCP, UDP
_MSG_FASTOPEN = 0x20000000
_OF_CLIENTS = (
    "connect", "getpeername", "getsockname", "getsockopt", "recvfrom", "recvmsg", "setsockopt", "shutdown",
)  # fmt: skip
_LOOKED_AT = ("socket", "socketpair", "sendto", "sendmsg")

_EVERYWHERE = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
    "pidfd_open": 434, "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442,
    "quotactl_fd": 443, "memfd_secret": 447, "process_mrelease": 448, "fchmodat2": 452,
    "setxattrat": 463, "removexattrat": 466, "open_tree_attr": 467,
}  # fmt: skip
_X86_64 = {
    "shmget": 29, "shmat": 30, "shmctl": 31, "socket": 41, "connect": 42, "accept": 43, "sendto": 44,
    "recvfrom": 45, "sendmsg": 46, "recvmsg": 47, "shutdown": 48, "bind": 49, "listen": 50,
    "getsockname": 51, "getpeername": 52, "socketpair": 53, "setsockopt": 54, "getsockopt": 55,
    "fork": 57, "vfork": 58, "execve": 59, "semget": 64, "semop": 65, "semctl": 66, "shmdt": 67,
    "msgget": 68, "msgsnd": 69, "msgrcv": 70, "msgctl": 71, "truncate": 76, "rename": 82, "mkdir": 83,
    "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90, "fchmod": 91,
    "chown": 92, "fchown": 93, "lchown": 94, "ptrace": 101, "syslog": 103, "setuid": 105, "setgid": 106,
    "setpgid": 109, "setsid": 112, "setreuid": 113, "setregid": 114, "setgroups": 116, "setresuid": 117,
    "setresgid": 119, "setfsuid": 122, "setfsgid": 123, "capset": 126, "utime": 132, "mknod": 133,
    "uselib": 134, "personality": 135, "setpriority": 141, "pivot_root": 155, "adjtimex": 159,
    "chroot": 161, "acct": 163, "settimeofday": 164, "mount": 165, "umount2": 166, "swapon": 167,
    "swapoff": 168, "reboot": 169, "sethostname": 170, "setdomainname": 171, "iopl": 172, "ioperm": 173,
    "init_module": 175, "delete_module": 176, "quotactl": 179, "setxattr": 188, "lsetxattr": 189,
    "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199, "tkill": 200,
    "io_setup": 206, "clock_settime": 227, "utimes": 235, "mq_open": 240, "mq_unlink": 241,
    "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250, "inotify_init": 253,
    "migrate_pages": 256, "mkdirat": 258, "mknodat": 259, "fchownat": 260, "futimesat": 261,
    "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266, "fchmodat": 268, "unshare": 272,
    "move_pages": 279, "utimensat": 280, "accept4": 288, "inotify_init1": 294, "perf_event_open": 298,
    "recvmmsg": 299, "fanotify_init": 300, "name_to_handle_at": 303, "open_by_handle_at": 304,
    "clock_adjtime": 305, "sendmmsg": 307, "setns": 308, "process_vm_readv": 310,
    "process_vm_writev": 311, "kcmp": 312, "finit_module": 313, "renameat2": 316, "memfd_create": 319,
    "kexec_file_load": 320, "bpf": 321, "execveat": 322, "userfaultfd": 323,
}  # fmt: skip
_AARCH64 = {
    "io_setup": 0, "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14, "lremovexattr": 15,
    "fremovexattr": 16, "inotify_init1": 26, "mknodat": 33, "mkdirat": 34, "unlinkat": 35,
    "symlinkat": 36, "linkat": 37, "renameat": 38, "umount2": 39, "mount": 40, "pivot_root": 41,
    "truncate": 45, "chroot": 51, "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55,
    "quotactl": 60, "utimensat": 88, "acct": 89, "capset": 91, "personality": 92, "unshare": 97,
    "kexec_load": 104, "init_module": 105, "delete_module": 106, "clock_settime": 112, "syslog": 116,
    "ptrace": 117, "tkill": 130, "setpriority": 140, "reboot": 142, "setregid": 143, "setgid": 144,
    "setreuid": 145, "setuid": 146, "setresuid": 147, "setresgid": 149, "setfsuid": 151, "setfsgid": 152,
    "setpgid": 154, "setsid": 157, "setgroups": 159, "sethostname": 161, "setdomainname": 162,
    "settimeofday": 170, "adjtimex": 171, "mq_open": 180, "mq_unlink": 181, "msgget": 186, "msgctl": 187,
    "msgrcv": 188, "msgsnd": 189, "semget": 190, "semctl": 191, "semtimedop": 192, "semop": 193,
    "shmget": 194, "shmctl": 195, "shmat": 196, "shmdt": 197, "socket": 198, "socketpair": 199,
    "bind": 200, "listen": 201, "accept": 202, "connect": 203, "getsockname": 204, "getpeername": 205,
    "sendto": 206, "recvfrom": 207, "setsockopt": 208, "getsockopt": 209, "shutdown": 210,
    "sendmsg": 211, "recvmsg": 212, "add_key": 217, "request_key": 218, "keyctl": 219, "execve": 221,
    "swapon": 224, "swapoff": 225, "migrate_pages": 238, "move_pages": 239, "perf_event_open": 241,
    "accept4": 242, "recvmmsg": 243, "fanotify_init": 262, "name_to_handle_at": 264,
    "open_by_handle_at": 265, "clock_adjtime": 266, "setns": 268, "sendmmsg": 269,
    "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272, "finit_module": 273,
    "renameat2": 276, "memfd_create": 279, "bpf": 280, "execveat": 281, "userfaultfd": 282,
    "kexec_file_load": 294,
}  # fmt: skip
_REFUSED = {"x86_64": _X86_64, "aarch64": _AARCH64}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3, _OPENAT2 = 435, 437
_OWN_PROCESS_ONLY = {"x86_64": (62, 234), "aarch64": (129, 131)}  # kill, tgkill
_PRLIMIT = {"x86_64": 302, "aarch64": 261}
_OPENING = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}  # number, argument of flags


def supported() -> bool:
    """Whether the numbers of this processor are known."""
    return os.uname().machine in _AUDIT_ARCH and struct.calcsize("P") == 8  # noqa: PLR2004 (bytes)


def program(machine: str, pid: int, socket_kinds: tuple[int, ...] = ()) -> bytes:
    """The filter as BPF instructions for one architecture and one process; which kinds of sockets it may make."""
    code = [
        *_word(_AT_ARCH),
        _instruction(_JUMP_EQUAL, _AUDIT_ARCH[machine], 1, 0),
        _instruction(_RETURN, _KILL_PROCESS),
        *_word(_AT_NUMBER),
    ]
    if machine == "x86_64":
        code += [_instruction(_JUMP_AT_LEAST, _X32, 0, 1), _refuse(_EPERM)]
    for number in (_CLONE3, _OPENAT2):
        code += [_instruction(_JUMP_EQUAL, number, 0, 1), _refuse(_ENOSYS)]
    refused = {**_REFUSED[machine], **_EVERYWHERE}
    if socket_kinds:
        code += _sockets(refused, socket_kinds)
        refused = {k: n for k, n in refused.items() if k not in {*_OF_CLIENTS, *_LOOKED_AT}}
    for number in sorted(refused.values()):
        code += [_instruction(_JUMP_EQUAL, number, 0, 1), _refuse(_EPERM)]
    code += _unless(_CLONE[machine], 0, [_instruction(_JUMP_SET, _CLONE_THREAD, 1, 0)])
    for number in _OWN_PROCESS_ONLY[machine]:
        code += _unless(number, 0, [_instruction(_JUMP_EQUAL, pid, 1, 0)])
    own = [_instruction(_JUMP_EQUAL, 0, 2, 0), _instruction(_JUMP_EQUAL, pid, 1, 0)]
    code += _unless(_PRLIMIT[machine], 0, own)
    for number, argument in _OPENING[machine]:
        code += [
            _instruction(_JUMP_EQUAL, number, 0, 4),
            *_word(_AT_ARGUMENTS + 8 * argument),
            _instruction(_JUMP_SET, _WRITING, 0, 1),
            _refuse(_EPERM),
            _instruction(_RETURN, _ALLOW),
        ]
    code.append(_instruction(_RETURN, _ALLOW))
    return b"".join(code)


def install(libc: ctypes.CDLL, socket_kinds: tuple[int, ...] = ()) -> bool:
    """Put the filter on all threads of this process; needs no-new-privileges. False where it cannot be."""
    if not supported():
        return False
    machine = os.uname().machine
    code = program(machine, os.getpid(), socket_kinds)
    buffer = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    number = ctypes.c_long(_SYS_SECCOMP[machine])
    mode, flag = ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(_FLAG_TSYNC)
    return int(libc.syscall(number, mode, flag, head)) == 0


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One BPF instruction."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _word(offset: int) -> list[bytes]:
    """Load a word of the call's description."""
    return [_instruction(_LOAD, offset)]


def _refuse(errno: int) -> bytes:
    """Return an error number to the caller."""
    return _instruction(_RETURN, _ERRNO | errno)


def _unless(number: int, argument: int, passing: list[bytes]) -> list[bytes]:
    """Refuse a call unless one of the tests on its argument jumps over the refusal."""
    inner = [
        *_word(_AT_ARGUMENTS + 8 * argument),
        *passing,
        _refuse(_EPERM),
        _instruction(_RETURN, _ALLOW),
    ]
    return [_instruction(_JUMP_EQUAL, number, 0, len(inner)), *inner]


def _sockets(numbers: dict[str, int], kinds: tuple[int, ...]) -> list[bytes]:
    """What a client may do with sockets of these kinds: each call's arguments must be among those named."""
    every = 0xFFFFFFFF
    plain = every & ~_SOCK_FLAGS
    return [
        *_only(
            numbers["socket"],
            (0, every, (_AF_INET, _AF_INET6)),
            (1, plain, kinds),
            (2, every, _PROTOCOLS),
        ),
        *_only(numbers["socketpair"], (0, every, (_AF_UNIX,)), (1, plain, (SOCK_STREAM,))),
        *_only(numbers["sendto"], (3, _MSG_FASTOPEN, (0,))),
        *_only(numbers["sendmsg"], (2, _MSG_FASTOPEN, (0,))),
    ]


def _only(number: int, *tests: tuple[int, int, tuple[int, ...]]) -> list[bytes]:
    """Allow a call where each argument, masked, has one of its values; refuse it else. Arguments are C's int."""
    inner: list[bytes] = []
    for argument, mask, values in tests:
        inner += [*_word(_AT_ARGUMENTS + 8 * argument), _instruction(_AND, mask)]
        inner += [
            _instruction(_JUMP_EQUAL, value, len(values) - n) for n, value in enumerate(values)
        ]
        inner.append(_refuse(_EPERM))
    inner.append(_instruction(_RETURN, _ALLOW))
    return [_instruction(_JUMP_EQUAL, number, 0, len(inner)), *inner]
