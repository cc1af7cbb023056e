"""An OpenDocument sheet looked over before its reader repeats what it says to repeat."""

from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import Trap
from leakverify.sources.workbooks.workbook_budget import MAX_ROWS, judge_sheet, judge_text
from leakverify.sources.workbooks.workbook_facts import FormulaTexts, SheetFacts
from leakverify.sources.workbooks.workbook_formula import as_shown, calls_out, is_dde
from leakverify.sources.workbooks.workbook_parts import Parts, PartScan
from leakverify.sources.workbooks.workbook_xml import feed, parser_without_doctype

_FORMULA_BYTES: Final = 24
_VALUES: Final = frozenset(
    {
        "office:value",
        "office:string-value",
        "office:date-value",
        "office:time-value",
        "office:boolean-value",
    }
)
_NOT_SHOWN: Final = {"collapse", "filter"}
_CELLS: Final = {"table:table-cell", "table:covered-table-cell"}
_MOST_DIGITS: Final = 10
_FAR: Final = 1 << 40
_DEEPEST: Final = 200


class OdsScan:
    """The tables of content.xml by expat, counted as a reader would lay them out."""

    def __init__(self, limits: Limits, texts: FormulaTexts, parts: Parts) -> None:
        self._limits = limits
        self._texts = texts
        self._parts = parts
        self._side = PartScan("content.xml", parts)
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._in_table = False
        self._row = self._row_times = self._empty_rows = 0
        self._column = self._empty_columns = self._times = 0
        self._row_cells = self._row_text = 0
        self._row_hidden = self._error = False
        self._hidden_columns: list[tuple[int, int]] = []
        self._style = ""
        self._unseen: set[str] = set()
        self._depth = 0
        self._before = 0
        self._parser = parser_without_doctype()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._hear

    def look(self, piece: bytes) -> None:
        """Take in the next bytes.

        Raises:
            UnreadableInput: `XLSX_DOCTYPE`, `WORKBOOK_BROKEN` and what the budget says.
        """
        feed(self._parser, piece)

    def finish(self) -> None:
        """Judge a table that does not end."""
        self._end_table()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableInput("WORKBOOK_BROKEN")
        if name in _CELLS:
            self._cell(attributes)
        elif name == "table:table-row":
            self._row_times = _times(attributes, "table:number-rows-repeated")
            self._column = self._empty_columns = self._row_cells = self._row_text = 0
            self._row_hidden = attributes.get("table:visibility") in _NOT_SHOWN
        elif name == "text:s":
            self._row_text += self._times * _times(attributes, "text:c")
        elif name == "table:table":
            self._table(attributes)
        elif name == "table:table-column":
            times = _times(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility") in _NOT_SHOWN:
                self._hidden_columns.append((self._column, times))
            self._column += times
        else:
            self._aside(name, attributes)

    def _aside(self, name: str, attributes: dict[str, str]) -> None:
        """What stands beside the cells."""
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._unseen.add(self._style)
        elif name != "text:p":
            self._side.element(name, attributes)

    def _table(self, attributes: dict[str, str]) -> None:
        self._end_table()
        self._facts = SheetFacts()
        self._in_table = True
        self._row = self._empty_rows = self._column = 0
        self._hidden_columns = []
        self.sheets.setdefault(attributes.get("table:name", ""), self._facts)
        if attributes.get("table:style-name") in self._unseen:
            self._parts.traps.note(Trap.HIDDEN_SHEET)

    def _cell(self, attributes: dict[str, str]) -> None:
        times = self._times = _times(attributes, "table:number-columns-repeated")
        formula = attributes.get("table:formula")
        kind = attributes.get("office:value-type")
        if formula is None and kind is None and not _VALUES & attributes.keys():
            self._empty_columns += times
            return
        self._column += self._empty_columns
        self._empty_columns = 0
        if formula is not None:
            place = (self._row + self._empty_rows, self._column)
            self._facts.note_formula(place[0] + 1, calling=calls_out(formula), dde=is_dde(formula))
            if kind is None and not _VALUES & attributes.keys():
                self._texts.keep(self._facts.instead, place, as_shown(formula))
            self._row_text += times * len(formula)
        self._error = attributes.get("calcext:value-type") == "error"
        self._column += times
        self._row_cells += times
        self._row_text += times * 4 * len(attributes.get("office:string-value", ""))

    def _hear(self, text: str) -> None:
        if self._error and self._times:
            place = (self._row + self._empty_rows, self._column - self._times)
            self._texts.keep(self._facts.instead, place, text.strip()[:40])
            self._error = False
        self._row_text += self._times * 4 * len(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name in _CELLS:
            self._times = 0
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._end_table()

    def _end_row(self) -> None:
        facts, times = self._facts, self._row_times
        if not self._row_cells:
            self._empty_rows += times
            return
        first = self._row + self._empty_rows + 1
        self._row = first + times - 1
        self._empty_rows = 0
        facts.last_row = self._row
        facts.last_column = max(facts.last_column, self._column)
        facts.cells += self._row_cells * times
        facts.rows += times
        facts.values += self._row_cells * times
        facts.text_bytes += self._row_text * times
        if self._row_hidden:
            facts.note_hidden_row(first, times)
        if self._column > self._limits.columns or self._row > MAX_ROWS:
            judge_sheet(facts, self._limits, self._before)

    def _end_table(self) -> None:
        if not self._in_table:
            return
        self._in_table = False
        facts = self._facts
        for first, times in self._hidden_columns:
            facts.hidden_columns += max(0, min(first + times, facts.last_column) - first)
        judge_sheet(facts, self._limits, self._before)
        base = self._before + facts.grid * _FORMULA_BYTES
        if not judge_text(facts.text_bytes, facts, self._limits, base):
            raise UnreadableInput("PARSER_LIMIT", limit=self._limits.workbook_bytes)
        self._before = base + facts.grid * 32 + facts.text_bytes


def _times(attributes: dict[str, str], name: str) -> int:
    """How often something repeats; a number that is none stops the reader by itself."""
    text = attributes.get(name)
    if text is None:
        return 1
    digits = text.strip().lstrip("+0")
    if not digits.isascii() or not digits.isdecimal():
        return 1 if not digits else _FAR
    return int(digits) if len(digits) <= _MOST_DIGITS else _FAR
