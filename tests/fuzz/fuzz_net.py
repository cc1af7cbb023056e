"""Targets for what strangers' resolvers send: any bytes are a reply to the question asked, or none."""

import struct
from collections.abc import Callable

from leakverify.network.wire import AAAA, MX, A, Question, Reply, read_reply

QUESTIONS = tuple(Question("mail.example", kind) for kind in (MX, A, AAAA))
ID = b"\x12\x34"


def reply(data: bytes) -> None:
    """Bytes after the right id: flags, counts and records are the fuzzer's."""
    for question in QUESTIONS:
        found = read_reply(question, ID + data, ID)
        if found is not None:
            _check(found)


def answers(data: bytes) -> None:
    """Records behind a right head and question, so that the fuzzer need not find those."""
    for question in QUESTIONS:
        asked = question.to_wire(padded=False)
        end = asked.index(b"\x00", 12) + 5
        counts = data[:3].ljust(3, b"\x01")
        head = struct.pack("!2sHHHHH", ID, 0x8180, 1, counts[0] % 8, counts[1] % 4, counts[2] % 4)
        found = read_reply(question, head + asked[12:end] + data[3:], ID)
        if found is not None:
            _check(found)


def _check(found: Reply) -> None:
    assert len(found.servers) <= 64
    assert all(0 <= p <= 65_535 and len(h) <= 253 and h.isascii() for p, h in found.servers)
    assert -1 <= found.extended <= 65_535
    assert 0 <= found.ttl < 1 << 31


TARGETS: dict[str, Callable[[bytes], None]] = {"dns-reply": reply, "dns-answers": answers}
