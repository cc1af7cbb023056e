"""STR005: damage that text and numbers take when files are converted."""

from typing import ClassVar, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import arrow_text, used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
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
REPLACED: Final = "\ufffd"
MAX_CELL: Final = 256


class Scars(StateCheck[RowLog]):
    """Mojibake, replaced characters, numbers in scientific notation, postcodes that lost a leading zero.

    Looks at: cells with characters beyond ASCII, and columns of digits.
    Why it tells: one history leaves one pattern of damage. Damage in some rows only shows that those rows
        came another way; a few scars are what age does to a real list.
    Innocent explanations: a spreadsheet that opened the file once; a migration between character sets.
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
            text = arrow_text(facts, name)
            garbled |= _garbled(text)
            if roles.role_of(name) in NUMBER_LIKE:
                powers |= _matching(text, SCIENTIFIC)
        postcode = roles.first(Role.POSTCODE)
        if postcode is not None:
            text = arrow_text(facts, postcode)
            counts["short"] = int(_matching(text, r"^\d{4}$").sum())
            counts["postcodes"] = int(_matching(text, r"^\d{5}$").sum())
            counts["zeros"] = int(_matching(text, r"^0\d{4}$").sum())
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


def _matching(text: pa.Array, pattern: str) -> Bools:
    """Rows whose cell matches."""
    return np.asarray(pc.fill_null(pc.match_substring_regex(text, pattern), False), np.bool_)


def _garbled(text: pa.Array) -> Bools:
    """Rows whose cell holds mojibake or a replaced character; distinct cells beyond ASCII are looked at once."""
    out = np.zeros(len(text), np.bool_)
    plain = pc.fill_null(pc.string_is_ascii(text), True)
    place = np.flatnonzero(~np.asarray(plain, np.bool_))
    if len(place):
        from ftfy.badness import is_bad  # most samples are ASCII and never need it

        coded = text.take(pa.array(place)).dictionary_encode()
        bad = np.array(
            [REPLACED in cell or is_bad(cell[:MAX_CELL]) for cell in coded.dictionary.to_pylist()],
            np.bool_,
        )
        out[place] = bad[np.asarray(coded.indices)]
    return out
