"""PER007: telephone areas that do not fit the place."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.person.regions import code_of, regions_at
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference.phones import area_state, fr_zone

MIN_NUMBERS: Final = 10
MOST_NUMBERS: Final = 2_048


@dataclass(frozen=True, slots=True)
class Plan:
    """One numbering plan: how often genuine rows disagree, and what chance makes of it.

    Where numbers lie in fewer than `least_areas` areas, they are those of an office and tell nothing of the people.
    """

    genuine: Beta
    least_areas: float
    traces: dict[Reading, Trace]


FRENCH: Final = Plan(
    Beta(0.6, 30.0, 0.03),
    2.0,
    {
        Reading.FABRICATED: Trace(Beta(12.0, 3.2), 0.3),
        Reading.STITCHED: Trace(Beta(12.0, 3.2), 0.3),
        Reading.TAMPERED: Trace(Beta(1.2, 4.0), 0.15),
    },
)
"""99.4 % of genuine landlines fit their department; drawn apart, one in five does."""

AMERICAN: Final = Plan(
    Beta(2.0, 6.0, 0.03),
    6.0,
    {
        Reading.FABRICATED: Trace(Beta(25.0, 1.0), 0.3),
        Reading.STITCHED: Trace(Beta(25.0, 1.0), 0.3),
    },
)
"""People keep their mobile number when they move, a quarter or so; drawn apart, one in thirty fits."""

LANDLINES: Final = frozenset("12345")
NORTH_AMERICA: Final = frozenset({"US", "CA"})

UNJUDGED, FITS, CLASHES = 0, 1, 2
FRANCE: Final = 4
"""Bit beside the verdict: it was judged by the French plan."""


class PhoneArea(StateCheck[DistinctSample]):
    """Whether the area of a telephone number is that of the row's place.

    Looks at:
        French landlines (01 to 05) against the department of the postcode, and North American area codes against the
        state of the postcode or the region. Each distinct number weighs once.

    Why it tells:
        A line is, or was, in the place where its owner lives. In genuine French rows 99 % agree; when numbers and places were
        drawn or joined at random, one in five does, and in America one in thirty.

    Innocent explanations:
        - People who moved and kept their number.
        - Numbers of a head office or a call centre beside the address of a branch.

    Reads as:
        Disagreement throughout reads as assembled from two sources, or as invented; in a part of the rows as altered.

    Source:
        The French numbering plan and the North American list of area codes; the postal table of GeoNames.
    """

    info: ClassVar = CheckInfo(
        "PER007",
        "person.phone-area",
        Family.PERSON,
        "mismatch_share",
        exhibit=True,
        needs=("phone", "postcode"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of numbers with the first postcode, else the first region."""
        phone, place = roles.first(Role.PHONE), roles.first(Role.POSTCODE, Role.REGION)
        if phone is None or place is None:
            return NotApplicable("NO_COLUMN")
        return [Binding((phone, place))]

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct pairs with the verdict on each."""
        return DistinctSample(MOST_NUMBERS)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Judge the next pairs."""
        phone, place = binding.columns
        phones, cells = facts.phones(phone), facts.cells(place)
        keys = facts.key((phone,), context.seed)
        usable = phones.valid & (phones.region != "")
        rows = state.pick(keys, phones.on_rows(usable, False) & cells.filled)
        codes = phones.codes[rows]
        written = cells.values[cells.codes[rows]].tolist()
        lands = phones.region[codes].tolist()
        if context.settings.roles.role_of(place) is Role.POSTCODE:
            here = regions_at(lands, written)
        else:
            here = [code_of(*pair) for pair in zip(lands, written, strict=True)]
        triples = zip(lands, phones.national[codes].tolist(), here, strict=True)
        areas = area_state()
        found = np.array([verdict(areas, *t) for t in triples], dtype=np.int64).reshape(-1, 2)
        state.take(keys, rows, {"area": found[:, 0], "seen": found[:, 1]})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Weigh the disagreements by the plan that most rows are of."""
        seen = state.whole("seen")
        french = int(np.count_nonzero(seen & FRANCE))
        american = int(np.count_nonzero(seen)) - french
        plan, mask = (FRENCH, FRANCE) if french >= american else (AMERICAN, 0)
        mine = (seen != UNJUDGED) & ((seen & FRANCE) == mask)
        clash = mine & ((seen & CLASHES) > 0)
        hits, n = int(clash.sum()), int(mine.sum())
        if n < MIN_NUMBERS:
            return self.not_applicable("NO_TABLE", binding, {"pair_count": n})
        if spread(state.whole("area")[mine]) < plan.least_areas:
            return self.not_applicable("CONSTANT", binding, {"pair_count": n})
        return self.exhibited(
            binding,
            {"mismatch_share": hits / n, "mismatch_count": hits, "pair_count": n},
            traced(hits, n, plan.genuine, plan.traces),
            state.rows(clash),
        )


def verdict(areas: dict[str, str], country: str, national: str, here: str) -> tuple[int, int]:
    """The area of a number, and whether it is that of the region `here`."""
    if country == "FR" and national[:1] in LANDLINES and here:
        zone = int(national[0])
        return zone, FRANCE + (FITS if zone == fr_zone(here) else CLASHES)
    state = areas.get(national[:3], "") if country in NORTH_AMERICA and here else ""
    if not state:
        return 0, UNJUDGED
    return int(national[:3]), FITS if state == here else CLASHES


def spread(areas: Ints) -> float:
    """How many areas there are, counted as if all were equally common."""
    _, counts = np.unique(areas, return_counts=True)
    shares = counts / counts.sum()
    return 1.0 / float((shares * shares).sum())
