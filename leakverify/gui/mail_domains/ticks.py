"""Which domains will be asked for: the usual ones at first, risky ones only by a decision about each."""

from collections import Counter
from collections.abc import Iterable, Mapping

from leakverify.model.look_up import Answer, Risk, SampleDomain
from leakverify.model.looked_up import LeftOut


class Ticks:
    """What is ticked, by domain. There is no way to tick several risky ones at once."""

    def __init__(self) -> None:
        self._domains: dict[str, SampleDomain] = {}
        self._ticked: set[str] = set()

    def show(self, domains: Iterable[SampleDomain]) -> None:
        """Another table; what the user decided about a domain that is still there stays."""
        before = self._domains
        self._domains = {d.domain: d for d in domains}
        self._ticked = {
            name
            for name, domain in self._domains.items()
            if (name in self._ticked if before.get(name) == domain else domain.asked_by_default)
        }

    def is_ticked(self, name: str) -> bool:
        """Whether a domain will be asked for."""
        return name in self._ticked

    def needs_word(self, name: str) -> bool:
        """Whether ticking this one takes a second word: it is known to raise an alarm."""
        return Risk.CANARY in self._domains[name].risks and name not in self._ticked

    def tick(self, name: str, *, on: bool) -> bool:
        """Tick or untick one domain; False where it cannot exist."""
        domain = self._domains.get(name)
        if domain is None or not domain.may_be_asked:
            return False
        if on:
            self._ticked.add(name)
        else:
            self._ticked.discard(name)
        return True

    def usual(self) -> None:
        """Exactly those whose question betrays nobody."""
        self._ticked = {n for n, domain in self._domains.items() if domain.asked_by_default}

    def none(self) -> None:
        """Nothing."""
        self._ticked.clear()

    def to_ask(self, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """What is ticked and not known yet, in the table's order."""
        return tuple(
            name
            for name in self._domains
            if name in self._ticked and not _is_answered(answers.get(name))
        )

    def left_out(self, answers: Mapping[str, Answer]) -> Counter[LeftOut]:
        """How many will not be asked, by the first reason that fits."""
        return Counter(
            why
            for domain in self._domains.values()
            if (why := self._why_not(domain, answers)) is not None
        )

    def _why_not(self, domain: SampleDomain, answers: Mapping[str, Answer]) -> LeftOut | None:
        if not domain.may_be_asked:
            return LeftOut.CANNOT_EXIST
        if _is_answered(answers.get(domain.domain)):
            return LeftOut.ANSWERED
        if domain.domain in self._ticked:
            return None
        return LeftOut.RISKY if domain.risks else LeftOut.UNTICKED


def _is_answered(answer: Answer | None) -> bool:
    return answer is not None and answer.status.is_known
