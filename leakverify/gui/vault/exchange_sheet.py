"""Two newsrooms compare privately: ask, answer, read the answer, one step at a time. The program sends nothing."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from leakverify.gui.vault.exchange_pages import AnswerPage, AskPage, Page, ReadPage
from leakverify.gui.vault.exchanging import Exchanging
from leakverify.gui.vault.keeper import Keeper
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.scrolled import scrolled_over
from leakverify.model.errors import Cancelled, LeakverifyError
from leakverify.safe_text import ours_on_screen
from leakverify.words import vault as words
from leakverify.words.say import stage_name, ui

STEPS: Final = 1_000


class ExchangeSheet(QDialog):
    """Stays while the program runs, so that a result is still there when it is opened again; passphrases are not."""

    def __init__(self, parent: QWidget | None, keeper: Keeper) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Compare with another newsroom"))
        self.setMinimumSize(560, 420)
        self._keeper = keeper
        acts = Exchanging(keeper, self._end, self._on_failed)
        self.ask, self.answer = AskPage(keeper, acts), AnswerPage(keeper, acts)
        self.read = ReadPage(keeper, acts)
        self.pages: tuple[Page, ...] = (self.ask, self.answer, self.read)
        self.steps = QButtonGroup(self)
        self.notices = NoticeList()
        self.bar = QProgressBar()
        self.far = plain_label(kind="small", name="exchange_far")
        self.stop_button = button(ui("Stop"), keeper.job.stop, name="exchange_stop")
        self.close_button = button(ui("Close"), self.close, name="exchange_close")
        self._running: Page | None = None
        self._build()
        self._connect()
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Show the first, second or third step (from 0)."""
        self.steps.button(step).setChecked(True)
        for number, page in enumerate(self.pages):
            page.setVisible(number == step)
        self.notices.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        running = self._running is not None
        for widget in (self.bar, self.far, self.stop_button):
            widget.setVisible(running)
        self.stop_button.setEnabled(not self._keeper.job.is_stopping)
        for each in self.steps.buttons():
            each.setEnabled(not running)
        for page in self.pages:
            page.setEnabled(not running)
            page.refresh()

    def reject(self) -> None:
        """Escape stops what runs before it closes the sheet."""
        if self._running is not None:
            self._keeper.job.stop()
        else:
            super().reject()
            self._wipe()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._running is not None:
            self._keeper.job.stop()
        self._wipe()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setObjectName("pane")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Progress"))
        content = QWidget()
        content.setObjectName("pane")
        lines = QVBoxLayout(content)
        lines.setContentsMargins(24, 20, 24, 8)
        lines.setSpacing(12)
        lines.addWidget(self.notices)
        lines.addWidget(
            plain_label(ui("Compare with another newsroom"), kind="headline", wrap=True)
        )
        lines.addWidget(plain_label(words.what_comparing_is(), wrap=True))
        for number, text in enumerate(
            (
                ui("1. Ask: you have the sample"),
                ui("2. Answer: you have the older leaks"),
                ui("3. Read the answer: you asked, and it came back"),
            )
        ):
            step = QRadioButton(text)
            step.setAccessibleName(text)
            step.setObjectName(f"exchange_step_{number + 1}")
            self.steps.addButton(step, number)
            lines.addWidget(step)
        for page in self.pages:
            lines.addWidget(page)
        lines.addStretch(1)
        below = row(self.far, None, self.stop_button, self.close_button)
        self._area = scrolled_over(self, content, self.bar, below)

    def _connect(self) -> None:
        self.steps.idClicked.connect(self.show_step)
        self._keeper.changed.connect(self.refresh)
        self._keeper.job.moved.connect(self._on_moved)
        for page in self.pages:
            page.changed.connect(self.refresh)
            page.differs.connect(self._on_differs)
            page.begun.connect(self._on_begun)

    @property
    def _shown(self) -> Page:
        return self.pages[self.steps.checkedId()]

    def _on_begun(self) -> None:
        """A step runs; what the last one told is forgotten."""
        self._running = self._shown
        self.notices.clear()
        self._running.tell([])
        self._on_moved()
        self.refresh()
        self.stop_button.setFocus()

    def _on_failed(self, error: LeakverifyError) -> None:
        if isinstance(error, Cancelled):
            self._end([ui("Stopped as you asked. Nothing was written.")])
            return
        self._end([])
        self._warn(error.code, dict(error.place))

    def _end(self, lines: list[str]) -> None:
        """What came of it, and the keyboard where one goes on from."""
        page, self._running = self._running, None
        if page is not None:
            page.tell(lines)
            self._bring_into_sight(page.said)
        self.refresh()
        self.close_button.setFocus()

    def _on_differs(self) -> None:
        self._warn("PASSPHRASE_DIFFERS", {})

    def _warn(self, code: str, place: dict[str, str | int]) -> None:
        self.notices.clear()
        self.notices.add(code, place)
        self._bring_into_sight(self.notices)

    def _bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to it, once it is laid out."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(widget))

    def _on_moved(self) -> None:
        made = self._keeper.job.made
        self.bar.setRange(0, STEPS if made.total else 0)
        if made.total:
            self.bar.setValue(min(STEPS, made.done * STEPS // made.total))
        self.far.setText(ours_on_screen(stage_name(made.stage), 80))

    def _wipe(self) -> None:
        for page in self.pages:
            page.wipe()
