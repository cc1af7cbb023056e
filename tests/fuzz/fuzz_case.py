"""Fuzz targets of cases: a case whose key is known, the parts in it, and certificates. A told error comes out, or what was written."""

import contextlib
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from leakverify.case import certificate, custody
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.case_key import Key
from leakverify.case.case_parts import judged
from leakverify.case.case_store import Contents, Store, _connect
from leakverify.case.custody import Act
from leakverify.engine import case_keeping
from leakverify.model.errors import LeakverifyError

SALT = bytes(16)
FOLDER = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))


def _key() -> Key:
    return Key(bytearray(32), SALT)


def _put(data: bytes) -> Path:
    path = FOLDER / f"{secrets.token_hex(4)}.lvcase"
    path.write_bytes(data)
    return path


def _file(data: bytes) -> None:
    """Any bytes as the file."""
    path = _put(data)
    with contextlib.suppress(LeakverifyError):
        store = Store.open(path, _key(), read_only=True)
        judged(store.read())
        store.close()
    path.unlink()


def _statements(data: bytes) -> None:
    """A case that one who has the key has changed by any statements."""
    path = _put(b"")
    Store.make(path, _key(), Contents("N", bytes(32), {}, (), (0, custody.START)))
    connection = _connect(path, _key(), read_only=False, ours=True)
    for statement in data.decode("utf-8", "replace").split(";"):
        with contextlib.suppress(Exception):
            connection.execute(statement)
    connection.close()
    with contextlib.suppress(LeakverifyError):
        store = Store.open(path, _key(), read_only=True)
        judged(store.read())
        store.close()
    for left in FOLDER.glob(f"{path.name}*"):
        left.unlink()


def _lines(data: bytes) -> None:
    """Any rows as the log, any body as a part."""
    lines = tuple(data.split(b"\0"))
    with contextlib.suppress(LeakverifyError):
        judged(Contents("N", bytes(32), {"claim": data}, lines, (len(lines), custody.START)))


def _part(part: Part) -> Callable[[bytes], None]:
    """Any bytes as this part, which the log tells of."""

    def target(data: bytes) -> None:
        with contextlib.suppress(LeakverifyError), CaseFile.begin("N") as case:
            case.record(Act.NOTED, when="2026-11-26T20:00:00Z", parts={part: data})
            case_keeping.restored(case).assessment()

    return target


def _certificate(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        made = certificate.from_bytes(data)
        if certificate.to_bytes(made) != data:
            raise AssertionError


TARGETS: dict[str, Callable[[bytes], None]] = {
    "case_file": _file,
    "case_statements": _statements,
    "case_log": _lines,
    "case_certificate": _certificate,
    **{f"case_{part.value}": _part(part) for part in Part},
}
