"""STR018: figures and dates that another column settles, and in some rows does not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys, used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.determined import Settled, may_settle, settled
from leakverify.checks.moved import DATES, FIGURES, sizes_of
from leakverify.checks.state import RowSample, States, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Floats, Ints, Keys
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

SAMPLE: Final = 3_000
MAX_COLUMNS: Final = 24
MIN_ROWS: Final = 100
NAMING: Final = (
    Role.RECORD_ID,
    Role.UUID,
    Role.OBJECT_ID,
    Role.EMAIL,
    Role.USERNAME,
    Role.PHONE,
    Role.UNKNOWN,
)
"""Columns that may name a person or a thing: beyond the sample, all rows of some of them are kept together."""
MAX_NAMING: Final = 4
ALL: Final = "all"
"""The name of the sample that is of rows, whatever they share."""
NUMBERS: Final = 0.9

Tie = tuple[str, str, Settled, RowSample]


class SettledCells(StateCheck[States]):
    """Figures and dates that are the same in all rows of one customer, school or place, and differ in some.

    Looks at:
        Each column beside each figure and date. Rows that share a value of the one column are a group. The check finds
        the columns whose figure or date is one and the same in the groups, and the cells that differ from it.

    Why it tells:
        A person has one birth date and a product one weight, in each of their rows. Whoever moves figures, draws them
        anew or adds rows breaks that in all groups alike. A real change is repeated in the rows after it, is in a few
        groups, or goes one way.

    Innocent explanations:
        - Slips of the pen in a list that was typed by hand.
        - Things that change, such as the school of a child.
        - Things that are measured anew each time, such as a weight.
        - A column that is one and the same for most by habit only.

    Reads as:
        Altered where such cells are in all groups alike, and on both sides of what the group has. That all rows keep to
        it says nothing.

    Source:
        The functional dependencies of databases. How the share of such cells varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR018", "structure.settled-cells", Family.STRUCTURE, "strays_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        able = len(used(roles)) > 1 and _goals(roles)
        return [Binding(())] if able else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A sample of rows, and for columns that name something one of all rows of some of them."""
        names = (ALL, *_naming(context.settings.roles))
        return States(samples={name: RowSample(SAMPLE) for name in names})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample which group each row is in, and its figures and dates."""
        roles = context.settings.roles
        sizes = {goal: sizes_of(facts, roles, goal) for goal in _goals(roles)}
        for name, sample in state.samples.items():
            whole = name == ALL
            keys = row_keys(facts, context) if whole else facts.key((name,), context.seed)
            able = np.ones(facts.rows, np.bool_) if whole else facts.filled(name)
            places = sample.pick(keys, able)
            columns = _columns(roles) if whole else (name,)
            groups = {f"{name}#": _groups(facts, name, context, places) for name in columns}
            values = {goal: whole_column[places] for goal, whole_column in sizes.items()}
            sample.take(facts.rows, int(able.sum()), places, keys[places], {**groups, **values})

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """The pair of columns whose cells stand alone in all groups alike, else the one that keeps best."""
        if len(state.samples[ALL].keys) < MIN_ROWS:
            return self.not_applicable("FEW_ROWS", binding)
        ties = list(_ties(state, context))
        if not ties:
            return self.not_applicable("NO_DEPENDENCE", binding)
        by, goal, best, sample = max(ties, key=lambda tie: _rank(tie[2]))
        hits, n = len(best.strays), len(best.rows)
        measured: dict[str, Number] = {
            "strays_share": best.share,
            "strays_count": hits,
            "kept_share": best.kept,
            "groups_count": best.groups,
            "pairs_count": len(ties),
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(sample.places[best.strays]))
        finding = self.only_astray(binding, measured, rows, n, shown=best.shown)
        return replace(finding, columns=(by, goal))


def _columns(roles: Mapping) -> tuple[str, ...]:
    """The columns whose rows may be grouped."""
    return used(roles)[:MAX_COLUMNS]


def _rank(found: Settled) -> tuple[bool, float, int, int]:
    """Which tie is told of: one that is shown, else the closest, of the most rows and groups."""
    return found.shown, found.kept, len(found.rows), found.groups


def _goals(roles: Mapping) -> tuple[str, ...]:
    """The columns that may hold figures or dates."""
    return tuple(n for n in _columns(roles) if roles.role_of(n) in (*FIGURES, *DATES))


def _naming(roles: Mapping) -> tuple[str, ...]:
    """The columns that may name a person or a thing, the surest first."""
    return tuple(n for role in NAMING for n in _columns(roles) if roles.role_of(n) is role)[
        :MAX_NAMING
    ]


def _groups(facts: Facts, column: str, context: Context, places: Ints) -> Keys:
    """A number per row that rows of one value share, 0 for an empty cell."""
    keys = facts.key((column,), context.seed)[places]
    return np.where(facts.filled(column)[places], keys, np.uint64(0))


def _ties(state: States, context: Context) -> Iterator[Tie]:
    """All pairs of columns of which one settles the other."""
    roles = context.settings.roles
    rng = np.random.default_rng(context.seed)
    rows = state.samples[ALL]
    for name, kept in state.samples.items():
        if name != ALL and rows.eligible <= rows.limit:
            continue  # the sample of rows has them all
        sample = kept.by_key()
        goals = {g: _sizes_in(sample, g) for g in _goals(roles) if _numbers(rows, g)}
        for by in _columns(roles) if name == ALL else (name,):
            groups = _codes(np.asarray(sample.values[f"{by}#"], np.uint64))
            if not may_settle(groups):
                continue
            order: Ints = np.lexsort((rng.random(len(groups)), groups))
            for goal, sizes in goals.items():
                both = roles.role_of(by) in DATES and roles.role_of(goal) in DATES
                found = None if goal == by or both else settled(groups, sizes, order)
                if found is not None:
                    yield by, goal, found, sample


def _codes(keys: Keys) -> Ints:
    """Small integers for keys, -1 for 0."""
    kinds, codes = np.unique(keys, return_inverse=True)
    return codes - 1 if len(kinds) and kinds[0] == 0 else codes


def _sizes_in(sample: RowSample, goal: str) -> Floats:
    """A column's figures or dates as kept."""
    return np.asarray(sample.values.get(goal, np.empty(0)), np.float64)


def _numbers(rows: RowSample, goal: str) -> bool:
    """Whether nearly all filled cells of a column are numbers or dates."""
    filled = np.count_nonzero(np.asarray(rows.values[f"{goal}#"], np.uint64))
    numbers = np.count_nonzero(np.isfinite(_sizes_in(rows, goal)))
    return bool(numbers > NUMBERS * filled)
