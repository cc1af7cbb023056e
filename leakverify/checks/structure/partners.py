"""STR015: columns that spell each other, but in other rows."""

import itertools
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys, sample_texts
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.links import RUN, Links, Spelled, links, spelled
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.checks.whole_rows import texts_of
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

SAMPLE: Final = 6_000
MAX_COLUMNS: Final = 8
MIN_PAIRS: Final = 8
LOOKED: Final = 200

ADDRESSES: Final = frozenset({Role.EMAIL, Role.URL})
"""They are made from the name of whom they lead to."""

PEOPLE: Final = frozenset({Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.USERNAME})
"""What people are called, against their addresses, is a matter of PER009; parts of names meet by chance."""

OTHERS: Final = frozenset({Role.CITY, Role.UNKNOWN})

LEAST_COVERAGE: Final = 0.25
LEAST_DISTINCT: Final = 0.6
"""Both columns name things: a column of kinds or zones holds the same few words again and again."""

ADDRESSED: Final = Beta(0.5, 40.0, 0.02)
OTHERWISE: Final = Beta(0.5, 20.0, 0.15)
"""Addresses go astray in up to 3 % of genuine rows. Of two unknown columns nobody knows that they ought to fit."""

SAME: Final = 0.1
"""Two columns with so many whole values in common have one vocabulary and need not agree in a row."""

MIXED: Final = {Reading.STITCHED: Trace(Beta(25.0, 0.8), 0.3)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns, how their values lie to each other, and what that weighs."""

    columns: tuple[str, str]
    found: Links
    support: dict[Reading, float]


class MisplacedPartners(StateCheck[RowSample]):
    """Whether two columns that spell the same things do so in the same rows.

    Looks at:
        Up to 6,000 rows and eight columns of addresses, towns and texts. For each value the check finds the one value
        of another column that spells it best. A website may spell its organisation, a short name the long one. Then
        it looks whether both stand in the same row.

    Why it tells:
        In a genuine table the website is that of the organisation beside it. Of 100 partners at most three are
        elsewhere. When one column was shuffled or taken from another order, the partners are still in the file, in
        other rows.

    Innocent explanations:
        - A column that was sorted or moved by itself in a spreadsheet.
        - A column that names another record on purpose: the parent company, the next stop.

    Reads as:
        Partners nearly always in other rows read as assembled; it weighs less where no column is an address.

    Source:
        Exact comparison within the file. The genuine rate of published registers.
    """

    info: ClassVar = CheckInfo(
        "STR015",
        "structure.misplaced-partners",
        Family.STRUCTURE,
        "misplaced_share",
        exhibit=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The columns that may spell each other; one of them an address, if there is one."""
        columns = _columns(roles)
        if len(columns) < 2:  # noqa: PLR2004  (a pair takes two)
            return NotApplicable("NO_COLUMN")
        return [Binding(columns)]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample whole rows."""
        everyone = np.ones(facts.rows, np.bool_)
        sample_texts(state, facts, row_keys(facts, context), everyone, binding.columns)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The pair of columns that lies furthest from genuine."""
        columns = _spelled(state, binding)
        if len(columns) < 2:  # noqa: PLR2004  (a pair takes two)
            return self.not_applicable("FEW_VALUES", binding)
        pairs = _pairs(state, columns, context.settings.roles)
        if not pairs:
            return self.not_applicable("NO_PARTNERS", binding)
        worst = max(pairs, key=lambda pair: (pair.support[Reading.STITCHED], pair.found.own))
        found = worst.found
        measured: dict[str, Number] = {
            "misplaced_share": found.share,
            "misplaced_count": found.misplaced,
            "linked_count": found.own + found.misplaced,
            "possible_count": found.possible,
            "pairs_count": len(pairs),
            "apart_count": sum(pair.support[Reading.STITCHED] > 0 for pair in pairs),
        }
        rows = rows_at(len(found.rows), np.sort(state.places[found.rows]))
        return self.exhibited(
            Binding(worst.columns), measured, worst.support, rows, {"usual_most_share": 0.03}
        )


def _columns(roles: Mapping) -> tuple[str, ...]:
    """Addresses first, then what may be named in them."""
    return (*roles.named(*sorted(ADDRESSES)), *roles.named(*sorted(PEOPLE | OTHERS)))[:MAX_COLUMNS]


def _spelled(state: RowSample, binding: Binding) -> dict[str, Spelled]:
    """The columns that name things."""
    able = [
        (n, t) for n, t in zip(binding.columns, texts_of(state), strict=False) if _names_things(t)
    ]
    return {name: spelled(column) for name, column in able}


def _pairs(state: RowSample, columns: dict[str, Spelled], roles: Mapping) -> list[Pair]:
    """Every pair of columns that is linked at all, at home or elsewhere."""
    sampled = len(state.keys) / max(1, state.eligible)
    out = []
    for one, other in itertools.combinations(columns, 2):
        kinds = {roles.role_of(one), roles.role_of(other)}
        if kinds <= PEOPLE or (kinds & PEOPLE and Role.EMAIL in kinds):
            continue
        if not kinds & ADDRESSES and _same_things(columns[one], columns[other]):
            continue
        found = links(columns[one], columns[other])
        linked = found.own + found.misplaced
        meet = max(found.own / max(1, found.possible), found.coverage(sampled))
        if linked < MIN_PAIRS or meet < LEAST_COVERAGE:
            continue
        genuine = ADDRESSED if kinds & ADDRESSES else OTHERWISE
        out.append(Pair((one, other), found, traced(found.misplaced, linked, genuine, MIXED)))
    return out


def _same_things(one: Spelled, other: Spelled) -> bool:
    """Whether two columns name the same things, as two teams of a match do: those must differ within a row."""
    shared = len(set(one.values) & set(other.values) - {""})
    return shared > SAME * min(one.distinct, other.distinct)


def _names_things(texts: Texts) -> bool:
    """Whether most filled rows hold words of their own."""
    filled = texts[texts != ""]
    few = filled[:LOOKED].tolist()
    wordy = sum(sum(map(str.isalpha, text)) >= RUN for text in few)
    distinct = len(set(filled.tolist()))
    return distinct >= max(MIN_PAIRS, LEAST_DISTINCT * len(filled)) and wordy * 2 > len(few)
