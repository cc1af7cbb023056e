"""The numbers of the model card: what the program was measured on, how well it did, and where it is blind."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from leakverify.reference.calibration import Calibration
from leakverify.scoring import measure
from leakverify.scoring.measure import Bar, Judged, Power

BLIND: Final = (
    "consumer_lists",
    "careful_forgers",
    "unmeasured_kinds",
    "small_tampering",
    "older_genuine_list",
    "looked_at",
)
"""Codes of what the measured tables cannot speak for; worded elsewhere."""


def numbers(
    calibration: Calibration,
    results: Sequence[Judged],
    bars: Sequence[Bar],
    power: Sequence[Power],
) -> dict[str, Any]:
    """A flat record of numbers; nothing in it is typed by hand."""
    genuine = {r.table.origin.base: r.table.origin.kind for r in results if r.table.genuine}
    return {
        "date": calibration.date,
        "collections": calibration.collections,
        "kinds": dict(sorted(Counter(genuine.values()).items())),
        "countries": list(calibration.countries),
        "tables": len(results),
        "accused": calibration.accused,
        "accused_bound": calibration.accused_bound,
        "statistics_bound": calibration.statistics_bound,
        "allowance": calibration.allowance,
        "discounts": {f.value: c for f, c in calibration.discounts.items()},
        "bars": [
            {
                "name": b.name,
                "value": _three(b.value),
                "end": _three(b.end),
                "goal": b.goal,
                "goal_end": b.goal_end,
                "at_most": b.at_most,
                "tables": b.tables,
                "met": b.met,
            }
            for b in bars
        ],
        "power": [
            {
                "recipe": p.recipe,
                "dose": p.dose,
                "collections": p.bases,
                "read_right": _three(p.right),
                "noticed": _three(p.noticed),
            }
            for p in power
        ],
        "smallest_dose": {
            recipe: measure.smallest_dose(power, recipe)
            for recipe in sorted({p.recipe for p in power})
        },
        "blind": list(BLIND),
    }


def _three(value: float | None) -> float | None:
    """Three decimals; None for what could not be measured."""
    return None if value is None or math.isnan(value) else round(value, 3)
