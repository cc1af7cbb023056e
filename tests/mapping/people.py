"""A made-up customer table: plausible cells, no real person."""

import random

import pandas as pd

from leakverify.facts.batch import Batch

FIRST = [
    "Anna",
    "Paul",
    "Maria",
    "Jan",
    "Laura",
    "Peter",
    "Julia",
    "Thomas",
    "Sophie",
    "Martin",
    "Emma",
    "David",
    "Clara",
    "Simon",
    "Alice",
    "Daniel",
]
LAST = [
    "Weber",
    "Martin",
    "Rossi",
    "Novak",
    "Garcia",
    "Smith",
    "Meyer",
    "Dubois",
    "Costa",
    "Jansen",
    "Kowalski",
    "Lopez",
    "Schmidt",
    "Moreau",
]
TOWNS = {"75008": "Paris", "69001": "Lyon", "13001": "Marseille", "33000": "Bordeaux", "59000": "Lille",
         "31000": "Toulouse", "44000": "Nantes", "67000": "Strasbourg", "06000": "Nice", "35000": "Rennes",
         "38000": "Grenoble", "21000": "Dijon", "49000": "Angers", "51100": "Reims", "76600": "Le Havre",
         "83000": "Toulon"}  # fmt: skip
COLUMNS = (
    "id",
    "first",
    "last",
    "email",
    "phone",
    "street",
    "postcode",
    "city",
    "birth",
    "created",
    "amount",
)


def customers(rows=120, seed=1):
    """A frame with the columns of COLUMNS."""
    draw = random.Random(seed)
    out = []
    for i in range(rows):
        first, last = draw.choice(FIRST), draw.choice(LAST)
        code = draw.choice(list(TOWNS))
        out.append(
            [
                str(1000 + i * 3),
                first,
                last,
                f"{first}.{last}{i}@mail.test".lower(),
                f"0{draw.randint(1, 5)} {draw.randint(10, 99)} {draw.randint(10, 99)} {draw.randint(10, 99)} 12",
                f"{draw.randint(1, 99)} rue {draw.choice(LAST)}",
                code,
                TOWNS[code],
                f"{draw.randint(13, 28)}/{draw.randint(1, 12):02d}/{draw.randint(1940, 2000)}",
                f"2021-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d} {draw.randint(0, 23):02d}:07:11",
                f"{draw.lognormvariate(4, 1.2):.2f}",
            ]
        )
    return pd.DataFrame(out, columns=list(COLUMNS), dtype="str")


def batch(**columns):
    """A batch from lists of cells."""
    return Batch(pd.DataFrame(columns, dtype="str"), 1)
