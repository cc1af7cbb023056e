"""A pandas frame as a sample without a file: its cells as text, its identity the hash of its Arrow stream."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa

from leakverify.facts.batch import MAX_BATCH_ROWS, Batch
from leakverify.model.sample import SampleFile
from leakverify.model.terms import Stopped


class FrameReader:
    """Reads a frame as the files of a sample are read."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = as_text(frame)
        self._rows = 0
        self._sha256 = _stream_hash(self._frame)

    @property
    def files(self) -> tuple[SampleFile, ...]:
        """One file without a name."""
        return (
            SampleFile(
                None, None, self._sha256, "frame", "utf-8", None, True, None, self._rows, 0, 0, 0
            ),
        )

    @property
    def stopped(self) -> Stopped | None:
        """A frame is always read to its end."""
        return None

    def head(self) -> Batch:
        """The first rows."""
        return Batch(self._frame.iloc[:MAX_BATCH_ROWS], 1)

    def batches(self) -> Iterator[Batch]:
        """The rows in order."""
        for start in range(0, len(self._frame), MAX_BATCH_ROWS):
            part = self._frame.iloc[start : start + MAX_BATCH_ROWS]
            self._rows += len(part)
            yield Batch(part, start + 1)


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Every column as text under a unique name; missing stays missing."""
    columns: dict[str, pd.Series[str]] = {}
    for position, label in enumerate(frame.columns, start=1):
        name = str(label) or f"column {position}"
        unique, count = name, 1
        while unique in columns:
            count += 1
            unique = f"{name} ({count})"
        columns[unique] = _text_column(frame.iloc[:, position - 1])
    return pd.DataFrame(columns)


def _text_column(column: "pd.Series[Any]") -> "pd.Series[str]":
    """Cells as text; lone surrogates become U+FFFD."""
    values = [
        None if missing else _clean(str(v))
        for v, missing in zip(column, column.isna(), strict=True)
    ]
    text = pa.array(values, pa.large_string())
    out: pd.Series[str] = pa.table({"": text}).to_pandas().iloc[:, 0]
    return out


def _clean(text: str) -> str:
    """Text that UTF-8 can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _stream_hash(frame: pd.DataFrame) -> str:
    """SHA-256 of the frame's Arrow IPC stream."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()
