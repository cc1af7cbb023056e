"""STR019: lists in which everything stands two, three or four times over."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.moved import columns_of, keys_of
from leakverify.checks.state import RowSample, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints, Keys
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

SAMPLE: Final = 6_000
MIN_ROWS: Final = 100
TIMES: Final = (2, 3, 4, 5, 6, 7)
WHOLE: Final = 0.9
"""Of the groups so many must be whole multiples: a few rows may have been added or lost since."""
FEWEST: Final = 10
SURE: Final = 20.0
"""Binary digits of coincidence: one list in a million where sizes fall as they fall."""
MOST: Final = 1.3
"""Of 682 published tables none showed it, so one in 230 may; of altered ones that were made larger a quarter did."""
UNIT: Final = 0.85
"""Where so many values of a column come equally often, it numbers what was counted several times."""
FEWEST_UNITS: Final = 8
BLOCKS: Final = 0.9
"""Where so many rows stand side by side with those of their group, the group is one person or one form."""
DOUBLED: Final = 0.9
"""Where so many rows stand there again as they are, two exports were put together, and STR001 says so."""


@dataclass(frozen=True, slots=True)
class Multiples:
    """How the groups of one way of grouping divide: `times` over, `groups` that tell, `whole` of them multiples.

    `bits` is how unlikely so many are, in binary digits, where sizes fall as they fall; `of` the group of each row, and
    `rows` the rows in multiples, by place.
    """

    times: int
    groups: int
    whole: int
    bits: float
    of: Ints
    rows: Ints

    @property
    def share(self) -> float:
        """The share of groups that are whole multiples."""
        return self.whole / self.groups if self.groups else 0.0


class MultipliedRows(StateCheck[RowSample]):
    """Whether everything in the list stands there two, three or more times over.

    Looks at:
        Groups of rows that agree in all columns which hold neither names, dates nor figures, and in those figures that
        repeat. The check sees whether the sizes of the groups are all even, or all multiples of three and so on. Groups
        that are all of one size do not count.

    Why it tells:
        A list that was copied whole to look larger has every town, every kind and every plan twice, however the amounts
        or dates of the copies were changed. In records that came one by one about half of such counts are odd.

    Innocent explanations:
        - One row per option, visit or month for each person, where no column says whose the rows are.
        - A join of tables in which each record met two rows of the other table.
        - A plan by which so many records of each kind were taken.

    Reads as:
        Altered where nearly all groups are whole multiples. That they are not says nothing: most lists are padded by
        another amount.

    Source:
        Arithmetic of coincidence.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR019",
        "structure.multiplied-rows",
        Family.STRUCTURE,
        "whole_share",
        exhibit=True,
        uses_order=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if len(columns_of(roles)) > 2 else NotApplicable("NO_COLUMN")  # noqa: PLR2004

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of whole groups."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by what a copy keeps, so that all rows of a group are in or out together."""
        roles = context.settings.roles
        keys = keys_of(facts, roles, "all", context.seed)
        places = state.pick(keys, np.ones(facts.rows, np.bool_))
        cells = {
            f"{i:02}": facts.key((name,), context.seed, folded=True)[places]
            for i, name in enumerate(columns_of(roles))
        }
        state.take(facts.rows, facts.rows, places, keys[places], dict(cells))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The number of times that divides the groups best."""
        full = _full(state)
        if len(full) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        columns = _finest_first(state, full)
        groups = _codes(state.keys[full])
        if _doubled(columns) or any(_is_unit(column) for column in columns):
            return self.not_applicable("REPEATED_UNITS", binding)
        found = [_multiples(groups, columns, times) for times in TIMES]
        best = max(found, key=lambda each: each.bits)
        if _side_by_side(best.of, best.times):
            return self.not_applicable("REPEATED_UNITS", binding)
        shown = best.groups >= FEWEST and best.share >= WHOLE and best.bits >= SURE
        measured: dict[str, Number] = {
            "whole_share": best.share,
            "whole_count": best.whole,
            "groups_count": best.groups,
            "times": best.times,
            "bits": best.bits,
            "compared_rows": len(full),
        }
        support = {Reading.TAMPERED: MOST} if shown else {}
        places = np.sort(state.places[full[best.rows]]) if shown else np.empty(0, np.int64)
        return self.exhibited(binding, measured, support, rows_at(len(places), places))


def _full(state: RowSample) -> Ints:
    """The rows of the sample whose groups are in it whole: the last key may have been cut."""
    if state.eligible <= len(state.keys):
        return np.arange(len(state.keys))
    return np.flatnonzero(state.keys < state.keys.max())


def _finest_first(state: RowSample, rows: Ints) -> list[Ints]:
    """The columns as small integers, those of most kinds first, in whatever order they stand in the table."""
    cells = [np.asarray(values[rows], np.uint64) for values in state.values.values()]
    told = [(_codes(keys), int(np.add.reduce(keys))) for keys in cells]
    return [codes for codes, _ in sorted(told, key=lambda each: (-each[0].max(), each[1]))]


def _codes(values: Keys | Ints) -> Ints:
    """Small integers from 0 in place of values."""
    return np.unique(values, return_inverse=True)[1].reshape(-1)


def _joined(left: Ints, right: Ints) -> Ints:
    """Groups of rows that agree in both."""
    return _codes(left * (int(right.max()) + 1) + right)


def _doubled(columns: list[Ints]) -> bool:
    """Whether nearly all rows stand there again as they are."""
    whole = columns[0]
    for column in columns[1:]:
        whole = _joined(whole, column)
    sizes = np.bincount(whole)
    return float(sizes[sizes > 1].sum()) >= DOUBLED * len(whole)


def _is_unit(column: Ints) -> bool:
    """Whether a column's values come equally often, each several times."""
    sizes = np.bincount(column)
    if len(sizes) < FEWEST_UNITS:
        return False
    common = int(np.bincount(sizes).argmax())
    return common > 1 and float(np.mean(sizes == common)) >= UNIT


def _side_by_side(groups: Ints, times: int) -> bool:
    """Whether every two (or three, or more) rows in the order of the file are of one group: visits of one person."""
    blocks = groups[: len(groups) // times * times].reshape(-1, times)
    return float(np.mean((blocks == blocks[:, :1]).all(axis=1))) >= BLOCKS


def _multiples(groups: Ints, columns: list[Ints], times: int) -> Multiples:
    """How the finest grouping divides that still divides at all: first what copies keep, then what was not moved."""
    best = _divided(groups, times)
    if _whole(groups, times) < WHOLE:
        return best
    for column in columns:
        if not column.any() or _whole(column, times) < WHOLE:
            continue
        finer = _joined(groups, column)
        if _whole(finer, times) < WHOLE:
            continue
        groups, tried = finer, _divided(finer, times)
        best = max(best, tried, key=lambda each: each.bits)
    return best


def _whole(groups: Ints, times: int) -> float:
    """The share of groups whose size is a multiple."""
    return float(np.mean(np.bincount(groups) % times == 0))


def _divided(groups: Ints, times: int) -> Multiples:
    """How the groups divide; those of the commonest size are left out, as a plan of work makes them."""
    sizes = np.bincount(groups)
    whole = sizes % times == 0
    tells = ~whole | (sizes != int(np.bincount(sizes).argmax()))
    n, hits = int(tells.sum()), int((tells & whole).sum())
    rows = np.flatnonzero(whole[groups])
    return Multiples(times, n, hits, _bits(hits, n, 1.0 / times), groups, rows)


def _bits(hits: int, n: int, chance: float) -> float:
    """How much more so many hits say than chance would have: the relative entropy times `n`, in binary digits."""
    share = hits / n if n else 0.0
    if share <= chance:
        return 0.0
    miss = (1.0 - share) * np.log2((1.0 - share) / (1.0 - chance)) if share < 1.0 else 0.0
    return float(n * (share * np.log2(share / chance) + miss))
