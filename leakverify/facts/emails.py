"""E-mail addresses of a column, with a fast path that is proven equal to email-validator.

A plain ASCII address is valid exactly when its local part is a dot-atom, its domain is valid after a local
part of one letter, and the whole is not too long; so each distinct domain is judged once, by a pattern where
that suffices and else by the library. Anything else (other scripts, Punycode, quotes, spaces, two @) goes to
the library one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.kinds import Bools, Cells, Codes, EmailFacts, Texts
from leakverify.facts.remembered import Remembered
from leakverify.reference import mail
from leakverify.validators import mail_address

_PLAIN: Final = (
    r"^[a-zA-Z0-9_!#$%&'*+\-/=?^`{|}~]+(?:\.[a-zA-Z0-9_!#$%&'*+\-/=?^`{|}~]+)*@[a-zA-Z0-9.\-]+$"
)
_PUNYCODE: Final = r"(?i)xn--"
_MAX_ADDRESS: Final = 254  # bytes, RFC 5321 errata 1690


@dataclass(frozen=True, slots=True)
class _Domains:
    """What is known of each distinct domain."""

    registrable: Texts
    suffix_known: Bools
    reserved: Bools
    disposable: Bools
    free: Bools
    typo_of: Texts


def email_facts(cells: Cells) -> EmailFacts:
    """Parse a column of e-mail addresses."""
    texts = arrow_text.from_objects(cells.values)
    local, domain = arrow_text.split_last(texts, "@")
    domain_codes, domains = arrow_text.distinct(pc.utf8_lower(domain))
    names = arrow_text.to_objects(domains)
    known = _Domains(*_known_domains()(names.tolist(), len(cells.codes)))
    return EmailFacts(
        codes=cells.codes,
        values=cells.values,
        valid=_valid(texts, cells.values, domain_codes, names),
        local=arrow_text.to_objects(local),
        domain_codes=domain_codes,
        domains=names,
        registrable=known.registrable,
        suffix_known=known.suffix_known,
        reserved=known.reserved,
        disposable=known.disposable,
        free=known.free,
        typo_of=known.typo_of,
    )


def _valid(
    texts: arrow_text.ArrowTexts, values: Texts, domain_codes: Codes, domains: Texts
) -> Bools:
    """Email-validator's word on each value."""
    plain = arrow_text.matches(texts, _PLAIN) & ~arrow_text.matches(texts, _PUNYCODE)
    valid = np.zeros(len(values), dtype=np.bool_)
    used = np.zeros(len(domains), dtype=np.bool_)
    used[domain_codes[plain]] = True
    texts_of_domains = arrow_text.from_objects(domains)
    good = arrow_text.matches(texts_of_domains, mail_address.PLAIN_DOMAIN)
    good &= ~arrow_text.matches(texts_of_domains, mail_address.ODD_DOMAIN)
    unsure = used & ~good
    good[unsure] = [mail_address.is_valid_domain(domain) for domain in domains[unsure]]
    # longer is invalid on either road, and the library must not chew on a thousand characters
    short = arrow_text.lengths(texts) <= _MAX_ADDRESS
    valid[plain] = good[domain_codes[plain]] & short[plain]
    doubtful = ~plain & short & (domain_codes >= 0)
    valid[doubtful] = [mail_address.is_valid(value) for value in values[doubtful]]
    return valid


@cache
def _known_domains() -> Remembered:
    """Domains seen before: a list has few beside the providers' own, batch after batch."""
    return Remembered(_asked_about)


def _asked_about(
    domains: Sequence[str],
) -> tuple[Texts, Bools, Bools, Bools, Bools, Texts]:
    """Ask the mail tables about each distinct domain, in the order of `_Domains`."""
    table = mail.load()
    splits = [mail.split(domain) for domain in domains]
    typos = [mail.typo_of(domain) or "" for domain in domains]
    count = len(domains)
    return (
        _texts([registrable for registrable, _ in splits]),
        np.fromiter((known for _, known in splits), np.bool_, count),
        np.fromiter((mail.is_reserved(domain) for domain in domains), np.bool_, count),
        _any_in(domains, splits, table.disposable),
        _any_in(domains, splits, table.free),
        _texts(typos),
    )


def _any_in(domains: Sequence[str], splits: list[tuple[str, bool]], table: frozenset[str]) -> Bools:
    """Whether the domain or the registrable domain above it is in a table."""
    pairs = zip(domains, splits, strict=True)
    return np.fromiter(
        (domain in table or registrable in table for domain, (registrable, _) in pairs),
        np.bool_,
        len(domains),
    )


def _texts(values: list[str]) -> Texts:
    return np.asarray(
        pa.array(values, type=pa.large_string()).to_numpy(zero_copy_only=False), dtype=object
    )
