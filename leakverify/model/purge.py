"""What is kept of a case that was destroyed."""

from dataclasses import dataclass
from typing import Final

REMAINS: Final = ("copies", "exports", "solid_state", "memory")
"""Copies and backups of the file; what was exported; cells that an SSD has put aside; what was swapped out of memory."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a case was destroyed, when, and of which sample; no name of a file and nothing of what the case held.

    `bytes` were overwritten (0: it was never saved); `began` is the moment of the first entry, or nothing; `samples` are SHA-256 of the
    files taken in; `entries` and `last` are the head of the custody log; `remains` are closed words for what no program can overwrite.
    """

    number: str
    began: str
    purged: str
    who: str
    samples: tuple[str, ...]
    entries: int
    last: str
    bytes: int
    version: str
    remains: tuple[str, ...] = REMAINS
