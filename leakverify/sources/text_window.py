"""A window that moves over blocks of transcoded text: what was walked over is dropped, what is needed is read on."""

from collections.abc import Iterator

from leakverify.sources.transcode import decoded


class TextWindow:
    """Text in memory (`_text`), the place in it (`_at`), and more of it when asked; for readers to build on."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._text = ""
        self._at = 0
        self._tail = b""
        self._ended = False

    def _more(self) -> bool:
        """Read on; False at the end."""
        if self._ended:
            return False
        block = next(self._blocks, None)
        if block is None:
            self._ended = True
            block = b""
        data = self._tail + block
        cut = len(data) if self._ended else whole_characters(data)
        self._tail = data[cut:]
        self._text = self._text[self._at :] + decoded_leniently(data[:cut])
        self._at = 0
        return not self._ended or bool(data)


def decoded_leniently(data: bytes) -> str:
    """Text of transcoded bytes; a cut last character at the very end is dropped."""
    try:
        return decoded(data)
    except UnicodeDecodeError:
        return data.decode("utf-8", "ignore")


def whole_characters(data: bytes) -> int:
    """Where the last whole UTF-8 character ends."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:  # noqa: PLR2004  (ASCII)
            return len(data) - back + 1
        if byte >= 0xC0:  # noqa: PLR2004  (a first byte: how many follow?)
            length = 2 + (byte >= 0xE0) + (byte >= 0xF0)  # noqa: PLR2004
            return len(data) if back >= length else len(data) - back
    return len(data)


def gathered(blocks: Iterator[bytes], least: int = 1 << 16) -> Iterator[bytes]:
    """The same bytes in blocks that are not tiny: what is looked at again with each block is so but rarely."""
    waiting: list[bytes] = []
    size = 0
    for block in blocks:
        waiting.append(block)
        size += len(block)
        if size >= least:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
