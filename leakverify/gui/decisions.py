"""What the user decided about a sample, and each decision as a step that can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtGui import QUndoCommand

from leakverify.model.claim import Claim
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen
from leakverify.words.say import role_name, ui

LONGEST_NAME: Final = 40


class Reach(StrEnum):
    """How far back a decision reaches: what was found is weighed again, the checks run again, the file is read again."""

    WEIGH = "weigh"
    RUN = "run"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Roles by column name, how to read the file, the claim, older files to compare with, and what is known from outside the file."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    claim: Claim = field(default_factory=Claim)
    earlier: tuple[Path, ...] = ()
    outside: Outside = NOTHING


class Decider(Protocol):
    """Who holds the decisions: the session."""

    decisions: Decisions

    def decide(self, decisions: Decisions, reach: Reach = Reach.RUN) -> None:
        """Take decisions as they now stand."""
        ...


class Decision(QUndoCommand):
    """A step that can be undone; it is named anew whenever it is asked for, in the language in use by then."""

    def __init__(self, name: Callable[[], str]) -> None:
        super().__init__(name())
        self._name = name

    @property
    def name(self) -> str:
        """What the history calls it."""
        return self._name()


class Overrule(Decision):
    """What one column holds."""

    def __init__(self, to: Decider, column: str, before: Role | None, after: Role | None) -> None:
        super().__init__(lambda: _overruled(column, after))
        self._to = to
        self._column = column
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._set(self._after)

    def undo(self) -> None:
        self._set(self._before)

    def _set(self, role: Role | None) -> None:
        roles = {k: v for k, v in self._to.decisions.roles.items() if k != self._column}
        if role is not None:
            roles[self._column] = role
        self._to.decide(replace(self._to.decisions, roles=roles))


class ReadAs(Decision):
    """How the file is read: one setting."""

    def __init__(self, to: Decider, key: str, before: str, after: str) -> None:
        super().__init__(lambda: ui("change how the file is read"))
        self._to = to
        self._key = key
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._set(self._after)

    def undo(self) -> None:
        self._set(self._before)

    def _set(self, value: str) -> None:
        read = {k: v for k, v in self._to.decisions.read.items() if k != self._key}
        if value:
            read[self._key] = value
        self._to.decide(replace(self._to.decisions, read=read), Reach.READ)


class SetClaim(Decision):
    """What the source says."""

    def __init__(self, to: Decider, before: Claim, after: Claim) -> None:
        super().__init__(lambda: ui("change the claim"))
        self._to = to
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._to.decide(replace(self._to.decisions, claim=self._after))

    def undo(self) -> None:
        self._to.decide(replace(self._to.decisions, claim=self._before))


class SetEarlier(Decision):
    """Which older files the sample is compared with."""

    def __init__(self, to: Decider, before: tuple[Path, ...], after: tuple[Path, ...]) -> None:
        super().__init__(lambda: ui("change the older files"))
        self._to = to
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._to.decide(replace(self._to.decisions, earlier=self._after), Reach.READ)

    def undo(self) -> None:
        self._to.decide(replace(self._to.decisions, earlier=self._before), Reach.READ)


class SetOutside(Decision):
    """What is known from outside the file, but for the people asked: their calls are taken back where they are made."""

    def __init__(
        self, to: Decider, before: Outside, after: Outside, name: Callable[[], str] | None = None
    ) -> None:
        super().__init__(name or (lambda: ui("change what is known from outside the file")))
        self._to = to
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._set(self._after)

    def undo(self) -> None:
        self._set(self._before)

    def _set(self, outside: Outside) -> None:
        now = replace(outside, people=self._to.decisions.outside.people)
        self._to.decide(replace(self._to.decisions, outside=now), Reach.WEIGH)


def _overruled(column: str, role: Role | None) -> str:
    """What the history calls a decision on a column."""
    name = for_screen(column, LONGEST_NAME)
    if role is None:
        return ui("column “{column}”: as guessed").format(column=name)
    return ui("column “{column}”: {role}").format(column=name, role=role_name(role))
