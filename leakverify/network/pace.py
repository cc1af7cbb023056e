"""How fast questions leave: one at a time out of a bucket that fills evenly, shaken a little."""

import asyncio
import secrets
from typing import Final

_SHAKEN: Final = 0.5
"""A gap is drawn between half and one and a half of the mean, so that the beat is not the program's own."""


class Meter:
    """Lets questions go at `per_second` on average, however many wait; 0 lets all go at once."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1.0 / per_second if per_second > 0 else 0.0
        self._next = 0.0
        self._chance = secrets.SystemRandom()

    async def turn(self) -> None:
        """Wait for one's turn. Time that nobody used is not saved up."""
        if not self._gap:
            return
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._gap * self._chance.uniform(1 - _SHAKEN, 1 + _SHAKEN)
        if mine > now:
            await asyncio.sleep(mine - now)
