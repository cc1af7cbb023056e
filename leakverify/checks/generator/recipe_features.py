"""What one generator's recipe could explain of the rows: each feature with its levels and the rates to compare.

A feature (names on the list, street built from names, town by the grammar …) has a few levels; rows made by the
recipe show them at known rates, and genuine lists at others.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.recipe_traces import (
    CUTS,
    FREE_COLUMNS,
    NOTHING,
    ODD_STREET,
    STRANGE,
    grammar_numbers,
)
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.reference import mail
from leakverify.reference.hashing import Keys, contains, hash_words, texts
from leakverify.reference.vocabularies import vocabularies

UNCOUNTED: Final = 0.7
"""The share of people on a list where no national count tells."""

LEAST_SHOWN: Final = 0.004
"""A feature that hardly any row shows is of a column that no recipe filled."""

YEAR: Final = 4
WORDED: Final = 100
FIRST, LAST, BOTH = 1, 2, 3
UNDERSCORE: Final = 2
SHORT_NUMBER: Final = 2


@dataclass(frozen=True, slots=True)
class Recipe:
    """One locale of one generator: its names as sorted keys, the share of people on both lists, its jobs."""

    tool: str
    locale: str
    first: Keys
    last: Keys
    first_share: float
    last_share: float
    job: Keys
    domains: Keys

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.tool} {self.locale}"

    def borne(self, *columns: Ints) -> Bools:
        """Rows where each of these words is a name of the recipe, or not there while the first is."""
        out: Bools = columns[0] != 0
        for keys in columns:
            asked = keys.astype(np.uint64)
            out &= contains(self.first, asked) | contains(self.last, asked) | (keys == 0)
        return out


@dataclass(frozen=True, slots=True)
class Feature:
    """Levels of one feature by row (-1 nothing to see), its rates in the recipe's rows and in genuine ones."""

    name: str
    levels: Ints
    made: Floats
    genuine: Floats


def rates(*numbers: float) -> Floats:
    """Rates that add up to one."""
    found = np.array(numbers, np.float64)
    out: Floats = found / found.sum()
    return out


FAKER_MAIL: Final = rates(0.06, 0.06, 0.1, 0.45, 0.12, 0.21)
FAKER_JS_MAIL: Final = rates(0.06, 0.01, 0.4, 0.06, 0.01, 0.46)
MIMESIS_MAIL: Final = rates(0.02, 0.01, 0.2, 0.22, 0.01, 0.54)
NAMES_OWN: Final = rates(0.69, 0.2, 0.075, 0.001, 0.018, 0.016)
MIMESIS_OWN: Final = rates(0.95, 0.012, 0.008, 0.001, 0.018, 0.011)


@cache
def recipes() -> tuple[Recipe, ...]:
    """Every locale of every tool that has first and last names."""
    lists = {(v.tool, v.locale, v.kind): v for v in vocabularies()}
    none = np.empty(0, np.uint64)
    providers = mail.generator_providers()
    found = []
    for tool, locale, kind in lists:
        if kind != "first" or (tool, locale, "last") not in lists:
            continue
        first, last = lists[tool, locale, "first"], lists[tool, locale, "last"]
        job = lists.get((tool, locale, "job"))
        domains = providers.get(f"{tool}.{locale}", providers.get(tool, frozenset()))
        found.append(
            Recipe(
                tool,
                locale,
                first.keys,
                last.keys,
                UNCOUNTED if first.base_share is None else first.base_share,
                UNCOUNTED if last.base_share is None else last.base_share,
                none if job is None else job.keys,
                np.unique(hash_words(texts(sorted(domains)))),
            )
        )
    return tuple(found)


def features_of(recipe: Recipe, sample: DistinctSample) -> list[Feature]:
    """Everything in the rows that this recipe could explain."""
    out = []
    has = sample.values
    if "first1" in has:
        out.append(name_feature(recipe, sample))
    if "form" in has and recipe.tool in ("faker", "faker-js", "mimesis"):
        out.append(mail_feature(recipe, sample))
    elif "apart" in has:
        levels = sample.whole("apart")
        out.append(Feature("apart", levels, rates(0.3, 0.7), rates(0.66, 0.34)))
    if "phone" in has:
        genuine = rates(0.955, 0.035, 0.008, 0.002)
        out.append(Feature("phone", sample.whole("phone"), rates(0.45, 0.25, 0.25, 0.05), genuine))
    if "street" in has:
        out.append(street_feature(recipe, sample))
    if "town" in has:
        out += town_features(recipe, sample)
    for i in range(FREE_COLUMNS):
        keys = sample.whole(f"free{i}")
        if len(keys) and len(recipe.job):
            held = contains(recipe.job, keys.astype(np.uint64)).astype(np.int64)
            held[keys == 0] = NOTHING
            out.append(Feature(f"job{i}", held, rates(0.5, 0.5), rates(0.96, 0.04)))
    return [f for f in out if (f.levels > 0).mean() >= LEAST_SHOWN]


def name_feature(recipe: Recipe, sample: DistinctSample) -> Feature:
    """Neither name on the lists, the first, the last, both."""
    one, two = sample.whole("first1"), sample.whole("first2")
    first = contains(recipe.first, one.astype(np.uint64))
    first |= contains(recipe.first, two.astype(np.uint64)) & (two != 0)
    back, pair = sample.whole("last1"), sample.whole("last2")
    last = contains(recipe.last, back.astype(np.uint64))
    last |= contains(recipe.last, pair.astype(np.uint64)) & (pair != 0)
    levels = first.astype(np.int64) + 2 * last
    f, s = min(recipe.first_share, 0.95), min(recipe.last_share, 0.95)
    if not (one != 0).any():
        levels[levels == LAST] = BOTH
        f = 1.0
    if not (back != 0).any():
        levels[levels == FIRST] = BOTH
        s = 1.0
    levels[(one == 0) & (back == 0)] = NOTHING
    made = rates(0.01, 0.015, 0.015, 0.96)
    least = 0.01
    own = rates((1 - f) * (1 - s) + least, f * (1 - s) + least, (1 - f) * s + least, f * s + least)
    return Feature("names", levels, made, own)


def mail_feature(recipe: Recipe, sample: DistinctSample) -> Feature:
    """How an address is spelled and where, and whether it is spelled from names that are not the row's own.

    0 otherwise, 1 by the recipe, 2 by it at one of its providers, 3 in an example domain, 4 and 5 as 1 and 2 with
    the names of somebody else.
    """
    form = sample.whole("form")
    digits, joint = form % 10, (form - WORDED) // 10
    one, two, three = (sample.whole(f"mail{k}") for k in (1, 2, 3))
    double = (two != 0) & recipe.borne(one, two)
    if recipe.tool == "mimesis":
        spelled = digits == YEAR
        made, own = MIMESIS_MAIL, MIMESIS_OWN
    elif recipe.tool == "faker":
        bare = (two == 0) & recipe.borne(one) & (digits == SHORT_NUMBER)
        initial = (two == 0) & recipe.borne(three) & (digits == 0)
        spelled = bare | initial | (double & (joint == 1) & (digits == 0)) | joined(recipe, sample)
        made, own = FAKER_MAIL, NAMES_OWN
    else:
        bare = (two == 0) & recipe.borne(one) & (digits > 0) & (digits <= SHORT_NUMBER)
        spelled = bare | (
            double & ((joint == 1) | (joint == UNDERSCORE)) & (digits <= SHORT_NUMBER)
        )
        made, own = FAKER_JS_MAIL, NAMES_OWN
    at_home = contains(recipe.domains, sample.whole("domain").astype(np.uint64))
    levels = (spelled & (form >= WORDED)).astype(np.int64) * (1 + at_home)
    if "apart" in sample.values:
        levels += 3 * ((levels > 0) & (sample.whole("apart") > 0))
    levels[sample.whole("reserved") > 0] = 3
    levels[form == NOTHING] = NOTHING
    return Feature("email", levels, made, own)


def joined(recipe: Recipe, sample: DistinctSample) -> Bools:
    """Local parts that are two names of the recipe written together."""
    out = np.zeros(len(sample.whole("form")), np.bool_)
    for cut in CUTS:
        heads, tails = sample.whole(f"head{cut}"), sample.whole(f"tail{cut}")
        rows = np.flatnonzero((heads != 0) & ~out)
        rows = rows[recipe.borne(heads[rows])]
        out[rows] = recipe.borne(tails[rows])
    return out


def street_feature(recipe: Recipe, sample: DistinctSample) -> Feature:
    """Not from the recipe's names, from them, from them with a kind of street that is seldom met."""
    form = sample.whole("street")
    built = (form > 0) & recipe.borne(sample.whole("street1"), sample.whole("street2"))
    levels = built.astype(np.int64) * (1 + (form == ODD_STREET))
    levels[form == NOTHING] = NOTHING
    english = recipe.locale.startswith("en")
    made = rates(0.08, 0.32, 0.6) if english else rates(0.3, 0.69, 0.01)
    return Feature("street", levels, made, rates(0.86, 0.12, 0.02))


def town_features(recipe: Recipe, sample: DistinctSample) -> list[Feature]:
    """Known, unknown, built by the tool's own grammar; and whether the postcode of a known town fits."""
    known, grammar = sample.whole("town"), sample.whole("grammar")
    tongue = recipe.locale[:2]
    own = [n for name, n in grammar_numbers().items() if same_tongue(name, recipe.tool, tongue)]
    built = np.isin(grammar, own) & (grammar > 0)
    built |= (known == STRANGE) & recipe.borne(sample.whole("town1"), sample.whole("town2"))
    levels = np.where(built, 2, known)
    out = []
    if own:
        made = rates(0.06, 0.06, 0.88) if tongue == "en" else rates(0.25, 0.15, 0.6)
        out.append(Feature("town", levels, made, rates(0.93, 0.065, 0.005)))
    pair = sample.whole("pair")
    out.append(Feature("postcode", pair, rates(0.04, 0.96), rates(0.93, 0.07)))
    return out


def same_tongue(grammar: str, tool: str, tongue: str) -> bool:
    """Whether a town grammar belongs to this tool and language."""
    of_tool, _, locale = grammar.partition(".")
    return of_tool == tool and locale[:2] == tongue
