"""PER023: whether people of one first name are of one gender."""

import math
import re
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.columns import hashes
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.weight import Beta, log10_mixed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

SAMPLE: Final = 8_192
MIN_NAMES: Final = 12

HUSBANDS: Final = re.compile(
    r"\b(?:mrs|mme|madame|frau|sra|señora|signora|sig\.ra|mevr|mw|pani)\b", re.IGNORECASE
)
"""Titles under which a husband's name may stand."""
MOST_KINDS: Final = 12
"""More words than this in the column are no genders or titles."""
MOST_BY_CHANCE: Final = 0.8
"""Where nearly everybody is of one gender, agreement tells nothing."""

GENUINE: Final = Beta(0.7, 20.0, 0.15)
"""Few names are borne by both, but in some languages many are."""
APART: Final = 200.0
"""How closely columns that do not know each other disagree as often as their own frequencies foretell.

Pairs are compared, so nothing but the draw moves the share; names of husbands (Mrs John Smith) stay well below it."""
ALSO_APART: Final = 0.08
"""How many genuine lists hold the title of a household, of a husband or of an account beside another's name."""
LEAVES: Final = {Reading.FABRICATED: 0.4, Reading.STITCHED: 0.3}


class NameGender(StateCheck[RowSample]):
    """Whether two people who bear the same first name are of the same gender.

    Looks at:
        Rows with a first name and a gender or form of address. Of each first name that occurs twice two people are
        compared. No list of names is needed: the file is held against itself.

    Why it tells:
        Nearly all first names belong to one gender, so two people called Anna agree. Genders that were drawn or joined
        at random agree only as often as chance has it, in about half the pairs.

    Innocent explanations:
        - Languages in which many names are borne by both.
        - A title that is the household's or the account holder's, not the person's.
        - Initials in place of first names, or wives under their husbands' names.

    Reads as:
        Agreement by chance reads as invented, or as assembled from two sources. Agreement throughout speaks lightly
        for the claim.

    Source:
        The file itself; exact arithmetic for chance; how lists vary is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "PER023",
        "person.name-gender",
        Family.PERSON,
        "mismatch_share",
        needs=("first_name", "gender"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The gender with the column that holds the first name, and the rest of the name."""
        gender, names = roles.first(Role.GENDER), name_columns(roles)
        if gender is None or not names:
            return NotApplicable("NO_COLUMN")
        if roles.role_of(names[0]) is Role.LAST_NAME:
            return NotApplicable("NO_COLUMN")
        return [Binding((gender, *names))]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """All rows of some first names."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by first name, so that its bearers stay together."""
        gender, name = facts.cells(binding.columns[0]), facts.names(binding.columns[1])
        hers = np.array([HUSBANDS.search(str(v)) is None for v in name.values], np.bool_)
        words = np.array([str(first).partition(" ")[0] for first in name.first], dtype=object)
        long_ = np.array([len(word) > 1 for word in words], np.bool_) & ~name.placeholder & hers
        kinds = hashes(np.array([str(v).lower() for v in gender.values], dtype=object))
        state.add(
            name.on_rows(hashes(words), 0),
            gender.filled & name.on_rows(long_, False),
            {
                "person": facts.key(binding.columns[1:], context.seed, folded=True),
                "gender": gender.on_rows(kinds, 0),
            },
        )

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Compare two people of each name."""
        gender = np.asarray(state.values.get("gender", np.empty(0)), np.uint64)
        kinds, codes = np.unique(gender, return_inverse=True)
        if not 1 < len(kinds) <= MOST_KINDS:
            return self.not_applicable("CONSTANT" if len(kinds) == 1 else "FEW_VALUES", binding)
        first, second = pairs(state)
        n = len(first)
        if n < MIN_NAMES:
            return self.not_applicable("FEW_VALUES", binding, {"names_count": n})
        mismatch: Bools = codes[first] != codes[second]
        shares = np.bincount(codes[np.concatenate([first, second])], minlength=len(kinds)) / (2 * n)
        chance = float((shares * shares).sum())
        hits = int(mismatch.sum())
        measured: dict[str, Number] = {
            "mismatch_share": hits / n,
            "mismatch_count": hits,
            "names_count": n,
        }
        if chance > MOST_BY_CHANCE:
            return self.not_applicable("CONSTANT", binding, measured)
        apart = Beta((1.0 - chance) * APART, chance * APART)
        ratio = 10.0 ** log10_mixed(hits, n, apart, GENUINE, ALSO_APART)
        support = {r: math.log10(1.0 - leaves + leaves * ratio) for r, leaves in LEAVES.items()}
        places = np.sort(
            np.concatenate([state.places[first], state.places[second]])[np.tile(mismatch, 2)]
        )
        rows = rows_at(len(places), places)
        expected: dict[str, Number] = {"chance_share": 1.0 - chance}
        return self.exhibited(binding, measured, support, rows, expected)


def pairs(state: RowSample) -> tuple[Ints, Ints]:
    """Two different people of each first name, as places in the sample: the two with the smallest keys."""
    person = np.asarray(state.values["person"], np.uint64)
    order = np.lexsort((state.places, person, state.keys))
    names, people = state.keys[order], person[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (names[1:] != names[:-1]) | (people[1:] != people[:-1])
    order, names = order[new], names[new]
    starts = np.ones(len(order), np.bool_)
    starts[1:] = names[1:] != names[:-1]
    at = np.flatnonzero(starts)
    at = at[at + 1 < len(order)]
    at = at[names[at] == names[at + 1]]
    return order[at].astype(np.int64), order[at + 1].astype(np.int64)
