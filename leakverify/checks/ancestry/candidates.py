"""The earlier files weighed one by one, and the one that the sample most likely comes from."""

from dataclasses import dataclass, replace
from typing import Final

from leakverify.checks.ancestry.kinship import Kinship, Pair, kinds_of
from leakverify.checks.ancestry.own import Kin, kin_of
from leakverify.checks.ancestry.relatives import Expected, compilations, expected, shared
from leakverify.checks.contract import Context
from leakverify.checks.statistics import clopper_pearson
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.model.finding import Number

MIN_ROWS: Final = 10
MOST: Final = 0.5
RECYCLED: Final = Beta(8.0, 0.6)
CAP: Final = 4.0
OPEN: Final = 0.9
"""What a match may weigh at most that a newer export of the same organisation would show as well."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One earlier file by its best kind of value."""

    index: int
    kind: str
    pair: Pair
    kin: Kin | None
    usual: Expected
    weight: float

    @property
    def most(self) -> float:
        """What a trace of this file may weigh: little where a newer export would show it as well."""
        return OPEN if self.kin is not None and self.kin.open_question else CAP

    def measured(self) -> dict[str, Number]:
        """What every finding about this file tells of the overlap."""
        log = self.pair.log
        interval = clopper_pearson(log.hits, log.eligible)
        return {
            "share": log.share,
            "low": interval.low,
            "high": interval.high,
            "earlier": self.index,
            "kind": self.kind.partition(":")[0],
            "found_count": log.hits,
            "rows_count": log.eligible,
        }


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the files given amount to."""

    best: Candidate | None
    own: tuple[Candidate, ...] = ()
    compilations: int = 0
    compared: int = 0


def weigh_all(state: Kinship, context: Context) -> Candidates:
    """Weigh every file, set own exports and compilations aside, name the best of the rest."""
    by_file: dict[int, Candidate] = {}
    for (index, kind), pair in sorted(state.pairs.items(), key=lambda item: item[0][0]):
        if pair.log.eligible < MIN_ROWS:
            continue
        candidate = _candidate(index, kind, pair, state, context)
        known = by_file.get(index)
        if known is None or _kind_rank(candidate, context) > _kind_rank(known, context):
            by_file[index] = candidate
    files = context.earlier
    found = list(by_file.values())
    own = [c for c in found if c.kin is not None and c.kin.own and c.pair.log.share > 0]
    # What stands in the organisation's own export is no separate origin.
    rest = [
        c
        for c in found
        if c not in own
        and not any(shared(files[c.index], files[o.index], c.kind) >= MOST for o in own)
    ]
    large = {i for kind in {c.kind for c in rest} for i in compilations(files, kind)}
    telling = [c for c in rest if c.index not in large]
    best = max(telling, key=lambda c: _rank(c, context), default=None)
    return Candidates(best, tuple(own), len(large), len(found))


def _candidate(index: int, kind: str, pair: Pair, state: Kinship, context: Context) -> Candidate:
    """One file by one kind of value."""
    earlier, log = context.earlier[index], pair.log
    usual = expected(context.earlier, kind, context.settings.country, state.providers)
    link = earlier.links.get(kind)
    kin = None if link is None else kin_of(pair, earlier, link, context)
    weight = log10_ratio(log.hits, log.eligible, RECYCLED, usual.kind)
    found = Candidate(index, kind, pair, kin, usual, weight)
    return replace(found, weight=min(weight, found.most))


def _kind_rank(candidate: Candidate, context: Context) -> tuple[float, int]:
    """The kind of value that finds most, of two alike the more telling one."""
    return (_sure_share(candidate), -kinds_of(context).index(candidate.kind))


def _rank(candidate: Candidate, context: Context) -> tuple[float, float, int]:
    """The file that holds most of the sample, of two alike the one that the sample fills more."""
    size = max(1, context.earlier[candidate.index].size(candidate.kind))
    return (_sure_share(candidate), candidate.pair.log.hits / size, -candidate.index)


def _sure_share(candidate: Candidate) -> float:
    """The lower end of the share, so that a few chance hits do not beat many."""
    log = candidate.pair.log
    return round(clopper_pearson(log.hits, log.eligible).low, 2)
