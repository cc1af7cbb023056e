"""TIM023: of what time the mail providers of a list are."""

import datetime as dt
from functools import cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role
from leakverify.reference import ages, mail
from leakverify.reference.hashing import hash_words

MIN_ADDRESSES: Final = 50
MIN_AT_PROVIDERS: Final = 20
SEVERAL: Final = 3
FEW: Final = 0.003
"""A provider counts as present with three addresses and 0.3 % of all: below that it may have been planted."""


ENOUGH: Final = 5
NAMED: Final = 3
LONGEST: Final = 60
DAY: Final = 86_400


class ProviderEra(StateCheck[DistinctSample]):
    """Before what year a list cannot have been made, and how much of it is older than living providers.

    Looks at: distinct addresses at providers whose first or last day is known.
    Why it tells: an old list sold as new is full of providers that closed years ago and has nobody at the young ones. A list
        with many at young providers cannot be as old as it is said to be.
    Innocent explanations: members who never came back keep their old address for ever; older customers.
    Reads as: reused where many addresses are at closed providers. What contradicts the claimed period is told beside.
    Source: announcements of the providers; shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM023", "timeline.provider-era", Family.TIMELINE, "closed_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct addresses."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Lay first and last days over the addresses."""
        emails = facts.emails(binding.columns[0])
        domains = emails.domains.tolist()
        last = mail.load().dead
        has = emails.on_rows(emails.domain_codes >= 0, False)
        keys = facts.key(binding.columns, context.seed, folded=True)
        places = state.pick(keys, has)
        born = _on_rows([ages.domain_born(d) for d in domains])
        closed = _on_rows([_midnight(last[d]) if d in last else None for d in domains])
        free = emails.free | np.array([d in last for d in domains], np.bool_)
        values = {
            "born": emails.by_domain(born, NO_TIME)[places],
            "closed": emails.by_domain(closed, NO_TIME)[places],
            "free": emails.by_domain(free, False)[places].astype(np.int64),
            "domain": emails.by_domain(hash_words(emails.domains).astype(np.int64), 0)[places],
        }
        state.take(keys, places, dict(values))

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The youngest provider that is truly present, and the share of closed ones."""
        born, closed, free = (state.whole(name) for name in ("born", "closed", "free"))
        at_providers = int(free.sum())
        if len(state) < MIN_ADDRESSES or at_providers < MIN_AT_PROVIDERS:
            return self.not_applicable("FEW_VALUES", binding)
        gone = closed != NO_TIME
        claim = context.claim
        end, start = claim.period_to or claim.stolen, claim.period_from
        measured: dict[str, Number] = {
            "closed_share": int(gone.sum()) / at_providers,
            "closed_count": int(gone.sum()),
            "provider_address_count": at_providers,
            "address_count": len(state),
            "not_before_year": _youngest(born, len(state)),
            "younger_than_claim_count": None if end is None else _younger(born, end),
            "closed_before_claim_count": None
            if start is None
            else int(np.count_nonzero(gone & (closed < _at(start)))),
            **_named("born", born, state.whole("domain")),
            **_named("closed", closed, state.whole("domain")),
        }
        return self.weighed(binding, context, at_providers, measured, state.rows(gone))


def _youngest(born: Ints, addresses: int) -> str | None:
    """The year of the youngest provider with more than a handful of addresses."""
    days, counts = np.unique(born[born != NO_TIME], return_counts=True)
    present = days[counts >= max(SEVERAL, FEW * addresses)]
    if not len(present):
        return None
    # A year as a word, for numbers get thousands marks.
    return str(dt.datetime.fromtimestamp(int(present[-1]), dt.UTC).year)


def _named(kind: str, days: Ints, domains: Ints) -> dict[str, Number]:
    """The youngest providers, or those closed last, with the month, for the picture: known ones with five addresses or more."""
    names = _known_names()
    found = []
    for day in np.unique(days[days != NO_TIME])[::-1]:
        keys, counts = np.unique(domains[days == day], return_counts=True)
        month = str(np.datetime64(int(day) // DAY, "D").astype("M8[M]"))
        at_day = zip(keys, counts, strict=True)
        found += [(names[int(k)], month) for k, c in at_day if int(k) in names and c >= ENOUGH]
    out: dict[str, Number] = {}
    for place, (name, month) in enumerate(found[:NAMED], start=1):
        out[f"{kind}_{place}_domain"], out[f"{kind}_{place}_month"] = name, month
    return out


@cache
def _known_names() -> dict[int, str]:
    """Providers whose first or last day is known, by the key of their domain."""
    names = sorted({*ages.load().providers, *mail.load().dead})
    keys = hash_words(np.array(names, dtype=object)).astype(np.int64)
    return {int(k): name for k, name in zip(keys, names, strict=True) if len(name) <= LONGEST}


def _younger(born: Ints, end: dt.date) -> int:
    """Addresses that cannot have existed at the end of the claimed period."""
    return int(np.count_nonzero((born != NO_TIME) & (born > _at(end))))


def _at(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


def _midnight(day: str) -> int:
    return _at(dt.date.fromisoformat(day))


def _on_rows(days: list[int | None]) -> Ints:
    return np.array([NO_TIME if d is None else d for d in days], np.int64)
