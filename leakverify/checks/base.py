"""The four plain kinds of check; each check supplies `bindings`, `look` and `judge`.

A `State` is one of `state.RowLog`, `KeyTally`, `RowSample`, `Track`, or several in `States`; `StateProbe` feeds it
through the check's `look` and lets the check's `judge` word the finding's numbers.
"""

import math
from dataclasses import replace
from typing import ClassVar, Generic, Protocol, Self, TypeVar

from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import follow
from leakverify.checks.weight import log10_astray
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number, Rows
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Reading, State

NO_ROWS = Rows()


class Mergeable(Protocol):
    """State that can take in the state of the rows that follow."""

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        ...


S = TypeVar("S", bound=Mergeable)


class StateCheck(Generic[S]):
    """A check that fills one piece of mergeable state and judges it at the end."""

    info: ClassVar[CheckInfo]

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Choose the columns to look at."""
        raise NotImplementedError

    def state(self, binding: Binding, context: Context) -> S:
        """An empty state."""
        raise NotImplementedError

    def look(self, state: S, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next rows to the state."""
        raise NotImplementedError

    def judge(self, state: S, binding: Binding, context: Context) -> Finding:
        """Make the finding; called at any time, changes nothing."""
        raise NotImplementedError

    def start(self, binding: Binding, context: Context) -> "StateProbe[S]":
        """Begin a run."""
        return StateProbe(self, binding, context)

    def not_applicable(
        self, reason: str, binding: Binding | None = None, measured: dict[str, Number] | None = None
    ) -> Finding:
        """The finding of a check that could not be made, with the reason's code."""
        columns = binding.columns if binding else ()
        return Finding(
            finding_id(self.info.id, columns),
            self.info.id,
            self.info.family,
            State.NOT_APPLICABLE,
            reason,
            columns,
            tidy(measured or {}),
        )

    def weighed(
        self,
        binding: Binding,
        context: Context,
        n: int,
        measured: dict[str, Number],
        rows: Rows = NO_ROWS,
        expected: dict[str, Number] | None = None,
    ) -> Finding:
        """A finding whose weight comes from the calibration of `info.headline` at sample size `n`."""
        value = measured[self.info.headline]
        support = (
            context.calibration.support(self.info.id, float(value), n, self.info.evidence)
            if isinstance(value, int | float)
            else {}
        )
        basis = "calibration" if support else "none"
        return replace(self._finding(binding, measured, expected, support, rows, basis), n=n)

    def exhibited(
        self,
        binding: Binding,
        measured: dict[str, Number],
        support: dict[Reading, float],
        rows: Rows,
        expected: dict[str, Number] | None = None,
    ) -> Finding:
        """A finding that names rows and takes its genuine rate from a list or exact arithmetic."""
        limit = 4.0 if self.info.hard else 2.0
        capped = {r: max(-limit, min(limit, s)) for r, s in support.items()}
        return self._finding(binding, measured, expected, capped, rows, "reference")

    def astray(
        self,
        binding: Binding,
        context: Context,
        eligible: int,
        measured: dict[str, Number],
        rows: Rows,
        of: int,
        *,
        shown: bool,
    ) -> Finding:
        """Rows of so many that break what the others keep: an exhibit where they are shown, else left to the curve."""
        if not shown:
            return self.weighed(binding, context, eligible, measured, rows)
        weight = log10_astray(rows.count, of)
        return self.exhibited(binding, measured, {Reading.TAMPERED: weight}, rows)

    def only_astray(
        self,
        binding: Binding,
        measured: dict[str, Number],
        rows: Rows,
        of: int,
        *,
        shown: bool,
        most: float = math.inf,
    ) -> Finding:
        """The same where nothing else says anything: a table in which all rows keep to it is no better than another."""
        support = {Reading.TAMPERED: min(most, log10_astray(rows.count, of))} if shown else {}
        return self.exhibited(binding, measured, support, rows if shown else NO_ROWS)

    def _finding(
        self,
        binding: Binding,
        measured: dict[str, Number],
        expected: dict[str, Number] | None,
        support: dict[Reading, float],
        rows: Rows,
        basis: str,
    ) -> Finding:
        """Round, and stamp with the check's card. An exhibit needs rows and weight against genuine."""
        rounded = {r: six(s) for r, s in support.items()}
        shows = basis == "reference" and rows.count > 0 and any(s > 0 for s in rounded.values())
        return Finding(
            finding_id(self.info.id, binding.columns),
            self.info.id,
            self.info.family,
            State.COMPUTED,
            None,
            binding.columns,
            tidy(measured),
            tidy(expected or {}),
            rounded,
            rows,
            exhibit=self.info.exhibit and shows,
            hard=self.info.hard and shows,
            basis=basis,
        )


class StateProbe(Generic[S]):
    """The probe of every `StateCheck`."""

    def __init__(self, check: StateCheck[S], binding: Binding, context: Context) -> None:
        self.check = check
        self.binding = binding
        self.context = context
        self.state = check.state(binding, context)

    def feed(self, facts: Facts) -> None:
        """Take the next rows, in order."""
        self.check.look(self.state, facts, self.binding, self.context)

    def merge(self, later: "StateProbe[S]") -> None:
        """Take in the probe of the rows that follow directly."""
        self.state.merge(later.state)

    def follow(self, earlier: "StateProbe[S]") -> None:
        """Before the first rows: take in only what can stay beside what a probe saw of other rows of the file."""
        follow(self.state, earlier.state)

    def finish(self) -> Finding:
        """Say what was seen so far."""
        finding = self.check.judge(self.state, self.binding, self.context)
        return self.context.calibration.held_back(finding)


def finding_id(check: str, columns: tuple[str, ...]) -> str:
    """`GEN003:email,full_name`; the bare check id where no column is bound."""
    return f"{check}:{','.join(columns)}" if columns else check


def six(value: float) -> float:
    """Round to 6 significant digits, so that every processor says the same."""
    return float(f"{value:.6g}")


def tidy(numbers: dict[str, Number]) -> dict[str, Number]:
    """Floats to 6 significant digits, without NaN or infinity; integers and words as they are."""
    out: dict[str, Number] = {}
    for name, value in numbers.items():
        if isinstance(value, bool) or value is None or isinstance(value, str | int):
            out[name] = value
        else:
            number = float(value)
            out[name] = six(number) if number - number == 0.0 else None
    return out
