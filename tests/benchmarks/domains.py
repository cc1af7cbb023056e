"""Times the table of domains: two million addresses over 40,000 domains. Run: python tests/benchmarks/domains.py [ROWS] [DOMAINS]."""

import gc
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
from leakverify.reference import domain_kinds, domain_names, mail

TURNS = 5
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


def timed_steps(store: RowStore) -> tuple[list[float], int]:
    """How long each step of a table takes that remembers nothing of the last one, and how many domains came out."""
    for remembering in (
        domain_kinds.about,
        mail.split,
        domain_names.own_script,
    ):
        remembering.cache_clear()
    last, began = time.perf_counter(), time.process_time()
    took, found = [], 0
    for part in domain_table.steps(store, (Role.EMAIL,), AskDomains(1)):
        now = time.perf_counter()
        took.append(now - last)
        last = now
        found += len(part.rows) if part else 0
    print(f"{time.process_time() - began:.2f} s of processor, ", end="")
    return took, found


def main(rows: int, domains: int) -> None:
    """Print the time of each of five tables, and of each step at its quickest: what a machine with nothing else to do takes."""
    store = filled_store(rows, made_up_domains(domains))
    domain_kinds.about("warm.example.fr")
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # as the analyst sets it
    runs = []
    for _ in range(TURNS):
        took, found = timed_steps(store)
        runs.append(took)
        print(
            f"{sum(took):.2f} s, longest step {max(took) * 1000:.0f} ms, {found} domains of {rows} rows"
        )
    quickest = [min(step) for step in zip(*runs, strict=True)]
    print(
        f"each step at its quickest: {sum(quickest):.2f} s, longest {max(quickest) * 1000:.0f} ms, Arrow {pa.__version__}"
    )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [2_000_000, 40_000][len(given) :]))
