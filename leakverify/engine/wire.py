"""Frames: how messages are laid on a pipe and taken off it (CONTRACTS 6).

A frame is a 4-byte big-endian length and a UTF-8 JSON object with `t`. Writing is trusted, reading is not: see
`leakverify.engine.decode`.
"""

import base64
import json
import os
import re
import struct
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from leakverify.limits import MAX_FRAME
from leakverify.model.glance import Glance
from leakverify.model.messages import (
    AncestorSeen,
    Answers,
    AskDomains,
    AskFacet,
    AskPile,
    AskRows,
    AskStrata,
    Cancel,
    Close,
    Columns,
    Domains,
    Done,
    Facet,
    Failed,
    FindingMade,
    FromChild,
    OldEnd,
    OldLeak,
    OldPart,
    Open,
    Page,
    PileEnd,
    PileHead,
    PilePart,
    ProgressMade,
    ProtocolError,
    Ready,
    RowsRead,
    Run,
    Scan,
    Scanned,
    Source,
    Strata,
    ToChild,
)

HEAD_BYTES: Final = 4
_HEAD: Final = struct.Struct(">I")
_LONE: Final = re.compile("[\ud800-\udfff]")

WORDS: Final[dict[type[ToChild | FromChild], str]] = {
    Open: "open",
    Run: "run",
    Answers: "answers",
    AskRows: "rows",
    AskFacet: "facet",
    Scan: "scan",
    AskDomains: "domains",
    AskStrata: "strata",
    AskPile: "pile",
    OldLeak: "old_leak",
    OldPart: "old_part",
    OldEnd: "old_end",
    Cancel: "cancel",
    Close: "close",
    Ready: "ready",
    Source: "source",
    Columns: "columns",
    ProgressMade: "progress",
    RowsRead: "read",
    FindingMade: "finding",
    Page: "rows",
    Facet: "facet",
    Scanned: "scanned",
    Domains: "domains",
    Strata: "strata",
    PileHead: "pile_head",
    PilePart: "pile_part",
    PileEnd: "pile_end",
    AncestorSeen: "ancestor",
    Glance: "glance",
    Done: "done",
    Failed: "error",
}


def frame(payload: bytes) -> bytes:
    """A payload with its length before it."""
    if len(payload) > MAX_FRAME:
        raise ProtocolError("length")
    return _HEAD.pack(len(payload)) + payload


def payload_to_child(message: ToChild) -> bytes:
    """A message to a child as JSON; paths keep the bytes that no encoding explains."""
    return json.dumps(_object(message)).encode("ascii")


def payload_from_child(message: FromChild) -> bytes:
    """A message from a child as JSON; lone surrogates become U+FFFD."""
    text = json.dumps(_object(message), ensure_ascii=False, allow_nan=False, default=_scalar)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", text).encode("utf-8")


def parts(message: FromChild) -> Iterator[bytes]:
    """The payloads of a message: one, or several for a very wide table and for a long list of domains."""
    payload = payload_from_child(message)
    halves = _halves(message) if len(payload) > MAX_FRAME else ()
    if not halves:
        yield payload
    for half in halves:
        yield from parts(half)


def _halves(message: FromChild) -> tuple[FromChild, ...]:
    """A message that may come in parts as two; nothing for any other."""
    match message:
        case Columns() if len(message.columns) > 1:
            half = len(message.columns) // 2
            first, second = slice(None, half), slice(half, None)
            return _cut(message, first, more=True), _cut(message, second, more=message.more)
        case Domains() if len(message.rows) > 1:
            half = len(message.rows) // 2
            before, after = message.rows[:half], message.rows[half:]
            return replace(message, rows=before, more=True), replace(message, rows=after)
        case Glance() if len(message.strips) > 1:
            half = len(message.strips) // 2
            above, below = message.strips[:half], message.strips[half:]
            return replace(message, strips=above, more=True), replace(message, strips=below)
        case _:
            return ()


def _cut(message: Columns, part: slice, *, more: bool) -> Columns:
    """Some of the columns."""
    return replace(
        message,
        columns=message.columns[part],
        guesses=message.guesses[part],
        examples=message.examples[part],
        more=more,
    )


def _object(message: ToChild | FromChild) -> dict[str, Any]:
    """A message as a JSON object; a finding's fields lie flat."""
    body = plain(message.finding if isinstance(message, FindingMade) else message)
    return {"t": WORDS[type(message)], **body}


def plain(value: Any) -> Any:
    """Dataclasses as objects, field by field but for what stays here, bytes as base64; everything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (f for f in fields(value) if f.metadata.get("wire", True))
        return {f.name: plain(getattr(value, f.name)) for f in kept}
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return [plain(v) for v in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _scalar(value: Any) -> Any:
    """An array library's number as Python's own."""
    return value.item()


def read_frame(descriptor: int) -> bytes | None:
    """The next payload from a pipe; None at its end. A length over the limit or a torn frame raises."""
    head = _read_exactly(descriptor, HEAD_BYTES, at_start=True)
    if head is None:
        return None
    (length,) = _HEAD.unpack(head)
    if length > MAX_FRAME:
        raise ProtocolError("length")
    return _read_exactly(descriptor, length, at_start=False)


def _read_exactly(descriptor: int, count: int, *, at_start: bool) -> bytes | None:
    """So many bytes; None where the pipe ends before the first of them."""
    data = bytearray()
    while len(data) < count:
        piece = os.read(descriptor, count - len(data))
        if not piece:
            if at_start and not data:
                return None
            raise ProtocolError("torn")
        data += piece
    return bytes(data)


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything, however small the pipe's portions are."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
