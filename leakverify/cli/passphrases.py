"""Passphrases on the command line: from the first line of a file, or typed on the terminal; never in an argument."""

import getpass
import sys
from pathlib import Path

from leakverify.case import setting_file
from leakverify.model.errors import UsageProblem
from leakverify.words.say import ui


def of_vault(path: Path | None) -> str:
    """The passphrase of a vault that is there; errors as `given`."""
    return given(path, prompt=ui("Passphrase of the vault: "))


def given(path: Path | None, *, twice: bool = False, prompt: str) -> str:
    """The first line of a file, or what is typed at the terminal; a new one is typed twice. `prompt` says what it opens.

    Raises:
        UsageProblem: `PASSPHRASE_EMPTY`, `PASSPHRASE_DIFFERS`, `BAD_SETTING_FILE`.
    """
    if path is not None:
        word = setting_file.password(path)
    elif sys.stdin.isatty():
        word = getpass.getpass(prompt)
        if twice and word != getpass.getpass(ui("The same again: ")):
            raise UsageProblem("PASSPHRASE_DIFFERS")
    else:
        word = ""
    if not word:
        raise UsageProblem("PASSPHRASE_EMPTY")
    return word
