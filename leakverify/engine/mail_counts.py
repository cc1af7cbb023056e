"""The parent's sums over the domain table: what the assessment keeps of it, and what the full edition shows."""

from collections import Counter
from collections.abc import Iterable, Sequence

from leakverify.model.look_up import DomainKind, SampleDomain
from leakverify.model.looked_up import AnsweredDomain, DomainCounts, KindCount, LookUp
from leakverify.model.messages import Domains

OTHER_REASON = "other"
"""A domain that nothing kept off the list but the user's choice, or that another list was made for."""


def counts_of(parts: Iterable[Domains]) -> DomainCounts:
    """How many domains, addresses and rows each kind has; the parts are those of one answer, or one whole answer."""
    sums: dict[DomainKind, KindCount] = {}
    cells = no_domain = left_out = 0
    for part in parts:
        cells, no_domain, left_out = part.total_rows, part.no_domain, part.left_out
        for row in part.rows:
            had = sums.get(row.kind, KindCount())
            sums[row.kind] = KindCount(
                had.domains + 1, had.addresses + row.addresses, had.rows + row.rows
            )
    ordered = {kind: sums[kind] for kind in DomainKind if kind in sums}
    return DomainCounts(ordered, cells, no_domain, left_out)


def not_asked(look_up: LookUp, domains: Iterable[SampleDomain]) -> dict[str, int]:
    """Why domains of the sample are not on the list: their first risk, or the kind that cannot be asked for."""
    listed = {answer.domain for answer in look_up.answers}
    return dict(Counter(_reason(d) for d in domains if d.domain not in listed))


def _reason(domain: SampleDomain) -> str:
    if not domain.may_be_asked:
        return domain.kind.value
    return domain.risks[0].value if domain.risks else OTHER_REASON


def answered(look_up: LookUp, domains: Sequence[SampleDomain]) -> tuple[AnsweredDomain, ...]:
    """The sample's own domains with their answers, those with most rows first."""
    rows = {d.domain: d.rows for d in domains}
    own = [AnsweredDomain(a.domain, rows[a.domain], a) for a in look_up.answers if a.domain in rows]
    return tuple(sorted(own, key=lambda d: (-d.rows, d.domain)))
