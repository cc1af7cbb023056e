"""The checks pane: progress, Stop, and findings while they come in."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHeaderView

from leakverify.gui.heard import Phase
from leakverify.gui.running.delegate import SignDelegate
from leakverify.gui.running.model import FINDING_ROLE, Field, FindingsModel
from leakverify.gui.running.stages import StagesCard
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.table import FittedTable, dress, set_row_height, set_widths
from leakverify.words.numbers import count
from leakverify.words.say import plural, ui


class RunningPane(Pane):
    """What the analyst is doing. `verdict_wanted`: the user wants to read the result."""

    open_wanted = Signal()
    verdict_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Checks"), " ")
        self.setAccessibleName(ui("Checks"))
        self._session = session
        self.notices = NoticeList()
        self.stages = StagesCard()
        self.model = FindingsModel(self)
        self.table = FittedTable(spare={Field.FAMILY: 100, Field.FIGURE: 70})
        dress(self.table, "findings_table", ui("Findings so far"))
        self.stop_button = button(ui("Stop"), session.cancel, name="stop")
        self.again_button = button(ui("Run again"), session.run, name="run_again")
        self.verdict_button = button(
            ui("Read the result"), self.verdict_wanted.emit, kind="primary", name="to_verdict"
        )
        self.stall = self._stall_bar()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.set_empty(
            EmptyState(
                ui("Nothing has run yet"),
                ui("Open a file. Its checks begin at once, and you can stop them at any time."),
                ui("Open a file…"),
                self.open_wanted.emit,
            )
        )
        buttons = row(self.stop_button, self.again_button, None, self.verdict_button)
        self.stages.body.addLayout(buttons)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Field.SIGN, SignDelegate(self.table))
        self.table.horizontalHeader().setSectionResizeMode(
            Field.TITLE, QHeaderView.ResizeMode.Stretch
        )
        self.found = Card(ui("Findings so far"))
        self.none_yet = plain_label(ui("Nothing yet."), kind="soft")
        self.found.body.addWidget(self.none_yet)
        self.found.body.addWidget(self.table)
        for widget in (self.notices, self.stall, self.stages, self.found):
            self.content.addWidget(widget)
        self.content.addStretch(1)

    def _connect(self) -> None:
        session = self._session
        session.phase_changed.connect(self.refresh)
        session.assessment_changed.connect(self.refresh)
        session.progress_made.connect(self._on_progress)
        session.finding_made.connect(self._on_finding)
        session.findings_cleared.connect(self._on_cleared)
        session.sample_changed.connect(self._on_sample)
        session.stalled.connect(self._on_stalled)
        session.problems_cleared.connect(self.notices.clear)
        self.table.activated.connect(self._on_activated)

    def catch_up(self) -> None:
        """Show what was told before this pane was made; the clock begins anew."""
        heard = self._session.heard
        if self._session.phase in {Phase.OPENING, Phase.RUNNING}:
            self.stages.begin()
        self._on_sample()
        for message in heard.progress.values():
            self._on_progress(message)
        for finding in self._session.findings:
            self.model.add(finding)
        self.fit()
        self.refresh()

    def refresh(self) -> None:
        """Show the phase in words, and what can be done in it."""
        phase = self._session.phase
        busy = phase in {Phase.OPENING, Phase.RUNNING}
        if phase is Phase.EMPTY:
            self.show_empty()
            return
        self.show_content()
        self.headline.setText(self._headline(phase))
        self.sentence.setText(self._sentence(phase))
        self.sentence.setVisible(True)
        self.stop_button.setVisible(busy)
        self.again_button.setVisible(not busy and self._session.heard.columns is not None)
        self.verdict_button.setEnabled(self._session.assessment is not None)
        if not busy:
            done = self._session.heard.done
            self.stages.end(complete=done is not None and done.complete)
            self.found.set_heading(ui("Findings"))
        else:
            self.found.set_heading(ui("Findings so far"))
            self.stall.setVisible(False)
        if not busy:
            self.stall.setVisible(False)

    def _headline(self, phase: Phase) -> str:
        done = self._session.heard.done
        if phase is Phase.OPENING:
            return ui("Reading the sample")
        if phase is Phase.RUNNING:
            return ui("Checking the sample")
        if phase is Phase.FAILED:
            return ui("The sample could not be checked")
        if done is not None and not done.complete:
            return ui("Stopped early; what was found is kept")
        return ui("All checks are through")

    def _sentence(self, phase: Phase) -> str:
        if phase is Phase.FAILED:
            return ui("What was read until then is kept.")
        rows = count(self._session.heard.rows)
        if phase is Phase.DONE:
            n = self.model.rowCount()
            text = plural("{n} check over {rows} rows.", "{n} checks over {rows} rows.", n)
            return text.format(n=count(n), rows=rows)
        return ui(
            "What is found before the last row is provisional. The result waits for all checks."
        )

    def _stall_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("notice")
        bar.setVisible(False)
        text = plain_label(ui("No progress for a minute."), kind="strong")
        wait = button(ui("Wait"), lambda: bar.setVisible(False), name="stall_wait")
        stop = button(ui("Stop"), self._session.cancel, name="stall_stop")
        line = row(text, None, wait, stop)
        line.setContentsMargins(12, 8, 12, 8)
        bar.setLayout(line)
        return bar

    def fit(self) -> None:
        """Give the table its height, by the font in use."""
        set_row_height(self.table)
        set_widths(self.table, {Field.SIGN: 5, Field.FAMILY: 26, Field.FIGURE: 28})
        rows = self.model.rowCount()
        self.table.setVisible(rows > 0)
        self.none_yet.setVisible(rows == 0)
        self.table.fit()

    def _on_sample(self) -> None:
        self.stages.set_rows(self._session.heard.rows)

    def _on_stalled(self) -> None:
        self.stall.setVisible(True)

    def _on_progress(self, message: object) -> None:
        self.stages.show_progress(message)  # type: ignore[arg-type]  # a signal carries `object`

    def _on_finding(self, finding: object) -> None:
        self.model.add(finding)  # type: ignore[arg-type]  # a signal carries `object`
        self.fit()

    def _on_cleared(self) -> None:
        self.model.clear()
        if self._session.phase is Phase.OPENING:
            self.stages.begin()
        else:
            self.stages.begin_run()
        self.fit()

    def _on_activated(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if finding is not None and finding.rows.count:
            self._session.show_rows(finding.id)
