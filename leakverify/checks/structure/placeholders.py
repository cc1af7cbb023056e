"""STR004: words that stand for nothing, such as NA, (blank) or -999."""

from typing import ClassVar, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.arrow_text import buffers
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family

WORDS: Final = (
    "na", "n/a", "n.a.", "n.a", "nan", "null", "(null)", "none", "nil", "nul", "\\n", "#n/a", "#value!",
    "#ref!", "(blank)", "blank", "[blank]", "(empty)", "empty", "unknown", "unk", "undefined", "not available",
    "not applicable", "not given", "not specified", "not provided", "missing", "tbd", "-", "--", "---", ".",
    "?", "??", "x", "xx", "xxx", "-999", "-9999", "9999", "99999", "999999", "inconnu", "non renseigné", "néant",
    "sans", "unbekannt", "keine", "k.a.", "desconocido", "ninguno", "desconhecido", "nenhum", "sconosciuto",
    "onbekend", "geen", "nieznany", "brak", "нет", "неизвестно", "غير معروف", "نامشخص", "不明", "なし",
    "0000-00-00", "0000-00-00 00:00:00", "01/01/1900", "1900-01-01", "1970-01-01", "1970-01-01 00:00:00",
)  # fmt: skip
"""What people and programs write where there is nothing, folded to lower case."""

LONGEST: Final = 40
"""Bytes of a cell that can be such a word with some space around it."""


class Placeholders(StateCheck[RowLog]):
    """Words in cells that stand for "nothing".

    Looks at: every cell, against a list of what people and programs write where there is nothing.
    Why it tells: grown databases collect them (18 of 42 published tables, up to 12 % of cells). A generator hardly
        ever writes one.
    Innocent explanations: a person who types “none” or a dash where a cell is empty; an export that writes
        the word NULL for missing cells.
    Reads as: faintly as claimed where there are some.
    Source: spellings seen in published tables; shares measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR004", "structure.placeholders", Family.STRUCTURE, "placeholder_share", Evidence.ABSENCE
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if used(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows that hold such a word."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark rows in which any cell is such a word."""
        words = pa.array(WORDS, pa.large_string())
        hit = np.zeros(facts.rows, np.bool_)
        cells = columns = 0
        for name in used(context.settings.roles):
            raw = facts.raw(name)
            place = np.flatnonzero(np.diff(buffers(raw.texts)[0]) <= LONGEST)
            folded = pc.utf8_lower(pc.utf8_trim_whitespace(raw.texts.take(pa.array(place))))
            word = np.zeros(len(raw.texts), np.bool_)
            word[place[np.asarray(pc.is_in(folded, words))]] = True
            if word.any():
                found = raw.on_rows(word)
                hit |= found
                cells += int(np.count_nonzero(found))
            columns += 1
        state.add(np.ones(facts.rows, np.bool_), hit, {"cells": cells, "all": columns * facts.rows})

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """The share of such cells."""
        if not state.counts.get("all"):
            return self.not_applicable("FEW_ROWS", binding)
        measured: dict[str, Number] = {
            "placeholder_share": state.counts["cells"] / state.counts["all"],
            "placeholder_count": state.counts["cells"],
            "rows_count": state.seen,
        }
        return self.weighed(binding, context, state.seen, measured, state.rows())
