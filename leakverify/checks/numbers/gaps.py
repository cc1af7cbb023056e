"""NUM001: whether running numbers skip."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints, Keys
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

BLOCK_BITS: Final = 6
"""Numbers are sampled in blocks of 64 neighbours, so that a step can be seen at any size of file."""
SAMPLE: Final = 20_000
MIN_ROWS: Final = 30
FEW: Final = 0.002
"""Of a register without gaps a few rows may have been spoilt since: up to this share counts as none."""
TOP: Final = np.iinfo(np.int64).max
MIX: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(slots=True)
class Serials:
    """The range and number of serials, and a sample of blocks of neighbours."""

    low: int = TOP
    high: int = -1
    count: int = 0
    sample: RowSample = field(default_factory=lambda: RowSample(SAMPLE))

    def add(self, serial: Ints, seed: int) -> None:
        """Take the next rows; -1 is none."""
        has = serial >= 0
        if has.any():
            self.low = min(self.low, int(serial[has].min()))
            self.high = max(self.high, int(serial[has].max()))
            self.count += int(np.count_nonzero(has))
        self.sample.add(_block_keys(serial, seed), has, {"serial": serial})

    def merge(self, later: Self) -> None:
        """Append the rows that follow."""
        self.low = min(self.low, later.low)
        self.high = max(self.high, later.high)
        self.count += later.count
        self.sample.merge(later.sample)


class SerialGaps(StateCheck[Serials]):
    """How often the next higher record number is not there.

    Looks at: record numbers, whatever their order, in blocks of 64 neighbours.
    Why it tells: living databases lose rows and skip numbers. They do so at 5-45 % of the steps of published tables,
        and at none in 22 of 29 generated ones.
    Innocent explanations: a register that was numbered anew before it was published; a row number that an export
        added. So a run without gaps never counts for much. A random draw from a big table shows nearly no neighbours.
    Reads as: faintly invented where no number is missing.
    Source: shares of published and generated tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM001", "numbers.serial-gaps", Family.NUMBERS, "skipped_share", Evidence.ABSENCE
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of record numbers."""
        return each(roles.named(Role.RECORD_ID), "NO_COLUMN", limit=1)

    def state(self, binding: Binding, context: Context) -> Serials:
        """No numbers yet."""
        return Serials()

    def look(self, state: Serials, facts: Facts, binding: Binding, context: Context) -> None:
        """Take the numbers."""
        serials = facts.serials(binding.columns[0])
        state.add(serials.on_rows(serials.serial, -1), context.seed)

    def judge(self, state: Serials, binding: Binding, context: Context) -> Finding:
        """The share of numbers without their successor."""
        if state.count < MIN_ROWS:
            return self.not_applicable("NOT_SERIAL" if not state.count else "FEW_VALUES", binding)
        numbers = np.unique(np.asarray(state.sample.values["serial"], np.int64))
        inner = numbers[(numbers & ((1 << BLOCK_BITS) - 1)) != (1 << BLOCK_BITS) - 1]
        inner = inner[inner != state.high]
        gaps = int(np.count_nonzero(~np.isin(inner + 1, numbers, assume_unique=True)))
        skipped = gaps / len(inner) if len(inner) else 1.0
        measured: dict[str, Number] = {
            "skipped_share": skipped if skipped > FEW else 0.0,
            "gap_share": skipped,
            "gaps_count": gaps,
            "steps_count": len(inner),
            "range_count": state.high - state.low + 1,
            "rows_count": state.count,
        }
        return self.weighed(binding, context, state.count, measured)


def _block_keys(serial: Ints, seed: int) -> Keys:
    """A keyed number per block of neighbours (the finaliser of splitmix64)."""
    with np.errstate(over="ignore"):
        x = (serial >> BLOCK_BITS).astype(np.uint64) + np.uint64(seed + 1) * MIX
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    out: Keys = x ^ (x >> np.uint64(31))
    return out
