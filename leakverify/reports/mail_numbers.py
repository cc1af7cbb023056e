"""The counts of the section on mail domains as an edition prints them: exact, or with small ones kept back.

The kinds of domain, what is on the list and how it was answered add up to one another, so they are protected together.
"""

from dataclasses import dataclass
from typing import Final

from leakverify.model.look_up import DomainKind, MailStatus
from leakverify.model.looked_up import DomainCounts, KindCount, LookUpInfo
from leakverify.reports import small_counts
from leakverify.reports.small_counts import SMALL, Counts, Sum

FEW: Final = f"<{SMALL}"
Shown = int | str | None
"""A count; `<5`; or None, where another count could be computed from it."""

COLUMNS: Final = ("domains", "addresses", "rows")
TOTAL, NO_DOMAIN, ALL_CELLS = "total", "cells:no_domain", "cells:all"
LISTED, UNLISTED = "listed", "unlisted"


@dataclass(frozen=True, slots=True)
class Cells:
    """Domains, addresses and rows of one kind, or of all."""

    domains: Shown
    addresses: Shown
    rows: Shown


@dataclass(frozen=True, slots=True)
class MailNumbers:
    """What is printed. `kinds` and `statuses` are None where leaving them out is the only protection.

    `listed` are the sample's domains on the list that was asked for, `unlisted` those that are not.
    """

    kinds: dict[DomainKind, Cells] | None
    total: Cells
    no_domain: Shown
    listed: Shown = 0
    unlisted: Shown = 0
    statuses: dict[MailStatus, Shown] | None = None


def numbers(domains: DomainCounts, look_up: LookUpInfo | None, *, full: bool) -> MailNumbers:
    """The counts of an edition."""
    statuses = _statuses(look_up)
    if full:
        return _shown(domains, look_up, statuses, frozenset(), exact=True)
    for with_kinds, with_statuses in ((True, True), (False, True), (True, False), (False, False)):
        told_kinds = domains.kinds if with_kinds else {}
        told_statuses = statuses if with_statuses else {}
        kept_back = small_counts.hidden(_counts(domains, told_kinds, look_up, told_statuses))
        if kept_back is not None:
            shown = _shown(domains, look_up, told_statuses, kept_back)
            return _without(shown, kinds=with_kinds, statuses=with_statuses)
    nothing = Cells(None, None, None)
    return MailNumbers(None, nothing, None, None, None, None)


def _statuses(look_up: LookUpInfo | None) -> dict[MailStatus, int]:
    """How often each answer was given, those that were."""
    told = look_up.statuses if look_up else {}
    return {status: told[status.value] for status in MailStatus if told.get(status.value)}


def _unlisted(domains: DomainCounts, look_up: LookUpInfo | None) -> int | None:
    """The sample's domains that are not on the list; None where it was not matched with the sample."""
    left = domains.total.domains - look_up.domains if look_up else -1
    return left if left >= 0 else None


def _counts(
    domains: DomainCounts,
    kinds: dict[DomainKind, KindCount],
    look_up: LookUpInfo | None,
    statuses: dict[MailStatus, int],
) -> Counts:
    """Every count of the section with the sums and limits that tie it to others."""
    values = {f"{c}:{TOTAL}": getattr(domains.total, c) for c in COLUMNS}
    values |= {f"{c}:{k}": getattr(n, c) for k, n in kinds.items() for c in COLUMNS}
    values |= {NO_DOMAIN: domains.no_domain}
    sums = [Sum(f"{c}:{TOTAL}", tuple(f"{c}:{k}" for k in kinds)) for c in COLUMNS if kinds]
    known: set[str] = set()
    if domains.cells == domains.no_domain + domains.total.rows:
        values[ALL_CELLS] = domains.cells
        sums.append(Sum(ALL_CELLS, (f"rows:{TOTAL}", NO_DOMAIN)))
        known = {ALL_CELLS} if domains.cells >= SMALL else set()
    if look_up is not None:
        values |= {LISTED: look_up.domains} | {f"status:{s}": n for s, n in statuses.items()}
        if statuses:
            sums.append(Sum(LISTED, tuple(f"status:{s}" for s in statuses)))
        left = _unlisted(domains, look_up)
        if left is not None:
            values[UNLISTED] = left
            sums.append(Sum(f"domains:{TOTAL}", (LISTED, UNLISTED)))
    ordered = tuple(
        (f"{less}:{k}", f"{more}:{k}")
        for k in (*kinds, TOTAL)
        for less, more in (("domains", "addresses"), ("addresses", "rows"))
    )
    return Counts(values, tuple(sums), ordered, frozenset(known))


def _shown(
    domains: DomainCounts,
    look_up: LookUpInfo | None,
    statuses: dict[MailStatus, int],
    kept_back: frozenset[str],
    *,
    exact: bool = False,
) -> MailNumbers:
    """The numbers with those kept back replaced."""

    def show(name: str, value: int) -> Shown:
        if exact or name not in kept_back:
            return value
        return FEW if value < SMALL else None

    def cells(name: str, count: KindCount) -> Cells:
        return Cells(*(show(f"{c}:{name}", getattr(count, c)) for c in COLUMNS))

    return MailNumbers(
        {kind: cells(kind, count) for kind, count in domains.kinds.items()},
        cells(TOTAL, domains.total),
        show(NO_DOMAIN, domains.no_domain),
        show(LISTED, look_up.domains if look_up else 0),
        show(UNLISTED, _unlisted(domains, look_up) or 0),
        {status: show(f"status:{status}", n) for status, n in statuses.items()},
    )


def _without(shown: MailNumbers, *, kinds: bool, statuses: bool) -> MailNumbers:
    """The numbers without a table that would tell too much."""
    return MailNumbers(
        shown.kinds if kinds else None,
        shown.total,
        shown.no_domain,
        shown.listed,
        shown.unlisted,
        shown.statuses if statuses else None,
    )
