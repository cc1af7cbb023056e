"""STR005: damage that text and numbers take when files are converted."""

from typing import ClassVar, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.arrow_text import ArrowTexts, bools, buffers, matches
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

NUMBER_LIKE: Final = (
    Role.PHONE, Role.POSTCODE, Role.IBAN, Role.CARD, Role.NATIONAL_ID, Role.COMPANY_ID, Role.BANK_CODE, Role.RECORD_ID,
)  # fmt: skip
"""Columns of digits that no one writes as 3.36E+10."""
SCIENTIFIC: Final = r"^\d([.,]\d+)?[eE]\+\d{1,2}$"
POSTCODES: Final = {"short": r"^\d{4}$", "postcodes": r"^\d{5}$", "zeros": r"^0\d{4}$"}
REPLACED: Final = "\ufffd"
MAX_CELL: Final = 256


class Scars(StateCheck[RowLog]):
    """Garbled or replaced letters, numbers written as powers of ten, postcodes that lost a leading zero.

    Looks at: cells with characters beyond ASCII, and columns of digits.
    Why it tells: one history leaves one pattern of damage. Damage in some rows only shows that those rows
        came another way; a few scars are what age does to a real list.
    Innocent explanations: a spreadsheet that opened the file once; a move from one character set to another.
    Reads as: assembled or altered where a part of the rows is scarred; one pattern throughout says nothing.
    Source: the heuristics of ftfy (Speer) for mojibake; shares of published tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR005", "structure.encoding-scars", Family.STRUCTURE, "scarred_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if used(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Scarred rows."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark scarred rows."""
        roles = context.settings.roles
        garbled = np.zeros(facts.rows, np.bool_)
        powers = np.zeros(facts.rows, np.bool_)
        counts = {"short": 0, "postcodes": 0, "zeros": 0}
        for name in used(roles):
            raw = facts.raw(name)
            if not raw.is_ascii:
                garbled |= raw.on_rows(_garbled(raw.texts))
            if roles.role_of(name) in NUMBER_LIKE and any_plus(raw.texts):
                powers |= raw.on_rows(matches(raw.texts, SCIENTIFIC))
        postcode = roles.first(Role.POSTCODE)
        if postcode is not None:
            raw = facts.raw(postcode)
            for kind, pattern in POSTCODES.items():
                counts[kind] = int(np.count_nonzero(raw.on_rows(matches(raw.texts, pattern))))
        counts |= {"garbled": int(garbled.sum()), "powers": int(powers.sum())}
        state.add(np.ones(facts.rows, np.bool_), garbled | powers, counts)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """The share of scarred rows."""
        if not state.seen:
            return self.not_applicable("FEW_ROWS", binding)
        short, full = state.counts["short"], state.counts["postcodes"]
        lost = short if full > short and not state.counts["zeros"] else 0
        measured: dict[str, Number] = {
            "scarred_share": state.share,
            "scarred_count": state.hits,
            "garbled_count": state.counts["garbled"],
            "scientific_count": state.counts["powers"],
            "lost_zero_count": lost,
            "rows_count": state.seen,
        }
        return self.weighed(binding, context, state.seen, measured, state.rows())


def any_plus(texts: ArrowTexts) -> bool:
    """Whether any text has the sign that every number in scientific notation has."""
    _, data = buffers(texts)
    return bool((data == ord("+")).any())


def _garbled(texts: ArrowTexts) -> Bools:
    """Which distinct texts hold mojibake or a replaced character."""
    from ftfy.badness import is_bad  # most samples are ASCII and never need it

    out = np.zeros(len(texts), np.bool_)
    beyond = np.flatnonzero(~bools(pc.string_is_ascii(texts)))
    out[beyond] = [
        REPLACED in cell or is_bad(cell[:MAX_CELL])
        for cell in texts.take(pa.array(beyond)).to_pylist()
    ]
    return out
