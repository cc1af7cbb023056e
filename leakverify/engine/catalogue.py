"""The catalogue of checks as cards, for whoever lists them."""

from leakverify.checks.catalogue import CHECKS
from leakverify.model.finding import CheckInfo
from leakverify.model.terms import Family
from leakverify.scoring.people_findings import PEOPLE


def cards() -> tuple[CheckInfo, ...]:
    """Every check's card, by family and id."""
    order = list(Family)
    infos = (*(check.info for check in CHECKS), *(called.info for called in PEOPLE))
    return tuple(sorted(infos, key=lambda i: (order.index(i.family), i.id)))


def by_id() -> dict[str, CheckInfo]:
    """Every check's card by its id."""
    return {info.id: info for info in cards()}
