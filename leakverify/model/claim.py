"""What the source says about the sample."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Price:
    """What is asked for the records."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim sheet (CONTRACTS M2). Every field may be unknown."""

    source: str | None = None
    organisation: str | None = None
    country: str | None = None
    records: int | None = None
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    stolen: dt.date | None = None
    software: tuple[str, ...] = ()
    seen_before: tuple[str, ...] = ()
    statement: str | None = None
    price: Price | None = None
