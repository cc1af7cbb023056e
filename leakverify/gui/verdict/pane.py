"""The verdict pane."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView

from leakverify.gui.running.delegate import SignDelegate
from leakverify.gui.running.model import FINDING_ROLE, Field, FindingsModel
from leakverify.gui.session import Session
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.table import FittedTable, dress, set_row_height
from leakverify.words.say import confidence_sentence, status_explanation, status_headline, ui


class VerdictPane(Pane):
    """The headline, what qualifies it, and the findings with the heaviest first."""

    open_wanted = Signal()
    checks_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Verdict"), " ")
        self.setAccessibleName(ui("Verdict"))
        self._session = session
        self.confidence = plain_label(kind="soft", wrap=True, name="confidence")
        self.model = FindingsModel(self)
        self.table = FittedTable(spare={Field.FAMILY: 100, Field.FIGURE: 70})
        dress(self.table, "verdict_findings", ui("What speaks for and against"))
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self._build()
        session.assessment_changed.connect(self.refresh)
        session.sample_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the assessment, or that there is none yet."""
        assessment = self._session.assessment
        if assessment is None:
            self._say_nothing_yet()
            self.show_empty()
            return
        self.headline.setText(status_headline(assessment.verdict))
        self.sentence.setText(status_explanation(assessment))
        self.sentence.setVisible(True)
        self.confidence.setText(confidence_sentence(assessment))
        self.model.clear()
        for finding in assessment.findings:
            self.model.add(finding)
        self.fit()
        self.show_content()

    def fit(self) -> None:
        """Give the table its height, by the font in use."""
        set_row_height(self.table)
        digit = self.table.fontMetrics().horizontalAdvance("0")
        for field, digits in ((Field.SIGN, 5), (Field.FAMILY, 24), (Field.FIGURE, 20)):
            self.table.setColumnWidth(field, digits * digit)
        self.table.fit()

    def _build(self) -> None:
        self.set_empty(self._nothing)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Field.SIGN, SignDelegate(self.table))
        self.table.horizontalHeader().setSectionResizeMode(
            Field.TITLE, QHeaderView.ResizeMode.Stretch
        )
        self.table.activated.connect(self._on_activated)
        card = Card(ui("What speaks for and against"))
        card.body.addWidget(self.table)
        self.content.addWidget(self.confidence)
        self.content.addWidget(card)
        self.content.addStretch(1)

    def _say_nothing_yet(self) -> None:
        title, sentence = (
            ui("No result yet"),
            ui("The result is worded when all checks are through."),
        )
        if self._session.is_open:
            self._nothing.say(title, sentence, ui("See the checks"), self.checks_wanted.emit)
        else:
            self._nothing.say(title, sentence, ui("Open a file…"), self.open_wanted.emit)

    def _on_activated(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if finding is not None and finding.rows.count:
            self._session.show_rows(finding.id)
