"""Whether a shareable report holds anything of a personal cell; run by hand: `python tests/benchmarks/withheld.py FOLDER [--cells N] [--only NAME]`.

For each table of a folder of labelled tables (any file below it that the program can read) the shareable edition is written as PDF,
HTML and JSON. Of random cells of personal columns the values and their parts of six characters and more are looked for in the text
extracted from each (pdftotext; HTML without tags; every string of the JSON), as they are, reversed, and in capitals. What the report of
an empty sample with the same columns holds does not count, nor does what the program itself says anywhere. Exit code 1 for any hit.
"""

import argparse
import datetime as dt
import html
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leakverify.engine.asking import asked_of
from leakverify.engine.client import Analyst, OnMessage
from leakverify.engine.desk import IMPERSONAL
from leakverify.engine.export import rendered
from leakverify.engine.talk import Order, Talk, start_analyst
from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.terms import Role
from leakverify.reference import calibration, mail
from leakverify.words.say import finding_beside

Start = Callable[[OnMessage, Limits], Analyst]
AS_OF = dt.date(2026, 11, 23)
SHORTEST = 6
PAGE = 200
ENDINGS = (".pdf", ".html", ".json")
TABLES = {".csv", ".tsv", ".txt", ".jsonl", ".json", ".sql", ".xlsx", ".parquet"}
PUBLIC = {*mail.load().providers, *mail.load().free, "example.com", "example.net", "example.org"}
"""Domains of the public provider table, and those that are reserved for examples (RFC 2606)."""
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Hit:
    """Something of a cell in a report. Only its column and length are printed: a hit is personal."""

    ending: str
    column: str
    part: str
    way: str


def look(path: Path, cells: int, seed: int = 0, start: Start = start_analyst) -> list[Hit]:
    """Write the three reports of one table and look for parts of its cells."""
    with Talk(Order((path,), AS_OF), start) as talk:
        assessment = talk.run()
        texts = {
            ending: text_of(
                ending,
                rendered(assessment, ending, "shareable", calibration.load(), asked_of(talk))[0],
            )
            for ending in ENDINGS
        }
        roles = {c.name: Role(c.role) for c in assessment.sample.columns}
        taken = list(sampled(talk, roles, assessment.sample.rows, cells, seed))
    beside = [b.lines for b in map(finding_beside, assessment.findings) if b is not None]
    # Rows of bundled tables beside the sample's, made by a known generator, are the program's as its sentences are.
    said = "\n".join([program_text(), *map(str, beside), *roles, path.name])
    own = words_of(said)
    held = {ending: held_by(text) for ending, text in texts.items()}
    return list(found(taken, held, own, said.casefold()))


def sampled(
    talk: Talk, roles: dict[str, Role], rows: int, cells: int, seed: int
) -> Iterator[tuple[str, str]]:
    """Random cells of personal columns, with their column."""
    chance = random.Random(seed)
    wanted = [name for name, role in roles.items() if role not in IMPERSONAL]
    if not wanted:
        return
    pages = max(1, min(20, rows // PAGE))
    pool = []
    for _ in range(pages):
        start = chance.randrange(max(1, rows - PAGE + 1))
        header, listed = talk.rows_of("", PAGE, start=start)
        places = [(name, header.index(name)) for name in wanted if name in header]
        pool += [(name, row[at]) for row in listed for name, at in places if row[at]]
    yield from chance.sample(pool, min(cells, len(pool)))


def parts_of(value: str) -> set[str]:
    """A value and its parts of six characters and more."""
    parts = {value.strip(), *re.split(r"[\s,;:@/|()]+", value), *re.split(r"\W+", value)}
    return {part for part in parts if len(part) >= SHORTEST}


def found(
    taken: list[tuple[str, str]],
    held: dict[str, tuple[str, set[str]]],
    own: set[str],
    said: str = "",
) -> Iterator[Hit]:
    """Every part of a cell that a report holds in one of three ways; words in `own` and what stands in `said` are the program's."""
    for column, value in taken:
        for part in parts_of(value):
            for way, form in (("plain", part), ("reversed", part[::-1]), ("upper", part.upper())):
                if form in own or form.casefold() in own or form.casefold() in PUBLIC:
                    continue
                for ending, (text, words) in held.items():
                    single = re.fullmatch(r"\w+", form) is not None
                    if form in words if single else form in text and form.casefold() not in said:
                        yield Hit(ending, column, form, way)


def held_by(text: str) -> tuple[str, set[str]]:
    """A text with its words: a part without signs is looked for among words, so that no hash holds it by chance."""
    return text, set(re.findall(r"\w+", text))


def text_of(ending: str, data: bytes) -> str:
    """What a reader can get out of a report."""
    if ending == ".pdf":
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            made = subprocess.run(
                ["pdftotext", "-raw", file.name, "-"], check=True, capture_output=True
            )
        return made.stdout.decode("utf-8")
    if ending == ".html":
        page = re.sub(r"<style.*?</style>", " ", data.decode("utf-8"), flags=re.DOTALL)
        return html.unescape(re.sub(r"<[^>]+>", " ", page))
    return "\n".join(strings_of(json.loads(data)))


def strings_of(value: object) -> Iterator[str]:
    """Every string and number of a JSON value, and every key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)
    else:
        yield str(value)


def words_of(text: str) -> set[str]:
    """Words as they are and in small letters."""
    words = set(re.findall(r"\w+", text))
    return words | {word.casefold() for word in words}


@cache
def program_text() -> str:
    """Everything that the program can say by itself, whatever the sample."""
    sources = [
        *(ROOT / "leakverify/words").glob("*.py"),
        *(ROOT / "leakverify/reports").glob("*.py"),
    ]
    sources += [ROOT / "resources/help/checks.json", ROOT / "resources/reports/report.html"]
    sources += [
        ROOT / "resources/schema/assessment-1.json",
        ROOT / "resources/calibration/model_card.json",
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in sources)


def main() -> int:
    """Look through all tables of a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cells", type=int, default=1_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="print the parts: they are personal")
    options = parser.parse_args()
    files = sorted(
        p for p in options.folder.rglob("*") if p.suffix in TABLES and p.name != "MANIFEST.tsv"
    )
    files.sort(key=lambda path: path.stat().st_size)
    hits = looked = 0
    for path in (p for p in files if options.only in p.name):
        try:
            seen = look(path, options.cells)
        except LeakverifyError as error:
            print(f"{path.name}: not read ({error.code})", flush=True)
            continue
        looked, hits = looked + 1, hits + len(seen)
        print(f"{path.name}: {len(seen)} hits", flush=True)
        for hit in sorted(set(seen), key=repr)[:40]:
            part = hit.part if options.show else f"{len(hit.part)} characters"
            print(f"   {hit.ending} {hit.way} of column {hit.column!r}: {part}", flush=True)
    print(f"{looked} tables, {hits} hits")
    return int(hits > 0)


if __name__ == "__main__":
    sys.exit(main())
