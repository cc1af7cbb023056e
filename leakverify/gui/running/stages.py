"""The stages of a run, one bar each, with rows a second and the time spent."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar

from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.messages import ProgressMade
from leakverify.words.lists import dotted
from leakverify.words.numbers import count
from leakverify.words.say import stage_name, ui

STAGES = ("hash", "read", "map", "facts", "check", "weigh")
READING = {"hash", "read", "map"}
STEPS = 1000


class StagesCard(Card):
    """One line a stage; a stage appears when the analyst first speaks of it."""

    def __init__(self) -> None:
        super().__init__(ui("Progress"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._lines: dict[str, tuple[QLabel, QProgressBar, QLabel]] = {}
        self._totals: dict[str, int] = {}
        self._elapsed = QElapsedTimer()
        self._shown = plain_label(kind="small", name="elapsed")
        self.body.addWidget(self._shown)
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._tick)
        self._rows = 0

    def begin(self) -> None:
        """Start the clock; what ran before is forgotten."""
        self._drop(set(self._lines))
        self._rows = 0
        self._elapsed.start()
        self._clock.start()
        self._tick()

    def begin_run(self) -> None:
        """A run begins: what was read stays, what was checked goes; the clock goes on or starts anew."""
        self._drop(set(self._lines) - READING)
        if not self._clock.isActive():
            self._elapsed.start()
            self._clock.start()
        self._tick()

    def end(self, *, complete: bool) -> None:
        """Stop the clock. Progress is told a few times a second only, so a complete run fills its bars."""
        if self._clock.isActive():
            self._tick()
        self._clock.stop()
        for stage, (_name, bar, _figure) in self._lines.items():
            if bar.maximum() == 0:
                bar.setRange(0, STEPS)
            if complete:
                self._show_figure(stage, self._totals[stage], self._totals[stage])
                bar.setValue(STEPS)

    def set_rows(self, rows: int) -> None:
        """Rows read so far, for the rate."""
        self._rows = rows

    def show_progress(self, message: ProgressMade) -> None:
        """Move one stage's bar."""
        _name, bar, figure = self._line(message.stage)
        self._totals[message.stage] = max(message.total, message.done)
        if message.total > 0:
            bar.setRange(0, STEPS)
            bar.setValue(min(STEPS, message.done * STEPS // message.total))
            self._show_figure(message.stage, message.done, message.total)
        else:
            bar.setRange(0, 0)
            figure.setText(count(message.done))

    def _line(self, stage: str) -> tuple[QLabel, QProgressBar, QLabel]:
        if stage not in self._lines:
            text = stage_name(stage)
            name = plain_label(text)
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setAccessibleName(text)
            figure = plain_label(kind="small")
            row = STAGES.index(stage) if stage in STAGES else len(STAGES)
            for column, widget in enumerate((name, bar, figure)):
                self._grid.addWidget(widget, row, column)
            self._lines[stage] = (name, bar, figure)
        return self._lines[stage]

    def _show_figure(self, stage: str, done: int, total: int) -> None:
        text = ui("{done} of {total}").format(done=count(done), total=count(total))
        self._lines[stage][2].setText(text)

    def _drop(self, stages: set[str]) -> None:
        for stage in stages:
            for widget in self._lines.pop(stage):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    def _tick(self) -> None:
        seconds = self._elapsed.elapsed() / 1000 if self._elapsed.isValid() else 0.0
        text = ui("{seconds:.0f} s").format(seconds=seconds)
        if self._rows and seconds >= 1:
            rate = ui("{rows} rows a second").format(rows=count(self._rows / seconds))
            text = dotted((text, rate))
        self._shown.setText(text)
