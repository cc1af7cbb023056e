"""STR021: ObjectIds of which no two come from the same machine."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.columns import hashes
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_IDS: Final = 20
DIGITS: Final = 24
MACHINE: Final = slice(8, 18)
"""After eight digits of time come ten that stay the same while one program runs."""

APART: Final = 0.9
"""So many parts of their own mean that no program ran for two records; random digits give 1."""
WEIGHT: Final = 0.9
"""One genuine system in eight may let each visitor's browser draw the identifier."""
TOGETHER: Final = 0.5
SPEAKS_FOR: Final = -0.3


class ObjectIds(StateCheck[DistinctSample]):
    """How often ObjectIds share the part that names the machine and its running program.

    Looks at:
        Digits 9 to 18 of each ObjectId. These are five bytes that a program draws once, when it starts. It then
        repeats them in each identifier that it makes.

    Why it tells:
        A server writes many records between two starts, so a real list repeats these digits again and again. Random
        digits never do: two in a thousand million million rows.

    Innocent explanations:
        - Identifiers that are drawn in the browser or phone of each visitor.
        - A sample with one row from each of very many machines.

    Reads as:
        Invented where no two identifiers share the part.

    Source:
        The documentation of MongoDB. Exact arithmetic for random digits.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR021", "structure.objectid-machine", Family.STRUCTURE, "apart_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of ObjectIds."""
        return each(roles, Role.OBJECT_ID)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct identifiers with their machine part."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Take the machine part of each distinct identifier."""
        ids = facts.identifiers(binding.columns[0])
        keys = facts.key(binding.columns, context.seed)
        places = state.pick(keys, ids.on_rows(ids.kind == "objectid", False))
        texts = [bare(str(text))[MACHINE] for text in ids.values[ids.codes[places]].tolist()]
        parts = hashes(np.array(texts, dtype=object)).view(np.int64)
        state.take(keys, places, {"machine": parts})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Compare the number of machine parts with the number of identifiers."""
        n = len(state)
        if n < MIN_IDS:
            return self.not_applicable("FEW_VALUES", binding, {"ids_count": n})
        count = len(np.unique(state.whole("machine")))
        measured: dict[str, Number] = {
            "apart_share": count / n,
            "machines_count": count,
            "ids_count": n,
        }
        apart = count / n
        weight = WEIGHT if apart >= APART else SPEAKS_FOR if apart <= TOGETHER else 0.0
        rows = state.rows(np.full(n, weight > 0))
        return self.exhibited(binding, measured, {Reading.FABRICATED: weight}, rows)


def bare(text: str) -> str:
    """The digits of an ObjectId without the words around them."""
    inside = text.lower().replace("objectid(", "").strip("\"')")
    return inside[:DIGITS]
