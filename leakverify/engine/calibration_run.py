"""Runs the checks over folders of labelled tables and over what recipes make of them, for `leakverify calibrate`.

MANIFEST.tsv names the tables with label, base, kind and country. Only the checks' numbers leave this module.
"""

import csv
import datetime as dt
import multiprocessing
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from leakverify import silence
from leakverify.checks.ancestry.pile import Pile
from leakverify.checks.contract import Context, EarlierFile
from leakverify.engine import plan
from leakverify.engine.default_rooms import rooms as default_rooms
from leakverify.engine.rooms import Rooms
from leakverify.engine.run import Probes
from leakverify.facts.batch import MAX_BATCH_ROWS, Batch
from leakverify.facts.facts import Facts
from leakverify.facts.settings import FactSettings
from leakverify.limits import MIN_ROWS, Limits
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError
from leakverify.model.finding import Finding, Rows
from leakverify.model.progress import NEVER, OnProgress, Progress, ignore_progress
from leakverify.model.sample import ReadSettings
from leakverify.museum import generators
from leakverify.museum.recipes import RECIPES
from leakverify.museum.terms import Draws, Made, Recipe, Source
from leakverify.reference.calibration import Calibration
from leakverify.scoring.labelled import READING_OF, SIZES, Labelled, Origin, size_of
from leakverify.sources.regular import open_regular

DRAWS: Final = 2
"""How often a table is cut to each size, with other rows each time."""

MOST_ROWS: Final = 2_500
"""Recipes are applied to a stretch of so many rows, so that thousands of tables can be looked at."""

ANCHORS: Final = {1.0, 0.5, 0.3, 0.25, 2.0, 4.0, 0.0}
"""Doses that every base gets; of the others one per recipe and base, so that the power curve has its points."""

SCARCE: Final = frozenset(
    {
        "tampered.dates:0.25",
        "tampered.determined:0.25",
        "padded.generator:0.3",
        "synthetic.generator:1",
    }
)
"""Few tables have the columns that these need. Left to the turns, a bar would rest on a handful of collections."""


@dataclass(frozen=True, slots=True)
class Job:
    """One table of a MANIFEST.tsv, with one of another kind to join it to."""

    root: Path
    entry: dict[str, str]
    other: Path | None

    @property
    def origin(self) -> Origin:
        """Where the table comes from."""
        e = self.entry
        return Origin(e["base"], e["kind"], e["country"], e["file"])

    @property
    def short_made(self) -> bool:
        """Whether the table is a cut of another one in the folder."""
        return self.entry["file"].rpartition("/")[2].startswith("small")

    def draws(self, *more: int | str) -> Draws:
        """Random numbers of this table's own, the same every time."""
        words = [self.entry["base"], self.entry["file"], *map(str, more)]
        return np.random.default_rng([zlib.crc32(w.encode()) for w in words])


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is made of each table: draws of each short size, rows for recipes, and how many recipes (0: all)."""

    draws: int = DRAWS
    most_rows: int = MOST_ROWS
    workers: int = 1
    recipes: int = 0


def jobs(roots: Sequence[Path]) -> list[Job]:
    """All tables of the folders."""
    found: list[tuple[Path, dict[str, str]]] = []
    for root in roots:
        with (root / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
            entries = csv.DictReader(file, delimiter="\t")
            found += [(root, e) for e in entries if e["label"] in READING_OF]
    genuine = [(root, e) for root, e in found if e["label"] == "genuine"]
    out = []
    for i, (root, entry) in enumerate(found):
        others = [r / e["file"] for r, e in genuine if e["kind"] != entry["kind"]]
        out.append(Job(root, entry, others[i % len(others)] if others else None))
    return out


def labelled(
    roots: Sequence[Path],
    as_of: dt.date,
    effort: Effort,
    on_progress: OnProgress = ignore_progress,
) -> list[Labelled]:
    """What the checks say of every table of the folders and of all that is made of the genuine ones.

    Tables that cannot be read are left out. `effort.workers` processes share the work; the answer does not depend on them.
    """
    todo = jobs(roots)
    look = partial(of_table, as_of=as_of, effort=effort)
    out: list[Labelled] = []
    if effort.workers <= 1:
        for done, job in enumerate(todo):
            on_progress(Progress("check", done, len(todo)))
            out += look(job)
        return out
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(effort.workers, mp_context=context, initializer=silence.arm) as pool:
        for done, made in enumerate(pool.map(look, todo)):
            on_progress(Progress("check", done, len(todo)))
            out += made
    return out


def of_table(job: Job, as_of: dt.date, effort: Effort) -> list[Labelled]:
    """One table: whole, in short, and all that recipes make of it."""
    rooms = default_rooms()
    frame = read_whole(job.root / job.entry["file"], rooms)
    if frame is None:
        return []
    label = job.entry["label"]
    bench = _Bench(job, rooms, as_of)
    out = [] if job.short_made else [bench.look(Made(frame), label)]
    out += bench.cuts(frame, label, 1 if job.short_made else effort.draws)
    if label != "genuine" or job.short_made:
        return out
    part = _stretch(frame, effort.most_rows, job.draws("part"))
    if len(part) < len(frame):
        out.append(bench.look(Made(part), label, "part"))
    source = bench.source(part)
    makers = generators.makers(job.entry["country"][:2]) or (None,)
    for recipe in chosen(RECIPES, job.entry["base"], effort.recipes):
        maker = makers[zlib.crc32(f"{job.entry['file']}{recipe.key}".encode()) % len(makers)]
        made = recipe.make(replace(source, maker=maker), job.draws(recipe.key))
        if made is None or len(made.frame) < MIN_ROWS:
            continue
        out.append(bench.look(made, recipe.label, recipe.name, recipe.dose))
        if recipe.label in ("genuine", "synthetic"):
            out += bench.cuts(made.frame, recipe.label, 1, recipe.name, recipe.dose)
    return out


def chosen(recipes: Sequence[Recipe], base: str, most: int = 0) -> list[Recipe]:
    """All recipes at their anchor doses and one other dose of each by turns; of these `most` by turns, 0 for all.

    What shows how a genuine table fares when it is tidied is always among them, and what few tables allow.
    """
    groups: dict[tuple[str, str], list[Recipe]] = {}
    for recipe in recipes:
        groups.setdefault((recipe.label, recipe.name), []).append(recipe)
    out = []
    for (label, name), doses in groups.items():
        others = [r for r in doses if r.dose not in ANCHORS]
        out += [r for r in doses if r.dose in ANCHORS]
        if others:
            out.append(others[zlib.crc32(f"{base}{label}{name}".encode()) % len(others)])
    turn = sorted(out, key=lambda r: (r.label != "genuine", zlib.crc32(f"{base} {r.key}".encode())))
    left = turn[most:] if most else []
    return [*turn[: most or None], *(r for r in left if r.key in SCARCE)]


def _stretch(frame: pd.DataFrame, most: int, rng: Draws) -> pd.DataFrame:
    """A stretch of neighbouring rows, so that their order stays."""
    if len(frame) <= most:
        return frame
    start = int(rng.integers(0, len(frame) - most + 1))
    return frame.iloc[start : start + most].reset_index(drop=True)


def read_whole(path: Path, rooms: Rooms) -> pd.DataFrame | None:
    """All rows of a table, as text."""
    try:
        opened = open_regular(path)
        with opened.handle:
            reader = rooms.open_reader(
                (opened,),
                ReadSettings(),
                Limits(),
                on_progress=ignore_progress,
                cancel=NEVER,
            )
            frames = [batch.frame for batch in reader.batches()]
    except LeakverifyError:
        return None
    return pd.concat(frames, ignore_index=True) if frames else None


@dataclass(frozen=True, slots=True)
class _Bench:
    """Looks at tables of one origin."""

    job: Job
    rooms: Rooms
    as_of: dt.date

    def source(self, frame: pd.DataFrame) -> Source:
        """The table as recipes take it."""
        mapping = self.rooms.guess(Batch(frame.iloc[:MAX_BATCH_ROWS], 1))
        other = read_whole(self.job.other, self.rooms) if self.job.other else None
        return Source(frame, mapping, other)

    def look(
        self, made: Made, label: str, recipe: str = "", dose: float = 0.0, *, cut: bool = False
    ) -> Labelled:
        """What all checks say of a table."""
        findings = examine(made.frame, self.rooms, self.as_of, made.earlier)
        named = {}
        for finding in findings:
            if finding.rows.count and made.foreign is not None:
                rows = np.frombuffer(finding.rows.packed, "<u4") - 1
                named[finding.id] = (len(rows), int(made.foreign[rows].sum()))
        slim = tuple(
            replace(f, rows=Rows(f.rows.count, f.rows.shown[:1])) if f.rows.count else f
            for f in findings
        )
        size = size_of(len(made.frame))
        return Labelled(
            self.job.origin, label, size, len(made.frame), slim, recipe, dose, cut, named
        )

    def cuts(
        self, frame: pd.DataFrame, label: str, draws: int, recipe: str = "", dose: float = 0.0
    ) -> Iterator[Labelled]:
        """Rows drawn from a table in file order, at each calibrated size below its own."""
        for size in SIZES[:-1]:
            if len(frame) < size:
                return
            for draw in range(draws):
                rng = self.job.draws(recipe, size, draw)
                rows = np.sort(rng.choice(len(frame), size, replace=False))
                part = frame.iloc[rows].reset_index(drop=True)
                yield self.look(Made(part), label, recipe, dose, cut=True)


def examine(
    frame: pd.DataFrame, rooms: Rooms, as_of: dt.date, earlier: pd.DataFrame | None = None
) -> tuple[Finding, ...]:
    """What all checks say of a table, without any calibration; `earlier` is an older table to hold it against."""
    settings = _settings(frame, rooms, as_of)
    older = () if earlier is None else (_keys(earlier, rooms, as_of),)
    context = Context(Claim(), as_of, Calibration(), settings, earlier=older)
    made = plan.make(rooms.checks, settings.roles, context)
    probes = Probes(made, context)
    for batch in _batches(frame):
        facts = Facts(batch, settings)
        for index in range(len(made.tasks)):
            probes.feed(index, facts)
    return (*made.absent, *(probes.finish(i) for i in range(len(made.tasks))))


def _keys(frame: pd.DataFrame, rooms: Rooms, as_of: dt.date) -> EarlierFile:
    """An older table as the keys that are kept of it."""
    settings = _settings(frame, rooms, as_of)
    pile = Pile(0)
    for batch in _batches(frame):
        pile.add(Facts(batch, settings))
    return pile.done("earlier", "")


def _settings(frame: pd.DataFrame, rooms: Rooms, as_of: dt.date) -> FactSettings:
    """What is settled once for a table."""
    head = Batch(frame.iloc[:MAX_BATCH_ROWS], 1)
    return rooms.settings_for(head, rooms.guess(head), Claim(), as_of)


def _batches(frame: pd.DataFrame) -> Iterator[Batch]:
    """The rows in batches."""
    for at in range(0, len(frame), MAX_BATCH_ROWS):
        yield Batch(frame.iloc[at : at + MAX_BATCH_ROWS], at + 1)
