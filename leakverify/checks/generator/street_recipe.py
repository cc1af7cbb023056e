"""GEN011: streets that end in words which only a generator uses so often."""

import re
from functools import cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints, Keys
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference.hashing import contains, texts
from leakverify.reference.vocabularies import Vocabulary, fold_word, hash_words, of_kind

MIN_STREETS: Final = 20
MOST_STREETS: Final = 2_048

GENUINE: Final = Beta(1.2, 9.0, 0.01)
"""Streets named Loop, Run or Cove are one in eight or so."""

TRACES: Final = {Reading.FABRICATED: Trace(Beta(6.0, 1.5), 0.4)}

ENGLISH: Final = frozenset({"en", "en_US", "en_AU", "en_CA"})
ROADS: Final = ("street", "st", "road", "rd", "avenue", "ave", "av", "drive", "dr", "lane", "ln")
PLACES: Final = ("court", "ct", "crt", "place", "pl", "square", "sq", "close", "terrace", "ter")
WAYS: Final = (
    "way",
    "wy",
    "circle",
    "cir",
    "crescent",
    "cres",
    "trail",
    "trl",
    "boulevard",
    "blvd",
)
GREAT: Final = ("parkway", "pkwy", "highway", "hwy")
BRITISH: Final = (
    "gardens",
    "grove",
    "hill",
    "park",
    "view",
    "rise",
    "row",
    "green",
    "walk",
    "mews",
    "gate",
)
COMMON: Final = (*ROADS, *PLACES, *WAYS, *GREAT, *BRITISH)
"""What English-speaking countries put at the end of nearly all street names."""

UNIT: Final = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:apt|apartment|suite|ste|unit|flat)\b|no\.|#).*$", re.IGNORECASE
)
WORD: Final = re.compile(r"[^\W\d_]+")

KNOWN: Final = 1
RARE: Final = 2
WORDED: Final = 4
"""Bits of a street: its last word is an English one for a street, an unusual one; it has a last word at all."""

ENGLISH_SHARE: Final = 0.5
"""Where fewer streets end in an English word, streets are named in another language."""


class StreetRecipe(StateCheck[DistinctSample]):
    """Whether streets end in Ramp, Isle or Estate as often as in Street.

    Looks at:
        The last word of each distinct street, flat or suite number aside, where it is one of the English words for a
        street. The check counts how many are others than those that nearly all real streets end in.

    Why it tells:
        Towns call most of their streets Street, Road, Avenue, Drive or Lane. A generator draws from a list of two
        hundred words, each as often as the next. So Ramp and Isle come as often as Street.

    Innocent explanations:
        - New estates where builders prefer unusual words.
        - A column that holds the names of houses or places rather than streets.

    Reads as:
        Unusual words throughout read as invented; one in eight is normal.

    Source:
        The word lists inside the published generators. The forms of the United States Postal Service.
    """

    info: ClassVar = CheckInfo(
        "GEN011",
        "generator.street-recipe",
        Family.GENERATOR,
        "recipe_share",
        exhibit=True,
        needs=("street",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of streets."""
        return each(roles, Role.STREET)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct streets with what their last word is."""
        return DistinctSample(MOST_STREETS)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the last words of the next streets."""
        cells = facts.cells(binding.columns[0])
        keys = facts.key(binding.columns, context.seed)
        places = state.pick(keys, cells.filled)
        words = [last_word(text) for text in cells.values[cells.codes[places]].tolist()]
        found = hash_words(texts(words))
        rare, common = contains(rare_keys(), found), contains(common_keys(), found)
        state.take(
            keys,
            places,
            {
                "word": found.astype(np.int64),
                "seen": (rare | common) * KNOWN
                + rare * RARE
                + np.array([WORDED * bool(w) for w in words], dtype=np.int64),
            },
        )

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """A share of unusual words far beyond real towns speaks for invention."""
        seen = state.whole("seen")
        rare = (seen & RARE) > 0
        n, hits = int(np.count_nonzero(seen & KNOWN)), int(rare.sum())
        worded = int(np.count_nonzero(seen & WORDED))
        if worded < MIN_STREETS:
            return self.not_applicable("FEW_VALUES", binding, {"street_count": worded})
        if n < ENGLISH_SHARE * worded:
            return self.not_applicable("NO_TABLE", binding, {"street_count": worded})
        support = traced(hits, n, GENUINE, TRACES)
        return self.exhibited(
            binding,
            {
                "recipe_share": hits / n,
                "street_count": n,
                "recipe": best_list(state.whole("word"))
                if support[Reading.FABRICATED] > 0
                else None,
            },
            support,
            state.rows(rare),
            {"usual_share": GENUINE.a / (GENUINE.a + GENUINE.b)},
        )


def last_word(text: str) -> str:
    """The last word of a street, folded; "" if there is none.

    >>> last_word("537 Allen Turnpike Suite 631"), last_word("12 High St., Leeds")
    ('turnpike', 'st')
    """
    street = UNIT.sub("", text.partition("\n")[0]).partition(",")[0]
    words = WORD.findall(street)
    return fold_word(words[-1]) if len(words) > 1 else ""


@cache
def english() -> tuple[Vocabulary, ...]:
    """The generators' English words for a street."""
    return tuple(v for v in of_kind("street_suffix") if v.locale in ENGLISH)


@cache
def common_keys() -> Keys:
    """Keys of the words that nearly all streets end in."""
    return np.unique(hash_words(texts(COMMON)))


@cache
def rare_keys() -> Keys:
    """Keys of all other words on the generators' lists."""
    every = np.unique(np.concatenate([v.keys for v in english()]))
    return every[~contains(common_keys(), every)]


def best_list(words: Ints) -> str:
    """The tool whose list holds most of the words; of equals the shortest."""
    keys = words.astype(np.uint64)
    best = max(english(), key=lambda v: (int(contains(v.keys, keys).sum()), -v.size))
    return best.tool
