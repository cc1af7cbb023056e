"""Parquet files, told from their directory at the end; see `columnar` for what becomes of values.

Page indexes and Bloom filters are not read. A long value may stand once in a dictionary and be meant by every row, so
each group's dictionaries are looked at before its rows are spelled out, and rows are taken as few at a time as that asks.
"""

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import FileProperty, Property
from leakverify.sources.binary.columnar import CHUNK_ROWS, ColumnarReader, WatchedFile, library_told
from leakverify.sources.inputs import ContentInput
from leakverify.sources.table import TableHead

_MAGIC: Final = b"PAR1"
_LOCKED: Final = b"PARE"
_TAIL: Final = 8
_LONGEST_DIRECTORY: Final = 64 * MIB
_LONGEST_TEXT: Final = 16 * MIB
_BATCH_BYTES: Final = 32 * MIB
_FEWEST_ROWS: Final = 64
_BUFFERS: Final = 64 * MIB
_LEAST_BUFFER: Final = 1 << 12
_MOST_BUFFER: Final = 1 << 18
_SPARE_ELEMENTS: Final = 16_384


def open_parquet(given: ContentInput) -> ColumnarReader:
    """The table of a Parquet file.

    Raises:
        UnreadableInput: `COLUMNAR_BROKEN`, `COLUMNAR_LOCKED`, `PARSER_LIMIT`, `TOO_MANY_COLUMNS`.
    """
    limits = given.limits
    file = WatchedFile(given.content.seekable(), given.watch)
    _check_tail(file)
    with library_told():
        parquet = _open(file, limits, [])
        metadata = parquet.metadata
        if metadata.num_columns > limits.columns:
            raise UnreadableInput("TOO_MANY_COLUMNS", limit=limits.columns)
        schema = parquet.schema_arrow
        parquet = _open(file, limits, [], metadata)
        as_dictionary = _byte_columns(schema)
        dictionaries = _open(file, limits, as_dictionary, metadata) if as_dictionary else None
        properties = _maker(metadata.created_by)
    head = TableHead("parquet", "utf-8", None, header=True, properties=properties)
    return ColumnarReader(
        head, schema, lambda: _batches(parquet, dictionaries, as_dictionary), limits, file.size
    )


def _check_tail(file: WatchedFile) -> None:
    """The file ends with the length of its directory and the magic again."""
    file.seek(max(0, file.size - _TAIL))
    tail = file.read(_TAIL)
    if tail[4:] == _LOCKED:
        raise UnreadableInput("COLUMNAR_LOCKED")
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != _MAGIC or not 0 < length <= file.size - _TAIL:
        raise UnreadableInput("COLUMNAR_BROKEN")
    if length > _LONGEST_DIRECTORY:
        raise UnreadableInput("PARSER_LIMIT", limit=_LONGEST_DIRECTORY)
    file.seek(0)


def _open(file: WatchedFile, limits: Limits, as_dictionary: list[str], metadata: Any = None) -> Any:
    import pyarrow.parquet as pq

    columns = max(1, metadata.num_columns if metadata else 1)
    return pq.ParquetFile(
        pa.PythonFile(file, mode="r"),
        metadata=metadata,
        read_dictionary=as_dictionary,
        memory_map=False,
        pre_buffer=False,
        buffer_size=max(_LEAST_BUFFER, min(_MOST_BUFFER, _BUFFERS // columns)),
        thrift_string_size_limit=_LONGEST_TEXT,
        thrift_container_size_limit=8 * limits.columns + _SPARE_ELEMENTS,
        schema_depth_limit=limits.json_depth,
        page_checksum_verification=True,
    )


def _byte_columns(schema: Any) -> list[str]:
    types = pa.types
    return [
        field.name
        for field in schema
        if types.is_string(field.type)
        or types.is_large_string(field.type)
        or types.is_binary(field.type)
        or types.is_large_binary(field.type)
    ]


def _batches(parquet: Any, dictionaries: Any, as_dictionary: list[str]) -> Iterator[Any]:
    """Batches of as many rows as the stated size and the longest value of a dictionary allow."""
    metadata = parquet.metadata
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        each = max(1, group.total_byte_size // max(1, group.num_rows))
        rows = max(_FEWEST_ROWS, min(CHUNK_ROWS, _BATCH_BYTES // each))
        if dictionaries is not None and group.num_rows:
            longest = _longest(dictionaries, number, as_dictionary)
            rows = max(1, min(rows, _BATCH_BYTES // max(1, longest)))
        yield from parquet.iter_batches(rows, row_groups=[number], use_threads=False)


def _longest(dictionaries: Any, group: int, names: list[str]) -> int:
    """The longest value in the dictionaries that a group of rows begins with."""
    first = next(dictionaries.iter_batches(1, [group], names, use_threads=False), None)
    lengths = [
        pc.max(pc.binary_length(column.dictionary)).as_py() or 0
        for column in (first.columns if first is not None else ())
        if pa.types.is_dictionary(column.type)
    ]
    return max(lengths, default=0)


def _maker(created_by: str | None) -> tuple[FileProperty, ...]:
    return (FileProperty(Property.PROGRAM, created_by),) if created_by else ()
