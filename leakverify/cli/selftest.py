"""`leakverify selftest`: plant known defects and forgeries, and tell which this build catches."""

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import practice, practice_wire, self_test, self_test_wire
from leakverify.model.museum import SelfTest
from leakverify.model.progress import Progress
from leakverify.reports import atomic
from leakverify.words import museum
from leakverify.words.names import status_name
from leakverify.words.say import ui

MISSED: Final = 6
CANCELLED: Final = 130
SHOWN: Final = 4
"""Checks named beside a class in the table."""


def run(options: argparse.Namespace) -> int:
    """Run it, and say what was caught: exit 0, or 6 where a class that must be caught was missed or a clean list accused."""
    cancel = threading.Event()
    if options.practise is not None:
        print(practice_wire.to_text(practice.make(options.practise, cancel)), flush=True)
        return 0
    with interrupts(cancel):
        if options.lines:
            threading.Thread(target=_until_told, args=(cancel,), daemon=True).start()
            test = self_test.run(_tell_line, cancel)
        else:
            with ProgressBar(quiet=options.quiet) as told:
                test = self_test.run(told, cancel)
    _write(test, options)
    if not test.complete:
        return CANCELLED
    return 0 if test.passed else MISSED


def _write(test: SelfTest, options: argparse.Namespace) -> None:
    """JSON where it was asked for, else words."""
    text = self_test_wire.to_text(test)
    if options.lines or options.json == "-":
        print(text, flush=True)
    elif options.json:
        atomic.write(Path(options.json), (text + "\n").encode())
    elif not options.quiet:
        show(test, Console(highlight=False, markup=False))


def _until_told(cancel: threading.Event) -> None:
    """A word on standard input, or its end, asks the run to stop: the window that started it may be gone."""
    sys.stdin.readline()
    cancel.set()


def _tell_line(made: Progress) -> None:
    """Progress as a line of JSON, for the window that started this program."""
    print(json.dumps({"done": made.done, "total": made.total}), flush=True)


def show(test: SelfTest, console: Console) -> None:
    """The result in words: classes, then the false alarms of each check, then the sum of it."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (
        ui("Planted class"),
        ui("Result"),
        ui("Rows right"),
        ui("Checks"),
        ui("Verdict"),
    ):
        table.add_column(heading, overflow="fold")
    for trial in test.trials:
        checks = ", ".join(c.check for c in trial.catches[:SHOWN]) or "–"
        cells = (
            museum.class_name(trial) + (" *" if trial.core else ""),
            museum.caught_word(trial),
            museum.rows_right(trial),
            checks,
            status_name(trial.status),
        )
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
    console.print(Text(ui("* A build must catch this class.")))
    spoke = [check for check in sorted(test.made) if test.alarms.get(check)]
    console.print(
        Text("\n" + ui("Checks that spoke against the claim on clean lists"), style="bold")
    )
    for check in spoke:
        console.print(Text(f"  {check}  {museum.alarms_of(test, check)}"))
    if not spoke:
        console.print(Text(f"  {ui('None.')}"))
    console.print()
    for sentence in museum.summary_sentences(test):
        console.print(Text(sentence))
