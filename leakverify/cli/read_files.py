"""`--read` as the locked reader takes it: two of its settings stand in files."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from leakverify.case import column_map, setting_file
from leakverify.limits import Limits

_FROM_FILES: Final[dict[str, tuple[str, Callable[[Path], str]]]] = {
    "password-file": ("password", setting_file.password),
    "dkim-keys": ("dkim_keys", setting_file.dkim_keys),
}


def read_settings(options: Iterable[tuple[str, str]]) -> dict[str, str]:
    """All settings; a file is replaced by what it holds.

    Raises:
        UsageProblem: `BAD_SETTING_FILE`.
    """
    out = {}
    for key, value in options:
        if key in _FROM_FILES:
            name, load = _FROM_FILES[key]
            out[name] = load(Path(value))
        else:
            out[key] = value
    return out


def reading(options: argparse.Namespace) -> tuple[dict[str, str], Limits]:
    """How `--read`, `--table` and `--limit` say that a sample is to be read.

    Raises:
        UsageProblem: `BAD_SETTING_FILE`.
    """
    read = read_settings(options.read)
    if options.table is not None:
        read["table"] = options.table
    return read, replace(Limits(), **dict(options.limit))


def columns(path: Path | None, read: dict[str, str] | None = None) -> dict[str | int, str]:
    """The user's column map as a run takes it, by name or position; what it says of a header goes to `read`, unless that says so itself.

    Raises:
        UsageProblem: as `column_map.load`.
    """
    if not path:
        return {}
    given = column_map.load(path)
    if read is not None and given.header is not None:
        read.setdefault("header", "yes" if given.header else "no")
    named: dict[str | int, str] = {name: role.value for name, role in given.by_name.items()}
    return named | {place: role.value for place, role in given.by_position.items()}
