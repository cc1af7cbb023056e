"""The keys by which a sample and an earlier file are compared: made here for both, so that they agree."""

from typing import Final

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from leakverify.checks.columns import arrow_text
from leakverify.facts.arrow_text import bools
from leakverify.facts.cells import RawColumn
from leakverify.facts.facts import Facts
from leakverify.facts.keys import raw_keys, value_keys
from leakverify.facts.kinds import NO_TIME, Bools, Ints, Keys, PhoneFacts, Texts
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Role

TELLING: Final = (
    Role.EMAIL, Role.PHONE, Role.FULL_NAME, Role.URL, Role.USERNAME, Role.IBAN, Role.CARD,
    Role.NATIONAL_ID, Role.COMPANY_ID, Role.PASSWORD_HASH,
)  # fmt: skip
"""Columns whose values belong to one person, body or account."""
PERSON: Final = "person"
PERSON_AT: Final = "person+postcode"
PERSON_BORN: Final = "person+birth_date"
PLACE: Final = "street+postcode"
TOLD_BY_HEADER: Final = (Role.UNKNOWN, Role.FREE_TEXT)
WORDY: Final = r"\pL.*\pL.*\pL.*\pL"
"""A value of an unknown column counts only if it holds four letters: small numbers meet by chance."""
RECORD: Final = "record:"
"""Several cells of a row together, for tables in which no single value belongs to one person, body or account."""
TOGETHER: Final = {3: 4, 4: 8}
"""How many columns together, and how many such sets: few outlive that columns were left out, many tell coarse rows apart."""
MAX_HEADERS: Final = 12
MAX_LABELS: Final = 24
DAY: Final = 86_400
STIR: Final = np.uint64(0xD6E8FEB86659FD93)
MIXER: Final = np.uint64(0x9E3779B97F4A7C15)
DATED: Final = frozenset({*TIME_ROLES, Role.BIRTH_DATE})
COUNTED: Final = frozenset({Role.RECORD_ID, Role.UUID, Role.OBJECT_ID})

Found = tuple[Keys, Bools]


def columns_by_kind(roles: Mapping) -> dict[str, tuple[str, ...]]:
    """What to compare, by a name that both files share: a role, roles together, or a header."""
    found: dict[str, tuple[str, ...]] = {}
    for role in TELLING:
        first = roles.first(role)
        if first is not None:
            found[role.value] = (first,)
    name, postcode = _name_columns(roles), roles.first(Role.POSTCODE)
    if name:
        found[PERSON] = name
    if name and postcode is not None:
        found[PERSON_AT] = (*name, postcode)
    born = roles.first(Role.BIRTH_DATE)
    if name and born is not None:
        found[PERSON_BORN] = (*name, born)
    street = roles.first(Role.STREET)
    if street is not None and postcode is not None:
        found[PLACE] = (street, postcode)
    if not found:
        found |= _records(roles)
    headers = [c.name for c in roles if c.role in TOLD_BY_HEADER][:MAX_HEADERS]
    found |= {f"header:{_header(name)}": (name,) for name in headers}
    return found


def _records(roles: Mapping) -> dict[str, tuple[str, ...]]:
    """Some sets of columns, amounts with amounts; who left columns out or moved dates seldom broke all of them."""
    labels = {
        label: name
        for label, (name, role) in columns_by_label(roles).items()
        if role not in DATED | COUNTED
    }
    amount = Role.AMOUNT.value
    order = sorted(labels, key=lambda label: (label.partition(":")[0] != amount, label))
    out: dict[str, tuple[str, ...]] = {}
    for size, most in TOGETHER.items():
        starts = range(0, len(order), -(-len(order) // most)) if len(order) >= size else ()
        for at in starts:
            part = sorted(order[(at + i) % len(order)] for i in range(size))
            out[f"{RECORD}{'+'.join(part)}"] = tuple(labels[label] for label in part)
    return out


def columns_by_label(roles: Mapping) -> dict[str, tuple[str, Role]]:
    """Every column by a name that both files share: its role, or its header where a role tells nothing."""
    found: dict[str, tuple[str, Role]] = {}
    for column in roles:
        if column.role is Role.IGNORE or len(found) == MAX_LABELS:
            continue
        label = column.role.value
        if column.role in TOLD_BY_HEADER or label in found:
            label = f"{label}:{_header(column.name)}"
        found.setdefault(label, (column.name, column.role))
    return found


def rows_by_kind(facts: Facts, seed: int) -> dict[str, Found]:
    """Keys of all rows, and which rows count; made once per batch."""
    return facts.kept(("ancestry", seed), lambda: _rows_by_kind(facts, seed))


def keys_of(facts: Facts, seed: int, kinds: tuple[str, ...]) -> dict[str, Keys]:
    """The keys of the rows that count, of some kinds."""
    return {kind: keys[rows] for kind, (keys, rows) in _rows_by_kind(facts, seed, kinds).items()}


def cells_at(facts: Facts, column: str, places: Ints, seed: int) -> Ints:
    """The folded cell of each picked row as a keyed number, 0 where it is empty."""
    keys = facts.key((column,), seed, folded=True)[places].view(np.int64)
    cells: Ints = np.where(facts.filled(column)[places], keys | 1, 0)
    return cells


def _rows_by_kind(facts: Facts, seed: int, only: tuple[str, ...] = ()) -> dict[str, Found]:
    out: dict[str, Found] = {}
    for kind, columns in columns_by_kind(facts.settings.roles).items():
        if only and kind not in only:
            continue
        if kind in {PERSON, PERSON_AT, PERSON_BORN}:
            out[kind] = _person(facts, columns, seed, kind)
        elif kind == Role.PHONE.value:
            out[kind] = _phone(facts, columns[0], seed)
        else:
            rows = np.logical_and.reduce([facts.filled(name) for name in columns])
            if kind.startswith("header:"):
                rows &= bools(pc.match_substring_regex(arrow_text(facts, columns[0]), WORDY))
            out[kind] = (facts.key(columns, seed, folded=True), rows)
    return out


def _person(facts: Facts, columns: tuple[str, ...], seed: int, kind: str) -> Found:
    """First and last name in either order, however the columns cut them; with the postcode or the day of birth if asked."""
    names = columns if kind == PERSON else columns[:-1]
    keys, rows = facts.kept(("person", seed), lambda: _named(facts, names, seed))
    if kind == PERSON_BORN:
        days = facts.seconds(columns[-1])
        rows = rows & (days != NO_TIME)
        keys = keys * MIXER ^ (days // DAY).astype(np.uint64) * STIR
    if kind == PERSON_AT:
        rows = rows & facts.filled(columns[-1])
        keys = keys * MIXER ^ facts.key(columns[-1:], seed, folded=True)
    return keys, rows


def _named(facts: Facts, names: tuple[str, ...], seed: int) -> Found:
    """The keys of first and last name together."""
    rows = np.ones(facts.rows, np.bool_)
    keys = np.zeros(facts.rows, np.uint64)
    for column in names:
        known = facts.names(column)
        parts: tuple[Texts, ...] = (known.first, known.last)
        role = facts.settings.roles.role_of(column)
        if role is not Role.FULL_NAME:
            parts = (known.first,) if role is Role.FIRST_NAME else (known.last,)
        for part in parts:
            keys = keys + known.on_rows(value_keys(part, seed), 0)
            rows &= known.on_rows((part != "").astype(np.bool_), False)
    return keys, rows


def _phone(facts: Facts, column: str, seed: int) -> Found:
    """The number as dialled from abroad; as written where it is none."""
    phones = facts.phones(column)
    raw = facts.kept(("dialled", column), lambda: _dialled(phones))
    return phones.on_rows(raw_keys(raw, seed), 0), phones.filled


def _dialled(phones: PhoneFacts) -> RawColumn:
    """The distinct numbers, encoded once for every key."""
    texts = np.where(phones.e164 != "", phones.e164, phones.values)
    return RawColumn(pd.Series(texts, dtype=object))


def _name_columns(roles: Mapping) -> tuple[str, ...]:
    """First and last name, else the whole name."""
    first, last = roles.first(Role.FIRST_NAME), roles.first(Role.LAST_NAME)
    if first is not None and last is not None:
        return (first, last)
    full = roles.first(Role.FULL_NAME)
    return () if full is None else (full,)


def _header(name: str) -> str:
    """A header without case and outer space."""
    return " ".join(name.casefold().split())
