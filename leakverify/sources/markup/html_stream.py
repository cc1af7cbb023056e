"""Walks HTML tag by tag, however broken and however large.

The standard library's parser looks again at an unfinished tag or comment with each piece it is fed and at the rest
of the text with each stray `<`, which takes hours on a hostile page. This one looks at each character a bounded
number of times, keeps no tree, and knows just what tables need.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from leakverify.sources.text_window import TextWindow, gathered

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_.-]{0,60})")
_PLAIN: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,30})>([^<]*+)")
"""A tag without attributes and the text after it: nearly all of a large table."""
_TO_ITS_END: Final = re.compile(r"(?>[^>\"'=]++|=\s*+(?>\"[^\"]*+\"|'[^']*+')|[=\"'])*+>")
_ATTRIBUTE: Final = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?"
)
_LONGEST_TAG: Final = 1 << 20
_LONGEST_NAME: Final = 64
_MOST_ATTRIBUTES: Final = 200
_MOST_KNOWN: Final = 1_000
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "noembed", "noframes", "xmp", "iframe")
}
_LONG_NUMBER: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


@dataclass(slots=True)
class Token:
    """A piece of text (`name` is empty), or a tag with its attributes as they were written."""

    name: str
    text: str
    closes: bool = False

    def attributes(self) -> dict[str, str]:
        """The attributes by lower-case name, the first of each."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.text):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), unescaped(value))
            if len(found) >= _MOST_ATTRIBUTES:
                break
        return found


def unescaped(text: str) -> str:
    """Text with its character references resolved, absurdly long numbers among them replaced."""
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


class HtmlStream(TextWindow):
    """A cursor over blocks of HTML."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        super().__init__(gathered(blocks))
        self._plain_until = -1
        self._open_until = -1
        self.truncated = False

    def tokens(self) -> Iterator[Token]:
        """Yield text and tags in order; comments, declarations, scripts and styles are stepped over."""
        known: dict[tuple[str, str], Token] = {}
        while True:
            while plain := _PLAIN.match(self._text, self._at):
                sign, name, text = plain.groups()
                token = known.get((sign, name))
                if token is None:
                    lower = name.lower()
                    if (lower in _RAW and not sign) or len(known) > _MOST_KNOWN:
                        break
                    token = known[sign, name] = Token(lower, "", bool(sign))
                self._at = plain.end()
                yield token
                if text:
                    yield Token("", text)
            place = self._text.find("<", self._at)
            end = len(self._text) if place < 0 else place
            if end > self._at:
                yield Token("", self._text[self._at : end])
                self._at = end
            if place >= 0:
                yield self._markup()
            elif not self._forward():
                return

    def _forward(self) -> bool:
        """Read on and forget what was learnt about the window."""
        if self._ended:
            return False
        self._plain_until = self._open_until = -1
        return self._more()

    def _markup(self) -> Token:
        while len(self._text) - self._at < _LONGEST_NAME and self._forward():
            pass
        if self._text.startswith("<!--", self._at):
            self._at += 4
            return self._skip(re.compile("-->"), 3)
        if self._text.startswith(("<!", "<?"), self._at):
            return self._skip(re.compile(">"), 1)
        found = _TAG.match(self._text, self._at)
        if found is None:
            self._at += 1
            return Token("", "<")
        name, closes = found[2].lower(), bool(found[1])
        length = found.end() - self._at
        end = self._tag_end(length)
        if not end:
            self._at += 1
            return Token("", "<")
        tag = Token(name, self._text[self._at + length : end - 1], closes)
        self._at = end
        if name in _RAW and not closes:
            self._skip(_RAW[name], 0)
        return tag

    def _tag_end(self, length: int) -> int:
        """Where the tag ends, 0 if it does not; a quote left open does not swallow the page."""
        while True:
            start = self._at + length
            if start >= self._plain_until:
                found = _TO_ITS_END.match(self._text, start, start + _LONGEST_TAG)
                if found:
                    return found.end()
            if len(self._text) - start < _LONGEST_TAG and self._forward():
                continue
            if start >= self._plain_until:
                self._plain_until = min(len(self._text), start + _LONGEST_TAG)
            if start < self._open_until:
                return 0
            end = self._text.find(">", start, self._plain_until) + 1
            if not end:
                self._open_until = self._plain_until
            return end

    def _skip(self, mark: "re.Pattern[str]", length: int) -> Token:
        """Step past a mark, dropping what stands before it."""
        while not (found := mark.search(self._text, self._at)):
            self._at = max(self._at, len(self._text) - 12)
            if not self._forward():
                self._at = len(self._text)
                self.truncated = True
                return Token("", "")
        self._at = found.start() + length
        return Token("", "")
