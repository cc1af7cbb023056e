"""Samples as organisations keep them, with the habits and blemishes of people. Seeded; no row describes anybody."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from leakverify.model.terms import Role
from leakverify.museum import habits

ROWS: Final = 320
END: Final = dt.date(2024, 11, 30)
"""The last day in any sample: before the day that the self-test counts as today."""

AS_OF: Final = dt.date(2025, 3, 1)


@dataclass(frozen=True, slots=True)
class Sample:
    """A table of text with what its columns hold."""

    kind: str
    frame: pd.DataFrame
    roles: dict[str, Role]


Cells = list[str | None]


def frame_of(columns: dict[str, Cells]) -> pd.DataFrame:
    """A table of text; None stays missing."""
    made = {name: pd.array(cells, dtype="string[pyarrow]") for name, cells in columns.items()}
    return pd.DataFrame(made).astype("str")


def sample_of(kind: str, columns: dict[str, Cells], roles: tuple[Role, ...]) -> Sample:
    """A sample of these columns, each with what it holds."""
    return Sample(kind, frame_of(columns), dict(zip(columns, roles, strict=True)))


@dataclass(frozen=True, slots=True)
class People:
    """What a list of people of one country knows of each."""

    first: list[str]
    last: list[str]
    email: Cells
    phone: Cells
    code: list[str]
    region: list[str]
    town: list[str]
    born: list[dt.date]


def people(country: str, rows: int, rng: random.Random) -> People:
    """People who fill in a form: some share a household, some leave cells out, a few slip."""
    pool = habits.pool(country)
    first, last = habits.draw(pool.first, rows, rng), habits.draw(pool.last, rows, rng)
    places = rng.choices(pool.places, k=rows)
    born = [dt.date(1938, 1, 1) + dt.timedelta(rng.randint(0, 24_000)) for _ in range(rows)]
    for i in range(1, rows):
        if rng.random() < 0.03:  # noqa: PLR2004  (of households, some sign up together)
            last[i], places[i] = last[i - 1], places[i - 1]
    emails: Cells = [
        slip(habits.email(f, s, country, rng, b.year), rng)
        for f, s, b in zip(first, last, born, strict=True)
    ]
    phones: Cells = [habits.phone(country, place[1], rng) for place in places]
    leave_out(emails, 0.02, rng)
    leave_out(phones, 0.22, rng)
    return People(
        first,
        last,
        emails,
        phones,
        [place[0] for place in places],
        [place[1] for place in places],
        [place[2] for place in places],
        born,
    )


def slip(address: str, rng: random.Random) -> str:
    """One address in two hundred is mistyped."""
    if rng.random() > 0.005:  # noqa: PLR2004
        return address
    return rng.choice((address.replace("@", ""), address.replace(".", ",", 1), f"{address} "))


def leave_out(cells: Cells, share: float, rng: random.Random) -> None:
    """Leave some cells empty."""
    for i in range(len(cells)):
        if rng.random() < share:
            cells[i] = ""


def shown(name: str, i: int, rows: int, rng: random.Random) -> str:
    """A name as it was typed: early rows of an old system in capitals, a few later ones in small letters."""
    if i < rows // 5 and rng.random() < 0.7:  # noqa: PLR2004
        return name.upper()
    return name.lower() if rng.random() < 0.03 else name  # noqa: PLR2004


def again(columns: dict[str, Cells], names: tuple[str, ...], rng: random.Random) -> None:
    """Somebody in a hundred signs up twice: another row with the same particulars."""
    rows = len(next(iter(columns.values())))
    for at in rng.sample(range(3, rows), max(2, rows // 100)):
        for name in names:
            columns[name][at] = columns[name][at - 2]


def subscribers(rows: int = ROWS, seed: int = 0) -> Sample:
    """Subscribers of a French paper."""
    rng = random.Random(f"subscribers {seed}")
    who = people("FR", rows, rng)
    joined = habits.moments(rows, dt.date(2015, 2, 1), END, rng)
    last = [shown(name, i, rows, rng) for i, name in enumerate(who.last)]
    paid = [price_then(moment, rng) for moment in joined]
    columns: dict[str, Cells] = {
        "id": [str(n) for n in habits.numbers(rows, 1_040, rng)],
        "nom": list(last),
        "prenom": list(who.first),
        "email": who.email,
        "telephone": who.phone,
        "code_postal": list(who.code),
        "ville": [t.upper() if i < rows // 5 else t for i, t in enumerate(who.town)],
        "inscription": [f"{m:%d/%m/%Y %H:%M:%S}" for m in joined],
        "derniere_commande": [later(m, rng, "%d/%m/%Y") for m in joined],
        "montant": [f"{p:.2f}".replace(".", ",") for p in paid],
    }
    again(columns, ("nom", "prenom", "email", "telephone", "code_postal", "ville"), rng)
    roles = (Role.RECORD_ID, Role.LAST_NAME, Role.FIRST_NAME, Role.EMAIL, Role.PHONE, Role.POSTCODE,
             Role.CITY, Role.CREATED, Role.EVENT_TIME, Role.AMOUNT)  # fmt: skip
    return sample_of("subscribers", columns, roles)


def price_then(moment: dt.datetime, rng: random.Random) -> float:
    """The price of a subscription in its year: prices rise in steps."""
    level = 1.0 + 0.12 * ((moment.year - 2015) // 3)
    return round(rng.choices((49, 89, 25, 60), (60, 18, 16, 6))[0] * level) + 0.0


def later(moment: dt.datetime, rng: random.Random, layout: str) -> str:
    """A later day on which something was renewed, mostly a working day; one in four never does."""
    if rng.random() < 0.25:  # noqa: PLR2004
        return ""
    day = moment.date() + dt.timedelta(365 * rng.randint(0, 4) + abs(round(rng.gauss(0, 30))))
    day = min(day, END)
    while day.weekday() > 4 and day > moment.date() and rng.random() < 0.7:  # noqa: PLR2004
        day -= dt.timedelta(1)
    return f"{day:{layout}}"


def members(rows: int = ROWS, seed: int = 0) -> Sample:
    """Members of a German club."""
    rng = random.Random(f"members {seed}")
    who = people("DE", rows, rng)
    joined = habits.moments(rows, dt.date(2011, 1, 8), END, rng)
    seen = [habits.after(m, 500, END, rng) for m in joined]
    columns: dict[str, Cells] = {
        "Mitgliedsnr": [str(n) for n in habits.numbers(rows, 10_211, rng)],
        "Vorname": list(who.first),
        "Nachname": list(who.last),
        "E-Mail": who.email,
        "Mobil": who.phone,
        "PLZ": list(who.code),
        "Ort": list(who.town),
        "Geburtsdatum": [f"{day:%d.%m.%Y}" for day in who.born],
        "Eintritt": [f"{m:%d.%m.%Y %H:%M}" for m in joined],
        "Letzter Login": [f"{m:%d.%m.%Y %H:%M}" for m in seen],
    }
    leave_out(columns["Geburtsdatum"], 0.12, rng)
    leave_out(columns["Letzter Login"], 0.3, rng)
    again(columns, ("Vorname", "Nachname", "E-Mail", "PLZ", "Ort", "Geburtsdatum"), rng)
    roles = (Role.RECORD_ID, Role.FIRST_NAME, Role.LAST_NAME, Role.EMAIL, Role.PHONE, Role.POSTCODE,
             Role.CITY, Role.BIRTH_DATE, Role.CREATED, Role.LAST_LOGIN)  # fmt: skip
    return sample_of("members", columns, roles)


def customers(rows: int = ROWS, seed: int = 0) -> Sample:
    """Customers of an American shop."""
    rng = random.Random(f"customers {seed}")
    who = people("US", rows, rng)
    joined = habits.moments(rows, dt.date(2018, 5, 2), END, rng)
    changed = [habits.after(m, 200, END, rng) for m in joined]
    columns: dict[str, Cells] = {
        "customer_id": [str(n) for n in habits.numbers(rows, 50_300, rng)],
        "first_name": list(who.first),
        "last_name": list(who.last),
        "email": who.email,
        "phone": who.phone,
        "zip": list(who.code),
        "city": list(who.town),
        "state": list(who.region),
        "created_at": [f"{m:%Y-%m-%d %H:%M:%S}" for m in joined],
        "updated_at": [f"{m:%Y-%m-%d %H:%M:%S}" for m in changed],
    }
    again(columns, ("first_name", "last_name", "email", "zip", "city", "state"), rng)
    roles = (Role.RECORD_ID, Role.FIRST_NAME, Role.LAST_NAME, Role.EMAIL, Role.PHONE, Role.POSTCODE,
             Role.CITY, Role.REGION, Role.CREATED, Role.UPDATED)  # fmt: skip
    return sample_of("customers", columns, roles)


def orders(rows: int = ROWS, seed: int = 0) -> Sample:
    """Orders of a shop: what items, shipping and the total cost."""
    rng = random.Random(f"orders {seed}")
    who = people("FR", rows, rng)
    made = habits.moments(rows, dt.date(2021, 1, 4), END, rng)
    items = [
        round(sum(habits.price(rng, 24.0) for _ in range(rng.choices((1, 2, 3, 5), (58, 24, 12, 6))[0])), 2)
        for _ in range(rows)
    ]  # fmt: skip
    shipping = [
        0.0 if cost > 60 else rng.choices((4.9, 6.9, 9.9), (7, 2, 1))[0]  # noqa: PLR2004
        for cost in items
    ]
    total = [a + b for a, b in zip(items, shipping, strict=True)]
    sent = [habits.after(m, 1.6, END, rng) for m in made]
    columns: dict[str, Cells] = {
        "order_no": [str(n) for n in habits.numbers(rows, 200_417, rng)],
        "ordered": [f"{m:%Y-%m-%d %H:%M:%S}" for m in made],
        "shipped": [f"{m:%Y-%m-%d}" for m in sent],
        "email": who.email,
        "customer": [f"{f} {s}" for f, s in zip(who.first, who.last, strict=True)],
        "postcode": list(who.code),
        "town": list(who.town),
        "items": [f"{v:.2f}" for v in items],
        "shipping": [f"{v:.2f}" for v in shipping],
        "total": [f"{v:.2f}" for v in total],
    }
    leave_out(columns["shipped"], 0.06, rng)
    roles = (Role.RECORD_ID, Role.CREATED, Role.EVENT_TIME, Role.EMAIL, Role.FULL_NAME, Role.POSTCODE,
             Role.CITY, Role.AMOUNT, Role.AMOUNT, Role.AMOUNT)  # fmt: skip
    return sample_of("orders", columns, roles)


def payments(rows: int = ROWS, seed: int = 0) -> Sample:
    """A log of payments: a few hundred payers, some of them often."""
    rng = random.Random(f"payments {seed}")
    payers = people("DE", max(rows // 2, 20), rng)
    made = habits.moments(rows, dt.date(2023, 2, 1), END, rng)
    who = [min(int(rng.paretovariate(0.7)) - 1, len(payers.first) - 1) for _ in made]
    who = [rng.randrange(len(payers.first)) if rng.random() < 0.6 else i for i in who]  # noqa: PLR2004
    columns: dict[str, Cells] = {
        "payment_id": [str(n) for n in habits.numbers(rows, 7_700_120, rng)],
        "paid_at": [f"{m:%Y-%m-%d %H:%M:%S}" for m in made],
        "payer": [f"{payers.first[i]} {payers.last[i]}" for i in who],
        "email": [payers.email[i] for i in who],
        "amount": [f"{habits.price(rng, 35.0):.2f}" for _ in made],
        "currency": ["EUR"] * rows,
        "ip": [ip(rng) for _ in made],
    }
    roles = (Role.RECORD_ID, Role.EVENT_TIME, Role.FULL_NAME, Role.EMAIL, Role.AMOUNT, Role.CURRENCY,
             Role.IP)  # fmt: skip
    return sample_of("payments", columns, roles)


FEES: Final = (17.35, 24.80, 39.65, 58.45, 72.15, 96.55)
"""What a club asks for, by kind of member."""


def dues(rows: int = ROWS, seed: int = 0) -> Sample:
    """Dues that the members of a club paid: each pays the same fee every quarter."""
    rng = random.Random(f"dues {seed}")
    payers = people("DE", max(rows // 9, 12), rng)
    owed = [rng.choices(FEES, (8, 30, 34, 15, 9, 4))[0] for _ in payers.first]
    made = habits.moments(rows, dt.date(2022, 3, 1), END, rng)
    who = [rng.randrange(len(payers.first)) for _ in made]
    columns: dict[str, Cells] = {
        "receipt": [str(n) for n in habits.numbers(rows, 31_070, rng)],
        "paid_at": [f"{m:%Y-%m-%d %H:%M:%S}" for m in made],
        "member": [f"{payers.first[i]} {payers.last[i]}" for i in who],
        "email": [payers.email[i] for i in who],
        "fee": [f"{owed[i]:.2f}" for i in who],
        "postcode": [payers.code[i] for i in who],
        "town": [payers.town[i] for i in who],
    }
    roles = (Role.RECORD_ID, Role.EVENT_TIME, Role.FULL_NAME, Role.EMAIL, Role.AMOUNT, Role.POSTCODE, Role.CITY)  # fmt: skip
    return sample_of("dues", columns, roles)


NETWORKS: Final = ("84.128", "87.122", "91.0", "93.192", "79.192", "217.80", "46.80", "178.0", "188.96", "95.90", "77.0", "62.143")  # fmt: skip
"""Where German house connections lie."""


def ip(rng: random.Random) -> str:
    """An address of a German provider."""
    return f"{rng.choice(NETWORKS)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"


def bodies(rows: int = ROWS, seed: int = 0) -> Sample:
    """A register of French companies and clubs: nobody's name, numbers with a check digit."""
    rng = random.Random(f"bodies {seed}")
    pool = habits.pool("FR")
    names, places = habits.draw(pool.last, rows, rng), rng.choices(pool.places, k=rows)
    founded = habits.moments(rows, dt.date(1988, 1, 4), END, rng)
    rng.shuffle(founded)
    forms = ("SARL", "SAS", "EURL", "Association", "SCI", "Société")
    columns: dict[str, Cells] = {
        "siren": [siren(rng) for _ in range(rows)],
        "raison_sociale": [
            f"{form} {name}" if rng.random() < 0.6 else f"{name} {rng.choice(('et Fils', 'Services', 'Conseil', 'BTP'))}"  # noqa: PLR2004
            for name, form in zip(names, rng.choices(forms, (30, 25, 8, 20, 10, 7), k=rows), strict=True)
        ],
        "code_postal": [place[0] for place in places],
        "commune": [place[2].upper() for place in places],
        "creation": [f"{m:%Y-%m-%d}" for m in founded],
        "effectif": [str(int(rng.paretovariate(0.8)) - 1) for _ in range(rows)],
    }  # fmt: skip
    leave_out(columns["effectif"], 0.2, rng)
    roles = (Role.COMPANY_ID, Role.FREE_TEXT, Role.POSTCODE, Role.CITY, Role.CREATED, Role.AMOUNT)
    return sample_of("bodies", columns, roles)


def siren(rng: random.Random) -> str:
    """A company number whose check digit is right."""
    head = [rng.randint(3, 9), *(rng.randint(0, 9) for _ in range(7))]
    total = sum(sum(divmod(d * (2 if i % 2 else 1), 10)) for i, d in enumerate(head))
    return "".join(map(str, [*head, -total % 10]))


Maker = Callable[[int, int], Sample]
KINDS: Final[dict[str, Maker]] = {
    "subscribers": subscribers,
    "members": members,
    "customers": customers,
    "orders": orders,
    "payments": payments,
    "dues": dues,
    "bodies": bodies,
}
