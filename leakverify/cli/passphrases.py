"""Passphrases on the command line: from the first line of a file, or typed on the terminal; never in an argument."""

import getpass
import sys
from pathlib import Path

from leakverify.case import setting_file
from leakverify.model.errors import UsageProblem


def given(path: Path | None, prompt: str, again: str = "") -> str:
    """The passphrase; with `again` it is new, and typed twice where it is typed.

    Raises:
        UsageProblem: `PASSPHRASE_NEEDED` where there is neither a file nor a terminal; `PASSPHRASE_DIFFERS`; `BAD_SETTING_FILE`.
    """
    if path is not None:
        return setting_file.password(path)
    if not sys.stdin.isatty():
        raise UsageProblem("PASSPHRASE_NEEDED")
    typed = getpass.getpass(prompt, sys.stderr)
    if again and getpass.getpass(again, sys.stderr) != typed:
        raise UsageProblem("PASSPHRASE_DIFFERS")
    return typed
