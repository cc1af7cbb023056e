"""Opens the files of a sample and reads them as one: hash first, then batches of text in order."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowStringArray

from leakverify.facts.batch import MAX_BATCH_ROWS, Batch
from leakverify.limits import Limits
from leakverify.model.errors import Cancelled, UnreadableInput, UsageProblem
from leakverify.model.progress import NEVER, CancelToken, OnProgress, ignore_progress
from leakverify.model.sample import ReadSettings, SampleFile
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty
from leakverify.sources.cell_traps import TrapSearch
from leakverify.sources.content import FileContent
from leakverify.sources.opening import open_table
from leakverify.sources.records import clean_name
from leakverify.sources.regular import NamedFile
from leakverify.sources.survey import Survey, Surveyor, handle_blocks
from leakverify.sources.table import TableReader, slot_names
from leakverify.sources.watch import Watch

_TEXT: Final = pd.StringDtype("pyarrow", na_value=np.nan)
"""What pandas calls `str`."""
_LONGEST_NAME: Final = 1_000
_LONGEST_OF_MANY: Final = 200
_MOST_TABLES: Final = 200
_MOST_PROPERTIES: Final = 40


@dataclass(frozen=True, slots=True)
class _Part:
    """One file: what it is, how to read it, and where its columns stand in the sample."""

    name: str
    survey: Survey
    reader: TableReader
    order: tuple[int, ...]


class OpenedSample:
    """A sample whose heads are read. Rows are walked once, by `batches`; `head` may be asked before."""

    def __init__(self, parts: Sequence[_Part], limits: Limits, watch: Watch) -> None:
        self._parts = tuple(parts)
        self._limits = limits
        self._watch = watch
        self._names = parts[0].reader.names
        self._stopped: Stopped | None = None
        self._rows = 0
        self._held: list[pa.Table] = []
        self._tables = self._batch_tables()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The unique names of the columns, in the order of the first file."""
        return self._names

    @property
    def files(self) -> tuple[SampleFile, ...]:
        """The files as far as they are known now; counts are final once `batches` has ended."""
        return tuple(_describe(part) for part in self._parts)

    @property
    def stopped(self) -> Stopped | None:
        """Why reading ended before the end, None where it did not."""
        return self._stopped

    def finished_files(self) -> tuple[SampleFile, ...]:
        """The files with their counts, after the last batch."""
        return self.files

    def head(self, rows: int = MAX_BATCH_ROWS) -> Batch:
        """The first rows, at most one batch of them; they come again from `batches`."""
        if not self._held:
            first = next(self._tables, None)
            self._held = [self._empty() if first is None else first]
        return self._batch(self._held[0].slice(0, rows), 1)

    def batches(self) -> Iterator[Batch]:
        """All rows in order, over all files, up to 65,536 at a time."""
        first_row = 1
        while True:
            table = self._held.pop() if self._held else next(self._tables, None)
            if table is None:
                return
            if table.num_rows:
                yield self._batch(table, first_row)
                first_row += table.num_rows

    def _batch(self, table: pa.Table, first_row: int) -> Batch:
        columns = {
            name: ArrowStringArray(column, dtype=_TEXT)  # type: ignore[call-arg]  # the stubs lag behind pandas 3
            for name, column in zip(self._names, table.columns, strict=True)
        }
        return Batch(pd.DataFrame(columns, copy=False), first_row)

    def _empty(self) -> pa.Table:
        schema = pa.schema([(name, pa.large_string()) for name in slot_names(len(self._names))])
        return schema.empty_table()

    def _batch_tables(self) -> Iterator[pa.Table]:
        """Cut the chunks of all files into tables of exactly one batch, the last one shorter."""
        waiting: list[pa.Table] = []
        count = 0
        for chunk in self._chunks():
            waiting.append(chunk)
            count += chunk.num_rows
            while count >= MAX_BATCH_ROWS:
                batch, rest = _cut(waiting)
                waiting = [rest]
                count -= MAX_BATCH_ROWS
                yield batch
        if count:
            yield pa.concat_tables(waiting).combine_chunks()

    def _chunks(self) -> Iterator[pa.Table]:
        """Chunks of all files in the order of the first one's columns; a stop keeps what was read."""
        names = slot_names(len(self._names))
        try:
            for part in self._parts:
                search = TrapSearch(part.reader.tally.traps)
                for chunk in part.reader.chunks():
                    ordered = chunk.select(list(part.order)).rename_columns(names)
                    before = self._rows
                    room = self._room(ordered.num_rows)
                    search.add(ordered.slice(0, room), before + 1)
                    if room < ordered.num_rows:
                        part.reader.tally.rows -= ordered.num_rows - room
                        self._stopped = Stopped.LIMIT
                        search.finish()
                        yield ordered.slice(0, room)
                        return
                    yield ordered
                search.finish()
                if part.reader.tally.is_all_over_limit:
                    self._stopped = Stopped.LIMIT
                self._watch.file_done(part.survey.size)
                self._stopped = self._stopped or part.reader.tally.stopped
        except Cancelled:
            self._stopped = Stopped.CANCELLED

    def _room(self, wanted: int) -> int:
        limit = self._limits.rows
        allowed = wanted if limit is None else max(0, min(wanted, limit - self._rows))
        self._rows += allowed
        self._watch.rows(self._rows)
        return allowed


def open_sample(
    files: Sequence[NamedFile],
    settings: ReadSettings,
    limits: Limits,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken = NEVER,
) -> OpenedSample:
    """Hash and open the files of one sample, in order.

    Raises:
        UnreadableInput: a file is no table, or a limit forbids it; `place["file"]` counts from 1.
        UsageProblem: `NO_FILE`, `COLUMNS_DIFFER` (file and column numbers), or what a setting says.
        Cancelled: while hashing or opening.
    """
    if not files:
        raise UsageProblem("NO_FILE")
    surveys = _survey(files, on_progress, cancel)
    watch = Watch(
        "read", sum(survey.size for survey in surveys), on_progress=on_progress, cancel=cancel
    )
    parts: list[_Part] = []
    for number, (file, survey) in enumerate(zip(files, surveys, strict=True), start=1):
        with _numbered(number):
            content = FileContent(file.handle)
            reader = open_table(content, survey, settings, limits, watch)
            order = _order(parts[0].reader if parts else reader, reader)
            parts.append(_Part(file.name, survey, reader, order))
    return OpenedSample(parts, limits, watch)


@contextmanager
def _numbered(number: int) -> Iterator[None]:
    """Say which file of the sample an error is about."""
    try:
        yield
    except (UnreadableInput, UsageProblem) as error:
        error.place.setdefault("file", number)
        raise


def _cut(chunks: Sequence[pa.Table]) -> tuple[pa.Table, pa.Table]:
    """One whole batch and the rest; apart, so that nothing holds all chunks while the batch is worked on."""
    joined = pa.concat_tables(chunks)
    return joined.slice(0, MAX_BATCH_ROWS).combine_chunks(), joined.slice(MAX_BATCH_ROWS)


def _survey(
    files: Sequence[NamedFile], on_progress: OnProgress, cancel: CancelToken
) -> list[Survey]:
    """Hash every untouched file before anything is parsed."""
    total = sum(file.handle.seek(0, io.SEEK_END) for file in files)
    watch = Watch("hash", total, on_progress=on_progress, cancel=cancel)
    surveys: list[Survey] = []
    for file in files:
        surveyor = Surveyor()
        for block in handle_blocks(file.handle):
            surveyor.look(block)
            watch.at(surveyor.size)
        surveys.append(surveyor.survey())
        watch.file_done(surveyor.size)
    return surveys


def _order(first: TableReader, other: TableReader) -> tuple[int, ...]:
    """Where the first file's columns stand in another file.

    A later part without a header, as `split` makes it, takes the names of the first by position.
    """
    if not other.head.header and first.head.header and len(first.names) == len(other.names):
        return tuple(range(len(first.names)))
    places = {name: position for position, name in enumerate(other.names)}
    for position, name in enumerate(first.names, start=1):
        if name not in places:
            raise UsageProblem("COLUMNS_DIFFER", column=position)
    if len(other.names) != len(first.names):
        known = set(first.names)
        extra = next(p for p, name in enumerate(other.names, start=1) if name not in known)
        raise UsageProblem("COLUMNS_DIFFER", column=extra)
    return tuple(places[name] for name in first.names)


def _describe(part: _Part) -> SampleFile:
    head, tally = part.reader.head, part.reader.tally
    return SampleFile(
        name=_shown(part.name),
        size=part.survey.size,
        sha256=part.survey.sha256,
        format=head.format,
        encoding=head.encoding,
        delimiter=head.delimiter,
        header=head.header,
        table=None if head.table is None else _shown(head.table),
        rows_read=tally.rows,
        rows_skipped=tally.skipped,
        bad_width=tally.bad_width,
        bad_undecodable=tally.bad_undecodable,
        bad_width_rows=tuple(tally.bad_width_rows),
        bad_undecodable_rows=tuple(tally.bad_undecodable_rows),
        nul_bytes=tally.nul_bytes,
        tables=tuple(_shown(table)[:_LONGEST_OF_MANY] for table in head.tables[:_MOST_TABLES]),
        dump=head.dump,
        tripwires=tally.traps.met,
        properties=tuple(
            FileProperty(p.what, _shown(p.text)[:_LONGEST_OF_MANY])
            for p in head.properties[:_MOST_PROPERTIES]
        ),
        seals=tally.seals,
    )


def _shown(name: str) -> str:
    """A name that any encoder takes, of bounded length."""
    return clean_name(name[:_LONGEST_NAME])
