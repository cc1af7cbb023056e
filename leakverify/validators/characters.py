"""Short ASCII texts as a matrix of bytes, so that check digits are reckoned for a whole column at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

ZERO: Final = ord("0")
NINE: Final = ord("9")
UPPER_A: Final = ord("A")
UPPER_Z: Final = ord("Z")


@dataclass(frozen=True, slots=True)
class Characters:
    """One text a row: byte codes padded with 0, lengths, and which texts fitted (ASCII, no NUL, not too long)."""

    codes: NDArray[np.int64]
    lengths: NDArray[np.int64]
    fits: NDArray[np.bool_]

    @property
    def digits(self) -> NDArray[np.bool_]:
        """Which places hold an ASCII digit."""
        return (self.codes >= ZERO) & (self.codes <= NINE)

    @property
    def letters(self) -> NDArray[np.bool_]:
        """Which places hold an upper-case ASCII letter."""
        return (self.codes >= UPPER_A) & (self.codes <= UPPER_Z)

    @property
    def used(self) -> NDArray[np.bool_]:
        """Which places belong to the text."""
        return np.arange(self.codes.shape[1]) < self.lengths[:, None]


def matrix(texts: Sequence[str], width: int) -> Characters:
    """Lay texts of at most `width` ASCII characters out as rows; others become empty rows that do not fit.

    >>> matrix(["42", "longer than that", "é"], 4).fits.tolist()
    [True, False, False]
    """
    fits = np.fromiter(
        (len(t) <= width and t.isascii() and "\0" not in t for t in texts), np.bool_, len(texts)
    )
    shown = [t if ok else "" for t, ok in zip(texts, fits.tolist(), strict=True)]
    packed = np.array(shown, dtype=f"S{width}")
    codes = packed.view(np.uint8).reshape(len(texts), width).astype(np.int64)
    lengths = np.fromiter((len(t) for t in shown), np.int64, len(shown))
    return Characters(codes, lengths, fits)
