"""Whole forgeries: files put together, filled up or invented, from lists that are as organisations keep them."""

import datetime as dt
import random
import string
from typing import Final

import pandas as pd

from leakverify.model.terms import Role
from leakverify.museum import genuine_like
from leakverify.museum.genuine_like import Sample
from leakverify.museum.planting import Plant, Planted, column, invented_town

FIRST: Final = [
    "James",
    "Mary",
    "John",
    "Patricia",
    "Robert",
    "Jennifer",
    "Michael",
    "Linda",
    "William",
    "Elizabeth",
    "David",
    "Barbara",
]
LAST: Final = [
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Wilson",
    "Moore",
]
FREE: Final = ("gmail.com", "yahoo.com", "hotmail.com")


def shuffled(frame: pd.DataFrame, names: list[str], rng: random.Random) -> pd.DataFrame:
    """Each of these columns in an order of its own."""
    out = frame.copy()
    for name in names:
        out[name] = pd.array(rng.sample(list(frame[name]), len(frame)), dtype="str")
    return out


def columns_apart(share: float) -> Plant:
    """A part of the columns shuffled, as when the columns of several lists are put beside each other."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        able = [n for n, role in sample.roles.items() if role is not Role.RECORD_ID]
        names = able if share == 1 else rng.sample(able, round(len(able) * share))
        return Planted(shuffled(sample.frame, names, rng))

    return plant


def one_apart(role: Role) -> Plant:
    """A single column from another list."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        return Planted(shuffled(sample.frame, [column(sample, role)], rng))

    return plant


def invented(sample: Sample, rng: random.Random) -> Planted:
    """Every cell drawn as a data generator draws them: short lists, all entries as likely, columns apart."""
    rows = len(sample.frame)
    cells = {
        name: [_made(role, i, rng) for i in range(rows)] for name, role in sample.roles.items()
    }
    return Planted(genuine_like.frame_of({name: list(made) for name, made in cells.items()}))  # fmt: skip


def _made(role: Role, row: int, rng: random.Random) -> str:
    """One cell of an invented list."""
    day = dt.datetime.combine(dt.date(2021, 1, 1), dt.time()) + dt.timedelta(
        seconds=rng.randint(0, 110_000_000)
    )
    made: dict[Role, str] = {
        Role.RECORD_ID: str(row + 1),
        Role.FIRST_NAME: rng.choice(FIRST),
        Role.LAST_NAME: rng.choice(LAST),
        Role.FULL_NAME: f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        Role.EMAIL: f"{rng.choice(FIRST).lower()}{rng.randint(10, 99)}@{rng.choice(FREE)}",
        Role.PHONE: "".join(rng.choices(string.digits, k=10)),
        Role.POSTCODE: "".join(rng.choices(string.digits, k=5)),
        Role.CITY: invented_town("", rng),
        Role.REGION: rng.choice(("CA", "NY", "TX", "FL", "WA", "OH")),
        Role.AMOUNT: f"{rng.uniform(5, 500):.2f}",
    }
    return made.get(role, f"{day:%Y-%m-%d %H:%M:%S}")


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


def padded(sample: Sample, rng: random.Random) -> Planted:
    """Three rows in ten invented, spread over the file."""
    frame = sample.frame.copy()
    rows = sorted(rng.sample(range(len(frame)), round(len(frame) * 0.3)))
    more = invented(sample, rng).frame
    ids = [n for n, role in sample.roles.items() if role is Role.RECORD_ID]
    for name in frame.columns:
        if name not in ids:
            cells = list(frame[name])
            for i in rows:
                cells[i] = more[name][i]
            frame[name] = pd.array(cells, dtype="str")
    return Planted(frame, tuple(i + 1 for i in rows))


def inflated(sample: Sample, rng: random.Random) -> Planted:
    """As many rows again: the same people under new numbers with a cell or two changed."""
    frame, more = sample.frame, sample.frame.copy()
    ids, mail = column(sample, Role.RECORD_ID), column(sample, Role.EMAIL)
    last = int(frame[ids].iloc[-1])
    more[ids] = [str(last + 2 * i) for i in range(1, len(more) + 1)]
    more[mail] = [cell.replace("@", f"{rng.randint(1, 99)}@", 1) for cell in more[mail]]
    return Planted(pd.concat([frame, more], ignore_index=True), tuple(range(1, 2 * len(frame) + 1)))


def recycled(sample: Sample, rng: random.Random) -> Planted:
    """Seven in ten rows of an older file, given beside it, under new numbers and in another order."""
    chosen = rng.sample(range(len(sample.frame)), round(len(sample.frame) * 0.7))
    out = sample.frame.iloc[chosen].reset_index(drop=True)
    ids = column(sample, Role.RECORD_ID)
    out[ids] = pd.array([str(900_000 + 2 * i) for i in range(len(out))], dtype="str")
    return Planted(out, earlier=sample.frame)


def older(sample: Sample, rng: random.Random) -> Planted:
    """The same, where nobody has the older file."""
    return Planted(recycled(sample, rng).frame)


def careful(sample: Sample, rng: random.Random) -> Planted:
    """A list drawn by somebody who knows how people sign up: by this program's own maker."""
    return Planted(genuine_like.KINDS[sample.kind](len(sample.frame), rng.randint(100, 999)).frame)
