"""Draws from the open sample, on another thread: the window never has a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from leakverify.gui.jobs import AnalystLine
from leakverify.model.calling import Draw, DrawOrder
from leakverify.model.errors import ChildDied
from leakverify.model.messages import AskStrata, Strata
from leakverify.model.sample import SampleFile
from leakverify.model.terms import Role


@dataclass(frozen=True, slots=True)
class Division:
    """What calls are shared by: nothing (""), `position`, or a column's number with its role."""

    by: str = ""
    role: Role | None = None


def seed_of(files: Sequence[SampleFile], case: str) -> str:
    """The seed that the open files and a case number make."""
    from leakverify.case import call_draw

    return call_draw.seed_of([file.sha256 for file in files], case)


def draw(line: AnalystLine, order: DrawOrder, rows: int, division: Division) -> Draw:
    """Draw; the analyst tells which part each row is in.

    Raises:
        UsageProblem, ChildDied: as `drawing.make`.
    """
    from leakverify.engine import drawing

    def ask(column: int, role: Role) -> Strata:
        told = line.ask(partial(AskStrata, column=column, role=role.value))
        if not isinstance(told, Strata):
            raise ChildDied("WORKER_PROTOCOL")
        return told

    return drawing.make(order, rows, division.by, division.role, ask)
