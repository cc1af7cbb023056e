"""Parts of the sample for a stratified draw, made in short steps from the kept pages.

A cell never names a part. It is made coarse first: the provider of an address if everybody knows it, the country of a
number or its first two digits, the first two digits of a postcode, a country's code. Towns and regions are only
numbered, the largest first. What fewer than five rows share is "other".
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from leakverify.engine.decode_strata import ROWS_A_FRAME, is_name
from leakverify.engine.store import RowStore
from leakverify.facts import arrow_text
from leakverify.limits import MAX_CELL_CHECKED
from leakverify.model.messages import STRATUM_LETTERS, AskStrata, Strata
from leakverify.model.terms import Role
from leakverify.reference import countries, phones

SMALLEST: Final = 5
"""Rows that a part must have to stand for itself."""
MOST: Final = 32
MAX_KEYS: Final = 1_000_000
_KEYS_A_STEP: Final = 2_000
_NUMBERED: Final = frozenset({Role.CITY, Role.REGION})
_ABROAD: Final = r"^[\s(]*(?:\+|00)[\s(]*(?P<code>[1-9][0-9]{0,2})"
_AT_HOME: Final = r"^[\s(]*(?P<head>[0-9][\s().-]*[0-9])"
_POSTCODE: Final = r"^\s*(?:(?P<digits>[0-9]{2})[0-9]{1,8}(?:[ -][0-9A-Z]*)?|(?P<area>[A-Z]{1,2})[0-9][0-9A-Z ]*)\s*$"
OTHER: Final = "other"
EMPTY: Final = "empty"

Codes = NDArray[np.int32]
Keys = dict[str, int]


def steps(store: RowStore, ask: AskStrata) -> Iterator[Strata | None]:
    """None after each step of work, then the rows in parts. Rows read after it was asked for are not in it."""
    role, keys = Role(ask.role), Keys()
    pages: list[Codes] = []
    for index in range(store.pages):
        table = store.table(index)
        if ask.column > table.num_columns:
            break
        pages.append(_keyed(table.column(ask.column - 1).combine_chunks(), role, keys))
        yield None
    names: list[str | None] = []
    listed = list(keys)
    for at in range(0, len(listed), _KEYS_A_STEP):
        names += [name_of(key, role) for key in listed[at : at + _KEYS_A_STEP]]
        yield None
    codes = np.concatenate(pages) if pages else np.zeros(0, dtype=np.int32)
    called, place = arrange(names, np.bincount(codes, minlength=len(names)))
    letters = np.frombuffer(STRATUM_LETTERS.encode("ascii"), dtype=np.uint8)[place][codes]
    for at in range(0, max(len(letters), 1), ROWS_A_FRAME):
        part = letters[at : at + ROWS_A_FRAME].tobytes().decode("ascii")
        yield Strata(ask.token, called, part, more=at + ROWS_A_FRAME < len(letters))


def name_of(key: str, role: Role) -> str | None:
    """What a key may be called; None for what has a number only."""
    if not key:
        return EMPTY
    name = countries.to_alpha2(key) if role is Role.COUNTRY else _dialled(key, role)
    if role in _NUMBERED:
        return None
    return name if is_name(name) else OTHER


def arrange(
    names: list[str | None], counts: "NDArray[np.intp]"
) -> tuple[tuple[str, ...], "NDArray[np.uint8]"]:
    """The parts that stand for themselves, the largest first, then "other"; and for each key its part's place."""
    sizes: dict[tuple[str, int], int] = {}
    parts = [(name, -1) if name is not None else ("", n) for n, name in enumerate(names)]
    for part, count in zip(parts, counts.tolist(), strict=True):
        sizes[part] = sizes.get(part, 0) + count
    large = [part for part, size in sizes.items() if size >= SMALLEST and part[0] != OTHER]
    kept = sorted(large, key=lambda part: (-sizes[part], part))[:MOST]
    numbers = iter(range(1, MOST + 1))
    called = [name or f"group {next(numbers)}" for name, _ in kept]
    places = {part: place for place, part in enumerate(kept)}
    place = np.array([places.get(part, len(kept)) for part in parts], dtype=np.uint8)
    if len(kept) < len(sizes):
        called.append(OTHER)
    return tuple(called), place


def _keyed(cells: arrow_text.ArrowTexts, role: Role, keys: Keys) -> Codes:
    """A page's cells as numbers of keys; new keys are added."""
    codes, values = arrow_text.distinct(pc.fill_null(cells, ""))
    coarse, found = arrow_text.distinct(_coarse(values, role))
    numbers = np.array([_number(key, keys) for key in found.to_pylist()], dtype=np.int32)
    return numbers[coarse][codes] if len(codes) else np.zeros(0, dtype=np.int32)


def _number(key: str, keys: Keys) -> int:
    """A key's number; beyond the limit all share one that has no name of its own."""
    if key not in keys and len(keys) >= MAX_KEYS:
        key = "\0"
    return keys.setdefault(key, len(keys))


def _coarse(values: arrow_text.ArrowTexts, role: Role) -> arrow_text.ArrowTexts:
    """Each distinct cell as the key of its part, "" for an empty cell."""
    texts = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(values, 0, MAX_CELL_CHECKED))
    match role:
        case Role.EMAIL:
            key = arrow_text.split_last(pc.utf8_lower(texts), "@")[1]
        case Role.PHONE:
            western = arrow_text.with_western_digits(texts)
            abroad = arrow_text.groups(western, _ABROAD)["code"]
            home = arrow_text.groups(western, _AT_HOME)["head"]
            home = pc.replace_substring_regex(home, r"[^0-9]", "")
            key = pc.coalesce(pc.replace_substring_regex(abroad, "^", "+"), home)
        case Role.POSTCODE:
            found = arrow_text.groups(pc.utf8_upper(texts), _POSTCODE)
            key = pc.if_else(pc.equal(found["digits"], ""), found["area"], found["digits"])
        case _:
            key = pc.utf8_lower(texts)
    return pc.if_else(pc.equal(texts, ""), "", pc.coalesce(key, "\0"))


def _dialled(key: str, role: Role) -> str:
    """A key's public name; what is none is told apart by whoever asks."""
    if role is Role.POSTCODE:
        return f"postcode {key}"
    if role is not Role.PHONE:
        return key
    if not key.startswith("+"):
        return f"phone {key}"
    known = phones.calling_codes()
    digits = key[1:]
    code = next(
        (digits[:n] for n in (1, 2, 3) if digits[:n].isdecimal() and int(digits[:n]) in known), ""
    )
    return f"phone +{code}"
