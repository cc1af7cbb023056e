"""PER005: postcodes and towns that do not belong together."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample, joined
from leakverify.checks.person.existence import log10_invented
from leakverify.checks.state import RowLog
from leakverify.checks.weight import SOME_ROWS, Beta, Trace, log10_mean, log10_trace, traced
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import postal
from leakverify.reference.hashing import texts

MIN_PAIRS: Final = 10

GENUINE: Final = Beta(0.9, 9.0, 0.04)
"""Slips, new codes and towns under another name are a few per cent; one list in 25 is of another kind."""

INVENTED: Final = {Reading.FABRICATED: Trace(Beta(12.0, 0.7), 0.4)}
PART: Final = Trace(SOME_ROWS, 0.15)
"""What a list leaves of which a part of the rows was changed or added."""
STRANGERS: Final = {Reading.STITCHED: Trace(Beta(12.0, 1.0), 0.3), Reading.TAMPERED: PART}
FROM_NOWHERE: Final = Beta(0.3, 30.0, 0.02)
"""Pairs of which neither half exists: of six published collections of addresses none has more than one in five hundred."""

MISMATCH: Final = 1
STRANGE: Final = 2
BOTH: Final = 4
FOREIGN: Final = 8
NOWHERE: Final = 16
"""Bits of a pair: it does not exist; both exist but not together; both exist; the town is one of another country; neither
exists, though the row names its country or the town is one of no other."""

FOREIGN_SHARE: Final = 0.3
"""Where so many towns are of other countries, and more than of this one, the country is wrong, not the pairs."""


@dataclass(slots=True)
class Pairs:
    """Rows whose pair does not exist, and distinct pairs with what is known of each."""

    log: RowLog = field(default_factory=RowLog)
    things: DistinctSample = field(default_factory=DistinctSample)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.log.merge(later.log)
        self.things.merge(later.things)


class PostcodePlace(StateCheck[Pairs]):
    """Whether each postcode is one of the town's beside it.

    Looks at:
        Rows with a postcode and a town in a country whose postcodes are known. The check sees whether the code
        exists, whether the town does, and whether they belong together. Each distinct pair weighs once. Pairs of
        which neither half exists are counted by themselves.

    Why it tells:
        A parcel needs both to agree, so they do in 95 % or more of genuine addresses. Columns that were invented one by one
        agree in none, and columns from two sources are strangers although each is right.

    Innocent explanations:
        - A town named by its quarter, its former name or in another language.
        - Codes of firms and post boxes, and codes newer than the table.
        - A spreadsheet that ate a leading zero in a way that was not mended.

    Reads as:
        Hardly any pair reads as invented, or, where codes and towns exist, as assembled; a part of the rows as altered,
        also where neither code nor town exists in that part.

    Source:
        The postal table of GeoNames, for the countries where it is complete.
    """

    info: ClassVar = CheckInfo(
        "PER005",
        "person.postcode-place",
        Family.PERSON,
        "mismatch_share",
        exhibit=True,
        needs=("postcode", "city"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first postcode with the first town."""
        postcode, city = roles.first(Role.POSTCODE), roles.first(Role.CITY)
        if postcode is None or city is None:
            return NotApplicable("NO_COLUMN")
        return [Binding((postcode, city))]

    def state(self, binding: Binding, context: Context) -> Pairs:
        """Rows counted, pairs weighed."""
        return Pairs()

    def look(self, state: Pairs, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the rows whose pair does not exist."""
        places = facts.places(*binding.columns)
        pair = places.on_rows(places.pair_known, -1)
        judged, wrong = pair >= 0, pair == 0
        state.log.add(judged, wrong)
        keys = joined(facts, (binding.columns[:1], binding.columns[1:]), context.seed)
        rows = state.things.pick(keys, judged)
        codes = places.codes[rows]
        both = (places.postcode_known[codes] == 1) & (places.city_known[codes] == 1)
        miss = wrong[rows]
        home = places.city_known[codes] == 1
        towns = [str(value).rpartition("|")[2] for value in places.values[codes].tolist()]
        foreign = ~home & postal.places_anywhere(texts(towns))
        country = context.settings.roles.first(Role.COUNTRY)
        named = facts.filled(country)[rows] if country else np.zeros(len(rows), np.bool_)
        none = (places.postcode_known[codes] == 0) & (places.city_known[codes] == 0)
        nowhere = miss & none & (named | ~foreign)
        seen = miss * MISMATCH + (miss & both) * STRANGE + both * BOTH + foreign * FOREIGN
        seen = seen + nowhere * NOWHERE
        state.things.take(keys, rows, {"seen": seen.astype(np.int64)})

    def judge(self, state: Pairs, binding: Binding, context: Context) -> Finding:
        """All pairs for invention; pairs of two right halves for assembly and alteration."""
        n = len(state.things)
        if n < MIN_PAIRS:
            reason = "FEW_VALUES" if n else "NO_TABLE"
            return self.not_applicable(reason, binding, {"pair_count": n})
        seen = state.things.whole("seen")
        foreign = int(np.count_nonzero(seen & FOREIGN))
        if foreign > FOREIGN_SHARE * n and foreign > np.count_nonzero(seen & BOTH):
            return self.not_applicable("NO_COUNTRY", binding, {"pair_count": n})
        wrong = int(((seen & MISMATCH) > 0).sum())
        strange, both = int(((seen & STRANGE) > 0).sum()), int(((seen & BOTH) > 0).sum())
        nowhere = int(((seen & NOWHERE) > 0).sum())
        support = traced(wrong, n, GENUINE, INVENTED) | traced(strange, n, GENUINE, STRANGERS)
        if 2 * wrong <= n:  # else it is no part of the rows that is wrong
            ways = (support[Reading.TAMPERED], log10_trace(nowhere, n, PART, FROM_NOWHERE))
            support[Reading.TAMPERED] = log10_mean(ways)
        if support[Reading.FABRICATED] > 0:
            support[Reading.FABRICATED] += log10_invented(both, n)
        return self.exhibited(
            binding,
            {
                "mismatch_share": wrong / n,
                "mismatch_rows": state.log.hits,
                "pair_rows": state.log.eligible,
                "stranger_share": strange / both if both else None,
                "nowhere_share": nowhere / n,
            },
            support,
            state.log.rows(),
        )
