"""JSON of files that anybody may have made: one canonical spelling, and a reader that takes nothing doubtful.

The standard library parses; what it would let pass is refused here: names given twice, constants that JSON lacks, numbers
of a thousand digits, nesting without end. Whoever signs or chains needs that a text has one meaning and a meaning one text.
"""

import json
import math
import re
from typing import Any, Final, NoReturn

_INTEGER: Final = re.compile(r"-?\d{1,18}\Z")
_REAL: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?\Z")


def to_bytes(value: Any) -> bytes:
    """The one spelling: keys sorted, no blanks, ASCII, a line feed at the end; no NaN."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )
    return text.encode("ascii") + b"\n"


def parse(data: bytes, most: int) -> dict[str, Any]:
    """The JSON object in at most `most` bytes of UTF-8.

    Raises:
        ValueError: anything else, without a word of what was read.
    """
    if len(data) > most:
        raise ValueError("length")
    try:
        found = json.loads(
            data.decode("utf-8"),
            parse_int=_integer,
            parse_float=_real,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except RecursionError:
        raise ValueError("depth") from None
    except ValueError:
        raise ValueError("form") from None
    if not isinstance(found, dict):
        raise ValueError("object")  # noqa: TRY004  (one error for all that is not as it should be)
    return found


def parse_canonical(data: bytes, most: int) -> dict[str, Any]:
    """The same of a text in the one spelling of `to_bytes`; ValueError for any other."""
    found = parse(data, most)
    try:
        same = to_bytes(found) == data
    except RecursionError:
        same = False
    if not same:
        raise ValueError("spelling")
    return found


def _integer(text: str) -> int:
    if not _INTEGER.match(text):
        raise ValueError("number")
    return int(text)


def _real(text: str) -> float:
    if not _REAL.match(text):
        raise ValueError("number")
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("number")
    return value


def _constant(_text: str) -> NoReturn:
    raise ValueError("number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("name twice")
    return found
