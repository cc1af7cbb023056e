"""The museum: a window of its own that plants known defects and shows what this build makes of them."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from leakverify.gui.long_job import LongJob, Work
from leakverify.gui.museum.model import Field, Line, MuseumModel
from leakverify.gui.running.delegate import SignDelegate
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.table import dress, set_row_height, set_widths
from leakverify.model.errors import LeakverifyError
from leakverify.model.museum import SelfTest
from leakverify.safe_text import ours_on_screen
from leakverify.words import museum
from leakverify.words.fingerprints import fingerprint
from leakverify.words.say import help_of, ui

STEPS: Final = 1000
DIGITS: Final = {
    Field.SIGN: 5,
    Field.RESULT: 13,
    Field.ROWS: 14,
    Field.CHECKS: 22,
    Field.ALARMS: 13,
    Field.VERDICT: 21,
}
SPARE: Final = (
    (Field.VERDICT, 125),
    (Field.CHECKS, 104),
    (Field.ALARMS, 84),
    (Field.ROWS, 71),
)
"""Columns that are left out where the table is narrower than so many digits; the detail still tells."""


class MuseumWindow(QDialog):
    """Runs the self-test on demand; the last result stays while the program runs."""

    def __init__(self, parent: QWidget | None, job: LongJob, test: Work) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("What this program catches"))
        self.setMinimumSize(640, 440)
        self.job = job
        self._work = test
        self.test: SelfTest | None = None
        self.notices = NoticeList()
        self.said = plain_label(wrap=True, name="museum_said")
        self.bar = QProgressBar()
        self.far = plain_label(kind="small", name="museum_far")
        self.stop_button = button(ui("Stop"), self._stop, name="museum_stop")
        self.again_button = button(ui("Run again"), self._start, name="museum_again")
        self.copy_button = button(ui("Copy the result"), self._copy, name="museum_copy")
        self.close_button = button(ui("Close"), self.close, name="museum_close")
        self.search = QLineEdit()
        self.model = MuseumModel(self)
        self.table = QTableView()
        self.detail = QPlainTextEdit()
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            ui("Nothing has been tried yet"),
            ui(
                "The program makes lists of its own, plants known defects and forgeries into them, and shows what its"
                " checks catch and what they miss. It takes about a minute. No file of yours is used."
            ),
            ui("Plant and look"),
            self._start,
        )
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        running = self.job.is_running
        nothing = self.test is None and not running
        self._stack.setCurrentIndex(0 if nothing else 1)
        for widget in (self.bar, self.far, self.stop_button):
            widget.setVisible(running)
        self.again_button.setVisible(not running and not nothing)
        self.copy_button.setVisible(self.test is not None)
        self._result.setVisible(self.test is not None)
        if running:
            self._on_moved()
        if self.test is not None:
            self.said.setText(ours_on_screen(" ".join(museum.summary_sentences(self.test)), 900))
        else:
            self.said.setText(
                ui("Lists are made, defects are planted, and the checks look at each of them.")
            )

    def fit(self) -> None:
        """Row height and column widths, by the font in use."""
        set_row_height(self.table)
        digit = max(1, self.table.fontMetrics().horizontalAdvance("0"))
        set_widths(self.table, DIGITS)
        room = self.table.viewport().width() / digit
        for field, least in SPARE:
            self.table.setColumnHidden(field, room < least)

    def _build(self) -> None:
        self.setObjectName("pane")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Progress"))
        self.search.setPlaceholderText(ui("Filter"))
        self.search.setAccessibleName(ui("Filter planted classes"))
        self.search.setClearButtonEnabled(False)
        self.search.setObjectName("museum_filter")
        dress(self.table, "museum_table", ui("Planted classes"))
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Field.SIGN, SignDelegate(self.table))
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(Field.TITLE, QHeaderView.ResizeMode.Stretch)
        self._result = self._build_result()
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        lines.addWidget(plain_label(ui("What this program catches"), kind="headline", wrap=True))
        lines.addWidget(self.said)
        lines.addLayout(row(self.far, None))
        lines.addWidget(self.bar)
        lines.addWidget(self._result, 1)
        lines.addStretch(0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.notices)
        layout.addWidget(self._stack, 1)
        layout.addLayout(
            row(self.stop_button, self.again_button, self.copy_button, None, self.close_button)
        )

    def _build_result(self) -> Card:
        """Filter, table, and the chosen line in full below."""
        result = Card()
        result.body.setSpacing(8)
        result.body.addWidget(self.search)
        result.body.addWidget(self.table, 3)
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setObjectName("museum_detail")
        self.detail.setAccessibleName(ui("The chosen line in full"))
        result.body.addWidget(self.detail, 1)
        return result

    def _connect(self) -> None:
        self.job.moved.connect(self._on_moved)
        self.job.ended.connect(self.show_result)
        self.job.failed.connect(self._on_failed)
        self.search.textChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def _start(self) -> None:
        self.notices.clear()
        self.job.start(self._work)
        self.stop_button.setEnabled(True)
        self.refresh()
        self.stop_button.setFocus()

    def _stop(self) -> None:
        self.job.stop()
        self.stop_button.setEnabled(False)
        self.far.setText(ui("Stopping…"))

    def _copy(self) -> None:
        if self.test is not None:
            QGuiApplication.clipboard().setText(museum.as_text(self.test))

    def _on_moved(self) -> None:
        made = self.job.made
        self.bar.setRange(0, STEPS if made.total else 0)
        if made.total:
            self.bar.setValue(made.done * STEPS // made.total)
        if not self.job.is_stopping:
            text = ui("{done} of {total} lists looked at").format(done=made.done, total=made.total)
            self.far.setText(text if made.total else ui("Starting…"))

    def show_result(self, test: SelfTest) -> None:
        """Show what came of it."""
        self.test = test
        self.model.show(test)
        self.refresh()
        self.fit()
        self.table.selectRow(0)
        self.table.setFocus()

    def _on_failed(self, error: LeakverifyError) -> None:
        self.notices.add(error.code, dict(error.place))
        self.refresh()

    def _on_filter(self, text: str) -> None:
        self.model.filter(text)
        self.table.selectRow(0)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.line(now.row())
        if line is not None:
            self._tell(line)

    def _tell(self, line: Line) -> None:
        """One line in full."""
        if line.trial is None:
            said = [
                ui("Nothing planted here reaches {check}. It looks at: {what}").format(
                    check=line.check, what=help_of(line.check).looks_at
                )
            ]
        else:
            said = [fingerprint(line.trial.id), " ".join(museum.trial_sentences(line.trial))]
            said += [museum.catch_sentence(catch, line.trial) for catch in line.trial.catches[:6]]
        texts = [line.cells[Field.TITLE], *said]
        self.detail.setPlainText("\n".join(ours_on_screen(text, 600) for text in texts if text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def reject(self) -> None:
        """Esc stops a run first, then closes."""
        if self.job.is_running:
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.job.stop()
        super().closeEvent(event)
