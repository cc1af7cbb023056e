"""The window of older leaks: a vault is made or opened, leaks are added and removed, the open sample is looked up."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from leakverify.case.vault_file import VAULT
from leakverify.gui.files import choose_files, choose_one, choose_place
from leakverify.gui.vault.forms import LeakForm, PassphraseForm
from leakverify.gui.vault.keeper import Keeper
from leakverify.gui.vault.model import Field, LeaksModel
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.fronting import show_beside, size_for
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.scrolled import scrolled_over
from leakverify.gui.widgets.table import FittedTable, dress, set_row_height, set_widths
from leakverify.model.errors import LeakverifyError
from leakverify.model.old_leak import About
from leakverify.safe_text import ours_on_screen
from leakverify.words import vault as words
from leakverify.words.say import stage_name, ui

if TYPE_CHECKING:
    from leakverify.gui.vault.exchange_sheet import ExchangeSheet

STEPS: Final = 1000
SPARE: Final[dict[int, int]] = {Field.ADDED: 84, Field.ROWS: 70, Field.LEAKED: 58}
"""Columns that are left out where the table is narrower than so many digits."""
DIGITS: Final = {Field.NUMBER: 6, Field.ROWS: 12, Field.LEAKED: 13, Field.ADDED: 13}


class VaultWindow(QDialog):
    """Stays while the program runs; closing it leaves the vault open for the checks."""

    def __init__(self, parent: QWidget | None, keeper: Keeper) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Older leaks"))
        self.setMinimumSize(640, 460)
        self.keeper = keeper
        self.choose_place, self.choose_one = choose_place, choose_one
        self.choose_files = choose_files
        self.exchange: ExchangeSheet | None = None
        self.notices = NoticeList()
        self.said = plain_label(wrap=True, name="vault_said")
        self.passphrase = PassphraseForm(keeper.open, keeper.make, self._differs)
        self.leak = LeakForm(self._add)
        self.model = LeaksModel(self)
        self.table = FittedTable(most=12, spare=SPARE)
        self.bar = QProgressBar()
        self.far = plain_label(kind="small", name="vault_far")
        self.open_button = button(ui("Open a vault…"), self._open, name="vault_open")
        self.make_button = button(ui("Make a vault…"), self._make, name="vault_make")
        self.search_button = button(
            ui("Look the sample up again"), keeper.search, name="vault_search"
        )
        self.why_not = plain_label(kind="small", wrap=True, name="vault_why_not")
        self.remove_button = button(ui("Remove the chosen leak"), self._remove, name="vault_remove")
        self.compare_button = button(
            ui("Compare with another newsroom…"), self._compare, name="vault_compare"
        )
        self.shut_button = button(ui("Close the vault"), keeper.close, name="vault_shut")
        self.stop_button = button(ui("Stop"), keeper.job.stop, name="vault_stop")
        self.close_button = button(ui("Close"), self.close, name="vault_close")
        self._build()
        keeper.changed.connect(self.refresh)
        keeper.failed.connect(self._on_failed)
        keeper.job.moved.connect(self._on_moved)
        keeper.job.ended.connect(self._on_ended)
        self.table.selectionModel().currentRowChanged.connect(lambda _n, _b: self._enable())
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        keeper = self.keeper
        at = self.table.currentIndex().row()
        self.model.show(keeper.leaks, keeper.overlaps)
        if at >= 0:
            self.table.selectRow(min(at, self.model.rowCount() - 1))
        self.table.fit()
        self._leaks.setVisible(keeper.is_open)
        self.leak.setVisible(keeper.is_open)
        running = keeper.job.is_running
        for widget in (self.bar, self.far, self.stop_button):
            widget.setVisible(running)
        self.said.setText(self._sentence())
        self._on_moved()
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        """Row height and column widths, by the font in use."""
        set_row_height(self.table)
        set_widths(self.table, DIGITS)
        self.table.fit()

    def _sentence(self) -> str:
        """What this is for, and what the numbers mean."""
        if not self.keeper.is_open:
            return ui(
                "A vault is one locked file with keyed hashes of leaks that you hold lawfully. Every sample can be held against all of "
                "them. No cell of it is kept, and nobody is asked."
            )
        if not self.keeper.leaks:
            return ui("The vault is empty.")
        return words.silence_means_nothing()

    def _build(self) -> None:
        self.setObjectName("pane")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Progress"))
        dress(self.table, "vault_table", ui("Leaks of the vault"))
        self.table.setModel(self.model)
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(Field.LABEL, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(Field.OVERLAP, QHeaderView.ResizeMode.Stretch)
        self._leaks = Card()
        self._leaks.body.addWidget(self.table, 1)
        self._leaks.body.addLayout(row(self.search_button, self.remove_button, None))
        self._leaks.body.addWidget(self.why_not)
        content = QWidget()
        content.setObjectName("pane")
        lines = QVBoxLayout(content)
        lines.setContentsMargins(24, 20, 24, 8)
        lines.setSpacing(12)
        lines.addWidget(self.notices)
        lines.addWidget(plain_label(ui("Older leaks"), kind="headline", wrap=True))
        lines.addWidget(self.said)
        lines.addLayout(row(self.open_button, self.make_button, self.shut_button, None))
        lines.addWidget(self.passphrase)
        lines.addWidget(self._leaks)
        lines.addWidget(self.leak)
        lines.addLayout(row(self.compare_button, None))
        lines.addStretch(1)
        below = row(self.far, None, self.stop_button, self.close_button)
        scrolled_over(self, content, self.bar, below)

    def _enable(self) -> None:
        free = not self.keeper.job.is_running
        for widget in (self.open_button, self.make_button):
            widget.setEnabled(free)
        self.shut_button.setVisible(self.keeper.is_open)
        self.shut_button.setEnabled(free)
        has_sample = self.keeper.question() is not None
        self.search_button.setEnabled(free and has_sample and bool(self.keeper.leaks))
        self.why_not.setText(
            ""
            if has_sample
            else ui(
                "There is no sample to look up: open one, and wait until its checks are through."
            )
        )
        self.why_not.setVisible(not has_sample and bool(self.keeper.leaks))
        self.search_button.setAccessibleDescription(self.why_not.text())
        self.remove_button.setEnabled(free and self.table.currentIndex().isValid())
        self.stop_button.setEnabled(not self.keeper.job.is_stopping)
        self.leak.allow(allowed=free)

    def _open(self) -> None:
        path = self.choose_one(self, ui("Open a vault"))
        if path is not None:
            self.passphrase.ask(path, is_new=False)

    def _make(self) -> None:
        path = self.choose_place(self, ui("Make a vault"), f"older-leaks{VAULT}")
        if path is not None:
            self.passphrase.ask(path, is_new=True)

    def _compare(self) -> None:
        """The private comparison; its second step alone needs a vault."""
        if self.exchange is None:
            from leakverify.gui.vault.exchange_sheet import ExchangeSheet

            self.exchange = ExchangeSheet(self, self.keeper)
            size_for(self.exchange, 720, 640)
        show_beside(self.exchange)

    def _add(self, about: About) -> None:
        paths = self.choose_files(self)
        if paths:
            self.notices.clear()
            self.keeper.add(paths, about)
            self.leak.clear()

    def _remove(self) -> None:
        line = self.model.line(self.table.currentIndex().row())
        if line is not None:
            self.keeper.remove(line.leak.number)

    def _differs(self) -> None:
        self.notices.add("PASSPHRASE_DIFFERS", {})

    def _on_ended(self) -> None:
        """Lead on to what can be done with an open vault, where the control that was used has gone."""
        gone_to = {None, self.compare_button, self.close_button}
        if self.keeper.is_open and self.focusWidget() in gone_to:
            self.leak.label.setFocus()

    def _on_failed(self, error: LeakverifyError) -> None:
        self.notices.add(error.code, dict(error.place))

    def _on_moved(self) -> None:
        made = self.keeper.job.made
        self.bar.setRange(0, STEPS if made.total else 0)
        if made.total:
            self.bar.setValue(made.done * STEPS // made.total)
        self.far.setText(ours_on_screen(stage_name(made.stage), 80))
