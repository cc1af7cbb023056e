"""Pictures of the call desk in all its states, for `tests.gui.pictures`."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.steps import PEOPLE, SAMPLE
from leakverify.gui.theme import Look, Scheme
from tests.gui.people.hands import answer, cells_of, open_sample
from tests.gui.stage import FakeDesk

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PERSIAN = "محمدرضا علی‌نژاد طباطبایی"


class People:
    """Plans, calls until the bound may be read, in one look after the other."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        desk: FakeDesk,
        folder: Path,
        settle: Callable[..., None],
    ) -> None:
        self._window = window
        self._pane = window.people
        self._session = session
        self._desk = desk
        self._folder = folder
        self._settle = settle
        self._name = ""

    def shoot_all(self, look: Look) -> None:
        """Light, dark, twice as large, and the smallest window."""
        self._window.resize(1360, 860)
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            look.apply(scheme=scheme)
            self.shoot(scheme.value)
        look.apply(scale=2.0)
        self.shoot("dark200")
        look.apply(scale=1.0, scheme=Scheme.LIGHT)
        self._window.resize(1024, 600)
        self.shoot("small")

    def shoot(self, name: str) -> None:
        """One look."""
        self._name = name
        path = self._folder / "sample.csv"
        path.write_text("a,b\n1,2\n", encoding="utf-8")
        open_sample(self._session, self._desk, path)
        self._settle(200)
        path.unlink()
        self._window.go(SAMPLE)
        self._window.go(PEOPLE)
        self._picture("1-why")
        self._plan()
        self._call()

    def _plan(self) -> None:
        self._pane.nothing._press()
        form = self._pane.plan.form
        self._picture("2-plan")
        form.answers.set_value(10)
        form.calls.set_value(12)
        form.reserve.set_value(5)
        form.case.setText("2026-14")
        form.story.setText("7, 9-10")
        form.excluded.setPlainText("12, 40-45: children\n77: a source of this newsroom")
        self._pane.plan.answer.planted.set_value(20)
        self._picture("3-filled")
        self._picture("3-filled-below", 1.0)
        self._pane.plan.fix()
        self._settle(400)

    def _call(self) -> None:
        desk = self._pane.desk
        self._picture("4-closed")
        desk.who.setText("AB")
        self._pane.take_focus()
        self._open((LONG, PERSIAN))
        self._picture("5-open")
        QTest.keyClicks(desk.card, "a")
        self._settle()
        answer(self._desk)
        self._settle()
        QTest.keyClicks(desk.card, "m")
        self._picture("6-asked")
        QTest.keyClicks(desk.card, "3")
        self._picture("7-noted")
        self._picture("7-noted-below", 1.0)
        for keys in ("3m", "u", "x", "4m", "2m", "3m", "r", "3m", "2m", "n", "3m", "5m", "3m"):
            if desk.results.status.isVisible():
                break
            self._open()
            QTest.keyClicks(desk.card, keys)
        self._picture("8-look")
        self._picture("8-look-middle", 0.5)
        self._picture("8-look-below", 1.0)

    def _open(self, name: tuple[str, str] | None = None) -> None:
        QTest.keyClick(self._pane.desk.card, Qt.Key.Key_Space)
        if name is None:
            answer(self._desk)
        else:
            cells = cells_of(1)
            answer(self._desk, (*cells[:2], *name, *cells[4:]))
        self._settle()

    def _picture(self, state: str, at: float = 0.0) -> None:
        """The window, its page scrolled to a share of the way."""
        self._settle()
        page = self._pane.currentWidget()
        for frame in (page, getattr(page, "page", None)):
            bar = getattr(getattr(frame, "_full", None), "verticalScrollBar", None)
            if bar is not None:
                bar().setValue(round(bar().maximum() * at))
        self._settle()
        self._window.grab().save(str(self._folder / f"{self._name}-people-{state}.png"))
