"""The call desk in all its states, for the gallery."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from leakverify.gui.steps import PEOPLE, SAMPLE
from tests.gui.camera import Studio, settle, wait
from tests.gui.people.hands import answer, cells_of, open_sample

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PERSIAN = "محمدرضا علی‌نژاد طباطبایی"


class People:
    """Plans, calls until the bound may be read."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._pane = studio.window.people
        self._desk = studio.desk

    def shoot(self) -> None:
        """From why to call, to what may be written."""
        studio = self._studio
        path = studio.sample()
        open_sample(studio.session, studio.desk, path)
        settle(200)
        path.unlink()
        studio.window.go(SAMPLE)
        studio.window.go(PEOPLE)
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
        wait(lambda: self._studio.session.call_book.sheet is not None)
        settle(100)

    def _call(self) -> None:
        desk = self._pane.desk
        self._picture("4-closed")
        desk.who.setText("AB")
        self._pane.take_focus()
        self._open((LONG, PERSIAN))
        self._picture("5-open")
        QTest.keyClicks(desk.card, "a")
        settle()
        answer(self._desk)
        settle()
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
        settle()

    def _picture(self, state: str, at: float = 0.0) -> None:
        self._studio.shoot(f"people-{state}", at=at)
