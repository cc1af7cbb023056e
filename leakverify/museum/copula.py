"""Rows as synthesizers of tables make them: a Gaussian copula over what is learned, a generator for what names people."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from leakverify.facts.kinds import Floats
from leakverify.model.terms import Role
from leakverify.museum.columns import PERSONAL, SERIALS, Objects, as_dates, as_numbers, put, texts
from leakverify.museum.stitching import texts_or_missing
from leakverify.museum.terms import Draws, Source

FEW_KINDS: Final = 50
"""A column of words with more kinds than this is not learned: a synthesizer draws from it or has it generated."""

Back = Callable[[Floats], Objects]


def rows(source: Source, n: int, rng: Draws) -> pd.DataFrame | None:
    """Rows whose numbers, dates and categories go together as in the table, though none of them stood in it."""
    frame, count = source.frame, len(source.frame)
    keys: dict[str, Floats] = {}
    backs: dict[str, Back] = {}
    columns: dict[str, Objects] = {}
    for column in source.mapping:
        learned = _learned(frame, column.name, column.role)
        if learned is not None:
            keys[column.name], backs[column.name] = learned
            continue
        made = source.maker.values(column.role, n, rng) if source.maker else None
        cells = texts_or_missing(frame, column.name)
        columns[column.name] = (
            cells[rng.integers(0, count, n)] if made is None else np.asarray(made, dtype=object)
        )
    if not keys:
        return None
    for name, places in zip(keys, _drawn(list(keys.values()), n, rng), strict=True):
        columns[name] = backs[name](places)
    taken = frame.iloc[rng.integers(0, count, n)].reset_index(drop=True)
    return put(taken, columns)


def _learned(frame: pd.DataFrame, name: str, role: Role) -> tuple[Floats, Back] | None:
    """What orders a column, and how a place between 0 and 1 becomes a cell again; None for what is not learned."""
    if role in SERIALS or role in PERSONAL:
        return None
    write: Callable[[Floats], list[str]]
    numbers, moments = as_numbers(frame, name), as_dates(frame, name)
    if moments is not None:
        values, write = moments.seconds, moments.write
    elif numbers is not None:
        values, write = numbers.values, numbers.write
    else:
        cells = texts(frame, name)
        kinds, codes = np.unique(cells.astype(str), return_inverse=True)
        if len(kinds) > FEW_KINDS:
            return None
        ordered = np.sort(codes)
        return codes.astype(np.float64), lambda places: np.asarray(
            kinds[ordered[(places * len(ordered)).astype(int)]], dtype=object
        )
    some = np.sort(values[np.isfinite(values)])
    empty = 1.0 - len(some) / len(values)

    def back(places: Floats) -> Objects:
        """The lowest places are the empty cells; between two values lies a new one."""
        inside = np.clip((places - empty) / max(1.0 - empty, 1e-9), 0.0, 1.0)
        new = np.interp(inside * (len(some) - 1), np.arange(len(some)), some)
        out = np.asarray(write(new), dtype=object)
        out[places < empty] = ""
        return out

    return np.where(np.isfinite(values), values, -np.inf), back


def _drawn(keys: list[Floats], n: int, rng: Draws) -> list[Floats]:
    """For each column `n` places between 0 and 1 that rise and fall together as the columns do."""
    count = len(keys[0])
    scores = np.empty((len(keys), count))
    for i, values in enumerate(keys):
        places = np.empty(count)
        places[np.lexsort((rng.random(count), values))] = (np.arange(count) + 0.5) / count
        scores[i] = normal_quantile(places)
    links = np.corrcoef(scores) if len(keys) > 1 else np.ones((1, 1))
    links = np.nan_to_num(links) + 1e-6 * np.eye(len(keys))
    drawn = rng.standard_normal((n, len(keys))) @ np.linalg.cholesky(links).T
    ranks = np.argsort(np.argsort(drawn, axis=0, kind="stable"), axis=0, kind="stable")
    return [np.asarray(column / max(n, 1), np.float64) for column in ranks.T]


def normal_quantile(shares: Floats) -> Floats:
    """The inverse of the normal distribution, by interpolation on its own error function."""
    grid = np.linspace(-6.0, 6.0, 4_001)
    table = np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in grid])
    return np.asarray(np.interp(shares, table, grid), np.float64)
