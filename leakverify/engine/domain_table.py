"""The table of the sample's domains, made in short steps from the kept pages.

Nobody's lock is held while a step works: a page is taken from the store, and a run goes on beside.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from leakverify.engine.store import RowStore
from leakverify.facts import domain_risks
from leakverify.facts.domains import DomainCounter, NameCounts, registrable
from leakverify.limits import MAX_DOMAINS
from leakverify.model.look_up import SampleDomain
from leakverify.model.messages import AskDomains, Domains
from leakverify.model.terms import Role
from leakverify.reference import domain_kinds

A_FRAME: Final = 1_000
_NAMES_A_STEP: Final = 1_000

Sums = dict[str, tuple[int, int]]


def steps(store: RowStore, roles: Sequence[Role], ask: AskDomains) -> Iterator[Domains | None]:
    """None after each step of work, then the parts of the table. Rows read after it was asked for are not in it."""
    counter = DomainCounter()
    wanted = [i for i, role in enumerate(roles) if role is Role.EMAIL]
    for index in range(store.pages if wanted else 0):
        for position in wanted:
            for chunk in store.table(index).column(position).chunks:
                counter.add(chunk)
            yield None
    counts = counter.counts()
    sums: Sums = {}
    no_domain = 0
    named = list(zip(counts.names, counts.rows, counts.addresses, strict=True))
    for at in range(0, len(named), _NAMES_A_STEP):
        no_domain += add(sums, named[at : at + _NAMES_A_STEP])
        yield None
    yield from _told(sums, counts, no_domain, ask.token)


def add(sums: Sums, part: Sequence[tuple[str, int, int]]) -> int:
    """Add names with rows and addresses to their registrable domains; the rows of what is no domain."""
    lost = 0
    for name, rows, addresses in part:
        domain = registrable(name)
        if not domain:
            lost += rows
            continue
        before = sums.get(domain, (0, 0))
        sums[domain] = (before[0] + rows, before[1] + addresses)
    return lost


def describe(domain: str, rows: int, addresses: int) -> SampleDomain:
    """One domain with what is known of it offline."""
    known = domain_kinds.about(domain)
    risks = domain_risks.risks(domain, addresses, public=known.kind in domain_kinds.PUBLIC)
    return SampleDomain(
        domain,
        rows,
        addresses,
        known.kind,
        risks,
        known.country,
        known.closed,
        known.resembles,
        known.shown,
    )


def _told(sums: Sums, counts: NameCounts, no_domain: int, token: int) -> Iterator[Domains | None]:
    """The domains in parts, those with most rows first."""
    ordered = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    kept = ordered[:MAX_DOMAINS]
    left_out = counts.left_out + len(ordered) - len(kept)
    for at in range(0, max(len(kept), 1), A_FRAME):
        rows = tuple(describe(domain, *sums_of) for domain, sums_of in kept[at : at + A_FRAME])
        more = at + A_FRAME < len(kept)
        yield Domains(token, rows, counts.total_rows, counts.distinct, more, no_domain, left_out)
