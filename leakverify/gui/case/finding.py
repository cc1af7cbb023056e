"""Looks for the files of a case where they lay, beside the case, and among files that the user names: by hash, never by name alone.

A case may be anybody's, so a path in it is followed only where it leads to a plain file on this computer of the very size that was taken in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leakverify.engine.fingerprints import marks_of
from leakverify.model.errors import LeakverifyError
from leakverify.model.kept import KeptFile


class Found(StrEnum):
    """What became of one file."""

    HERE = "here"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the case with the path where it lies now, if it does."""

    file: KeptFile
    found: Found
    path: Path | None = None


def find(
    files: Sequence[KeptFile], beside: Path | None, given: Sequence[Path] = ()
) -> tuple[Place, ...]:
    """Where each of these files lies now. Reads and hashes, so it is for a job."""
    hashes: dict[Path, str] = {}
    return tuple(_found(file, tuple(_candidates(file, beside, given)), hashes) for file in files)


def _found(file: KeptFile, candidates: Sequence[Path], hashes: dict[Path, str]) -> Place:
    for path in candidates:
        if _size(path) == file.size and file.sha256 and _hash(path, hashes) == file.sha256:
            return Place(file, Found.HERE, path)
    own = _own(file)
    changed = own is not None and _size(own) >= 0
    return Place(file, Found.CHANGED if changed else Found.GONE, own if changed else None)


def _candidates(file: KeptFile, beside: Path | None, given: Sequence[Path]) -> Iterator[Path]:
    """What the user named first, then where it lay, then beside the case."""
    yield from given
    own = _own(file)
    if own is not None:
        yield own
        if beside is not None:
            yield beside / own.name


def _own(file: KeptFile) -> Path | None:
    """The path in the case, where it may be followed: whole, and on this computer. A share of a network is not asked for."""
    path = Path(file.path)
    if file.path.startswith(("//", "\\\\")) or not path.is_absolute():
        return None
    return path


def _size(path: Path) -> int:
    """The bytes of a plain file; -1 where there is none."""
    try:
        return path.stat().st_size if path.is_file() else -1
    except (OSError, ValueError):
        return -1


def _hash(path: Path, hashes: dict[Path, str]) -> str:
    """The SHA-256 of a file, worked out once; "" where it cannot be read."""
    if path not in hashes:
        try:
            (mark,) = marks_of([path])
            hashes[path] = mark.sha256
        except LeakverifyError:
            hashes[path] = ""
    return hashes[path]
