"""Keyed hashes off the wire: plain names, whole numbers, bounded parts; no field could hold a cell."""

import binascii
import re
from typing import Any, Final

from leakverify.engine.fields import Fields, as_integer, as_number
from leakverify.model.messages import (
    AskPile,
    OldEnd,
    OldLeak,
    OldPart,
    PileEnd,
    PileHead,
    PilePart,
    ProtocolError,
)
from leakverify.model.old_leak import (
    FIELD,
    KEY,
    KIND,
    LABEL,
    MOST_KINDS,
    MOST_LABELS,
    MOST_LEAKS,
    MOST_PROVIDERS,
    NUMBER_BYTES,
    PART_BYTES,
)
from leakverify.model.terms import Role

_BASE64_CHARS: Final = (PART_BYTES + 2) // 3 * 4
_COUNTRY: Final = re.compile(r"(?:[A-Z]{2})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY_OR_NOTHING: Final = re.compile(rf"(?:{KEY.pattern})?")


def ask_pile(f: Fields) -> AskPile:
    """The question."""
    roles, claim = f.take("roles"), f.take("claim")
    if not isinstance(roles, dict) or not isinstance(claim, dict):
        raise ProtocolError("pile")
    if not all(isinstance(v, str) and v in set(Role) for v in roles.values()):
        raise ProtocolError("roles")
    token, key = f.integer("token", 0), f.match("key", KEY)
    return AskPile(token, key, roles, claim, f.match("as_of", _DATE), f.flag("links"))


def pile_head(f: Fields) -> PileHead:
    """What is about to come."""
    return PileHead(
        f.integer("token", 0),
        f.integer("rows", 0),
        f.flag("complete"),
        f.match("country", _COUNTRY),
        f.integers("providers", MOST_PROVIDERS, 0),
        _labels(f),
        _counts(f),
    )


def pile_part(f: Fields) -> PilePart:
    """Some of the numbers."""
    return PilePart(f.integer("token", 0), f.match("kind", KIND), f.match("field", FIELD), _data(f))


def pile_end(f: Fields) -> PileEnd:
    """The end."""
    return PileEnd(f.integer("token", 0), f.flag("whole"))


def old_leak(f: Fields) -> OldLeak:
    """A leak of the vault."""
    return OldLeak(
        f.integer("number", 1),
        f.integer("rows", 0),
        f.match("country", _COUNTRY),
        f.integers("providers", MOST_PROVIDERS, 0),
        _labels(f),
        f.flag("named"),
        _counts(f),
        tuple(_among(item) for item in f.items("among", MOST_LEAKS * MOST_KINDS)),
        tuple(_covered(item) for item in f.items("coverage", MOST_KINDS)),
    )


def old_part(f: Fields) -> OldPart:
    """Some of a leak's numbers."""
    return OldPart(f.integer("number", 1), f.match("kind", KIND), f.match("field", FIELD), _data(f))


def old_end(f: Fields) -> OldEnd:
    """All leaks are told."""
    return OldEnd(f.match("key", _KEY_OR_NOTHING))


def _data(f: Fields) -> bytes:
    """Whole numbers of eight bytes."""
    text = f.text("data", _BASE64_CHARS)
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        raise ProtocolError("data") from None
    if len(data) % NUMBER_BYTES or len(data) > PART_BYTES:
        raise ProtocolError("data")
    return data


def _labels(f: Fields) -> tuple[str, ...]:
    labels = f.texts("in_order", MOST_LABELS, 64)
    if not all(LABEL.fullmatch(label) for label in labels):
        raise ProtocolError("in_order")
    return labels


def _counts(f: Fields) -> tuple[tuple[str, int], ...]:
    counts = []
    for item in f.items("counts", MOST_KINDS):
        kind, count = _of_length(item, 2)
        counts.append((_kind(kind), as_integer(count, "counts", 0, 1 << 40)))
    if len({kind for kind, _ in counts}) != len(counts):
        raise ProtocolError("counts")
    return tuple(counts)


def _among(item: object) -> tuple[int, str, float]:
    number, kind, share = _of_length(item, 3)
    return as_integer(number, "among", 1, 1 << 40), _kind(kind), _share(share)


def _covered(item: object) -> tuple[str, float]:
    kind, share = _of_length(item, 2)
    return _kind(kind), _share(share)


def _kind(value: object) -> str:
    if not isinstance(value, str) or not KIND.fullmatch(value):
        raise ProtocolError("kind")
    return value


def _share(value: object) -> float:
    number = float(as_number(value, "share"))
    if not 0 <= number <= 1:
        raise ProtocolError("share")
    return number


def _of_length(item: object, length: int) -> list[Any]:
    if not isinstance(item, list) or len(item) != length:
        raise ProtocolError("list")
    return item
