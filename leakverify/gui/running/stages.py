"""The stages of a run, one bar each, with rows a second and the time spent."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar

from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.messages import ProgressMade
from leakverify.words.numbers import count
from leakverify.words.say import stage_name, ui

STAGES = ("hash", "read", "map", "facts", "check")
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
        self._elapsed = QElapsedTimer()
        self._shown = plain_label(kind="small", name="elapsed")
        self.body.addWidget(self._shown)
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._tick)
        self._rows = 0

    def begin(self) -> None:
        """Start the clock; what ran before is forgotten."""
        for line in self._lines.values():
            for widget in line:
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self._lines.clear()
        self._elapsed.start()
        self._clock.start()
        self._tick()

    def end(self) -> None:
        """Stop the clock and let every bar that was left open say so by its length."""
        self._tick()
        self._clock.stop()

    def set_rows(self, rows: int) -> None:
        """Rows read so far, for the rate."""
        self._rows = rows

    def show_progress(self, message: ProgressMade) -> None:
        """Move one stage's bar."""
        _name, bar, figure = self._line(message.stage)
        if message.total > 0:
            bar.setRange(0, STEPS)
            bar.setValue(min(STEPS, message.done * STEPS // message.total))
            figure.setText(
                ui("{done} of {total}").format(done=count(message.done), total=count(message.total))
            )
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
            row = STAGES.index(stage) if stage in STAGES else len(STAGES) + len(self._lines)
            for column, widget in enumerate((name, bar, figure)):
                self._grid.addWidget(widget, row, column)
            self._lines[stage] = (name, bar, figure)
        return self._lines[stage]

    def _tick(self) -> None:
        seconds = self._elapsed.elapsed() / 1000 if self._elapsed.isValid() else 0.0
        text = ui("{seconds:.0f} s").format(seconds=seconds)
        if self._rows and seconds >= 1:
            rate = ui("{rows} rows a second").format(rows=count(self._rows / seconds))
            text = f"{text} · {rate}"
        self._shown.setText(text)
