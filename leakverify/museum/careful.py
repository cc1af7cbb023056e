"""Rows as a careful forger makes them: addresses from the names, sign-ups by day and season, amounts as they fall."""

from typing import Final

import numpy as np
import pandas as pd

from leakverify.facts.kinds import Floats
from leakverify.model.terms import Role
from leakverify.museum.columns import Objects, as_dates, as_numbers, put, texts
from leakverify.museum.padding import generator_rows
from leakverify.museum.terms import Draws, Source
from leakverify.reference.hashing import fold

NIGHT: Final = np.array([
    2, 1, 1, 1, 1, 2, 4, 8, 12, 14, 15, 15, 15, 14, 14, 14, 15, 16, 17, 18, 18, 15, 10, 5,
], dtype=np.float64)  # fmt: skip
"""How busy each hour of the day is."""


def rows(source: Source, n: int, rng: Draws) -> pd.DataFrame | None:
    """A generator's names with everything beside them made to fit the table's own frequencies."""
    frame = generator_rows(source, n, rng)
    if frame is None:
        return None
    columns: dict[str, Objects] = {}
    email = source.mapping.first(Role.EMAIL)
    if email is not None:
        columns[email] = _addresses(source, frame, email, n, rng)
    for column in source.mapping:
        name = column.name
        if name == email or column.role in (
            Role.RECORD_ID, Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.STREET,
        ):  # fmt: skip
            continue
        moments = as_dates(source.frame, name)
        amounts = as_numbers(source.frame, name)
        if moments is not None:
            columns[name] = np.asarray(moments.write(_busy(moments.seconds, n, rng)), dtype=object)
        elif amounts is not None:
            columns[name] = np.asarray(
                amounts.write(_lognormal(amounts.values, n, rng)), dtype=object
            )
        else:
            cells = texts(source.frame, name)
            columns[name] = cells[rng.integers(0, len(cells), n)]
    return put(frame, columns)


def _addresses(source: Source, frame: pd.DataFrame, email: str, n: int, rng: Draws) -> Objects:
    """first.last, initials and years at the domains of the table."""
    domains = [t.rpartition("@")[2] for t in texts(source.frame, email).tolist() if "@" in t]
    whole = source.mapping.first(Role.FULL_NAME)
    first, last = source.mapping.first(Role.FIRST_NAME), source.mapping.first(Role.LAST_NAME)
    if whole is not None:
        names = texts(frame, whole).tolist()
    elif first is not None and last is not None:
        pairs = zip(texts(frame, first), texts(frame, last), strict=True)
        names = [f"{a} {b}" for a, b in pairs]
    else:
        return texts(frame, email)
    out = []
    for name, form, year in zip(
        names, rng.integers(0, 6, n), rng.integers(50, 100, n), strict=True
    ):
        words = [w for w in fold(name).replace("-", " ").replace(".", " ").split() if w] or ["user"]
        head, tail = words[0], words[-1]
        local = (
            f"{head}.{tail}", f"{head[0]}{tail}", f"{head}{tail}", f"{head}{year}", f"{tail}.{head}", f"{head}_{tail}{year}",
        )[form]  # fmt: skip
        domain = domains[int(rng.integers(len(domains)))] if domains else "gmail.com"
        out.append(f"{local}@{domain}")
    return np.asarray(out, dtype=object)


def _busy(seconds: Floats, n: int, rng: Draws) -> Floats:
    """Moments whose days are the table's, give or take a week, and whose hours are people's."""
    some = seconds[np.isfinite(seconds)]
    days = np.floor(some[rng.integers(0, len(some), n)] / 86_400) + rng.integers(-7, 8, n)
    hours = rng.choice(24, n, p=NIGHT / NIGHT.sum())
    return np.asarray(days * 86_400 + hours * 3_600 + rng.integers(0, 3_600, n), np.float64)


def _lognormal(values: Floats, n: int, rng: Draws) -> Floats:
    """Amounts of the table's middle and spread, none of its habits."""
    some = values[np.isfinite(values)]
    positive = some[some > 0]
    if len(positive) < len(some) / 2:
        return np.asarray(some[rng.integers(0, len(some), n)])
    logs = np.log(positive)
    return np.asarray(np.exp(rng.normal(logs.mean(), max(float(logs.std()), 0.1), n)))
