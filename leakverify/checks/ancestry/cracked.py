"""ANC012: traces of password cracking among passwords."""

import re
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import passwords

MIN_VALUES: Final = 30
MIN_HITS: Final = 3
FEW: Final = 0.002
LITTLE: Final = 0.25
"""So few may have been planted, or be one user's joke."""

HEX: Final = re.compile(r"\$HEX\[(?:[0-9a-fA-F]{2}){1,200}\]")
PAIR: Final = re.compile(r"[0-9a-fA-F]{32}(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{32})?:(.{1,64})")

GENUINE: Final = Beta(0.03, 300.0, 0.003)
"""One user's joke in ten thousand; one new leak in three hundred whose seller cracked it."""
TRACES: Final = {Reading.RECYCLED: Trace(Beta(0.4, 1.2), 0.4)}


class Cracked(StateCheck[Marked]):
    """Passwords in the notation of cracking programs.

    Looks at: each distinct password or hash, for two marks. One is `$HEX[...]`, the way in which cracking programs
        write a password with a colon or a foreign letter. The other is an unsalted digest, then a colon and one of
        the most common passwords.
    Why it tells: no site stores that. Such cells were written by a cracking program that worked on stolen hashes. So
        the list passed through the hands of people who trade passwords, mostly as a mixture of older leaks.
    Innocent explanations: the source cracked the hashes of a new leak; one user took such a text as password.
    Reads as: reused where more than a handful of passwords bear the trace; none says nothing.
    Source: the documentation of hashcat and John the Ripper; 93,000 such cells in a list sold as plain text (Hunt).
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC012", "ancestry.cracked", Family.ANCESTRY, "cracked_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Columns of passwords and hashes."""
        return each(roles, Role.PASSWORD, Role.PASSWORD_HASH)

    def state(self, binding: Binding, context: Context) -> Marked:
        """Rows counted, passwords weighed."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the cells."""
        cells = facts.cells(binding.columns[0])
        keys = facts.key(binding.columns, context.seed)
        state.add(keys, cells.filled, cells.on_rows(_bears_trace(cells.values), False))

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """Weigh the share of passwords with the trace."""
        if state.n < MIN_VALUES:
            return self.not_applicable("FEW_VALUES", binding)
        measured: dict[str, Number] = {
            "cracked_share": state.hits / state.n,
            "cracked_count": state.log.hits,
            "values_count": state.n,
        }
        weights = traced(state.hits, state.n, GENUINE, TRACES)
        most = 2.0 if state.hits >= MIN_HITS and state.hits > FEW * state.n else LITTLE
        support = {r: max(0.0, min(most, w)) for r, w in weights.items()}
        return self.exhibited(binding, measured, support, state.log.rows())


def _bears_trace(values: Texts) -> Bools:
    """Which distinct cells were written by a cracking program."""
    marked = np.fromiter(
        (v.startswith("$HEX[") and HEX.fullmatch(v) is not None for v in values),
        np.bool_,
        len(values),
    )
    for i, value in enumerate(values.tolist()):
        if ":" in value and (pair := PAIR.fullmatch(value)) is not None:
            marked[i] = bool(passwords.known("text", np.array([pair.group(1)], object))[0])
    return marked
