"""A round of calls at a terminal: the next card, its outcome, and the moment after it in which nothing is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from leakverify.case import call_plan, call_sheet
from leakverify.case.call_form import TALKED
from leakverify.cli import call_store
from leakverify.cli.call_screen import Screen
from leakverify.model.call_desk import KEYS, Call, CallSheet, Foil, Outcome
from leakverify.model.call_script import STEPS, Blank, CallScript, Card, Part
from leakverify.model.call_standing import standing
from leakverify.model.errors import LeakverifyError
from leakverify.safe_text import for_terminal
from leakverify.words import call_desk, call_script
from leakverify.words.say import error_sentence, ui

END: Final = "q"
SKIP: Final = "s"
CORRECT: Final = "c"
_FOILS: Final = {"y": Foil.ASKED_ACCEPTED, "n": Foil.ASKED_REJECTED, "0": None}

AskCells = Callable[[int, Iterable[int]], Mapping[int, str]]
"""The cells of a row (from 1) in some columns (from 1)."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said, and the columns that it needs."""

    script: CallScript
    language: str
    values: Mapping[Blank, str]
    card: Card


@dataclass(slots=True)
class Round:
    """One caller's round. `skipped` are rows that are not offered again in it."""

    path: Path
    who: str
    spoken: Spoken
    ask: AskCells
    now: Callable[[], str]
    skipped: set[int] = field(default_factory=set)

    def work(self, screen: Screen) -> None:
        """Call after call, until there is no further row or the user ends."""
        screen.show([*self._before(), "", ui("Any key for the first card, q to end.")])
        if screen.key() == END:
            return
        while (row := next_row(call_sheet.read(self.path), self.skipped)) is not None:
            if not self._call(screen, row):
                return

    def _call(self, screen: Screen, row: int) -> bool:
        """One row, with as many corrections as it takes; False where the user ends."""
        self.skipped.add(row)  # not at once again, whatever comes of it
        while True:
            screen.show(self._card_lines(row))
            key = _one_of(screen, {*KEYS, SKIP, END})
            if key in {SKIP, END}:
                screen.show(())
                return key != END
            told = self._note(screen, row, KEYS[key])
            last = ui("Any key for the next card, c to correct this one, q to end.")
            screen.show([*told, "", last])
            key = screen.key()
            if key != CORRECT:
                return key != END

    def _note(self, screen: Screen, row: int, outcome: Outcome) -> list[str]:
        """Ask what belongs to the outcome, save the call, and tell where the calls stand."""
        fields, foil = 0, None
        sheet = call_sheet.read(self.path)
        if outcome in {Outcome.MATCH, Outcome.PARTLY}:
            screen.show([call_desk.how_many_fields()])
            fields = int(_one_of(screen, set("0123456789")))
        if outcome in TALKED and row in call_plan.foil_rows(sheet.plan):
            screen.show([call_desk.was_it_agreed_to()])
            foil = _FOILS[_one_of(screen, set(_FOILS))]
        call = Call(row, self.now(), self.who, outcome, fields, foil)
        try:
            sheet = call_store.update(self.path, lambda now: call_sheet.record(now, call))
        except LeakverifyError as error:
            return [ui("Not noted."), error_sentence(error.code, error.place)]
        return [
            ui("Row {row} noted: {outcome}.").format(
                row=row, outcome=call_desk.outcome_name(outcome)
            ),
            call_desk.standing_line(standing(sheet)),
        ]

    def _before(self) -> list[str]:
        """What to mind before the first call."""
        text = self.spoken.script.parts.get(Part.BEFORE, "")
        return call_script.fill(text, self.spoken.values).split("\n")

    def _card_lines(self, row: int) -> list[str]:
        """The card: whom to call, what to say, what to compare, and the keys. Only the columns that it needs are asked for."""
        spoken, sheet = self.spoken, call_sheet.read(self.path)
        card = spoken.card
        cells = {
            place: for_terminal(cell) for place, cell in self.ask(row, sorted(card.needed)).items()
        }
        name = _joined(cells, card.name)
        values = {
            **spoken.values,
            Blank.NAME: name,
            Blank.QUESTIONS: call_script.questions(card.asks, spoken.language),
        }
        lines = [
            ui("Row {row}.").format(row=row) + " " + call_desk.standing_line(standing(sheet)),
            "",
            ui("Name: {text}").format(text=name or "…"),
            ui("Telephone: {text}").format(text=_joined(cells, card.phone) or "…"),
            "",
        ]
        for number, step in enumerate(STEPS, start=1):
            said = call_script.fill(spoken.script.parts[step], values).split("\n")
            lines += [f"{number}  {said[0]}", *(f"   {line}" for line in said[1:])]
        lines += ["", *self._otherwise(values), *self._compare(row, sheet, cells), ""]
        return [*lines, call_desk.key_line(), ui("s: not now   q: end")]

    def _otherwise(self, values: Mapping[Blank, str]) -> list[str]:
        """What to do where nobody answers, or the person will not talk."""
        parts = self.spoken.script.parts
        told = (
            (ui("Voicemail: {text}"), parts.get(Part.VOICEMAIL)),
            (ui("Refuses: {text}"), parts.get(Part.REFUSES)),
        )
        return [
            label.format(text=call_script.fill(text, values).replace("\n", " "))
            for label, text in told
            if text
        ]

    def _compare(self, row: int, sheet: CallSheet, cells: Mapping[int, str]) -> list[str]:
        """What the entry says of the questions, and at some rows what to say wrong on purpose."""
        card, language = self.spoken.card, self.spoken.language
        lines = [
            f"{call_desk.ask_name(ask)}: {_joined(cells, places) or '…'}"
            f"   ({call_script.three_to_choose(ask, language)})"
            for ask, places in card.asks.items()
        ]
        if lines:
            lines = ["", call_desk.compare_heading(), *lines]
        wrong = call_script.wrong_question(card.asks, language)
        if wrong and row in call_plan.foil_rows(sheet.plan):
            lines += ["", wrong]
        return lines


def next_row(sheet: CallSheet, skipped: set[int]) -> int | None:
    """The row to call next: of the draw, of the reserve in its turn, those that were not reached, those that carry the story."""
    now = standing(sheet)
    reserve = {one.row for one in sheet.plan.draw.reserve}
    drawn = [row for row in now.open_rows if row not in reserve]
    turn = [row for row in now.open_rows if row in reserve][:1]
    open_rows = [] if now.is_full else [*drawn, *turn, *now.again]
    return next((row for row in [*open_rows, *now.story_open] if row not in skipped), None)


def _joined(cells: Mapping[int, str], places: Iterable[int]) -> str:
    return " ".join(filter(None, (cells.get(place, "") for place in places)))


def _one_of(screen: Screen, keys: set[str]) -> str:
    """The next key that means something here."""
    while (key := screen.key()) not in keys:
        pass
    return key
