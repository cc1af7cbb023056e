"""A window that moves over blocks of UTF-8: what was walked over is dropped, what is needed is read on."""

from collections.abc import Iterator
from typing import Final

_LEAST: Final = 1 << 18


class ByteWindow:
    """Bytes in memory (`data`), the place in it (`at`), and more of it when asked; for readers to build on.

    What stays behind `at` grows by at least its own length each time more is read, so that a reader that begins
    again from `at` walks over no byte more than about twice.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.data = b""
        self.at = 0
        self.ended = False

    def more(self) -> bool:
        """Read on; False at the end."""
        if self.ended:
            return False
        kept = len(self.data) - self.at
        pieces = [self.data[self.at :]]
        wanted = max(_LEAST, kept)
        while wanted > 0:
            block = next(self._blocks, None)
            if block is None:
                self.ended = True
                break
            pieces.append(block)
            wanted -= len(block)
        self.data = b"".join(pieces)
        self.at = 0
        return len(self.data) > kept

    def look_ahead(self, count: int) -> None:
        """Have so many bytes from here on in memory, if there are as many."""
        while len(self.data) - self.at < count and self.more():
            pass

    @property
    def left(self) -> int:
        """How many bytes from here on are in memory."""
        return len(self.data) - self.at

    def pass_line(self) -> None:
        """Step behind the end of this line, however long it is."""
        self.pass_mark(b"\n")

    def pass_mark(self, mark: bytes) -> bool:
        """Step behind the next place where some bytes stand; False where they never come."""
        while True:
            found = self.data.find(mark, self.at)
            if found >= 0:
                self.at = found + len(mark)
                return True
            self.at = max(self.at, len(self.data) - len(mark) + 1)
            if not self.more():
                self.at = len(self.data)
                return False
