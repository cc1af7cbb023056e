"""Worksheet parts that are spelled as no known writer spells them, looked over by expat."""

from typing import Final

from leakverify.sources.workbooks.workbook_facts import FormulaTexts, SheetFacts
from leakverify.sources.workbooks.workbook_sheet import (
    DIGITS,
    FAR,
    LETTERS,
    MAX_COLUMN,
    column_number,
    note_formula,
)
from leakverify.sources.workbooks.workbook_xml import feed, parser_without_doctype

_TRUE: Final = {"1", "true"}


class OddSheet:
    """The same facts by expat, for sheets that are spelled otherwise: prefixes, apostrophes, cells without a place."""

    def __init__(self, texts: FormulaTexts) -> None:
        self.facts = SheetFacts()
        self._texts = texts
        self._row = self._column = 0
        self._has_text = False
        self._formula: list[str] | None = None
        self._cached = False
        self._error: list[str] | None = None
        self._parser = parser_without_doctype()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def look(self, piece: bytes) -> None:
        """Take in the next bytes.

        Raises:
            UnreadableInput: `XLSX_DOCTYPE` or `WORKBOOK_BROKEN`.
        """
        feed(self._parser, piece)
        self.facts.text_bytes += len(piece) * self._has_text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        facts = self.facts
        local = name.rpartition(":")[2]
        if local == "row":
            facts.rows += 1
            number = _whole(attributes.get("r"))
            self._row = self._row + 1 if number is None else number
            self._column = 0
            facts.last_row = max(facts.last_row, self._row)
            if attributes.get("hidden") in _TRUE:
                facts.note_hidden_row(self._row)
        elif local == "c":
            self._cell(attributes)
        elif local == "f":
            self._formula = []
            self._parser.CharacterDataHandler = self._text
        elif local in {"v", "is"}:
            facts.values += 1
            self._cached = True
            if self._error is not None:
                self._parser.CharacterDataHandler = self._hear_error
        elif local == "col" and attributes.get("hidden") in _TRUE:
            first, last = _whole(attributes.get("min")) or 1, _whole(attributes.get("max")) or 0
            facts.hidden_columns += max(0, min(last, MAX_COLUMN) - first + 1)

    def _cell(self, attributes: dict[str, str]) -> None:
        facts = self.facts
        facts.cells += 1
        kind = attributes.get("t")
        facts.shared += kind == "s"
        self._has_text |= kind not in {None, "n", "s", "b", "e"}
        place = attributes.get("r")
        if place is not None:
            letters = place.rstrip("0123456789")
            far = not letters.isascii() or not letters.isalpha() or len(letters) > LETTERS
            self._column = FAR if far else column_number(letters)
            self._row = _whole(place[len(letters) :]) or self._row
        else:
            self._column += 1
        facts.take(max(1, self._row), self._column)
        self._formula, self._cached = None, False
        self._error = [] if kind == "e" else None

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in {"f", "v"}:
            self._parser.CharacterDataHandler = None
        if local != "c":
            return
        if self._error:
            place = (self._row - 1, self._column - 1)
            self._texts.keep(self.facts.instead, place, "".join(self._error).strip()[:40])
        if self._formula is not None:
            formula = "".join(self._formula)
            note_formula(
                self.facts, self._texts, self._row, self._column, formula, cached=self._cached
            )
            self._formula = None

    def _hear_error(self, text: str) -> None:
        if self._error is not None:
            self._error.append(text)

    def _text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)


def _whole(text: str | None) -> int | None:
    if text is None or not text.isascii() or not text.isdecimal():
        return None
    return int(text) if len(text) <= DIGITS else FAR
