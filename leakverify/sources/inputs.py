"""What a format's reader is handed: a text that can be walked again, or content of another kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.content import Content
from leakverify.sources.watch import Watch


@dataclass(frozen=True, slots=True)
class TextInput:
    """A text as UTF-8 with marks where bytes were no text; `head` is its first 256 KiB, not cut at a line.

    `blocks` walks the text from its beginning each time it is called, tells progress and hears a cancel.
    """

    blocks: Callable[[], Iterator[bytes]]
    head: str
    encoding: str
    settings: ReadSettings
    limits: Limits


@dataclass(frozen=True, slots=True)
class ContentInput:
    """Content that is no text. `head` are its first 64 KiB; `depth` counts the wrappers around it."""

    content: Content
    head: bytes
    settings: ReadSettings
    limits: Limits
    watch: Watch
    depth: int

    def blocks(self) -> Iterator[bytes]:
        """Walk the bytes from the beginning, progress told and a cancel heard at each block."""
        for block in self.content.blocks():
            self.watch.at(self.content.position())
            yield block
