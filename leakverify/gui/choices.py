"""What the user may decide about a sample: each choice becomes a step that can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from leakverify.gui.decisions import (
    Decisions,
    Overrule,
    Reach,
    ReadAs,
    SetClaim,
    SetEarlier,
    SetOutside,
)
from leakverify.model.call_desk import PeopleAsked
from leakverify.model.claim import Claim
from leakverify.model.mapping import ColumnRole
from leakverify.model.outside import FindingMark, Outside
from leakverify.model.terms import Role
from leakverify.words.outside import mark_named


class Choices(QObject):
    """Holds the decisions. `decided` carries a `Reach`."""

    changed = Signal()
    decided = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.decisions = Decisions()
        self.undo_stack = QUndoStack(self)

    def start_over(self) -> None:
        """Another sample: what may have been stated before the file was opened stays, but for people and marks of the last one."""
        before = self.decisions
        outside = replace(before.outside, people=None, marks=())
        self.take_up(Decisions(claim=before.claim, outside=outside))

    def take_up(self, decisions: Decisions) -> None:
        """Go on from decisions that were made before; there is nothing to undo, and nothing runs for it."""
        self.decisions = decisions
        self.undo_stack.clear()
        self.changed.emit()

    def overrule(self, column: str, role: Role, guesses: Sequence[ColumnRole]) -> None:
        """Say what a column holds; what the program guessed too is no decision."""
        before = self.decisions.roles.get(column)
        guessed = next((g.role for g in guesses if g.name == column), None)
        after = None if role is guessed else role
        if before is not after:
            self.undo_stack.push(Overrule(self, column, before, after))

    def read_as(self, key: str, value: str) -> None:
        """Read the file in another way (encoding, delimiter, header, table; "": find out)."""
        before = self.decisions.read.get(key, "")
        if before != value:
            self.undo_stack.push(ReadAs(self, key, before, value))

    def set_claim(self, claim: Claim) -> None:
        """State what the source says."""
        if claim != self.decisions.claim:
            self.undo_stack.push(SetClaim(self, self.decisions.claim, claim))

    def compare_with(self, earlier: tuple[Path, ...]) -> None:
        """Compare the sample with these older files."""
        if earlier != self.decisions.earlier:
            self.undo_stack.push(SetEarlier(self, self.decisions.earlier, earlier))

    def set_outside(self, outside: Outside) -> None:
        """State what is known from outside the file."""
        if outside != self.decisions.outside:
            self.undo_stack.push(SetOutside(self, self.decisions.outside, outside))

    def mark(self, finding: str, mark: FindingMark | None) -> None:
        """Say what is made of a finding, or nothing any more. No weight changes."""
        before = self.decisions.outside
        others = tuple(m for m in before.marks if m.finding != finding)
        outside = replace(before, marks=others if mark is None else (*others, mark))
        if set(outside.marks) != set(before.marks):
            self.undo_stack.push(
                SetOutside(self, before, outside, lambda: mark_named(finding, mark))
            )

    def set_people(self, people: PeopleAsked | None) -> None:
        """Tell what the calls come to by now. A call is taken back at the desk, so that this is no step of its own to undo."""
        outside = replace(self.decisions.outside, people=people)
        if outside != self.decisions.outside:
            self.decide(replace(self.decisions, outside=outside), Reach.WEIGH)

    def leave_out(self, path: Path | None) -> None:
        """An older file could not be read: it counts no longer."""
        if path in self.decisions.earlier:
            earlier = tuple(p for p in self.decisions.earlier if p != path)
            self.decisions = replace(self.decisions, earlier=earlier)
            self.changed.emit()

    def decide(self, decisions: Decisions, reach: Reach = Reach.RUN) -> None:
        """Take decisions as they now stand."""
        self.decisions = decisions
        self.changed.emit()
        self.decided.emit(reach)
