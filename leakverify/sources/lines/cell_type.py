"""What a single cell looks like, coarsely: enough to tell dialects and headers, not to map roles."""

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final


class CellType(Enum):
    """The sorts of cell that a header hardly ever is, and words."""

    EMPTY = auto()
    NUMBER = auto()
    DATE = auto()
    EMAIL = auto()
    LINK = auto()
    CODE = auto()
    WORDS = auto()
    ODD = auto()


_MAX_LENGTH: Final = 256
_PATTERNS: Final = (
    (
        CellType.NUMBER,
        re.compile(r"[-+]?[$€£]?\s?\d{1,18}(?:[.,' \u00a0\u202f]\d{1,18}){0,6}\s?[%€]?"),
    ),
    (
        CellType.DATE,
        re.compile(
            r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?"
            r"(?:\s?(?:Z|UTC|[AP]M|[+-]\d{2}:?\d{2}))?|\d{1,2}:\d{2}(?::\d{2})?"
        ),
    ),
    (CellType.EMAIL, re.compile(r"[^\s@,;|]{1,100}@[^\s@,;|]{1,120}\.[^\s@,;|.]{2,24}")),
    (CellType.LINK, re.compile(r"(?:https?://|www\.)\S+|(?:\d{1,3}\.){3}\d{1,3}")),
    (
        CellType.CODE,
        re.compile(
            r"[+(]?\d[\d\s().\-/]{5,24}\d|[0-9a-fA-F]{16,128}|[0-9a-fA-F-]{36}|\$\d?\w{1,8}\$\S{8,200}"
            r"|(?=\w*\d)[A-Za-z]{0,4}\d[\w-]{2,40}|\\N"
        ),
    ),
    (CellType.WORDS, re.compile(r"[^\W\d_][\w .'’\-/()&,#:+]*", re.UNICODE)),
)


def cell_type(cell: str) -> CellType:
    """The sort of one cell, of its first 256 characters."""
    text = cell[:_MAX_LENGTH].strip()
    if not text:
        return CellType.EMPTY
    for kind, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return kind
    return CellType.ODD


def share_known(cells: Iterable[str]) -> float:
    """The share of cells that look like something."""
    kinds = [cell_type(cell) for cell in cells]
    return sum(k is not CellType.ODD for k in kinds) / len(kinds) if kinds else 0.0
