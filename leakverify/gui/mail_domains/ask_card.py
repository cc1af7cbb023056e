"""Asking: off until the user says so for this sample; then how, how many, who learns, and how it goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from leakverify.gui.look_ups import LookUps
from leakverify.gui.mail_domains.ways_form import WaysForm
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, hairline, row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.wrapping import WrappingCheck
from leakverify.words.asking import asked_for, decoys_line, estimate, progress_line
from leakverify.words.look_up import look_up_end
from leakverify.words.say import ui

STEPS = 1000


class AskCard(Card):
    """`wanted`: the user pressed the button; whether to ask is then asked once more, elsewhere."""

    wanted = Signal()

    def __init__(self, look_ups: LookUps) -> None:
        super().__init__(ui("Ask whether they exist"))
        self.setAccessibleName(ui("Ask whether they exist"))
        self._look_ups = look_ups
        self._number = 0
        self.allow = WrappingCheck(ui("I want to ask for this sample"))
        self.form = WaysForm()
        self.said = plain_label(kind="strong", wrap=True, name="will_be_asked")
        self.time = plain_label(kind="small", wrap=True, name="how_long")
        self.ask_button = button("", self.wanted.emit, kind="primary", name="ask")
        self.bar = QProgressBar()
        self.far = plain_label(kind="small", wrap=True, name="asking_far")
        self.stop_button = button(ui("Stop asking"), self._stop, name="stop_asking")
        self.end = plain_label(wrap=True, name="asking_end")
        self.forget_button = button(
            ui("Throw the answers away"), look_ups.throw_away, name="throw_away"
        )
        self._build()
        look_ups.asking_changed.connect(self.refresh)
        look_ups.answers_changed.connect(self.refresh)
        look_ups.forgotten.connect(self._start_over)
        look_ups.ended.connect(self._on_ended)
        look_ups.job.moved.connect(self._on_moved)
        self.allow.toggled.connect(lambda _on: self.refresh())
        self.form.changed.connect(self.refresh)
        self.refresh()

    def show_number(self, number: int, line: str) -> None:
        """How many would be asked for, in words as well."""
        self._number = number
        self.said.setText(line)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done now."""
        asking, can = self._look_ups.is_asking, self._look_ups.can_ask
        allowed = can and self.allow.isChecked()
        self.absent.setVisible(not can)
        self.allow.setVisible(can)
        self.allow.setEnabled(not asking)
        self.settings.setVisible(allowed and not asking)
        self.running.setVisible(asking)
        self.end.setVisible(bool(self.end.text()) and not asking)
        self.forget_button.setVisible(self._look_ups.look_up is not None and not asking)
        self.time.setText(self._time())
        self.ask_button.setText(asked_for(self._number))
        self.ask_button.setAccessibleName(self.ask_button.text())
        self.ask_button.setEnabled(bool(self._number) and self.form.way is not None)
        self.stop_button.setEnabled(not self._look_ups.job.is_stopping)
        if asking:
            self._on_moved()

    def _build(self) -> None:
        danger = ui(
            "Asking for a domain tells its owner, the resolver and often your network. They "
            "learn that somebody asks, and when. A name that was planted in the file is an "
            "alarm. All that stands in the table above was found without asking, and the "
            "checks use it already."
        )
        self.absent = plain_label(
            ui(
                "This build asks nobody: it has no part that opens a connection. Let the list be asked for on another "
                "machine, as below."
            ),
            kind="strong",
            wrap=True,
            name="no_look_ups",
        )
        self.allow.setObjectName("allow_asking")
        self.allow.setAccessibleName(self.allow.text())
        self.settings = QWidget()
        inner = QVBoxLayout(self.settings)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.form)
        inner.addWidget(hairline())
        inner.addWidget(self.said)
        inner.addWidget(self.time)
        inner.addLayout(row(self.ask_button, None))
        self.running = QFrame()
        under_way = QVBoxLayout(self.running)
        under_way.setContentsMargins(0, 0, 0, 0)
        under_way.setSpacing(8)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Progress of asking"))
        under_way.addWidget(self.far)
        under_way.addWidget(self.bar)
        under_way.addLayout(row(self.stop_button, None))
        self.body.addWidget(plain_label(danger, wrap=True))
        for widget in (self.absent, self.allow, self.settings, self.running, self.end):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.forget_button, None))

    def _time(self) -> str:
        if not self._number:
            return ""
        decoys = self.form.decoys
        line = estimate(self._number + decoys, self.form.pace.per_second)
        return f"{line} {decoys_line(decoys)}" if decoys else line

    def _stop(self) -> None:
        self._look_ups.stop()
        self.stop_button.setEnabled(False)
        self.far.setText(ui("Stopping…"))

    def _on_moved(self) -> None:
        job = self._look_ups.job
        self.bar.setRange(0, STEPS if job.made.total else 0)
        if job.made.total:
            self.bar.setValue(job.made.done * STEPS // job.made.total)
        if not job.is_stopping:
            self.far.setText(progress_line(job.made.done, job.made.total, job.seconds))

    def _on_ended(self, reason: str) -> None:
        self.end.setText(look_up_end(reason))
        self.refresh()

    def _start_over(self) -> None:
        """Another sample: what was allowed for the last one is not allowed for this one."""
        self.allow.setChecked(False)
        self.end.setText("")
        self.form.start_over()
        self.refresh()
