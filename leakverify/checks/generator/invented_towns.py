"""GEN003: towns that exist nowhere, spelled by a generator's grammar."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, Trace, log10_trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints, Texts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import postal
from leakverify.reference.hashing import texts
from leakverify.reference.towns import all_grammars

MIN_TOWNS: Final = 8

GENUINE: Final = Beta(0.3, 30.0, 0.004)
"""Slips of the pen and hamlets that no table has, and that happen to be built like a generator's towns."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(3.0, 1.2), 0.4),
    Reading.TAMPERED: Trace(Beta(1.2, 3.0), 0.15),
}


UNKNOWN_GENUINE: Final = Beta(1.0, 8.0, 0.03)
"""Towns in Latin letters that no place of the world bears: 2 to 3 % where measured, more where spelling varies."""

UNKNOWN: Final = Trace(Beta(4.0, 1.2), 0.3)
SHORTEST_TOWN: Final = 4
"""Berlin-Mitte is known by its first word, but not every Le or San is a town."""

LATIN_END: Final = "\u0250"


@dataclass(slots=True)
class Towns:
    """Rows with an invented town, and distinct towns with what is known of each."""

    log: RowLog = field(default_factory=RowLog)
    things: DistinctSample = field(default_factory=DistinctSample)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.log.merge(later.log)
        self.things.merge(later.things)


class InventedTowns(StateCheck[Towns]):
    """Towns that no place in the world bears the name of, and that a generator's grammar builds.

    Looks at:
        Each distinct town against the names of places of all countries. The ones that no place bears are held against
        the town grammars of known generators: Lake, North or Port, a first name, berg, ton or ville; Saint, a name,
        les-Bains.

    Why it tells:
        Generators build towns from parts so that no real one is named. Such a town cannot receive a parcel.
        Real lists hold real towns, and slips that are not built from a first name and an ending.

    Innocent explanations:
        - The places were replaced on purpose before the file was passed on.
        - Hamlets, estates and quarters that no table of places lists.

    Reads as:
        A large share reads as invented; a part of the rows, among real towns, as altered; a few say nothing.

    Source:
        GeoNames for the places of the world; the grammars inside the published generators.
    """

    info: ClassVar = CheckInfo(
        "GEN003",
        "generator.invented-towns",
        Family.GENERATOR,
        "invented_share",
        exhibit=True,
        needs=("city",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of towns, read together with the postcode where there is one."""
        city, postcode = roles.first(Role.CITY), roles.first(Role.POSTCODE)
        if city is None:
            return NotApplicable("NO_COLUMN")
        return [Binding((city,) if postcode is None else (city, postcode))]

    def state(self, binding: Binding, context: Context) -> Towns:
        """Rows counted, towns weighed."""
        return Towns()

    def look(self, state: Towns, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the rows with an invented town, and learn what is known of each town."""
        city = binding.columns[0]
        places = facts.places(binding.columns[1] if len(binding.columns) > 1 else None, city)
        named = facts.cells(city).filled
        state.log.add(named, places.on_rows(places.invented, False))
        keys = facts.key((city,), context.seed, folded=True)
        rows = state.things.pick(keys, named)
        codes = places.codes[rows]
        written = texts_at(facts, city, rows)
        latin = np.array([max(text, default="") < LATIN_END for text in written], dtype=np.bool_)
        unknown = latin & ~known_anywhere(written)
        state.things.take(
            keys,
            rows,
            {
                "invented": places.invented[codes].astype(np.int64),
                "grammar": numbers_of(places.grammar[codes]),
                "unknown": unknown.astype(np.int64),
                "latin": latin.astype(np.int64),
            },
        )

    def judge(self, state: Towns, binding: Binding, context: Context) -> Finding:
        """A share far beyond slips speaks for invention; a part of the rows for alteration."""
        n = len(state.things)
        if n < MIN_TOWNS:
            return self.not_applicable("FEW_VALUES", binding, {"town_count": n})
        hits, latin, unknown = (
            int(state.things.whole(name).sum()) for name in ("invented", "latin", "unknown")
        )
        support = traced(hits, n, GENUINE, TRACES)
        strange = log10_trace(unknown, latin, UNKNOWN, UNKNOWN_GENUINE)
        rows = state.log.rows()
        if strange > support[Reading.FABRICATED]:
            support[Reading.FABRICATED] = strange
            rows = state.things.rows(state.things.whole("unknown") > 0)
        return self.exhibited(
            binding,
            {
                "invented_share": hits / n,
                "invented_rows": state.log.hits,
                "town_rows": state.log.eligible,
                "town_count": n,
                "unknown_share": unknown / latin if latin else None,
                "grammar": commonest(state.things),
            },
            support,
            rows,
        )


def numbers_of(grammars: Texts) -> Ints:
    """The number of each grammar from 1, 0 for none."""
    numbers = {g.name: i for i, g in enumerate(all_grammars(), start=1)}
    return np.array([numbers.get(name, 0) for name in grammars.tolist()], dtype=np.int64)


def texts_at(facts: Facts, column: str, rows: Ints) -> list[str]:
    """The texts of some rows as written."""
    cells = facts.cells(column)
    found: list[str] = cells.values[cells.codes[rows]].tolist()
    return found


def known_anywhere(written: list[str]) -> Bools:
    """Towns that some place of the world bears the name of: whole, before a comma, or by their first word."""
    whole = [postal.fold_place(text) for text in written]
    heads = [postal.fold_place(text.partition(",")[0]) for text in written]
    first = [head.partition(" ")[0] for head in heads]
    words = [word if len(word) >= SHORTEST_TOWN else "" for word in first]
    known: Bools = np.zeros(len(written), dtype=np.bool_)
    for names in (whole, heads, words):
        known |= postal.places_anywhere(texts(names))
    return known


def commonest(towns: DistinctSample) -> str | None:
    """The grammar that built most of the invented towns."""
    built = towns.whole("grammar")
    built = built[built > 0]
    if not len(built):
        return None
    return all_grammars()[int(np.bincount(built).argmax()) - 1].name
