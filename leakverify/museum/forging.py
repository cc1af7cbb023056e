"""Whole forgeries for the museum: the recipes of calibration over clean lists, and a generator of short lists."""

import datetime as dt
import random
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from leakverify.model import mapping
from leakverify.model.terms import Role
from leakverify.museum import genuine_like, padding
from leakverify.museum.genuine_like import Sample
from leakverify.museum.planting import Plant, Planted, column, invented_town
from leakverify.museum.terms import Draws, Made, Source

FIRST: Final = ("James", "Mary", "John", "Patricia", "Robert", "Jennifer", "Michael", "Linda", "William", "David")  # fmt: skip
LAST: Final = ("Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Wilson", "Moore")  # fmt: skip
FREE: Final = ("gmail.com", "yahoo.com", "hotmail.com")
STATES: Final = ("CA", "NY", "TX", "FL", "WA", "OH")

Make = Callable[[Source, Draws], Made | None]


@dataclass(frozen=True, slots=True)
class ShortLists:
    """Makes values as the plainest generators do: short lists, every entry as likely, cells apart from each other."""

    name: str = "short lists"

    def values(self, role: Role, n: int, rng: Draws) -> list[str] | None:
        """`n` values for a role; None where it has no such kind of value."""
        seeded = random.Random(int(rng.integers(1 << 32)))

        def pick(entries: Sequence[str]) -> str:
            return seeded.choice(entries)

        makers: dict[Role, Callable[[], str]] = {
            Role.FIRST_NAME: lambda: pick(FIRST),
            Role.LAST_NAME: lambda: pick(LAST),
            Role.FULL_NAME: lambda: f"{pick(FIRST)} {pick(LAST)}",
            Role.EMAIL: lambda: f"{pick(FIRST).lower()}{seeded.randint(10, 99)}@{pick(FREE)}",
            Role.PHONE: lambda: "".join(seeded.choices(string.digits, k=10)),
            Role.POSTCODE: lambda: "".join(seeded.choices(string.digits, k=5)),
            Role.CITY: lambda: invented_town("", seeded),
            Role.REGION: lambda: pick(STATES),
        }
        make = makers.get(role)
        return None if make is None else [make() for _ in range(n)]


def by(make: Make) -> Plant:
    """A recipe of calibration as a planted class."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        source = Source(sample.frame, mapping.of(sample.roles.items()), maker=ShortLists())
        made = make(source, np.random.default_rng(rng.getrandbits(32)))
        if made is None:
            raise ValueError("recipe")
        rows = () if made.foreign is None else tuple((np.flatnonzero(made.foreign) + 1).tolist())
        whole = len(rows) == len(made.frame)
        return Planted(made.frame, () if whole else rows, made.earlier)

    return plant


def invented(source: Source, rng: Draws) -> Made | None:
    """A whole list from the generator of short lists."""
    return padding.imitation(source, rng, padding.generator_rows)


def without_earlier(make: Make) -> Plant:
    """The same, where nobody has the older file."""
    made = by(make)
    return lambda sample, rng: Planted(made(sample, rng).frame)


def even_dates(sample: Sample, rng: random.Random) -> Planted:
    """The days of sign-up, written as ISO dates, drawn evenly over years and hours."""
    name = column(sample, Role.CREATED)
    first = dt.datetime.fromisoformat(min(sample.frame[name]))
    seconds = int((dt.datetime.fromisoformat(max(sample.frame[name])) - first).total_seconds())
    made = sorted(first + dt.timedelta(seconds=rng.randint(0, seconds)) for _ in sample.frame[name])
    out = sample.frame.copy()
    out[name] = pd.array([f"{day:%Y-%m-%d %H:%M:%S}" for day in made], dtype="str")
    return Planted(out)


def even_amounts(sample: Sample, rng: random.Random) -> Planted:
    """Amounts drawn evenly between two bounds."""
    name = column(sample, Role.AMOUNT)
    out = sample.frame.copy()
    out[name] = pd.array([f"{rng.uniform(3, 400):.2f}" for _ in out[name]], dtype="str")
    return Planted(out)


def as_people_do(sample: Sample, rng: random.Random) -> Planted:
    """A list drawn by somebody who knows how people sign up: by the maker of the clean lists itself."""
    return Planted(genuine_like.KINDS[sample.kind](len(sample.frame), rng.randint(100, 999)).frame)
