"""GEN013: every address at the great providers is spelled by one generator's recipe."""

import math
import re
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.addresses import MIN_ADDRESSES, has_domain, locals_at
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one generator spells the part before the @, and how often people do so at free providers."""

    tool: str
    pattern: re.Pattern[str]
    people: Beta


RECIPES: Final = (  # from narrow to wide: of several that fit, the first is named
    Recipe(
        "mimesis",
        re.compile(r"[a-z]+[._-]?(?:1[89]\d\d|20\d\d|2100)"),
        Beta(1.0, 25.0, 0.01),
    ),
    Recipe(
        "faker-js",
        re.compile(r"[^\W\d_a-z][^\W\d_]['’\w-]*?(?:[._][^\W\d_a-z]['’\w-]*?)?\d{0,2}"),
        Beta(0.5, 20.0, 0.02),
    ),
    Recipe("Faker", re.compile(r"[a-z]+(?:\d\d)?"), Beta(4.0, 6.0, 0.02)),
    Recipe("home-made recipe", re.compile(r"[a-z]+(?:[._]?[a-z]+)?\d{1,4}"), Beta(2.0, 5.0, 0.02)),
)

DRAWN: Final = Beta(100.0, 1.0)
LEAVES: Final = 0.4
SURE: Final = 3.0


class LocalGrammar(StateCheck[DistinctSample]):
    """Free mail addresses that all follow the recipe of one generator.

    Looks at:
        The part before the @ of the distinct addresses at free and reserved providers, where everybody chooses a free
        name. It is held against the recipes of known generators: a word and a year, capitals and two digits, letters
        and two digits. It is also held against letters always followed by digits.

    Why it tells:
        At such providers people use dots, digits, initials and nicknames side by side. One recipe from
        the first row to the last is the work of a program.

    Innocent explanations:
        - Addresses that a school or a phone firm gives out by one rule, at a great provider.
        - Software that cut or rewrote the addresses, for example to capitals at the start of each
          word.

    Reads as:
        One recipe in all of them reads as invented.

    Source:
        The templates inside the published generators. The variety of genuine lists as measured on labelled tables.
    """

    info: ClassVar = CheckInfo(
        "GEN013",
        "generator.local-grammar",
        Family.GENERATOR,
        "recipe_share",
        exhibit=True,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct addresses with one bit per recipe that spells them."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Match the next addresses."""
        emails = facts.emails(binding.columns[0])
        keys = facts.key(binding.columns, context.seed)
        chosen = emails.by_domain(emails.free | emails.reserved, False)
        places = state.pick(keys, has_domain(emails) & chosen)
        found = [recipes_of(t) for t in locals_at(emails, places)]
        state.take(keys, places, {"recipes": np.array(found, dtype=np.int64)})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The best of the recipes, at the price of having tried all."""
        n = len(state)
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"free_address_count": n})
        bits = state.whole("recipes")
        ratios = [
            log10_ratio(int((bits >> i & 1).sum()), n, DRAWN, recipe.people)
            for i, recipe in enumerate(RECIPES)
        ]
        best = ratios.index(next(r for r in ratios if r >= min(max(ratios), SURE)))
        fits = (bits >> best & 1).astype(np.bool_)
        mixed = sum(10 ** min(r, 6.0) for r in ratios) / len(ratios)
        support = math.log10(1 - LEAVES + LEAVES * mixed)
        return self.exhibited(
            binding,
            {
                "recipe_share": int(fits.sum()) / n,
                "recipe": RECIPES[best].tool if support > 0 else None,
                "free_address_count": n,
            },
            {Reading.FABRICATED: support},
            state.rows(fits),
        )


def recipes_of(local: str) -> int:
    """One bit per recipe that spells this local part whole."""
    return sum(1 << i for i, r in enumerate(RECIPES) if r.pattern.fullmatch(local))
