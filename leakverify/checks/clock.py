"""Whether a column of numbers holds times of day, written as hours and minutes without anything between."""

from typing import Final

import numpy as np

from leakverify.facts.kinds import Floats

LAST: Final = 2400
HOUR: Final = 100
MINUTES: Final = 60
FEWEST: Final = 25
"""Of whole numbers two in five end on sixty or more; that so many different ones never do is no chance (0.6^25)."""
MOSTLY: Final = 0.999


def is_clock(values: Floats) -> bool:
    """Whether figures count up to 2400 and their last two digits stop before sixty: 1435 is no quantity, and does not add up."""
    some = values[np.isfinite(values)]
    if not len(some) or some.min() < 0 or some.max() > LAST:
        return False
    kinds, counts = np.unique(some, return_counts=True)
    fine = (kinds == np.round(kinds)) & (kinds % HOUR < MINUTES)
    late = int(np.count_nonzero(fine & (kinds >= HOUR)))
    return late >= FEWEST and float(counts[fine].sum()) >= MOSTLY * len(some)
