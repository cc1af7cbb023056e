"""GEN012: the mail providers are those of a generator's list, or of any short list, in equal shares."""

import math
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.addresses import MIN_ADDRESSES, take_domains
from leakverify.checks.weight import Beta, log10_even, log_probability
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import mail
from leakverify.reference.hashing import hash_words, texts

DRAWN: Final = Beta(200.0, 1.0)
"""All addresses of a generator are at its own providers, but for planted or damaged ones."""

FOUND: Final = Beta(4.0, 1.0, 0.05)
FOUND_ODD: Final = Beta(1.0, 6.0, 0.02)
"""In genuine lists the few great providers hold most addresses, seldom all; a list of odd web sites holds few."""

EVEN: Final = 300.0
PEOPLE: Final = 0.5
"""Dirichlet weights: equal shares within noise, and shares as people make them."""

CHANCE_EVEN: Final = 0.02
"""How many genuine lists are even by design, such as a fixed quota for each provider."""

MIN_PROVIDERS: Final = 3
UNKNOWN: Final = "home-made list"
LEAVES: Final = 0.3


class ProviderList(StateCheck[DistinctSample]):
    """Addresses at exactly the providers of a generator's list, each about as often as the next.

    Looks at:
        The domains of the distinct addresses. They are held against the provider lists of known generators of test
        data in each language. Where most are at free providers, they are held against any short list as well.

    Why it tells:
        Generators draw the provider from a fixed list with equal chances. People do not. The favourite of a country
        has several times as many as the fifth, and some use a domain of their own.

    Innocent explanations:
        - A quota sample with the same number of addresses for each provider.
        - A file cut down to the addresses at a few great providers, in a country where these are
          equally liked.

    Reads as:
        Equal shares within noise read as invented; all addresses at one known list besides weighs more.

    Source:
        The provider lists inside the published generators. Shares compared as exact probabilities.
    """

    info: ClassVar = CheckInfo(
        "GEN012",
        "generator.provider-list",
        Family.GENERATOR,
        "on_list_share",
        exhibit=True,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct addresses with their domain."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next addresses."""
        take_domains(state, facts, binding.columns[0], context.seed)

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The list that explains the addresses best, against shares as people make them."""
        n = len(state)
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": n})
        domains = state.whole("domain")
        found, counts = np.unique(domains, return_counts=True)
        own = Drawn(UNKNOWN, common(found, counts), None)
        free = int(state.whole("free").sum()) * 2 > n
        best, drawn = -math.inf, own
        for candidate in (*lists(), own) if free else lists():
            ratio = likeness(found, counts, candidate)
            if ratio > best:
                best, drawn = ratio, candidate
        on_list = np.isin(domains, drawn.keys)
        support = math.log10(1 - LEAVES + LEAVES * 10 ** min(best, 4.0))
        return self.exhibited(
            binding,
            {
                "on_list_share": int(on_list.sum()) / n,
                "list_count": len(drawn.keys),
                "list": drawn.tool if support > 0 else None,
                "address_count": n,
            },
            {Reading.FABRICATED: support},
            state.rows(on_list),
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A list that generators draw from: its keys, and how much of a genuine list it holds.

    `found` is None for the list read off the sample itself, whose share there tells nothing.
    """

    tool: str
    keys: Ints
    found: Beta | None


@cache
def lists() -> tuple[Drawn, ...]:
    """The known lists; tools that share one are named together."""
    tools: dict[frozenset[str], list[str]] = {}
    for tool, domains in sorted(mail.generator_providers().items()):
        tools.setdefault(domains, []).append(tool)
    free = mail.load().free
    return tuple(
        Drawn(
            title(names),
            np.sort(hash_words(texts(sorted(domains))).astype(np.int64)),
            FOUND if len(domains & free) * 2 > len(domains) else FOUND_ODD,
        )
        for domains, names in tools.items()
    )


def title(tools: list[str]) -> str:
    """The name of a list: its one tool with the locale, or all tools that have it.

    >>> title(["faker.de_DE"]), title(["casual", "faker", "faker-js.en", "faker-js.nl"])
    ('faker.de_DE', 'casual, faker, faker-js')
    """
    if len(tools) == 1:
        return tools[0]
    return ", ".join(sorted({tool.split(".")[0] for tool in tools}))


def common(found: Ints, counts: Ints) -> Ints:
    """The domains that hold more than a stray address: the list of whoever made their own."""
    least = max(2, math.ceil(0.002 * int(counts.sum())))
    return found[counts > least]


def likeness(found: Ints, counts: Ints, drawn: Drawn) -> float:
    """log10 of how much better an even draw from a list explains the domains than people do."""
    keys = drawn.keys
    if len(keys) < MIN_PROVIDERS:
        return -math.inf
    n = int(counts.sum())
    inside = np.zeros(len(keys), dtype=np.int64)
    at = np.searchsorted(keys, found)
    at[at == len(keys)] = 0
    hit = keys[at] == found
    inside[at[hit]] = counts[hit]
    m = int(inside.sum())
    even = log10_even(inside, EVEN, PEOPLE, CHANCE_EVEN)
    if drawn.found is None:
        return even
    coverage = log_probability(m, n, DRAWN) - log_probability(m, n, drawn.found)
    return coverage / math.log(10) + even
