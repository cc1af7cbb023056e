r"""Messages out of a mailbox file or a single mail, one at a time and in bounded memory.

`mailbox` of the standard library needs a path, makes an index of the whole file first, and takes every line that begins
with "From " for a new message; here a stream is cut as it passes. Known are the four dialects of the separator line:
mboxo and mboxrd (lines of the body are escaped with ">"), mboxcl and mboxcl2 (`Content-Length` gives the size of the
body; it is followed only where a separator or the end of the file stands there).

>>> [m.head for m in Mailbox(iter([b"From a@b Mon Jan  1 10:00:00 2024\nA: 1\n\nx\n\nFrom c@d\nA: 2\n"]), Limits()).messages()]
[b'A: 1', b'A: 2\n']
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from leakverify.limits import Limits

LONGEST_SEPARATOR: Final = 1_000
_BLANK: Final = re.compile(rb"\n\r?\n")
_CANDIDATE: Final = re.compile(rb"\n\r?\nFrom ")
_NEXT: Final = re.compile(rb"(?:\r?\n)?(From [^\n]{0,1000})")
_SEPARATOR: Final = re.compile(
    rb"From (?:[^\n]{0,400}?\b\d\d?:\d\d(?::\d\d)?\b[^\n]{0,40}?\b\d{4}\b|-?\s*\Z|\S{1,320}@\S{1,320}\s*\Z)"
)
_LENGTH: Final = re.compile(
    rb"^Content-Length[ \t]*:[ \t]*(\d{1,10})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_OVERLAP: Final = LONGEST_SEPARATOR + 16
_NOT_FOUND: Final = -1


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One message as it lies in the file.

    `head` is the header block without the line feed before the blank line, cut at the limit (`head_cut`). `body` is at most `Limits.mail_bytes` long, `size` its
    real length. `has_body` is False where the file ends before a blank line; `escaped` tells that the body came out of
    a mailbox, where lines may carry one ">" too many.
    """

    head: bytes
    body: bytes
    size: int
    head_cut: bool = False
    has_body: bool = True
    escaped: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the body was kept to its end."""
        return self.size == len(self.body)

    def unescaped(self) -> bytes:
        """The body without the ">" that a mailbox puts before lines that begin with "From "."""
        if not self.escaped or b">From " not in self.body:
            return self.body
        return _ESCAPED.sub(rb"\1", self.body)


def is_separator(line: bytes) -> bool:
    """Tell a separator from a sentence that begins with "From ": it has a time and a year, or an address alone."""
    return _SEPARATOR.match(line) is not None


class Mailbox:
    """Cuts blocks into messages.

    The buffer stands at the line feed before a header block, then at the one that ends it, so that an empty block or
    body needs no case of its own.
    """

    def __init__(self, blocks: Iterator[bytes], limits: Limits) -> None:
        self._blocks = blocks
        self._limits = limits
        self._text = bytearray()
        self._ended = False

    def messages(self) -> Iterator[RawMessage]:
        """Yield the messages of a mailbox in order."""
        if not self._begin():
            return
        while True:
            head, size, has_body = self._take(self._blank, self._limits.mail_header_bytes + 1)
            is_cut = size > len(head)
            if not has_body:
                if head.strip():
                    yield RawMessage(head[1:], b"", 0, is_cut, has_body=False)
                return
            body, size, goes_on = self._body(head)
            yield RawMessage(head[1:], body, size, is_cut, escaped=True)
            if not goes_on:
                return
            self._take(self._line_end, 0)

    def single(self) -> RawMessage:
        """The whole file as one message; a separator line before it is left out."""
        self._begin()
        head, size, has_body = self._take(self._blank, self._limits.mail_header_bytes + 1)
        is_cut = size > len(head)
        if not has_body:
            return RawMessage(head[1:], b"", 0, is_cut, has_body=False)
        self._drop_blank()
        body, body_size, _ = self._take(lambda: _NOT_FOUND, self._limits.mail_bytes)
        return RawMessage(head[1:], body, body_size, is_cut)

    def _more(self) -> bool:
        """Read on; False at the end."""
        block = None if self._ended else next(self._blocks, None)
        if block is None:
            self._ended = True
            return False
        self._text += block
        return True

    def _take(self, find: Callable[[], int], limit: int) -> tuple[bytes, int, bool]:
        """Take all before the place that `find` tells, of which `limit` bytes are kept: (kept, size, found)."""
        kept = bytearray()
        size = 0
        while True:
            place = find()
            found = place != _NOT_FOUND
            if not found:
                place = len(self._text) if self._ended else max(0, len(self._text) - _OVERLAP)
            kept += self._text[: min(place, limit - len(kept))]
            size += place
            del self._text[:place]
            if found or self._ended:
                return bytes(kept), size, found
            self._more()

    def _begin(self) -> bool:
        """Come to the header block of the first message; False where there is none."""
        while len(self._text) < len(codecs.BOM_UTF8) and self._more():
            pass
        first = self._text.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
        self._text.clear()
        while not first and self._more():
            first = self._text.lstrip(b" \t\r\n")
            self._text.clear()
        self._text = bytearray(b"\n") + first
        while len(self._text) < _OVERLAP and self._more():
            pass
        if self._text.startswith(b"\nFrom "):
            del self._text[:1]
            self._take(self._line_end, 0)
        return bool(self._text.strip())

    def _blank(self) -> int:
        """The line feed that ends the header block."""
        found = _BLANK.search(self._text)
        return found.start() if found else _NOT_FOUND

    def _line_end(self) -> int:
        return self._text.find(b"\n")

    def _separator(self) -> int:
        """The line feed before the blank line before the next separator."""
        at = 0
        while found := _CANDIDATE.search(self._text, at):
            start = found.end() - 5
            end = self._text.find(b"\n", start, start + LONGEST_SEPARATOR)
            if end < 0 and not self._ended and len(self._text) - start < LONGEST_SEPARATOR:
                return _NOT_FOUND  # it is in the overlap and comes again, whole
            if is_separator(bytes(self._text[start : end if end >= 0 else start + 1000])):
                return found.start()
            at = found.end()
        return _NOT_FOUND

    def _body(self, head: bytes) -> tuple[bytes, int, bool]:
        """The body up to the next separator: (kept, size, whether a message follows)."""
        claimed = _LENGTH.search(head)
        if claimed and (body := self._body_of(int(claimed.group(1)))) is not None:
            return body, len(body), bool(self._text)
        skip = self._blank_length()
        kept, size, found = self._take(self._separator, self._limits.mail_bytes + skip)
        if found:
            kept += b"\n" if size == len(kept) else b""
            size += 1
            del self._text[: self._text.index(b"From ")]
        elif size == len(kept) and kept.endswith((b"\n\n", b"\n\r\n")):
            kept = kept[
                : -1 if kept.endswith(b"\n\n") else -2
            ]  # the blank line after the last message
            size = len(kept)
        return kept[skip:], max(0, size - skip), found

    def _body_of(self, length: int) -> bytes | None:
        """The body of the length that its header claims, None where no message ends there."""
        if length > self._limits.mail_bytes:
            return None
        skip = self._blank_length()
        end = skip + length
        while len(self._text) < end + LONGEST_SEPARATOR and self._more():
            pass
        if len(self._text) < end:
            return None
        following = _NEXT.match(self._text, end)
        if following and is_separator(following.group(1)):
            start = following.start(1)
        elif self._ended and not self._text[end : end + LONGEST_SEPARATOR].strip():
            start = len(self._text)
        else:
            return None
        body = bytes(self._text[skip:end])
        following = None  # a match keeps the buffer from being cut
        del self._text[:start]
        return body

    def _drop_blank(self) -> None:
        del self._text[: self._blank_length()]

    def _blank_length(self) -> int:
        return 3 if self._text.startswith(b"\n\r\n") else 2
