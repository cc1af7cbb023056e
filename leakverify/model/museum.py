"""What a self-test found: planted classes, what caught them, and how often the same checks spoke of clean lists."""

from dataclasses import dataclass, field
from enum import StrEnum

from leakverify.model.terms import Reading, Status


class Caught(StrEnum):
    """How far a planted class was caught."""

    NAMED = "named"
    SPEAKS = "speaks"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Catch:
    """What one check said of a planted class: its weight, and how many of its rows were planted ones."""

    check: str
    support: float
    exhibit: bool
    named: int
    right: int


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted class: how many rows were planted (0: the whole file), what caught it, how the verdict read."""

    id: str
    base: str
    core: bool
    readings: tuple[Reading, ...]
    planted: int
    caught: Caught
    status: Status
    read_right: bool
    catches: tuple[Catch, ...] = ()


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One run of the self-test. `alarms` counts clean lists of which a check spoke against the claim; `made` those it was made on."""

    version: str
    rows: int
    clean: int
    accused: int
    trials: tuple[Trial, ...]
    alarms: dict[str, int] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    complete: bool = True

    @property
    def missed(self) -> tuple[str, ...]:
        """The planted classes that must be caught and were not."""
        return tuple(t.id for t in self.trials if t.core and t.caught is Caught.MISSED)

    @property
    def passed(self) -> bool:
        """Whether all of them were tried, all were caught, and no clean list was accused."""
        return self.complete and not self.missed and not self.accused
