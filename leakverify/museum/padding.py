"""Genuine tables with invented rows among them, and whole tables of such rows."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from leakverify.model.terms import Role
from leakverify.museum.columns import (
    SERIALS,
    Objects,
    as_dates,
    as_numbers,
    joined,
    put,
    renumbered,
    texts,
    uniform_dates,
    uniform_numbers,
)
from leakverify.museum.stitching import texts_or_missing
from leakverify.museum.terms import Draws, Made, Source

PLACES: Final = ("spread", "appended", "block")
FEW_KINDS: Final = 0.2
"""A column of fewer distinct values per row than this is a category: a forger picks from it."""

Rows = Callable[[Source, int, Draws], pd.DataFrame | None]


def padded(source: Source, rng: Draws, share: float, rows: Rows) -> Made | None:
    """The table with so many added rows that they make up `share`; ids are given anew."""
    n = len(source.frame)
    extra = math.ceil(n * share / (1.0 - share))
    added = rows(source, extra, rng)
    if added is None:
        return None
    whole = joined([source.frame, added])
    foreign = np.arange(len(whole)) >= n
    order = _order(n, extra, PLACES[int(rng.integers(len(PLACES)))], rng)
    frame = whole.iloc[order].reset_index(drop=True)
    return Made(renumbered(frame, source.mapping), foreign[order])


def _order(n: int, extra: int, place: str, rng: Draws) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Where the added rows go; the others keep their order."""
    at = np.full(extra, n)
    if place == "spread":
        at = np.sort(rng.integers(0, n + 1, extra))
    elif place == "block":
        at = np.full(extra, int(rng.integers(0, n + 1)))
    keys = np.concatenate([np.arange(n) + 0.5, at.astype(np.float64)])
    return np.argsort(keys, kind="stable")


def independent_rows(source: Source, n: int, rng: Draws) -> pd.DataFrame | None:
    """Rows whose every cell is a real value of the table, drawn by itself."""
    taken = source.frame.iloc[rng.integers(0, len(source.frame), n)].reset_index(drop=True)
    columns: dict[str, Objects] = {}
    for name in source.frame.columns:
        cells = texts_or_missing(source.frame, name)
        columns[name] = cells[rng.integers(0, len(cells), n)]
    return put(taken, columns)


def generator_rows(source: Source, n: int, rng: Draws) -> pd.DataFrame | None:
    """Rows as a data generator makes them in this table's columns; None where it has no value for any of them."""
    if source.maker is None:
        return None
    made = 0
    columns: dict[str, Objects] = {}
    for column in source.mapping:
        values = source.maker.values(column.role, n, rng)
        made += values is not None
        if values is None:
            values = _drawn(source, column.name, column.role, n, rng)
        columns[column.name] = np.asarray(_in_case(source, column.name, values), dtype=object)
    if made < 2:  # noqa: PLR2004  (one column of a generator is no generator's row)
        return None
    taken = source.frame.iloc[rng.integers(0, len(source.frame), n)].reset_index(drop=True)
    return put(taken, columns)


def _drawn(source: Source, name: str, role: Role, n: int, rng: Draws) -> list[str]:
    """Dates and amounts evenly over their range, ids in a row, everything else picked from what the column holds."""
    column = as_dates(source.frame, name)
    if column is not None and role not in SERIALS:
        return uniform_dates(column, n, rng)
    if role is Role.RECORD_ID:
        return [str(len(source.frame) + 1 + i) for i in range(n)]
    cells = texts(source.frame, name)
    kinds = np.unique(cells.astype(str))
    amounts = as_numbers(source.frame, name)
    if amounts is not None and len(kinds) > FEW_KINDS * len(cells):
        return uniform_numbers(amounts, n, rng)
    picked = kinds if len(kinds) <= FEW_KINDS * len(cells) else cells
    return [str(v) for v in picked[rng.integers(0, len(picked), n)]]


def _in_case(source: Source, name: str, values: list[str]) -> list[str]:
    """Values in the case that the column mostly has."""
    cells = [c for c in texts(source.frame, name)[:200].tolist() if any(map(str.isalpha, c))]
    if cells and sum(c.isupper() for c in cells) > len(cells) / 2:
        return [v.upper() for v in values]
    if cells and sum(c.islower() for c in cells) > len(cells) / 2:
        return [v.lower() for v in values]
    return values


def imitation(source: Source, rng: Draws, rows: Rows) -> Made | None:
    """A whole table of made rows, as long as the genuine one."""
    frame = rows(source, len(source.frame), rng)
    return None if frame is None else Made(renumbered(frame, source.mapping))
