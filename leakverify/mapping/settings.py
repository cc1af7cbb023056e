"""What every batch of a run must agree on: the country assumed, and how each column writes dates and numbers."""

import datetime as dt
from typing import Final

from leakverify.facts.batch import Batch
from leakverify.facts.cells import cell_facts
from leakverify.facts.hints import vote_date_hints, vote_number_hints
from leakverify.facts.settings import ColumnHints, FactSettings
from leakverify.mapping import homeland
from leakverify.mapping.sample import HEAD_ROWS
from leakverify.model.claim import Claim
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Role

_DATED: Final = frozenset({*TIME_ROLES, Role.BIRTH_DATE})


def settings_for(head: Batch, mapping: Mapping, claim: Claim, as_of: dt.date) -> FactSettings:
    """Settle a run's facts on the head of the sample, so that every split of the rows reads alike."""
    frame = head.frame.iloc[:HEAD_ROWS]
    country = (claim.country or "").strip().upper() or homeland.vote(frame, mapping)
    hints: dict[str, ColumnHints] = {}
    for column in mapping:
        if column.role in _DATED:
            hints[column.name] = vote_date_hints(cell_facts(frame[column.name]).values)
        elif column.role is Role.AMOUNT:
            hints[column.name] = vote_number_hints(cell_facts(frame[column.name]).values)
    return FactSettings(roles=mapping, as_of=as_of, country=country, hints=hints)
