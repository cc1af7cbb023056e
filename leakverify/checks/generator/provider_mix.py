"""GEN002: whether the mail providers are shared out flat or as people choose them."""

import math
from functools import cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.addresses import MIN_ADDRESSES, take_domains
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role
from leakverify.reference import mail
from leakverify.reference.hashing import hash_words

HEAD_SHARE: Final = 0.01
HEAD_COUNT: Final = 3
"""A domain belongs to the head from this share, and this many addresses, on."""


NAMED: Final = 8
HEAD_COUNT_NAMED: Final = 5
LONGEST: Final = 60
"""So many providers are named, each with five addresses or more."""


class ProviderMix(StateCheck[DistinctSample]):
    """How evenly the addresses are spread over their most common mail providers.

    Looks at:
        The domains of the distinct addresses. The commonest ones form the head; the number is how even the head
        is (1 is flat), times the share of all addresses that it holds.

    Why it tells:
        People crowd at a few providers and scatter over a long tail of small ones. A program that draws
        from a list gives each provider the same share and leaves no tail.

    Innocent explanations:
        - A list drawn on purpose with the same number of addresses for each provider.
        - A firm whose few brands or branches have about equally many addresses.
        - A file from which all rare domains were removed.

    Reads as:
        Flat without a tail reads as invented. A heavy head with a long tail is what genuine lists look like,
        and anyone who holds an older genuine list has that too.

    Source:
        Provider shares by country as published by large senders; measured on labelled tables.
    """

    info: ClassVar = CheckInfo(
        "GEN002",
        "generator.provider-mix",
        Family.GENERATOR,
        "flat_share",
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
        """Weigh the evenness of the head by the calibration."""
        n = len(state)
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": n})
        keys, counts = np.unique(state.whole("domain"), return_counts=True)
        head = counts[counts >= max(HEAD_COUNT, math.ceil(HEAD_SHARE * n))]
        head_share = int(head.sum()) / n
        return self.weighed(
            binding,
            context,
            n,
            {
                "flat_share": evenness(head) * head_share,
                "head_domain_count": len(head),
                "head_share": head_share,
                "largest_share": int(counts.max()) / n,
                "single_share": int(np.count_nonzero(counts == 1)) / n,
                "address_count": n,
                **_commonest(keys, counts, n),
            },
        )


def _commonest(keys: Ints, counts: Ints, n: int) -> dict[str, Number]:
    """The commonest providers of the public table with their share and country, for the picture; a private domain has no name here."""
    names = _provider_names()
    known = sorted(
        (-int(c), names[int(k)]) for k, c in zip(keys, counts, strict=True) if int(k) in names
    )
    out: dict[str, Number] = {}
    for place, (count, name) in enumerate(known[:NAMED], start=1):
        if -count < HEAD_COUNT_NAMED:
            break
        out[f"provider_{place}_domain"] = name
        out[f"provider_{place}_share"] = -count / n
        out[f"provider_{place}_country"] = mail.load().provider_country.get(name)
    return out


@cache
def _provider_names() -> dict[int, str]:
    """The providers of the public table by the key that addresses carry."""
    names = sorted(mail.load().providers)
    keys = hash_words(np.array(names, dtype=object)).astype(np.int64)
    return {int(key): name for key, name in zip(keys, names, strict=True) if len(name) <= LONGEST}


def evenness(counts: Ints) -> float:
    """Entropy over its largest possible value: 1 is flat, 0 is a single one or none."""
    if len(counts) < 2:  # noqa: PLR2004  (one thing alone is neither even nor uneven)
        return 0.0
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum() / math.log(len(counts)))
