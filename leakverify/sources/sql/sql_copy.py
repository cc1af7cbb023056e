"""The lines of a PostgreSQL COPY, in pieces of whole lines, and the cells in them."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from leakverify.limits import Limits
from leakverify.sources.sql.sql_scan import NOWHERE, Found, escaping
from leakverify.sources.sql.sql_text import SqlText

_PIECE: Final = 1 << 20
_END: Final = re.compile(rb"\\\.\r?(?:\n|\Z)")
_ESCAPED: Final = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class CopyReader:
    """Reads up to the line that ends the data. `over_limit` counts lines left out, `is_cut` tells that the end is missing."""

    def __init__(self, text: SqlText, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self.over_limit = 0
        self.is_cut = False

    def pieces(self) -> Iterator[bytes]:
        """Whole lines, each piece ending with a line feed."""
        text = self._text
        while True:
            text.look_ahead(_PIECE)
            if ended := _END.match(text.data, text.at):
                text.at = ended.end()
                return
            end = self._end_of_lines()
            if end > text.at:
                piece = text.data[text.at : end]
                text.at = end
                yield piece
            elif text.left > self._limits.line_bytes:
                self.over_limit += 1
                text.pass_line()
            elif not text.more():
                self.is_cut = True
                if text.left:
                    piece = text.data[text.at :] + b"\n"
                    text.at = len(text.data)
                    yield piece
                return

    def _end_of_lines(self) -> int:
        """Where the last whole line ends, or the line before the one that ends the data."""
        text = self._text
        end = text.data.rfind(b"\n", text.at, text.at + _PIECE) + 1
        end = end or text.data.find(b"\n", text.at) + 1
        place = text.at
        while (place := text.data.find(b"\n\\.", place, end)) >= 0:
            if _END.match(text.data, place + 1):
                return place + 1
            place += 1
        return end


def scan_lines(data: bytes) -> Found:
    """The cells of whole COPY lines; data end with a line feed."""
    octets = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero((octets == ord("\t")) | (octets == ord("\n")))
    breaks = octets[ends] == ord("\n")
    starts = np.empty_like(ends)
    starts[0] = 0
    starts[1:] = ends[:-1] + 1
    first = np.flatnonzero(np.append(True, breaks[:-1]))
    if b"\r\n" in data:
        ends = ends - (breaks & (ends > starts) & (octets[ends - 1] == ord("\r")))
    null = np.zeros(len(starts), bool)
    odd = escapes = NOWHERE
    if b"\\" in data:
        escapes = escaping(np.flatnonzero(octets == ord("\\")))
        cell = np.searchsorted(starts, escapes, "right") - 1
        whole = escapes + 1 < ends[cell]  # a backslash at the very end of a cell is one
        escapes, cell = escapes[whole], cell[whole]
        followed = octets[escapes + 1]
        missing = (followed == ord("N")) & (starts[cell] == escapes) & (ends[cell] - escapes == 2)  # noqa: PLR2004  (\N)
        null[cell[missing]] = True
        coded = ((followed >= ord("0")) & (followed < ord("8"))) | (followed == ord("x"))
        odd = np.unique(cell[coded])
    return Found(data, starts, ends, first, null, odd, NOWHERE, escapes, escapes + 1, len(data))


def copy_cell(text: str) -> str:
    r"""A cell whose escapes name bytes by number: `\x41`, `\101`."""
    return _ESCAPED.sub(_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    code = found.group(1)
    if len(code) > 1 and code[0] == "x":
        return chr(int(code[1:], 16))
    if code.isascii() and code.isdecimal() and code < "8":
        return chr(int(code, 8) & 0xFF)
    return _ESCAPES.get(code, code)
