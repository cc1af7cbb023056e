"""Rows that a finding names: the first million of them, four bytes each."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from leakverify.model.finding import MAX_ROWS_SHOWN, Rows

MAX_NAMED: Final = 1_000_000
Places = NDArray[np.uint32]


def rows_at(count: int, places: NDArray[np.integer[Any]]) -> Rows:
    """Rows by their places from 0, rising: all of them for the analyst, the first hundred for everybody."""
    numbers = places[:MAX_NAMED].astype("<u4") + np.uint32(1)
    return Rows(count, tuple(int(n) for n in numbers[:MAX_ROWS_SHOWN]), numbers.tobytes())
