"""Spreadsheets written as one XML text: SpreadsheetML 2003 ("XML Spreadsheet") and flat OpenDocument (`.fods`).

Values only: formulas are counted, links and macros too. Repeated empty cells and rows, with which both formats reach
the far end of a sheet, are not unfolded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.model.tripwire import FileProperty, Property, Trap
from leakverify.sources.inputs import TextInput
from leakverify.sources.markup.cell_grid import GridReader, GridRow, GridWalk, open_grid
from leakverify.sources.markup.xml_shape import Path
from leakverify.sources.markup.xml_stream import Prolog, XmlStream, local
from leakverify.sources.table import Cell

_PROPERTIES: Final = {
    "Author": Property.AUTHOR,
    "LastAuthor": Property.LAST_AUTHOR,
    "Company": Property.COMPANY,
    "Title": Property.TITLE,
    "Created": Property.CREATED,
    "LastSaved": Property.MODIFIED,
    "initial-creator": Property.AUTHOR,
    "creator": Property.LAST_AUTHOR,
    "creation-date": Property.CREATED,
    "date": Property.MODIFIED,
    "title": Property.TITLE,
    "generator": Property.PROGRAM,
}
_ABOUT: Final = frozenset({"DocumentProperties", "meta"})
_SHEET: Final = frozenset({"Worksheet", "table"})
_ROW: Final = frozenset({"Row", "table-row"})
_CELL: Final = frozenset({"Cell", "table-cell", "covered-table-cell"})
_TEXT: Final = frozenset({"Data", "p"})
_VALUES: Final = ("date-value", "time-value", "boolean-value", "value")
_MIDNIGHT: Final = "T00:00:00.000"
_MOST_REPEATED: Final = 1_000
_MOST_CELLS_REPEATED: Final = 10_000
_DIGITS: Final = 7


def grid_of(root: Path) -> str | None:
    """Which of the two spreadsheets a document is, if any."""
    for path in root.children.values():
        names = {local(child) for child in path.children}
        if local(path.name) == "Workbook" and "Worksheet" in names:
            return "xmlss"
        if path.name == "office:document" and "body" in names:
            return "fods"
    return None


def open_xml_grid(given: TextInput, prolog: Prolog, shown: str) -> GridReader:
    """Read a spreadsheet once, to know its sheets.

    Raises:
        UnreadableInput: `NOT_A_TABLE` where all sheets are empty, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_grid(lambda: _SheetWalk(given.limits, prolog=prolog), given, shown, "NOT_A_TABLE")


@dataclass(slots=True)
class _SheetWalk(GridWalk):
    """Puts the cells where their index says."""

    prolog: Prolog = field(kw_only=True)
    names: list[str] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    row_repeats: int = 1
    attributes: dict[str, str] = field(default_factory=dict)
    texts: list[str] | None = None
    is_date: bool = False
    lines: int = 0
    weight: int = 0
    ready: list[GridRow] = field(default_factory=list)

    def rows(self, blocks: Iterator[bytes]) -> Iterator[GridRow]:
        """Yield rows as they end."""
        stream = XmlStream(self.prolog, self.limits)
        for _ in stream.walk(blocks, self):
            yield from self.ready
            self.ready = []
        yield from self.ready
        self.stopped = stream.stopped
        self.traps.note(Trap.MARKUP_LINK, int(self.prolog.points_outside))

    def start(self, name: str, attributes: list[str]) -> None:
        """A sheet, a row, a cell or its text begins."""
        bare = local(name)
        self.names.append(bare)
        told = {
            local(attributes[place]): attributes[place + 1]
            for place in range(0, len(attributes), 2)
        }
        self._traps(bare, told)
        if bare in _SHEET and (bare == "Worksheet" or name == "table:table"):
            self._sheet(told.get("Name") or told.get("name") or "")
        elif bare in _ROW:
            self.row, self.weight = [], 0
            self.row_repeats = _count(told.get("number-rows-repeated"))
        elif bare in _CELL:
            self.attributes, self.texts, self.lines = told, [], 0
            self._place(_count(told["Index"]) - 1 if "Index" in told else len(self.row))
        elif bare in _TEXT and self.texts is not None:
            self.is_date = told.get("Type") == "DateTime"
            if self.lines:
                self.texts.append("\n")
            self.lines += 1
        elif self.texts is not None and name in {"text:s", "text:tab", "text:line-break"}:
            sign = {"s": " ", "tab": "\t"}.get(bare, "\n")
            self.texts.append(sign * min(_count(told.get("c")), _MOST_REPEATED))

    def end(self) -> None:
        """A cell or a row ends."""
        bare = self.names.pop()
        if bare in _CELL and self.texts is not None:
            self._cell("".join(self.texts))
            self.texts = None
        elif bare in _ROW and self.titles:
            self._row()

    def text(self, data: str) -> None:
        """Text of a cell, or what the file tells of its making."""
        if self.texts is not None:
            if any(name in _TEXT for name in self.names[-4:]):
                self.weight += len(data)
                if self.weight <= self.limits.line_bytes:
                    self.texts.append(data)
        elif len(self.names) > 1 and self.names[-2] in _ABOUT:
            what = _PROPERTIES.get(self.names[-1])
            if what is not None and data.strip() and len(self.properties) < len(_PROPERTIES):
                self.properties.append(FileProperty(what, data.strip()))

    def instruction(self, target: str) -> None:
        """`mso-application` and the like are no data; a style sheet is fetched by browsers."""
        if target == "xml-stylesheet":
            self.traps.note(Trap.MARKUP_LINK)

    def _sheet(self, title: str) -> None:
        if len(self.titles) < self.limits.tables:
            self.titles.append(title or f"table {len(self.titles) + 1}")

    def _place(self, column: int) -> None:
        """Fill up to the place of the next cell; an index that points back is not followed."""
        missing = min(column, self.limits.columns) - len(self.row)
        self.row += [None] * max(0, missing)

    def _cell(self, text: str) -> None:
        told = self.attributes
        if told.get("value-type", "string") != "string":
            text = next((told[name] for name in _VALUES if name in told), text)
        elif self.is_date:
            text = text.removesuffix(_MIDNIGHT)
        self.is_date = False
        is_empty = not text and not self.lines and "value-type" not in told
        times = min(
            _count(told.get("number-columns-repeated")),
            _MOST_REPEATED,
            self.limits.columns + 1 - min(len(self.row), self.limits.columns),
        )
        self.weight += len(text) * (times - 1)
        if self.weight > self.limits.line_bytes:
            text, times = text[: self.limits.cell_bytes], 1
        self.row += [None if is_empty else text] * times
        self._place(len(self.row) + _count(told.get("MergeAcross", "0"), least=0))

    def _row(self) -> None:
        while self.row and self.row[-1] is None:
            self.row.pop()
        if self.row:
            heavy = self.weight > _MOST_REPEATED
            most = max(1, _MOST_CELLS_REPEATED // len(self.row))
            times = 1 if heavy else min(self.row_repeats, _MOST_REPEATED, most)
            self.ready += [GridRow(len(self.titles) - 1, self.row)] * times
        self.row, self.row_repeats = [], 1

    def _traps(self, name: str, told: dict[str, str]) -> None:
        if "Formula" in told or "formula" in told:
            self.traps.note(Trap.FORMULA)
        if name in {"event-listener", "module"}:
            self.traps.note(Trap.MACRO)
        if name in {"object", "image", "binary-data"}:
            self.traps.note(Trap.EMBEDDED_OBJECT)
        if "HRef" in told or name in {"cell-range-source", "database-source-sql", "dde-link"}:
            self.traps.note(Trap.DDE if name == "dde-link" else Trap.EXTERNAL_LINK)
        if told.get("visibility") == "collapse" or told.get("Hidden") == "1":
            self.traps.note(Trap.HIDDEN_ROWS if name in _ROW else Trap.HIDDEN_COLUMNS)


def _count(told: str | None, least: int = 1) -> int:
    """A small number as it is written in an attribute."""
    if told is None or len(told) > _DIGITS or not (told.isascii() and told.isdecimal()):
        return least
    return max(least, int(told))
