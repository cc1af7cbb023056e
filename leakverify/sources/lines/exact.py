"""The line-exact reader of delimited text: never fatal, counts what is odd, keeps what can be kept.

It speaks the same grammar as the fast path (a quote counts only at the start of a field), and adds what a hostile or
hand-edited file needs: a quote that nobody closes is a character like any other.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from leakverify.limits import MIB
from leakverify.sources.table import REPLACEMENT, Cell, Tally
from leakverify.sources.transcode import UNDECODABLE

NO_DELIMITER: Final = "\x1f"
_MAX_LINES_OF_A_RECORD: Final = 20_000
csv.field_size_limit(1024 * MIB)  # our own limits apply; the module's default of 128 kB raises


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are separated. `delimiter` "" is a table of one column; `quote` or `escape` "" is none."""

    delimiter: str
    quote: str = '"'
    escape: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as written, the lines it took, and whether it ended before its quote did."""

    cells: list[str]
    lines: int
    open: bool = False


class _Feed:
    """Hands lines to the csv module and remembers how many it took, and whether it wanted more."""

    def __init__(self, lines: list[str], start: int, line_limit: int) -> None:
        self._lines = lines
        self._at = start
        self._left = line_limit
        self.taken = 0
        self.wanted_more = False
        self.ran_away = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at >= len(self._lines):
            self.wanted_more = True
            raise StopIteration
        if self._left <= 0 or self.taken > _MAX_LINES_OF_A_RECORD:
            self.wanted_more = self.ran_away = True
            raise StopIteration
        line = self._lines[self._at]
        self._at += 1
        self.taken += 1
        self._left -= len(line)
        return line


class ExactReader:
    """Reads records of one width out of text; keeps what a piece of text left unfinished for the next."""

    def __init__(self, dialect: Dialect, width: int, tally: Tally, *, line_limit: int) -> None:
        self._dialect = dialect
        self._width = width
        self._tally = tally
        self._line_limit = line_limit

    def read(self, text: str, *, final: bool) -> tuple[list[list[Cell]], str]:
        """Rows of the expected width, and the text of a record that is not finished yet."""
        lines = list(io.StringIO(text, newline=""))
        rows: list[list[Cell]] = []
        at = 0
        while at < len(lines):
            if is_blank(lines[at], self._dialect):
                at += 1
                continue
            record = self._next(lines, at)
            if record.open and not final:
                return rows, "".join(lines[at:])
            rows.append(self._fit(record, lines[at : at + record.lines]))
            at += record.lines
        return rows, ""

    def _next(self, lines: list[str], at: int) -> Record:
        record, feed = parse_record(lines, at, self._dialect, self._line_limit)
        if feed is None:
            return record
        if feed.wanted_more and not feed.ran_away:
            return Record(self._literal(lines[at]), 1, open=True)
        if feed.wanted_more:
            return Record(self._literal(lines[at]), 1)
        if record.lines == 1:
            return record
        return (
            record
            if self._belongs_together(record, lines[at : at + record.lines])
            else Record(self._literal(lines[at]), 1)
        )

    def _belongs_together(self, record: Record, lines: list[str]) -> bool:
        """Tell a cell of many lines from a lone quote that swallowed rows."""
        delimiter, width = self._dialect.delimiter, self._width
        if width > 2 and are_rows(lines[1:-1], delimiter, width):  # noqa: PLR2004  (a row must be recognisable)
            return False
        if len(record.cells) == width:
            return True
        return len(self._literal(lines[0])) != width and not any(
            delimiter and line.count(delimiter) == width - 1 for line in lines[1:]
        )

    def _literal(self, line: str) -> list[str]:
        """Cells of one line whose opening quote nobody closes: quotes before it still count."""
        bare = line.rstrip("\r\n")
        if not self._dialect.delimiter:
            return [bare]
        return bare.split(self._dialect.delimiter)

    def _fit(self, record: Record, lines: list[str]) -> list[Cell]:
        cells: list[Cell] = list(record.cells)
        self._tally.rows += 1
        if len(cells) != self._width:
            self._tally.note_width(self._tally.rows)
            cells = cells[: self._width] + [None] * (self._width - len(cells))
        if any(UNDECODABLE in line for line in lines):
            self._tally.note_undecodable(self._tally.rows)
            cells = [c and c.replace(UNDECODABLE, REPLACEMENT) for c in cells]
        return cells


def are_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """Tell rows that a lone quote swallowed: most are whole; not all, since such a file has other damage too."""
    whole = sum(line.count(delimiter) == width - 1 for line in lines)
    return 2 * whole > len(lines)


def is_blank(line: str, dialect: Dialect) -> bool:
    """Tell a line without a record; in a table of several columns, white space alone is none."""
    bare = line.strip("\r\n")
    if not bare:
        return True
    if not dialect.delimiter or dialect.delimiter in bare:
        return False
    return not bare.strip(" \t\x00\x1a")


def parse_record(
    lines: list[str], at: int, dialect: Dialect, line_limit: int
) -> tuple[Record, _Feed | None]:
    """The record that starts at a line. The feed is None where no quote is involved."""
    line = lines[at]
    if (not dialect.quote or dialect.quote not in line) and not dialect.escape:
        bare = line.rstrip("\r\n")
        return Record(bare.split(dialect.delimiter) if dialect.delimiter else [bare], 1), None
    feed = _Feed(lines, at, line_limit)
    rows: Iterator[str] = map(keep_plain_escapes(dialect), feed) if dialect.escape else feed
    reader = csv.reader(
        rows,
        delimiter=dialect.delimiter or NO_DELIMITER,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=True,
        escapechar=dialect.escape or None,
        strict=False,
    )
    try:
        cells = next(reader)
    except csv.Error:
        cells = line.rstrip("\r\n").split(dialect.delimiter or NO_DELIMITER)
        return Record(cells, 1), None
    if not dialect.delimiter:
        cells = [NO_DELIMITER.join(cells)]
    return Record(cells, feed.taken), feed


def keep_plain_escapes(dialect: Dialect) -> Callable[[str], str]:
    r"""Double a backslash that escapes neither quote, delimiter nor itself, so that `\N` and `\n` stay text."""
    kept = re.escape(dialect.quote + dialect.escape + dialect.delimiter)
    escape = re.escape(dialect.escape)
    lonely = re.compile(f"{escape}([{kept}])|{escape}")

    def mend(line: str) -> str:
        return lonely.sub(
            lambda found: found.group() if found.group(1) else dialect.escape * 2, line
        )

    return mend
