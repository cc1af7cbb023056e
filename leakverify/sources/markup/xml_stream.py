"""Walks XML by events with expat, which is never shown a document type (SAFETY S09).

The text is put inside an element of our own. There a `<!DOCTYPE` is a plain syntax error, whatever version of expat
is at work: no entity is ever declared, so that none can unfold, and no address is ever looked at. It also lets
through what databases write without an outermost element. A document type without declarations of its own is cut out
before; one with declarations is refused.
"""

import re
from collections.abc import Iterator
from typing import Final, Protocol
from xml.parsers import expat

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.sources.text_window import gathered
from leakverify.sources.transcode import UNDECODABLE

_ROOT: Final = "leakverify-root"
_HEAD: Final = 1 << 18
_SLICE: Final = 1 << 16
_DECLARATION: Final = re.compile(r"[\ufeff\s]*(?:<\?xml(?=[\s?])[^>]{0,400}\?>)?")
_ASIDE: Final = re.compile(r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->|<\?(?:[^?]|\?(?!>))*+\?>)")
_DOCTYPE: Final = re.compile(
    r"\s*+<!\s*DOCTYPE(?P<inside>(?:[^\"'\[\]<>]++|\"[^\"<>]*+\"|'[^'<>]*+')*+)(?P<end>>)?",
    re.IGNORECASE,
)
_MOST_ASIDES: Final = 1_000
_STAND_IN: Final = "\U0010fffe"
"""What no text uses, where a character stood that XML forbids or bytes were no text."""
_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xed\xb3\xbf|\xef\xbf[\xbe\xbf]")
_BAD_REFERENCE: Final = re.compile(
    rb"&#(?:[xX]0{0,6}(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0{0,6}(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_LONGEST_REFERENCE: Final = 14


class XmlHandler(Protocol):
    """Takes the events of one walk."""

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins; names and values of its attributes alternate."""
        ...

    def end(self) -> None:
        """The innermost element ends."""
        ...

    def text(self, data: str) -> None:
        """Text within the innermost element."""
        ...

    def instruction(self, target: str) -> None:
        """An instruction to programs."""
        ...


class Prolog:
    """What stands before the first element: how much of it is cut out, and whether a document type points outside."""

    def __init__(self, head: str) -> None:
        found = _DECLARATION.match(head)
        at = self.declaration = found.end() if found else 0
        for _ in range(_MOST_ASIDES):
            aside = _ASIDE.match(head, at)
            if aside is None:
                break
            at = aside.end()
        self.doctype_from = self.doctype_to = at
        self.points_outside = False
        doctype = _DOCTYPE.match(head, at)
        if doctype is not None:
            if doctype["end"] is None:
                raise UnreadableInput("XML_DOCTYPE")
            self.doctype_to = doctype.end()
            self.points_outside = '"' in doctype["inside"] or "'" in doctype["inside"]
        sizes = [
            len(head[:place].encode("utf-8", "surrogatepass"))
            for place in (self.declaration, self.doctype_from, self.doctype_to)
        ]
        self._declaration, self._from, self._to = sizes

    def cut_from(self, first: bytes) -> bytes:
        """The first block without what expat shall not see."""
        return first[self._declaration : self._from] + first[self._to :]


class XmlStream:
    """One walk over XML; `stopped` says afterwards why it ended before the end."""

    def __init__(self, prolog: Prolog, limits: Limits) -> None:
        self._prolog = prolog
        self._limits = limits
        self._depth = 0
        self._names: set[str] = set()
        self._over = False
        self.stopped: Stopped | None = None

    def walk(self, blocks: Iterator[bytes], handler: XmlHandler) -> Iterator[None]:
        """Hand the events to a handler; yields after each piece, so that what it gathered can be taken."""
        parser = self._parser(handler)
        fed = 0
        try:
            for piece in self._pieces(blocks):
                parser.Parse(piece, False)
                fed += len(piece)
                yield
                # an unfinished tag is looked at again with each piece by older versions
                if self._over or fed - parser.CurrentByteIndex > self._limits.line_bytes:
                    self.stopped = Stopped.LIMIT
                    return
            parser.Parse(f"</{_ROOT}>".encode(), True)
        except expat.ExpatError:
            self.stopped = Stopped.TRUNCATED
            yield

    def _parser(self, handler: XmlHandler) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = _SLICE
        parser.ordered_attributes = True
        begin, finish, text = handler.start, handler.end, handler.text
        deepest = self._limits.markup_depth + 1

        def start(name: str, attributes: list[str]) -> None:
            if self._over or (name == _ROOT and not self._depth):
                self._depth += 1
                return
            self._depth += 1
            is_usual = name in self._names and not attributes and self._depth <= deepest
            if not is_usual and self._is_over(name, attributes):
                return
            begin(name, [_marked(part) for part in attributes] if attributes else attributes)

        def end(_name: str) -> None:
            self._depth -= 1
            if self._depth and not self._over:
                finish()

        def characters(data: str) -> None:
            if self._depth > 1 and not self._over:
                text(_marked(data) if _STAND_IN in data else data)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = characters
        parser.ProcessingInstructionHandler = lambda target, _data: handler.instruction(target)
        return parser

    def _is_over(self, name: str, attributes: list[str]) -> bool:
        """Expat keeps each name for good: a file of nothing but new names would fill the memory."""
        self._names.add(name)
        self._names.update(attributes[::2])
        self._over = (
            len(self._names) > self._limits.markup_names
            or self._depth > self._limits.markup_depth + 1
        )
        return self._over

    def _pieces(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        yield f"<{_ROOT}>".encode()
        kept = b""
        for number, block in enumerate(gathered(blocks, _HEAD)):
            data = kept + (self._prolog.cut_from(block) if not number else block)
            cut = data.rfind(b"&", max(0, len(data) - _LONGEST_REFERENCE))
            kept = data[cut:] if cut >= 0 else b""
            yield from _slices(data[:cut] if cut >= 0 else data)
        yield from _slices(kept)


def _slices(data: bytes) -> Iterator[bytes]:
    stand_in = _STAND_IN.encode()
    data = _FORBIDDEN.sub(stand_in, data)
    if b"&#" in data:
        data = _BAD_REFERENCE.sub(stand_in, data)
    for at in range(0, len(data), _SLICE):
        yield data[at : at + _SLICE]


def _marked(text: str) -> str:
    return text.replace(_STAND_IN, UNDECODABLE) if _STAND_IN in text else text


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name
