"""GEN014: internet addresses spread as dice would spread them."""

import math
import re
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.weight import Beta, Trace, log10_even, log10_trace
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_ADDRESSES: Final = 20

QUAD: Final = re.compile(r"(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}", re.ASCII)
FIRST_RESERVED: Final = 224
"""From here on: multicast and addresses never given out (RFC 5771, RFC 1112)."""

BLOCKS: Final = 256
OWN: Final = -1
"""Addresses inside a firm's own network, which tell nothing here."""

GENUINE: Final = Beta(0.2, 200.0, 0.003)
DICE: Final = Trace(Beta(6.0, 36.0), 0.5)
"""One in eight of all addresses can belong to no visitor; half of the generators leave them out."""

EVEN: Final = 200.0
PEOPLE: Final = 1.0
CHANCE_EVEN: Final = 0.02
LEAVES: Final = 0.6


class IpSpread(StateCheck[DistinctSample]):
    """Whether IP addresses fill the whole space of numbers evenly.

    Looks at:
        The first number of each distinct IPv4 address outside private networks. The check counts how many no visitor
        can have (0, and 224 and above). It also measures how evenly the possible blocks are filled.

    Why it tells:
        The numbers are given out to providers in blocks. So real visitors of one country or one service crowd in some
        and are missing in others. Dice fill all blocks alike, also those that nobody has.

    Innocent explanations:
        - Addresses replaced by random ones to protect the visitors.
        - A log of spoofed traffic, or of a scan of the whole net.

    Reads as:
        Impossible addresses and an even spread read as invented. Crowding speaks lightly for the claim.

    Source:
        The registry of the Internet Assigned Numbers Authority. Exact probabilities of the counts.
    """

    info: ClassVar = CheckInfo(
        "GEN014",
        "generator.ip-spread",
        Family.GENERATOR,
        "impossible_share",
        exhibit=True,
        needs=("ip",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of internet addresses."""
        return each(roles, Role.IP)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct addresses with their block."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the blocks of the next addresses."""
        cells = facts.cells(binding.columns[0])
        keys = facts.key(binding.columns, context.seed)
        places = state.pick(keys, cells.filled)
        blocks = [block_of(text) for text in cells.values[cells.codes[places]].tolist()]
        state.take(keys, places, {"block": np.array(blocks, dtype=np.int64)})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Impossible addresses, and the evenness of the others, by exact probabilities."""
        blocks = state.whole("block")
        public = blocks != OWN
        n = int(public.sum())
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"ip_count": n})
        impossible = public & ((blocks == 0) | (blocks >= FIRST_RESERVED))
        hits = int(impossible.sum())
        counts = np.bincount(blocks[public & ~impossible], minlength=BLOCKS)
        ratio = log10_trace(hits, n, DICE, GENUINE) + even_ratio(counts)
        support = math.log10(1.0 - LEAVES + LEAVES * 10.0 ** min(ratio, 6.0))
        return self.exhibited(
            binding,
            {
                "impossible_share": hits / n,
                "impossible_count": hits,
                "ip_count": n,
                "block_count": int(np.count_nonzero(counts)),
            },
            {Reading.FABRICATED: support},
            state.rows(impossible if hits else public),
        )


def block_of(text: str) -> int:
    """The first number of an IPv4 address; OWN for private, local and other text."""
    found = QUAD.fullmatch(text)
    if found is None:
        return OWN
    first, second = int(found.group(1)), int(found.group(2))
    private = first in {10, 127} or (first, second) in {(192, 168), (169, 254)}
    carrier = (first == 172 and second // 16 == 1) or (first == 100 and second // 64 == 1)  # noqa: PLR2004  (RFC 1918, 6598)
    return OWN if private or carrier or first >= BLOCKS else first


def even_ratio(counts: Ints) -> float:
    """log10 of how much better dice explain the counts of the possible blocks than people do."""
    possible = [block for block in range(1, FIRST_RESERVED) if block not in {10, 127}]
    return log10_even(counts[possible], EVEN, PEOPLE, CHANCE_EVEN)
