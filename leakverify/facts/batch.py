"""Up to 65,536 rows of text as they travel from the sources to the checks."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

MAX_BATCH_ROWS: Final = 65_536


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows in file order.

    `frame` has unique column names and Arrow-backed text (`str` dtype on pyarrow storage); a missing
    cell is NA, an empty cell is the empty string. `first_row` is the record number of its first row,
    from 1, the header not counted, running over the files of the sample in the order given.
    """

    frame: pd.DataFrame
    first_row: int

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return len(self.frame)
