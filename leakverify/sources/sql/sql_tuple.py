"""One tuple after the other by an exact tokenizer, where counting quotes over arrays (`sql_scan`) is not enough."""

import re
from dataclasses import dataclass
from typing import Final

_BODY: Final = {True: rb"(?:[^'\\]++|\\.|'')*+", False: rb"(?:[^']++|'')*+"}
_DOUBLE: Final = {True: rb"(?:[^\"\\]++|\\.|\"\")*+", False: rb"(?:[^\"]++|\"\")*+"}
_STEP: Final = {
    backslash: re.compile(
        rb"(?P<plain>[^(),;'\"`#$/\\\-eE]++|(?<!\w)[eE]'(?:[^'\\]++|\\.|'')*+'|'%b'|\"%b\"|`(?:[^`]++|``)*+`"
        rb"|\$(?P<tag>\w*+)\$.*?\$(?P=tag)\$)"
        rb"|(?P<comment>--[^\n]*+\n|%b/\*.*?\*/)"
        rb"|(?P<mark>[(),])"
        rb"|(?P<begun>(?<!\w)[eE]'|['\"`;\\]|\$\w*+\$|--|/\*%b)"
        rb"|(?P<other>.)"
        % (
            _BODY[backslash],
            _DOUBLE[backslash],
            rb"#[^\n]*+\n|" if backslash else rb"",
            rb"|#" if backslash else rb"",
        ),
        re.DOTALL,
    )
    for backslash in (True, False)
}


@dataclass(frozen=True, slots=True)
class Tuple:
    """One tuple's values as written, and the place behind its closing bracket; -1 where it is no tuple."""

    cells: list[bytes]
    end: int


_BROKEN: Final = Tuple([], -1)


def read_tuple(data: bytes, at: int, *, backslash: bool, final: bool, most: int) -> Tuple | None:
    """The tuple whose bracket opens at a place, at most so many values of it; None where it does not end here.

    `final` tells that no more data follow.
    """
    step = _STEP[backslash].match
    cells: list[bytes] = []
    pieces: list[bytes] = []
    depth, place, size = 0, at, len(data)
    while place < size:
        found = step(data, place)
        if found is None or found["begun"]:
            return _BROKEN if found is None or found["begun"] in {b";", b"\\"} else None
        place = found.end()
        if place == size and not final and not found["mark"]:
            return None  # a quote here may be the first of two
        piece = found.group()
        if found["comment"]:
            pieces.append(b" ")
            continue
        if found["mark"]:
            depth += (piece == b"(") - (piece == b")")
            outermost = depth == 1 and piece != b")"
            if depth == 0 or (outermost and piece == b","):
                if len(cells) < most:
                    cells.append(b"".join(pieces))
                pieces = []
                if not depth:
                    return Tuple(cells, place)
                continue
            if outermost and place == at + 1:
                continue
        pieces.append(piece)
    return None
