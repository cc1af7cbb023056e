"""Runs the checks over a folder of labelled tables, whole and cut short, for `leakverify calibrate`.

MANIFEST.tsv names the tables with label, base, kind and country. Only the checks' numbers leave this module.
"""

import csv
import datetime as dt
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from leakverify.checks.contract import Context
from leakverify.engine import plan
from leakverify.engine.rooms import Rooms
from leakverify.engine.run import Probes
from leakverify.facts.batch import MAX_BATCH_ROWS, Batch
from leakverify.facts.facts import Facts
from leakverify.limits import Limits
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError
from leakverify.model.finding import Finding
from leakverify.model.progress import NEVER, OnProgress, Progress, ignore_progress
from leakverify.model.sample import ReadSettings
from leakverify.reference.calibration import Calibration
from leakverify.scoring.calibrate import READING_OF, SIZES, Labelled
from leakverify.sources.regular import open_regular

DRAWS: Final = 2
"""How often a table is cut to each size, with other rows each time."""


def labelled(
    root: Path, rooms: Rooms, as_of: dt.date, on_progress: OnProgress = ignore_progress
) -> list[Labelled]:
    """What the checks say of every table under `root`; tables that cannot be read are left out."""
    with (root / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        entries = [e for e in csv.DictReader(file, delimiter="\t") if e["label"] in READING_OF]
    out: list[Labelled] = []
    for done, entry in enumerate(entries):
        on_progress(Progress("check", done, len(entries)))
        frame = _whole(root / entry["file"], rooms)
        if frame is None:
            continue
        short_made = entry["file"].rpartition("/")[2].startswith("small")
        for size, cut in _cuts(frame, entry["base"], short_made=short_made):
            findings = _findings(cut, rooms, as_of)
            out.append(
                Labelled(
                    entry["base"],
                    entry["kind"],
                    entry["country"],
                    READING_OF[entry["label"]],
                    size,
                    len(cut),
                    findings,
                )
            )
    return out


def _whole(path: Path, rooms: Rooms) -> pd.DataFrame | None:
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


def _cuts(
    frame: pd.DataFrame, base: str, *, short_made: bool
) -> Iterator[tuple[int, pd.DataFrame]]:
    """The whole table, and rows drawn from it in file order, at each calibrated size."""
    if not short_made:
        yield SIZES[-1], frame
    for size in SIZES[:-1]:
        if len(frame) < size:
            return
        for draw in range(1 if short_made else DRAWS):
            rng = np.random.default_rng([zlib.crc32(base.encode()), size, draw])
            rows = np.sort(rng.choice(len(frame), size, replace=False))
            yield size, frame.iloc[rows].reset_index(drop=True)


def _findings(frame: pd.DataFrame, rooms: Rooms, as_of: dt.date) -> tuple[Finding, ...]:
    """What all checks say of a table, without any calibration."""
    head = Batch(frame.iloc[:MAX_BATCH_ROWS], 1)
    mapping = rooms.guess(head)
    claim = Claim()
    settings = rooms.settings_for(head, mapping, claim, as_of)
    context = Context(claim, as_of, Calibration(), settings)
    made = plan.make(rooms.checks, mapping, context)
    probes = Probes(made, context)
    for at in range(0, len(frame), MAX_BATCH_ROWS):
        facts = Facts(Batch(frame.iloc[at : at + MAX_BATCH_ROWS], at + 1), settings)
        for index in range(len(made.tasks)):
            probes.feed(index, facts)
    return (*made.absent, *(probes.finish(i) for i in range(len(made.tasks))))
