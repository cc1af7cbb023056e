"""The verdict page: the result in words, the readings, what speaks for and against, the claims; the detail beside."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from leakverify.gui.session import Session
from leakverify.gui.verdict.balance import Balance
from leakverify.gui.verdict.cards import Cards
from leakverify.gui.verdict.claims_card import ClaimsCard
from leakverify.gui.verdict.collections import Collections
from leakverify.gui.verdict.detail import Detail
from leakverify.gui.verdict.findings_card import FindingsCard
from leakverify.gui.verdict.hinge_card import HingeCard
from leakverify.gui.verdict.needs_card import NeedsCard
from leakverify.gui.verdict.readings_card import ReadingsCard
from leakverify.gui.verdict.summary import Summary
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.model.assessment import Assessment, Weighing
from leakverify.model.finding import Finding
from leakverify.model.terms import Status
from leakverify.words.say import ui

GATHER_MS: Final = 250
SIDE_SHARE: Final = 0.335
SIDE_DIGITS: Final = (36, 50)
NARROW_DIGITS: Final = 88
"""Below this width of the page the detail stands under the findings instead of beside them."""


class VerdictPane(QWidget):
    """Listens to the session; what is chosen on the left shows in full on the right."""

    open_wanted = Signal()
    checks_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(ui("Verdict"))
        self._session = session
        self.page = Pane(ui("Verdict"), " ")
        self.summary = Summary(self.page)
        self.readings = ReadingsCard()
        self.findings = FindingsCard()
        self.claims = ClaimsCard()
        self.needs = NeedsCard()
        self.hinge = HingeCard()
        self.inline = Card()
        shown = (self.hinge, self.readings, self.findings, self.inline, self.claims, self.needs)
        self.cards = Cards(shown)
        self.foot = plain_label(kind="small", wrap=True, name="standing_sentence")
        self.detail = Detail(session, Collections(session).figures_of)
        self.side = QScrollArea()
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._balance = Balance(self.page, self.findings, (self.needs, self.foot))
        self._chosen = ""
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the result, or what is known before there is one."""
        assessment = self._session.assessment
        if assessment is not None:
            self._show_result(assessment)
        elif self._session.is_open:
            self._show_provisional()
        else:
            self._chosen = ""
            self._nothing.say(
                ui("No result yet"),
                ui("The result is worded when all checks are through."),
                ui("Open a file…"),
                self.open_wanted.emit,
            )
            self.page.show_empty()
        self._place_detail()

    def fit(self) -> None:
        """By the font in use."""
        self.findings.list.fit()
        self.detail.fit()
        self._place_detail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_detail()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_detail()

    def _build(self) -> None:
        self.page.set_empty(self._nothing)
        content = self.page.content
        content.setContentsMargins(26, 16, 26, 12)
        content.setSpacing(5)
        content.addSpacing(2)
        content.addLayout(self.cards)
        content.addSpacing(2)
        content.addWidget(self.foot)
        content.addStretch(1)
        self.foot.setText(
            ui(
                "This describes a file, not the person who sent it. A file alone settles nothing; asking people does."
            )
        )
        self.side.setObjectName("detail_side")
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setWidget(self.detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.side)

    def _connect(self) -> None:
        session = self._session
        self.summary.checks_button.clicked.connect(self.checks_wanted)
        session.assessment_changed.connect(self.refresh)
        session.sample_changed.connect(self.refresh)
        session.phase_changed.connect(self.refresh)
        session.findings_cleared.connect(self._gather.start)
        session.finding_made.connect(self._on_finding)
        self._gather.timeout.connect(self._show_found)
        self.findings.chosen.connect(self._on_finding_chosen)
        self.findings.rows_wanted.connect(self._on_rows_wanted)
        self.readings.chosen.connect(self._on_reading_chosen)
        self.claims.basis_wanted.connect(self.findings.choose)
        self.needs.finding_wanted.connect(self.findings.choose)
        self.hinge.finding_wanted.connect(self.findings.choose)
        self.findings.side_shown.connect(self._balance.again)
        self.summary.computed_link.clicked.connect(self.readings.pick_first)
        self.summary.card_link.clicked.connect(self.card_wanted)
        self.detail.finding_wanted.connect(self.findings.choose)

    def _show_result(self, assessment: Assessment) -> None:
        verdict = assessment.verdict
        self.summary.say_result(assessment)
        self.readings.show_verdict(verdict)
        self.claims.show_verdict(verdict)
        self._set_through(through=True)
        self.needs.show_assessment(assessment)
        self.hinge.show_assessment(assessment)
        needs_first = verdict.status is Status.CANNOT_TELL
        self.cards.put_first(self.needs if needs_first else None)
        self._balance.let_fall((self.foot,) if needs_first else (self.needs, self.foot))
        self._gather.stop()
        self.findings.show_findings(assessment.findings, provisional=False)
        self._choose_again()
        self.page.show_content()

    def _show_provisional(self) -> None:
        """Findings while they come; no verdict before all checks are through."""
        self.summary.say_meanwhile(self._session.phase)
        self.readings.setVisible(False)
        self._set_through(through=False)
        self._show_found()
        self.page.show_content()

    def _set_through(self, *, through: bool) -> None:
        for card in (self.claims, self.needs, self.hinge):
            card.setVisible(through)
        self.foot.setVisible(through)

    def _show_found(self) -> None:
        if self._session.assessment is None and self._session.is_open:
            self.findings.show_findings(self._session.findings, provisional=True)
            self._balance.again()
            self._choose_again()

    def _choose_again(self) -> None:
        """What was chosen stays chosen; else the heaviest finding is."""
        if self._chosen and self.findings.choose(self._chosen):
            return
        first = self.findings.list.weighed.finding(0)
        if first is None:
            self._chosen = ""
            self.detail.show_nothing()
        else:
            self.findings.choose(first.id)
            self._chosen = ""  # nobody asked for it: the heaviest may be another one soon

    def _place_detail(self) -> None:
        """Beside the page where there is room for both, else under the findings."""
        shown = self.page.currentWidget() is not self._nothing
        digit = max(1, self.fontMetrics().horizontalAdvance("0"))
        narrow = self.width() < NARROW_DIGITS * digit
        least, most = (n * digit for n in SIDE_DIGITS)
        self.side.setFixedWidth(round(min(most, max(least, self.width() * SIDE_SHARE))))
        if narrow and self.side.widget() is self.detail:
            self.side.takeWidget()
            self.inline.body.addWidget(self.detail)
            self.detail.show()
        elif not narrow and self.side.widget() is not self.detail:
            self.inline.body.removeWidget(self.detail)
            self.side.setWidget(self.detail)
        edge = 0 if narrow else 20
        self.detail.set_edge(edge)
        self.claims.set_narrow(narrow=narrow)
        self.side.setVisible(shown and not narrow)
        self.inline.setVisible(shown and narrow)
        self._balance.again()

    def _on_finding(self, _finding: object) -> None:
        if self._session.assessment is None and not self._gather.isActive():
            self._gather.start()

    def _on_finding_chosen(self, finding: Finding) -> None:
        self._chosen = finding.id
        self.readings.unpick()
        self.detail.show_finding(finding)

    def _on_reading_chosen(self, weighing: Weighing) -> None:
        assessment = self._session.assessment
        if assessment is not None:
            self.findings.list.unpick()
            self.detail.show_reading(assessment, weighing)

    def _on_rows_wanted(self, finding: Finding) -> None:
        if finding.rows.count:
            self._session.show_rows(finding.id)
