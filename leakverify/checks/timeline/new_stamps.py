"""TIM020: an even stamp on records whose other dates are uneven."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import ks_uniform, trimmed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Floats
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family

DAY: Final = 86_400
TRIM: Final = 0.005
MAX_COLUMNS: Final = 6
MIN_ROWS: Final = 30
MIN_COLUMNS: Final = 2


class NewStamps(StateCheck[RowSample]):
    """Whether one column of dates is spread evenly while the others are not.

    Looks at: all columns of times together: how far each is from an even spread over its own range, without the half per
        cent at each end.
    Why it tells: who makes an old list look new draws fresh dates between two days and leaves the rest as it was. In a
        list that grew by itself all its dates know the same busy and quiet times.
    Innocent explanations: a nightly job that touched record after record; an export that stamped rows as it ran.
    Reads as: reused or altered where one column is far evener than the others.
    Source: Kolmogorov-Smirnov distances. Shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM020", "timeline.new-stamps", Family.TIMELINE, "contrast"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns of times."""
        columns = roles.named(*TIME_ROLES)[:MAX_COLUMNS]
        return [Binding(columns)] if len(columns) >= MIN_COLUMNS else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample()

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample all dates of a row."""
        seconds = {
            f"{i}": facts.dates(name).seconds_on_rows() for i, name in enumerate(binding.columns)
        }
        eligible = np.logical_or.reduce([s != NO_TIME for s in seconds.values()])
        state.add(row_keys(facts, context), eligible, dict(seconds))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The evenest column against the most uneven one."""
        found = [_spread(state, name) for name in state.values]
        spreads = sorted((s for s in found if s is not None), key=lambda s: s[0])
        if len(spreads) < MIN_COLUMNS:
            return self.not_applicable("FEW_VALUES", binding)
        (even, even_days), (uneven, uneven_days) = spreads[0], spreads[-1]
        measured: dict[str, Number] = {
            "contrast": uneven - even,
            "stamp_distance": even,
            "stamp_days": even_days,
            "rest_distance": uneven,
            "rest_days": uneven_days,
            "columns_count": len(spreads),
        }
        return self.weighed(binding, context, state.eligible, measured)


def _spread(state: RowSample, name: str) -> tuple[float, int] | None:
    """Distance from even and span in days of one column, None where it has too few dates."""
    seconds: Floats = np.asarray(state.values[name], np.float64)
    seconds = seconds[np.asarray(state.values[name], np.int64) != NO_TIME]
    if len(seconds) < MIN_ROWS:
        return None
    kept = trimmed(seconds, TRIM)
    if kept[-1] - kept[0] < DAY:
        return None
    return ks_uniform(kept), round(float(kept[-1] - kept[0]) / DAY)
