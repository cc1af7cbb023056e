"""ANC013: the names of other services in the addresses themselves."""

import re
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import EmailFacts, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import ages

SAMPLE: Final = 1 << 16
MIN_ADDRESSES: Final = 30
MIN_TAGS: Final = 5
CLAIMED: Final = -2
NONE: Final = -1
TAG: Final = re.compile(r"[^+]+\+([a-z0-9.-]{3,40})")
MIN_WORD: Final = 4

GENUINE: Final = Beta(0.4, 3.0, 0.05)
"""People tag an address for the service that they give it to; a few reuse a tag elsewhere."""
TRACES: Final = {Reading.RECYCLED: Trace(Beta(5.0, 1.5), 0.7)}
PASS: Final = -0.3


@dataclass(slots=True)
class Census:
    """Addresses that name a brand, once each, and the rows that hold them."""

    log: RowLog = field(default_factory=RowLog)
    things: DistinctSample = field(default_factory=lambda: DistinctSample(SAMPLE))

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.log.merge(later.log)
        self.things.merge(later.things)


class BrandTags(StateCheck[Census]):
    """Which service people had in mind when they made up an address for it.

    Looks at: Tags (`ana+shop@...`) and whole local parts at private domains (`shop@ana-lima.org`). They are held
        against some three hundred well-known services and the organisation of the claim, each distinct address once.
    Why it tells: careful people give every service an address of its own. In a list of one service its own name leads by
        far; where another leads, the list was theirs.
    Innocent explanations: the claimed organisation belongs to, or bought, the other one; logins through the other service.
    Reads as: reused where one other service holds most of at least five such addresses; none says nothing.
    Source: the census by which Hunt told a list sold as Zoosk's from Badoo's; names compiled by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC013", "ancestry.brand-tags", Family.ANCESTRY, "foreign_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> Census:
        """Nothing counted yet."""
        return Census()

    def look(self, state: Census, facts: Facts, binding: Binding, context: Context) -> None:
        """Find the brand of each distinct address."""
        emails = facts.emails(binding.columns[0])
        brands = emails.on_rows(_brands(emails, _claimed(context)), NONE)
        has = emails.on_rows(emails.domain_codes >= 0, False)
        keys = facts.key(binding.columns, context.seed, folded=True)
        state.log.add(has, brands != NONE)
        places = state.things.pick(keys, has & (brands != NONE))
        state.things.take(keys, places, {"brand": brands[places]})

    def judge(self, state: Census, binding: Binding, context: Context) -> Finding:
        """Whether a service other than the claimed one leads."""
        if state.log.eligible < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding)
        brands = state.things.whole("brand")
        own = int(np.count_nonzero(brands == CLAIMED))
        values, counts = np.unique(brands[brands >= 0], return_counts=True)
        leading = int(counts.max()) if len(counts) else 0
        measured: dict[str, Number] = {
            "foreign_share": leading / len(brands) if len(brands) else 0.0,
            "leader": ages.load().brands[int(values[np.argmax(counts)])] if leading else None,
            "leader_count": leading,
            "claimed_count": own if _claimed(context) else None,
            "tags_count": len(brands),
            "address_rows": state.log.eligible,
        }
        weights: dict[Reading, float] = {}
        if _claimed(context) and len(brands) >= MIN_TAGS:
            weights = traced(leading, len(brands), GENUINE, TRACES)
        support = {r: max(PASS, w) for r, w in weights.items()}
        return self.exhibited(binding, measured, support, state.log.rows())


def _claimed(context: Context) -> str:
    """The claim's organisation as one word, "" where none is named."""
    word = re.sub(r"[\W_]", "", (context.claim.organisation or "").casefold())
    return word if len(word) >= MIN_WORD else ""


def _brands(emails: EmailFacts, claimed: str) -> Ints:
    """The place of the brand that each distinct address names."""
    places = {name: i for i, name in enumerate(ages.load().brands)}
    if claimed:
        places[claimed] = CLAIMED
    out = np.full(len(emails.values), NONE, np.int64)
    locals_ = [local.casefold() for local in emails.local.tolist()]
    for i, local in enumerate(locals_):
        word = local
        if "+" in local:
            tag = TAG.fullmatch(local)
            word = tag.group(1) if tag else ""
        elif local not in places or (at := emails.domain_codes[i]) < 0 or emails.free[at]:
            continue
        elif local in emails.domains[at]:
            continue  # press@shop.com is the shop's own
        parts = re.split(r"[.-]", word)
        found = [places[p] for p in (word, "".join(parts), *parts) if p in places]
        out[i] = found[0] if found else NONE
    return out
