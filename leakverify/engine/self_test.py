"""The self-test: clean lists and planted classes through the same engine as any check, in this process."""

import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from leakverify import __version__
from leakverify.engine import claims
from leakverify.engine.inline import InlineAnalyst
from leakverify.engine.record import Record
from leakverify.engine.session import assess_record
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.messages import Run
from leakverify.model.museum import Catch, Caught, SelfTest, Trial
from leakverify.model.progress import NEVER, CancelToken, OnProgress, Progress, ignore_progress
from leakverify.model.terms import STATUS_OF, Reading, Role, State
from leakverify.museum.exhibits import EXHIBITS, Exhibit
from leakverify.museum.genuine_like import AS_OF, KINDS, ROWS, Sample
from leakverify.museum.planting import Planted

SEEDS: Final = (0, 1)
"""Clean lists of each kind; classes are planted into those of the first seed."""

STAGE: Final = "selftest"
SPEAKS: Final = 0.30103
RISES: Final = 0.2
"""A check speaks of what was planted where it says clearly more than of the clean list."""

MOST: Final = 0.5
"""A check names a planted class where it names half of its rows, and half of those that it names are planted."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the engine said of one table."""

    assessment: Assessment
    findings: dict[str, Finding]


def run(
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken = NEVER,
    *,
    rows: int = ROWS,
    exhibits: Sequence[Exhibit] = EXHIBITS,
    seeds: Sequence[int] = SEEDS,
) -> SelfTest:
    """Look at clean lists, then at every planted class. A cancelled run keeps what was tried."""
    lists = [(kind, seed) for kind in KINDS for seed in seeds]
    steps = len(lists) + len(exhibits)
    clean: dict[str, list[tuple[Sample, Looked]]] = {kind: [] for kind in KINDS}
    trials: list[Trial] = []
    on_progress(Progress(STAGE, 0, steps))
    for done, (kind, seed) in enumerate(lists, start=1):
        sample = KINDS[kind](rows, seed)
        looked = look(sample.frame, sample.roles, cancel=cancel)
        if cancel.is_set():
            return _result(rows, clean, trials, complete=False)
        clean[kind].append((sample, looked))
        on_progress(Progress(STAGE, done, steps))
    for done, exhibit in enumerate(exhibits, start=len(lists) + 1):
        trial = _trial(exhibit, *clean[exhibit.base][0], cancel)
        if cancel.is_set():
            return _result(rows, clean, trials, complete=False)
        trials.append(trial)
        on_progress(Progress(STAGE, done, steps))
    return _result(rows, clean, trials, complete=True)


def look(
    frame: pd.DataFrame,
    roles: dict[str, Role],
    earlier: pd.DataFrame | None = None,
    cancel: CancelToken = NEVER,
) -> Looked:
    """Check one table as `--engine inline` does."""
    record = Record()
    with tempfile.TemporaryDirectory(prefix="leakverify-") as folder:
        older: list[Path] = []
        if earlier is not None:
            older = [Path(folder) / "earlier.csv"]
            earlier.to_csv(older[0], index=False)
        with InlineAnalyst(record.hear) as analyst:
            analyst.open_frame(frame, earlier=older)
            held = {name: role.value for name, role in roles.items() if name in frame.columns}
            analyst.work.run(Run(held, claims.to_json(Claim()), 0, AS_OF.isoformat()), cancel)
    return Looked(assess_record(record, Claim(), AS_OF), dict(record.findings))


def _trial(exhibit: Exhibit, sample: Sample, before: Looked, cancel: CancelToken) -> Trial:
    """Plant one class and see what the checks make of it."""
    planted = exhibit.plant(sample, random.Random(exhibit.id))
    after = look(planted.frame, sample.roles, planted.earlier, cancel)
    catches = tuple(_catches(exhibit.readings, planted, before, after))
    verdict = after.assessment.verdict
    named = any(_names(c, len(planted.rows)) for c in catches)
    caught = Caught.NAMED if named else Caught.SPEAKS if catches else Caught.MISSED
    return Trial(
        exhibit.id,
        exhibit.base,
        exhibit.core,
        exhibit.readings,
        len(planted.rows),
        caught,
        verdict.status,
        verdict.status in {STATUS_OF[r] for r in exhibit.readings},
        catches,
    )


def _catches(
    readings: Sequence[Reading], planted: Planted, before: Looked, after: Looked
) -> Iterable[Catch]:
    """The checks that name planted rows or speak for a right reading, and did not of the clean list; best first."""
    best: dict[str, Catch] = {}
    for finding in after.findings.values():
        if finding.state is not State.COMPUTED:
            continue
        catch = _catch(finding, readings, planted.rows)
        earlier = before.findings.get(finding.id)
        was = max((earlier.support.get(r, 0.0) for r in readings), default=0.0) if earlier else 0.0
        speaks = catch.support >= SPEAKS and catch.support - was >= RISES
        if not speaks and not _names(catch, len(planted.rows)):
            continue
        known = best.get(finding.check)
        if known is None or (catch.right, catch.support) > (known.right, known.support):
            best[finding.check] = catch
    return sorted(best.values(), key=lambda c: (-c.right, -c.support, c.check))


def _catch(finding: Finding, readings: Sequence[Reading], planted: Sequence[int]) -> Catch:
    """One finding beside what was planted."""
    rows = set(np.frombuffer(finding.rows.packed, dtype="<u4").tolist()) or set(finding.rows.shown)
    support = max(finding.support.get(r, 0.0) for r in readings)
    right = len(rows & set(planted)) if planted else 0
    named = finding.rows.count if planted else 0
    return Catch(finding.check, support, finding.exhibit, named, right)


def _names(catch: Catch, planted: int) -> bool:
    """Whether a check points at the planted rows and at few others."""
    return bool(planted) and catch.right >= MOST * planted and catch.right >= MOST * catch.named


def _result(
    rows: int,
    clean: dict[str, list[tuple[Sample, Looked]]],
    trials: list[Trial],
    *,
    complete: bool,
) -> SelfTest:
    """All that was tried."""
    looked = [one for tables in clean.values() for _sample, one in tables]
    alarms: dict[str, int] = {}
    made: dict[str, int] = {}
    for one in looked:
        spoke = {
            f.check for f in one.findings.values() if max(f.support.values(), default=0.0) >= SPEAKS
        }
        ran = {f.check for f in one.findings.values() if f.state is State.COMPUTED}
        for check in ran:
            made[check] = made.get(check, 0) + 1
            alarms[check] = alarms.get(check, 0) + (check in spoke)
    accusing = set(STATUS_OF.values())
    accused = sum(one.assessment.verdict.status in accusing for one in looked)
    return SelfTest(
        __version__, rows, len(looked), accused, tuple(trials), alarms, made, complete=complete
    )  # fmt: skip
