"""STR008: stray spaces and uneven capitals."""

from typing import ClassVar, Final

import numpy as np
import pyarrow.compute as pc

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.arrow_text import bools, holds_two_spaces
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

NAMES: Final = (Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME)
LOWER: Final = 1
UPPER: Final = 2
CASED: Final = 4


class Tidiness(StateCheck[RowLog]):
    """How tidy the cells are: spaces at the ends, doubled spaces, names all in one case, capitals in addresses.

    Looks at: spaces in every column, the case of names, and capitals in e-mail addresses.
    Why it tells: what people type is uneven. 11-29 % of self-typed names are all lower case, 2 % of addresses have
        capitals at the median. 30 of 34 generated tables have no capital in any address.
    Innocent explanations: a form that trims and lower-cases; a list cleaned before use; a list typed by
        one careful person.
    Reads as: faintly invented where nothing at all is untidy.
    Source: shares of published and generated tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR008", "structure.tidiness", Family.STRUCTURE, "untidy_share", Evidence.ABSENCE
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if used(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Untidy rows."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark rows with anything untidy; a style shared by nearly all rows is a house style, judged later."""
        roles = context.settings.roles
        spaced = np.zeros(facts.rows, np.bool_)
        for name in used(roles):
            if roles.role_of(name) is Role.FREE_TEXT:
                continue
            spaced |= facts.cells(name).has_edge_space
            raw = facts.raw(name)
            if holds_two_spaces(raw.texts):
                spaced |= raw.on_rows(bools(pc.match_substring(raw.texts, "  ")))
        capital = np.zeros(facts.rows, np.bool_)
        for name in roles.named(Role.EMAIL):
            raw = facts.raw(name)
            capital |= raw.on_rows(bools(pc.not_equal(pc.ascii_lower(raw.texts), raw.texts)))
        lower, upper = np.zeros(facts.rows, np.bool_), np.zeros(facts.rows, np.bool_)
        for name in roles.named(*NAMES):
            names = facts.names(name)
            style = names.on_rows(names.style, CASED)
            lower |= style == LOWER
            upper |= style == UPPER
        counts = {"spaced": spaced, "capital": capital, "lower": lower, "upper": upper}
        rare = spaced | capital | lower
        totals = {key: int(np.count_nonzero(marked)) for key, marked in counts.items()}
        state.add(np.ones(facts.rows, np.bool_), rare, totals)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """The share of untidy rows; capitals that all names share are a style and do not count."""
        if not state.seen:
            return self.not_applicable("FEW_ROWS", binding)
        parts = {
            key: min(state.counts[key], state.seen - state.counts[key])
            for key in ("spaced", "capital", "lower", "upper")
        }
        measured: dict[str, Number] = {
            "untidy_share": max(parts.values()) / state.seen,
            "spaces_count": state.counts["spaced"],
            "capital_addresses_count": state.counts["capital"],
            "lower_names_count": state.counts["lower"],
            "upper_names_count": state.counts["upper"],
            "rows_count": state.seen,
        }
        return self.weighed(binding, context, state.seen, measured, state.rows())
