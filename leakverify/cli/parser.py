"""The command line as CONTRACTS 1 fixes it."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from leakverify import __version__
from leakverify.cli import case_options, dossier_options, language_options, output_options
from leakverify.limits import MOST_OF_ANY, RAISABLE
from leakverify.words.say import ui

Options = argparse.Namespace

READ_KEYS: Final = ("encoding", "delimiter", "header", "table", "password-file", "dkim-keys")
"""The last two name files: a password on a command line would stand in the list of processes."""


class Parser(argparse.ArgumentParser):
    """Exit code 2 for bad usage, with the sentence on stderr.

    `fill` adds the options of a command whose rooms cost something to enter; only that command enters them.
    """

    fill: "Callable[[Parser], None] | None" = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the options that are still to be added, and read the words; its help is asked for on this way too."""
        fill, self.fill = self.fill, None
        if fill is not None:
            fill(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see the usage."""
        self.exit(2, f"leakverify: {message}\n{self.format_usage()}")


def build() -> Parser:
    """The parser of all commands."""
    parser = Parser(
        prog="leakverify",
        description=ui(
            "Weighs, offline, whether a sample of allegedly leaked records is what its source says."
            " Without a command the window opens."
        ),
    )
    parser.add_argument("--version", action="version", version=f"leakverify {__version__}")
    language_options.add_language(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    opening = _command(commands, "open", ui("open the window, with files"))
    opening.add_argument("files", nargs="*", metavar="FILE")
    _check(_command(commands, "check", ui("check a sample and say what can be said of it")))
    checks = _command(commands, "checks", ui("list the catalogue of checks"))
    checks.add_argument(
        "--model-card",
        action="store_true",
        help=ui("what the checks were measured on, how well they did, where they are blind"),
    )
    checks.add_argument(
        "--mail-domains",
        action="store_true",
        help=ui("what mail domains are, what asking for them gives away, and how to ask"),
    )
    checks.add_argument(
        "--about",
        action="store_true",
        help=ui("which version this is, how to find a newer one unnoticed, licences"),
    )
    _people(commands)
    _calibrate(_command(commands, "calibrate", ui("measure the checks over labelled tables")))
    _domains(
        _command(
            commands,
            "domains",
            ui("write the list of a sample's mail domains, to be looked up elsewhere"),
        )
    )
    _mx(_command(commands, "mx", ui("look a list of mail domains up: this asks the network")))
    _selftest(
        _command(
            commands, "selftest", ui("plant known defects and forgeries and tell which are caught")
        )
    )
    _kept(commands)
    return parser


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, told: str) -> Parser:
    """A command that its own help describes with the words that the list of commands has."""
    return commands.add_parser(name, help=told, description=f"{told[:1].upper()}{told[1:]}.")


def _kept(commands: "argparse._SubParsersAction[Parser]") -> None:
    """The commands about what is kept: cases, dossiers, older leaks."""
    from leakverify.cli import vault_options  # it takes its ways of reading from here

    case_options.add_case(
        _command(
            commands,
            "case",
            ui("look into a case, change its passphrase, take its log out, destroy it"),
        )
    )
    dossier_options.add_verify(
        _command(commands, "verify", ui("run a dossier again and tell what differs")),
        read_option,
        limit_option,
    )
    vault_options.add_vault(
        _command(commands, "vault", ui("keep older leaks as hashes and compare with them"))
    )


def _people(commands: "argparse._SubParsersAction[Parser]") -> None:
    """The commands about people who are asked."""
    told = {
        "bound": ui("what the answers of people asked allow one to say"),
        "draw": ui("draw the rows to call, before anybody reads them"),
        "calls": ui("call the people drawn, and tell what they answered"),
    }
    for name, text in told.items():
        _command(commands, name, text).fill = _fill_people


def _fill_people(parser: Parser) -> None:
    """The options of one of them."""
    from leakverify.cli import (
        call_options,
        calls_options,
    )  # they take their ways of reading from here

    name = parser.prog.rpartition(" ")[2]
    {"bound": call_options.bound, "draw": call_options.draw, "calls": calls_options.add}[name](
        parser
    )


def _selftest(parser: argparse.ArgumentParser) -> None:
    """Options of `selftest`."""
    add = parser.add_argument
    add("--json", metavar="OUT", help=ui("write the result as JSON; - for standard output"))
    add("--quiet", action="store_true", help=ui("no progress and no words"))
    add("--lines", action="store_true", help=argparse.SUPPRESS)
    add("--practise", type=int, metavar="SEED", help=argparse.SUPPRESS)


def _check(parser: argparse.ArgumentParser) -> None:
    """Options of `check`."""
    add = parser.add_argument
    add(
        "files",
        nargs="+",
        metavar="FILE",
        type=Path,
        help=ui("the sample; several files with the same columns are one"),
    )
    add("--claim", type=Path, metavar="CLAIM.toml", help=ui("what the source says"))
    add("--columns", type=Path, metavar="COLUMNS.toml", help=ui("which column holds what"))
    dossier_options.from_outside(parser)
    reading(parser)
    _held_against(parser)
    add(
        "--as-of",
        metavar="DATE",
        help=ui("the day the sample was taken in, YYYY-MM-DD (default: today)"),
    )
    add(
        "--seed",
        type=int,
        metavar="N",
        help=ui("the seed of every draw and permutation (default: 0)"),
    )
    add(
        "--engine",
        default="analyst",
        metavar="ENGINE",
        help=ui("inline, processes[:N] or dask:ADDRESS (default: one locked process)"),
    )
    case_options.add_keeping(parser)
    output_options.add(parser)


def _held_against(parser: argparse.ArgumentParser) -> None:
    """What a sample is held against: older files, a vault of them, answers about its mail domains."""
    from leakverify.cli import vault_options  # it takes its ways of reading from here

    add = parser.add_argument
    add(
        "--earlier",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=ui("an older file to compare with; may be repeated"),
    )
    vault_options.add_to_check(parser)
    add(
        "--mx",
        type=Path,
        metavar="ANSWERS",
        help=ui("what the mail domains answered, as `leakverify mx` has written it"),
    )


def reading(parser: argparse.ArgumentParser) -> None:
    """How `check` reads a file."""
    add = parser.add_argument
    add(
        "--read",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        type=read_option,
        help=ui(
            "how to read: encoding, delimiter, header=yes|no, table, password-file=FILE, dkim-keys=FILE"
        ),
    )
    add(
        "--table",
        metavar="NAME",
        help=ui(
            "the table of a file that holds several, in an archive MEMBER or MEMBER > TABLE; as --read table="
        ),
    )
    add(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        type=limit_option,
        help=ui("raise a limit for this run: {names}").format(names=", ".join(RAISABLE)),
    )


def _domains(parser: argparse.ArgumentParser) -> None:
    """Options of `domains`."""
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", type=Path, help=ui("the sample"))
    add("--out", type=Path, metavar="LIST", help=ui("write the list of domains to be asked for"))
    reading(parser)
    add(
        "--risky",
        action="append",
        default=[],
        metavar="DOMAIN",
        help=ui(
            "put a domain on the list although asking for it may give you away; may be repeated"
        ),
    )
    add(
        "--decoys",
        type=bounded(0, 10_000),
        default=0,
        metavar="N",
        help=ui("common domains to mix in, so that the list tells less of the sample"),
    )
    add("--quiet", action="store_true", help=ui("no progress and no words"))


def _mx(parser: argparse.ArgumentParser) -> None:
    """Options of `mx`."""
    add = parser.add_argument
    add("list", metavar="LIST", type=Path, help=ui("a list that `leakverify domains` has written"))
    add("--out", type=Path, required=True, metavar="ANSWERS", help=ui("the file of answers"))
    add(
        "--way",
        default="system",
        metavar="WAY",
        help=ui(
            "system, dot:ADDRESS#NAME or doh:https://NAME/PATH@ADDRESS (default: this computer's resolver)"
        ),
    )
    add(
        "--proxy",
        default="",
        metavar="ADDRESS:PORT",
        help=ui("a SOCKS5 proxy for every question, such as 127.0.0.1:9050 for Tor"),
    )
    add(
        "--roots",
        type=Path,
        metavar="FILE",
        help=ui("further root certificates (PEM), for a resolver of your own"),
    )
    add(
        "--rate",
        type=bounded(0.0, 10_000.0),
        default=10.0,
        metavar="N",
        help=ui("questions a second; 0 for no bound (default: 10)"),
    )
    add(
        "--at-once",
        type=bounded(1, 500),
        default=20,
        metavar="N",
        help=ui("questions under way at the same time (default: 20)"),
    )
    add(
        "--accept-lies",
        action="store_true",
        help=ui("go on although the resolver answers for names that cannot exist"),
    )
    add("--quiet", action="store_true", help=ui("no progress and no words"))


Number = TypeVar("Number", int, float)


def bounded(low: Number, high: Number) -> Callable[[str], Number]:
    """A number of the kind of its bounds, within them."""

    def number(text: str) -> Number:
        try:
            value = type(low)(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(
                ui("use a number from {low} to {high}").format(low=low, high=high)
            )
        return value

    return number


def _calibrate(parser: argparse.ArgumentParser) -> None:
    """Options of `calibrate`."""
    add = parser.add_argument
    add(
        "--root",
        action="append",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=ui("a folder with MANIFEST.tsv and its tables; may be repeated"),
    )
    add("--out", type=Path, required=True, metavar="FILE", help=ui("the calibration file to write"))
    add("--as-of", metavar="DATE", help=ui("the date of the calibration (default: today)"))
    add("--draws", type=int, default=2, metavar="N", help=ui("draws of each short size"))
    add(
        "--rows",
        type=int,
        default=2_500,
        metavar="N",
        help=ui("rows of each table that recipes are applied to"),
    )
    add(
        "--recipes",
        type=int,
        default=0,
        metavar="N",
        help=ui("recipes applied to each table, by turns (default: all)"),
    )
    add("--workers", type=int, default=1, metavar="N", help=ui("processes that share the work"))


def limit_option(text: str) -> tuple[str, int]:
    """One `--limit NAME=NUMBER`."""
    name, _equals, number = text.partition("=")
    if name not in RAISABLE or not number.isdecimal() or not 0 < int(number) <= MOST_OF_ANY:
        raise argparse.ArgumentTypeError(
            ui("use one of: {keys}").format(keys=", ".join(f"{k}=NUMBER" for k in RAISABLE))
        )
    return name, int(number)


def read_option(text: str) -> tuple[str, str]:
    """One `--read KEY=VALUE`."""
    key, equals, value = text.partition("=")
    if not equals or key not in READ_KEYS or not value:
        raise argparse.ArgumentTypeError(
            ui("use one of: {keys}").format(keys=", ".join(f"{k}=…" for k in READ_KEYS))
        )
    if key == "header" and value not in {"yes", "no"}:
        raise argparse.ArgumentTypeError(ui("header is yes or no"))
    return key, value
