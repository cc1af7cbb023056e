"""A look-up that was made: the answers with what binds them to their list, and what a report says of them."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from leakverify.model.look_up import Answer, DomainKind, MailStatus


@dataclass(frozen=True, slots=True)
class KindCount:
    """The domains of one kind, the distinct addresses in them, and the rows with such an address."""

    domains: int = 0
    addresses: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class DomainCounts:
    """The mail domains of a sample by kind, without the name of a domain; kinds without a domain are absent.

    `cells` counts the filled cells of all columns of addresses, `no_domain` those of them with no domain that could be
    asked for, `left_out` the domains beyond what is counted one by one (`limits.MAX_DOMAINS`, the rarest).
    """

    kinds: dict[DomainKind, KindCount] = field(default_factory=dict)
    cells: int = 0
    no_domain: int = 0
    left_out: int = 0

    @property
    def total(self) -> KindCount:
        """All kinds together."""
        every = self.kinds.values()
        return KindCount(
            sum(k.domains for k in every),
            sum(k.addresses for k in every),
            sum(k.rows for k in every),
        )


@dataclass(frozen=True, slots=True)
class AnsweredDomain:
    """A domain of the sample with its rows and its answer: for the full edition of a report alone."""

    domain: str
    rows: int
    answer: Answer


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
    hiding the others: in a list that has been matched with a sample, those that the sample lacks. `not_asked` counts the
    sample's domains that are not on the list, by the `Risk` or the `DomainKind` that kept them off it, or "other".
    """

    answers: tuple[Answer, ...]
    list_sha256: str
    answers_sha256: str
    decoys: frozenset[str] = field(default=frozenset())
    not_asked: dict[str, int] = field(default_factory=dict)

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
            proxied=_how_many(sum(a.proxied for a in asked), len(asked)),
            not_asked=dict(sorted(self.not_asked.items())),
        )


def _how_many(some: int, whole: int) -> str:
    """In one word, so that it tells no small number."""
    if not some:
        return "none"
    return "all" if some == whole else "some"


@dataclass(frozen=True, slots=True)
class LookUpInfo:
    """A look-up as the assessment records it: whom, when, how many, and how it was answered.

    `statuses` counts the sample's own domains by `MailStatus`; `queries` counts every question, those for decoys too.
    `proxied` tells how many of the asked domains were asked through a proxy: `none`, `some` or `all`.
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
    proxied: str = "none"
    not_asked: dict[str, int] = field(default_factory=dict)
