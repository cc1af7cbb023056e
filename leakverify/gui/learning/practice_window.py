"""Practice: look at an invented list, say what it is, and see which findings would have told."""

import random
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QScrollArea, QTableView, QVBoxLayout, QWidget

from leakverify.gui.desk import Desk
from leakverify.gui.long_job import LongJob
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.table import dress, set_row_height
from leakverify.model.errors import LeakverifyError
from leakverify.model.practice import Round, points
from leakverify.model.terms import Reading
from leakverify.safe_text import for_screen, ours_on_screen
from leakverify.words import practice
from leakverify.words.numbers import count
from leakverify.words.say import finding_seen, finding_title, ui

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
LONGEST: Final = 900
SEEDS: Final = 1 << 30
FINDINGS: Final = 3
LEAST_LINES: Final = 4


class RoundModel(QAbstractTableModel):
    """The rows of a round, as they are: nobody in them exists."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._round: Round | None = None

    def show_round(self, played: Round | None) -> None:
        """Show the rows of another round."""
        self.beginResetModel()
        self._round = played
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._round is None else len(self._round.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._round is None else len(self._round.header)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._round is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return for_screen(self._round.header[section], 60)
        return count(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._round is None or not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return for_screen(self._round.rows[index.row()][index.column()])


class PracticeWindow(QDialog):
    """One round after another; the points count while the program runs. `seed` is where chance starts."""

    def __init__(
        self, parent: QWidget | None, job: LongJob, desk: Desk, seed: int | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Practise: which list is invented?"))
        self.setObjectName("pane")
        self.setMinimumSize(640, 480)
        self._job, self._desk = job, desk
        self._chance = random.Random(seed)
        self._round: Round | None = None
        self._got = self._rounds = 0
        self._answered = False
        self.notices = NoticeList()
        self.said = plain_label(wrap=True, name="practice_said")
        self.told = plain_label(kind="strong", wrap=True, name="practice_told")
        self.shown = plain_label(wrap=True, name="practice_shown")
        self.score = plain_label(kind="small", name="practice_score")
        self.bar = QProgressBar()
        self.model = RoundModel(self)
        self.table = QTableView()
        self.answers = {r: self._answer_button(r) for r in practice.ASKED}
        self.next_button = button(
            ui("Another list"), self.play, kind="primary", name="practice_next"
        )
        self._build()
        self._job.ended.connect(self._on_round)
        self._job.failed.connect(self._on_error)

    def play(self) -> None:
        """Make another list."""
        seed = self._chance.randrange(SEEDS)
        if not self._job.start(lambda _progress, cancel: self._desk.practise(seed, cancel)):
            return
        self._round, self._answered = None, False
        self.notices.clear()
        self.model.show_round(None)
        self.said.setText(ui("A list is being made and looked at. This takes some seconds."))
        self._refresh()

    def answer(self, guess: Reading) -> None:
        """Say what the list is."""
        played = self._round
        if played is None or self._answered:
            return
        self._answered = True
        self._rounds += 1
        self._got += points(guess, played)
        self.told.setText(practice.judged(guess, played))
        self.shown.setText(ours_on_screen(self._what_shows_it(played), LONGEST))
        self._refresh()
        self.next_button.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._job.stop()
        super().closeEvent(event)

    def _build(self) -> None:
        dress(self.table, "practice_table", ui("Rows of the invented list"))
        self.table.setModel(self.model)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Progress"))
        card = Card(ui("What is it?"))
        for made in self.answers.values():
            card.body.addWidget(made)
        self._question = card
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 20, 24, 16)
        lines.setSpacing(10)
        lines.addWidget(
            plain_label(ui("Practise: which list is invented?"), kind="headline", wrap=True)
        )
        inside = QWidget()
        inside.setObjectName("scrolled")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        for widget in (self.notices, self.said, self.bar):
            inner.addWidget(widget)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._question)
        for label in (self.told, self.shown):
            inner.addWidget(label)
        area = QScrollArea()  # large text needs more height than a screen has
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        lines.addWidget(area, 1)
        close = button(ui("Close"), self.close, name="practice_close")
        lines.addLayout(row(self.score, None, self.next_button, close))

    def _answer_button(self, reading: Reading) -> QWidget:
        name = f"practice_{reading.value}"
        return button(
            practice.answer_name(reading), lambda: self.answer(reading), kind="choice", name=name
        )

    def _refresh(self) -> None:
        """Show how the round stands."""
        waits = self._round is None
        self.bar.setVisible(waits)
        self._question.setVisible(not waits and not self._answered)
        for label in (self.told, self.shown):
            label.setVisible(self._answered)
        self.next_button.setEnabled(not waits)
        self.score.setText(practice.score(self._got, self._rounds) if self._rounds else "")

    def _what_shows_it(self, played: Round) -> str:
        """The findings that tell, in words."""
        if not played.findings:
            return ui("No check speaks against this list. That is weak: a careful list passes too.")
        line = ui("{title}. {seen}")
        told = [
            line.format(title=finding_title(finding), seen=finding_seen(finding))
            for finding in played.findings[:FINDINGS]
        ]
        findings = " ".join(told)
        if not played.made:
            return ui(
                "Single checks speak up on lists like this too; alone they accuse nobody: {findings}"
            ).format(findings=findings)
        return ui("What shows it: {findings}").format(findings=findings)

    def _on_round(self, played: object) -> None:
        if not isinstance(played, Round):
            return
        self._round = played
        self.model.show_round(played)
        self._fit()
        self.said.setText(ours_on_screen(practice.offered(played), LONGEST))
        self._refresh()
        self.table.setFocus()

    def _fit(self) -> None:
        """Row height and column widths, by the font in use."""
        set_row_height(self.table)
        self.table.setMinimumHeight(LEAST_LINES * self.table.verticalHeader().defaultSectionSize())
        self.table.resizeColumnsToContents()

    def _on_error(self, error: LeakverifyError) -> None:
        self.notices.add(error.code, error.place)
        self.said.setText("")
        self.bar.setVisible(False)
        self.next_button.setEnabled(True)
