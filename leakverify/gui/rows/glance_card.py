"""The file at a glance: what each column holds along the rows, what the seam check saw there, and the way to the rows."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea

from leakverify.gui.rows.glance_plan import Lane
from leakverify.gui.rows.glance_strips import GlanceStrips
from leakverify.gui.session import Session
from leakverify.gui.verdict.link import Link
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.model.finding import Finding
from leakverify.model.glance import Glance, Measure, Strip, seam_row, width_of
from leakverify.safe_text import for_screen
from leakverify.words.glance import measure_name, notes
from leakverify.words.numbers import count
from leakverify.words.say import finding_title, ui


class GlanceCard(Card):
    """Empty until a run has counted the rows. `row_chosen` carries a row, from 1; `finding_chosen` a finding's id."""

    row_chosen = Signal(int)
    table_wanted = Signal()
    changed = Signal()
    finding_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(ui("The file at a glance"))
        self._session = session
        self._glance: Glance | None = None
        self.measures = QComboBox()
        self.strips = GlanceStrips()
        self.told = plain_label(kind="small", wrap=True, name="glance_told")
        self.notes = plain_label(kind="small", wrap=True, name="glance_notes")
        self.mark = Link(name="glance_mark")
        self.view = QScrollArea()
        self._build()
        self.strips.row_chosen.connect(self.row_chosen)
        self.strips.told_changed.connect(self._say)
        self.measures.currentIndexChanged.connect(lambda _i: self._show())
        session.assessment_changed.connect(self.refresh)
        session.columns_changed.connect(self.refresh)
        session.findings_cleared.connect(self.refresh)
        session.phase_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the last run's picture; nothing while there is none."""
        glance = self._session.heard.glance
        if glance is self._glance:
            self._show_mark()
            return
        self._glance = glance
        self._fill_measures()
        self._show()
        self.notes.setText(" ".join(notes(glance)) if glance is not None else "")
        self.notes.setVisible(bool(self.notes.text()))
        self.changed.emit()

    @property
    def has_picture(self) -> bool:
        """Whether there is something to show."""
        return self._glance is not None

    def _build(self) -> None:
        self.measures.setAccessibleName(ui("What the strips tell"))
        self.measures.setObjectName("glance_measures")
        self.view.setObjectName("glance_view")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setWidgetResizable(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setWidget(self.strips)
        self.view.viewport().setAutoFillBackground(False)
        self.strips.setAutoFillBackground(False)
        self.mark.clicked.connect(self._on_mark)
        back = button(ui("Back to the table"), self.table_wanted.emit, name="glance_back")
        self.body.addLayout(row(self.measures, self.mark, None, back))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.notes)

    def _fill_measures(self) -> None:
        """Offer what the picture has."""
        there = {strip.measure for strip in self._glance.strips} if self._glance else set()
        before = self.measures.currentData()
        self.measures.blockSignals(True)
        self.measures.clear()
        self.measures.addItem(ui("Everything that varies"), "")
        for measure in Measure:
            if measure in there:
                self.measures.addItem(measure_name(measure), measure.value)
        self.measures.setCurrentIndex(max(0, self.measures.findData(before)))
        self.measures.blockSignals(False)

    def _show(self) -> None:
        rows = tuple(finding.rows.shown[0] for finding in self._seams())
        self.strips.show_glance(self._glance, tuple(self._lanes()), rows)
        self._show_mark()

    def _lanes(self) -> Iterator[Lane]:
        """The strips that are asked for, each column's first one with its name."""
        if self._glance is None:
            return
        names = {info.position: info.name for info in self._session.heard.infos}
        wanted = self.measures.currentData()
        before = 0
        for strip in self._glance.strips:
            if not _is_asked_for(strip, wanted):
                continue
            name = for_screen(names.get(strip.column, str(strip.column)), 60)
            yield Lane(strip, name, strip.column != before)
            before = strip.column

    def _seams(self) -> list[Finding]:
        """What the seam check found, where shuffled rows would hardly show it."""
        return [f for f in self._session.findings if seam_row(f) is not None]

    def _show_mark(self) -> None:
        seams = self._seams() if self._glance is not None else []
        self.mark.setVisible(bool(seams))
        if seams:
            text = ui("◆ Row {row}: {title}").format(
                row=count(seams[0].rows.shown[0]), title=finding_title(seams[0])
            )
            self.mark.say(text)

    def _say(self) -> None:
        self.told.setText(
            self.strips.told()
            or ui("Move over the strips, or press the arrow keys; Enter shows these rows.")
        )
        lane = self.strips.place[0]
        if self.strips.plan is not None and lane >= 0:
            strip = self.strips.plan.strip(lane)
            self.view.ensureVisible(0, round(strip.center().y()), 0, round(strip.height() * 2))

    def _on_mark(self) -> None:
        seams = self._seams()
        if seams:
            self.finding_chosen.emit(seams[0].id)


def _is_asked_for(strip: Strip, wanted: object) -> bool:
    """Whether a strip is of the measure that is asked for, or varies where all are."""
    if wanted:
        return strip.measure == wanted
    width = width_of(strip.measure)
    return strip.levels != strip.levels[:width] * (len(strip.levels) // width)
