"""How a delimited text is laid out, found on its head: dialect, preamble, header, width, names."""

from dataclasses import dataclass
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.sources.lines.dialect import guess, head_lines
from leakverify.sources.lines.exact import Dialect, is_blank, parse_record
from leakverify.sources.lines.header import column_names, has_header
from leakverify.sources.transcode import decoded

HEAD_BYTES: Final = 1 << 18
_MAX_PREAMBLE: Final = 10
_HEAD_RECORDS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data begin (in bytes of UTF-8) and how they are written."""

    dialect: Dialect
    names: tuple[str, ...]
    header: bool
    data_at: int
    preamble: int = 0

    @property
    def width(self) -> int:
        """How many columns a row has."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Placed:
    """A record of the head with the line after it."""

    cells: list[str]
    next_line: int


def find_layout(first_block: bytes, settings: ReadSettings, limits: Limits) -> Layout:
    """Lay out a text by its first block of UTF-8.

    Raises:
        UnreadableInput: `TOO_MANY_COLUMNS`.
    """
    head = head_text(first_block)
    whole = len(first_block) <= HEAD_BYTES
    found = guess(head, settings.delimiter, whole=whole)
    lines = head_lines(head, whole=whole)
    at = 1 if lines and settings.delimiter is None and lines[0].startswith("sep=") else 0
    records = _placed_records(lines, at, found.dialect)
    preamble = _preamble(records, found.width)
    if preamble:
        at = records[preamble - 1].next_line
        records = records[preamble:]
    cells = [record.cells for record in records]
    header = has_header(cells) if settings.header is None else settings.header
    header = header and bool(cells)
    first = cells[0] if header else None
    width = _width(first, max(found.width, 1))
    if width > limits.columns:
        raise UnreadableInput("TOO_MANY_COLUMNS", columns=width, limit=limits.columns)
    data_line = records[0].next_line if header else at
    data_at = sum(len(line.encode("utf-8", "surrogatepass")) for line in lines[:data_line])
    return Layout(found.dialect, column_names(first, width), header, data_at, preamble)


def head_text(first_block: bytes) -> str:
    """The head as text, cut at a line end where it is cut."""
    head = first_block[:HEAD_BYTES]
    if len(first_block) > HEAD_BYTES:
        end = max(head.rfind(b"\n"), head.rfind(b"\r")) + 1
        if not end:
            return head.decode("utf-8", "ignore")
        head = head[:end] + b"."  # a line that is dropped again, since it is not whole
    return decoded(head)


def _placed_records(lines: list[str], at: int, dialect: Dialect) -> list[Placed]:
    records: list[Placed] = []
    while at < len(lines) and len(records) < _HEAD_RECORDS:
        if is_blank(lines[at], dialect):
            at += 1
            continue
        record, feed = parse_record(lines, at, dialect, HEAD_BYTES)
        if feed is not None and feed.wanted_more:
            bare = lines[at].rstrip("\r\n")
            cells = bare.split(dialect.delimiter) if dialect.delimiter else [bare]
            at += 1
        else:
            cells = record.cells
            at += record.lines
        records.append(Placed(cells, at))
    return records


def _preamble(records: list[Placed], width: int) -> int:
    """How many leading records are a title or remark above the table, not part of it."""
    if width < 3:  # noqa: PLR2004  (in narrow tables a short row is a row)
        return 0
    count = 0
    for record in records[:_MAX_PREAMBLE]:
        if len([c for c in record.cells if c.strip()]) > 1 or len(record.cells) == width:
            break
        count += 1
    return count if count < len(records) else 0


def _width(header: list[str] | None, commonest: int) -> int:
    """The width of the table: the commonest, unless the header names more columns than that."""
    if header is None:
        return commonest
    named = len(header)
    while named > commonest and not header[named - 1].strip():
        named -= 1
    return max(commonest, named)
