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
    way = Way(**{**given["way"], "transport": Transport(given["way"]["transport"])})
    prepared = prepare(way)
    touched, opened = [], []

    def hear(event, arguments):
        if event in SILENT:
            touched.append([event])
        elif event in SENDS:
            touched.append(list(arguments[1][:2]))
        elif event == "open":
            opened.append(str(arguments[0]))

    locked = lock_files()
    sys.addaudithook(hear)
    answers = {}
    outcome = look_up(
        given["domains"],
        prepared,
        Pace(0, 20, 4.0, 1),
        lambda answer: answers.__setitem__(answer.domain, answer.status.value),
        threading.Event(),
        now=lambda: dt.datetime.now(dt.UTC),
    )
    homes = tuple(program_folders())
    print(
        json.dumps(
            {
                "locked": locked,
                "answers": answers,
                "complete": outcome.complete,
                "touched": [list(t) for t in sorted({tuple(t) for t in touched})],
                "declared": [list(address) for address in prepared.destinations],
                "foreign": sorted({name for name in opened if not name.startswith(homes)}),
            }
        )
    )


if __name__ == "__main__":
    main()
