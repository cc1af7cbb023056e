"""A child that has been captured: says what it likes. Run as a script, with the misdeed as its argument."""

import json
import os
import signal
import struct
import sys
import time

READY = {"t": "ready", "isolation": "full", "details": []}


def say(message: dict | bytes) -> None:
    payload = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(1, struct.pack(">I", len(payload)) + payload)


def progress(number: int) -> dict:
    return {"t": "progress", "stage": "read", "done": number, "total": 0, "label": ""}


def wait_for_ever() -> None:
    while True:
        time.sleep(60)


def huge() -> None:
    os.write(1, b"\xff\xff\xff\xff" + b"x" * 1_000)


def types() -> None:
    say({"t": "progress", "stage": [], "done": {}, "total": None, "label": 3})


def nan() -> None:
    say(b'{"t":"done","complete":true,"reason":"","rows":NaN,"attempts_refused":0,"checks":0}')


def html() -> None:
    say({"t": "error", "code": "<b>bold</b>", "place": {}})


def torn() -> None:
    os.write(1, b"\x00\x00\x01\x00abc")
    os._exit(0)


def flood() -> None:
    while True:
        say(progress(1))


def deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def findings() -> None:
    for number in range(600):
        say(finding(f"GEN001:{number}"))


def stderr() -> None:
    for _ in range(2_000):
        os.write(2, b"e" * 4_096)
    say(progress(1))


def obedient() -> None:
    heard = b""
    while b'"close"' not in heard:
        heard = heard[-8:] + os.read(0, 65_536)
    os._exit(0)


def closes() -> None:
    os._exit(0)


def dies() -> None:
    say(finding("GEN001:a"))
    os.kill(os.getpid(), signal.SIGKILL)


MISDEEDS = (huge, types, nan, html, torn, flood, deaf, findings, stderr, obedient, closes, dies)


def main(misdeed: str) -> None:
    say(READY)
    next(deed for deed in MISDEEDS if deed.__name__ == misdeed)()
    wait_for_ever()


def finding(identity: str) -> dict:
    return {
        "t": "finding", "id": identity, "check": "GEN001", "family": "generator", "state": "computed",
        "reason": None, "columns": [], "measured": {}, "expected": {}, "support": {},
        "rows": {"count": 0, "shown": []}, "exhibit": False, "hard": False, "basis": "none",
        "provisional": False, "n": 0,
    }  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
