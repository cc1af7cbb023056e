"""The parts of a draw off the wire: every name of a closed form or a public domain, every row in one of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from leakverify.engine.decoys import common
from leakverify.engine.fields import Fields
from leakverify.model.messages import STRATUM_LETTERS, AskStrata, ProtocolError, Strata
from leakverify.model.terms import Role

MAX_STRATA: Final = 40
ROWS_A_FRAME: Final = 200_000
MAX_PARTS: Final = 5_000
MAX_COLUMNS: Final = 2_000
DIVIDING: Final = (
    Role.REGION,
    Role.CITY,
    Role.COUNTRY,
    Role.POSTCODE,
    Role.PHONE,
    Role.EMAIL,
)
"""Roles that a draw may be divided by."""
_NAME: Final = re.compile(
    r"other|empty|group [1-9][0-9]?|[A-Z]{2}|phone (?:\+[1-9][0-9]{0,2}|[0-9]{2})|postcode (?:[0-9]{2}|[A-Z]{1,2})"
)
_ROWS: Final = re.compile(rf"[A-Za-z0-9_-]{{0,{ROWS_A_FRAME}}}")


def strata(f: Fields) -> Strata:
    """One part of the rows."""
    token = f.integer("token", 0)
    names = f.texts("names", MAX_STRATA, 80)
    if len(set(names)) != len(names) or not all(map(is_name, names)):
        raise ProtocolError("names")
    rows = f.match("rows", _ROWS)
    if not set(rows) <= set(STRATUM_LETTERS[: len(names)]):
        raise ProtocolError("rows")
    return Strata(token, names, rows, f.flag("more"))


def ask_strata(f: Fields) -> AskStrata:
    """The question, with a role that a draw may be divided by."""
    token, column = f.integer("token", 0), f.integer("column", 1, MAX_COLUMNS)
    role = f.choice("role", Role)
    if role not in DIVIDING:
        raise ProtocolError("role")
    return AskStrata(token, column, role.value)


def is_name(name: str) -> bool:
    """Whether a stratum may be called so: by number, by a coarse code, or by a domain that everybody knows."""
    return _NAME.fullmatch(name) is not None or name in _providers()


def check_parts(parts: Sequence[Strata]) -> None:
    """Refuse parts of two answers mixed, and more than there can be."""
    first, last = parts[0], parts[-1]
    if len(parts) > MAX_PARTS or (first.token, first.names) != (last.token, last.names):
        raise ProtocolError("strata")


def joined(parts: Sequence[Strata]) -> Strata:
    """All rows as one text."""
    return replace(parts[-1], rows="".join(part.rows for part in parts))


@cache
def _providers() -> frozenset[str]:
    return frozenset(common()[0])  # providers; a university would tell more of a person
