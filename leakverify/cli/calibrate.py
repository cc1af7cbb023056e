"""`leakverify calibrate`: measure the checks over labelled tables and write the calibration file."""

import argparse
import json
import sys

from leakverify.cli.check import as_of_day
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import calibration_run, catalogue
from leakverify.engine.default_rooms import rooms
from leakverify.model.errors import UnreadableInput
from leakverify.reports import atomic
from leakverify.scoring import calibrate


def run(options: argparse.Namespace) -> int:
    """Write the file and say what was measured."""
    day = as_of_day(options.as_of)
    if not (options.root / "MANIFEST.tsv").is_file():
        raise UnreadableInput("NOT_FOUND")
    with ProgressBar(quiet=False) as told:
        tables = calibration_run.labelled(options.root, rooms(), day, told)
    made = calibrate.calibrate(tables, catalogue.by_id(), day)
    text = json.dumps(calibrate.as_json(made), separators=(",", ":"), sort_keys=True) + "\n"
    atomic.write(options.out, text.encode())
    print(
        f"{made.collections} genuine collections, {made.accused} accused with their kind left out"
        f" (at most {made.accused_bound:.0%}, 95 %); allowance {made.allowance:+.2f};"
        f" discounts {', '.join(f'{f.value} {c:.2f}' for f, c in made.discounts.items())}",
        file=sys.stdout,
    )
    return 0
