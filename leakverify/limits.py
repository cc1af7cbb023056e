"""Every limit that a hostile file runs into, in one place (SAFETY 4.3)."""

from dataclasses import dataclass, fields
from typing import Final

MIB: Final = 1 << 20
GIB: Final = 1 << 30

MAX_FRAME: Final = 262_144
MAX_FINDINGS: Final = 500
MAX_PAGE_ROWS: Final = 256
MAX_CELL_SHOWN: Final = 256
MAX_CELL_CHECKED: Final = 1_024
MIN_ROWS: Final = 30
MAX_DOMAINS: Final = 200_000
MAX_DOMAINS_A_FRAME: Final = 2_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one run; the user may raise them for one file."""

    columns: int = 2_000
    cell_bytes: int = 1 * MIB
    line_bytes: int = 8 * MIB
    members: int = 10_000
    member_bytes: int = 1 * GIB
    expanded_bytes: int = 4 * GIB
    ratio: int = 200
    ratio_from_bytes: int = 10 * MIB
    nesting: int = 3
    dictionary_bytes: int = 256 * MIB
    key_rounds: int = 1 << 24
    json_depth: int = 64
    markup_depth: int = 64
    markup_names: int = 10_000
    tables: int = 1_000
    shared_strings_bytes: int = 512 * MIB
    workbook_bytes: int = 768 * MIB
    memory_bytes: int = 3 * GIB // 2
    cpu_seconds: int = 24 * 3_600
    mail_bytes: int = 64 * MIB
    mail_header_bytes: int = 256 << 10
    mail_headers: int = 2_000
    mail_signatures: int = 8
    mime_depth: int = 16
    mime_parts: int = 1_000
    rows: int | None = None


RAISABLE: Final = tuple(
    f.name for f in fields(Limits) if f.name not in {"rows", "json_depth", "markup_depth"}
)
"""What the user may raise for one file."""
MOST_OF_ANY: Final = 1 << 50
