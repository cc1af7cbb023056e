"""Which checks look at which columns: every check once, every choice of columns that it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from leakverify.checks.base import finding_id
from leakverify.checks.contract import Binding, Check, Context, NotApplicable
from leakverify.limits import MAX_FINDINGS
from leakverify.model.finding import Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import State

NO_COLUMN = "NO_COLUMN"
CHECK_FAILED = "CHECK_FAILED"


@dataclass(frozen=True, slots=True)
class Task:
    """One check on one choice of columns."""

    check: Check
    binding: Binding


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does, in the order of the catalogue, and what it says at once of checks that have nothing to see."""

    tasks: tuple[Task, ...]
    absent: tuple[Finding, ...]

    @property
    def findings(self) -> int:
        """How many findings the run will make."""
        return len(self.tasks) + len(self.absent)


def make(checks: Sequence[Check], mapping: Mapping, context: Context) -> Plan:
    """Plan a run. A very wide table gets each check's first choices only, so that findings stay within their limit."""
    most = max(MAX_FINDINGS // max(len(checks), 1), 1)
    tasks: list[Task] = []
    absent: list[Finding] = []
    for check in checks:
        try:
            chosen = check.bindings(mapping, context)
        except Exception as error:  # noqa: BLE001  (a broken check is a line in the report)
            absent.append(failed(check, (), error))
            continue
        if isinstance(chosen, NotApplicable):
            absent.append(_absent(check, chosen.reason))
        elif not chosen:
            absent.append(_absent(check, NO_COLUMN))
        else:
            tasks.extend(Task(check, binding) for binding in chosen[:most])
    return Plan(tuple(tasks), tuple(absent))


def failed(check: Check, columns: tuple[str, ...], error: Exception) -> Finding:
    """The finding of a check that raised: the kind of error, never its text, which may hold a cell."""
    info = check.info
    measured = {"error": type(error).__name__[:64]}
    identity = finding_id(info.id, columns)
    return Finding(
        identity, info.id, info.family, State.FAILED, CHECK_FAILED, columns, dict(measured)
    )


def _absent(check: Check, reason: str) -> Finding:
    """The finding of a check that has nothing to look at."""
    info = check.info
    return Finding(info.id, info.id, info.family, State.NOT_APPLICABLE, reason)
