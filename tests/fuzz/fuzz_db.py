"""Fuzz targets of the database and JSON readers: bytes in, rows or a told error out."""

import io
from collections.abc import Callable

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

_LIMITS = Limits(
    expanded_bytes=32 * MIB, member_bytes=32 * MIB, line_bytes=MIB, rows=20_000, columns=200
)


def _read(data: bytes) -> None:
    try:
        sample = open_sample([NamedFile("fuzz", io.BytesIO(data))], ReadSettings(), _LIMITS)
        for _ in sample.batches():
            pass
        sample.finished_files()
    except LeakverifyError:
        pass


def _after(magic: bytes) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        _read(data if data.startswith(magic) else magic + data)

    return target


def _parquet(data: bytes) -> None:
    """The directory at the end is where the library begins; its length is made to fit."""
    middle = data[4:-8] if data.startswith(b"PAR1") else data
    length = int.from_bytes(data[-8:-4], "little") if data.startswith(b"PAR1") else len(data)
    length = min(length, len(middle)) or 1
    _read(b"PAR1" + middle + length.to_bytes(4, "little") + b"PAR1")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "sqlite": _after(b"SQLite format 3\0"),
    "parquet": _parquet,
    "arrow": _after(b"\xff\xff\xff\xff"),
    "bson": _read,
    "bson_archive": _after(b"\x6d\xe2\x99\x81"),
    "json": _after(b"{"),
    "json_array": _after(b'[{"a":'),
}
