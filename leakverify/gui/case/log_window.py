"""The custody log as a table: when, who, what; that its chain is whole; and whose initials stand beside what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from leakverify.case import custody
from leakverify.case.custody import Entry
from leakverify.gui.case.keeper import Keeper
from leakverify.gui.jobs import JobQueue
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.initials import initials_line
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.line_model import LineModel
from leakverify.gui.widgets.table import dress, set_row_height, set_widths
from leakverify.safe_text import island, ours_on_screen
from leakverify.words import case as words
from leakverify.words.dates import moment
from leakverify.words.say import ui


class Field(IntEnum):
    """The table's columns."""

    NUMBER = 0
    WHEN = 1
    WHO = 2
    WHAT = 3
    DETAILS = 4


WIDTHS: Final = {Field.NUMBER: 6, Field.WHEN: 23, Field.WHO: 11, Field.WHAT: 34}
WIDE_DIGITS: Final = 90
"""Below this width the details are told under the table alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words."""

    cells: tuple[str, ...]
    entry: Entry
    side: str = "nothing"


class LogModel(LineModel[Line]):
    """All entries, the last one first."""

    def __init__(self, parent: QObject | None = None) -> None:
        names = ("", ui("When (UTC)"), ui("Who"), ui("What"), ui("Details"))
        super().__init__(names, parent)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        self.show_lines(line_of(entry) for entry in reversed(entries))


def line_of(entry: Entry) -> Line:
    """An entry as a line of the table; what a case says may be anybody's."""
    cells = (
        str(entry.seq),
        moment(entry.when),
        entry.who,
        words.act_name(entry.what),
        words.act_details(entry.what, entry.details),
    )
    return Line(tuple(ours_on_screen(cell, 160) for cell in cells), entry)


class LogWindow(QDialog):
    """Reads the log beside the window's thread whenever it has grown."""

    def __init__(self, parent: QWidget | None, jobs: JobQueue, keeper: Keeper) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Custody log"))
        self.setMinimumSize(560, 400)
        self._jobs = jobs
        self._keeper = keeper
        self._head = custody.Head()
        self.said = plain_label(wrap=True, name="log_said")
        self.initials = initials_line("log_initials", keeper.who)
        self.model = LogModel(self)
        self.table = QTableView()
        self.detail = QPlainTextEdit()
        self.copy_button = button(ui("Copy the end of the log"), self._copy, name="log_copy")
        self.close_button = button(ui("Close"), self.close, kind="primary", name="log_close")
        self._build()
        keeper.kept.connect(self._on_kept)
        keeper.changed.connect(self._on_changed)

    def _build(self) -> None:
        self.setObjectName("pane")
        self.initials.setMaximumWidth(220)
        self.initials.textEdited.connect(self._on_initials)
        dress(self.table, "log_table", ui("Entries of the custody log"))
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setObjectName("log_detail")
        self.detail.setAccessibleName(ui("The chosen entry in full"))
        card = Card()
        card.body.setSpacing(8)
        card.body.addWidget(self.table, 3)
        card.body.addWidget(self.detail, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(ui("Custody log"), kind="headline", wrap=True))
        layout.addWidget(self.said)
        layout.addLayout(
            row(
                plain_label(ui("Your initials, for what comes next")),
                self.initials,
                None,
                spacing=12,
            )
        )
        layout.addWidget(card, 1)
        layout.addLayout(row(self.copy_button, None, self.close_button))

    def fit(self) -> None:
        """Row height and column widths, by the font in use."""
        set_row_height(self.table)
        digit = max(1, self.table.fontMetrics().horizontalAdvance("0"))
        room = self.table.viewport().width()
        set_widths(self.table, WIDTHS)
        narrow = room < WIDE_DIGITS * digit
        self.table.setColumnHidden(Field.DETAILS, narrow)
        if narrow:  # the last column takes the room that is left
            self.table.setColumnWidth(Field.WHAT, digit)

    def _read(self) -> None:
        """The log, read and checked once more where it does not keep the window waiting."""
        case = self._keeper.case

        def work() -> tuple[custody.Head, tuple[Entry, ...], custody.BrokenEntry | None]:
            data, head = case.log(), case.head
            return head, tuple(custody.entries(data)), custody.first_broken(data, head)

        self._jobs.submit(work, on_success=lambda found: self._show(*found), in_order=True)

    def _show(
        self,
        head: custody.Head,
        entries: tuple[Entry, ...],
        broken: custody.BrokenEntry | None,
    ) -> None:
        self._head = head
        self.model.show(entries)
        whole = words.chain_sentence(head.entries)
        self.said.setText(whole if broken is None else words.broken_sentence(broken.seq))
        self.fit()
        if entries:
            self.table.selectRow(0)

    def _on_kept(self) -> None:
        if self.isVisible():
            self._read()

    def _on_changed(self) -> None:
        if self.initials.text() != self._keeper.who and not self.initials.hasFocus():
            self.initials.setText(self._keeper.who)

    def _on_initials(self, text: str) -> None:
        self._keeper.who = text if custody.is_initials(text) else ""

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.line(now.row())
        if line is None:
            return
        entry = line.entry
        told = [
            island(f"{key}: {value}") for key, value in entry.details.items() if value is not None
        ]
        texts = [", ".join(c for c in line.cells[1:4] if c), *told, f"hash: {entry.hash}"]
        self.detail.setPlainText("\n".join(ours_on_screen(text, 300) for text in texts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(
            words.head_sentence(self._head.entries, self._head.last)
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
