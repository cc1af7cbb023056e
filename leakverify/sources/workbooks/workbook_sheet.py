"""A worksheet part of XLSX looked over in its own bytes: the grid, formulas, what is hidden.

Own code, since it has to come before any library: a reader lays out every cell between the first and the last,
so two cells may ask for 500 GB. Regular bytes, as all known writers make them, are measured by numpy at some
hundred MB a second; whatever is spelled otherwise goes through expat, which is slower and sees it all.
"""

import re
from typing import Final

import numpy as np

from leakverify.sources.workbooks.workbook_bytes import (
    PAD,
    Bytes,
    Places,
    Words,
    eight_from,
    holds,
    largest_number,
    times,
    word_of,
)
from leakverify.sources.workbooks.workbook_facts import FormulaTexts, SheetFacts
from leakverify.sources.workbooks.workbook_formula import as_shown, calls_out, is_dde

_FORMULA: Final = re.compile(
    rb"<c ([^<>]*)>\s*<f(?:>|\s([^<>]*)>)(?:([^<]*)</f>)?\s*(<v)?", re.DOTALL
)
_ERROR: Final = re.compile(
    rb'<c ([^<>]*\bt="e"[^<>]*)>\s*(?:<f[^<>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]{1,40})</v>'
)
_REFERENCE: Final = re.compile(rb'(?:^|\s)r="([A-Za-z]{1,3})(\d{1,7})"')
_HIDDEN: Final = re.compile(rb'<(row|col)\s([^<>]*\bhidden="(?:1|true)"[^<>]*)')
_NUMBER: Final = {
    name: re.compile(rb"(?:^|\s)" + name.encode() + rb'="(\d{1,7})"')
    for name in ("r", "min", "max")
}
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ENTITY: Final = re.compile("|".join(_ENTITIES))
FAR: Final = 1 << 40
_SPACE: Final = 32
_QUOTE: Final = ord('"')
_APOSTROPHE: Final = ord("'")
LETTERS: Final = 3
DIGITS: Final = 10
MAX_COLUMN: Final = 16_384
_AFTER_A_NAME: Final = {b" ", b">", b"/", b"\t", b"\n", b"\r"}


class OddSheetError(Exception):
    """Bytes that no known writer makes: `OddSheet` has to look at them."""


class SheetScan:
    """Takes a part's bytes in pieces that end before a tag."""

    def __init__(self, texts: FormulaTexts) -> None:
        self.facts = SheetFacts()
        self._texts = texts

    def look(self, piece: bytes) -> None:
        """Take in the next piece.

        Raises:
            OddSheetError: the bytes are not regular; nothing of this scan may be used.
        """
        padded = b"\x00\x00" + piece + b"\x00" * PAD
        seen = np.frombuffer(padded, dtype=np.uint8)
        equal = np.flatnonzero(seen == ord("="))
        around = eight_from(padded, equal - 2)  # what stands before the equals sign and its value
        lead, before = _byte(around, 0), _byte(around, 1)
        named = before == ord("r")
        if bool(((before <= _SPACE) & ((lead == ord("r")) | (lead <= _SPACE))).any()):
            raise OddSheetError
        named &= (lead <= _SPACE) | (lead == _QUOTE) | (lead == _APOSTROPHE)
        references, at = around[named], equal[named] + 2
        if bool((_byte(references, 3) != _QUOTE).any()):
            raise OddSheetError
        cells = _count_cells(piece, seen)
        if self._places(padded, references, at) != cells:
            raise OddSheetError
        facts = self.facts
        facts.cells += cells
        facts.rows += len(at) - cells
        facts.values += times(piece, b"</v>")
        facts.shared += cells  # at most: how their type is spelled is looked at where it matters
        if _holds(around, b't="str"', 1) or (holds(piece, b"<i") and b"<is" in piece):
            facts.text_bytes += len(piece)
            facts.values += piece.count(b"</is>")
        if holds(piece, b"<f"):
            self._formulas(piece)
        if _holds(around, b' t="e"', 0):
            self._errors(piece)
        if _holds(around, b'en="', 0) and b'hidden="' in piece:
            self._hidden(piece)

    def _places(self, padded: bytes, references: Words, at: Places) -> int:
        """Find the farthest row and column of all references, and return how many name a cell."""
        first = _byte(references, 4)
        names_cell = first > ord("9")
        cells = at[names_cell]
        facts = self.facts
        rows = [at[~names_cell]]
        if len(cells):
            letter = first[names_cell] | 32
            if bool(((letter < ord("a")) | (letter > ord("z"))).any()):
                raise OddSheetError
            narrow = _byte(references, 5)[names_cell] <= ord("9")
            letters = letter[narrow]
            if len(letters):
                facts.last_column = max(facts.last_column, int(letters.max()) - 96)
            seen = np.frombuffer(padded, dtype=np.uint8)
            rows += [cells[narrow] + 1, *self._wide(seen, cells[~narrow])]
        for starts in rows:
            largest = largest_number(padded, starts)
            if largest is None:
                raise OddSheetError
            facts.last_row = max(facts.last_row, largest)
        return len(cells)

    def _wide(self, seen: Bytes, cells: Places) -> list[Places]:
        """Take in references with two or three letters; more are farther than any sheet goes."""
        if not len(cells):
            return []
        facts = self.facts
        word = (seen[cells[:, None] + np.arange(LETTERS + 1)] | 32).astype(np.int64) - 96
        short = word[:, 2] < 1
        if bool((word[~short, 3] >= 1).any()):
            facts.last_column = FAR
        column = word[:, 0] * 26 + word[:, 1]
        column = np.where(short, column, column * 26 + word[:, 2])
        facts.last_column = max(facts.last_column, int(column.max()))
        return [cells[short] + 2, cells[~short] + 3]

    def _formulas(self, piece: bytes) -> None:
        for found in _FORMULA.finditer(piece):
            attributes, _, text, cached = found.groups()
            place = _REFERENCE.search(attributes)
            if place is None:
                continue
            row, column = int(place.group(2)), column_number(place.group(1))
            formula = unescaped((text or b"").decode("utf-8", "replace"))
            note_formula(self.facts, self._texts, row, column, formula, cached=cached is not None)

    def _errors(self, piece: bytes) -> None:
        for attributes, text in _ERROR.findall(piece):
            place = _REFERENCE.search(attributes)
            if place is not None:
                note_error(self.facts, self._texts, int(place.group(2)), place.group(1), text)

    def _hidden(self, piece: bytes) -> None:
        for tag, attributes in _HIDDEN.findall(piece):
            if tag == b"row":
                self.facts.note_hidden_row(_attribute(attributes, "r") or 1)
            else:
                first, last = _attribute(attributes, "min"), _attribute(attributes, "max")
                self.facts.hidden_columns += max(0, min(last, MAX_COLUMN) - first + 1)


def _count_cells(piece: bytes, seen: Bytes) -> int:
    """How many cells begin in a piece.

    Raises:
        OddSheetError: a name has a prefix, so that cells cannot be told from other tags.
    """
    at = piece.find(b":c") if holds(piece, b":c") else -1
    while at >= 0:
        if piece[at + 2 : at + 3] in _AFTER_A_NAME:
            raise OddSheetError
        at = piece.find(b":c", at + 1)
    count = times(piece, b"<c")
    if times(piece, b"<c r") == count:
        return count
    after = seen[2:][(seen[:-2] == ord("<")) & (seen[1:-1] == ord("c"))]
    ends = (after <= _SPACE) | (after == ord(">")) | (after == ord("/"))
    return int(np.count_nonzero(ends))


def _byte(words: Words, place: int) -> Bytes:
    """One of the eight bytes of each word, 0 the first."""
    return (words >> np.uint64(8 * place)).astype(np.uint8)


def _holds(words: Words, text: bytes, place: int) -> bool:
    """Whether a text stands at that place of any word."""
    mask = word_of(b"\xff" * len(text))
    return bool(((words >> np.uint64(8 * place)) & mask == word_of(text)).any())


def _attribute(attributes: bytes, name: str) -> int:
    found = _NUMBER[name].search(attributes)
    return int(found.group(1)) if found else 0


def note_formula(
    facts: SheetFacts, texts: FormulaTexts, row: int, column: int, formula: str, *, cached: bool
) -> None:
    """Count a formula of a cell, and keep its text where no result is stored."""
    facts.note_formula(row, calling=calls_out(formula), dde=is_dde(formula))
    if not cached:
        texts.keep(facts.instead, (row - 1, column - 1), as_shown(formula))


def note_error(
    facts: SheetFacts, texts: FormulaTexts, row: int, letters: bytes, text: bytes
) -> None:
    """Keep the name of an error, which a reader gives as an empty cell."""
    place = (row - 1, column_number(letters) - 1)
    texts.keep(facts.instead, place, text.decode("utf-8", "replace").strip())


def unescaped(text: str) -> str:
    """A text of XML with its five named entities resolved."""
    return _ENTITY.sub(lambda found: _ENTITIES[found.group()], text) if "&" in text else text


def column_number(letters: bytes | str) -> int:
    """The number of a column from its letters: A is 1.

    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters.decode("ascii") if isinstance(letters, bytes) else letters:
        number = number * 26 + (ord(letter) | 32) - 96
    return number
