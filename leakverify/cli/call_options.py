"""The options of the commands about people called: `bound` and `draw`."""

import argparse
from pathlib import Path
from typing import Final

from leakverify.case.call_draw import MOST_CALLS, spans
from leakverify.cli.parser import bounded, reading
from leakverify.words import calling
from leakverify.words.say import ui

LONGEST_REASON: Final = 300


def bound(parser: argparse.ArgumentParser) -> None:
    """Options of `bound`."""
    add = parser.add_argument
    add("confirmed", nargs="?", type=int, metavar="CONFIRMED", help=ui("people who confirmed"))
    add("answered", nargs="?", type=int, metavar="ANSWERED", help=ui("people who answered"))
    add("--rows", type=int, metavar="N", help=ui("the rows of the file"))
    add("--drawn", type=int, metavar="N", help=ui("how many were drawn to be called"))
    add(
        "--dead",
        type=int,
        default=0,
        metavar="N",
        help=ui("numbers that do not exist; they count as misses"),
    )
    add(
        "--looks",
        type=int,
        choices=(1, 2, 3),
        default=1,
        help=ui("looks announced before the first call (default: 1, at the end)"),
    )
    add("--json", metavar="OUT", help=ui("- prints JSON"))
    _plan(parser.add_argument_group(ui("planning, instead of CONFIRMED and ANSWERED")))


def _plan(group: "argparse._ArgumentGroup") -> None:
    """Options of `bound` for the time before the calls."""
    add = group.add_argument
    add("--plan", type=float, metavar="SHARE", help=ui("the bound to reach, such as 0.9"))
    add(
        "--response",
        type=float,
        action="append",
        metavar="SHARE",
        help=ui("the share that answers, such as 0.4; may be repeated"),
    )
    add(
        "--miss",
        type=bounded(0, 1_000),
        action="append",
        metavar="K",
        help=ui("misses to allow for; may be repeated (default: 0 to 3)"),
    )
    add(
        "--planted",
        type=int,
        default=0,
        metavar="P",
        help=ui("the chance of meeting one of P planted rows; needs --rows"),
    )


def draw(parser: argparse.ArgumentParser) -> None:
    """Options of `draw`."""
    add = parser.add_argument
    parser.description = (
        ui("Draws rows to call before anybody reads them, and prints draw,row,stratum.")
        + " "
        + calling.how_to_repeat()
        + " "
        + calling.how_strata_are_drawn()
    )
    add("files", nargs="+", metavar="FILE", type=Path, help=ui("the sample"))
    drawing(parser, required=True)
    add("--json", metavar="OUT", help=ui("write what the draw rests on; - prints only that"))
    add("--quiet", action="store_true", help=ui("no progress and no words"))


def drawing(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """How rows are drawn."""
    add = parser.add_argument
    add(
        "--calls",
        type=bounded(1, MOST_CALLS),
        required=required,
        metavar="N",
        help=ui("rows to draw"),
    )
    add("--seed", metavar="S", help=ui("the seed, any text (default: made of the file and --case)"))
    add(
        "--case",
        default="",
        metavar="TEXT",
        help=ui("the case number; with 16 digits of each file's SHA-256 it makes the seed"),
    )
    add(
        "--reserve",
        type=bounded(0, MOST_CALLS),
        default=0,
        metavar="N",
        help=ui("further rows, numbered after the draw, for people who cannot be reached"),
    )
    add(
        "--by",
        default="",
        metavar="position|COLUMN",
        help=ui(
            "share the calls between quarters of the file, or by a column of regions, towns, countries, postcodes, telephones or mail"
        ),
    )
    add(
        "--exclude",
        action="append",
        default=[],
        type=exclusion,
        metavar="ROWS=REASON",
        help=ui("rows that must not be called, such as 3,10-12=minors; may be repeated"),
    )
    add("--columns", type=Path, metavar="COLUMNS.toml", help=ui("which column holds what"))
    reading(parser)


def exclusion(text: str) -> tuple[tuple[range, ...], str]:
    """One `--exclude ROWS=REASON`."""
    rows, _equals, reason = text.partition("=")
    try:
        numbers = spans(rows)
    except ValueError:
        numbers = ()
    if not numbers or not reason.strip() or len(reason) > LONGEST_REASON:
        raise argparse.ArgumentTypeError(ui("use row numbers and a reason, such as 3,10-12=minors"))
    return numbers, reason.strip()
