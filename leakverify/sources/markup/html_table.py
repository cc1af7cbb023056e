"""The tables of a web page, saved or sent under the name of a spreadsheet, as many programs "export to Excel".

Nothing of a page is followed or run. What a browser would load or run is counted as a tripwire. Spans are repeated
into each cell that they cover, within a budget: a page of a kilobyte can otherwise unfold into terabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty, Property
from leakverify.sources.inputs import TextInput
from leakverify.sources.markup.cell_grid import GridReader, GridRow, GridWalk, open_grid
from leakverify.sources.markup.html_stream import HtmlStream, Token, unescaped
from leakverify.sources.markup.html_traps import note_traps
from leakverify.sources.table import Cell

_SPACES: Final = re.compile(r"[ \t\n\f\r]+")
_TO_FOLD: Final = re.compile(r"[\t\n\f\r\x0b&\xa0]|  ")
_AROUND_BREAK: Final = re.compile(r" ?\x0b[ \x0b]*")
_BREAK: Final = "\x0b"
"""Stands for a line break of the markup while white space, which means nothing, is folded."""
_BREAKS: Final = frozenset({"br", "p", "div", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4"})
_BLANK: Final = " \t\n\f\r\xa0"
_SPAN: Final = re.compile(r"\s*([0-9]{1,5})")
_MOST_COLUMNS_SPANNED: Final = 1_000
_LONGEST_TITLE: Final = 200
_COPIES: Final = 8
"""How many times over an honest page repeats its text by spans."""


def open_html(given: TextInput) -> GridReader:
    """Read a page once, to know its tables.

    Raises:
        UnreadableInput: `UNSUPPORTED_MARKUP` where it has none, `TOO_MANY_COLUMNS`, `PARSER_LIMIT`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_grid(lambda: _PageWalk(given.limits), given, "html", "UNSUPPORTED_MARKUP")


@dataclass(slots=True)
class _Span:
    """A cell that reaches down: how many rows more, and what it says."""

    rows: int
    text: str


@dataclass(slots=True)
class _Open:
    """A table whose end has not come yet."""

    number: int
    row: list[Cell] | None = None
    spans: dict[int, _Span] = field(default_factory=dict)
    cell: list[str] | None = None
    cell_length: int = 0
    columns: int = 1
    rows: int = 1
    in_head: bool = False
    plain_cells: int = 0
    head_cells: int = 0


@dataclass(slots=True)
class _PageWalk(GridWalk):
    """Keeps the open tables while tags come and go."""

    open: list[_Open] = field(default_factory=list)
    too_deep: int = 0
    ready: list[GridRow] = field(default_factory=list)
    title: list[str] | None = None
    title_for: int | None = None
    copied: int = 0
    seen: int = 0

    def rows(self, blocks: Iterator[bytes]) -> Iterator[GridRow]:
        """Yield rows as they end."""
        stream = HtmlStream(blocks)
        for token in stream.tokens():
            if not token.name:
                self._text(token.text)
                continue
            if token.text or token.name == "script":
                note_traps(self.traps, token)
            self._tag(token)
            if self.ready:
                yield from self.ready
                self.ready = []
        if stream.truncated or self.open:
            self.stopped = Stopped.TRUNCATED
        while self.open:
            self._end_row(self.open.pop())
        yield from self.ready

    def _text(self, text: str) -> None:
        self.seen += len(text)
        if self.title is not None:
            if len(self.title) < _LONGEST_TITLE:
                self.title.append(text[:_LONGEST_TITLE])
            return
        table = self.open[-1] if self.open else None
        if table is None or table.cell is None or self.too_deep:
            return
        if table.cell_length <= self.limits.cell_bytes:  # a little over it, so that the cut is seen
            table.cell.append(text[: self.limits.cell_bytes + 1])
            table.cell_length += len(text)

    def _tag(self, token: Token) -> None:
        name = token.name
        if name in {"title", "caption"}:
            self._titled(name, closes=token.closes)
        elif name == "table":
            self._table(token)
        elif not self.open or self.too_deep:
            return
        elif name in {"td", "th"}:
            self._cell(self.open[-1], token)
        elif name == "tr":
            self._end_row(self.open[-1])
            if not token.closes:
                self.open[-1].row = []
        elif name in {"thead", "tbody", "tfoot"}:
            self._end_row(self.open[-1])
            self.open[-1].in_head = name == "thead" and not token.closes
        elif name in _BREAKS:
            self._text(_BREAK)

    def _titled(self, name: str, *, closes: bool) -> None:
        """The page's title, or the table's."""
        if not closes:
            self.title = []
            self.title_for = self.open[-1].number if name == "caption" and self.open else None
            return
        told = _text_of("".join(self.title or []))[:_LONGEST_TITLE]
        self.title = None
        if not told:
            return
        if name == "caption":
            if self.title_for is not None:
                self.titles[self.title_for] = told
        elif not any(known.what is Property.TITLE for known in self.properties):
            self.properties.append(FileProperty(Property.TITLE, told))

    def _table(self, token: Token) -> None:
        self.title = None  # a title without an end stops here
        if token.closes:
            if self.too_deep:
                self.too_deep -= 1
            elif self.open:
                self._end_row(self.open.pop())
            return
        full = len(self.open) >= self.limits.markup_depth or len(self.titles) >= self.limits.tables
        if full or self.too_deep:
            self.too_deep += 1
            self.skipped += 1
            return
        told = token.attributes()
        name = _text_of(told.get("id") or told.get("name") or "")[:_LONGEST_TITLE]
        self.titles.append(name or f"table {len(self.titles) + 1}")
        self.open.append(_Open(len(self.titles) - 1))

    def _cell(self, table: _Open, token: Token) -> None:
        self._end_cell(table)
        if token.closes:
            return
        if table.row is None:  # a cell outside of a row: browsers begin one
            table.row = []
        table.columns = table.rows = 1
        if token.text and "span" in token.text.lower():
            told = token.attributes()
            table.columns = min(_number(told.get("colspan")), _MOST_COLUMNS_SPANNED)
            table.rows = _number(told.get("rowspan"))
        table.cell, table.cell_length = [], 0
        if token.name == "th":
            table.head_cells += 1
        else:
            table.plain_cells += 1

    def _end_cell(self, table: _Open) -> None:
        if table.cell is None or table.row is None:
            return
        text = _text_of("".join(table.cell))
        table.cell = None
        row = table.row
        if not table.spans and table.columns == table.rows == 1:
            row.append(text)
            return
        self._take_spans(table, row)
        self._budget((table.columns - 1) * (len(text) + 1))
        for _ in range(table.columns):
            if table.rows > 1:
                table.spans[len(row)] = _Span(table.rows - 1, text)
            row.append(text)
        if len(row) > self.limits.columns:
            raise UnreadableInput("TOO_MANY_COLUMNS", limit=self.limits.columns)

    def _take_spans(self, table: _Open, row: list[Cell]) -> None:
        """The cells that reach down into this place."""
        while table.spans and (span := table.spans.get(len(row))):
            span.rows -= 1
            if not span.rows:
                del table.spans[len(row)]
            self._budget(len(span.text) + 1)
            row.append(span.text)

    def _end_row(self, table: _Open) -> None:
        self._end_cell(table)
        row = table.row
        if row is None:
            return
        table.row = None
        if table.spans:
            self._take_spans_below(table, row, max(table.spans))
        is_head = table.in_head or (table.head_cells > 0 and not table.plain_cells)
        table.plain_cells = table.head_cells = 0
        if len(row) > self.limits.columns:
            raise UnreadableInput("TOO_MANY_COLUMNS", limit=self.limits.columns)
        if row:
            self.ready.append(GridRow(table.number, row, is_head))

    def _take_spans_below(self, table: _Open, row: list[Cell], last: int) -> None:
        """Cells that reach down at the right of the row's own; a gap before them is missing.

        A span that a cell of this very row began is not yet due: it stands left of the row's end.
        """
        while len(row) <= last:
            before = len(row)
            self._take_spans(table, row)
            if len(row) == before:
                row.append(None)

    def _budget(self, copied: int) -> None:
        """Hold what spans add against what was really written."""
        self.copied += copied
        if self.copied > self.limits.ratio_from_bytes + _COPIES * self.seen:
            raise UnreadableInput("PARSER_LIMIT", limit=self.limits.ratio_from_bytes)


def _text_of(markup: str) -> str:
    """The text as a browser shows it: white space folded, breaks as line ends."""
    if _TO_FOLD.search(markup) is None:
        return markup.strip(" ")
    if not markup.strip(_BLANK):
        return ""
    folded = _SPACES.sub(" ", markup)
    if _BREAK in folded:
        folded = _AROUND_BREAK.sub("\n", folded)
    return unescaped(folded.strip(" \n")).strip(_BLANK)


def _number(told: str | None) -> int:
    found = _SPAN.match(told or "")
    return max(1, int(found[1])) if found else 1
