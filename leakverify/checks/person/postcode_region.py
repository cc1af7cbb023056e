"""PER008: postcodes that lie in another region than the row says."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.person.existence import log10_invented
from leakverify.checks.person.regions import code_of, regions_at
from leakverify.checks.weight import SOME_ROWS, Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_PAIRS: Final = 10

GENUINE: Final = Beta(0.6, 12.0, 0.03)
"""Two to seven per cent of genuine rows disagree where measured: slips, and people who have moved."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(14.0, 1.0), 0.4),
    Reading.TAMPERED: Trace(SOME_ROWS, 0.15),
}

JOINED: Final = Trace(Beta(14.0, 1.0), 0.3)
"""Columns of two sources clash as well, but then nearly all codes exist."""

EXISTING: Final = 0.9
UNJUDGED, FITS, CLASHES, NO_CODE = 0, 1, 2, 3


class PostcodeRegion(StateCheck[DistinctSample]):
    """Whether each postcode lies in the state or department that the row names.

    Looks at:
        Rows with a postcode and a region in a country whose postcodes tell the region, and where both are
        known. Each distinct pair weighs once.

    Why it tells:
        The first digits of a postcode name the region, so both agree in 93 % or more of genuine rows. Columns drawn one by
        one agree by chance, in two rows of a hundred for the United States.

    Innocent explanations:
        - The region is that of the shop or the office, not of the person.
        - People who moved and changed one of the two only.

    Reads as:
        Disagreement throughout reads as invented, or as assembled; in a part of the rows as altered.

    Source:
        The postal table of GeoNames; 93 to 98 % agreement in genuine tables.
    """

    info: ClassVar = CheckInfo(
        "PER008",
        "person.postcode-region",
        Family.PERSON,
        "mismatch_share",
        exhibit=True,
        needs=("postcode", "region"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first postcode with the first region, and the country where there is one."""
        postcode, region = roles.first(Role.POSTCODE), roles.first(Role.REGION)
        if postcode is None or region is None:
            return NotApplicable("NO_COLUMN")
        country = roles.first(Role.COUNTRY)
        return [Binding((postcode, region, country) if country else (postcode, region))]

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct pairs with the verdict on each."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Judge the next pairs."""
        codes, names = facts.cells(binding.columns[0]), facts.cells(binding.columns[1])
        keys = facts.key(binding.columns, context.seed, folded=True)
        rows = state.pick(keys, codes.filled & names.filled)
        lands = countries_at(facts, binding, rows, context.settings.country)
        said = names.values[names.codes[rows]].tolist()
        lies = regions_at(lands, codes.values[codes.codes[rows]].tolist())
        triples = zip(lands, said, lies, strict=True)
        state.take(keys, rows, {"seen": np.array([verdict(*t) for t in triples], dtype=np.int64)})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Weigh the disagreements by how far genuine lists go."""
        seen = state.whole("seen")
        clash = seen == CLASHES
        hits, n = int(clash.sum()), int(np.count_nonzero(clash | (seen == FITS)))
        if n < MIN_PAIRS:
            return self.not_applicable("NO_TABLE", binding, {"pair_count": n})
        looked = n + int(np.count_nonzero(seen == NO_CODE))
        joined = {Reading.STITCHED: JOINED} if n >= EXISTING * looked else {}
        support = traced(hits, n, GENUINE, TRACES | joined)
        if support[Reading.FABRICATED] > 0:
            support[Reading.FABRICATED] += log10_invented(n, looked)
        return self.exhibited(
            binding,
            {"mismatch_share": hits / n, "mismatch_count": hits, "pair_count": n},
            support,
            state.rows(clash),
        )


def countries_at(facts: Facts, binding: Binding, rows: Ints, assumed: str) -> list[str]:
    """The country of each row, the assumed one where the row names none."""
    if len(binding.columns) < 3:  # noqa: PLR2004  (postcode, region, country)
        return [assumed] * len(rows)
    cells = facts.countries(binding.columns[2])
    return [
        str(cells.values[code]) if code >= 0 else assumed for code in cells.codes[rows].tolist()
    ]


def verdict(country: str, said: str, lies: str) -> int:
    """Does the region that a row names agree with the one where its postcode lies?"""
    code = code_of(country, said)
    if not code:
        return UNJUDGED
    if not lies:
        return NO_CODE
    return FITS if code == lies else CLASHES
