"""`leakverify draw FILE --calls N`: which rows to call, drawn before anybody reads them; numbers only, never a cell."""

import argparse
import sys
import threading
from pathlib import Path
from typing import Final

from leakverify.case import call_draw, column_map, draw_file
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


def run(options: argparse.Namespace) -> int:
    """Read the sample, draw, print the rows' numbers; what the draw rests on goes to stderr and to `--json`."""
    if options.json not in {None, "-"}:
        _refuse_overwriting(Path(options.json), options.files)
    cancel = threading.Event()
    with interrupts(cancel), Talk(_order(options)) as talk:
        try:
            with ProgressBar(quiet=options.quiet) as told:
                talk.read(told, cancel)
            files, order, made, by = _drawn(options, talk)
        except Cancelled:
            return CANCELLED
        cut_short = talk.record.failed is not None
    case = None if options.seed is not None else options.case
    kept = draw_file.record(made, order, files, by=by, case=case)
    kept["complete"] = not cut_short
    if options.json == "-":
        sys.stdout.buffer.write(draw_file.record_bytes(kept))
    else:
        sys.stdout.write(draw_file.csv_text(made))
        if options.json:
            atomic.write(Path(options.json), draw_file.record_bytes(kept))
    if not options.quiet:
        _tell(made, order, foreseeable=case == "")
    return EARLY if cut_short else OK


def _drawn(
    options: argparse.Namespace, talk: Talk
) -> tuple[tuple[SampleFile, ...], DrawOrder, Draw, str]:
    """The draw from what was read."""
    source, columns = talk.record.source, talk.record.columns
    files = source.files if source else ()
    seed = options.seed
    if seed is None:
        seed = call_draw.seed_of([file.sha256 for file in files], options.case)
    order = DrawOrder(options.calls, seed, options.reserve, tuple(options.exclude))
    by, role = drawing.column_of(options.by, columns.columns if columns else ())
    if columns and by.isdecimal():
        chosen = chosen_roles(_given_roles(options), columns)
        name = columns.columns[int(by) - 1].name
        role = Role(chosen[name]) if name in chosen else role
    rows = sum(file.rows_read for file in files)
    return files, order, drawing.make(order, rows, by, role, talk.strata), by


def _order(options: argparse.Namespace) -> Order:
    """How the sample is to be read."""
    read, limits = read_files.reading(options)
    return Order(tuple(options.files), as_of_day(None), read=read, limits=limits)


def _given_roles(options: argparse.Namespace) -> dict[str | int, str]:
    """The user's column map."""
    if not options.columns:
        return {}
    given = column_map.load(options.columns)
    named: dict[str | int, str] = {name: role.value for name, role in given.by_name.items()}
    return named | {place: role.value for place, role in given.by_position.items()}


def _refuse_overwriting(target: Path, files: list[Path]) -> None:
    """No output may replace a file of the sample."""
    if target.resolve() in {path.resolve() for path in files}:
        raise OutputProblem("OUTPUT_EXISTS")


def _tell(made: Draw, order: DrawOrder, *, foreseeable: bool) -> None:
    """What the draw rests on."""
    lines = calling.draw_lines(made)
    lines += [
        ui("Excluded, {n} rows: {reason}").format(
            n=sum(map(len, spans)), reason=for_terminal(reason)
        )
        for spans, reason in order.excluded
    ]
    if foreseeable:
        lines.append(calling.foreseeable())
    sys.stderr.write("".join(f"{line}\n" for line in lines))
