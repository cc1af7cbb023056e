"""Fuzz targets of what two newsrooms send each other and what an analyst says of hashes: read, or a told error."""

import contextlib
from collections.abc import Callable

from leakverify.case import exchange_file
from leakverify.engine import decode
from leakverify.engine.pile_work import KnownVault
from leakverify.model.errors import LeakverifyError
from leakverify.model.mapping import Mapping
from leakverify.model.messages import OldEnd, OldLeak, OldPart, ProtocolError


def _exchange(data: bytes) -> None:
    for step in (exchange_file.BLIND, exchange_file.ANSWER):
        with contextlib.suppress(LeakverifyError):
            made = exchange_file.parsed(data, step)
            if exchange_file.as_bytes(made) != data:
                raise AssertionError


def _pile(data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        decode.from_child(b'{"t":"pile_part",' + data)
    with contextlib.suppress(ProtocolError):
        decode.from_child(b'{"t":"pile_head",' + data)


def _leaks(data: bytes) -> None:
    known = KnownVault()
    for line in data.split(b"\n"):
        with contextlib.suppress(ProtocolError):
            message = decode.to_child(line)
            if isinstance(message, OldLeak | OldPart | OldEnd):
                known.take(message)
    known.take(OldEnd("0" * 31 + "1"))
    known.files(Mapping(()))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "exchange_file": _exchange,
    "vault_pile": _pile,
    "vault_leaks": _leaks,
}
