"""The comparison as a table: the result first, then finding by finding, what differs before what is the same."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from leakverify.gui.widgets.line_model import LineModel
from leakverify.model.verification import Compared, Difference, Outcome, Verification
from leakverify.safe_text import ours_on_screen
from leakverify.words import verification as words
from leakverify.words.say import ui

SIGNS = {
    Outcome.SAME: "=",
    Outcome.DIFFERS: "≠",
    Outcome.GONE: "−",
    Outcome.NEW: "+",
    Outcome.NOT_REPEATED: "·",
}
AGREES = frozenset({Outcome.SAME, Outcome.NOT_REPEATED})


class Field(IntEnum):
    """The table's columns."""

    SIGN = 0
    TITLE = 1
    THEN = 2
    NOW = 3
    OUTCOME = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with everything in it that differs."""

    cells: tuple[str, ...]
    outcome: Outcome
    detail: tuple[str, ...]

    @property
    def side(self) -> str:
        """The side that the sign stands on."""
        return "nothing" if self.outcome in AGREES else "against"


class ComparisonModel(LineModel[Line]):
    """All lines of a verification."""

    def __init__(self, parent: QObject | None = None) -> None:
        names = ("", ui("Finding"), ui("In the dossier"), ui("Now"), ui("Comparison"))
        super().__init__(names, parent)

    def show(self, told: Verification | None) -> None:
        """Show a comparison; None shows nothing."""
        self.show_lines([] if told is None else lines_of(told))


def lines_of(told: Verification) -> list[Line]:
    """The lines of a comparison, what differs first."""
    order = (Outcome.DIFFERS, Outcome.GONE, Outcome.NEW, Outcome.NOT_REPEATED, Outcome.SAME)
    findings = sorted(told.findings, key=lambda f: order.index(f.outcome))
    return [*map(_of_result, told.result), *map(_of_finding, findings)]


def _of_result(difference: Difference) -> Line:
    """A line about the result or how the sample was read."""
    field = difference.field
    return _line(
        _capital(words.field_name(field)),
        words.value_text(field, difference.then),
        words.value_text(field, difference.now),
        Outcome.DIFFERS,
        (words.difference_line(difference),),
    )


def _of_finding(finding: Compared) -> Line:
    """A line about a finding."""
    title = f"{finding.title} ({finding.id})" if finding.title else finding.id
    then, now = words.brief_text(finding.then), words.brief_text(finding.now)
    if then == now and finding.differences:  # the weight is the same: show what is not
        first = finding.differences[0]
        name = words.field_name(first.field)
        then = f"{words.value_text(first.field, first.then)} ({name})"
        now = f"{words.value_text(first.field, first.now)} ({name})"
    return _line(
        title,
        then,
        now,
        finding.outcome,
        tuple(map(words.difference_line, finding.differences)),
    )


def _capital(text: str) -> str:
    """The text as a line begins."""
    return text[:1].upper() + text[1:]


def _line(title: str, then: str, now: str, outcome: Outcome, detail: tuple[str, ...]) -> Line:
    """A line, each text made harmless: what a dossier says may be anybody's."""
    cells = (SIGNS[outcome], title, then, now, words.outcome_name(outcome))
    full = (title, words.outcome_name(outcome), *detail)
    return Line(
        tuple(ours_on_screen(cell, 160) for cell in cells),
        outcome,
        tuple(ours_on_screen(part, 500) for part in full),
    )
