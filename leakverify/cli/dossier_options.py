"""The options of dossiers: how one is signed, and how one is verified."""

import argparse
from collections.abc import Callable
from pathlib import Path

from leakverify.limits import RAISABLE
from leakverify.words.say import ui

Kind = Callable[[str], object]


def add_signing(parser: argparse.ArgumentParser) -> None:
    """How `check` signs the dossiers that it writes."""
    add = parser.add_argument
    add(
        "--key",
        type=Path,
        metavar="FILE",
        help=ui(
            "sign dossiers with this Ed25519 key (PEM); without it each gets a key of its own, kept nowhere"
        ),
    )
    add(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=ui("the passphrase of the key, on the first line of a file"),
    )
    add(
        "--initials",
        "--who",
        default="",
        metavar="LETTERS",
        help=ui("who did it, for the custody log of a dossier (default: nobody)"),
    )


def from_outside(parser: argparse.ArgumentParser) -> None:
    """What is known from outside the file."""
    add = parser.add_argument
    add(
        "--outside",
        type=Path,
        metavar="OUTSIDE.toml",
        help=ui("the mark of the source, answers of those who were asked, facts from elsewhere"),
    )
    add(
        "--calls",
        type=Path,
        action="append",
        default=[],
        metavar="SHEET.lvcalls",
        help=ui("calls to people of this sample; several sheets of one plan are merged"),
    )


def add_verify(parser: argparse.ArgumentParser, read_option: Kind, limit_option: Kind) -> None:
    """Options of `verify`."""
    add = parser.add_argument
    add("dossier", metavar="DOSSIER", type=Path, help=ui("the dossier, a file in .lvdossier"))
    add(
        "files",
        nargs="*",
        metavar="FILE",
        type=Path,
        help=ui("the sample, and older files and answers that it was held against, in any order"),
    )
    add(
        "--key",
        type=Path,
        metavar="FILE",
        help=ui("the key that should have signed (PEM, public or private)"),
    )
    add(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=ui("the passphrase of that key, on the first line of a file"),
    )
    add(
        "--fingerprint",
        metavar="DIGITS",
        help=ui("the fingerprint of the key that should have signed, in figures or words"),
    )
    add(
        "--read",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        type=read_option,
        help=ui("what the dossier does not keep: password-file=FILE, dkim-keys=FILE"),
    )
    add(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        type=limit_option,
        help=ui("allow a limit that the dossier raises: {names}").format(names=", ".join(RAISABLE)),
    )
    from leakverify.cli import vault_options  # it takes its ways of reading from the parser

    vault_options.add_to_check(parser)
    add("--json", metavar="OUT", help=ui("write the result as JSON; - for standard output"))
    add("--quiet", action="store_true", help=ui("no progress and no words"))
