"""STR020: identifiers that no machine draws."""

import datetime as dt
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import Beta, log10_mixed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, IdentifierFacts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_IDS: Final = 10
DAY: Final = 86_400

MONGO_FROM: Final = 1_230_768_000
"""1 January 2009, the month before the first release of MongoDB."""

GENUINE: Final = Beta(0.3, 20.0, 0.07)
BY_CHANCE: Final = Beta(21.0, 3.0)
"""Random digits break the form of a UUID in 7 cases of 8; the time of an ObjectId in about 6 of 7."""

ALSO_RANDOM: Final = 0.04
"""How many genuine systems write random digits in the dress of a UUID or an ObjectId."""


class IdentifierForm(StateCheck[Marked]):
    """UUIDs without a version, and ObjectIds from before MongoDB or from the future.

    Looks at:
        The two digits of a UUID that its standard fixes, which are the version and the variant. The time in the first
        eight digits of an ObjectId. Each identifier weighs once.

    Why it tells:
        The programs that draw identifiers set these digits. Digits put down at random break the form of a UUID in
        seven cases of eight. They give an ObjectId a time between 2009 and today in one case of seven.

    Innocent explanations:
        - A system that cuts a checksum into the shape of a UUID.
        - Random tokens of 24 digits that were never meant as ObjectIds.

    Reads as:
        Invented where most identifiers break their form.

    Source:
        RFC 9562. The documentation of MongoDB. Exact arithmetic for random digits.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR020", "structure.identifier-form", Family.STRUCTURE, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of machine-drawn identifiers."""
        return each(roles, Role.UUID, Role.OBJECT_ID)

    def state(self, binding: Binding, context: Context) -> Marked:
        """Identifiers and whether their form is broken."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Judge each distinct identifier."""
        ids = facts.identifiers(binding.columns[0])
        able = drawn(ids)
        newest = ((context.as_of - dt.date(1970, 1, 1)).days + 2) * DAY
        timed = (ids.kind == "objectid") & (ids.seconds != NO_TIME)
        broken = (ids.kind == "uuid") | (
            timed & ((ids.seconds < MONGO_FROM) | (ids.seconds > newest))
        )
        state.add(
            facts.key(binding.columns, context.seed),
            ids.on_rows(able, False),
            ids.on_rows(able & broken, False),
        )

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """Random digits against digits that a program set."""
        hits, n = state.hits, state.n
        if n < MIN_IDS:
            return self.not_applicable("FEW_VALUES", binding, {"ids_count": n})
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": state.log.hits,
            "ids_count": n,
        }
        weight = log10_mixed(hits, n, BY_CHANCE, GENUINE, ALSO_RANDOM)
        support = {Reading.FABRICATED: max(-0.3, weight)}
        return self.exhibited(binding, measured, support, state.log.rows())


def drawn(ids: IdentifierFacts) -> Bools:
    """Which distinct values have the form of a UUID or an ObjectId, the empty and the full one left out."""
    forms = np.array([str(kind).startswith(("uuid", "objectid")) for kind in ids.kind], np.bool_)
    out: Bools = forms & ~ids.special
    return out
