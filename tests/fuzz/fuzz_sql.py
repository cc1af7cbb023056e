"""Fuzz targets: dumps, and delimited text on its line-exact path, in any encoding."""

import io
from collections.abc import Callable

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

LIMITS = Limits(
    rows=20_000, line_bytes=1 << 16, cell_bytes=1 << 12, columns=200, expanded_bytes=32 * MIB
)


def _read(data: bytes, settings: ReadSettings) -> None:
    try:
        sample = open_sample([NamedFile("fuzz", io.BytesIO(data))], settings, LIMITS)
        for _ in sample.batches():
            pass
        sample.finished_files()
    except LeakverifyError:
        pass


def mysql(data: bytes) -> None:
    """Tuples with backslashes."""
    _read(b"-- MySQL dump\nINSERT INTO `t` VALUES (1,'a'),(" + data, ReadSettings())


def standard(data: bytes) -> None:
    """Tuples without."""
    _read(b"PRAGMA foreign_keys=OFF;\nINSERT INTO t VALUES (1,'a'),(" + data, ReadSettings())


def statements(data: bytes) -> None:
    """What stands between rows."""
    _read(b"-- dump\nINSERT INTO t VALUES (1);\n" + data, ReadSettings())


def copy(data: bytes) -> None:
    """COPY lines."""
    _read(
        b"--\n-- PostgreSQL database dump\n--\nCOPY t (a, b) FROM stdin;\n" + data, ReadSettings()
    )


def t_sql(data: bytes) -> None:
    """Statements that end at lines."""
    _read(
        b"SET IDENTITY_INSERT [dbo].[t] ON\nINSERT [dbo].[t] ([a]) VALUES (1)\n" + data,
        ReadSettings(),
    )


def delimited(data: bytes) -> None:
    """Text whose quotes and marks send it to the exact reader."""
    _read(b'a,b\n1,"x\n2,\xff\n' + data, ReadSettings(delimiter=","))


def encodings(data: bytes) -> None:
    """The choice of an encoding, and text in it."""
    _read(data, ReadSettings())


TARGETS: dict[str, Callable[[bytes], None]] = {
    "mysql": mysql,
    "standard": standard,
    "statements": statements,
    "copy": copy,
    "t_sql": t_sql,
    "delimited": delimited,
    "encodings": encodings,
}
