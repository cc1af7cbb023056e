"""A run as a case keeps it: what was asked, and all that the analyst said, in the wire's own words, one frame a line.

What is read back goes through the same decoder as a child's words, so that a hostile case is bounded as a hostile child is. Example
cells stay out of it: a case holds no row unless the user asks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from leakverify.engine import decode, wire
from leakverify.engine.decode_glance import MAX_STRIPS
from leakverify.engine.listening import MAX_PARTS, Listener
from leakverify.limits import MAX_DOMAINS_A_FRAME, MAX_FINDINGS, MAX_FRAME
from leakverify.model.glance import Glance
from leakverify.model.messages import (
    AncestorSeen,
    Columns,
    Domains,
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
MOST_LINES: Final = MAX_FINDINGS + decode.MAX_COLUMNS + MAX_PARTS + MAX_STRIPS + 16
_KEPT: Final = (Ready, Source, Columns, AncestorSeen, FindingMade, Glance, Done, Domains)


@dataclass(frozen=True, slots=True)
class KeptRun:
    """The order for a run, and what was said in it."""

    order: Run
    said: tuple[FromChild, ...]


def to_bytes(run: KeptRun) -> bytes:
    """The run as a case keeps it."""
    lines = [wire.payload_to_child(run.order)]
    for message in run.said:
        for part in _of_few_domains(_without_cells(message)):
            lines.extend(wire.parts(part))
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


def _of_few_domains(message: FromChild) -> Iterator[FromChild]:
    """A long list of domains in parts that a frame may hold; every other message as it is."""
    if not isinstance(message, Domains) or len(message.rows) <= MAX_DOMAINS_A_FRAME:
        yield message
        return
    for at in range(0, len(message.rows), MAX_DOMAINS_A_FRAME):
        more = at + MAX_DOMAINS_A_FRAME < len(message.rows)
        yield replace(message, rows=message.rows[at : at + MAX_DOMAINS_A_FRAME], more=more)


def _without_cells(message: FromChild) -> FromChild:
    """The columns without their example cells."""
    if not isinstance(message, Columns):
        return message
    return replace(message, examples=((),) * len(message.columns))


def kept(order: Run, said: Iterable[FromChild]) -> KeptRun:
    """What of a run is kept: the words that an assessment is made of."""
    return KeptRun(order, tuple(_without_cells(m) for m in said if isinstance(m, _KEPT)))
