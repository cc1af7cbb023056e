"""GEN021: names, addresses or identifiers that a generator produces under a seed that everybody uses."""

import math
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.recipe_traces import written
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference.hashing import hash_words, texts
from leakverify.reference.replay import Stream, Streams, fold_value, streams

MOST_VALUES: Final = 8_192
MIN_VALUES: Final = 20
MIN_HITS: Final = 12
"""Fewer values of one stream are never called a replay, whatever arithmetic says of them."""

LEAST_CHANCE: Final = 1.0
"""So many meetings are always granted to chance, beside what the same recipe's other seeds show in this file."""

SURE: Final = 2.0
MOST: Final = 4.0
MOST_OF_IT: Final = 0.9
WHOLE: Final = 0.6
"""From this share on, all rows are of the stream rather than a part of them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The stream that explains most: `weight` is log10 of how far beyond chance, after the price of all streams."""

    card: Stream
    weight: float
    marked: Bools


class SeedReplay(StateCheck[DistinctSample]):
    """Values that a known generator gives out first when it is started with a common seed.

    Looks at:
        Distinct names, mail addresses and UUIDs, against the first few hundred values that known generators give.
        These are started with the seeds of countless examples, such as 0, 42, 1234 or a year. A stream counts when
        the file holds far more of it than of the same recipe under the other seeds.

    Why it tells:
        A seeded generator says the same names in every run. Common names meet by chance, but not a dozen of one stream
        where the other seeds' streams show none or two.

    Innocent explanations:
        - Test records that the firm's own staff made with such a generator.
        - Names that were replaced on purpose before the file was passed on.

    Reads as:
        Most of the rows in one stream read as invented; a part of the rows as altered, with these rows. No match says
        nothing.

    Source:
        The published generators themselves, run under common seeds by a script of this project. Chance as measured by
        the other seeds in the same file.
    """

    info: ClassVar = CheckInfo(
        "GEN021",
        "generator.seed-replay",
        Family.GENERATOR,
        "stream_share",
        exhibit=True,
        hard=True,
        needs=("full_name",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The name, the first column of addresses, the first of UUIDs."""
        names = name_columns(roles)
        single = (roles.first(Role.EMAIL), roles.first(Role.UUID))
        found = [Binding(names)] if names else []
        found += [Binding((name,)) for name in single if name is not None]
        return found or NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct values with their key in the streams."""
        return DistinctSample(MOST_VALUES)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next values."""
        keys = facts.key(binding.columns, context.seed, folded=True)
        filled = np.logical_and.reduce([facts.cells(name).filled for name in binding.columns])
        places = state.pick(keys, filled)
        parts = [written(facts, name, places) for name in binding.columns]
        values = [fold_value(" ".join(row)) for row in zip(*parts, strict=True)]
        state.take(keys, places, {"value": hash_words(texts(values)).astype(np.int64)})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The stream that the values meet most often beyond chance."""
        n = len(state)
        if n < MIN_VALUES:
            return self.not_applicable("FEW_VALUES", binding, {"value_count": n})
        known = streams()
        found = best_replay(state.whole("value"), known)
        hits = int(found.marked.sum()) if found else 0
        card = found.card if found else None
        return self.exhibited(
            binding,
            {
                "stream_share": hits / n,
                "stream_rows": hits,
                "value_count": n,
                "stream": f"{card.tool} {card.locale}".removesuffix(" -") if card else None,
                "version": card.version if card else None,
                "seed": card.seed if card else None,
                "recipe": card.recipe if card else None,
            },
            read_as(found, state, known.length) if found else {},
            state.rows(found.marked if found else np.zeros(n, np.bool_)),
        )


def read_as(found: Replay, state: DistinctSample, length: int) -> dict[Reading, float]:
    """Invented where the stream explains most values, or where a longer file begins with all of it; else altered.

    Streams are kept to their first values only, so what comes after them in a longer file cannot be compared.
    """
    hits = int(found.marked.sum())
    first = state.places < np.sort(state.places)[min(length, len(state)) - 1]
    begins = hits >= MOST_OF_IT * length and float(found.marked[first].mean()) >= MOST_OF_IT
    reading = Reading.FABRICATED if begins or hits >= WHOLE * len(state) else Reading.TAMPERED
    return {reading: min(MOST, found.weight)}


def best_replay(values: Ints, known: Streams) -> Replay | None:
    """The stream that the values meet most often beyond what other seeds of its recipe do."""
    key, stream, _ = known.hits(values.astype(np.uint64))
    if not len(key):
        return None
    counts = np.bincount(stream, minlength=len(known.cards)).astype(np.float64)
    groups = np.array([card.group for card in known.cards])
    sums, sizes = np.bincount(groups, counts), np.bincount(groups)
    others = (sums[groups] - counts) / np.maximum(1, sizes[groups] - 1)
    weights = beyond(counts, np.maximum(others, 0.0) + LEAST_CHANCE)
    weights[counts < MIN_HITS] = 0.0
    best = int(weights.argmax())
    weight = float(weights[best]) - math.log10(len(known.cards))
    if weight < SURE:
        return None
    marked = np.zeros(len(values), np.bool_)
    marked[key[stream == best]] = True
    return Replay(known.cards[best], weight, marked)


def beyond(hits: Floats, chance: Floats) -> Floats:
    """-log10 of Chernoff's bound on a Poisson count of at least `hits` where `chance` are expected."""
    more = hits > chance
    safe = np.where(more, hits, chance)
    bound = safe * np.log(safe / chance) - safe + chance
    return np.asarray(np.where(more, bound, 0.0) / np.log(10), np.float64)
