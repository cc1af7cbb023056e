"""TIM005: whether higher numbers are later records."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

SAMPLE: Final = 2_000
MIN_ROWS: Final = 20


STEPS: Final = 12
IN_A_STEP: Final = 5
DAY: Final = 86_400


class SerialTime(StateCheck[RowSample]):
    """How often a higher record number has an earlier creation date.

    Looks at: pairs of rows, their record numbers and their creation dates; the order of rows plays no part.
    Why it tells: a database hands out numbers as records are made, so both rise together. Numbers given
        afterwards, or dates redrawn, agree only by chance (half of the pairs).
    Innocent explanations: tables merged from two systems; numbers that were given anew before the list was published.
    Reads as: invented, reused or altered where numbers and dates have nothing to do with each other.
    Source: Kendall's count of inversions; shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM005", "timeline.serial-against-time", Family.TIMELINE, "inverted_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The record number with the creation date, else with the time of the event."""
        serial = roles.first(Role.RECORD_ID)
        made = roles.first(Role.CREATED, Role.EVENT_TIME)
        if serial is None or made is None:
            return NotApplicable("NO_COLUMN")
        return [Binding((serial, made))]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample number and time."""
        serials = facts.serials(binding.columns[0])
        serial = serials.on_rows(serials.serial, -1)
        seconds = facts.dates(binding.columns[1]).seconds_on_rows()
        state.add(
            row_keys(facts, context),
            (serial >= 0) & (seconds != NO_TIME),
            {"serial": serial, "seconds": seconds},
        )

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Count inverted pairs."""
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        serial = np.asarray(state.values["serial"], np.int64)
        seconds = np.asarray(state.values["seconds"], np.int64)
        right, wrong = _pairs(serial, seconds)
        if right + wrong == 0:
            return self.not_applicable("CONSTANT", binding)
        measured: dict[str, Number] = {
            "inverted_share": wrong / (right + wrong),
            "tau": (right - wrong) / (right + wrong),
            "compared_rows": n,
            **_path(serial, seconds),
        }
        return self.weighed(binding, context, state.eligible, measured)


def _path(serial: Ints, seconds: Ints) -> dict[str, Number]:
    """Where the dates of each stretch of numbers lie, as shares of their whole range, for the picture.

    Stretches hold equally many rows, five at least, and give the quarter, the middle and the three quarters of their dates.
    """
    low, high = int(seconds.min()), int(seconds.max())
    steps = min(STEPS, len(serial) // IN_A_STEP)
    out: dict[str, Number] = {
        "from_month": str(np.datetime64(low // DAY, "D").astype("M8[M]")),
        "to_month": str(np.datetime64(high // DAY, "D").astype("M8[M]")),
    }
    parts = np.array_split(seconds[np.argsort(serial, kind="stable")], steps)
    for step, part in enumerate(parts, start=1):
        shares = (np.sort(part) - low) / max(1, high - low)
        for name, at in (("low", 0.25), ("middle", 0.5), ("high", 0.75)):
            out[f"step_{step:02}_{name}_share"] = float(shares[round(at * (len(shares) - 1))])
    return out


def _pairs(serial: Ints, seconds: Ints) -> tuple[int, int]:
    """How many pairs run the same way and how many run against each other; ties left out."""
    order = np.argsort(serial, kind="stable")
    ranks = np.unique(seconds[order], return_inverse=True)[1].astype(np.int32)
    numbers = serial[order]
    right = wrong = 0
    for i in range(len(ranks) - 1):
        first = np.searchsorted(numbers, numbers[i], side="right")
        rest = ranks[first:]
        right += int(np.count_nonzero(rest > ranks[i]))
        wrong += int(np.count_nonzero(rest < ranks[i]))
    return right, wrong
