"""People asked about drawn rows: the draw, what the answers bound, what may be written, and a plan of calls."""

from dataclasses import dataclass
from enum import StrEnum

from leakverify.model.terms import Status


@dataclass(frozen=True, slots=True)
class Bound:
    """What so many answers allow one to say.

    `lower95` is the exact one-sided 95 % bound on the share of right entries among people who can be reached and answer,
    of the file's `rows` where given; `lower` is the bound to write, at `level`, which is higher where several looks were
    announced. `floor` is confirmed/drawn, `best` the same if everybody unreached were right, `lower_all` the bound that
    holds for all rows whatever the unreached would have said. `per_cent` and `per_cent_all` are rounded down.
    """

    confirmed: int
    answered: int
    rows: int | None
    lower95: float
    floor: float | None
    drawn: int | None = None
    dead: int = 0
    looks: int = 1
    level: float = 0.95
    lower: float = 0.0
    per_cent: int = 0
    best: float | None = None
    lower_all: float | None = None
    per_cent_all: int | None = None
    on_ladder: bool = False

    @property
    def asked(self) -> int:
        """Answers and dead numbers together: what the bound is taken over."""
        return self.answered + self.dead

    @property
    def unreached(self) -> int | None:
        """Drawn, and neither an answer nor a dead number."""
        return None if self.drawn is None else self.drawn - self.asked


class Sentence(StrEnum):
    """A sentence about people asked; its words and reasons stand in `words/calling.py`."""

    REACHED = "reached"
    LADDER = "ladder"
    DRAWN = "drawn"
    RANGE = "range"
    ALL_ROWS = "all_rows"
    SHARE = "share"
    ALL_ROWS_TOO_FAR = "all_rows_too_far"
    ROUNDED_UP = "rounded_up"
    NOBODY = "nobody"
    VERIFIED_TOO_EARLY = "verified_too_early"
    WHOLE_LEAK = "whole_leak"
    ORIGIN = "origin"
    VERIFIED_DESPITE_FOILS = "verified_despite_foils"
    LADDER_NOT_ANNOUNCED = "ladder_not_announced"


@dataclass(frozen=True, slots=True)
class Sayable:
    """Which sentences the answers carry, which tempting ones they do not, and the status they allow, if any."""

    may: tuple[Sentence, ...]
    may_not: tuple[Sentence, ...]
    status: Status | None


@dataclass(frozen=True, slots=True)
class ShareOf:
    """So many of so many, with the exact two-sided 95 % interval of the share in 0 to 1."""

    part: int
    whole: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Plan:
    """`answers` needed with so many misses among them, None where no number of answers reaches the bound.

    `calls` are draws to make at each response rate, so that the answers come with the wanted certainty; None where the
    file has not so many rows. `meets` is the chance that one of the answers concerns a planted row, `meets_drawn` that
    one of the drawn rows is planted, at each rate.
    """

    misses: int
    answers: int | None
    calls: tuple[int | None, ...] = ()
    meets: float | None = None
    meets_drawn: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """What is to be drawn: `calls` and then `reserve` rows. `excluded` are record numbers with the reason given."""

    calls: int
    seed: str
    reserve: int = 0
    excluded: tuple[tuple[tuple[range, ...], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the frame: its name, its rows, and how many of them were drawn and put in reserve."""

    name: str
    rows: int
    drawn: int
    reserve: int


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One drawn row by its number; `place` counts from 1, the reserve goes on after the draw."""

    place: int
    row: int
    stratum: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A finished draw. `frame` are the rows that could be drawn: all but those excluded."""

    seed: str
    rows: int
    frame: int
    drawn: tuple[DrawnRow, ...]
    reserve: tuple[DrawnRow, ...]
    strata: tuple[Stratum, ...]
