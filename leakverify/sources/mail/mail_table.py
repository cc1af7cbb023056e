"""Mails as a table: a mailbox file, one mail, or many of them out of a folder or an archive.

One row a mail, always the same columns (`mail_row.COLUMNS`), read in one walk: one message is in memory at a time.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.model.sample import MailSeals, ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.inputs import ContentInput
from leakverify.sources.mail.dkim_keys import read_keys
from leakverify.sources.mail.mail_row import COLUMNS, MailRow, read_mail, verdict_of
from leakverify.sources.mail.mail_text import codec_of
from leakverify.sources.mail.mbox import Mailbox, RawMessage, is_separator
from leakverify.sources.records import clean_name
from leakverify.sources.table import Cell, TableHead, Tally, cut_long_cells, rows_to_table

CHUNK_ROWS: Final = 8_192
CHUNK_CHARACTERS: Final = 8 << 20
BY_MESSAGE: Final = "by message"
Messages = Callable[[], Iterator[tuple[str, Iterator[bytes]]]]
_HEAD: Final = 64 << 10
_FEWEST_KNOWN: Final = 3
_KNOWN: Final = re.compile(
    rb"^(from|received|date|subject|message-id|mime-version|to|return-path|delivered-to|dkim-signature)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_FIRST_LINE: Final = re.compile(rb"[!-9;-~]{1,200}[ \t]{0,20}:")
_BLANK_LINE: Final = re.compile(rb"\n\r?\n")


def looks_like_mail(head: bytes) -> str | None:
    """Tell "mbox" from a first separator line before a header, "eml" from three headers that mails have; else None."""
    text = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    first, _, rest = text.partition(b"\n")
    if first.startswith(b"From ") and is_separator(first.rstrip(b"\r")):
        return "mbox" if _KNOWN.search(_BLANK_LINE.split(rest, maxsplit=1)[0]) else None
    if not _FIRST_LINE.match(text):
        return None
    block = _BLANK_LINE.split(text, maxsplit=1)[0]
    known = {name.lower() for name in _KNOWN.findall(block)}
    return "eml" if len(known) >= _FEWEST_KNOWN else None


class MailReader:
    """Rows of mails. `messages` yields them with their order fixed; what is no mail is counted as skipped."""

    def __init__(
        self, kind: str, messages: Iterable[RawMessage], settings: ReadSettings, limits: Limits
    ) -> None:
        self.head = TableHead(kind, BY_MESSAGE, None, header=True)
        self.names: tuple[str, ...] = COLUMNS
        self.tally = Tally(seals=MailSeals())
        self._messages = messages
        self._limits = limits
        self._keys = read_keys(settings.dkim_keys)
        self._fallback = codec_of(settings.encoding) if settings.encoding else None
        self._seals: Counter[str] = Counter()
        self._number = 0

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order."""
        last: MailRow | None = None
        waiting: list[list[Cell]] = []
        size = 0
        for message in self._messages:
            row = read_mail(message, self._keys, self._fallback, self._limits)
            if row is None:
                self.tally.skipped += 1
                continue
            last = row
            waiting.append(self._noted(row))
            size += sum(len(cell) for cell in waiting[-1] if cell)
            if len(waiting) == CHUNK_ROWS or size > CHUNK_CHARACTERS:
                yield self._chunk(waiting)
                waiting, size = [], 0
        if waiting:
            yield self._chunk(waiting)
        if last is not None and not last.is_closed and self.head.format == "mbox":
            self.tally.stopped = self.tally.stopped or Stopped.TRUNCATED

    def _noted(self, row: MailRow) -> list[Cell]:
        """The cells in the order of the columns, what else was found being counted."""
        self._number += 1
        self._seals[verdict_of(row.seal)] += 1
        for trap in row.traps:
            self.tally.traps.note(trap, 1, self._number)
        cells = [row.cells.get(name) for name in COLUMNS]
        clean = [cell if cell is None or cell.isascii() else clean_name(cell) for cell in cells]
        if not row.is_decodable or clean != cells:
            self.tally.note_undecodable(self._number)
        return clean

    def _chunk(self, rows: list[list[Cell]]) -> pa.Table:
        self.tally.rows += len(rows)
        self.tally.seals = MailSeals(**self._seals, keys=len(self._keys))
        return cut_long_cells(rows_to_table(rows, len(COLUMNS)), self._limits, self.tally)


def open_mail(given: ContentInput, kind: str) -> MailReader:
    """A mailbox file or one mail.

    Raises:
        UsageProblem: `BAD_DKIM_KEY` with the line of the key file.
    """
    mailbox = Mailbox(given.blocks(), given.limits)
    messages = mailbox.messages() if kind == "mbox" else _single(mailbox)
    return MailReader(kind, messages, given.settings, given.limits)


def open_messages(
    messages: Messages, kind: str, settings: ReadSettings, limits: Limits
) -> MailReader:
    """Mails out of many files, such as a Maildir in an archive: names with the blocks of each, in a fixed order.

    A file that is a mailbox gives all its mails; one that begins as no mail does is counted as skipped.

    Raises:
        UsageProblem: `BAD_DKIM_KEY` with the line of the key file.
    """
    return MailReader(kind, _of_many(messages, limits), settings, limits)


def _single(mailbox: Mailbox) -> Iterator[RawMessage]:
    yield mailbox.single()


def _of_many(messages: Messages, limits: Limits) -> Iterator[RawMessage]:
    for _name, blocks in messages():
        first = b""
        while len(first) < _HEAD and (block := next(blocks, None)) is not None:
            first += block
        mailbox = Mailbox(itertools.chain([first], blocks), limits)
        match looks_like_mail(first):
            case "mbox":
                yield from mailbox.messages()
            case "eml":
                yield mailbox.single()
            case _:
                yield RawMessage(b"", b"", 0)
