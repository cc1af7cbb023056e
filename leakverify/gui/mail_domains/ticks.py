"""Which domains will be asked for: the usual ones at first, risky ones only by a decision about each."""

from collections import Counter
from collections.abc import Iterable, Mapping

from leakverify.model.look_up import Answer, Risk, SampleDomain
from leakverify.model.looked_up import LeftOut


class Ticks:
    """What is ticked, by domain. There is no way to tick several risky ones at once."""

    def __init__(self) -> None:
        self._domains: dict[str, SampleDomain] = {}
        self._usual: frozenset[str] = frozenset()
        self._risky: frozenset[str] = frozenset()
        self._ticked: set[str] = set()

    def show(self, domains: Iterable[SampleDomain]) -> None:
        """Another table; what the user decided about a domain that is still there stays."""
        before = self._domains
        self._domains = {d.domain: d for d in domains}
        self._usual = frozenset(n for n, d in self._domains.items() if d.asked_by_default)
        askable = frozenset(n for n, d in self._domains.items() if d.may_be_asked)
        self._risky = askable - self._usual
        same = {name for name in askable if before.get(name) == self._domains[name]}
        self._ticked = (self._ticked & same) | (self._usual - same)

    def is_ticked(self, name: str) -> bool:
        """Whether a domain will be asked for."""
        return name in self._ticked

    def needs_word(self, name: str) -> bool:
        """Whether ticking this one takes a second word: it is known to raise an alarm."""
        return Risk.CANARY in self._domains[name].risks and name not in self._ticked

    def tick(self, name: str, *, on: bool) -> bool:
        """Tick or untick one domain; False where it cannot exist."""
        if name not in self._usual and name not in self._risky:
            return False
        if on:
            self._ticked.add(name)
        else:
            self._ticked.discard(name)
        return True

    def usual(self) -> None:
        """Exactly those whose question betrays nobody."""
        self._ticked = set(self._usual)

    def none(self) -> None:
        """Nothing."""
        self._ticked.clear()

    def to_ask(self, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """What is ticked and not known yet, in the table's order."""
        wanted = self._ticked - _answered(answers)
        return tuple(name for name in self._domains if name in wanted)

    def left_out(self, answers: Mapping[str, Answer]) -> Counter[LeftOut]:
        """How many will not be asked, by the first reason that fits."""
        answered = _answered(answers) & (self._usual | self._risky)
        asked = self._ticked | answered
        counts = Counter(
            {
                LeftOut.CANNOT_EXIST: len(self._domains) - len(self._usual) - len(self._risky),
                LeftOut.ANSWERED: len(answered),
                LeftOut.RISKY: len(self._risky - asked),
                LeftOut.UNTICKED: len(self._usual - asked),
            }
        )
        return +counts


def _answered(answers: Mapping[str, Answer]) -> set[str]:
    return {name for name, answer in answers.items() if answer.status.is_known}
