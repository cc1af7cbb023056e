"""The table of the museum: planted classes with what caught them, then the checks that nothing planted reached."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from leakverify.gui.widgets.line_model import LineModel
from leakverify.model.museum import Caught, SelfTest, Trial
from leakverify.safe_text import ours_on_screen
from leakverify.words import museum
from leakverify.words.lists import listed
from leakverify.words.say import help_of, status_name, ui

SIDES = {Caught.NAMED: "supports", Caught.SPEAKS: "supports", Caught.MISSED: "against"}
SIGNS = {Caught.NAMED: "●", Caught.SPEAKS: "◐", Caught.MISSED: "○"}
NAMED = 2
"""Checks named beside a class."""


class Field(IntEnum):
    """The table's columns."""

    SIGN = 0
    TITLE = 1
    RESULT = 2
    ROWS = 3
    CHECKS = 4
    ALARMS = 5
    VERDICT = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A planted class, or a check (`trial` None) that no planted class reached."""

    cells: tuple[str, ...]
    trial: Trial | None
    check: str

    @property
    def side(self) -> str:
        """The side that the sign stands on."""
        return "nothing" if self.trial is None else SIDES[self.trial.caught]

    def holds(self, text: str) -> bool:
        """Whether any cell holds a text."""
        return any(text in cell.lower() for cell in self.cells)


class MuseumModel(LineModel[Line]):
    """All lines of a result, or those that hold a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        names = (
            "",
            ui("Planted class"),
            ui("Result"),
            ui("Rows right"),
            ui("Checks"),
            ui("False alarms"),
            ui("Verdict"),
        )
        super().__init__(names, parent)

    def show(self, test: SelfTest | None) -> None:
        """Show a result; None shows nothing."""
        self.show_lines([] if test is None else lines_of(test))

    def filter(self, text: str) -> None:
        """Show only lines that hold this text."""
        wanted = text.strip().lower()
        self.narrow(lambda line: line.holds(wanted))


def lines_of(test: SelfTest) -> list[Line]:
    """The lines of a result: what was missed first, for that is what one must know."""
    order = {Caught.MISSED: 0, Caught.SPEAKS: 1, Caught.NAMED: 2}
    out = [_line(test, trial) for trial in sorted(test.trials, key=lambda t: order[t.caught])]
    reached = {catch.check for trial in test.trials for catch in trial.catches}
    return out + [_idle(test, check) for check in sorted(set(test.made) - reached)]


def _line(test: SelfTest, trial: Trial) -> Line:
    """A planted class."""
    checks = [catch.check for catch in trial.catches]
    more = f" +{len(checks) - NAMED}" if len(checks) > NAMED else ""
    first = checks[0] if checks else ""
    cells = (
        SIGNS[trial.caught],
        museum.class_name(trial),
        museum.caught_word(trial),
        museum.rows_right(trial),
        (listed(checks[:NAMED]) + more) or "–",
        museum.alarms_of(test, first),
        status_name(trial.status),
    )
    return Line(tuple(ours_on_screen(cell, 120) for cell in cells), trial, first)


def _idle(test: SelfTest, check: str) -> Line:
    """A check that nothing planted here reached."""
    summary = ours_on_screen(help_of(check).summary, 120)
    cells = (
        "–",
        summary,
        ui("nothing planted for it"),
        "",
        check,
        museum.alarms_of(test, check),
        "",
    )
    return Line(cells, None, check)
