"""The keys by which a sample and an earlier file are compared: made here for both, so that they agree."""

from typing import Final

import numpy as np
import pyarrow.compute as pc

from leakverify.checks.columns import arrow_text
from leakverify.facts.arrow_text import bools
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Keys
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

TELLING: Final = (
    Role.EMAIL, Role.PHONE, Role.FULL_NAME, Role.URL, Role.USERNAME, Role.IBAN, Role.CARD,
    Role.NATIONAL_ID, Role.COMPANY_ID, Role.PASSWORD_HASH,
)  # fmt: skip
"""Columns whose values belong to one person, body or account."""
TOGETHER: Final = ((Role.FIRST_NAME, Role.LAST_NAME), (Role.STREET, Role.POSTCODE))
"""Columns that tell only together."""
TOLD_BY_HEADER: Final = (Role.UNKNOWN, Role.FREE_TEXT)
WORDY: Final = r"\pL.*\pL.*\pL.*\pL"
"""A value of an unknown column counts only if it holds four letters: small numbers meet by chance."""
MAX_HEADERS: Final = 12


def columns_by_kind(roles: Mapping) -> dict[str, tuple[str, ...]]:
    """What to compare, by a name that both files share: a role, two roles together, or a header."""
    found: dict[str, tuple[str, ...]] = {}
    for role in TELLING:
        first = roles.first(role)
        if first is not None:
            found[role.value] = (first,)
    for one, other in TOGETHER:
        columns = roles.first(one), roles.first(other)
        if columns[0] is not None and columns[1] is not None:
            found[f"{one}+{other}"] = (columns[0], columns[1])
    headers = [c.name for c in roles if c.role in TOLD_BY_HEADER][:MAX_HEADERS]
    found |= {f"header:{' '.join(name.casefold().split())}": (name,) for name in headers}
    return found


def keys_by_kind(facts: Facts, seed: int) -> dict[str, Keys]:
    """The folded keys of the rows that hold something, one array per kind, in row order."""
    return {kind: keys[rows] for kind, (keys, rows) in rows_by_kind(facts, seed).items()}


def rows_by_kind(
    facts: Facts, seed: int
) -> dict[str, tuple[Keys, np.ndarray[tuple[int], np.dtype[np.bool_]]]]:
    """Keys of all rows, and which rows count."""
    out = {}
    for kind, columns in columns_by_kind(facts.settings.roles).items():
        rows = np.logical_and.reduce([facts.cells(name).filled for name in columns])
        if kind.startswith("header:"):
            rows &= bools(pc.match_substring_regex(arrow_text(facts, columns[0]), WORDY))
        out[kind] = (facts.key(columns, seed, folded=True), rows)
    return out
