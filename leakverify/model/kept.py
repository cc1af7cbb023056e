"""What a case keeps of its sample beside what was found in it: where the files lay, what they were, how they were read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file by the path where it lay, its SHA-256 (64 digits) and its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptSample:
    """The sample's files in their order, the older files that it was compared with, and how it was read.

    `read` are the settings given, without a password; `limits` those that differ from the usual ones; `taken_in` a moment in UTC;
    `as_of` the day that counts as today in the case.
    """

    files: tuple[KeptFile, ...]
    as_of: dt.date
    taken_in: str
    earlier: tuple[KeptFile, ...] = ()
    read: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    invented: bool = False
