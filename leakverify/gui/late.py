"""The panes behind the first one: made one by one after the first paint, or at once when one is asked for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, Self, TypeVar, cast, overload

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from leakverify.gui.carrying import carry, places_of, scroll_to
from leakverify.gui.session import Session
from leakverify.gui.steps import CHECKS, CLAIM, COLUMNS, MAIL, PEOPLE, REPORT, ROWS, SAMPLE, VERDICT
from leakverify.gui.widgets.notice import NoticeList

if TYPE_CHECKING:
    from leakverify.gui.claim.pane import ClaimPane
    from leakverify.gui.columns.pane import ColumnsPane
    from leakverify.gui.export.pane import ExportPane
    from leakverify.gui.mail_domains.pane import MailDomainsPane
    from leakverify.gui.people.pane import PeoplePane
    from leakverify.gui.rows.pane import RowsPane
    from leakverify.gui.running.pane import RunningPane
    from leakverify.gui.verdict.pane import VerdictPane

P = TypeVar("P", bound=QWidget)


def _claim(session: Session) -> "ClaimPane":
    from leakverify.gui.claim.pane import ClaimPane

    return ClaimPane(session)


def _columns(session: Session) -> "ColumnsPane":
    from leakverify.gui.columns.pane import ColumnsPane

    return ColumnsPane(session)


def _running(session: Session) -> "RunningPane":
    from leakverify.gui.running.pane import RunningPane

    return RunningPane(session)


def _verdict(session: Session) -> "VerdictPane":
    from leakverify.gui.verdict.pane import VerdictPane

    return VerdictPane(session)


def _rows(session: Session) -> "RowsPane":
    from leakverify.gui.rows.pane import RowsPane

    return RowsPane(session)


def _mail(session: Session) -> "MailDomainsPane":
    from leakverify.gui.mail_domains.pane import MailDomainsPane

    return MailDomainsPane(session)


def _people(session: Session) -> "PeoplePane":
    from leakverify.gui.people.pane import PeoplePane

    return PeoplePane(session)


def _export(session: Session) -> "ExportPane":
    from leakverify.gui.export.pane import ExportPane

    return ExportPane(session)


MAKERS: Final[dict[int, Callable[[Session], QWidget]]] = {
    CLAIM: _claim,
    COLUMNS: _columns,
    CHECKS: _running,
    VERDICT: _verdict,
    ROWS: _rows,
    MAIL: _mail,
    PEOPLE: _people,
    REPORT: _export,
}
"""By step, in the order in which the panes are made and so hear the session."""


class LatePanes:
    """A stack with the first pane in it and room for the others.

    They listen to the session from when they are made. Nothing it could tell comes earlier: whoever opens something
    asks for a pane first, and so does the first word of the session itself. Where panes are made again, for another
    language, those that live from what is told have a `catch_up`.
    """

    def __init__(
        self, session: Session, first: QWidget, on_made: Callable[[QWidget], None]
    ) -> None:
        self.stack: Final = QStackedWidget()
        self.made: Final[dict[int, QWidget]] = {SAMPLE: first}
        self._session = session
        self._on_made = on_made
        self.stack.addWidget(first)
        self._rooms: Final = {step: QWidget() for step in MAKERS}
        for room in self._rooms.values():
            self.stack.addWidget(room)
        self._left = False
        session.phase_changed.connect(self.make_all)
        session.sample_changed.connect(self.make_all)

    def take_over(self, before: "LatePanes") -> None:
        """Make every pane that was made before, and let each show what the one before it showed."""
        for step in MAKERS:
            if step in before.made and step not in self.made:
                self._make(step)
        for step, pane in self.made.items():
            if step in before.made:
                _take_over(pane, before.made[step])

    def leave(self) -> None:
        """Make nothing more: other panes take their place."""
        self._left = True
        self._session.phase_changed.disconnect(self.make_all)
        self._session.sample_changed.disconnect(self.make_all)

    def make_next(self) -> None:
        """Make one pane, and the next when the window has done what it had to do meanwhile."""
        step = next((step for step in MAKERS if step not in self.made), None)
        if step is not None and not self._left:
            self._make(step)
            QTimer.singleShot(0, self.stack, self.make_next)

    def make_all(self) -> None:
        """Make every pane that is not made yet, always in the same order."""
        for step in MAKERS:
            if step not in self.made:
                self._make(step)

    def _make(self, step: int) -> None:
        pane = MAKERS[step](self._session)
        self.made[step] = pane
        room = self._rooms.pop(step)
        is_shown = self.stack.currentIndex() == step
        self.stack.removeWidget(room)
        room.deleteLater()
        self.stack.insertWidget(step, pane)
        if is_shown:
            self.stack.setCurrentIndex(step)
        self._on_made(pane)


def _take_over(pane: QWidget, before: QWidget) -> None:
    """Catch up with the session, then with what was typed and chosen."""
    for name, arguments in (("catch_up", ()), ("take_over", (before,))):
        take = getattr(pane, name, None)
        if take is not None:
            take(*arguments)
    old, new = getattr(before, "notices", None), getattr(pane, "notices", None)
    if isinstance(old, NoticeList) and isinstance(new, NoticeList):
        new.take_over(old)
    carry(before, pane)
    QTimer.singleShot(0, pane, partial(scroll_to, pane, places_of(before)))


class HasLatePanes:
    """What `Late` needs of the window."""

    panes: LatePanes


class Late(Generic[P]):
    """A pane as an attribute of the window: asking for it makes it, with all the others."""

    def __init__(self, step: int, _maker: Callable[[Session], P]) -> None:
        self._step = step

    @overload
    def __get__(self, window: None, owner: type) -> Self: ...
    @overload
    def __get__(self, window: HasLatePanes, owner: type) -> P: ...
    def __get__(self, window: HasLatePanes | None, owner: type) -> P | Self:
        if window is None:
            return self
        window.panes.make_all()
        return cast("P", window.panes.made[self._step])


class PanesByName(HasLatePanes):
    """The panes by their names."""

    claim = Late(CLAIM, _claim)
    columns = Late(COLUMNS, _columns)
    running = Late(CHECKS, _running)
    verdict = Late(VERDICT, _verdict)
    rows = Late(ROWS, _rows)
    mail = Late(MAIL, _mail)
    people = Late(PEOPLE, _people)
    export = Late(REPORT, _export)
