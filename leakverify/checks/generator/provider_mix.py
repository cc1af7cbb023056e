"""GEN002: whether the mail providers are shared out flat or as people choose them."""

import math
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.addresses import MIN_ADDRESSES, take_domains
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

HEAD_SHARE: Final = 0.01
HEAD_COUNT: Final = 3
"""A domain belongs to the head from this share, and this many addresses, on."""


class ProviderMix(StateCheck[DistinctSample]):
    """How evenly the addresses are spread over their commonest mail providers.

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
        _, counts = np.unique(state.whole("domain"), return_counts=True)
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
            },
        )


def evenness(counts: Ints) -> float:
    """Entropy over its largest possible value: 1 is flat, 0 is a single one or none."""
    if len(counts) < 2:  # noqa: PLR2004  (one thing alone is neither even nor uneven)
        return 0.0
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum() / math.log(len(counts)))
