"""`leakverify draw FILE --calls N`: which rows to call, drawn before anybody reads them; numbers only, never a cell."""

import argparse
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leakverify.case import call_draw, draw_file
from leakverify.cli import read_files
from leakverify.cli.check import as_of_day
from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import drawing
from leakverify.engine.talk import Order, Talk, chosen_roles
from leakverify.model.calling import Draw, DrawOrder
from leakverify.model.errors import Cancelled, OutputProblem
from leakverify.model.sample import SampleFile
from leakverify.model.terms import Role
from leakverify.reports import atomic
from leakverify.safe_text import for_terminal
from leakverify.words import calling
from leakverify.words.say import ui

OK: Final = 0
EARLY: Final = 4
CANCELLED: Final = 130


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw from a sample that was read; `cut_short` where reading stopped early. `case` is None where a seed was given."""

    files: tuple[SampleFile, ...]
    order: DrawOrder
    draw: Draw
    by: str
    case: str | None
    cut_short: bool


def run(options: argparse.Namespace) -> int:
    """Read the sample, draw, print the rows' numbers; what the draw rests on goes to stderr and to `--json`."""
    if options.json not in {None, "-"}:
        _refuse_overwriting(Path(options.json), options.files)
    made = make(options)
    if made is None:
        return CANCELLED
    kept = draw_file.record(made.draw, made.order, made.files, by=made.by, case=made.case)
    kept["complete"] = not made.cut_short
    if options.json == "-":
        sys.stdout.buffer.write(draw_file.record_bytes(kept))
    else:
        sys.stdout.write(draw_file.csv_text(made.draw))
        if options.json:
            atomic.write(Path(options.json), draw_file.record_bytes(kept))
    if not options.quiet:
        tell(made)
    return EARLY if made.cut_short else OK


def make(options: argparse.Namespace) -> Drawn | None:
    """Read the sample and draw; None where the user stopped it."""
    cancel = threading.Event()
    with interrupts(cancel), Talk(order_of(options)) as talk:
        try:
            with ProgressBar(quiet=options.quiet) as told:
                talk.read(told, cancel)
            return _drawn(options, talk)
        except Cancelled:
            return None


def _drawn(options: argparse.Namespace, talk: Talk) -> Drawn:
    """The draw from what was read."""
    source, columns = talk.record.source, talk.record.columns
    files = source.files if source else ()
    seed = options.seed
    if seed is None:
        seed = call_draw.seed_of([file.sha256 for file in files], options.case)
    order = DrawOrder(options.calls, seed, options.reserve, tuple(options.exclude))
    by, role = drawing.column_of(options.by, columns.columns if columns else ())
    if columns and by.isdecimal():
        chosen = chosen_roles(read_files.columns(options.columns), columns)
        name = columns.columns[int(by) - 1].name
        role = Role(chosen[name]) if name in chosen else role
    rows = sum(file.rows_read for file in files)
    made = drawing.make(order, rows, by, role, talk.strata)
    case = None if options.seed is not None else options.case
    return Drawn(files, order, made, by, case, talk.record.failed is not None)


def order_of(options: argparse.Namespace) -> Order:
    """How the sample is to be read."""
    read, limits = read_files.reading(options)
    return Order(tuple(options.files), as_of_day(None), read=read, limits=limits)


def _refuse_overwriting(target: Path, files: list[Path]) -> None:
    """No output may replace a file of the sample."""
    if target.resolve() in {path.resolve() for path in files}:
        raise OutputProblem("OUTPUT_EXISTS")


def tell(made: Drawn) -> None:
    """What the draw rests on."""
    lines = calling.draw_lines(made.draw)
    lines += [
        ui("Excluded, {n} rows: {reason}").format(
            n=sum(map(len, spans)), reason=for_terminal(reason)
        )
        for spans, reason in made.order.excluded
    ]
    if made.case == "":
        lines.append(calling.foreseeable())
    sys.stderr.write("".join(f"{line}\n" for line in lines))
