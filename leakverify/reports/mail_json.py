"""Mail domains and their look-up in the JSON; no domain is named in either edition.

In the shareable edition a count of 1-4 is the text `<5`, and a count from which such a one could be computed is null.
"""

from dataclasses import asdict
from typing import Any

from leakverify.model.assessment import Assessment
from leakverify.model.looked_up import DomainCounts
from leakverify.reports import mail_part
from leakverify.reports.mail_numbers import FEW, MailNumbers, Shown, numbers
from leakverify.reports.small_counts import SMALL


def mail_domains(assessment: Assessment, *, full: bool) -> dict[str, Any] | None:
    """Domains, addresses and rows by kind; null where they were not counted."""
    domains = assessment.sample.mail_domains
    if domains is None:
        return None
    shown = _shown(assessment, full=full)
    return {
        "kinds": {k.value: asdict(cells) for k, cells in shown.kinds.items()}
        if shown.kinds is not None
        else None,
        "total": asdict(shown.total),
        "cells": _alone(domains.cells, full=full),
        "no_domain": shown.no_domain,
        "left_out": _alone(domains.left_out, full=full),
    }


def _alone(count: int, *, full: bool) -> Shown:
    """A count that no other adds up to."""
    return FEW if not full and 0 < count < SMALL else count


def look_up(assessment: Assessment, *, full: bool) -> dict[str, Any] | None:
    """The look-up that was made; null where there was none."""
    told = assessment.network.look_up
    if told is None:
        return None
    shown = _shown(assessment, full=full)
    hashes = mail_part.tells_hashes(told, full=full)
    return asdict(told) | {
        "resolvers": list(mail_part.resolvers(told, full=full)),
        "domains": shown.listed,
        "statuses": {s.value: n for s, n in shown.statuses.items()}
        if shown.statuses is not None
        else None,
        "list_sha256": told.list_sha256 if hashes else None,
        "answers_sha256": told.answers_sha256 if hashes else None,
        "not_asked": dict(told.not_asked) if full else None,
    }


def _shown(assessment: Assessment, *, full: bool) -> MailNumbers:
    """The counts of the edition."""
    domains = assessment.sample.mail_domains or DomainCounts()
    return numbers(domains, assessment.network.look_up, full=full)
