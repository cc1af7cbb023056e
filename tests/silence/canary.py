"""Listeners where everything that a program could call leads: `python canary.py OUT COMMAND…`, in namespaces of its own.

In a network of its own all of 192.0.2.0/24 is this machine, every name is answered with an address of it by a resolver
on port 53, and what connects to the usual ports or sends to them is noted. Before the command runs the canaries are
tried. OUT gets `{"tried": […], "hits": […], "status": n}`; ends with 77 where no namespace is allowed.
"""

import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.silence.lures import ADDRESS
from tests.silence.offline import script

NO_NAMESPACE = 77
STREAMS = (21, 25, 53, 80, 139, 389, 443, 445, 853, 993, 8080, 9050)
DATAGRAMS = (53, 67, 137, 389, 443, 1900, 5353, 5355)
_SET_ADDRESS, _SET_MASK = 0x8916, 0x891C
_PRIVATE, _BIND = (1 << 18) | (1 << 14), 1 << 12


class Canaries:
    """Notes who calls."""

    def __init__(self):
        self.hits = []
        self.answered = threading.Semaphore(0)

    def open(self):
        for port in STREAMS:
            server = socket.create_server(("0.0.0.0", port))
            threading.Thread(target=self._take, args=(server, port), daemon=True).start()
        for port in DATAGRAMS:
            heard = socket.socket(type=socket.SOCK_DGRAM)
            heard.bind(("0.0.0.0", port))
            threading.Thread(target=self._hear, args=(heard, port), daemon=True).start()

    def note(self, what):
        self.hits.append(what)
        self.answered.release()

    def _take(self, server, port):
        while True:
            taken, _ = server.accept()
            taken.close()
            self.note(f"tcp {port}")

    def _hear(self, heard, port):
        while True:
            data, sender = heard.recvfrom(4096)
            self.note(f"udp {port} {data[12:40]!r}")
            if port == 53 and len(data) > 12:
                heard.sendto(answer(data), sender)


def answer(query):
    """An address for every question for one, nothing for any other."""
    end = query.index(b"\0", 12) + 5
    asks_a = query[end - 4 : end - 2] == b"\0\1"
    head = query[:2] + b"\x81\x80\0\1" + struct.pack(">H", asks_a) + b"\0\0\0\0"
    record = b"\xc0\x0c\0\1\0\1" + struct.pack(">IH", 60, 4) + socket.inet_aton(ADDRESS)
    return head + query[12:end] + (record if asks_a else b"")


def be_everywhere():
    """All of 192.0.2.0/24 is here."""
    with socket.socket(type=socket.SOCK_DGRAM) as any_socket:
        for what, text in ((_SET_ADDRESS, ADDRESS), (_SET_MASK, "255.255.255.0")):
            place = struct.pack("16sHH4s8x", b"lo:1", socket.AF_INET, 0, socket.inet_aton(text))
            fcntl.ioctl(any_socket, what, place)


def be_resolver(folder):
    """Every name is asked of port 53 here, but one that stands in the table of hosts."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"/", None, ctypes.c_ulong(_PRIVATE), None) != 0:
        raise OSError(ctypes.get_errno(), "private")
    texts = {
        "/etc/resolv.conf": "nameserver 127.0.0.1\noptions timeout:30 attempts:1\n",
        "/etc/hosts": f"127.0.0.1 localhost\n{ADDRESS} files.trap.test cell.trap.test\n",
    }
    for place, text in texts.items():
        ours = folder / Path(place).name
        ours.write_text(text)
        ours.chmod(0o644)
        target = os.path.realpath(place).encode()
        if libc.mount(bytes(ours), target, None, ctypes.c_ulong(_BIND), None) != 0:
            raise OSError(ctypes.get_errno(), place)


def try_out(canaries):
    """The canaries sing: by a name, by an address, by a datagram."""
    socket.create_connection(("probe.trap.test", 80), timeout=30).close()
    socket.create_connection((ADDRESS, 445), timeout=30).close()
    socket.create_connection(("192.0.2.99", 443), timeout=30).close()
    with socket.socket(type=socket.SOCK_DGRAM) as any_socket:
        any_socket.sendto(bytes(20), (ADDRESS, 5353))
    wanted = {"tcp 80", "tcp 443", "tcp 445", "udp 5353"}  # the resolver has been called before
    while not wanted <= {" ".join(hit.split()[:2]) for hit in canaries.hits}:
        assert canaries.answered.acquire(timeout=30), canaries.hits
    tried = sorted(canaries.hits)
    canaries.hits.clear()
    return tried


def main(out, words):
    rooms = script("without_network")
    if not (rooms.may_enter(rooms.NEW_MOUNT) and rooms.enter(rooms.NEW_MOUNT)):
        return NO_NAMESPACE
    with tempfile.TemporaryDirectory() as folder:
        try:
            be_everywhere()
            be_resolver(Path(folder))
        except OSError:
            return NO_NAMESPACE
        canaries = Canaries()
        canaries.open()
        tried = try_out(canaries)
        status = subprocess.run(words, check=False).returncode
        told = {"tried": tried, "hits": canaries.hits, "status": status}
        Path(out).write_text(json.dumps(told))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
