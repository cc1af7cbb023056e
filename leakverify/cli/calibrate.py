"""`leakverify calibrate`: measure the checks over labelled tables and write the calibration file."""

import argparse
import json
import math
import sys
from collections.abc import Sequence

from leakverify.cli.check import as_of_day
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import calibration_run, catalogue
from leakverify.model.errors import UnreadableInput
from leakverify.reports import atomic
from leakverify.scoring import calibrate, measure, model_card
from leakverify.scoring.measure import Bar, Power


def run(options: argparse.Namespace) -> int:
    """Write the calibration and, beside it, the model card's numbers; say what was measured."""
    day = as_of_day(options.as_of)
    if not all((root / "MANIFEST.tsv").is_file() for root in options.root):
        raise UnreadableInput("NOT_FOUND")
    effort = calibration_run.Effort(options.draws, options.rows, options.workers, options.recipes)
    with ProgressBar(quiet=False) as told:
        tables = calibration_run.labelled(options.root, day, effort, told)
    fitted = calibrate.calibrate(tables, catalogue.by_id(), day)
    results = measure.judged(tables, fitted, catalogue.by_id())
    bars, power = measure.bars(results), measure.power(results)
    made = fitted.calibration
    text = json.dumps(calibrate.as_json(made), separators=(",", ":"), sort_keys=True) + "\n"
    atomic.write(options.out, text.encode())
    card = model_card.numbers(made, results, bars, power)
    page = json.dumps(card, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    atomic.write(options.out.with_name("model_card.json"), page.encode())
    print(
        f"{len(tables)} tables of {made.collections} genuine collections, {made.accused} accused with their kind left out"
        f" (at most {made.accused_bound:.0%}, 95 %); allowance {made.allowance:+.2f};"
        f" discounts {', '.join(f'{f.value} {c:.2f}' for f, c in made.discounts.items())}",
        file=sys.stdout,
    )
    print("\n".join((*_bar_lines(bars), "", *_power_lines(power))), file=sys.stdout)
    return 0


def _bar_lines(bars: Sequence[Bar]) -> list[str]:
    """The bars as a table."""
    lines = [f"{'measured':<34} {'value':>7} {'end':>6} {'goal':>6} {'end':>6} {'tables':>6}  met"]
    for bar in bars:
        goal_end = "" if bar.goal_end is None else f"{bar.goal_end:.2f}"
        end = "" if bar.end is None or math.isnan(bar.end) else f"{bar.end:.3f}"
        met = "yes" if bar.met else "no"
        lines.append(
            f"{bar.name:<34} {bar.value:>7.3f} {end:>6} {bar.goal:>6.2f} {goal_end:>6} {bar.tables:>6}  {met}"
        )
    return lines


def _power_lines(power: Sequence[Power]) -> list[str]:
    """Each recipe with the share read right by dose, and the smallest dose read right in 80 % of the bases."""
    lines = ["read right by dose (collections)"]
    for recipe in sorted({p.recipe for p in power}):
        points = [f"{p.dose:g}: {p.right:.2f} ({p.bases})" for p in power if p.recipe == recipe]
        dose = measure.smallest_dose(power, recipe)
        told = "not reached" if dose is None else f"from {dose:g}"
        lines.append(f"{recipe:<26} {'  '.join(points)}  80 %: {told}")
    return lines
