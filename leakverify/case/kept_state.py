"""How a case spells its sample, its overruled roles and its notes. Read field by field: anybody can make a case."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from leakverify.case import strict_json
from leakverify.case.manifest import MOST_ROLES, READ
from leakverify.limits import MOST_OF_ANY, RAISABLE
from leakverify.model.kept import KeptFile, KeptSample
from leakverify.model.terms import Role

MOST_BYTES: Final = 4 << 20
MOST_FILES: Final = 64
LONGEST_PATH: Final = 32_768
LONGEST_SETTING: Final = 4_096
MOST_NOTES: Final = 1 << 20
_HASH: Final = re.compile(r"(?:[0-9a-f]{64})?\Z")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
_PLACE: Final = re.compile(r"[1-9]\d{0,5}\Z")
_SAMPLE: Final = frozenset({"files", "earlier", "read", "limits", "taken_in", "as_of", "invented"})
_FILE: Final = frozenset({"path", "sha256", "bytes"})


def sample_bytes(sample: KeptSample) -> bytes:
    """The sample in its one spelling; a password is none of the settings that are kept."""
    return strict_json.to_bytes(
        {
            "files": [_of_file(file) for file in sample.files],
            "earlier": [_of_file(file) for file in sample.earlier],
            "read": {k: v for k, v in sample.read.items() if k in READ},
            "limits": {k: v for k, v in sample.limits.items() if k in RAISABLE},
            "taken_in": sample.taken_in,
            "as_of": sample.as_of.isoformat(),
            "invented": int(sample.invented),
        }
    )


def sample_from(data: bytes) -> KeptSample:
    """The sample of a case.

    Raises:
        ValueError: anything that `sample_bytes` does not write.
    """
    found = strict_json.parse_canonical(data, MOST_BYTES)
    if found.keys() != _SAMPLE:
        raise ValueError("fields")
    read, limits = _map(found["read"]), _map(found["limits"])
    if not read.keys() <= set(READ) or not limits.keys() <= set(RAISABLE):
        raise ValueError("setting")
    if not all(isinstance(v, str) and len(v) <= LONGEST_SETTING for v in read.values()):
        raise ValueError("read")
    return KeptSample(
        _files(found["files"]),
        dt.date.fromisoformat(_text(found["as_of"], _DATE)),
        _text(found["taken_in"], _MOMENT),
        _files(found["earlier"]),
        read,
        {k: _count(v, MOST_OF_ANY) for k, v in limits.items()},
        invented=bool(_count(found["invented"], 1)),
    )


def roles_bytes(roles: Mapping[int, Role]) -> bytes:
    """Roles that the user gave to columns, by their place from 1: a name may be a cell."""
    return strict_json.to_bytes({"roles": {str(k): v.value for k, v in roles.items()}})


def roles_from(data: bytes) -> dict[int, Role]:
    """The roles of a case; ValueError for anything that `roles_bytes` does not write."""
    found = strict_json.parse_canonical(data, MOST_BYTES)
    roles = _map(found.get("roles"))
    if found.keys() != {"roles"} or len(roles) > MOST_ROLES:
        raise ValueError("roles")
    return {int(_text(k, _PLACE)): Role(v) for k, v in roles.items()}


def notes_bytes(notes: str) -> bytes:
    """Notes as UTF-8, cut at `MOST_NOTES` bytes."""
    return notes.encode("utf-8", "replace")[:MOST_NOTES]


def notes_from(data: bytes) -> str:
    """The notes of a case; ValueError where there are too many."""
    if len(data) > MOST_NOTES:
        raise ValueError("length")
    return data.decode("utf-8", "replace")


def _of_file(file: KeptFile) -> dict[str, Any]:
    return {"path": file.path, "sha256": file.sha256, "bytes": file.size}


def _files(value: object) -> tuple[KeptFile, ...]:
    if not isinstance(value, list) or len(value) > MOST_FILES:
        raise ValueError("files")
    return tuple(_file(_map(item)) for item in value)


def _file(found: dict[str, Any]) -> KeptFile:
    path = found.get("path")
    if found.keys() != _FILE or not isinstance(path, str) or not 0 < len(path) <= LONGEST_PATH:
        raise ValueError("file")
    if "\0" in path:
        raise ValueError("path")
    return KeptFile(path, _text(found["sha256"], _HASH), _count(found["bytes"], MOST_OF_ANY))


def _map(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("object")  # noqa: TRY004  (one error for all that is not as it should be)
    return value


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.match(value):
        raise ValueError("form")
    return value


def _count(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError("count")
    return value
