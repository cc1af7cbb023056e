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

    A leak out of a vault (`number` from 1) brings only the keys that the sample has as well: `counts` tells how many it has,
    `among` what share of its values stands in another leak, `coverage` in any other, by kind; `named` whether it is the
    claimed organisation's by what the user says of it.
    """

    name: str
    sha256: str
    rows: int
    keys: dict[str, Keys]
    links: dict[str, DistinctSample] = field(default_factory=dict)
    country: str = ""
    providers: tuple[int, ...] = ()
    in_order: frozenset[str] = frozenset()
    number: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    among: dict[tuple[int, str], float] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)
    named: bool = False

    def size(self, kind: str) -> int:
        """How many distinct values of a kind the file has."""
        return self.counts.get(kind, len(self.keys.get(kind, ())))


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
    vault: tuple[EarlierFile, ...] = field(default=())
    vault_key: int = 0
    """Older leaks out of a vault, keyed by it; with none that has anything of the sample, the key alone tells of a vault."""


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
