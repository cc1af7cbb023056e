"""Settings that stand in files of the user's: an archive's password, a mail archive's DKIM keys, a resolver's root certificates."""

from pathlib import Path
from typing import Final

from leakverify.model.errors import UsageProblem

LONGEST_PASSWORD: Final = 1_000
LONGEST_KEYS: Final = 100_000
"""Characters; a message to the locked reader must hold them."""


def password(path: Path) -> str:
    """The first line of a file, as it is; only the line end goes.

    Raises:
        UsageProblem: `BAD_SETTING_FILE` where the file cannot be read, is no text or too long.
    """
    return _text(path, LONGEST_PASSWORD).split("\n", 1)[0].removesuffix("\r")


def dkim_keys(path: Path) -> str:
    """The lines of a key file, to be understood by the reader of mails.

    Raises:
        UsageProblem: `BAD_SETTING_FILE` where the file cannot be read, is no text or too long.
    """
    return _text(path, LONGEST_KEYS)


def root_certificates(path: Path) -> str:
    """Root certificates as PEM, for a resolver of the newsroom's own.

    Raises:
        UsageProblem: `BAD_SETTING_FILE` as above.
    """
    return _text(path, LONGEST_KEYS)


def _text(path: Path, most: int) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            text = handle.read(most + 1)
    except (OSError, ValueError) as error:
        raise UsageProblem("BAD_SETTING_FILE") from error
    if len(text) > most:
        raise UsageProblem("BAD_SETTING_FILE")
    return text
