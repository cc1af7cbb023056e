"""The options of `vault`: the newsroom's older leaks, and the private comparison with another newsroom."""

import argparse
from pathlib import Path

from leakverify.case.exchange_file import KINDS
from leakverify.cli.parser import reading
from leakverify.words.say import ui


def add_vault(parser: argparse.ArgumentParser) -> None:
    """The commands of `vault`."""
    commands = parser.add_subparsers(
        dest="act", metavar="ACT", required=True, parser_class=type(parser)
    )
    _made(commands.add_parser("create", help=ui("make an empty vault")))
    _add(commands.add_parser("add", help=ui("put a leak into it, as keyed hashes only")))
    _made(commands.add_parser("list", help=ui("list its leaks")))
    removed = commands.add_parser("remove", help=ui("take a leak out of it"))
    _made(removed)
    removed.add_argument("number", metavar="NUMBER", type=int, help=ui("the leak's number"))
    searched = commands.add_parser("search", help=ui("look a sample up in all its leaks"))
    _made(searched)
    _sample(searched)
    _exchange(commands)


def add_to_check(parser: argparse.ArgumentParser) -> None:
    """How `check` is given a vault."""
    add = parser.add_argument
    add(
        "--vault",
        type=Path,
        metavar="VAULT",
        help=ui("a vault of older leaks to compare with"),
    )
    add(
        "--vault-passphrase-file",
        type=Path,
        metavar="FILE",
        help=ui(
            "the passphrase of the vault, on the first line of a file; without it you are asked"
        ),
    )


def _exchange(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The three steps of a private comparison."""
    blind = commands.add_parser(
        "blind", help=ui("write a sample's blinded values for another newsroom")
    )
    _sample(blind)
    blind.add_argument(
        "--by", choices=KINDS, default=KINDS[0], help=ui("what to compare by (default: email)")
    )
    blind.add_argument(
        "--out", type=Path, required=True, metavar="BLIND", help=ui("the file to send")
    )
    _secret(blind)
    answer = commands.add_parser("answer", help=ui("answer another newsroom from your vault"))
    _made(answer)
    answer.add_argument("blind", metavar="BLIND", type=Path, help=ui("the file that you were sent"))
    answer.add_argument(
        "--out", type=Path, required=True, metavar="ANSWER", help=ui("the file to send back")
    )
    answer.add_argument(
        "--leak",
        action="append",
        default=[],
        type=int,
        metavar="NUMBER",
        help=ui("answer from this leak only; may be repeated"),
    )
    compare = commands.add_parser("compare", help=ui("tell how many values both have"))
    compare.add_argument("blind", metavar="BLIND", type=Path, help=ui("the file that you sent"))
    compare.add_argument("answer", metavar="ANSWER", type=Path, help=ui("the file that came back"))
    _secret(compare)
    _quiet(compare)


def _add(parser: argparse.ArgumentParser) -> None:
    """What is said of a leak."""
    _made(parser)
    _sample(parser)
    add = parser.add_argument
    add("--label", required=True, metavar="TEXT", help=ui("what you call it"))
    add("--leaked", default="", metavar="DATE", help=ui("the day of the leak, YYYY-MM-DD"))
    add("--origin", default="", metavar="TEXT", help=ui("where it is said to come from"))


def _made(parser: argparse.ArgumentParser) -> None:
    """The vault and its passphrase."""
    parser.add_argument(
        "vault", metavar="VAULT", type=Path, help=ui("the vault, a file in .lvvault")
    )
    _passphrase(parser)
    _quiet(parser)


def _sample(parser: argparse.ArgumentParser) -> None:
    """The file that is read."""
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", type=Path, help=ui("the file; several are one table"))
    add("--columns", type=Path, metavar="COLUMNS.toml", help=ui("which column holds what"))
    reading(parser)
    if not any("--quiet" in action.option_strings for action in parser._actions):  # noqa: SLF001  (argparse keeps no other list)
        _quiet(parser)


def _secret(parser: argparse.ArgumentParser) -> None:
    """The asker's secret."""
    parser.add_argument(
        "--keep",
        type=Path,
        required=True,
        metavar="SECRET",
        help=ui("the file with the secret of this comparison; it is never sent"),
    )
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=ui("the passphrase, on the first line of a file; without it you are asked"),
    )


def _quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help=ui("no progress and no words"))
