"""A run as a case keeps it: what was asked, and all that the analyst said, in the wire's own words, one frame a line.

What is read back goes through the same decoder as a child's words, so that a hostile case is bounded as a hostile child is. Example
cells stay out of it: a case holds no row unless the user asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from leakverify.engine import decode, wire
from leakverify.engine.listening import Listener
from leakverify.limits import MAX_FINDINGS, MAX_FRAME
from leakverify.model.messages import (
    AncestorSeen,
    Columns,
    Done,
    FindingMade,
    FromChild,
    ProtocolError,
    Ready,
    Run,
    Source,
)
from leakverify.words.findings import phrases

MOST_BYTES: Final = 64 << 20
MOST_LINES: Final = MAX_FINDINGS + decode.MAX_COLUMNS + 16
_KEPT: Final = (Ready, Source, Columns, AncestorSeen, FindingMade, Done)


@dataclass(frozen=True, slots=True)
class KeptRun:
    """The order for a run, and what was said in it."""

    order: Run
    said: tuple[FromChild, ...]


def to_bytes(run: KeptRun) -> bytes:
    """The run as a case keeps it."""
    lines = [wire.payload_to_child(run.order)]
    for message in run.said:
        lines.extend(wire.parts(_without_cells(message)))
    return b"".join(line + b"\n" for line in lines)


def from_bytes(data: bytes) -> KeptRun:
    """The run of a case.

    Raises:
        ValueError: what no analyst of this build says, or more of it than one may say.
    """
    if len(data) > MOST_BYTES:
        raise ValueError("length")
    first, _, rest = data.partition(b"\n")
    lines = rest.split(b"\n", MOST_LINES)
    try:
        order = decode.to_child(_frame(first))
        said = tuple(_heard(lines))
    except ProtocolError as error:
        raise ValueError(str(error)) from error
    if not isinstance(order, Run) or lines[-1]:
        raise ValueError("run")
    return KeptRun(order, said)


def _heard(lines: Iterable[bytes]) -> Iterable[FromChild]:
    listener = Listener(frozenset(phrases()), clock=lambda: 0.0)
    for line in lines:
        if not line:
            continue
        for message in listener.hear(_frame(line)):
            if not isinstance(message, _KEPT):
                raise ProtocolError("t")
            yield _without_cells(message)


def _frame(line: bytes) -> bytes:
    if len(line) > MAX_FRAME:
        raise ProtocolError("length")
    return line


def _without_cells(message: FromChild) -> FromChild:
    """The columns without their example cells."""
    if not isinstance(message, Columns):
        return message
    return replace(message, examples=((),) * len(message.columns))


def kept(order: Run, said: Iterable[FromChild]) -> KeptRun:
    """What of a run is kept: the words that an assessment is made of."""
    return KeptRun(order, tuple(_without_cells(m) for m in said if isinstance(m, _KEPT)))
