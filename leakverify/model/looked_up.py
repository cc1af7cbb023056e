"""A look-up that was made: the answers with what binds them to their list, and what a report says of them."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from leakverify.model.look_up import Answer, MailStatus


class LeftOut(StrEnum):
    """Why a domain of the sample is not asked for."""

    RISKY = "risky"
    CANNOT_EXIST = "cannot_exist"
    ANSWERED = "answered"
    UNTICKED = "unticked"


@dataclass(frozen=True, slots=True)
class LookUp:
    """All answers to one list of domains.

    `list_sha256` is the hash of the list that was asked, `answers_sha256` that of the answers as they stand in a file, so that
    a report names both and anybody who has the files can check them. `decoys` are domains that were asked for the sake of
    hiding the others: in a list that has been matched with a sample, those that the sample lacks.
    """

    answers: tuple[Answer, ...]
    list_sha256: str
    answers_sha256: str
    decoys: frozenset[str] = field(default=frozenset())

    @property
    def own(self) -> tuple[Answer, ...]:
        """The answers on the sample's own domains."""
        return tuple(a for a in self.answers if a.domain not in self.decoys)

    def summary(self) -> "LookUpInfo":
        """What the report says, without the name of a domain."""
        asked = [a for a in self.answers if a.status is not MailStatus.NOT_ASKED]
        times = sorted(a.asked_at for a in asked if a.asked_at)
        return LookUpInfo(
            resolvers=tuple(sorted({a.resolver for a in asked if a.resolver})),
            began=times[0] if times else "",
            ended=times[-1] if times else "",
            list_sha256=self.list_sha256,
            answers_sha256=self.answers_sha256,
            domains=len(self.own),
            decoys=len(self.decoys),
            queries=sum(a.queries for a in self.answers),
            statuses=dict(sorted(Counter(a.status.value for a in self.own).items())),
        )


@dataclass(frozen=True, slots=True)
class LookUpInfo:
    """A look-up as the assessment records it: whom, when, how many, and how it was answered.

    `statuses` counts the sample's own domains by `MailStatus`; `queries` counts every question, those for decoys too.
    """

    resolvers: tuple[str, ...]
    began: str
    ended: str
    list_sha256: str
    answers_sha256: str
    domains: int
    decoys: int
    queries: int
    statuses: dict[str, int]
