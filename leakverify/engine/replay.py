"""A run that a case has kept, weighed anew: the same assessment, to the last bit, as long as the program's measures are the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from leakverify.engine import claims
from leakverify.engine.kept_run import KeptRun
from leakverify.engine.look_up import matched
from leakverify.engine.mail_counts import counts_of
from leakverify.engine.record import Record
from leakverify.engine.session import assess_record
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.looked_up import LookUp
from leakverify.model.messages import Domains
from leakverify.model.outside import NOTHING, Outside


@dataclass(frozen=True, slots=True)
class Replayed:
    """What an analyst had said, and the terms on which it was asked."""

    record: Record
    domains: Domains | None
    claim: Claim
    as_of: dt.date
    seed: int

    @classmethod
    def of(cls, kept: KeptRun) -> Self:
        """Hear a run again.

        Raises:
            ValueError: terms that no run has.
            ProtocolError: a claim that is none.
        """
        record, domains = Record(), None
        for message in kept.said:
            record.hear(message)
            if isinstance(message, Domains):
                domains = message
                record.mail_domains = counts_of([message])
        order = kept.order
        as_of = dt.date.fromisoformat(order.as_of)
        return cls(record, domains, claims.from_json(order.claim), as_of, order.seed)

    def weigh(self, look_up: LookUp | None = None, outside: Outside = NOTHING) -> Assessment:
        """The assessment of what was said; `look_up` are the answers that the run had."""
        if look_up is not None and self.domains is not None:
            look_up = matched(look_up, self.domains.rows)
        told = look_up.summary() if look_up else None
        return assess_record(
            self.record, self.claim, self.as_of, seed=self.seed, look_up=told, outside=outside
        )
