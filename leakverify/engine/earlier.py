"""Older files to compare with: read, mapped, and kept as hashed keys of what identifies a person."""

import datetime as dt
from collections.abc import Sequence

from leakverify.checks.ancestry.pile import Pile
from leakverify.checks.contract import EarlierFile
from leakverify.engine.rooms import Rooms
from leakverify.facts.facts import Facts
from leakverify.limits import Limits
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.messages import AncestorSeen
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Reading
from leakverify.sources.regular import NamedFile


def read_earlier(
    file: NamedFile,
    rooms: Rooms,
    limits: Limits,
    seed: int,
    as_of: dt.date,
    on_progress: OnProgress,
    cancel: CancelToken,
) -> EarlierFile:
    """One older file as sorted keys by kind, under the seed of the run."""
    reader = rooms.open_reader(
        [file], ReadSettings(), limits, on_progress=on_progress, cancel=cancel
    )
    settings = rooms.settings_for(head := reader.head(), rooms.guess(head), Claim(), as_of)
    pile = Pile(seed)
    for batch in reader.batches():
        pile.add(Facts(batch, settings))
    known = reader.files[0]
    return pile.done(known.name or "", known.sha256)


class EarlierFiles:
    """The older files of a run, each read once for each seed."""

    def __init__(self, files: Sequence[NamedFile], rooms: Rooms, limits: Limits) -> None:
        self._files = files
        self._rooms = rooms
        self._limits = limits
        self._known: dict[int, tuple[EarlierFile, ...]] = {}

    def under(
        self, seed: int, as_of: dt.date, on_progress: OnProgress, cancel: CancelToken
    ) -> tuple[EarlierFile, ...]:
        """Their keys under a seed."""
        if seed not in self._known:
            self._known[seed] = tuple(
                read_earlier(file, self._rooms, self._limits, seed, as_of, on_progress, cancel)
                for file in self._files
            )
        return self._known[seed]


def ancestor(finding: Finding, earlier: Sequence[EarlierFile]) -> AncestorSeen | None:
    """The older file that a finding points to as the sample's origin, if it does."""
    place = finding.measured.get("earlier")
    if finding.support.get(Reading.RECYCLED, 0.0) <= 0 or not isinstance(place, int):
        return None
    if not 0 <= place < len(earlier):
        return None
    share, low, high = (
        float(finding.measured.get(name) or 0.0) for name in ("share", "low", "high")
    )
    return AncestorSeen(earlier[place].name, earlier[place].sha256, share, low, high)
