"""Tables put together from several sources: columns that no longer belong to their rows."""

import math

import pandas as pd

from leakverify.museum.columns import Objects, put, texts, varying
from leakverify.museum.terms import Draws, Made, Source


def all_columns(source: Source, rng: Draws) -> Made | None:
    """Every column in an order of its own."""
    names = varying(source.frame, source.mapping)
    return _moved(source, names, rng, together=False) if len(names) > 1 else None


def some_columns(source: Source, rng: Draws, share: float, *, together: bool) -> Made | None:
    """A share of the columns moved against the others, as one block or each by itself."""
    names = varying(source.frame, source.mapping)
    count = max(1, math.floor(share * len(names) + 0.5))
    if count >= len(names):
        return None
    chosen = rng.permutation(len(names))[:count]
    return _moved(source, tuple(names[i] for i in sorted(chosen)), rng, together=together)


def _moved(source: Source, names: tuple[str, ...], rng: Draws, *, together: bool) -> Made:
    """Columns in another order of rows."""
    n = len(source.frame)
    order = rng.permutation(n)
    columns: dict[str, Objects] = {}
    for name in names:
        columns[name] = texts_or_missing(source.frame, name)[
            order if together else rng.permutation(n)
        ]
    return Made(put(source.frame, columns))


def texts_or_missing(frame: pd.DataFrame, name: str) -> Objects:
    """A column as objects, missing cells kept."""
    cells = texts(frame, name)
    cells[frame[name].isna().to_numpy()] = None
    return cells


def two_tables(source: Source, rng: Draws) -> Made | None:
    """Half of this table's columns beside half of another table's, row by row."""
    if source.other is None:
        return None
    left, right = list(source.frame.columns), list(source.other.columns)
    n = min(len(source.frame), len(source.other))
    mine = sorted(rng.permutation(len(left))[: max(2, len(left) // 2)])
    theirs = sorted(rng.permutation(len(right))[: max(2, len(right) // 2)])
    one = source.frame.iloc[:n, mine].reset_index(drop=True)
    two = source.other.iloc[:n, theirs].reset_index(drop=True)
    two.columns = pd.Index([f"{c} 2" if c in set(one.columns) else str(c) for c in two.columns])
    return Made(pd.concat([one, two], axis=1))
