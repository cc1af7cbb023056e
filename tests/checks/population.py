"""Invented members of an invented club, with everything a list of members has, for tests of ancestry."""

import datetime as dt
import random

COLUMNS = {
    "id": "record_id",
    "created": "created",
    "name": "full_name",
    "mail": "email",
    "tel": "phone",
    "zip": "postcode",
    "town": "city",
    "updated": "updated",
    "plan": "unknown",
}
SYLLABLES = ("ba", "lo", "mi", "ren", "da", "sto", "vel", "ka", "nu", "tor", "fi", "gas")
PROVIDERS = ("gmail.com", "orange.fr", "gmx.de", "free.fr", "hotmail.com")
DAY = dt.timedelta(days=1)


def word(rng, parts):
    return "".join(rng.choice(SYLLABLES) for _ in range(parts)).capitalize()


def member(number, organisation=""):
    """Person `number`, the same wherever asked, with what one organisation's list says of them."""
    rng = random.Random(number)
    first, last = word(rng, 2), word(rng, 3)
    local = f"{first}.{last}{rng.randrange(100)}".lower()
    provider = rng.choice(PROVIDERS)
    if number % 40 == 7:
        provider = "gmial.com"
    mail = f"{local}@{provider}"
    tel = f"+3361{rng.randrange(10**7):07d}"
    postcode = f"{rng.randrange(10000, 95000):05d}"
    town = word(rng, 3)
    own = random.Random(f"{organisation}{number}")
    created = dt.datetime(2015, 1, 1, tzinfo=dt.UTC) + DAY * (own.random() ** 1.7 * 2500)
    updated = created + DAY * (own.random() * 200)
    return [first + " " + last, mail, tel, postcode, town, created, updated, own.choice("abc")]


def listed(numbers, organisation="", *, start=1000, step=(1, 1, 2, 5), seed=1):
    """A list as one organisation keeps it: by creation date, with internal numbers that skip."""
    rng = random.Random(seed)
    people = sorted((member(n, organisation) for n in numbers), key=lambda p: p[5])
    rows, number = [], start
    for name, mail, tel, postcode, town, created, updated, plan in people:
        number += rng.choice(step)
        rows.append(
            [str(number), stamp(created), name, mail, tel, postcode, town, stamp(updated), plan]
        )
    return rows


def stamp(when):
    return when.strftime("%Y-%m-%d %H:%M:%S")


def moved(text, days):
    return stamp(dt.datetime.fromisoformat(text) + DAY * days)
