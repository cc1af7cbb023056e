"""Tables made larger by repeating their rows with small changes."""

from collections.abc import Callable
from typing import Final

import numpy as np

from leakverify.model.terms import Role
from leakverify.museum.columns import Objects, dates, joined, numbers, put, renumbered, texts
from leakverify.museum.terms import Draws, Made, Source

AMOUNT_JITTER: Final = 0.05
DAYS: Final = 20
NAMED: Final = (Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.EMAIL, Role.USERNAME)
LETTERS: Final = "abcdefghiklmnoprstuvy"

Jitter = Callable[[Source, Draws], dict[str, Objects]]


def inflated(source: Source, rng: Draws, factor: float, jitter: Jitter) -> Made | None:
    """The table `factor` times as long: whole rounds of changed copies, the last round in part, shuffled or appended."""
    n = len(source.frame)
    parts, origin = [source.frame], [np.arange(n)]
    left = round(n * (factor - 1.0))
    while left > 0:
        changed = jitter(source, rng)
        if not changed:
            return None
        rows = np.sort(rng.permutation(n)[: min(left, n)])
        parts.append(put(source.frame, changed).iloc[rows])
        origin.append(rows)
        left -= n
    places = np.concatenate(origin)
    order = rng.permutation(len(places)) if rng.random() < 0.5 else np.arange(len(places))  # noqa: PLR2004
    twins = np.bincount(places, minlength=n)[places] > 1
    frame = joined(parts).iloc[order].reset_index(drop=True)
    return Made(renumbered(frame, source.mapping), twins[order])


def amounts(source: Source, rng: Draws) -> dict[str, Objects]:
    """Every number moved by up to five per cent."""
    out = {}
    for column in numbers(source.frame, source.mapping):
        moved = column.values * (
            1.0 + rng.uniform(-AMOUNT_JITTER, AMOUNT_JITTER, len(source.frame))
        )
        cells = texts(source.frame, column.name)
        fine = np.isfinite(moved)
        cells[fine] = column.write(moved[fine])
        out[column.name] = cells
    return out


def letters(source: Source, rng: Draws) -> dict[str, Objects]:
    """One letter changed in names and addresses of every row."""
    out = {}
    for name in source.mapping.named(*NAMED):
        cells = texts(source.frame, name)
        places, picks = rng.random(len(cells)), rng.integers(0, len(LETTERS), len(cells))
        out[name] = np.asarray(
            [_changed(c, p, int(k)) for c, p, k in zip(cells, places, picks, strict=True)],
            dtype=object,
        )
    return out


def _changed(text: str, place: float, pick: int) -> str:
    """One letter replaced, before the @ in an address."""
    able = [i for i, c in enumerate(text.partition("@")[0]) if c.isalpha()]
    if not able:
        return text
    at = able[int(place * len(able))]
    letter = LETTERS[pick].upper() if text[at].isupper() else LETTERS[pick]
    return text[:at] + letter + text[at + 1 :]


def case(source: Source, rng: Draws) -> dict[str, Objects]:
    """Words in another case, with a space too many now and then."""
    names = source.mapping.named(*NAMED, Role.CITY, Role.STREET, Role.FREE_TEXT)
    out = {}
    for name in names:
        cells = texts(source.frame, name)
        kinds = rng.integers(0, 4, len(cells))
        out[name] = np.asarray(
            [
                (c.upper(), c.lower(), c.title(), f"{c} " if c else c)[k]
                for c, k in zip(cells, kinds, strict=True)
            ],
            dtype=object,
        )
    return out


def moments(source: Source, rng: Draws) -> dict[str, Objects]:
    """Every date moved by up to twenty days."""
    out = {}
    for column in dates(source.frame, source.mapping):
        moved = column.seconds + rng.integers(-DAYS, DAYS + 1, len(source.frame)) * 86_400.0
        moved += rng.integers(0, 86_400, len(source.frame)) * ("%H" in column.layout)
        cells = texts(source.frame, column.name)
        fine = np.isfinite(moved)
        cells[fine] = column.write(moved[fine])
        out[column.name] = cells
    return out
