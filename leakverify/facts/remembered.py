"""Answers about distinct texts that batch after batch of one sample repeats: first names, towns, providers.

A batch knows its own distinct values only; a list of ten million rows that draws from eight thousand towns would have
each town judged three hundred times. What is dear to find out is kept here, bounded, by the text itself.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

MOST_TEXTS: Final = 1 << 15
REPEATING: Final = 0.8
"""Columns with more distinct cells a row than this hardly repeat across batches; remembering them only costs."""

Answers = tuple[NDArray[Any], ...]


class Remembered:
    """What `ask` answered for texts seen before: some arrays of one entry per text, each answer a function of its text alone."""

    def __init__(self, ask: Callable[[Sequence[str]], Answers], most: int = MOST_TEXTS) -> None:
        self._ask = ask
        self._most = most
        self._places: dict[str, int] = {}
        self._answers: Answers = ()

    def __call__(self, texts: Sequence[str], rows: int) -> Answers:
        """The answers for distinct texts of so many rows."""
        if not len(texts) or len(texts) > REPEATING * rows or len(texts) > self._most:
            return self._ask(texts)
        places = self._known(texts)
        if places is None:
            return self._ask(texts)
        return tuple(array[places] for array in self._answers)

    def _known(self, texts: Sequence[str]) -> NDArray[np.int64] | None:
        """Where the answers stand, new ones asked for; None where nothing was kept yet and all must be asked."""
        known = self._places
        new = [text for text in texts if text not in known]
        if len(known) + len(new) > self._most:
            known.clear()
            self._answers, new = (), list(texts)
        if new:
            found = self._ask(new)
            start = len(known)
            known.update(zip(new, range(start, start + len(new)), strict=True))
            kept = self._answers
            pairs = zip(kept, found, strict=True)
            self._answers = tuple(np.concatenate(p) for p in pairs) if kept else found
        return np.fromiter(map(known.__getitem__, texts), np.int64, len(texts))
