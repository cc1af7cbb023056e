"""Single defects planted into rows: each changes some cells and tells which rows it touched."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from leakverify.model.terms import Role
from leakverify.museum.genuine_like import KINDS, Sample, siren
from leakverify.reference.hashing import fold
from leakverify.reference.phones import fr_zone

SHARE: Final = 0.08
"""Of the rows; enough to be seen, too few to change what the columns are taken for."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A sample with something in it. `rows` are record numbers from 1, none where all of it was made; `earlier` is the older file."""

    frame: pd.DataFrame
    rows: tuple[int, ...] = ()
    earlier: pd.DataFrame | None = None


Plant = Callable[[Sample, random.Random], Planted]
Change = Callable[[str, random.Random], str]


def column(sample: Sample, role: Role, which: int = 0) -> str:
    """The name of the column that holds something."""
    return [name for name, held in sample.roles.items() if held is role][which]


def in_cells(role: Role, change: Change, which: int = 0, share: float = SHARE) -> Plant:
    """Change one column's cells in some of the rows where they are filled."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        name = column(sample, role, which)
        cells = list(sample.frame[name])
        filled = [
            i for i, cell in enumerate(cells) if cell and change(cell, random.Random(0)) != cell
        ]
        rows = sorted(rng.sample(filled, round(len(cells) * share)))
        for i in rows:
            cells[i] = change(cells[i], rng)
        return Planted(_with(sample.frame, name, cells), tuple(i + 1 for i in rows))

    return plant  # fmt: skip


def _with(frame: pd.DataFrame, name: str, cells: list[str]) -> pd.DataFrame:
    """The table with other cells in one column."""
    changed = frame.copy()
    changed[name] = pd.array(cells, dtype="str")
    return changed


def broken_address(cell: str, rng: random.Random) -> str:
    """An address that no mail can reach."""
    local, _, domain = cell.partition("@")
    return rng.choice((f"{local}@@{domain}", f"{local}..x@{domain}", f"{local}@{domain}.", local))


def reserved_address(cell: str, rng: random.Random) -> str:
    """An address in a domain that is kept for examples."""
    return f"{cell.partition('@')[0]}@example.{rng.choice(('com', 'org', 'net'))}"


def slipped_domain(cell: str, rng: random.Random) -> str:
    """A great provider's name with two letters changed about."""
    slips = ("gmial.com", "hotmial.com", "yahooo.com", "gmai.com", "outlok.com")
    return f"{cell.partition('@')[0]}@{rng.choice(slips)}"


def french_fiction(_cell: str, rng: random.Random) -> str:
    """A French number that is kept for films."""
    return f"06 39 98 {rng.randint(0, 99):02} {rng.randint(0, 99):02}"


def american_fiction(cell: str, rng: random.Random) -> str:
    """An American number that is kept for films."""
    area = "".join(c for c in cell if c.isdigit())[:3]
    return f"({area}) 555-01{rng.randint(0, 99):02}"


def no_number(_cell: str, rng: random.Random) -> str:
    """Digits that are no telephone number anywhere."""
    return rng.choice(("0000000000", "0123", "99 99 99 99 99", "1111111111"))


def foreign_number(_cell: str, rng: random.Random) -> str:
    """A British mobile number."""
    return f"+44 7{rng.randint(400, 999)} {rng.randint(100_000, 999_999)}"


def future_year(cell: str, rng: random.Random) -> str:
    """The same day some years ahead of the day that counts as today."""
    year = str(rng.randint(2031, 2038))
    return cell[:6] + year + cell[10:] if cell[2] == "/" else year + cell[4:]


def broken_check_digit(_cell: str, rng: random.Random) -> str:
    """A company number whose last digit is another."""
    right = siren(rng)
    return right[:-1] + str((int(right[-1]) + rng.randint(1, 8)) % 10)


def negative(cell: str, _rng: random.Random) -> str:
    """An amount below nothing."""
    return f"-{cell.lstrip('-')}"


def scarred(cell: str, _rng: random.Random) -> str:
    """Accents read in a wrong encoding."""
    return cell.encode("utf-8").decode("cp1252", errors="replace")


def trial_word(_cell: str, rng: random.Random) -> str:
    """What people type where a name is asked for and none is given."""
    return rng.choice(("Test", "asdf", "qwertz", "xxx", "Test Test"))


def placeholder(_cell: str, rng: random.Random) -> str:
    """A word for nothing."""
    return rng.choice(("NULL", "N/A", "undefined", "-", "none"))


def invented_town(_cell: str, rng: random.Random) -> str:
    """A town that exists nowhere, built as generators build them."""
    first = rng.choice(("Lake", "Port", "North", "East", "West", "New"))
    name = rng.choice(("Alyssa", "Brandon", "Jessica", "Tyler", "Megan", "Kristin", "Derek"))
    return f"{first} {name}{rng.choice(('berg', 'ville', 'mouth', 'stad', 'fort', 'furt'))}"


def little_more(cell: str, rng: random.Random) -> str:
    """A number a tenth higher or lower, with as many digits after the point."""
    value = float(cell.replace(",", "."))
    return f"{value * rng.choice((0.9, 1.1, 1.2)) + 0.07:.2f}"


def moved_fee(cell: str, rng: random.Random) -> str:
    """A fee a few per cent higher or lower."""
    return f"{float(cell) * (1.0 + rng.choice((-1, 1)) * rng.uniform(0.02, 0.09)):.2f}"


def much_more(cell: str, rng: random.Random) -> str:
    """A number half as high again, or twice as high."""
    return f"{float(cell) * rng.choice((0.5, 1.5, 2.0)) + 0.07:.2f}"


def reserved_ip(_cell: str, rng: random.Random) -> str:
    """An address that nobody on the internet can have."""
    return f"{rng.choice((240, 250, 10, 127))}.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"


def other_zone(sample: Sample, rng: random.Random) -> Planted:
    """French landlines of another part of the country."""
    codes, name = sample.frame[column(sample, Role.POSTCODE)], column(sample, Role.PHONE)
    cells = list(sample.frame[name])
    filled = [i for i, cell in enumerate(cells) if cell]
    rows = sorted(rng.sample(filled, round(len(cells) * SHARE)))
    for i in rows:
        zone = fr_zone(codes[i][:2]) or 1
        other = rng.choice([z for z in (1, 2, 3, 4, 5) if z != zone])
        cells[i] = f"0{other}{rng.randint(30_000_000, 89_999_999)}"
    return Planted(_with(sample.frame, name, cells), tuple(i + 1 for i in rows))


def exchanged(role: Role, *, share: float = SHARE) -> Plant:
    """Cells of one column exchanged among some rows, so that they stand beside strangers."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        name = column(sample, role)
        cells = list(sample.frame[name])
        rows = rng.sample([i for i, cell in enumerate(cells) if cell], round(len(cells) * share))
        moved = [cells[i] for i in (*rows[1:], rows[0])]
        for i, cell in zip(rows, moved, strict=True):
            cells[i] = cell
        return Planted(_with(sample.frame, name, cells), tuple(sorted(i + 1 for i in rows)))

    return plant


def dates_turned(earlier: Role, later: Role) -> Plant:
    """The two dates of some rows exchanged, so that the later one comes first."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        one, other = column(sample, earlier), column(sample, later)
        first, second = list(sample.frame[one]), list(sample.frame[other])
        able = [i for i in range(len(first)) if second[i] and first[i] != second[i]]
        rows = sorted(rng.sample(able, round(len(first) * SHARE)))
        for i in rows:
            first[i], second[i] = second[i], first[i]
        return Planted(
            _with(_with(sample.frame, one, first), other, second), tuple(i + 1 for i in rows)
        )

    return plant


def copied(*, changed: bool) -> Plant:
    """Rows put in once more further down; `changed`: under another number, with a letter of the address changed."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        frame = sample.frame
        chosen = sorted(rng.sample(range(len(frame)), round(len(frame) * SHARE)))
        more = frame.iloc[chosen].copy()
        if changed:
            ids, mail = column(sample, Role.RECORD_ID), column(sample, Role.EMAIL)
            last = int(frame[ids].iloc[-1])
            more[ids] = [str(last + 3 * i) for i in range(1, len(more) + 1)]
            more[mail] = [cell.replace("@", f"{rng.randint(1, 9)}@", 1) for cell in more[mail]]
        rows = [*(i + 1 for i in chosen), *range(len(frame) + 1, len(frame) + len(more) + 1)]
        return Planted(pd.concat([frame, more], ignore_index=True), tuple(rows))

    return plant


def put_in(role: Role) -> Plant:
    """Rows of another list of the kind put in anywhere in one that is sorted; the numbers count the rows anew."""

    def plant(sample: Sample, rng: random.Random) -> Planted:
        name, ids = column(sample, role), column(sample, Role.RECORD_ID)
        n, added = len(sample.frame), round(len(sample.frame) * SHARE)
        order = sorted(range(n), key=lambda i: fold(sample.frame[name].iloc[i]))
        places = sorted(rng.sample(range(n + added), added))
        for other, place in enumerate(places):
            order.insert(place, n + other)
        more = KINDS[sample.kind](n, rng.randrange(1, 1_000)).frame.iloc[:added]
        frame = pd.concat([sample.frame, more], ignore_index=True).iloc[order]
        numbers = [str(i + 1) for i in range(n + added)]
        rows = tuple(place + 1 for place in places)
        return Planted(_with(frame.reset_index(drop=True), ids, numbers), rows)

    return plant
