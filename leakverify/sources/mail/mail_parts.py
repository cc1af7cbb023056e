"""The parts of a mail's body (MIME), walked once and never opened: what text it has, what is attached, what would call home.

The parser of `email` nests a function per level and asks every open boundary at every line: 300 levels took five seconds,
1,500 ended in a RecursionError. Here a stack of boundaries is kept, lines that begin with "--" are looked up in it, and
depth and number of parts are limited.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import MIB, Limits
from leakverify.sources.mail.mail_text import (
    base64_bytes,
    decode,
    decode_words,
    header_text,
    parameters,
)

TEXT_CHARACTERS: Final = 2_000
_TEXT_BYTES: Final = 24_000
_HTML_BYTES: Final = 1 * MIB
_PART_HEAD: Final = 32 << 10
_LONGEST_BOUNDARY: Final = 200
_LONGEST_NAME: Final = 255
_MOST_NAMES: Final = 50
_DELIMITER: Final = re.compile(rb"\n--([^\r\n]{1,210})\r?(?=\n|\Z)")
_FIRST_DELIMITER: Final = re.compile(rb"--([^\r\n]{1,210})\r?(?=\n|\Z)")
_BLANK: Final = re.compile(rb"\n\r?\n")
_FIELD: Final = re.compile(rb"^([!-9;-~]{1,60})[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_OUTSIDE: Final = re.compile(rb"//")
_LOADS: Final = re.compile(
    rb"(?:\b(?:src|srcset|background|poster)[ \t\r\n]{0,20}=[ \t\r\n]{0,20}[\"']?|url\([ \t]{0,20}[\"']?|@import[ \t]{1,20}[\"'])"
    rb"[ \t\r\n]{0,20}(?:https?:)?\Z",
    re.IGNORECASE,
)
_LONGEST_BEFORE: Final = 80
_MOST_ADDRESSES: Final = 5_000
_PROGRAMS: Final = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|js|jse|vbs|vbe|wsf|wsh|hta|ps1|msi|msix|jar|lnk|iso|img|vhdx?|dll|cpl|reg|chm|one|url"
    r"|html?|xhtml|shtml|svg|xll|settingcontent-ms)\s*\Z",
    re.IGNORECASE,
)
_MACROS: Final = re.compile(
    r"\.(?:docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppam|ppsm|sldm)\s*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that holds no parts: its type, parameters, how it is encoded, its name, and where its bytes lie."""

    type: str
    charset: str | None
    encoding: str
    name: str | None
    is_attached: bool
    start: int
    end: int


@dataclass(slots=True)
class Parts:
    """What a body holds. `text` is the beginning of its first plain text, None where it has none; counts are of parts."""

    type: str = "text/plain"
    text: str | None = None
    names: list[str] = field(default_factory=list)
    attachments: int = 0
    programs: int = 0
    macros: int = 0
    calls_out: bool = False
    undecodable: bool = False
    is_closed: bool = True


def look_into(
    fields: Mapping[str, bytes], body: bytes, fallback: str | None, limits: Limits
) -> Parts:
    """What a body holds; `fields` are the headers that rule it, `fallback` the character set where none is named."""
    walk = _Walk(body, limits)
    found = Parts()
    for part in walk.parts(fields):
        _note_part(found, part)
        if part.is_attached:
            continue
        if part.type == "text/plain" and found.text is None:
            data = _decoded(body[part.start : part.end], part.encoding, _TEXT_BYTES)
            is_cut = len(data) < part.end - part.start
            text, good = decode(data, part.charset or fallback, is_cut=is_cut)
            found.text = text.replace("\r\n", "\n")[:TEXT_CHARACTERS].strip()
            found.undecodable |= not good
        elif part.type == "text/html" and not found.calls_out:
            data = _decoded(body[part.start : part.end], part.encoding, _HTML_BYTES)
            found.calls_out = _loads_from_outside(data)
    found.type = walk.type
    found.is_closed = walk.is_closed
    return found


def _loads_from_outside(html: bytes) -> bool:
    """Whether a page names something that a mail program fetches to show it; a link to be clicked is none.

    A page with more addresses than anybody writes is taken to: what it does may stand behind them.
    """
    for number, found in enumerate(_OUTSIDE.finditer(html)):
        before = html[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
        if number >= _MOST_ADDRESSES or _LOADS.search(before):
            return True
    return False


def _note_part(found: Parts, part: Part) -> None:
    """Count what is attached, and what of it would run if it were opened."""
    if part.is_attached:
        found.attachments += 1
    if part.name is None:
        return
    if len(found.names) < _MOST_NAMES:
        found.names.append(part.name)
    found.programs += _PROGRAMS.search(part.name) is not None
    found.macros += _MACROS.search(part.name) is not None


class _Walk:
    """One walk over a body with its stack of boundaries."""

    def __init__(self, body: bytes, limits: Limits) -> None:
        self._body = body
        self._limits = limits
        self._open: list[bytes] = []
        self.type = "text/plain"
        self.is_closed = True

    def parts(self, fields: Mapping[str, bytes]) -> Iterator[Part]:
        """Yield the parts that hold no parts, in order."""
        part = self._enter(fields, 0)
        if part:
            self.type = part.type
            yield self._until(part, len(self._body))
            return
        count = 0
        for found in self._delimiters():
            boundary = found.group(1).rstrip(b" \t")
            level, closes = self._level(boundary)
            if level is None:
                continue
            if part:
                yield self._until(part, found.start())
                part = None
            count += 1
            if count > self._limits.mime_parts:
                return
            del self._open[level + (0 if closes else 1) :]
            if not closes:
                part = self._part_after(found.end())
        if part:
            yield self._until(part, len(self._body))
        self.is_closed = not self._open

    def _delimiters(self) -> Iterator[re.Match[bytes]]:
        """Lines that begin with "--"; the pattern has a literal beginning, since bodies are long and such lines are few."""
        first = _FIRST_DELIMITER.match(self._body)
        if first:
            yield first
        yield from _DELIMITER.finditer(self._body)

    def _level(self, boundary: bytes) -> tuple[int | None, bool]:
        """Which open boundary a line names, and whether it closes it; inner ones are asked first."""
        for level in range(len(self._open) - 1, -1, -1):
            if boundary == self._open[level]:
                return level, False
            if boundary == self._open[level] + b"--":
                return level, True
        return None, False

    def _part_after(self, line_end: int) -> Part | None:
        """The part whose header block follows a delimiter."""
        start = line_end + 1
        if self._body[start : start + 1] == b"\n":
            return self._enter({}, start + 1)
        if self._body[start : start + 2] == b"\r\n":
            return self._enter({}, start + 2)
        blank = _BLANK.search(self._body, start, start + _PART_HEAD)
        if blank is None:
            return self._enter({}, start)
        fields: dict[str, bytes] = {}
        for found in _FIELD.finditer(self._body, start, blank.start()):
            fields.setdefault(found.group(1).decode("ascii").lower(), found.group(2))
        return self._enter(fields, blank.end())

    def _enter(self, fields: Mapping[str, bytes], start: int) -> Part | None:
        """A part that begins at `start`; None where it holds parts itself, whose boundary is then open."""
        kind, given = parameters(_value(fields, "content-type"))
        if not re.fullmatch(r"[\w.+\-]{1,60}/[\w.+\-]{1,100}", kind):
            kind = "text/plain"
        boundary = given.get("boundary", "").rstrip()[:_LONGEST_BOUNDARY].encode("utf-8", "replace")
        if kind.startswith("multipart/") and boundary and len(self._open) < self._limits.mime_depth:
            self.type = self.type if self._open else kind
            self._open.append(boundary)
            return None
        disposition, more = parameters(_value(fields, "content-disposition"))
        name = more.get("filename") or given.get("name")
        name = decode_words(name)[0][:_LONGEST_NAME] if name else None
        is_attached = disposition == "attachment" or (
            name is not None and not (kind.startswith("text/") and disposition == "inline")
        )
        encoding = _value(fields, "content-transfer-encoding").lower()
        return Part(
            kind,
            given.get("charset"),
            encoding,
            name,
            is_attached or kind == "message/rfc822",
            start,
            0,
        )

    def _until(self, part: Part, end: int) -> Part:
        return Part(
            part.type,
            part.charset,
            part.encoding,
            part.name,
            part.is_attached,
            min(part.start, end),
            end,
        )


def _value(fields: Mapping[str, bytes], name: str) -> str:
    """A header's value of bounded length; parameters beyond 8 KiB are no mail program's."""
    raw = fields.get(name)
    return header_text(raw[: 8 << 10], None)[0] if raw else ""


def _decoded(data: bytes, encoding: str, most: int) -> bytes:
    """The beginning of a part's bytes, at least `most` of them where there are so many."""
    if encoding == "base64":
        return base64_bytes(data[: 2 * most])
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data[: 3 * most])
    return data[:most]
