"""`--read` as the locked reader takes it: two of its settings stand in files."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from leakverify.case import setting_file

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
