"""A text of any kind into the reader that fits it."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.sources.content import Content
from leakverify.sources.encoding import Encoding, decide
from leakverify.sources.inputs import ContentInput, TextInput
from leakverify.sources.json.json_table import looks_like_json, open_json
from leakverify.sources.lines.combo import ComboReader, combo_grammar, combo_header
from leakverify.sources.lines.credential_line import Grammar
from leakverify.sources.lines.delimited import DelimitedReader, after_head
from leakverify.sources.lines.dialect import one_character
from leakverify.sources.lines.drawn_table import looks_drawn, open_drawn
from leakverify.sources.lines.expanded_rows import looks_expanded, open_expanded
from leakverify.sources.lines.fixed_width import fixed_columns, open_fixed
from leakverify.sources.lines.header import column_names
from leakverify.sources.lines.layout import HEAD_BYTES, find_layout, head_text
from leakverify.sources.lines.ldif import looks_like_ldif, open_ldif
from leakverify.sources.lines.stealer_log import looks_like_stealer_log, open_stealer_log
from leakverify.sources.lines.vcard import looks_like_vcard, open_vcard
from leakverify.sources.mail.mail_table import looks_like_mail, open_mail
from leakverify.sources.markup.markup import looks_like_markup, open_markup
from leakverify.sources.sql.sql_charset import stated_encoding
from leakverify.sources.sql.sql_dump import looks_like_dump, open_dump
from leakverify.sources.survey import Survey
from leakverify.sources.table import TableHead, TableReader
from leakverify.sources.text_window import decoded_leniently
from leakverify.sources.transcode import utf8_blocks
from leakverify.sources.watch import Watch

_SHAPES: Final[tuple[tuple[Callable[[str], bool], Callable[[TextInput], TableReader]], ...]] = (
    (looks_like_json, open_json),
    (looks_like_markup, open_markup),
    (looks_like_vcard, open_vcard),
    (looks_like_ldif, open_ldif),
    (looks_like_dump, open_dump),
    (looks_expanded, open_expanded),
    (looks_like_stealer_log, open_stealer_log),
    (looks_drawn, open_drawn),
)
"""Formats that a text may have, asked in this order by its head; what none of them claims is read line by line."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that can be walked again, as UTF-8 with marks."""

    content: Content
    encoding: Encoding
    watch: Watch

    def blocks(self) -> Iterator[bytes]:
        """Walk it from the beginning, progress told and cancel heard at each block."""
        return utf8_blocks(
            self._watched(), self.encoding.codec, clean_utf8=self.encoding.clean_utf8
        )

    def _watched(self) -> Iterator[bytes]:
        for block in self.content.blocks():
            self.watch.at(self.content.position())
            yield block


def open_text(
    content: Content, survey: Survey, settings: ReadSettings, limits: Limits, watch: Watch
) -> TableReader:
    """The reader for a text by what it holds.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS` and what the format's reader says.
    """
    mail = looks_like_mail(survey.head) if settings.delimiter is None else None
    if mail is not None:  # each mail says what its bytes mean, and signatures are made over bytes
        mails = open_mail(ContentInput(content, survey.head, settings, limits, watch, 0), mail)
        mails.tally.nul_bytes = survey.nul_bytes
        return mails
    encoding = decide(survey, settings.encoding or _stated(survey))
    text = Text(content, encoding, watch)
    blocks = text.blocks()
    first = next(blocks, b"")
    if not first.strip(b" \t\r\n\x00\x1a\xef\xbb\xbf"):
        raise UnreadableInput("EMPTY_FILE")
    head = decoded_leniently(first[:HEAD_BYTES])  # not cut at a line: one line may be all
    given = TextInput(text.blocks, head, encoding.name, settings, limits)
    shape = next((opened for fits, opened in _SHAPES if fits(head)), None)
    if settings.delimiter is None and shape is not None:
        reader = shape(given)
    else:
        reader = _open_lines(given, first, blocks)
    reader.tally.nul_bytes = (
        0 if encoding.codec.startswith(("utf-16", "utf-32")) else survey.nul_bytes
    )
    return reader


def _stated(survey: Survey) -> str | None:
    """What a dump says of its own encoding; bytes that are UTF-8 throughout are it, whatever they say."""
    if survey.utf8 or not looks_like_dump(survey.head.decode("latin-1")):
        return None
    return stated_encoding(survey.head)


def _open_lines(given: TextInput, first: bytes, rest: Iterator[bytes]) -> TableReader:
    settings, limits = given.settings, given.limits
    lines = head_text(first).splitlines()
    grammar = combo_grammar(lines)
    forced = settings.delimiter
    if grammar is not None and forced is not None and grammar.separator != one_character(forced):
        grammar = None
    if grammar is not None:
        return _open_combo(given, grammar, lines, itertools.chain([first], rest))
    layout = find_layout(first, settings, limits)
    delimiter = layout.dialect.delimiter
    if delimiter in {"", " "}:
        slots = fixed_columns(given.head, settings, whole=len(first) <= HEAD_BYTES)
        if slots:
            return open_fixed(given, slots)
    head = TableHead(_format(delimiter), given.encoding, delimiter or None, layout.header)
    return DelimitedReader(head, layout, after_head(first, rest, layout), limits)


def _open_combo(
    given: TextInput, grammar: Grammar, lines: list[str], blocks: Iterator[bytes]
) -> ComboReader:
    separator = grammar.separator
    named = combo_header(lines, grammar)
    head = TableHead("combo", given.encoding, separator, named is not None)
    if given.settings.header is not None:
        head = replace(head, header=given.settings.header)
        named = lines[0].split(separator, grammar.width - 1) if given.settings.header else None
    return ComboReader(head, grammar, column_names(named, grammar.width), blocks, given.limits)


def _format(delimiter: str) -> str:
    return {"\t": "tsv", "": "list"}.get(delimiter, "csv")
