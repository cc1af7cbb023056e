"""What is said when a dossier could not be written, opened or run again."""

from collections.abc import Mapping
from typing import Final

from leakverify.words.language import plural
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

DOSSIER_ERRORS: Final = {
    "NOT_A_DOSSIER": N_(
        "This is not a dossier of this program. Choose the file whose name ends in .lvdossier."
    ),
    "DOSSIER_NEWER": N_(
        "A later version of this program wrote this dossier in a form that is not known here. Install that version to verify it."
    ),
    "DOSSIER_ALTERED": N_(
        "Nothing was run again, because the part of the dossier that tells how is not as it was signed. Ask for the dossier again."
    ),
    "DOSSIER_NO_FILES": N_("Only a sample that was read from a file can have a dossier."),
    "DOSSIER_TOO_LARGE": N_(
        "The dossier is larger than one that can be read back. Save the report and the JSON by themselves."
    ),
    "BAD_KEY": N_(
        "The key file holds no Ed25519 key in PEM form. “openssl genpkey -algorithm ed25519” makes one."
    ),
    "KEY_PASSPHRASE": N_(
        "The key file is locked, and the passphrase is missing or wrong. The window asks for it; the command line takes --passphrase-file FILE, with the passphrase on its first line."
    ),
    "BAD_FINGERPRINT": N_(
        "A fingerprint has 32 to 64 digits from 0-9 and a-f, or is eight words of five letters."
    ),
    "BAD_INITIALS": N_("Initials are up to eight letters."),
    "VERIFY_OTHER_FILE": N_(
        "{files} of the files given are none that the dossier is about: their contents differ. Nothing was run again. Ask for the file that the dossier was made from; its hash stands beside it in the list of files."
    ),
    "VERIFY_FILES_MISSING": N_(
        "To run it again, these are missing: {missing}. Give all of them, in any order; they are known by their hash."
    ),
    "VERIFY_NO_VAULT": N_(
        "The run was made without a vault of older leaks. Leave --vault out: what the vault would add does not stand in the dossier."
    ),
    "VERIFY_SETTING": N_(
        "The run was made with {setting}, which no dossier keeps. Give the file on the command line: leakverify verify … --read {setting}=FILE."
    ),
    "VERIFY_LIMITS": N_(
        "The run was made with the limit {limit} raised to {number}. A dossier raises no "
        "limit by itself. If you trust whoever made it, raise it yourself (--limit "
        "NAME=NUMBER, or the button below in the window)."
    ),
}


def missing_files(place: Mapping[str, str | int]) -> str:
    """Which files of a dossier are missing, and how many of each kind; of what is there nothing."""
    sample, earlier, answers = (_whole(place.get(k)) for k in ("sample", "earlier", "answers"))
    named = (
        (sample, plural("{n} file of the sample", "{n} files of the sample", sample)),
        (earlier, plural("{n} older file", "{n} older files", earlier)),
        (
            answers,
            plural(
                "{n} file of answers about mail domains",
                "{n} files of answers about mail domains",
                answers,
            ),
        ),
    )
    return ", ".join(text.format(n=count(n)) for n, text in named if n)


def _whole(value: str | int | None) -> int:
    return value if isinstance(value, int) else 0
