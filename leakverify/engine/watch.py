"""How much memory a process holds, for the parent's watch on its children."""

import os
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4_096


def resident_bytes(process_id: int) -> int:
    """Resident memory of a process; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()
        return int(fields[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0
