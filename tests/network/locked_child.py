"""Run by a test in a process of its own: prepare, lock the files away, look up, and tell what was touched."""

import ctypes
import datetime as dt
import json
import os
import pathlib
import struct
import sys
import threading

from leakverify.isolation import program_folders
from leakverify.model.look_up import Pace, Transport, Way
from leakverify.network import look_up, prepare

READ = (1 << 2) | (1 << 3)
ALL = (1 << 13) - 1
SILENT = {"socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.getnameinfo"}
SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def lock_files():
    """Landlock of the program's folders, files alone; True where the kernel has it."""
    libc = ctypes.CDLL(None, use_errno=True)
    ruleset = libc.syscall(444, struct.pack("Q", ALL), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    for folder in program_folders():
        handle = os.open(folder, os.O_PATH)
        access = READ if pathlib.Path(folder).is_dir() else 1 << 2
        libc.syscall(445, ruleset, 1, struct.pack("=Qi", access, handle), 0)
        os.close(handle)
    libc.prctl(38, 1, 0, 0, 0)
    return libc.syscall(446, ruleset, 0) == 0


def main():
    given = json.loads(sys.stdin.read())
    ways = [Way(**{**way, "transport": Transport(way["transport"])}) for way in given["ways"]]
    prepared = [prepare(way) for way in ways]
    touched, opened = set(), set()

    def hear(event, arguments):
        if event in SILENT:
            touched.add((event, 0))
        elif event in SENDS:
            touched.add(tuple(arguments[1][:2]))
        elif event == "open":
            opened.add(str(arguments[0]))

    locked = lock_files()
    sys.addaudithook(hear)
    homes = tuple(program_folders())
    told = []
    for one in prepared:
        touched.clear()
        opened.clear()
        outcome = look_up(
            given["domains"],
            one,
            Pace(0, 20, 4.0, 1),
            lambda _answer: None,
            threading.Event(),
            now=lambda: dt.datetime.now(dt.UTC),
        )
        told.append(
            {
                "locked": locked,
                "answered": outcome.answered,
                "complete": outcome.complete,
                "touched": sorted(touched),
                "declared": list(one.destinations),
                "foreign": sorted(name for name in opened if not name.startswith(homes)),
            }
        )
    print(json.dumps(told))


if __name__ == "__main__":
    main()
