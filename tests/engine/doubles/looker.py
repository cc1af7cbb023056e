"""A look-up child that does what its argument says; honest ones answer every name, the others misbehave."""

import json
import os
import struct
import sys
import time

READY = {"t": "ready", "isolation": "full", "details": []}
ENDED = {"t": "ended", "complete": True, "reason": "", "queries": 7, "attempts_refused": 0}


def say(message):
    payload = json.dumps(message).encode()
    os.write(1, struct.pack(">I", len(payload)) + payload)


def hear():
    head = os.read(0, 4)
    if len(head) < 4:
        raise SystemExit
    (length,) = struct.unpack(">I", head)
    data = b""
    while len(data) < length:
        data += os.read(0, length - len(data))
    return json.loads(data)


def answer(name, **fields):
    plain = {"domain": name, "rcode": "NXDOMAIN", "mx": [], "a": False}
    plain |= {"asked_at": "2026-01-02T03:04:05Z", "resolver": "here", "ttl": 60, "queries": 1}
    return plain | fields


def answers(*given):
    say({"t": "answers", "answers": list(given)})


def take_names():
    names = []
    while (message := hear())["t"] == "names":
        names += message["names"]
    assert message["t"] == "go"
    return names


def after_first(misdeed, first, second):
    """What a child does once it has answered one name; True where it goes on to be honest."""
    match misdeed:
        case "twice":
            answers(answer(first))
        case "html":
            answers(answer(second, resolver="<b>\n"))
        case "dies_later":
            return False
        case "proxy":
            say(ENDED | {"complete": False, "reason": "PROXY_UNREACHABLE"})
            return False
        case "stops":
            assert hear()["t"] == "stop"
            say(ENDED | {"complete": False, "reason": "CANCELLED"})
            return False
        case "deaf":
            time.sleep(600)
    return True


def main(misdeed):
    assert hear()["t"] == "way"
    if misdeed == "absent":
        say({"t": "error", "code": "LOOK_UP_UNAVAILABLE", "place": {}})
        return
    if misdeed == "silent":
        time.sleep(600)
    say(READY)
    first, *rest = take_names()
    if misdeed == "dies":
        return
    answers(answer("planted.example" if misdeed == "stranger" else first))
    if after_first(misdeed, first, rest[0]):
        for name in rest:
            answers(answer(name))
        say(ENDED)


if __name__ == "__main__":
    main(sys.argv[1])
