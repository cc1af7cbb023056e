"""Two rows side by side, cell by cell; what differs says so in words."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.line_model import LineModel
from leakverify.gui.widgets.mask import masked
from leakverify.gui.widgets.table import dress, set_row_height
from leakverify.safe_text import for_screen
from leakverify.words.numbers import count
from leakverify.words.say import plural, ui

LONGEST_NAME: Final = 40
LONGEST: Final = 120
LEAST_ROWS: Final = 5
DIFFERS: Final = "≠"
Record = tuple[int, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One column of both rows."""

    cells: tuple[str, ...]
    side: str


class CompareCard(Card):
    """Holds one row and shows it beside another. `closed`: the user is done; what was held is forgotten."""

    WIDE = 48
    """In digits of the font in use."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Two rows side by side"))
        self._session = session
        self._held: Record | None = None
        self._other: Record | None = None
        self.model = LineModel[Line](("", ui("Column"), "", ""), self)
        self.table = QTableView()
        self.told = plain_label(wrap=True, name="compare_told")
        self.close_button = button(
            ui("Close"), self.closed.emit, kind="quiet", name="close_compare"
        )
        self._build()
        session.masked_changed.connect(self._say)

    @property
    def holds(self) -> bool:
        """Whether a row is held."""
        return self._held is not None

    def hold(self, record: Record) -> None:
        """Keep this row on the leading side."""
        self._held, self._other = record, None
        self._say()

    def show_other(self, record: Record) -> None:
        """Show this row beside the one that is held."""
        if self._held is not None and record[0] != self._held[0]:
            self._other = record
            self._say()

    def forget(self) -> None:
        """Let both rows go."""
        self._held = self._other = None
        self._say()

    def fit(self) -> None:
        """By the font in use."""
        set_row_height(self.table)
        digit = self.table.fontMetrics().horizontalAdvance("0")
        self.table.setColumnWidth(0, 4 * digit)
        self.table.setMinimumHeight(LEAST_ROWS * self.table.verticalHeader().defaultSectionSize())

    def _build(self) -> None:
        dress(self.table, "compare_table", ui("Cells of both rows"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        across = self.table.horizontalHeader()
        across.setMinimumSectionSize(20)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)
        self.body.removeWidget(self.heading)
        top = row(self.heading, self.close_button)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.told)
        self.body.addWidget(self.table, 1)

    def _say(self) -> None:
        held, other = self._held, self._other
        if held is None:
            self.told.clear()
            self.model.show_lines(())
            return
        first = ui("Row {number}").format(number=count(held[0]))
        if other is None:
            self.told.setText(
                ui("Row {number} is held. Choose another row.").format(number=count(held[0]))
            )
            self._show(held, held, (first, ""))
            return
        different = sum(a != b for a, b in zip(held[1], other[1], strict=False))
        text = plural(
            "{n} column differs between row {one} and row {two}.",
            "{n} columns differ between row {one} and row {two}.",
            different,
        )
        self.told.setText(text.format(n=count(different), one=count(held[0]), two=count(other[0])))
        self._show(held, other, (first, ui("Row {number}").format(number=count(other[0]))))

    def _show(self, held: Record, other: Record, names: tuple[str, str]) -> None:
        """A line for each column; the second row stays empty where there is none."""
        self.model.rename(("", ui("Column"), *names))
        lines = []
        for info, one, two in zip(self._session.heard.infos, held[1], other[1], strict=False):
            sign = DIFFERS if one != two else ""
            name = for_screen(info.name, LONGEST_NAME)
            right = self._cell(two, info.position) if names[1] else ""
            lines.append(Line((sign, name, self._cell(one, info.position), right), "against"))
        self.model.show_lines(lines)

    def _cell(self, cell: str | None, position: int) -> str:
        if cell is None:
            return ui("missing")
        role = self._session.role_of(position)
        return for_screen(masked(cell, role) if self._session.masked else cell, LONGEST)
