"""Seconds that each kind of fact takes on 200,000 made-up rows; run by hand: `python tests/benchmarks/facts.py`."""

import datetime as dt
import random
import sys
import time

import numpy as np
import pandas as pd

from leakverify.facts.batch import MAX_BATCH_ROWS, Batch
from leakverify.facts.facts import Facts
from leakverify.facts.settings import ColumnHints, FactSettings
from leakverify.model.mapping import of
from leakverify.model.terms import Role

ROWS = 200_000
KINDS = (("emails", "email"), ("phones", "phone"), ("dates", "created"), ("numbers", "amount"))
FORMS = (
    "({}) {}-{}", "{}-{}-{}", "+1 {} {} {}", "+1{}{}{}", "{}.{}.{}", "{}{}{}", "001-{}-{}-{}", "{}-{}-{}x123",
    "+1-{}-{}-{}x4521", "{} {} {}",
)  # fmt: skip


def table(rows: int) -> pd.DataFrame:
    """A table of distinct, mostly well-formed values."""
    rng = random.Random(7)
    providers = [
        *["gmail.com"] * 8,
        *["yahoo.com"] * 3,
        *[f"house{n}.com" for n in range(4000)][:300],
    ]
    start = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
    columns: dict[str, list[str]] = {"email": [], "phone": [], "created": [], "amount": []}
    for number in range(rows):
        columns["email"].append(f"{rng.choice('abcdefgh')}.name{number}@{rng.choice(providers)}")
        parts = (
            f"{rng.randint(201, 989)}",
            f"{rng.randint(200, 999)}",
            f"{rng.randint(0, 9999):04}",
        )
        columns["phone"].append(rng.choice(FORMS).format(*parts))
        when = start + dt.timedelta(seconds=rng.randint(0, 300_000_000))
        columns["created"].append(f"{when:%Y-%m-%d %H:%M:%S}")
        columns["amount"].append(f"{rng.uniform(1, 9999):.2f}")
    return pd.DataFrame(columns, dtype="str")


def main() -> None:
    """Print the seconds per kind, over batches as the engine cuts them."""
    frame = table(ROWS)
    roles = of(
        [
            ("email", Role.EMAIL),
            ("phone", Role.PHONE),
            ("created", Role.CREATED),
            ("amount", Role.AMOUNT),
        ]
    )
    settings = FactSettings(roles, dt.date(2026, 11, 22), "US", {"amount": ColumnHints()})
    Facts(Batch(frame.head(10), 1), settings).phones("phone")
    Facts(Batch(frame.head(10), 1), settings).emails("email")
    spent: dict[str, float] = dict.fromkeys(
        ("cells", *(kind for kind, _ in KINDS), "key", "folded key"), 0.0
    )
    for first in range(0, ROWS, MAX_BATCH_ROWS):
        facts = Facts(Batch(frame.iloc[first : first + MAX_BATCH_ROWS], first + 1), settings)
        for kind, column in KINDS:
            started = time.process_time()
            facts.cells(column)
            read = time.process_time()
            getattr(facts, kind)(column)
            spent["cells"] += read - started
            spent[kind] += time.process_time() - read
        started = time.process_time()
        keys = facts.key(("email", "phone"), 0)
        spent["key"] += time.process_time() - started
        started = time.process_time()
        folded = facts.key(("email", "phone"), 0, folded=True)
        spent["folded key"] += time.process_time() - started
        if len(np.unique(keys)) < len(np.unique(folded)):
            sys.exit("folding must not tell more rows apart")
    for name, seconds in spent.items():
        print(f"{name:12} {seconds:6.3f} s")
    four = spent["cells"] + sum(spent[kind] for kind, _ in KINDS)
    print(f"{'four columns':12} {four:6.3f} s")


if __name__ == "__main__":
    main()
