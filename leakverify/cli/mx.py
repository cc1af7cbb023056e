"""`leakverify mx LIST --out ANSWERS`: looks a list of domains up, for the machine that may be online."""

import argparse
import sys
import threading
from typing import Final

from leakverify.case import domain_list, setting_file
from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import look_up
from leakverify.engine.look_up_wire import Asking
from leakverify.model.errors import OutputProblem, UsageProblem
from leakverify.model.look_up import Pace, Way
from leakverify.model.ways import parse_way
from leakverify.reports import atomic
from leakverify.words.look_up import look_up_counts, look_up_end, who_learns

OK: Final = 0
STOPPED_EARLY: Final = 4
CANCELLED: Final = 130


def run(options: argparse.Namespace) -> int:
    """Ask for every domain of the list; the answers are written whatever ends the asking."""
    domains = domain_list.read_list(options.list)
    if options.out.resolve() == options.list.resolve():
        raise OutputProblem("OUTPUT_EXISTS")
    asking = Asking(_way(options), _pace(options), options.accept_lies)
    cancel = threading.Event()
    with interrupts(cancel), ProgressBar(quiet=options.quiet) as told:
        if not options.quiet:
            sys.stderr.write(f"{who_learns(asking.way)}\n")
        made = look_up.run(
            domains, asking, on_progress=told, on_answers=lambda _: None, cancel=cancel
        )
    data = domain_list.answers_bytes(made.answers)
    atomic.write(options.out, data)
    if not options.quiet:
        sys.stdout.write(look_up_counts(domain_list.parse_answers(data).summary()) + "\n")
    if made.reason:
        sys.stderr.write(f"leakverify: {look_up_end(made.reason)}\n")
        return CANCELLED if made.reason == "CANCELLED" else STOPPED_EARLY
    return OK


def _way(options: argparse.Namespace) -> Way:
    """The way that the options name."""
    roots = setting_file.root_certificates(options.roots) if options.roots else ""
    try:
        return parse_way(options.way, options.proxy, roots)
    except ValueError as error:
        raise UsageProblem(str(error)) from None


def _pace(options: argparse.Namespace) -> Pace:
    """How fast to ask."""
    usual = Pace()
    return Pace(options.rate, options.at_once, usual.timeout, usual.tries)
