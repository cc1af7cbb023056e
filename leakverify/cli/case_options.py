"""The options of cases: those that `check` takes, and the commands of `leakverify case`."""

import argparse
from pathlib import Path

from leakverify.words.say import ui


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """How `check` keeps a run in a case."""
    add = parser.add_argument
    add(
        "--case",
        type=Path,
        metavar="CASE.lvcase",
        help=ui(
            "keep the run in this case, which is made if it is not there; claim, columns, seed and day are the case's unless given"
        ),
    )
    add(
        "--case-passphrase-file",
        type=Path,
        metavar="FILE",
        help=ui("the passphrase of the case, on the first line of a file (default: asked for)"),
    )
    add(
        "--case-number",
        default="",
        metavar="TEXT",
        help=ui("the number of a case that is made (default: three random words)"),
    )


def add_case(parser: argparse.ArgumentParser) -> None:
    """The commands of `leakverify case`."""
    commands = parser.add_subparsers(dest="case_command", metavar="COMMAND", required=True)

    def command(name: str, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about)
        made.add_argument("case", type=Path, metavar="CASE", help=ui("the case"))
        made.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help=ui("the passphrase, on the first line of a file (default: asked for)"),
        )
        return made

    command("show", ui("claim, files, result and calls in short; no cell"))
    log = command("log", ui("the custody log in words"))
    log.add_argument("--out", type=Path, metavar="FILE", help=ui("write the words to a file"))
    export = command(
        "export-log", ui("write the custody log as it stands, for others to check; tells its head")
    )
    export.add_argument("out", type=Path, metavar="FILE", help=ui("the file to write"))
    _who(export)
    rekey = command("rekey", ui("lock the case with another passphrase"))
    rekey.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help=ui("the new passphrase, on the first line of a file (default: asked for, twice)"),
    )
    _who(rekey)
    purge = command("purge", ui("destroy the case: its key, the file, its name"))
    purge.add_argument(
        "--certificate", type=Path, metavar="OUT", help=ui("write a certificate of it")
    )
    purge.add_argument(
        "--number",
        default="",
        metavar="TEXT",
        help=ui("the number of the case, to confirm (default: asked for)"),
    )
    _who(purge)
    command("check", ui("see that a case, or an exported custody log, is whole"))


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--who",
        default="",
        metavar="INITIALS",
        help=ui("who did it, for the custody log (default: nobody)"),
    )
