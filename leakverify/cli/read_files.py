"""`--read` as the locked reader takes it: two of its settings stand in files."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from leakverify.case import setting_file
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
