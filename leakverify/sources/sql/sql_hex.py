"""Hex literals: text where they are, and for the whole of a column that they are in; otherwise as written."""

import re
from typing import Final

_HEX_CELL: Final = re.compile(
    rb"\s*(?:_binary\s+)?(?:0[xX]([0-9A-Fa-f]+)|[xX]'([0-9A-Fa-f]*)'|(?:unhex|hextoraw)\s*\(\s*'([0-9A-Fa-f]*)'\s*\))\s*",
    re.IGNORECASE,
)
_NOT_IN_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def hex_bytes(raw: bytes) -> bytes | None:
    """The bytes of a hex literal, None for anything else."""
    found = _HEX_CELL.fullmatch(raw)
    if found is None:
        return None
    digits = next((group for group in found.groups() if group is not None), b"")
    return bytes.fromhex((digits if len(digits) % 2 == 0 else b"0" + digits).decode("ascii"))


def text_of_hex(packed: bytes) -> str | None:
    """Packed bytes as text, None where they are none."""
    try:
        text = packed.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _NOT_IN_TEXT.search(text) else text
