"""How well a generator's closed list explains the names of a sample."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.even_names import log10_evenly_drawn
from leakverify.checks.generator.people import evened
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.kinds import Bools, Ints
from leakverify.reference.hashing import contains
from leakverify.reference.people import commonest, countries
from leakverify.reference.vocabularies import Vocabulary, members, of_kind

MIN_PEOPLE: Final = 20

DRAWN: Final = Beta(100.0, 1.0, 0.02)
"""A generator's names are all on its list, but for planted, damaged or mistyped ones."""

SPREAD: Final = 12.0
"""How far lists of people lie around the population's share: about 0.14 either way at a share of one half."""

ODD_LISTS: Final = 0.002
UNCOUNTED: Final = Beta(4.0, 1.0, 0.05)
"""Where no national count tells how many people bear a listed name, nearly all may do."""

LANGUAGES: Final = 20.0
"""The list was not named beforehand: about this many kinds of names could have fitted."""

COVERED: Final = 0.95
"""Only a list that holds nearly all names can be what they were drawn from."""

AS_MANY: Final = 0.9
"""Names of a generator's list that are common anyway are nearly all among the commonest of a country as well."""

LEAVES: Final = 0.5
MOST_SHARE: Final = 0.01
MOST_LEAST: Final = 3
"""One name counts for at most this share of the people, so that no single Nguyen or Singh decides."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The list that explains the names best. `ratio` is log10 LR against people, before the price of choice.

    `share` of a population would be on the list, None where nobody counted.
    """

    vocabulary: Vocabulary
    ratio: float
    hits: int
    inside: Bools
    share: float | None

    @property
    def support(self) -> float:
        """log10 LR after the price of choosing among lists, when only some inventions leave this trace."""
        mixed = 10.0 ** min(self.ratio, 6.0) / LANGUAGES
        return math.log10(1.0 - LEAVES + LEAVES * mixed)


def best_fit(sample: DistinctSample, kind: str) -> Fit | None:
    """The list of a kind that explains the people's names best; if none does, the one that holds most."""
    first, second = sample.whole("one"), sample.whole("two")
    front, back = sample.whole("front"), sample.whole("back")
    named = first != 0
    if int(named.sum()) < MIN_PEOPLE:
        return None
    most = max(MOST_LEAST, math.ceil(MOST_SHARE * int(named.sum())))
    weights = np.where(named, evened(first, most), 0.0)
    n = round(float(weights.sum()))
    even = log10_evenly_drawn(np.unique(first[named], return_counts=True)[1])
    fits = []
    for vocabulary in of_kind(kind):
        inside = members(first.astype(np.uint64), vocabulary)
        inside |= members(second.astype(np.uint64), vocabulary) & (second != 0)
        joined = members(front.astype(np.uint64), vocabulary) & (front != 0)
        inside |= joined & members(back.astype(np.uint64), vocabulary)
        inside &= named
        hits = min(n, round(float(weights[inside].sum())))
        share = vocabulary.base_share
        ratio = log10_ratio(hits, n, DRAWN, people(share))
        ratio += either_way(even) if hits >= COVERED * n else 0.0
        fits.append(Fit(vocabulary, ratio, hits, inside, share))
    able = [_among_common(fit, first, weights, n) for fit in fits if fit.support > 0]
    best = max(able, key=lambda fit: fit.ratio, default=None)
    return best if best and best.support > 0 else max(fits, key=lambda fit: fit.hits)


def _among_common(fit: Fit, keys: Ints, weights: NDArray[np.float64], n: int) -> Fit:
    """The same where common names explain it: as many people are among the commonest names of a country, of the same number.

    Of a club of men, or of one generation, a long list of common names holds more than of the whole people.
    """
    listed = fit.vocabulary
    share = fit.share
    for country in sorted(countries(listed.kind)) if share is not None else ():
        common, borne = commonest(listed.kind, country, len(listed.keys))
        held = float(weights[contains(common, keys.astype(np.uint64))].sum())
        if held >= AS_MANY * fit.hits:
            share = max(share or 0.0, borne)
    change = log10_ratio(fit.hits, n, people(fit.share), people(share))
    return replace(fit, ratio=fit.ratio + change, share=share)


def either_way(even: float) -> float:
    """log10 LR of the repeats when half of the generators draw all names alike, half by how common they are."""
    return math.log10(0.5 + 0.5 * 10.0**even)


def people(share: float | None) -> Beta:
    """How much of a genuine list lies in a vocabulary that holds this share of a population."""
    if share is None:
        return UNCOUNTED
    inside = min(max(share, 0.01), 0.99)
    return Beta(inside * SPREAD, (1.0 - inside) * SPREAD, ODD_LISTS)
