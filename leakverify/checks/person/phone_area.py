"""PER007: telephone areas that do not fit the place."""

from dataclasses import dataclass
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
from leakverify.reference.phones import area_state, fr_zone

MIN_NUMBERS: Final = 10
MOST_NUMBERS: Final = 2_048


@dataclass(frozen=True, slots=True)
class Plan:
    """One numbering plan and how often genuine rows disagree under it.

    Where numbers lie in fewer than `least_areas` areas, they are those of an office and tell nothing of the people.
    """

    genuine: Beta
    least_areas: float


FRENCH: Final = Plan(Beta(0.6, 30.0, 0.03), 2.0)
"""99.4 % of genuine landlines fit their department."""

AMERICAN: Final = Plan(Beta(2.0, 6.0, 0.03), 6.0)
"""People keep their mobile number when they move, a quarter of them or so."""

APART: Final = 40.0
"""How closely columns that do not know each other agree as often as their own frequencies foretell."""

MOST_BY_CHANCE: Final = 0.6
LEAVES: Final = {Reading.FABRICATED: 0.3, Reading.STITCHED: 0.3}
EXISTING: Final = 0.9
"""Columns of two sources hold places that exist; where more of them do not, nobody's address was joined."""

NOWHERE: Final = -1
PARTLY: Final = Trace(SOME_ROWS, 0.15)

LANDLINES: Final = frozenset("12345")
NORTH_AMERICA: Final = frozenset({"US", "CA"})

FRANCE: Final = 1
AMERICA: Final = 2
"""The plan by which a row was judged; 0 for none."""


class PhoneArea(StateCheck[DistinctSample]):
    """Whether the area of a telephone number is that of the row's place.

    Looks at:
        French landlines (01 to 05) against the department of the postcode. North American area codes against the
        state of the postcode or the region. Each distinct number weighs once.

    Why it tells:
        A line is, or was, in the place where its owner lives. In genuine French rows 99 % agree. Drawn or
        joined at random, numbers and places agree only by chance: one in five, in America one in thirty.

    Innocent explanations:
        - People who moved and kept their number.
        - Numbers of a head office or a call centre beside the address of a branch.

    Reads as:
        Disagreement throughout reads as assembled from two sources, or as invented; in a part of the rows as altered.

    Source:
        The French numbering plan and the North American list of area codes. The postal table of GeoNames.
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
        found = np.array([areas_of(areas, *t) for t in triples], dtype=np.int64).reshape(-1, 4)
        names = ("plan", "area", "said", "lies")
        state.take(keys, rows, {name: found[:, i] for i, name in enumerate(names)})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Weigh the disagreements by the plan that most rows are of."""
        plans = state.whole("plan")
        number = int(np.bincount(plans, minlength=3)[1:].argmax()) + 1
        plan, mine = (FRENCH if number == FRANCE else AMERICAN), plans == number
        said, lies = state.whole("said")[mine], state.whole("lies")[mine]
        hits, n = int(np.count_nonzero(said != lies)), len(said)
        if n < MIN_NUMBERS:
            return self.not_applicable("NO_TABLE", binding, {"pair_count": n})
        chance = by_chance(said, lies)
        if spread(state.whole("area")[mine]) < plan.least_areas or chance > MOST_BY_CHANCE:
            return self.not_applicable("CONSTANT", binding, {"pair_count": n})
        apart = Beta((1.0 - chance) * APART, max(chance, 1.0 / APART) * APART)
        traces = {reading: Trace(apart, leaves) for reading, leaves in LEAVES.items()}
        looked = n + int(np.count_nonzero(state.whole("lies") == NOWHERE))
        if n < EXISTING * looked:
            del traces[Reading.STITCHED]
        support = traced(hits, n, plan.genuine, {**traces, Reading.TAMPERED: PARTLY})
        if support[Reading.FABRICATED] > 0:
            support[Reading.FABRICATED] += log10_invented(n, looked)
        if hits < n * plan.genuine.a / (plan.genuine.a + plan.genuine.b):
            # Fewer who moved than in other lists tell of no change.
            support[Reading.TAMPERED] = min(0.0, support[Reading.TAMPERED])
        return self.exhibited(
            binding,
            {"mismatch_share": hits / n, "mismatch_count": hits, "pair_count": n},
            support,
            state.rows(mine & (state.whole("said") != state.whole("lies"))),
            {"chance_share": 1.0 - chance},
        )


def areas_of(
    areas: dict[str, str], country: str, national: str, here: str
) -> tuple[int, int, int, int]:
    """The plan, the area of a number, the region it tells of, and the region of the row, NOWHERE for none."""
    told = country in NORTH_AMERICA or (country == "FR" and national[:1] in LANDLINES)
    if told and not here:
        return 0, 0, 0, NOWHERE
    if country == "FR" and told:
        zone = int(national[0])
        return FRANCE, zone, zone, fr_zone(here)
    state = areas.get(national[:3], "") if told else ""
    if not state:
        return 0, 0, 0, 0
    return AMERICA, int(national[:3]), number_of(state), number_of(here)


def number_of(state: str) -> int:
    """A state's two letters as a number."""
    return ord(state[0]) << 8 | ord(state[-1])


def by_chance(said: Ints, lies: Ints) -> float:
    """How often both would agree if they did not know each other: their frequencies multiplied."""
    regions = np.union1d(said, lies)
    shares = [
        np.bincount(np.searchsorted(regions, column), minlength=len(regions)) / len(column)
        for column in (said, lies)
    ]
    return float((shares[0] * shares[1]).sum())


def spread(areas: Ints) -> float:
    """How many areas there are, counted as if all were equally common."""
    _, counts = np.unique(areas, return_counts=True)
    shares = counts / counts.sum()
    return 1.0 / float((shares * shares).sum())
