"""The shape of a check (CONTRACTS 5): a stateless recipe, and a probe that holds one run's state."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, Self

from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Keys
from leakverify.facts.settings import FactSettings
from leakverify.model.claim import Claim
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.look_up import MailStatus
from leakverify.model.mapping import Mapping
from leakverify.reference.calibration import Calibration


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """An older file to compare with, without a cell of it: sorted 64-bit keys of its values by kind.

    `links` keep, for the smallest keys of the first kinds, the place of the row, the keys of its other cells and its
    dates, masked by the row's own key. `providers` counts addresses by the rank of their mail provider.
    `in_order` are the labels of the columns by which the file is sorted.
    """

    name: str
    sha256: str
    rows: int
    keys: dict[str, Keys]
    links: dict[str, DistinctSample] = field(default_factory=dict)
    country: str = ""
    providers: tuple[int, ...] = ()
    in_order: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may know beside the rows. `seed` keys every sample and permutation.

    `dump_day` is the day on which a database dump says it was made, None where it does not say. `answers` are those of
    the mail domains that the user has had looked up, by registrable domain in small letters; none at all is the rule.
    """

    claim: Claim
    as_of: dt.date
    calibration: Calibration
    settings: FactSettings
    seed: int = 0
    earlier: tuple[EarlierFile, ...] = field(default=())
    dump_day: dt.date | None = None
    answers: dict[str, MailStatus] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Binding:
    """The columns one probe looks at, in the order the check expects."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The check has nothing to look at; `reason` is a code of `words`."""

    reason: str


class Probe(Protocol):
    """The state of one check on one binding. Integers, fixed histograms, bottom-k samples: never float sums."""

    def feed(self, facts: Facts) -> None:
        """Take the next rows, in order."""
        ...

    def merge(self, later: Self) -> None:
        """Take in a probe that saw the rows directly after; associative."""
        ...

    def finish(self) -> Finding:
        """Say what was seen so far; changes nothing, may be called at any time."""
        ...


class Check(Protocol):
    """A stateless recipe; its docstring is the help everywhere."""

    info: ClassVar[CheckInfo]

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Choose the columns to look at."""
        ...

    def start(self, binding: Binding, context: Context) -> Probe:
        """Begin a run."""
        ...
