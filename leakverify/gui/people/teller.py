"""Asks the analyst for one row, and keeps of it only what was asked for: whom to reach, or what to ask about."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from leakverify.gui.session import Session
from leakverify.model.call_script import Ask, Card, card_of
from leakverify.model.messages import Page
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen
from leakverify.words.call_desk import ask_name
from leakverify.words.say import role_name

LONGEST: Final = 200


class Want(StrEnum):
    """Which part of a row."""

    REACH = "reach"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Field:
    """One cell for a card: what it is called, and its text made harmless."""

    name: str
    role: Role
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What the analyst told of a row; no fields where it has no such row."""

    row: int
    want: Want
    fields: tuple[Field, ...] = field(repr=False)


class Teller(QObject):
    """`told` brings a `Told`; an answer that nobody waits for any more is dropped unread."""

    told = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: dict[int, tuple[int, Want]] = {}
        session.page_arrived.connect(self._on_page)

    def ask(self, row: int, want: Want) -> None:
        """Ask for one part of one row (from 1)."""
        token = self._session.ask_rows(row - 1, 1, finding="", sort=0, text="")
        self._asked[token] = (row, want)

    def forget(self) -> None:
        """Take no answer any more."""
        self._asked.clear()

    def _on_page(self, page: object) -> None:
        if not isinstance(page, Page) or page.token not in self._asked:
            return
        row, want = self._asked.pop(page.token)
        cells = page.rows[0] if page.numbers == (row,) else ()
        fields = [
            Field(name, self._session.role_of(position), for_screen(text, LONGEST))
            for position, name in self._wanted(want)
            if (text := _cell(cells, position))
        ]
        self.told.emit(Told(row, want, tuple(fields)))

    def _wanted(self, want: Want) -> list[tuple[int, str]]:
        """Columns with the names that their cells bear on the card."""
        if want is Want.REACH:
            return [(at, role_name(self._session.role_of(at))) for at in reach_of(self._session)]
        asks = card_for(self._session).asks
        return [(at, ask_name(ask)) for ask, columns in asks.items() for at in columns]


def card_for(session: Session) -> Card:
    """Which columns a call needs, as they are read now."""
    infos = session.heard.infos
    return card_of(tuple(replace(c, role=session.role_of(c.position).value) for c in infos))


def reach_of(session: Session) -> tuple[int, ...]:
    """The columns by which somebody is called: names and telephones, addresses where there is no telephone; none where neither is known."""
    card = card_for(session)
    numbers = card.phone or tuple(
        c.position for c in session.heard.infos if session.role_of(c.position) is Role.EMAIL
    )
    return (*card.name, *numbers[:2]) if numbers else ()


def asks_of(session: Session) -> tuple[Ask, ...]:
    """What the people of this sample can be asked."""
    return tuple(card_for(session).asks)


def _cell(cells: tuple[str | None, ...], position: int) -> str:
    """The text of a column, "" where it is missing or empty."""
    return (cells[position - 1] or "") if position <= len(cells) else ""
