"""Tables as database clients print them: boxes (`mysql -t`, `psql`), piped columns, and columns under a ruler.

What cannot be told from the print stays as it is printed: `NULL` is a text, blanks around a cell are gone.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.model.terms import Stopped
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.display_line import DisplayLine
from leakverify.sources.lines.text_lines import split_lines, text_lines
from leakverify.sources.markup.cell_grid import GridReader, GridRow, GridWalk, open_grid
from leakverify.sources.table import Cell, Tally

_BOX: Final = re.compile(r"\s{0,9}\+(?:[-=]+\+)+\s*")
_PIPED: Final = re.compile(r"\|?(?:\s{0,9}:?-+:?\s{0,9}[|+])+(?:\s{0,9}:?-+:?\s{0,9})?")
_RULER: Final = re.compile(r"\s{0,9}[-=]+(?: +[-=]+)+\s*")
_RUN: Final = re.compile(r"[-=]+")
_FOOTER: Final = re.compile(
    r"\s*(?:\(?[0-9,.]{1,20} (?:rows?|records?|lignes?|Zeilen?|filas?|rader|строк\w{0,3})\b.{0,60}|Empty set.{0,40}|Time: .{0,40})"
)
_LOOKED_AT: Final = 12
_UNICODE: Final = {
    **dict.fromkeys(map(ord, "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╟╫╢"), "+"),
    **dict.fromkeys(map(ord, "─═"), "-"),
    **dict.fromkeys(map(ord, "│║"), "|"),
}
"""Lines of boxes as `psql` and other clients draw them."""
_BARS: Final = ("|", "│", "║")
_DRAWN: Final = re.compile(r"[ \t]*[─-╬]")


def looks_drawn(head: str) -> bool:
    """Tell a text that begins with a box, or with names over a ruler."""
    lines = split_lines(head[:20_000].lstrip("\ufeff"))[:_LOOKED_AT]
    lines = [_plain(line) for line in lines]
    for above, line in zip(["", *lines], lines, strict=False):
        if _BOX.fullmatch(line):
            return True
        if _PIPED.fullmatch(line) and ("|" in above or "|" not in line):
            return "|" in above
        if _RULER.fullmatch(line):
            return _names_columns(above)
    return False


def open_drawn(given: TextInput) -> GridReader:
    """Read a print once, to know its tables.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_grid(lambda: _DrawnWalk(given.limits), given, "fixed", "NOT_A_TABLE")


@dataclass(slots=True)
class _DrawnWalk(GridWalk):
    """Goes from ruler to ruler: above the first of a table are its names, below the rows."""

    slots: list[tuple[int, int | None]] = field(default_factory=list)
    boxed: bool = False
    names: list[Cell] | None = None
    waits_for_names: bool = False
    after_ruler: bool = False
    open_row: list[list[str]] | None = None
    open_length: int = 0
    goes_on: list[bool] = field(default_factory=list)

    def rows(self, blocks: Iterator[bytes]) -> Iterator[GridRow]:
        """Yield the names and the rows of each table."""
        tally = Tally()
        above = ""
        in_table = False
        for raw in text_lines(blocks, self.limits, tally):
            line = _plain(raw)
            if self._is_ruler(line, _plain(above)):
                names = self._begin(line, above, in_table=in_table)
                if names is not None:
                    yield names
                in_table, self.after_ruler = True, True
            elif in_table and self._ends(line):
                yield from self._close()
                in_table = False
                self.skipped += bool(line.strip()) and not _FOOTER.fullmatch(line)
            elif in_table and line.strip():
                yield from self._row(raw)
                self.after_ruler = False
            above = raw
        yield from self._close()
        self.skipped += tally.skipped
        if in_table and self.boxed and not self.after_ruler:
            self.stopped = Stopped.TRUNCATED

    def _is_ruler(self, line: str, above: str) -> bool:
        if line[:1] not in {"+", "-", "=", "|", " ", ":"}:
            return False
        if _BOX.fullmatch(line):
            return True
        if _PIPED.fullmatch(line):
            return "|" in above
        return _names_columns(above) and _RULER.fullmatch(line) is not None

    def _begin(self, line: str, above: str, *, in_table: bool) -> GridRow | None:
        """Take the columns from a ruler; in a box the names follow it, elsewhere they stand above."""
        if _BOX.fullmatch(line):
            if in_table and self.boxed:
                self.waits_for_names = False
                return None
            marks = [place for place, sign in enumerate(line) if sign == "+"]
            self.boxed = self.waits_for_names = True
        elif "+" in line or "|" in line:
            body = line.rstrip()
            marks = [place for place, sign in enumerate(body) if sign in "+|"]
            if body[:1] != "|":
                marks.insert(0, -1)
            if body[-1:] != "|":
                marks.append(len(body))
            self.boxed = False
        else:
            starts = [found.start() for found in _RUN.finditer(line)]
            self.slots = list(zip(starts, [*starts[1:], None], strict=True))
            self.boxed = False
            return self._names(self._cells(above)[0])
        self.slots = [(a + 1, b) for a, b in itertools.pairwise(marks)]
        return None if self.boxed else self._names(self._cells(above)[0])

    def _names(self, names: list[Cell]) -> GridRow | None:
        """Begin a table, unless the same names come again on another page of it."""
        self.waits_for_names = False
        if names == self.names or len(self.titles) >= self.limits.tables:
            return None
        self.names = names
        self.titles.append(f"table {len(self.titles) + 1}")
        return GridRow(len(self.titles) - 1, names, is_head=True)

    def _ends(self, line: str) -> bool:
        if _FOOTER.fullmatch(line):
            return True
        if self.boxed:
            return self.after_ruler and not line.lstrip().startswith("|")
        return not line.strip()

    def _row(self, line: str) -> Iterator[GridRow]:
        cells, fits, goes_on = self._cut(line)
        if self.boxed and not line.lstrip().startswith(_BARS):
            self.skipped += 1  # the rest of a cell with a line end in it
            return
        if self.waits_for_names:
            begun = self._names(cells)
            if begun is not None:
                yield begun
            return
        if not self.titles:
            return
        if self.open_row is not None:
            self._join(self.open_row, cells)
        elif any(goes_on):
            self.open_row, self.open_length = [[cell or ""] for cell in cells], 0
        elif cells != self.names:
            yield GridRow(len(self.titles) - 1, cells, is_odd=not fits)
        self.goes_on = goes_on
        if not any(goes_on):
            yield from self._close()

    def _join(self, row: list[list[str]], cells: list[Cell]) -> None:
        """Add the next line of cells that go on, as far as a record may be long."""
        for parts, cell, before in zip(row, cells, self.goes_on, strict=True):
            if before and self.open_length <= self.limits.line_bytes:
                parts.append(cell or "")
                self.open_length += len(parts[-1]) + 1

    def _close(self) -> Iterator[GridRow]:
        if self.open_row is not None:
            yield GridRow(len(self.titles) - 1, ["\n".join(parts) for parts in self.open_row])
        self.open_row, self.goes_on = None, []

    def _cells(self, line: str) -> tuple[list[Cell], bool]:
        cells, fits, _ = self._cut(line)
        return cells, fits

    def _cut(self, line: str) -> tuple[list[Cell], bool, list[bool]]:
        """The cells of a line as it came, whether it fits the columns, and which cells go on in the next line."""
        shown = DisplayLine(line)
        ends = [end for _, end in self.slots if end is not None and end < len(shown)]
        is_piped = self.slots[-1][1] is not None
        if is_piped:
            fits = all(shown.cut(end, end + 1) in _BARS for end in ends)
            parts = _plain(line).strip().strip("|").split("|")
            if not fits and len(parts) == len(self.slots):
                return [part.strip() for part in parts], True, [False] * len(parts)
        else:
            fits = all(shown.cut(start - 1, start) in {" ", ""} for start, _ in self.slots[1:])
        raw = [shown.cut(start, end) for start, end in self.slots]
        goes_on = [
            is_piped and part.endswith("+") and end is not None and len(shown) >= end
            for part, (_, end) in zip(raw, self.slots, strict=True)
        ]
        cells: list[Cell] = [
            (part[:-1] if more else part).strip() for part, more in zip(raw, goes_on, strict=True)
        ]
        return cells, fits, goes_on


def _names_columns(line: str) -> bool:
    """Whether a line over a ruler can hold names: a remark of a dump cannot."""
    return bool(line.strip()) and not line.startswith("--")


def _plain(line: str) -> str:
    """A line with the lines of its box in ASCII."""
    if line.isascii() or ("│" not in line and not _DRAWN.match(line)):
        return line
    return line.translate(_UNICODE)
