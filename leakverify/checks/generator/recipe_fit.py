"""Which generator's recipe explains some or all of the rows, beside rows of the table's own making.

Rows made by a recipe show its features at known rates; the others at rates that are learned from the table
itself, starting from what genuine lists show. So a feature that is common in this table soon counts nothing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.recipe_features import (
    BOTH,
    Feature,
    Recipe,
    features_of,
    name_feature,
    recipes,
)
from leakverify.facts.kinds import Bools, Floats, Ints

STARTS: Final = (0.03, 0.3, 0.9)
STEPS: Final = 25
OWN_WEIGHT: Final = 20.0
"""How many rows of the table outweigh what genuine lists show of a feature."""

LEAST_OWN: Final = 0.3
"""A level that the table's other rows never show is still taken to come this much of the usual rate."""

LIKELY: Final = 24
PROMISING: Final = 4
FIRST_LOOK: Final = 512
"""So many rows tell which recipes deserve the whole work, and so many recipes get it."""

MOST_LEVELS: Final = 7
SURE: Final = 0.9
SURE_APART: Final = 2.0
"""A row is named if it is ten times likelier to be the recipe's here, and a hundred times by genuine lists' rates."""

LEAST_WEIGHT: Final = -0.5
TELLING: Final = 0.4
"""log10 LR from which a feature of a row counts as one of the two that must agree."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Rows as a recipe's and the table's own: `better` is log10 LR over all rows being its own.

    `beside`: of the rows that the other features already give to the recipe, how many bear its names, None
    where the table has no names.
    """

    recipe: Recipe
    share: float
    better: float
    named: Bools
    beside: tuple[int, int] | None
    features: tuple[str, ...]


def weights(features: list[Feature], made: list[Floats], own: list[Floats]) -> Floats:
    """Natural log LR of every row, the recipe's rates against these."""
    total = np.zeros(len(features[0].levels))
    for feature, drawn, rate in zip(features, made, own, strict=True):
        ratio = np.append(np.log(drawn / rate), 0.0)
        total += ratio[feature.levels]
    return total


def mixtures(sample: DistinctSample) -> list[Mixture]:
    """The few recipes that could explain rows, each with the rows it would have made."""
    head = DistinctSample(sample.limit)
    head.values = {name: values[:FIRST_LOOK] for name, values in sample.values.items()}
    ranked = []
    for recipe in likely(head):
        features = features_of(recipe, head)
        if len(features) > 1:
            seen = apart(features, [f.made for f in features])
            ranked.append((float(np.maximum(seen - 1.0, 0.0).sum()), recipe))
    ranked.sort(key=lambda pair: -pair[0])
    return [fit(r, features_of(r, sample)) for score, r in ranked[:PROMISING] if score > 0]


def likely(head: DistinctSample) -> list[Recipe]:
    """The recipes whose lists hold more of the words than a population's share of them would."""
    words = [head.whole(name) for name in ("street1", "town1", "mail1") if name in head.values]
    others = np.concatenate(words) if words else np.empty(0, np.int64)
    others = np.unique(others[others != 0])
    scores = []
    for recipe in recipes():
        surplus = 0.0
        if "first1" in head.values:
            both = name_feature(recipe, head)
            rarity = -float(np.log10(both.genuine[BOTH]))
            surplus = rarity * int(np.count_nonzero(both.levels == BOTH))
        if surplus == 0.0 and len(others):
            surplus = (
                int(recipe.borne(others).sum()) / (len(recipe.first) + len(recipe.last)) ** 0.5
            )
        scores.append(surplus)
    order = np.argsort(-np.array(scores), kind="stable")[:LIKELY]
    return [recipes()[i] for i in order.tolist() if scores[i] > 0]


def apart(features: list[Feature], made: list[Floats]) -> Floats:
    """log10 LR of every row against the rates of genuine lists.

    What a row lacks takes little off: a recipe need not have filled every column.
    """
    total = np.zeros(len(features[0].levels))
    for f, drawn in zip(features, made, strict=True):
        ratio = np.maximum(np.log10(drawn / f.genuine), LEAST_WEIGHT)
        total += np.append(ratio, 0.0)[f.levels]
    return total


@dataclass(frozen=True, slots=True)
class Climbed:
    """Where one start ended."""

    value: float
    share: float
    own: list[Floats]
    made: list[Floats]
    posterior: Floats


def fit(recipe: Recipe, features: list[Feature]) -> Mixture:
    """Learn the table's own rates and the share of the recipe's rows, from several starts."""
    coded = np.zeros(len(features[0].levels), np.int64)
    for feature in features:
        coded = coded * MOST_LEVELS + feature.levels + 1
    _, first, place, counts = np.unique(
        coded, return_index=True, return_inverse=True, return_counts=True
    )
    small = [Feature(f.name, f.levels[first], f.made, f.genuine) for f in features]
    alone = learned(small, [f.genuine for f in small], counts.astype(np.float64))
    base = fitness(small, alone, np.full(len(counts), -np.inf), counts)
    best = max((climb(small, counts, start) for start in STARTS), key=lambda c: c.value)
    telling = np.zeros(len(counts), np.int64)
    for feature, drawn, rate in zip(small, best.made, best.own, strict=True):
        usual = np.maximum(rate, feature.genuine)
        telling += np.append(np.log10(drawn / usual), 0.0)[feature.levels] > TELLING
    reference = apart(small, best.made)
    named = (best.posterior >= SURE) & (reference >= SURE_APART) & (telling > 1)
    return Mixture(
        recipe,
        best.share,
        (best.value - base) / float(np.log(10)),
        named[place],
        beside(small, best, counts),
        tuple(f.name for f in features),
    )


def beside(features: list[Feature], best: Climbed, counts: Ints) -> tuple[int, int] | None:
    """Among rows that all but the names give to the recipe: how many bear names of its lists, and how many rows."""
    names = features[0]
    if names.name != "names" or len(features) == 1:
        return None
    odds = weights(features[1:], best.made[1:], best.own[1:])
    odds += np.log(best.share) - np.log1p(-best.share)
    asked = (odds > 0) & (names.levels >= 0)
    return int(counts[asked & (names.levels == BOTH)].sum()), int(counts[asked].sum())


def climb(features: list[Feature], counts: Ints, share: float) -> Climbed:
    """Expectation and maximisation from one start."""
    own = [f.genuine for f in features]
    made = [f.made for f in features]
    for step in range(STEPS + 1):
        odds = weights(features, made, own) + np.log(share) - np.log1p(-share)
        posterior = 1.0 / (1.0 + np.exp(-np.clip(odds, -700, 700)))
        if step == STEPS:
            break
        share = min(0.99, max(0.001, float((posterior * counts).sum() / counts.sum())))
        own = learned(features, [f.genuine for f in features], counts * (1.0 - posterior))
        made = learned(features, [f.made for f in features], counts * posterior)
    value = fitness(features, own, odds, counts) + float(np.log1p(-share) * counts.sum())
    pull = pulled([f.made for f in features], made)
    return Climbed(value + pull, share, own, made, posterior)


def learned(features: list[Feature], usual: list[Floats], counts: Floats) -> list[Floats]:
    """The rates among these rows, drawn towards the usual ones."""
    out = []
    for feature, expected in zip(features, usual, strict=True):
        seen = feature.levels >= 0
        found = np.bincount(feature.levels[seen], counts[seen], len(expected))
        rate = (found + OWN_WEIGHT * expected) / (found.sum() + OWN_WEIGHT)
        rate = np.maximum(rate, LEAST_OWN * expected)
        out.append(rate / rate.sum())
    return out


def pulled(usual: list[Floats], rates: list[Floats]) -> float:
    """Log of how far rates lie from the usual ones, as a Dirichlet would have it."""
    pairs = zip(usual, rates, strict=True)
    return OWN_WEIGHT * float(sum((u * np.log(r / u)).sum() for u, r in pairs))


def fitness(features: list[Feature], own: list[Floats], odds: Floats, counts: Ints) -> float:
    """Log likelihood of all rows under a mixture, with the pull of genuine lists' rates."""
    total = np.zeros(len(counts))
    for feature, rate in zip(features, own, strict=True):
        total += np.append(np.log(rate), 0.0)[feature.levels]
    pull = pulled([f.genuine for f in features], own)
    return float(((total + np.logaddexp(0.0, odds)) * counts).sum()) + pull
