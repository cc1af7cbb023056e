"""One finding in full: what was seen, beside what other collections show, what it weighs, what else may explain it."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leakverify.gui.session import Session
from leakverify.gui.verdict.mark_form import MarkForm
from leakverify.gui.verdict.rows_preview import RowsPreview
from leakverify.gui.verdict.section import Section
from leakverify.gui.verdict.wording import LONGEST, capital, tag_of, title_of, weight_said
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.chart_frame import ChartFrame
from leakverify.gui.widgets.label import plain_label
from leakverify.model.figure import Figure
from leakverify.model.finding import Finding
from leakverify.safe_text import ours_on_screen
from leakverify.words.say import finding_beside, finding_seen, finding_settle, help_of, ui

FiguresOf = Callable[[Finding], tuple[Figure | None, Figure | None]]


class FindingDetail(QWidget):
    """Everything that requirement U10 asks of a finding's card."""

    def __init__(self, session: Session, figures_of: FiguresOf) -> None:
        super().__init__()
        self._session = session
        self._figures_of = figures_of
        self._finding: Finding | None = None
        self.tag = plain_label(kind="chip", wrap=True, name="finding_tag")
        self.title = plain_label(kind="title", wrap=True, name="finding_title")
        self.seen = plain_label(wrap=True, name="finding_seen")
        self.shape = ChartFrame(name="shape_chart")
        self.chart = ChartFrame(name="finding_chart")
        self.weight = Section(ui("Weight"), name="finding_weight")
        self.why = Section(ui("Why it matters"), name="finding_why")
        self.innocent = Section(ui("Innocent explanations"), name="finding_innocent")
        self.settle = Section(ui("What would settle it"), name="finding_settle")
        self.rows = Section(ui("Rows"))
        self.marked = Section(ui("Your mark"))
        self.mark = MarkForm(session)
        self.beside = Section(ui("For comparison"), name="finding_beside")
        self.method = Section(ui("How it was computed"), kind="small", name="finding_method")
        self.preview = RowsPreview(session)
        self._build()

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    def show_finding(self, finding: Finding) -> None:
        """Show another finding."""
        self._finding = finding
        page = help_of(finding.check)
        self.tag.setText(tag_of(finding))
        self._fit_tag()
        self.title.setText(title_of(finding))
        self.seen.setText(ours_on_screen(finding_seen(finding), LONGEST))
        shape, figure = self._figures_of(finding)
        self.shape.show_figure(shape, _caption(shape))
        self.chart.show_figure(figure, figure.summary if figure else "")
        self.weight.say(weight_said(finding))
        self.why.say(ours_on_screen(capital(page.why), LONGEST))
        self.innocent.list([ours_on_screen(capital(text), LONGEST) for text in page.innocent])
        self.settle.say(ours_on_screen(finding_settle(finding), LONGEST))
        self.preview.show_finding(finding)
        self.mark.show_finding(finding.id)
        self._lay_beside(finding)
        self.method.say(self._method(finding, page.looks_at))

    def fit(self) -> None:
        """By the font in use."""
        self.preview.fit()
        self._fit_tag()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tag()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.rows.text.setVisible(False)
        self.rows.body.addWidget(self.preview)
        self.marked.text.setVisible(False)
        self.marked.body.addWidget(self.mark)
        self.preview.all_wanted.connect(self._on_all_wanted)
        self._tag_line = row(self.tag, None)
        layout.addLayout(self._tag_line)
        for widget in (
            self.title,
            self.seen,
            self.shape,
            self.chart,
        ):
            layout.addWidget(widget)
        for section in (
            self.weight, self.why, self.innocent, self.settle, self.rows, self.marked, self.beside, self.method,
        ):  # fmt: skip
            layout.addWidget(section)

    def _fit_tag(self) -> None:
        """The tag hugs its text; only where it has no room it breaks."""
        wide = self.tag.fontMetrics().horizontalAdvance(self.tag.text()) + 24
        is_long = wide > self.width()
        self.tag.setWordWrap(is_long)
        self._tag_line.setStretch(0, 1 if is_long else 0)
        self._tag_line.setStretch(1, 0 if is_long else 1)

    def _lay_beside(self, finding: Finding) -> None:
        """Rows that the named generator makes; they are nobody's, so no veil covers them."""
        found = finding_beside(finding)
        self.beside.list([ours_on_screen(line, LONGEST) for line in found.lines] if found else [])
        if found:
            self.beside.text.setText(ours_on_screen(found.heading, LONGEST))
            self.beside.text.setVisible(True)

    def _method(self, finding: Finding, looks_at: str) -> str:
        """What the check looks at, and which check of which version it was."""
        assessment = self._session.assessment
        parts = [capital(looks_at), ui("Check {id}.").format(id=finding.check)]
        if assessment is not None:
            version = assessment.tool.version
            parts.append(ui("Leakverify {version}.").format(version=version))
        return ours_on_screen(" ".join(p for p in parts if p), LONGEST)

    def _on_all_wanted(self) -> None:
        if self._finding is not None:
            self._session.show_rows(self._finding.id)


def _caption(shape: Figure | None) -> str:
    """How to read a shape whose axes do not say it themselves."""
    how = {
        "bars": ui("The line is where an even spread would be."),
        "path": ui(
            "Each box holds the middle half of the dates; a staircase means that both rise together."
        ),
        "mix": ui("Hollow: of the claimed country. Full: of another, or used all over the world."),
        "strip": ui(
            "Thick: eight in ten dates. Hollow diamonds: the first days of providers; full ones: their last."
        ),
    }
    return how.get(shape.kind, "") if shape else ""
