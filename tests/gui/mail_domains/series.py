"""Pictures of the pane of mail domains in all its states, for `tests.gui.pictures`."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from leakverify.engine.look_up import Made, OnAnswers
from leakverify.gui.dialogs import Sheet
from leakverify.gui.main_window import MainWindow
from leakverify.gui.steps import MAIL, SAMPLE
from leakverify.gui.theme import Look, Scheme
from leakverify.model.progress import CancelToken, OnProgress, Progress
from tests.gui.mail_domains import cases
from tests.gui.stage import FakeDesk, play_run


class Held:
    """A look-up that stands still half-way until it is let go."""

    def __init__(self) -> None:
        self.is_held = True

    def __call__(
        self,
        domains: Sequence[str],
        _asking: object,
        on_progress: OnProgress,
        on_answers: OnAnswers,
        cancel: CancelToken,
    ) -> Made:
        known = {a.domain: a for a in cases.answers()}
        found = [known.get(name, cases.answer(name)) for name in domains]
        half = len(found) // 2
        on_answers(tuple(found[:half]))
        on_progress(Progress("look_up", half, len(found)))
        while self.is_held and not cancel.is_set():
            time.sleep(0.01)
        on_answers(tuple(found[half:]))
        return cases.made_of(found)


class Series:
    """A window that has run its checks, looked at in one look after the other."""

    def __init__(
        self, window: MainWindow, desk: FakeDesk, folder: Path, settle: Callable[..., None]
    ) -> None:
        self._window = window
        self._pane = window.mail
        self._desk = desk
        self._folder = folder
        self._settle = settle
        self._name = ""
        self._bar = window.mail.page._full.verticalScrollBar()

    def shoot_all(self, look: Look) -> None:
        """Narrow, light, dark, twice as large, and a build that cannot ask."""
        self.shoot("small")
        self._window.resize(1360, 860)
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            look.apply(scheme=scheme)
            self.shoot(scheme.value)
        look.apply(scale=2.0)
        self.shoot("dark200")
        look.apply(scale=1.0, scheme=Scheme.LIGHT)
        self._desk.looks_up = False
        self._begin()
        self._picture("0-absent", 1.0)

    def shoot(self, name: str) -> None:
        """One look."""
        self._name = name
        held = Held()
        self._desk.look_up = held
        self._begin()
        self._before()
        self._ask()
        self._picture("7-asking")
        self._picture("7-asking-below", 1.0)
        held.is_held = False
        self._settle(500)
        play_run(self._desk.analyst)
        self._settle(200)
        self._pane.table.choose("voila.fr")
        self._picture("8-answered")
        self._picture("8-answered-below", 1.0)

    def _begin(self) -> None:
        self._pane._look_ups.start_over()
        self._pane._look_ups._on_opened()
        self._window.go(SAMPLE)
        self._window.go(MAIL)
        cases.domains_told(self._desk.analyst)
        self._settle()

    def _before(self) -> None:
        """The table, a risky domain, an alarm, the ways, one that cannot be read."""
        pane, form = self._pane, self._pane.ask.form
        self._picture("1-table")
        pane.table.choose("q7x2kd9vbn4m1tz8.com")
        self._picture("2-risky")
        pane.table.model.tick("canary-service.org", on=True)
        self._settle()
        self._picture("3-alarm", None)
        pane.table.choose("orange.fr")
        pane.ask.allow.setChecked(True)
        self._picture("4-ways", 0.6)
        form.resolver.setCurrentIndex(form.resolver.count() - 1)
        form.another.setText("resolver")
        form.refresh()
        self._picture("5-another", 0.6)

    def _ask(self) -> None:
        """Through Tor, with decoys, and the last question answered yes."""
        form = self._pane.ask.form
        form.start_over()
        form.tor.click()
        form.decoys_box.setCurrentIndex(1)
        form.refresh()
        self._pane._confirm()
        self._settle()
        sheet = next(s for s in self._window.findChildren(Sheet) if s.isVisible())
        sheet.grab().save(str(self._folder / f"{self._name}-mail-6-confirm.png"))
        sheet.findChild(QPushButton, "ask_now").click()
        self._settle(400)

    def _picture(self, state: str, at: float | None = 0.0) -> None:
        """The window, its page scrolled to a share of the way; None leaves it where it is."""
        self._settle()
        if at is not None:
            self._bar.setValue(round(self._bar.maximum() * at))
        self._settle()
        self._window.grab().save(str(self._folder / f"{self._name}-mail-{state}.png"))
