"""What the engine takes from the other rooms, in one place: readers, mapping, settings, checks, calibration.

Tests of the engine put their own in place of these.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from leakverify.checks.contract import Check
from leakverify.facts.batch import Batch
from leakverify.facts.settings import FactSettings
from leakverify.limits import Limits
from leakverify.model.claim import Claim
from leakverify.model.mapping import Mapping
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.sample import ReadSettings, SampleFile
from leakverify.model.terms import Stopped
from leakverify.reference.calibration import Calibration
from leakverify.sources.regular import NamedFile


class SampleReader(Protocol):
    """An opened sample: its files as known so far, and its rows, once."""

    @property
    def files(self) -> tuple[SampleFile, ...]:
        """The files with their counts so far."""
        ...

    @property
    def stopped(self) -> Stopped | None:
        """Why reading ended early, if it did."""
        ...

    def head(self) -> Batch:
        """The first rows; they come again from `batches`."""
        ...

    def batches(self) -> Iterator[Batch]:
        """The rows in order; may be walked once."""
        ...


class OpenReader(Protocol):
    """Opens files as one sample."""

    def __call__(
        self,
        files: Sequence[NamedFile],
        settings: ReadSettings,
        limits: Limits,
        *,
        on_progress: OnProgress,
        cancel: CancelToken,
    ) -> SampleReader:
        """Find out how the files are written; reads no row yet."""
        ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """The functions that the engine calls."""

    open_reader: OpenReader
    guess: Callable[[Batch], Mapping]
    settings_for: Callable[[Batch, Mapping, Claim, dt.date], FactSettings]
    checks: tuple[Check, ...]
    calibration: Calibration
