"""What several generator checks ask of addresses: the domains and local parts of distinct ones."""

from typing import Final

import numpy as np

from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, EmailFacts, Ints
from leakverify.reference.hashing import hash_words

MIN_ADDRESSES: Final = 20


def take_domains(sample: DistinctSample, facts: Facts, column: str, seed: int) -> None:
    """Add the next rows' distinct addresses with the key of their domain, and whether it is free for all."""
    emails = facts.emails(column)
    keys = facts.key((column,), seed, folded=True)
    places = sample.pick(keys, has_domain(emails))
    wanted = emails.domain_codes[emails.codes[places]]
    per_domain = hash_words(emails.domains).astype(np.int64)
    free = (emails.free | emails.reserved).astype(np.int64)
    sample.take(keys, places, {"domain": per_domain[wanted], "free": free[wanted]})


def has_domain(emails: EmailFacts) -> Bools:
    """Rows whose cell has a part after an @."""
    return emails.on_rows(emails.domain_codes >= 0, False)


def locals_at(emails: EmailFacts, places: Ints) -> list[str]:
    """The parts before the @ of some rows."""
    found: list[str] = emails.local[emails.codes[places]].tolist()
    return found
