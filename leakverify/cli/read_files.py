"""Settings that stand in files of the user's: the password of an archive, the DKIM keys of a mail archive."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from leakverify.model.errors import UsageProblem

_MOST: Final = {"password-file": 1_000, "dkim-keys": 100_000}
_KEYS: Final = {"password-file": "password", "dkim-keys": "dkim_keys"}


def read_settings(options: Iterable[tuple[str, str]]) -> dict[str, str]:
    """All settings as the analyst takes them; a password loses the line end after it and nothing else.

    Raises:
        UsageProblem: `BAD_OPTION` where such a file cannot be read, is no text or too long.
    """
    return {_KEYS.get(key, key): _text(key, value) for key, value in options}


def _text(key: str, value: str) -> str:
    if key not in _KEYS:
        return value
    try:
        with Path(value).open(encoding="utf-8-sig", newline="") as handle:
            text = handle.read(_MOST[key] + 1)
    except (OSError, ValueError) as error:
        raise UsageProblem("BAD_OPTION", option=f"--read {key}") from error
    if len(text) > _MOST[key]:
        raise UsageProblem("BAD_OPTION", option=f"--read {key}")
    return text.split("\n", 1)[0].removesuffix("\r") if key == "password-file" else text
