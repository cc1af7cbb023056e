"""How people write themselves: addresses of mail, telephone numbers, the times at which they sign up."""

import datetime as dt
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from leakverify.reference import postal
from leakverify.reference.hashing import texts
from leakverify.reference.phones import area_state, fr_zone
from leakverify.reference.tables import Table

PROVIDERS: Final = {
    "FR": "gmail.com 330 orange.fr 130 free.fr 85 hotmail.fr 70 yahoo.fr 68 wanadoo.fr 62 laposte.net 55 hotmail.com 45"
    " sfr.fr 34 outlook.fr 24 live.fr 18 icloud.com 16 outlook.com 12 neuf.fr 12 bbox.fr 9 numericable.fr 5 gmx.fr 4"
    " proton.me 4 aol.com 4 yahoo.com 6 msn.com 3",
    "DE": "gmail.com 190 gmx.de 160 web.de 150 t-online.de 95 hotmail.com 40 yahoo.de 34 gmx.net 40 googlemail.com 28"
    " outlook.de 24 freenet.de 20 hotmail.de 16 icloud.com 16 aol.com 12 arcor.de 12 live.de 9 outlook.com 9"
    " posteo.de 7 mailbox.org 4 vodafone.de 5 online.de 4",
    "US": "gmail.com 480 yahoo.com 150 hotmail.com 75 aol.com 60 comcast.net 38 icloud.com 30 outlook.com 26 msn.com 18"
    " sbcglobal.net 16 att.net 14 verizon.net 14 bellsouth.net 10 cox.net 10 live.com 9 me.com 8 ymail.com 7 charter.net 6"
    " earthlink.net 6 mac.com 4 protonmail.com 3",
}
OWN: Final = {"FR": ("fr", "com", "org"), "DE": ("de", "com", "org"), "US": ("com", "org", "net")}
OWN_SHARE: Final = 0.13
"""People with an address at work or of their own: the long tail of domains."""

HOURS: Final = (
    2,
    1,
    1,
    1,
    1,
    2,
    4,
    9,
    16,
    22,
    25,
    24,
    21,
    22,
    25,
    24,
    23,
    24,
    27,
    29,
    32,
    30,
    20,
    8,
)
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Pool:
    """Names and places of one country, as they fall when drawn by chance. A place is code, region, town."""

    country: str
    first: tuple[str, ...]
    last: tuple[str, ...]
    places: tuple[tuple[str, str, str], ...]


@cache
def pool(country: str) -> Pool:
    """The names and places of one of DE, FR, US."""
    table = Table("museum")
    lines = [line.split(" ", 2) for line in table.texts(f"{country}.places.names")]
    first, last = (table.texts(f"{country}.{kind}.names") for kind in ("first", "last"))
    table.close()
    regions = postal.table(country).regions_of(texts([line[0] for line in lines]))
    known = [
        (code, str(region), town) for (code, _, town), region in zip(lines, regions, strict=True)
    ]
    return Pool(country, tuple(first), tuple(last), tuple(known))


def plain(text: str) -> str:
    """Small letters without accents, as they stand in addresses."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(UMLAUTS))
    return "".join(c for c in decomposed if c.isascii() and c.isalpha())


def provider(country: str, rng: random.Random) -> str:
    """A provider of the country by how many people use it."""
    words = PROVIDERS[country].split()
    return rng.choices(words[::2], [int(n) for n in words[1::2]])[0]


def email(first: str, last: str, country: str, rng: random.Random, born: int) -> str:
    """An address as people choose it: two in three have the name in it, some a nickname, some their own domain."""
    f, s = plain(first) or "x", plain(last) or "y"
    if rng.random() < OWN_SHARE:
        house = rng.choice((s, f"{s}-{rng.choice(('conseil', 'shop', 'bau', 'group', 'art'))}"))
        local = rng.choice(("info", "contact", f, f"{f}.{s}", f"{f[0]}.{s}", f"{f[0]}{s}"))
        return f"{local}@{house}.{rng.choice(OWN[country])}"
    tail = rng.choices(
        ("", str(born % 100).zfill(2), str(rng.randint(1, 99)), str(born), str(rng.randint(1, 9))),
        (58, 14, 12, 8, 8),
    )[0]
    local = rng.choices(
        (
            f"{f}.{s}",
            f"{f}{s}",
            f"{f[0]}.{s}",
            f"{f[0]}{s}",
            f"{s}.{f}",
            f"{s}{f}",
            f"{f}_{s}",
            f"{f}-{s}",
            f"{f}",
            f"{s}",
            f"{f[:3]}{s[:3]}",
            nickname(rng),
        ),
        (26, 13, 7, 8, 8, 5, 5, 3, 6, 4, 4, 11),
    )[0]
    return f"{local}{tail}@{provider(country, rng)}"


def nickname(rng: random.Random) -> str:
    """A word that has nothing to do with the name; syllables, as nobody's nickname may be copied."""
    parts = "ba bi bou ca chi co da do fa fi ga ki la li lo lou ma mi mo na ni no pa pi po ra ri ro sa ta ti to va vi zo"
    made = "".join(rng.choice(parts.split()) for _ in range(rng.choice((2, 2, 3, 4))))
    return rng.choice((made, f"{made}{rng.choice(('cat', 'blue', 'star', '33', 'x'))}", made))


def phone(country: str, region: str, rng: random.Random) -> str:
    """A telephone number in the shape of the country; a landline lies where its owner lives."""
    if country == "FR":
        mobile = rng.random() < 0.62  # noqa: PLR2004  (as in subscriber lists of these years)
        zone = fr_zone(region) or 1
        digits = (
            f"0{rng.choice('6667')}{rng.randint(10_000_000, 89_999_999)}"
            if mobile
            else f"0{zone}{rng.randint(30_000_000, 89_999_999)}"
        )
        return spelled(digits, rng)
    if country == "DE":
        prefix = rng.choice(("0151", "0152", "0157", "0160", "0162", "0170", "0171", "0172", "0173", "0176"))  # fmt: skip
        number = f"{prefix} {rng.randint(2_000_000, 9_899_999)}"
        return rng.choices((number, number.replace(" ", ""), number.replace(" ", "/")), (6, 3, 1))[
            0
        ]
    own = [area for area, state in area_state().items() if state == region]
    areas = own if own and rng.random() < 0.8 else sorted(area_state())  # noqa: PLR2004  (a fifth moved)
    digits = f"{rng.choice(areas)}{rng.randint(2, 9)}{rng.randint(10, 99)}{rng.randint(1000, 9999)}"
    while digits[3:6] == "555" or digits[4:6] == "11":
        digits = f"{digits[:3]}{rng.randint(2, 9)}{rng.randint(20, 99)}{digits[6:]}"
    shaped = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return rng.choices((shaped, f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", digits), (6, 3, 1))[0]


def spelled(digits: str, rng: random.Random) -> str:
    """A French number in one of the ways in which people write it."""
    pairs = " ".join(digits[i : i + 2] for i in range(0, len(digits), 2))
    return rng.choices((pairs, digits, pairs.replace(" ", ".")), (80, 15, 5))[0]


def moments(n: int, first: dt.date, last: dt.date, rng: random.Random) -> list[dt.datetime]:
    """Times of sign-up in order: growing, awake by day, fewer at week-ends, bursts after campaigns."""
    days = [first + dt.timedelta(d) for d in range((last - first).days)]
    bursts = set(rng.sample(days, max(3, len(days) // 60)))
    weights = [
        (1 + 2 * i / len(days)) * (0.6 if d.weekday() > 4 else 1.0) * (7 if d in bursts else 1)  # noqa: PLR2004  (Saturday, Sunday)
        for i, d in enumerate(days)
    ]
    return sorted(at_hour(day, rng) for day in rng.choices(days, weights, k=n))


def at_hour(day: dt.date, rng: random.Random) -> dt.datetime:
    """A time of day at which people are awake."""
    hour = rng.choices(range(24), HOURS)[0]
    return dt.datetime.combine(day, dt.time(hour, rng.randint(0, 59), rng.randint(0, 59)))


def after(moment: dt.datetime, days: float, latest: dt.date, rng: random.Random) -> dt.datetime:
    """Some days later, mostly not at the week-end, at an hour at which people are awake."""
    day = moment.date() + dt.timedelta(days=rng.expovariate(1 / days))
    if day.weekday() > 4 and rng.random() < 0.4:  # noqa: PLR2004  (Saturday, Sunday)
        day += dt.timedelta(2)
    return max(moment, at_hour(min(day, latest), rng))


def numbers(n: int, start: int, rng: random.Random) -> list[int]:
    """Running numbers with the gaps that deletions and abandoned sign-ups leave."""
    out, at = [], start
    for _ in range(n):
        at += rng.choices((1, 2, 3, rng.randint(4, 40)), (72, 14, 8, 6))[0]
        out.append(at)
    return out


def price(rng: random.Random, middle: float) -> float:
    """A price as shops set it: skewed, and mostly a little below a round number."""
    value = middle * rng.lognormvariate(0.0, 0.7)
    whole = max(1, round(value))
    return whole - rng.choices((0.01, 0.10, 0.05, 0.50, 0.0), (44, 20, 8, 8, 20))[0]


def draw(values: Sequence[str], n: int, rng: random.Random) -> list[str]:
    """Some of the values, that were themselves drawn by chance, so that their frequencies stay."""
    return rng.sample(values, n) if n <= len(values) else rng.choices(values, k=n)
