"""ANC001: how much of the sample stood in an earlier file already."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.ancestry.keys import columns_by_kind, rows_by_kind
from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, EarlierFile, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.checks.statistics import clopper_pearson
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Keys
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

MIN_ROWS: Final = 10
ENOUGH_ROWS: Final = 30
NEARLY_ALL: Final = 0.95
OWN: Final = 0.5
"""A column tells files apart only if at least half of its cells in the earlier file are distinct."""

GENUINE: Final = Beta(0.3, 3.0, 0.05)
"""Two lists of one country share some people; a firm's own earlier export shares most."""
RECYCLED: Final = Beta(8.0, 0.6)


@dataclass(slots=True)
class Overlaps:
    """For each earlier file and kind of value, the rows of the sample that stand in it."""

    logs: dict[str, RowLog] = field(default_factory=dict)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        for name, log in later.logs.items():
            self.logs.setdefault(name, RowLog()).merge(log)


class EarlierOverlap(StateCheck[Overlaps]):
    """How many of the sample's people or bodies stand in an older file.

    Looks at: addresses, numbers, names and other telling values, folded, against each earlier file given.
    Why it tells: a list that is nearly whole inside an older one was taken from there, whatever the dates
        and numbers beside it say.
    Innocent explanations: the earlier file is the same firm's own; both are extracts of a public register. The
        earlier file must come from elsewhere and be older than the claim.
    Reads as: reused where nearly all rows are found in one file.
    Source: the file given; Clopper and Pearson's exact interval. A unique breach shares 40-80 % of its addresses
        with all earlier ones together (Hunt), but little with any single one.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC001", "ancestry.earlier-file", Family.ANCESTRY, "share", exhibit=True, hard=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All telling columns together."""
        if not context.earlier:
            return NotApplicable("NO_EARLIER")
        columns = dict.fromkeys(name for names in columns_by_kind(roles).values() for name in names)
        return [Binding(())] if columns else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Overlaps:
        """No rows yet."""
        return Overlaps()

    def look(self, state: Overlaps, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the rows up in each earlier file."""
        rows = rows_by_kind(facts, context.seed)
        later = Overlaps()
        for i, earlier in enumerate(context.earlier):
            for kind in _usable(earlier, list(rows)):
                keys, eligible = rows[kind]
                log = later.logs.setdefault(f"{i}:{kind}", RowLog())
                log.add(eligible, _within(earlier.keys[kind], keys))
        state.merge(later)

    def judge(self, state: Overlaps, binding: Binding, context: Context) -> Finding:
        """The earlier file that holds most of the sample."""
        enough = {name: log for name, log in state.logs.items() if log.eligible >= MIN_ROWS}
        if not enough:
            return self.not_applicable("FEW_VALUES", binding)
        name = max(sorted(enough), key=lambda n: (_merit(enough[n]), enough[n].eligible))
        log = enough[name]
        index, kind = name.split(":", 1)
        interval = clopper_pearson(log.hits, log.eligible)
        measured: dict[str, Number] = {
            "share": log.share,
            "low": interval.low,
            "high": interval.high,
            "earlier": int(index),
            "kind": "header" if kind.startswith("header:") else kind,
            "found_count": log.hits,
            "rows_count": log.eligible,
        }
        weight = log10_ratio(log.hits, log.eligible, RECYCLED, GENUINE)
        finding = self.exhibited(
            binding, measured, {Reading.RECYCLED: max(-0.3, weight)}, log.rows()
        )
        certain = log.eligible >= ENOUGH_ROWS and log.share >= NEARLY_ALL
        return replace(finding, hard=finding.hard and certain)


def _usable(earlier: EarlierFile, kinds: list[str]) -> list[str]:
    """The kinds that both files have and that tell the earlier file's rows apart."""
    return [k for k in kinds if k in earlier.keys and len(earlier.keys[k]) >= OWN * earlier.rows]


def _within(table: Keys, keys: Keys) -> Bools:
    """Which keys are in a sorted table."""
    if not len(table):
        return np.zeros(len(keys), np.bool_)
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    found: Bools = table[at] == keys
    return found


def _merit(log: RowLog) -> float:
    """The lower bound of the share, so that a few chance hits do not beat many."""
    return clopper_pearson(log.hits, log.eligible).low
