"""Parts of the calendar, from seconds since 1970."""

from typing import Final

import numpy as np

from leakverify.facts.kinds import Ints

DAY: Final = 86_400


def stamps(seconds: Ints, unit: str) -> Ints:
    """Moments counted in a unit of the calendar (numpy's letters) since 1970."""
    return seconds.astype("datetime64[s]").astype(f"datetime64[{unit}]").astype(np.int64)


def month(seconds: Ints) -> Ints:
    """The month, from 0."""
    return stamps(seconds, "M") % 12


def _first(months: Ints) -> Ints:
    """The first day of a month, in days since 1970."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def day_of(seconds: Ints) -> Ints:
    """The day of the month, from 0."""
    return stamps(seconds, "D") - _first(stamps(seconds, "M"))


def month_days(seconds: Ints) -> Ints:
    """How many days the month has."""
    months = stamps(seconds, "M")
    return _first(months + 1) - _first(months)


def weekday(seconds: Ints) -> Ints:
    """The day of the week, 0 for Thursday, on which 1970 began."""
    return stamps(seconds, "D") % 7
