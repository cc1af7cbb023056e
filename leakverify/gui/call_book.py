"""The calls about the open sample: the plan that is fixed first, what each call came to, and what may be told of them.

The book holds numbers of rows and words of outcomes, never a cell; nothing of it outlives the sample, unless a case keeps it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from leakverify.case import call_sheet
from leakverify.case.call_plan import foil_rows, hash_of
from leakverify.case.custody import Act, Detail
from leakverify.gui.choices import Choices
from leakverify.gui.desk import Desk
from leakverify.gui.jobs import JobQueue
from leakverify.gui.look_ups import LookUps
from leakverify.gui.people.queue import Line, lines_of, next_line
from leakverify.model.call_desk import Call, CallPlan, CallSheet, Foil, Outcome, PeopleAsked
from leakverify.model.call_standing import Standing, standing
from leakverify.model.errors import UsageProblem
from leakverify.reports import atomic
from leakverify.scoring.people import asked_of

ENDING: Final = ".lvcalls"


@dataclass(frozen=True, slots=True)
class Kept:
    """One act as a custody log takes it."""

    what: Act
    when: str
    who: str
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller notes of one call, before its moment and initials are put to it."""

    outcome: Outcome
    fields: int = 0
    foil: Foil | None = None
    note: str = field(default="", repr=False)


class CallBook(QObject):
    """`changed`: the sheet is another one. `kept` brings each act, after the sheet has changed, for whoever keeps a log."""

    changed = Signal()
    kept = Signal(object)
    written = Signal(object)
    merged = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        jobs: JobQueue,
        desk: Desk,
        choices: Choices,
        look_ups: LookUps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet: CallSheet | None = None
        self.who = ""
        self._jobs = jobs
        self._desk = desk
        self._last: Call | None = None
        self._can_take_back = False
        self._sample = 0
        self.changed.connect(lambda: choices.set_people(self.people))
        look_ups.forgotten.connect(self.start_over)

    @property
    def plan(self) -> CallPlan | None:
        """The plan that was fixed, if one was."""
        return self.sheet.plan if self.sheet is not None else None

    @property
    def standing(self) -> Standing | None:
        """What is left to call, and when the answers may be weighed."""
        return standing(self.sheet) if self.sheet is not None else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every row of the plan with what its calls came to."""
        return lines_of(self.sheet) if self.sheet is not None else ()

    @property
    def people(self) -> PeopleAsked | None:
        """What the calls came to, in counts; None before the first, and in the sheet of one caller among several."""
        if self.sheet is None or not self.sheet.calls or self.sheet.caller:
            return None
        return asked_of(self.sheet, self.sheet.plan.draw.rows)

    @property
    def next_line(self) -> Line | None:
        """The row to call now."""
        return next_line(self.sheet, self.lines) if self.sheet is not None else None

    @property
    def foil_rows(self) -> frozenset[int]:
        """Rows at which something wrong is asked on purpose."""
        return frozenset(foil_rows(self.sheet.plan)) if self.sheet is not None else frozenset()

    @property
    def can_take_back(self) -> bool:
        """Whether the last call is still open to be taken back: until the next card is opened."""
        return self._can_take_back

    def start_over(self) -> None:
        """Another sample: its plan and calls go, and what is still read for it."""
        self._sample += 1
        self.take(None)

    def take(self, sheet: CallSheet | None) -> None:
        """Show this sheet, which is kept already."""
        self.sheet = sheet
        self._can_take_back = False
        self.changed.emit()

    def fix(self, plan: CallPlan) -> None:
        """The plan stands from now on."""
        drawn, reserve = len(plan.draw.drawn), len(plan.draw.reserve)
        looks = ",".join(map(str, plan.looks))
        told: dict[str, Detail] = {"drawn": drawn, "reserve": reserve, "looks": looks}
        told |= {"rows": plan.draw.rows, "story": len(plan.story), "plan": hash_of(plan)}
        self._put(CallSheet(plan), Act.DRAWN, told)

    def discard(self) -> None:
        """Throw a plan away under which nobody was called yet."""
        if self.sheet is not None and not self.sheet.calls:
            self._put(None, Act.DRAWN, {"discarded": hash_of(self.sheet.plan)})

    def note(self, row: int, said: Said) -> bool:
        """Note what a call to this row came to; tells whether it could be, `failed` says why not."""
        if self.sheet is None:
            return False
        call = Call(
            row, self._desk.moment(), self.who, said.outcome, said.fields, said.foil, said.note
        )
        try:
            sheet = call_sheet.record(self.sheet, call)
        except UsageProblem as problem:
            self.failed.emit(problem)
            return False
        attempt = sum(one.row == row for one in sheet.calls)
        told: dict[str, Detail] = {"row": row, "outcome": call.outcome.value, "attempt": attempt}
        self._put(sheet, Act.CALLED, told | {"fields": call.fields})
        self._last = call
        self._can_take_back = True
        return True

    def refusal(self, row: int) -> UsageProblem | None:
        """Why this row may not be called now, None where it may."""
        if self.sheet is None:
            return None
        call = Call(row, self._desk.moment(), self.who, Outcome.UNREACHABLE)
        try:
            call_sheet.record(self.sheet, call)
        except UsageProblem as problem:
            return problem
        return None

    def take_back(self) -> int | None:
        """Strike the call that was noted last, if no other card was opened since; tells its row."""
        if self.sheet is None or self._last is None or not self._can_take_back:
            return None
        row = self._last.row
        calls = tuple(call for call in self.sheet.calls if call is not self._last)
        self._put(replace(self.sheet, calls=calls), Act.CALLED, {"row": row, "taken_back": 1})
        return row

    def open_card(self) -> None:
        """A card is opened: what was noted before stands."""
        self._can_take_back = False

    def write(self, path: Path, callers: Sequence[str] = ()) -> None:
        """Write the whole sheet, or one for each caller beside it; `written` or `failed` follows."""
        if self.sheet is None:
            return
        sheet, told = self.sheet, {"sheets": max(1, len(callers))}

        def work() -> tuple[Path, ...]:
            parts = call_sheet.share(sheet, callers) if callers else (sheet,)
            places = tuple(_place(path, part.caller) for part in parts)
            for place, part in zip(places, parts, strict=True):
                atomic.write(place, call_sheet.to_bytes(part))
            return places

        def done(places: tuple[Path, ...]) -> None:
            self.kept.emit(Kept(Act.EXPORTED, self._desk.moment(), self.who, dict(told)))
            self.written.emit(places)

        self._jobs.submit(work, on_success=done, on_failure=self.failed.emit)

    def read(self, paths: Sequence[Path], files: Sequence[str]) -> None:
        """Take sheets of colleagues in, or the first sheet of a sample with these SHA-256; `merged` or `failed` follows."""

        def work() -> CallSheet:
            sheets = [call_sheet.read(path) for path in paths]
            if any(sheet.plan.files != tuple(files) for sheet in sheets):
                raise UsageProblem("NOT_THIS_SAMPLE")
            return sheets[0] if len(sheets) == 1 else call_sheet.merge(sheets)

        number = self._sample

        def done(brought: CallSheet) -> None:
            if number == self._sample:
                self._take_in(brought)

        self._jobs.submit(work, on_success=done, on_failure=self.failed.emit)

    def _take_in(self, brought: CallSheet) -> None:
        """Put what was brought together with the sheet as it is by now."""
        before = self.sheet
        try:
            sheet = brought if before is None else call_sheet.merge([before, brought])
        except UsageProblem as problem:
            self.failed.emit(problem)
            return
        if before is not None and before.caller:
            sheet = replace(sheet, caller=before.caller, mine=before.mine)
        new = len(sheet.calls) - (len(before.calls) if before else 0)
        self._put(sheet, Act.CALLED, {"taken_in": new})
        self.merged.emit(new)

    def _put(self, sheet: CallSheet | None, what: Act, told: Mapping[str, Detail]) -> None:
        """Show a sheet that is not kept yet, and have the act kept with it."""
        self.take(sheet)
        self.kept.emit(Kept(what, self._desk.moment(), self.who, dict(told)))


def _place(path: Path, caller: str) -> Path:
    """Where a caller's sheet goes: beside the name that was chosen."""
    stem = path.name.removesuffix(ENDING)
    return path.with_name(f"{stem}-{caller}{ENDING}" if caller else f"{stem}{ENDING}")
