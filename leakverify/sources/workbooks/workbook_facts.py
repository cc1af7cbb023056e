"""What a look at a workbook's own bytes found before any library opened it."""

from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import MIB
from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import FileProperty
from leakverify.sources.table import MAX_ROWS_NAMED, Traps

_UNCACHED_BYTES: Final = 64 * MIB


class FormulaTexts:
    """Texts kept aside for cells that a reader gives empty; all sheets of a file share one allowance."""

    def __init__(self) -> None:
        self._left = _UNCACHED_BYTES

    def keep(self, kept: dict[tuple[int, int], str], place: tuple[int, int], text: str) -> None:
        """Keep one cell's text.

        Raises:
            UnreadableInput: `PARSER_LIMIT`.
        """
        self._left -= 200 + 4 * len(text)
        if self._left < 0:
            raise UnreadableInput("PARSER_LIMIT", limit=_UNCACHED_BYTES)
        kept[place] = text


@dataclass(slots=True)
class SheetFacts:
    """One sheet: the grid a reader would lay out, and what in it is hidden or calls out.

    Rows and columns count from 1 as the sheet shows them. `instead` holds, by row and column from 0, what to show
    where the reader gives an empty cell: formulas without a stored result, and errors.
    """

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    values: int = 0
    rows: int = 0
    shared: int = 0
    text_bytes: int = 0
    formulas: int = 0
    calling: int = 0
    dde: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    formula_rows: list[int] = field(default_factory=list)
    calling_rows: list[int] = field(default_factory=list)
    hidden_row_numbers: list[int] = field(default_factory=list)
    instead: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def filled_rows(self) -> int:
        """About how many rows hold something: what the choice of a sheet goes by."""
        return min(self.rows, self.values + len(self.instead))

    @property
    def grid(self) -> int:
        """How many cells lie between the corner and the farthest row and column."""
        return self.last_row * self.last_column

    def take(self, row: int, column: int) -> None:
        """Count one cell's place."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def note_formula(self, row: int, *, calling: bool, dde: bool) -> None:
        """Count a formula; the first rows of each sort are kept."""
        self.formulas += not calling
        self.calling += calling
        self.dde += dde
        rows = self.calling_rows if calling else self.formula_rows
        if len(rows) < MAX_ROWS_NAMED and row not in rows[-1:]:
            rows.append(row)

    def note_hidden_row(self, row: int, count: int = 1) -> None:
        """Count rows that are not shown, from `row` on."""
        self.hidden_rows += count
        room = MAX_ROWS_NAMED - len(self.hidden_row_numbers)
        self.hidden_row_numbers += range(row, row + min(count, room))


@dataclass(slots=True)
class WorkbookFacts:
    """A workbook's sheets by name where their parts are known, its tripwires and leftovers."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    traps: Traps = field(default_factory=Traps)
    properties: list[FileProperty] = field(default_factory=list)
