"""What the MongoDB shell and its windows print, made JSON: `ObjectId("…")`, `ISODate("…")`, `/* 1 */` between records.

Only these forms are rewritten, outside of strings and within one line; each becomes the extended JSON of the same value.
Every step of the pattern is possessive, so that a line is walked once whatever it holds.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

_NAMES: Final = (
    "ObjectId|ISODate|NumberLong|NumberInt|NumberDecimal|UUID|Timestamp|BinData|new Date"
)
_MARKS: Final = re.compile(rf"[:\[,]\s*(?:{_NAMES})\s?\(|^\s*/\* \d{{1,9}} \*/\s*\{{")
_NUMBERED: Final = re.compile(r"\s*/\* \d{1,9} \*/\s*")
_FORM: Final = re.compile(
    (
        r'"(?:[^"\\\n]++|\\.)*+"?'
        rf"|\b({_NAMES})\s?+\(([^()\"\n]*+(?:\"[^\"\\\n]*+\")?+[^()\"\n]*+)\)"
        r"|/\*[ 0-9]{1,12}\*/"
    ).encode()
)
_ONE: Final = re.compile(rb'\s*+(?:"([^"]*+)"|(-?[0-9.eE+-]{1,40}))\s*+')
_TWO: Final = re.compile(rb'\s*+([0-9]{1,12})\s*+,\s*+(?:"([^"]*+)"|([0-9]{1,12}))\s*+')
_KEYS: Final = {
    b"ObjectId": b"$oid",
    b"ISODate": b"$date",
    b"new Date": b"$date",
    b"NumberLong": b"$numberLong",
    b"NumberInt": b"$numberInt",
    b"NumberDecimal": b"$numberDecimal",
    b"UUID": b"$uuid",
}
_LONGEST_CARRIED: Final = 1 << 23


def is_shell_output(head: str) -> bool:
    """Tell a text with forms of the shell."""
    return bool(_MARKS.search(head))


def without_number(head: str) -> str:
    """The text without the number that a window of MongoDB writes above the first record."""
    found = _NUMBERED.match(head)
    return head[found.end() :] if found else head


def as_json(text: bytes) -> bytes:
    """Whole lines with the forms of the shell made extended JSON."""
    return _FORM.sub(_replaced, text)


def json_blocks(blocks: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """A text walked from its beginning, made JSON; what is cut between blocks waits for the end of its line."""
    waiting = b""
    for block in blocks():
        whole, line_end, rest = block.rpartition(b"\n")
        if line_end:
            yield as_json(waiting + whole + line_end)
            waiting = rest
            continue
        waiting += block
        if len(waiting) > _LONGEST_CARRIED:  # no line that anybody reads
            yield waiting
            waiting = b""
    yield as_json(waiting)


def _replaced(found: re.Match[bytes]) -> bytes:
    name, inside = found.group(1), found.group(2)
    if name is None:
        return b"" if found.group().startswith(b"/*") else found.group()
    if name in _KEYS:
        one = _ONE.fullmatch(inside)
        return b'{"%s":"%s"}' % (_KEYS[name], one.group(1) or one.group(2)) if one else b"null"
    two = _TWO.fullmatch(inside)
    if two is None:
        return b"null"
    if name == b"Timestamp":
        return b'{"$timestamp":{"t":%s,"i":%s}}' % (two.group(1), two.group(3) or b"0")
    return b'{"$binary":"%s","$type":"%02x"}' % (two.group(2) or b"", int(two.group(1)) & 0xFF)
