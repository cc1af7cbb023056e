"""How the sample's rows lie in each earlier file: which are found, where they stood, what of them agrees."""

from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np

from leakverify.checks.ancestry.heads import heads_at
from leakverify.checks.ancestry.keys import (
    RECORD,
    Found,
    columns_by_kind,
    columns_by_label,
    rows_by_kind,
)
from leakverify.checks.ancestry.pile import PROVIDERS, companions, provider_counts, unmasked
from leakverify.checks.contract import Context, EarlierFile
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Ints, Keys
from leakverify.model.terms import Role

OWN: Final = 0.5
"""A column tells files apart only if at least half of its cells in the earlier file are distinct."""
ALONE: Final = 0.8
"""And of several cells together four in five: fares and distances of another day meet by chance."""
SAMPLE: Final = 4_096
MAX_FILES: Final = 32


@dataclass(slots=True)
class Pair:
    """The sample beside one earlier file, by one kind of value."""

    log: RowLog = field(default_factory=RowLog)
    linked: DistinctSample = field(default_factory=lambda: DistinctSample(SAMPLE))
    fresh: DistinctSample = field(default_factory=lambda: DistinctSample(SAMPLE))

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.log.merge(later.log)
        self.linked.merge(later.linked)
        self.fresh.merge(later.fresh)


@dataclass(slots=True)
class Kinship:
    """For each earlier file and kind of value, how the sample's rows lie in it."""

    pairs: dict[tuple[int, str], Pair] = field(default_factory=dict)
    providers: Ints = field(default_factory=lambda: np.zeros(PROVIDERS + 1, np.int64))

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        for name, pair in later.pairs.items():
            self.pairs.setdefault(name, Pair()).merge(pair)
        self.providers = self.providers + later.providers


def usable(earlier: EarlierFile, kinds: list[str]) -> list[str]:
    """The kinds that both files have and that tell the earlier file's rows apart."""
    return [
        kind
        for kind in kinds
        if kind in earlier.keys
        and earlier.size(kind) >= earlier.rows * (ALONE if kind.startswith(RECORD) else OWN)
    ]


def kinds_of(context: Context) -> list[str]:
    """What the sample can be compared by."""
    return list(columns_by_kind(context.settings.roles))


def kinship_of(facts: Facts, context: Context) -> Kinship:
    """The next rows beside every earlier file; made once for all checks that ask."""
    return facts.kept(("kinship", context.seed), lambda: _kinship(facts, context))


def shared_labels(context: Context, link: DistinctSample) -> list[str]:
    """The columns that sample and earlier file share, without dates, in a fixed order: bit i stands for label i."""
    own = columns_by_label(context.settings.roles)
    return sorted(label for label in own if f"cell:{label}" in link.values)


def within(table: Keys, keys: Keys) -> Bools:
    """Which keys are in a sorted table."""
    if not len(table):
        return np.zeros(len(keys), np.bool_)
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    found: Bools = table[at] == keys
    return found


def _kinship(facts: Facts, context: Context) -> Kinship:
    out = Kinship()
    out.providers = provider_counts(facts)
    rows = rows_by_kind(facts, context.seed)
    for i, earlier in enumerate(context.earlier[:MAX_FILES]):
        for kind in usable(earlier, list(rows)):
            out.pairs[i, kind] = _pair(facts, context, earlier, kind, rows[kind])
    return out


def _pair(facts: Facts, context: Context, earlier: EarlierFile, kind: str, found: Found) -> Pair:
    """One earlier file by one kind."""
    keys, eligible = found
    pair = Pair()
    hit = within(earlier.keys[kind], keys)
    pair.log.add(eligible, hit)
    link = earlier.links.get(kind)
    if link is not None:
        places = pair.linked.pick(keys, eligible & within(link.keys, keys))
        pair.linked.take(keys, places, dict(_compared(facts, context, link, keys, places)))
        places = pair.fresh.pick(keys, eligible & ~hit)
        pair.fresh.take(keys, places, dict(_rank_values(facts, places)))
    return pair


def _compared(
    facts: Facts, context: Context, link: DistinctSample, keys: Keys, places: Ints
) -> dict[str, Ints]:
    """The picked rows beside their earlier selves: place, agreeing columns as bits, days between dates."""
    at = np.searchsorted(link.keys, keys[places])
    own = companions(facts, keys, places, context.seed)
    both, same = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
    for bit, label in enumerate(shared_labels(context, link)):
        mine, old = own[f"cell:{label}"], link.values[f"cell:{label}"][at]
        there = (mine != 0) & (old != 0)
        both |= there.astype(np.int64) << bit
        same |= (there & (mine == old)).astype(np.int64) << bit
    values = {"old": link.places[at], "both": both, "same": same}
    for name in [n for n in own if n.startswith("date:") and n in link.values]:
        mine, old = own[name], link.values[name][at]
        there = (mine != NO_TIME) & (old != NO_TIME)
        values[name] = np.where(there, np.where(there, mine, 0) - np.where(there, old, 0), NO_TIME)
        values[f"new:{name}"] = np.where(there, unmasked(mine, keys[places]), NO_TIME)
    return values | _rank_values(facts, places) | _heads(facts, places)


def _rank_values(facts: Facts, places: Ints) -> dict[str, Ints]:
    """Record number and creation date of the picked rows, by which old and new rows are told apart."""
    roles = facts.settings.roles
    serial = np.full(len(places), -1, np.int64)
    made = np.full(len(places), NO_TIME, np.int64)
    number, created = roles.first(Role.RECORD_ID), roles.first(Role.CREATED, Role.EVENT_TIME)
    if number is not None:
        known = facts.serials(number)
        serial = known.on_rows(known.serial, -1)[places]
    if created is not None:
        made = facts.dates(created).seconds_on_rows()[places]
    return {"serial": serial, "made": made}


def _heads(facts: Facts, places: Ints) -> dict[str, Ints]:
    """The first letters of each text of the picked rows as a number that sorts alike, -1 where empty."""
    return {
        f"head:{label}": heads_at(facts, column, places)
        for label, (column, _) in columns_by_label(facts.settings.roles).items()
    }
