"""ANC010: whether record numbers follow the alphabet of another column."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.ancestry.heads import heads_at
from leakverify.checks.base import StateCheck
from leakverify.checks.columns import SERIAL_ROLES, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import concordance
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Role

SAMPLE: Final = 1_500
MAX_COLUMNS: Final = 24
MIN_ROWS: Final = 30
MIN_DIFFERENT: Final = 10
PASSED_OVER: Final = frozenset(
    {*SERIAL_ROLES, *TIME_ROLES, Role.IGNORE, Role.AMOUNT, Role.BIRTH_DATE}
)


class Renumbered(StateCheck[RowSample]):
    """Whether the records were numbered anew, in the order of another column.

    Looks at: record numbers, against up to 24 other columns in the order of the alphabet. They are also held against
        the creation date.
    Why it tells: a database counts its records as they come, so numbers rise with time and know no alphabet. Numbers
        that follow names or addresses were given to a list that had been sorted. This happens when an old list is
        dressed anew.
    Innocent explanations: a register that was numbered before it was published; an export that added line numbers to
        a sorted view.
    Reads as: reused, lightly, where numbers follow an alphabet.
    Source: Kendall's tau; shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC010", "ancestry.renumbered", Family.ANCESTRY, "alphabet_tau"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The record number with the first columns of text."""
        number = roles.first(Role.RECORD_ID)
        texts = [c.name for c in roles if c.role not in PASSED_OVER][:MAX_COLUMNS]
        if number is None or not texts:
            return NotApplicable("NO_COLUMN")
        return [Binding((number, *texts))]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample number, date and the heads of texts."""
        number, *texts = binding.columns
        serials = facts.serials(number)
        serial = serials.on_rows(serials.serial, -1)
        keys = row_keys(facts, context)
        eligible = serial >= 0
        places = state.pick(keys, eligible)
        values = {f"{i:02}": heads_at(facts, name, places) for i, name in enumerate(texts)}
        made = context.settings.roles.first(Role.CREATED, Role.EVENT_TIME)
        if made is not None:
            values["made"] = facts.dates(made).seconds_on_rows()[places]
        values["serial"] = serial[places]
        state.take(len(keys), int(eligible.sum()), places, keys[places], dict(values))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The column whose alphabet the numbers follow most."""
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if n else "NOT_SERIAL", binding)
        serial = np.asarray(state.values["serial"], np.int64)
        taus = []
        for name in [v for v in state.values if v.isdecimal()]:
            heads = np.asarray(state.values[name], np.int64)
            has = heads >= 0
            if has.sum() >= MIN_ROWS and len(np.unique(heads[has])) >= MIN_DIFFERENT:
                taus.append(abs(concordance(serial[has], heads[has])))
        if not taus:
            return self.not_applicable("CONSTANT", binding)
        measured: dict[str, Number] = {
            "alphabet_tau": max(taus),
            "time_tau": _with_time(state),
            "columns_count": len(taus),
            "compared_rows": n,
        }
        return self.weighed(binding, context, state.eligible, measured)


def _with_time(state: RowSample) -> float | None:
    """How far numbers rise with the creation date; None without dates."""
    made = np.asarray(state.values.get("made", np.empty(0)), np.int64)
    has = made != NO_TIME
    if has.sum() < MIN_ROWS:
        return None
    return concordance(np.asarray(state.values["serial"], np.int64)[has], made[has])
