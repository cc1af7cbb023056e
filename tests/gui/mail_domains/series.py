"""The pane of mail domains in all its states, for the gallery."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from leakverify.engine.look_up import Made, OnAnswers
from leakverify.gui.steps import MAIL, SAMPLE
from leakverify.model.progress import CancelToken, OnProgress, Progress
from tests.gui.camera import Studio, settle
from tests.gui.case.conftest import sheet_of
from tests.gui.mail_domains import cases
from tests.gui.stage import play_run


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
    """A window that has run its checks."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._window = studio.window
        self._pane = studio.window.mail
        self._desk = studio.desk

    def shoot(self) -> None:
        """From the table to the answers, and a build that cannot ask."""
        held = Held()
        self._desk.look_up = held
        self._begin()
        self._before()
        self._ask()
        self._picture("7-asking")
        self._picture("7-asking-below", 1.0)
        held.is_held = False
        settle(500)
        play_run(self._desk.analyst)
        settle(200)
        self._pane.table.choose("voila.fr")
        self._picture("8-answered")
        self._picture("8-answered-below", 1.0)
        self._desk.looks_up = False
        self._begin()
        self._picture("9-absent", 1.0)
        self._desk.looks_up = True

    def _begin(self) -> None:
        self._pane._look_ups.start_over()
        self._pane._look_ups._on_opened()
        self._window.go(SAMPLE)
        self._window.go(MAIL)
        cases.domains_told(self._desk.analyst)
        settle()

    def _before(self) -> None:
        """The table, a risky domain, an alarm, the ways, one that cannot be read."""
        pane, form = self._pane, self._pane.ask.form
        self._picture("1-table")
        pane.table.choose("q7x2kd9vbn4m1tz8.com")
        self._picture("2-risky")
        pane.table.model.tick("canary-service.org", on=True)
        settle()
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
        settle()
        sheet = sheet_of(self._window)
        self._studio.camera.take("mail-6-confirm", lambda: sheet, keep=True)
        sheet.findChild(QPushButton, "ask_now").click()
        settle(400)

    def _picture(self, state: str, at: float | None = 0.0) -> None:
        self._studio.shoot(f"mail-{state}", at=at)
