"""What the window or the command and a look-up child say to each other; the child hears strangers' servers and is not trusted."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from leakverify.case import domain_list
from leakverify.engine.fields import Fields, parse
from leakverify.limits import MAX_FRAME
from leakverify.model.look_up import Answer, Pace, Transport, Way, is_domain
from leakverify.model.messages import ProtocolError

MOST_NAMES: Final = 800
"""Names in a frame: each has at most 253 letters, and a frame 262,144 bytes."""
MOST_ANSWERS: Final = 500
MOST_ROOTS: Final = 200_000
_REASON: Final = re.compile(r"[A-Z_]{0,32}\Z")


@dataclass(frozen=True, slots=True)
class Asking:
    """The first frame: how to ask, and whether a resolver that invents answers is accepted."""

    way: Way
    pace: Pace
    accept_lies: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """More domains to ask for."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Go:
    """The list is whole."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Ask no further; what was answered stays."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Some answers, as they came."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The end. `reason` is "" or a code of `words`; `attempts_refused` counts what the child's own guard refused."""

    complete: bool
    reason: str
    queries: int
    attempts_refused: int


ToLookUp = Asking | Names | Go | Stop


def to_child(message: ToLookUp) -> bytes:
    """A message as a payload."""
    match message:
        case Asking():
            body: dict[str, Any] = {
                "t": "way",
                **asdict(message.way),
                **asdict(message.pace),
                "accept_lies": message.accept_lies,
            }
        case Names():
            body = {"t": "names", "names": list(message.names)}
        case Go():
            body = {"t": "go"}
        case Stop():
            body = {"t": "stop"}
    return json.dumps(body).encode("ascii")


def of_parent(payload: bytes) -> ToLookUp:
    """A payload as a message; the parent is trusted, but the same care finds its mistakes."""
    f = Fields(parse(payload))
    message: ToLookUp
    match f.text("t", 16):
        case "way":
            message = _asking(f)
        case "names":
            message = Names(_names(f.texts("names", MOST_NAMES, 253)))
        case "go":
            message = Go()
        case "stop":
            message = Stop()
        case _:
            raise ProtocolError("t")
    f.end()
    return message


def names(domains: Sequence[str]) -> Iterator[Names]:
    """A list in frames."""
    for at in range(0, len(domains), MOST_NAMES):
        yield Names(tuple(domains[at : at + MOST_NAMES]))


def from_child(message: Answered | Ended) -> bytes:
    """A message of the child as a payload."""
    if isinstance(message, Ended):
        return json.dumps({"t": "ended", **asdict(message)}).encode("ascii")
    told = [domain_list.answer_fields(answer) for answer in message.answers]
    return json.dumps({"t": "answers", "answers": told}).encode("ascii")


def payloads(answers: Sequence[Answer]) -> Iterator[bytes]:
    """Answers in payloads that fit a frame each; one alone always fits, its servers being counted."""
    payload = from_child(Answered(tuple(answers)))
    if len(answers) <= 1 or (len(payload) <= MAX_FRAME and len(answers) <= MOST_ANSWERS):
        yield payload
        return
    half = len(answers) // 2
    yield from payloads(answers[:half])
    yield from payloads(answers[half:])


def of_child(payload: bytes) -> Answered | Ended:
    """A payload of the child, field by field."""
    f = Fields(parse(payload))
    message: Answered | Ended
    match f.text("t", 16):
        case "answers":
            message = Answered(tuple(_answers(f.items("answers", MOST_ANSWERS))))
        case "ended":
            message = Ended(
                f.flag("complete"),
                f.match("reason", _REASON),
                f.integer("queries", 0),
                f.integer("attempts_refused", 0),
            )
        case _:
            raise ProtocolError("t")
    f.end()
    return message


def _asking(f: Fields) -> Asking:
    way = Way(
        f.choice("transport", Transport),
        f.text("address", 255),
        f.integer("port", 0, 65_535),
        f.text("name", 255),
        f.text("path", 1_024),
        f.text("proxy", 300),
        f.text("authorities", MOST_ROOTS),
    )
    pace = Pace(
        f.real("per_second", 0.0, 1e6),
        f.integer("at_once", 1, 1_000),
        f.real("timeout", 0.1, 120.0),
        f.integer("tries", 1, 10),
    )
    return Asking(way, pace, f.flag("accept_lies"))


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    found = tuple(texts)
    if not all(is_domain(text) for text in found):
        raise ProtocolError("names")
    return found


def _answers(items: list[Any]) -> Iterator[Answer]:
    for item in items:
        if not isinstance(item, dict):
            raise ProtocolError("answers")
        try:
            yield domain_list.answer_from(item)
        except (KeyError, TypeError, ValueError) as error:
            raise ProtocolError("answers") from error
