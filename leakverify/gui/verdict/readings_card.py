"""The card of the four other readings: one axis, the ENFSI words under it, a click shows how a sum is made."""

from dataclasses import replace

from PySide6.QtCore import Signal

from leakverify.gui.verdict.link import Link
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.chart import Chart
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import Verdict, Weighing
from leakverify.reports.figures import readings
from leakverify.words.names import READINGS
from leakverify.words.say import ui


class ReadingsCard(Card):
    """`chosen` carries the `Weighing` of a reading."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(ui("Four other readings, each against “as claimed”"))
        self.chart = Chart(choosable=True, name="readings_chart")
        self.in_words = plain_label(kind="small", wrap=True, name="readings_in_words")
        self.in_words.setVisible(False)
        self.words_button = Link(ui("In words"), name="readings_words")
        self._weighings: tuple[Weighing, ...] = ()
        self.body.setContentsMargins(16, 10, 16, 10)
        self.body.setSpacing(4)
        self.heading.setWordWrap(True)
        head = row(self.heading, self.words_button)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.in_words)
        self.words_button.clicked.connect(self._toggle)
        self.chart.lane_chosen.connect(self._on_lane)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the readings of a verdict, the best supported on top."""
        known = [w for w in verdict.weighing if w.reading in READINGS]
        self._weighings = tuple(sorted(known, key=lambda w: -w.support))
        figure = readings(replace(verdict, weighing=self._weighings))
        self.chart.show_figure(figure)
        self.in_words.setText(figure.summary)
        self.setVisible(bool(self._weighings))

    def pick_first(self) -> None:
        """Choose the reading that is supported best, as a click on it would."""
        if self._weighings:
            self.chart.choose(0)
            self._on_lane(0)

    def unpick(self) -> None:
        """No reading is chosen any more."""
        self.chart.choose(-1)

    def _on_lane(self, lane: int) -> None:
        if 0 <= lane < len(self._weighings):
            self.chosen.emit(self._weighings[lane])

    def _toggle(self) -> None:
        self.in_words.setVisible(self.in_words.isHidden())
