"""Runs a command where there is no network but loopback: `python packaging/without_network.py COMMAND…`.

On Linux in a network namespace of its own. Root makes it directly, which leaves all users as they are (tests start
database servers as other users); anybody else by a user namespace in which the own user stays the own user, and from
which the command gets no privilege. Where neither is allowed the command runs plainly; the first line on stderr says
which it is. Ends as the command ends.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

_NEW_USER, _NEW_NET, NEW_MOUNT = 0x10000000, 0x40000000, 0x00020000
_SET_FLAGS, _IF_UP = 0x8914, 0x41  # SIOCSIFFLAGS; IFF_UP | IFF_RUNNING


def may_enter(also: int = 0) -> bool:
    """Whether `enter` would succeed, tried in a child: half a way in cannot be gone back."""
    child = os.fork()
    if child == 0:
        os._exit(0 if enter(also) else 1)
    return os.waitpid(child, 0)[1] == 0


def enter(also: int = 0) -> bool:
    """Put this process, which must have one thread, into a network of its own; False where that is not allowed.

    `also` are further namespaces (`NEW_MOUNT`).
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    try:
        if user == 0:
            _unshare(libc, _NEW_NET | also)
        else:
            _unshare(libc, _NEW_USER | _NEW_NET | also)
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
        _loopback_up()
    except OSError:
        return False
    return True


def _unshare(libc: ctypes.CDLL, spaces: int) -> None:
    """Leave the namespaces that this process shares."""
    if libc.unshare(ctypes.c_int(spaces)) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def _loopback_up() -> None:
    """A fresh network's loopback is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _IF_UP))


def main() -> None:
    """Enter, say how it went, become the command."""
    words = sys.argv[1:]
    if not words:
        sys.exit(__doc__)
    if may_enter() and enter():
        print("In a network namespace of its own: loopback and nothing else.", file=sys.stderr)
    else:
        print(
            "Plainly, with this machine's network: no namespace is allowed here.", file=sys.stderr
        )
    sys.stderr.flush()
    os.execvp(words[0], words)


if __name__ == "__main__":
    main()
