"""TIM022: addresses and numbers that did not exist yet when the record was last touched."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Reading, Role
from leakverify.reference import ages

DAY: Final = 86_400
MIN_THINGS: Final = 10
MIN_HITS: Final = 3
EARLY: Final = 0.01
"""The earliest per cent of the dates may be placeholders, and must not make old things count as young."""
LAST_TOUCH: Final = (Role.UPDATED, Role.LAST_LOGIN, Role.EVENT_TIME)

GENUINE: Final = Beta(0.25, 6.0, 0.02)
"""Clocks, imports and stale columns leave some."""
RENEWED: Final = Beta(0.6, 1.5, 0.1)
"""Where only the day of joining is known, people may have changed their address since, in any number."""
TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(1.2, 1.0), 0.6),
    Reading.TAMPERED: Trace(Beta(1.0, 3.0), 0.3),
}
PASS: Final = -0.2
RENEWED_MOST: Final = 0.4
FAINT: Final = 0.2


@dataclass(slots=True)
class Young:
    """Things with a known birth: rows that came too early, and each distinct thing with its row's last date."""

    log: RowLog = field(default_factory=RowLog)
    things: DistinctSample = field(default_factory=DistinctSample)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.log.merge(later.log)
        self.things.merge(later.things)


class Anachronism(StateCheck[Young]):
    """Addresses at a provider, under an ending or in a phone block that came later than the record's last date.

    Looks at: each distinct address or number whose provider, ending or block has a known first day, and the latest
        date of its row. Only those count that are younger than the first dates of the list.
    Why it tells: nobody had an address at proton.me in 2012. Dates drawn without thought of that put young providers into
        old rows.
    Innocent explanations: the person changed the address later, and the list kept the day of joining only. Without a
        column of changes or logins the finding weighs next to nothing; a clock that ran slow; an import with old
        dates.
    Reads as: invented, or altered where only dates were redrawn.
    Source: Announcements of the providers, IANA's root zone, ARCEP, Ofcom, NANPA. Unsure days stand at the start of
        their year.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM022", "timeline.anachronism", Family.TIMELINE, "early_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first address and the first number, each with all times of the row."""
        times = roles.named(*TIME_ROLES)
        things = [roles.first(role) for role in (Role.EMAIL, Role.PHONE)]
        found = [Binding((name, *times)) for name in things if name is not None]
        return found if times and found else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Young:
        """Nothing seen."""
        return Young()

    def look(self, state: Young, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare the birth of each thing with the last date of its row."""
        thing, *times = binding.columns
        born = _births(facts, thing)
        latest = np.maximum.reduce([facts.dates(name).seconds_on_rows() for name in times])
        both = (born != NO_TIME) & (latest != NO_TIME)
        early = both & (np.where(both, latest, 0) < np.where(both, born, 0) - DAY)
        state.log.add(both, early)
        keys = facts.key((thing,), context.seed, folded=True)
        places = state.things.pick(keys, both)
        state.things.take(keys, places, {"born": born[places], "latest": latest[places]})

    def judge(self, state: Young, binding: Binding, context: Context) -> Finding:
        """The share of young things that came too early."""
        born, latest = state.things.whole("born"), state.things.whole("latest")
        if len(latest):
            young = born > np.quantile(latest, EARLY)
            born, latest = born[young], latest[young]
        n, hits = len(born), int(np.count_nonzero(latest < born - DAY))
        if n < MIN_THINGS:
            return self.not_applicable("FEW_VALUES", binding, {"young_count": n})
        roles = context.settings.roles
        touched = any(roles.role_of(name) in LAST_TOUCH for name in binding.columns[1:])
        measured: dict[str, Number] = {
            "early_share": hits / n,
            "early_count": hits,
            "early_rows": state.log.hits,
            "young_count": n,
        }
        most = 0.0 if hits < MIN_HITS else 2.0 if touched else RENEWED_MOST
        weights = traced(hits, n, GENUINE if touched else RENEWED, TRACES)
        # A trace that weighs next to nothing shall not stand as an exhibit.
        support = {
            r: max(PASS, min(most, w)) if w <= 0 or w >= FAINT else 0.0 for r, w in weights.items()
        }
        return self.exhibited(binding, measured, support, state.log.rows())


def _births(facts: Facts, column: str) -> Ints:
    """The first day of each row's provider or block in seconds, NO_TIME where nothing is known."""
    if facts.settings.roles.role_of(column) is Role.EMAIL:
        emails = facts.emails(column)
        return emails.by_domain(_known([ages.domain_born(d) for d in emails.domains]), NO_TIME)
    phones = facts.phones(column)
    # Most blocks have no known day: only the few starts in the table are asked for.
    starts = tuple(ages.load().phones)
    short = min(map(len, starts), default=0)
    heads = {start[:short] for start in starts}
    born = [
        ages.number_born(n) if n[:short] in heads and n.startswith(starts) else None
        for n in phones.e164.tolist()
    ]
    return phones.on_rows(_known(born), NO_TIME)


def _known(births: list[int | None]) -> Ints:
    """Births with NO_TIME for the unknown."""
    return np.array([NO_TIME if b is None else b for b in births], np.int64)
