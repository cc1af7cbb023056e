"""Times the table of domains: two million addresses over 40,000 domains. Run: python tests/benchmarks/domains.py [ROWS] [DOMAINS]."""

import random
import sys
import time

import pandas as pd
import pyarrow as pa

from leakverify.engine import domain_table
from leakverify.engine.store import RowStore
from leakverify.facts.batch import MAX_BATCH_ROWS, Batch
from leakverify.model.messages import AskDomains
from leakverify.model.terms import Role
from leakverify.reference import domain_kinds, mail

ENDINGS = ("de", "fr", "com", "co.uk", "it", "net", "org", "pl")


def made_up_domains(count: int) -> list[str]:
    """The great providers first, then firms, every seventh with a subdomain."""
    rng = random.Random(5)
    syllables = (
        "ba",
        "ker",
        "mo",
        "ti",
        "lan",
        "ser",
        "vi",
        "tech",
        "nor",
        "del",
        "pra",
        "xi",
        "gu",
        "ro",
    )
    names = set(mail.load().popular)
    while len(names) < count:
        name = "".join(rng.choices(syllables, k=rng.randint(2, 5)))
        host = "mail." if rng.random() < 1 / 7 else ""
        names.add(
            f"{host}{name}{rng.randint(1, 99) if rng.random() < 0.2 else ''}.{rng.choice(ENDINGS)}"
        )
    return sorted(names, key=lambda name: (name not in mail.load().providers, name))


def filled_store(rows: int, domains: list[str]) -> RowStore:
    """Rows whose domains thin out as those of real lists do."""
    rng = random.Random(6)
    store = RowStore(8 << 30)
    for start in range(0, rows, MAX_BATCH_ROWS):
        count = min(MAX_BATCH_ROWS, rows - start)
        ranks = [
            min(int(len(domains) ** rng.random()), len(domains) - 1) for _ in range(count // 2)
        ]
        ranks += [rng.randrange(len(domains)) for _ in range(count - len(ranks))]
        cells = [f"first.last{rng.randrange(10**7)}@{domains[rank]}" for rank in ranks]
        column = pd.Series(pd.array(cells, dtype=pd.StringDtype("pyarrow", na_value=float("nan"))))
        store.append(Batch(pd.DataFrame({"mail": column}), start + 1))
    return store


def main(rows: int, domains: int) -> None:
    """Print the time of a cold and of a warm table, the longest step, and what came out."""
    store = filled_store(rows, made_up_domains(domains))
    mail.load()
    domain_kinds.about("warm.example.fr")
    for turn in ("cold", "warm"):
        began = last = time.perf_counter()
        longest, found = 0.0, 0
        for part in domain_table.steps(store, (Role.EMAIL,), AskDomains(1)):
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            found += len(part.rows) if part else 0
        took = time.perf_counter() - began
        print(
            f"{turn}: {took:.2f} s, longest step {longest * 1000:.0f} ms, {found} domains, {rows} rows, Arrow {pa.__version__}"
        )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [2_000_000, 40_000][len(given) :]))
