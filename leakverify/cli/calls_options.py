"""The options of `leakverify calls`: plan, share, note, run, merge, result, script."""

import argparse
from pathlib import Path
from typing import Final

from leakverify.case.call_draw import spans
from leakverify.case.call_form import MOST_FIELDS
from leakverify.case.call_plan import MOST_ROWS
from leakverify.cli import call_options
from leakverify.cli.parser import Parser, bounded, reading
from leakverify.model.call_desk import KEYS, Foil, Outcome
from leakverify.model.call_script import Blank
from leakverify.words.call_script import LANGUAGES
from leakverify.words.say import ui

BLANKS: Final = (
    Blank.CALLER,
    Blank.OUTLET,
    Blank.KIND,
    Blank.PERIOD,
    Blank.CONTACT,
    Blank.DELETED,
)
"""What a user may fill in; the name comes from the card, the questions from its columns."""


def add(parser: argparse.ArgumentParser) -> None:
    """The commands of the call desk."""
    parser.description = ui(
        "People asked about drawn rows: a plan that is fixed first, sheets of calls for one or more callers, and what the answers allow one to "
        "write. Sheets hold numbers of rows and outcomes, never a cell."
    )
    kinds = parser.add_subparsers(
        dest="calls_command", metavar="COMMAND", parser_class=Parser, required=True
    )
    _plan(kinds.add_parser("plan", help=ui("fix the plan, before anybody reads a row")))
    _share(kinds.add_parser("share", help=ui("write a sheet for each caller")))
    _note(kinds.add_parser("note", help=ui("note what one call came to")))
    _run(kinds.add_parser("run", help=ui("call: one card at a time, one key an outcome")))
    _merge(kinds.add_parser("merge", help=ui("put the callers' sheets together")))
    _result(kinds.add_parser("result", help=ui("what the answers allow one to write")))
    _script(kinds.add_parser("script", help=ui("write the script, to be changed as you like")))


def _plan(parser: argparse.ArgumentParser) -> None:
    """Options of `calls plan`."""
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help=ui("the sample"))
    call_options.drawing(parser, required=False)
    _add_plan(parser)
    parser.add_argument("--quiet", action="store_true", help=ui("no progress and no words"))


def _add_plan(parser: argparse.ArgumentParser) -> None:
    """What a plan fixes beside the draw."""
    option = parser.add_argument
    option(
        "--draw",
        type=Path,
        metavar="DRAW.json",
        help=ui("a draw that `leakverify draw --json` recorded, instead of the sample"),
    )
    option(
        "--looks",
        type=looks,
        default=(),
        metavar="N,N,N",
        help=ui(
            "after how many answers the bound is read, one to three times, such as 10,17,22 (default: once, after as many as were drawn)"
        ),
    )
    option(
        "--story",
        type=rows,
        default=(),
        metavar="ROWS",
        help=ui("rows that carry the story, such as 17,40-42: called, never drawn, never counted"),
    )
    option("--out", type=Path, required=True, metavar="PLAN.lvcalls", help=ui("the plan to write"))


def _share(parser: argparse.ArgumentParser) -> None:
    """Options of `calls share`."""
    option = parser.add_argument
    option("sheet", metavar="PLAN", type=Path, help=ui("the plan, or a sheet with calls"))
    option(
        "--callers",
        type=lambda text: tuple(one.strip() for one in text.split(",")),
        required=True,
        metavar="AB,CD",
        help=ui("the callers' initials"),
    )
    option("--out", type=Path, required=True, metavar="FOLDER", help=ui("where to write"))


def _note(parser: argparse.ArgumentParser) -> None:
    """Options of `calls note`."""
    option = parser.add_argument
    option("sheet", metavar="SHEET", type=Path, help=ui("the sheet to add to"))
    option("row", metavar="ROW", type=bounded(1, 1 << 50), help=ui("the row that was called"))
    option(
        "outcome",
        metavar="OUTCOME",
        type=outcome,
        help=ui("one of: {names}").format(
            names=", ".join(f"{one} ({key})" for key, one in KEYS.items())
        ),
    )
    option(
        "--fields",
        type=bounded(0, MOST_FIELDS),
        default=0,
        metavar="K",
        help=ui("how many fields that are not public the person stated rightly"),
    )
    option("--foil", choices=tuple(Foil), help=ui("whether something wrong was agreed to"))
    _who(parser)
    option("--note", default="", metavar="TEXT", help=ui("a note, and no word of the entry"))


def _run(parser: argparse.ArgumentParser) -> None:
    """Options of `calls run`."""
    option = parser.add_argument
    option("sheet", metavar="SHEET", type=Path, help=ui("the sheet to add to"))
    option("files", nargs="+", metavar="FILE", type=Path, help=ui("the sample"))
    _who(parser)
    option("--columns", type=Path, metavar="COLUMNS.toml", help=ui("which column holds what"))
    option("--script", type=Path, metavar="FILE", help=ui("a script of your own"))
    option(
        "--language",
        choices=LANGUAGES,
        default="en",
        help=ui("the language of the people called (default: en)"),
    )
    option(
        "--organisation",
        default="",
        metavar="NAME",
        help=ui("refuse a script that names it before the person called does"),
    )
    for blank in BLANKS:
        option(
            f"--{blank}",
            default="",
            metavar="TEXT",
            help=ui("fills {blank} in the script").format(blank=f"{{{blank}}}"),
        )
    reading(parser)
    option("--quiet", action="store_true", help=ui("no progress and no words"))


def _merge(parser: argparse.ArgumentParser) -> None:
    """Options of `calls merge`."""
    parser.add_argument(
        "sheets", nargs="+", metavar="SHEET", type=Path, help=ui("sheets of one plan")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="SHEET.lvcalls", help=ui("the whole sheet")
    )


def _result(parser: argparse.ArgumentParser) -> None:
    """Options of `calls result`."""
    parser.add_argument(
        "sheets", nargs="+", metavar="SHEET", type=Path, help=ui("sheets of one plan")
    )
    parser.add_argument("--json", metavar="OUT", choices=("-",), help=ui("- prints JSON"))


def _script(parser: argparse.ArgumentParser) -> None:
    """Options of `calls script`."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default="en",
        help=ui("the language of the people called (default: en)"),
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=ui("where to write (default: standard output)")
    )


def _who(parser: argparse.ArgumentParser) -> None:
    """Who called."""
    parser.add_argument(
        "--who",
        default="",
        metavar="AB",
        help=ui("the caller's initials (default: those of a shared sheet)"),
    )


def looks(text: str) -> tuple[int, ...]:
    """One `--looks`."""
    numbers = text.split(",")
    if not all(one.strip().isascii() and one.strip().isdecimal() for one in numbers) or not all(
        len(one.strip()) <= len(str(MOST_ROWS)) for one in numbers
    ):
        raise argparse.ArgumentTypeError(ui("use counts of answers, such as 10,17,22"))
    return tuple(int(one) for one in numbers)


def rows(text: str) -> tuple[int, ...]:
    """One `--story`."""
    try:
        listed = spans(text)
    except ValueError:
        listed = ()
    if not 0 < sum(map(len, listed)) <= MOST_ROWS:
        raise argparse.ArgumentTypeError(ui("use row numbers, such as 3,10-12"))
    return tuple(row for span in listed for row in span)


def outcome(text: str) -> Outcome:
    """An outcome by its name or its key."""
    name = text.strip().lower().replace("-", "_")
    found = KEYS.get(name) or (Outcome(name) if name in set(Outcome) else None)
    if found is None:
        raise argparse.ArgumentTypeError(ui("this is no outcome of a call"))
    return found
