"""Identifiers of machines, banks, states: which format each value has, and whether it holds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.facts.arrow_text import all_digits
from leakverify.facts.kinds import NO_TIME, Bools, Cells, Codes, IdentifierFacts, Ints, Texts
from leakverify.model.terms import Role
from leakverify.validators import bank, card, hash_kind, iban, ip_address, national, unique_ids
from leakverify.validators.checksums import luhn

CANNOT_TELL: Final = -1
_HOLDS: Final = 1
_FAILS: Final = 0

_PLAIN: Final = re.compile(r"[A-Za-z]{0,6}[-_/ #]?[0-9]+", re.ASCII)
_PLAIN_LENGTH: Final = 11
_PLAIN_DIGITS: Final = 15
"""Below the shortest form: 12 characters for an IBAN, 16 digits for a hash; addresses need a point or a colon."""


@dataclass(slots=True)
class _Answers:
    """The arrays of `IdentifierFacts` while they are being filled."""

    kind: Texts
    valid: Codes
    known: Codes
    special: Bools
    seconds: Ints

    @classmethod
    def blank(cls, count: int) -> "_Answers":
        """Nothing recognised yet."""
        return cls(
            np.full(count, "", dtype=object),
            np.full(count, CANNOT_TELL, dtype=np.int32),
            np.full(count, CANNOT_TELL, dtype=np.int32),
            np.zeros(count, dtype=np.bool_),
            np.full(count, NO_TIME, dtype=np.int64),
        )

    def put(self, places: Sequence[int], part: "_Answers") -> None:
        """Take over the answers about the texts at these places."""
        at = np.asarray(places, dtype=np.int64)
        self.kind[at], self.valid[at], self.known[at] = part.kind, part.valid, part.known
        self.special[at], self.seconds[at] = part.special, part.seconds


def identifier_facts(cells: Cells, role: Role, country: str = "") -> IdentifierFacts:
    """Read a column of identifiers as what its role says, or by form where the role says nothing.

    `country` (ISO alpha-2, "" unknown) settles which state's numbers a national or company column holds and
    which registry a bare bank code belongs to.
    """
    answers = _Answers.blank(len(cells.values))
    texts = [str(v) for v in cells.values]
    _READERS.get(role, _read_by_form)(texts, answers, country)
    return IdentifierFacts(
        cells.codes,
        cells.values,
        answers.kind,
        answers.valid,
        answers.known,
        answers.special,
        answers.seconds,
    )


def _read_ibans(texts: Sequence[str], out: _Answers, _: str) -> None:
    """IBANs: mod 97 and structure into `valid`; bank in the registry and national key into `known`."""
    numbers = [iban.compact(t) for t in texts]
    holds = iban.valid(numbers)
    for i, number in enumerate(numbers):
        if not iban.SHAPE.fullmatch(number):
            continue
        out.kind[i] = "iban"
        out.valid[i] = holds[i]
        out.special[i] = number in iban.DOCUMENTED
        if holds[i]:
            out.known[i] = _bank_of(number)


def _bank_of(number: str) -> int:
    """0 if the bank is unknown or the national key fails, 1 if the bank is known, -1 if neither can be told."""
    in_registry = bank.iban_bank_known(number)
    if in_registry == _FAILS:
        return _FAILS
    return _FAILS if iban.national_key_holds(number) is False else in_registry


def _read_cards(texts: Sequence[str], out: _Answers, _: str) -> None:
    numbers = [card.compact(t) for t in texts]
    holds = luhn(numbers)
    for i, number in enumerate(numbers):
        if card.is_number(number):
            network = card.brand(number)
            out.kind[i] = f"card.{network}" if network else "card"
            out.valid[i] = holds[i]
            out.known[i] = _HOLDS if network else _FAILS
            out.special[i] = number in card.TEST_NUMBERS
        elif card.MASKED.fullmatch(texts[i]):
            out.kind[i] = "card.masked"


def _read_ips(texts: Sequence[str], out: _Answers, _: str) -> None:
    found = ip_address.read(texts)
    out.kind[found.version == 4] = "ipv4"  # noqa: PLR2004  (the protocol's version)
    out.kind[found.version == 6] = "ipv6"  # noqa: PLR2004  (the protocol's version)
    out.valid[:] = np.where(found.version > 0, _HOLDS, _FAILS)
    out.special[:] = found.special


def _read_hashes(texts: Sequence[str], out: _Answers, _: str) -> None:
    for i, text in enumerate(texts):
        _read_hash(text, i, out)


def _read_hash(text: str, i: int, out: _Answers) -> bool:
    found = hash_kind.read(text)
    if found is None:
        return False
    out.kind[i] = found.kind
    if found.structured:
        out.valid[i] = _HOLDS if found.sound else _FAILS
    return True


def _read_unique_ids(texts: Sequence[str], out: _Answers, _: str) -> None:
    for i, text in enumerate(texts):
        _read_unique_id(text, i, out, snowflakes=True)


def _read_unique_id(text: str, i: int, out: _Answers, *, snowflakes: bool) -> bool:
    found = unique_ids.read(text, snowflakes=snowflakes)
    if found is None:
        return False
    out.kind[i] = found.kind
    out.valid[i] = CANNOT_TELL if found.kind == "uuid" else _HOLDS
    out.special[i] = found.kind in {"uuid.nil", "uuid.max"}
    out.seconds[i] = NO_TIME if found.seconds is None else found.seconds
    return True


def _read_bank_codes(texts: Sequence[str], out: _Answers, country: str) -> None:
    for i, text in enumerate(texts):
        code = bank.compact(text)
        if bank.explain(code) is None and not code.isdecimal():
            out.kind[i], out.valid[i] = "bic", _HOLDS
            out.known[i] = bank.bic_known(code)
        elif code.isascii() and code.isdecimal() and country:
            out.kind[i] = f"{country.lower()}.bank"
            out.known[i] = bank.bank_known(country, code)


def _read_persons(texts: Sequence[str], out: _Answers, country: str) -> None:
    for i, text in enumerate(texts):
        _read_national(text, i, out, country, company=False)


def _read_companies(texts: Sequence[str], out: _Answers, country: str) -> None:
    for i, text in enumerate(texts):
        _read_national(text, i, out, country, company=True)


def _read_national(text: str, i: int, out: _Answers, country: str, *, company: bool) -> bool:
    found = national.find(text, country=country, company=company)
    if found is None:
        return False
    out.kind[i] = found.kind
    out.valid[i] = _HOLDS if found.valid else _FAILS
    out.special[i] = found.kind == "us.ssn" and national.is_documented_ssn(text)
    return True


def _read_by_form(texts: Sequence[str], out: _Answers, country: str) -> None:
    """Any column by form, without the texts that a running number's looks rule out."""
    if all_digits(texts, _PLAIN_DIGITS):
        return
    open_ = [i for i, text in enumerate(texts) if not is_plain(text)]
    if len(open_) == len(texts):
        _read_any_form(texts, out, country)
    elif open_:
        part = _Answers.blank(len(open_))
        _read_any_form([texts[i] for i in open_], part, country)
        out.put(open_, part)


def is_plain(text: str) -> bool:
    """Whether a text is so short and plain that no form of `_read_any_form` can be in it."""
    if text.isdecimal():
        return len(text) <= _PLAIN_DIGITS and text.isascii()
    return len(text) <= _PLAIN_LENGTH and _PLAIN.fullmatch(text) is not None


def _read_any_form(texts: Sequence[str], out: _Answers, _: str) -> None:
    """Only forms that nothing else has, and long numbers only when their check digits hold."""
    addresses = ip_address.read(texts)
    numbers = [iban.compact(t) for t in texts]
    accounts = iban.valid(numbers)
    for i, text in enumerate(texts):
        if addresses.version[i]:
            out.kind[i] = f"ipv{addresses.version[i]}"
            out.valid[i], out.special[i] = _HOLDS, addresses.special[i]
        elif accounts[i]:
            out.kind[i], out.valid[i] = "iban", _HOLDS
            out.known[i], out.special[i] = _bank_of(numbers[i]), numbers[i] in iban.DOCUMENTED
        elif not _read_unique_id(text, i, out, snowflakes=False):
            _read_hash(text, i, out)


_READERS: Final[dict[Role, Callable[[Sequence[str], _Answers, str], None]]] = {
    Role.IBAN: _read_ibans,
    Role.CARD: _read_cards,
    Role.IP: _read_ips,
    Role.PASSWORD_HASH: _read_hashes,
    Role.UUID: _read_unique_ids,
    Role.OBJECT_ID: _read_unique_ids,
    Role.BANK_CODE: _read_bank_codes,
    Role.NATIONAL_ID: _read_persons,
    Role.COMPANY_ID: _read_companies,
}
