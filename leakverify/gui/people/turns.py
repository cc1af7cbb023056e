"""Turn by turn: which row is on the card, when it is shown and masked again, and what the keys come to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leakverify.gui.people.outcome_keys import OutcomeKeys
from leakverify.gui.people.person_card import PersonCard
from leakverify.gui.people.teller import Teller, Told, Want, reach_of
from leakverify.gui.people.turn import Turn
from leakverify.gui.session import Session
from leakverify.gui.veil import REMASK_MS
from leakverify.model.call_desk import MIN_FIELDS
from leakverify.words.people_desk import last_time, noted_line, other_rows, taken_back_line
from leakverify.words.say import error_sentence, ui

OPEN_KEY: Final = " "
ABOUT_KEY: Final = "a"
CLEAR_KEY: Final = "\b"


class Turns(QObject):
    """`who_wanted`: nobody has said yet who calls. `moved`: another row is on the card."""

    who_wanted = Signal()
    moved = Signal()

    def __init__(
        self, session: Session, card: PersonCard, keys: OutcomeKeys, wrong: Callable[[], str]
    ) -> None:
        super().__init__(card)
        self._wrong = wrong
        self._session = session
        self._book = session.call_book
        self._card = card
        self._keys = keys
        self._chosen = 0
        self._teller = Teller(session, self)
        self._idle = QTimer(self, singleShot=True, interval=REMASK_MS)
        self.line = self._book.next_line
        self.turn: Turn | None = None
        self._teller.told.connect(self._on_told)
        self._idle.timeout.connect(self.close)
        card.open_wanted.connect(self.open)
        card.about_wanted.connect(self._show_about)
        keys.pressed.connect(self.press)
        self._book.changed.connect(self.refresh)
        session.masked_changed.connect(self._on_masked)

    def refresh(self, hint: str = "") -> None:
        """Put the row on the card whose turn it is, or that was chosen; a card that is open stays."""
        if self.turn is not None and self._is_listed(self.turn.row):
            return
        self._end()
        lines, plan = self._book.lines, self._book.plan
        drawn = len(plan.draw.drawn) if plan is not None else 0
        chosen = [line for line in lines if line.row == self._chosen]
        self.line = chosen[0] if chosen else self._book.next_line
        self._card.show_line(self.line, drawn)
        self._card.say(" ".join(text for text in (hint, self._hint()) if text))
        self._keys.show_turn(None, can_open=self.line is not None)
        self.moved.emit()

    def choose(self, row: int) -> None:
        """Put this row on the card, closed, whoever's turn it is."""
        self._chosen = row
        self._end()
        self.refresh()
        self._card.setFocus()

    def open(self) -> None:
        """Show whom to call: the row is asked of the analyst now, and not before."""
        if self.line is None or self.turn is not None or self._obstacle():
            return
        if not self._book.who:
            self._card.say(ui("Say first who calls: type your initials."))
            self.who_wanted.emit()
            return
        refused = self._book.refusal(self.line.row)
        if refused is not None:
            self._card.say(error_sentence(refused.code, refused.place))
            return
        self._book.open_card()
        with_foil = self.line.row in self._book.foil_rows and bool(self._wrong())
        self.turn = Turn(self.line.row, with_foil=with_foil)
        self._card.say("")
        self._keys.show_turn(self.turn, self._wrong())
        self._teller.ask(self.line.row, Want.REACH)
        self._idle.start()
        self._card.setFocus()

    def press(self, key: str) -> bool:
        """Take one key, from the keyboard or a button; tells whether it meant something."""
        if self.turn is None:
            if key == OPEN_KEY:
                self.open()
            return key == OPEN_KEY
        self._idle.start()
        if key.lower() == ABOUT_KEY:
            self._show_about()
            return True
        before = replace(self.turn)
        if key == CLEAR_KEY:
            self.turn.clear()
        said = self.turn.press(key)
        if said is None:
            self._keys.show_turn(self.turn, self._wrong())
            return self.turn != before
        turn, self.turn = self.turn, None
        if not self._book.note(turn.row, replace(said, note=self._keys.note.text().strip())):
            self.turn = turn
            return True
        self._chosen = 0
        self.refresh(noted_line(turn.row, said.outcome, said.fields, MIN_FIELDS))
        self._card.setFocus()
        return True

    def take_back(self) -> bool:
        """Strike the outcome that was noted last; tells whether there was one to strike."""
        row = self._book.take_back()
        if row is None:
            return False
        self._chosen = row
        self.refresh(taken_back_line(row))
        return True

    def close(self) -> None:
        """Mask the card; nothing of the row stays."""
        if self.turn is not None:
            self._end()
            self.refresh(ui("The card is masked again. Nothing was noted."))

    def _end(self) -> None:
        self.turn = None
        self._idle.stop()
        self._teller.forget()
        self._card.close_card()

    def _show_about(self) -> None:
        if self.turn is not None:
            self._teller.ask(self.turn.row, Want.ABOUT)
            self._card.setFocus()

    def _on_told(self, told: Told) -> None:
        if self.turn is not None and told.row == self.turn.row:
            self._card.show_told(told)

    def _on_masked(self) -> None:
        if self._session.masked:
            self.close()

    def _is_listed(self, row: int) -> bool:
        return any(line.row == row for line in self._book.lines)

    def _hint(self) -> str:
        """What to do with the card as it is."""
        obstacle = self._obstacle()
        if obstacle:
            return obstacle
        if self.line is not None:
            return last_time(self.line.call) if self.line.call else ""
        now = self._book.standing
        if now is not None and now.is_full:
            return ui("The answers that were fixed beforehand are reached.")
        return ui("Everybody on the list was called. Choose a row below to call it once more.")

    def _obstacle(self) -> str:
        """Why no card can be opened, "" where one can."""
        plan, heard = self._book.plan, self._session.heard
        if plan is None:
            return ""
        if heard.source is None or not heard.source.final:
            return ui("The file is still being read.")
        if heard.rows != plan.draw.rows:
            return other_rows(plan.draw.rows, heard.rows)
        if not reach_of(self._session):
            return ui("No column is known to hold telephone numbers or addresses. Say which does.")
        return ""
