"""The whole command on 200,000 made-up rows; run by hand: `python tests/benchmarks/road.py [--rows N] [--file TABLE.csv]`.

Prints the seconds of each stage, processor seconds, the largest process, the first finding, and how soon an analyst
answers for rows and stops. The bars are 8 s and 400 MiB on two cores; the table is made anew from a seed, by no tool.
"""

import argparse
import csv
import datetime as dt
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from leakverify.engine.client import AnalystClient
from leakverify.model.messages import (
    AskRows,
    Columns,
    Done,
    Failed,
    FindingMade,
    FromChild,
    Open,
    Page,
    ProgressMade,
    Ready,
    Run,
    Source,
)

ROWS = 200_000
AS_OF = "2026-11-23"
PATIENCE = 120.0
QUESTIONS = 20
HEADER = (
    "id", "name", "email", "phone", "address", "postcode", "city", "country", "amount", "created_at",
)  # fmt: skip
FIRST = (
    "James", "Mary", "Robert", "Linda", "David", "Karen", "Thomas", "Lisa", "Daniel", "Nancy", "Kevin", "Laura",
    "Brian", "Emma", "Jason", "Julia", "Ryan", "Megan", "Eric", "Diana", "Scott", "Holly", "Adam", "Grace",
)  # fmt: skip
SOUNDS = (
    "ba",
    "ber",
    "dal",
    "fen",
    "gar",
    "hol",
    "ka",
    "lin",
    "mor",
    "nel",
    "pa",
    "ros",
    "sen",
    "ton",
    "vic",
    "win",
)
ENDS = ("burgh", "ville", "town", "mouth", "side", "port", "land", "view")
PROVIDERS = ("gmail.com",) * 5 + ("yahoo.com",) * 3 + ("hotmail.com", "outlook.com", "aol.com")
FORMS = ("+1{}{}{}", "({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "001-{}-{}-{}")
STREETS = ("Street", "Road", "Lane", "Avenue", "Court", "Drive")


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Rows of a customer list that nobody is in."""
    rng = random.Random(11)
    start = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
    families = ["".join(rng.choices(SOUNDS, k=rng.choice((2, 3)))).title() for _ in range(4000)]
    for number in range(count):
        first, last = rng.choice(FIRST), rng.choice(families)
        made = start + dt.timedelta(seconds=rng.randint(0, 200_000_000))
        phone = (
            str(rng.randint(201, 989)),
            str(rng.randint(200, 999)),
            f"{rng.randint(0, 9999):04}",
        )
        yield (
            str(1000 + number),
            f"{first} {last}",
            f"{first}.{last}{rng.randint(0, 99)}@{rng.choice(PROVIDERS)}".lower(),
            rng.choice(FORMS).format(*phone),
            f"{rng.randint(1, 99999)} {rng.choice(families)} {rng.choice(STREETS)}",
            f"{rng.randint(501, 99950):05}",
            f"{rng.choice(('North', 'Lake', 'Port', 'New'))} {rng.choice(FIRST)}{rng.choice(ENDS)}",
            "US",
            f"{rng.lognormvariate(5, 1.2):.2f}",
            f"{made:%Y-%m-%d %H:%M:%S}",
        )


class Heard:
    """An analyst's messages with the second each came at, from the child's start on."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.messages: list[tuple[float, FromChild]] = []

    def __call__(self, message: FromChild) -> None:
        """Note a message; called on the client's reader thread."""
        self.messages.append((time.perf_counter() - self.began, message))

    def first(self, which: Callable[[FromChild], bool], after: float = 0.0) -> float:
        """When the first such message came; waits for it."""
        until = time.perf_counter() + PATIENCE
        at = 0
        while time.perf_counter() < until:
            while at < len(self.messages):
                when, message = self.messages[at]
                if when >= after and which(message):
                    return when
                if isinstance(message, Failed):
                    sys.exit(f"the analyst failed: {message.code}")
                at += 1
            time.sleep(0.001)
        sys.exit("the analyst does not answer")

    @property
    def now(self) -> float:
        """Seconds since the child's start."""
        return time.perf_counter() - self.began


def started(path: Path) -> tuple[AnalystClient, Heard]:
    """An analyst that has opened the table and runs."""
    heard = Heard()
    client = AnalystClient(heard)
    client.send(Open((str(path),)))
    heard.first(lambda m: isinstance(m, Columns))
    client.send(Run({}, {}, 0, AS_OF))
    return client, heard


def command(path: Path, folder: Path) -> None:
    """The command as a user calls it."""
    words = ["check", str(path), "--json", str(folder / "out.json"), "--quiet", "--as-of", AS_OF]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    code = subprocess.run([sys.executable, "-m", "leakverify", *words], check=False).returncode
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code != 0:
        sys.exit(f"the command ended with {code}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    show("whole command, wall", wall)
    show("processor, user", used.ru_utime - before.ru_utime)
    show("processor, system", used.ru_stime - before.ru_stime)
    print(f"{'largest process':32} {used.ru_maxrss / unit:7.0f} MiB")


def stages(path: Path) -> None:
    """When an analyst reaches what, undisturbed."""
    client, heard = started(path)
    reached = {
        "child locked": lambda m: isinstance(m, Ready),
        "file hashed, columns mapped": lambda m: isinstance(m, Columns),
        "first finding": lambda m: isinstance(m, FindingMade),
        "last row read": lambda m: isinstance(m, Source) and m.final,
        "findings weighed": lambda m: isinstance(m, ProgressMade) and m.stage == "weigh",
        "done": lambda m: isinstance(m, Done),
    }
    for name, which in reached.items():
        show(f"at: {name}", heard.first(which))
    client.close()


def disturbed(path: Path) -> None:
    """How long questions about rows and a cancel wait in the middle of a run."""
    client, heard = started(path)
    heard.first(lambda m: isinstance(m, FindingMade))
    waits = []
    for token in range(QUESTIONS):
        asked = heard.now
        client.send(AskRows(token, "", 0, 500 * token % ROWS, 100))
        answered = heard.first(lambda m, t=token: isinstance(m, Page) and m.token == t)  # type: ignore[misc]  # bound now
        waits.append(answered - asked)
        time.sleep(0.05)
    asked = heard.now
    client.cancel()
    stopped = heard.first(lambda m: isinstance(m, Done), after=asked)
    client.close()
    show("a page of rows, longest wait", max(waits))
    show("cancel", stopped - asked)


def show(name: str, seconds: float) -> None:
    """One line."""
    print(f"{name:32} {seconds:7.2f} s")


def main() -> None:
    """Make the table, then measure."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, default=ROWS)
    options.add_argument("--file", type=Path, help="measure on this table instead")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.file or Path(folder) / "customers.csv"
        if chosen.file is None:
            with path.open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(HEADER)
                writer.writerows(rows(chosen.rows))
        command(path, Path(folder))
        stages(path.absolute())
        disturbed(path.absolute())


if __name__ == "__main__":
    main()
