"""PER006: whether people's addresses hold their names."""

import math
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample, joined
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import EmailFacts, Ints, NameFacts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference.hashing import fold

MIN_PAIRS: Final = 20
SHORTEST: Final = 3
"""Shorter words, such as Li or Bo, stand in many addresses by chance."""

SCRIPT_END: Final = "\u0530"
"""Latin, Greek and Cyrillic names can be spelled out as their bearers do in addresses; others in too many ways."""

GENUINE: Final = Beta(3.5, 1.8, 0.1)
"""Ten families of genuine lists showed 28 to 100 %; one list in ten is taken to be of another kind."""

APART: Final = Beta(1.0, 40.0)
DERIVED: Final = Beta(40.0, 1.0)
"""Columns that do not know each other match in 0 to 3 %, addresses made from names in all but a few."""

INVENTED_APART: Final = 0.5
INVENTED_DERIVED: Final = 0.25
STITCHED_APART: Final = 0.5
"""How many invented or assembled lists are of each kind; the rest look genuine here."""

FREE: Final = 1
FITS: Final = 2
ABLE: Final = 4
"""Bits of what is kept of a person: free provider, name found, name long enough to be looked for."""


class NameInAddress(StateCheck[DistinctSample]):
    """Whether the e-mail address of a person holds a word of the name beside it, never, often or always.

    Looks at:
        Rows with an address and a Latin, Greek or Cyrillic name of at least three letters. The check sees whether a
        word of the name stands in the part before the @. Accents and capitals do not count; each person weighs once.

    Why it tells:
        In genuine lists about two in three addresses hold a name, from 28 % to all of them. Columns that were invented or
        taken from different lists agree by chance, in one row of a hundred. Free providers where every address
        holds the name are the other tail: addresses made from the names.

    Innocent explanations:
        - Addresses of offices or couples rather than of the person named.
        - The name is the buyer's and the address the reader's.
        - One employer that forms all addresses from names (such addresses do not count as
          always).

    Reads as:
        Never reads as invented or assembled. Always, at free providers, reads as invented. In between speaks for the
        claim against both.

    Source:
        Ten families of genuine lists. A beta-binomial, with room for lists of another kind.
    """

    info: ClassVar = CheckInfo(
        "PER006",
        "person.name-in-address",
        Family.PERSON,
        "name_share",
        needs=("email", "full_name"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of addresses with the columns of the name."""
        email, names = roles.first(Role.EMAIL), name_columns(roles)
        if email is None or not names:
            return NotApplicable("NO_COLUMN")
        return [Binding((email, *names))]

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct people with what their address tells."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare the next people with their addresses."""
        emails = facts.emails(binding.columns[0])
        names = [facts.names(column) for column in binding.columns[1:]]
        named = np.logical_or.reduce([n.filled for n in names])
        keys = joined(facts, (binding.columns[:1], binding.columns[1:]), context.seed)
        places = state.pick(keys, named & emails.on_rows(emails.local != "", False))
        free = emails.by_domain(emails.free | emails.reserved, False)[places]
        state.take(keys, places, {"seen": compare(emails, names, places) + free * FREE})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Both tails against the middle."""
        seen = state.whole("seen")
        able = (seen & ABLE) > 0
        n = int(able.sum())
        if n < MIN_PAIRS:
            return self.not_applicable("FEW_VALUES", binding, {"people_count": n})
        fits, free = (seen & FITS) > 0, able & ((seen & FREE) > 0)
        hits, at_free, hits_free = int(fits.sum()), int(free.sum()), int((fits & free).sum())
        apart = 10.0 ** log10_ratio(hits, n, APART, GENUINE)
        judged = at_free if at_free >= MIN_PAIRS else 0
        derived = 10.0 ** log10_ratio(hits_free if judged else 0, judged, DERIVED, GENUINE)
        plain = 1.0 - INVENTED_APART - INVENTED_DERIVED
        invented = math.log10(INVENTED_APART * apart + INVENTED_DERIVED * derived + plain)
        stitched = math.log10(STITCHED_APART * apart + 1.0 - STITCHED_APART)
        return self.exhibited(
            binding,
            {
                "name_share": hits / n,
                "name_count": hits,
                "people_count": n,
                "free_name_share": hits_free / at_free if at_free else None,
            },
            {Reading.FABRICATED: invented, Reading.STITCHED: stitched},
            state.rows(fits if hits * 2 >= n else able & ~fits),
            {"usual_low_share": 0.28, "usual_high_share": 1.0},
        )


def words_of(name: str) -> list[str]:
    """The words of a folded name that are long enough, joined ones taken apart."""
    return [w for w in name.replace("-", " ").split() if len(w) >= SHORTEST]


def compare(emails: EmailFacts, names: list[NameFacts], places: Ints) -> Ints:
    """ABLE where a name could be looked for, with FITS where the address holds a word of it."""
    out = np.zeros(len(places), dtype=np.int64)
    local_of = emails.local[emails.codes[places]].tolist()
    for i, (place, local) in enumerate(zip(places.tolist(), local_of, strict=True)):
        words = [w for part in names for w in words_at(part, place)]
        if words:
            held = fold(local)
            out[i] = ABLE + FITS * any(w in held for w in words)
    return out


def words_at(names: NameFacts, place: int) -> list[str]:
    """The words of one row's name."""
    code = int(names.codes[place])
    if code < 0 or max(str(names.values[code]), default="") >= SCRIPT_END:
        return []
    return words_of(f"{names.first[code]} {names.last[code]}")
