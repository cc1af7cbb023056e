"""How many cells of each column are filled and how many different ones there are, counted while the checks run.

Counting a large sample afterwards would read every page again, out of the spill, and hash every cell a second time.
"""

from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np

from leakverify.checks.tallies import DistinctKeys
from leakverify.facts.facts import Facts

MAX_KEYS: Final = 1 << 17
"""Up to so many different cells the count is exact, beyond it is estimated with a relative error of about 0.3 %."""


@dataclass(slots=True)
class ColumnCounts:
    """Counts by column; merged like probes, whatever the order."""

    rows: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    different: dict[str, DistinctKeys] = field(default_factory=dict)

    def feed(self, facts: Facts, columns: tuple[str, ...], seed: int) -> None:
        """Take the next rows."""
        self.rows += facts.rows
        for name in columns:
            raw = facts.raw(name)
            empty = raw.empty
            cells = int(np.count_nonzero(raw.codes >= 0))
            if empty is not None:
                cells -= int(np.count_nonzero(raw.codes == empty))
            self.filled[name] = self.filled.get(name, 0) + cells
            keys = facts.text_hashes(name, seed)
            keys = keys if empty is None else np.delete(keys, empty)
            self.different.setdefault(name, DistinctKeys(MAX_KEYS)).add(keys)

    def merge(self, later: Self) -> None:
        """Take in what was counted elsewhere."""
        self.rows += later.rows
        for name, count in later.filled.items():
            self.filled[name] = self.filled.get(name, 0) + count
            self.different.setdefault(name, DistinctKeys(MAX_KEYS)).merge(later.different[name])

    def of(self, name: str) -> tuple[float, int]:
        """The share of filled cells of a column and its different ones."""
        if not self.rows or name not in self.filled:
            return 0.0, 0
        return self.filled[name] / self.rows, self.different[name].distinct
