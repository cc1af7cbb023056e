"""Feather 2, Arrow files and Arrow streams, batch by batch; see `columnar` for what becomes of values.

What a batch says of itself is checked in full before a value is looked at: offsets that lead outside of it would be
read from foreign memory.
"""

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.sources.binary.columnar import ColumnarReader, WatchedFile, library_told
from leakverify.sources.inputs import ContentInput
from leakverify.sources.table import TableHead

_FILE_MAGIC: Final = b"ARROW1\x00\x00"
_OLD_MAGIC: Final = b"FEA1"


def open_arrow(given: ContentInput) -> ColumnarReader:
    """The table of an Arrow file or stream.

    Raises:
        UnreadableInput: `COLUMNAR_BROKEN`, `COLUMNAR_OLD`, `PARSER_LIMIT`, `TOO_MANY_COLUMNS`.
    """
    if given.head.startswith(_OLD_MAGIC):
        raise UnreadableInput("COLUMNAR_OLD")
    file = WatchedFile(given.content.seekable(), given.watch)
    file.seek(len(_FILE_MAGIC) if given.head.startswith(_FILE_MAGIC) else 0)
    options = pa.ipc.IpcReadOptions(use_threads=False)
    with library_told():
        stream = pa.ipc.open_stream(pa.PythonFile(file, mode="r"), options=options)
    head = TableHead("arrow", "utf-8", None, header=True)
    reader = ColumnarReader(head, stream.schema, lambda: _batches(stream), given.limits, file.size)
    if given.content.broken:
        reader.tally.stopped = Stopped.TRUNCATED
    return reader


def _batches(stream: Any) -> Iterator[Any]:
    while True:
        try:
            batch = stream.read_next_batch()
        except StopIteration:
            return
        for column in batch.columns:
            column.validate()
            _without_promise(column).validate(full=True)
        yield batch


def _without_promise(column: Any) -> Any:
    """A text column as bytes: text that is none is shown and counted later, and is no damage."""
    if pa.types.is_string(column.type):
        return column.view(pa.binary())
    if pa.types.is_large_string(column.type):
        return column.view(pa.large_binary())
    if pa.types.is_string_view(column.type):
        return column.view(pa.binary_view())
    return column
