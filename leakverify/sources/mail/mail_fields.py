"""The header block of a mail as fields, kept byte by byte: signatures are made over these bytes.

The parser of `email` forgets how a line was ended and folded, so the block is cut up here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]{0,20}:")


@dataclass(frozen=True, slots=True)
class Field:
    """One header field: its name in lower case, and the whole of it as it was written, each line ended by CRLF."""

    name: str
    written: bytes

    @property
    def value(self) -> bytes:
        """What stands after the colon."""
        return self.written[self.written.index(b":") + 1 :]


def split_fields(head: bytes, most: int) -> tuple[list[Field], bool]:
    """The fields of a header block in order, at most `most` of them, and whether there were more; other lines are left out."""
    fields: list[Field] = []
    name = ""
    lines: list[bytes] = []
    for raw in head.split(b"\n"):
        line = raw.removesuffix(b"\r")
        if line[:1] in {b" ", b"\t"}:
            lines += [line] if name else []
            continue
        found = _NAME.match(line)
        if found is None:
            continue
        if name:
            fields.append(_field(name, lines))
        name, lines = found.group(1).decode("ascii").lower(), [line]
        if len(fields) >= most:
            return fields, True
    if name:
        fields.append(_field(name, lines))
    return fields, False


def _field(name: str, lines: Sequence[bytes]) -> Field:
    return Field(name, b"\r\n".join(lines) + b"\r\n")


def first_of(fields: Sequence[Field]) -> dict[str, bytes]:
    """The value of each header where it stands first, which is what mail programs show."""
    values: dict[str, bytes] = {}
    for each in fields:
        if each.name not in values:
            values[each.name] = each.value
    return values
