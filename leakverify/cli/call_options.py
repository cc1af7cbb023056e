"""The options of the commands about people called: `bound` and `draw`."""

import argparse

from leakverify.cli.parser import bounded
from leakverify.words.say import ui


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
