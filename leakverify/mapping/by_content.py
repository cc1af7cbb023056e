"""Contents that speak for themselves, whatever the header says."""

from collections.abc import Callable
from typing import Final

from leakverify.mapping import shapes
from leakverify.mapping.column import Column, Guess, from_content
from leakverify.mapping.hints import Hint
from leakverify.mapping.moments import Moments, moments_of
from leakverify.mapping.sample import ColumnSample
from leakverify.model.terms import TIME_ROLES, Role
from leakverify.validators import card, hash_kind, iban, ip_address, national, unique_ids

MOST: Final = 0.6
NEARLY_ALL: Final = 0.85
_HALF: Final = 0.5
_ALL: Final = 0.95
_OBJECT_ID_LENGTH: Final = 24
_CARD_LENGTHS: Final = range(13, 20)
_BIRTH_LATEST_MIDDLE: Final = 2005
_BIRTH_EARLIEST: Final = 1970
_BIRTH_CERTAIN: Final = 1962
_BIRTH_SPREAD: Final = 25
_DATE_ROLES: Final = frozenset({*TIME_ROLES, Role.BIRTH_DATE, Hint.DATE})
_HASH_HEADERS: Final = frozenset({Role.PASSWORD, Role.PASSWORD_HASH})


def decided(column: Column) -> Guess | None:
    """The role that the contents alone decide, or None."""
    if not column.sample.values:
        return None
    for role, floor, share in _SELF_EVIDENT:
        found = share(column.sample)
        if found >= floor:
            return from_content(role, found, column)
    return (
        _national(column) or _digest(column) or _card(column) or _moment(column) or _phone(column)
    )


def _emails(sample: ColumnSample) -> float:
    return sample.share(shapes.is_email)


def _urls(sample: ColumnSample) -> float:
    return sample.share(shapes.is_url)


def _agents(sample: ColumnSample) -> float:
    return sample.share(shapes.is_agent)


def _addresses(sample: ColumnSample) -> float:
    if not sample.values:
        return 0.0
    return float((ip_address.read(sample.values).version > 0).mean())


def _uuids(sample: ColumnSample) -> float:
    return sample.share(_is_uuid)


def _object_ids(sample: ColumnSample) -> float:
    return sample.share(_is_object_id)


def _ibans(sample: ColumnSample) -> float:
    return sample.share(lambda t: iban.structure_holds(iban.compact(t)))


def _sound_hashes(sample: ColumnSample) -> float:
    return sample.share(_is_structured_hash)


_SELF_EVIDENT: Final[tuple[tuple[Role, float, Callable[[ColumnSample], float]], ...]] = (
    (Role.EMAIL, MOST, _emails),
    (Role.URL, MOST, _urls),
    (Role.USER_AGENT, MOST, _agents),
    (Role.IP, NEARLY_ALL, _addresses),
    (Role.UUID, NEARLY_ALL, _uuids),
    (Role.OBJECT_ID, NEARLY_ALL, _object_ids),
    (Role.IBAN, NEARLY_ALL, _ibans),
    (Role.PASSWORD_HASH, MOST, _sound_hashes),
)


def _is_uuid(text: str) -> bool:
    found = unique_ids.read(text)
    return found is not None and found.kind.startswith("uuid")


def _is_object_id(text: str) -> bool:
    found = unique_ids.read(text)
    return found is not None and found.kind in {"objectid", "ulid"} and not text.isdecimal()


def _is_structured_hash(text: str) -> bool:
    found = hash_kind.read(text)
    return found is not None and found.structured


def _national(column: Column) -> Guess | None:
    """Numbers of the state that are written as no other number is, with check digits that hold."""
    share = column.sample.share(lambda t: _holds(t, company=False))
    if share >= NEARLY_ALL:
        return from_content(Role.NATIONAL_ID, share, column)
    share = column.sample.share(lambda t: _holds(t, company=True))
    return from_content(Role.COMPANY_ID, share, column) if share >= NEARLY_ALL else None


def _holds(text: str, *, company: bool) -> bool:
    found = national.find(text, country="", company=company)
    return found is not None and found.valid and found.kind not in {"gb.nhs", "ca.sin", "de.idnr"}


def _digest(column: Column) -> Guess | None:
    """Bare digests are password hashes under such a header; under none the neighbours decide (`context`)."""
    if column.meaning not in _HASH_HEADERS:
        return None
    share = column.sample.share(is_digest)
    return from_content(Role.PASSWORD_HASH, share, column) if share >= MOST else None


def is_digest(text: str) -> bool:
    """Whether this may be a password hash, bare or not."""
    return hash_kind.read(text) is not None


def _card(column: Column) -> Guess | None:
    if column.meaning in {Role.PHONE, Hint.ID, Role.NATIONAL_ID, Role.COMPANY_ID}:
        return None
    masked = column.sample.share(card.MASKED.fullmatch)
    share = column.sample.share(_is_card)
    best = max(share, masked if column.meaning is Role.CARD else 0.0)
    return from_content(Role.CARD, best, column) if best >= NEARLY_ALL else None


def _is_card(text: str) -> bool:
    number = card.compact(text)
    return len(number) in _CARD_LENGTHS and bool(card.brand(number)) and card.is_valid(number)


def _moment(column: Column) -> Guess | None:
    """Dates: the header says whose, the years tell birth dates apart where it does not."""
    bare = column.meaning in _DATE_ROLES or column.meaning is Hint.EXPIRY
    moments = moments_of(column.sample, bare=bare)
    if moments.share < MOST:
        return None
    meaning = column.meaning
    if meaning is Hint.EXPIRY:
        return Guess(Role.UNKNOWN, 0.6, "header.expiry")
    if meaning is Role.BIRTH_DATE or meaning in TIME_ROLES:
        if meaning is Role.BIRTH_DATE and moments.low > _BIRTH_LATEST_MIDDLE + 15:
            return from_content(Role.EVENT_TIME, moments.share, column)
        return from_content(Role(str(meaning)), moments.share, column)
    if _looks_like_births(moments) and column.nameless:
        return from_content(Role.BIRTH_DATE, moments.share * 0.6, column)
    return from_content(
        Role.EVENT_TIME, moments.share * (1.0 if meaning is Hint.DATE else 0.8), column
    )


def _looks_like_births(moments: Moments) -> bool:
    return (
        (moments.clocked < _HALF or moments.low <= _BIRTH_CERTAIN)
        and moments.low <= _BIRTH_EARLIEST
        and moments.middle <= _BIRTH_LATEST_MIDDLE
        and moments.high - moments.low >= _BIRTH_SPREAD
    )


def _phone(column: Column) -> Guess | None:
    """Numbers written as only telephone numbers are; bare digits need the header."""
    if column.meaning is Role.PHONE:
        share = column.sample.share(shapes.is_phone)
        return from_content(Role.PHONE, share, column) if share >= _HALF else None
    if column.meaning in {
        Hint.ID,
        Role.NATIONAL_ID,
        Role.COMPANY_ID,
        Role.CARD,
        Role.BANK_CODE,
        Hint.OTHER,
    }:
        return None
    share = column.sample.share(shapes.is_grouped_phone)
    money = column.sample.share(lambda t: shapes.is_number(t) and t[0] != "+")
    written = share >= NEARLY_ALL or (
        share >= _HALF and column.sample.share(shapes.is_phone) >= _ALL
    )
    if written and money < _HALF:
        return from_content(Role.PHONE, share, column)
    bare = column.sample.share(_is_trunk_number)
    if column.nameless and bare >= NEARLY_ALL and column.sample.distinct > 1:
        return from_content(Role.PHONE, bare * 0.5, column)
    return None


def _is_trunk_number(text: str) -> bool:
    """Ten or eleven digits behind a leading zero, as most of Europe writes numbers."""
    digits = text.replace(" ", "")
    return digits.isascii() and digits.isdecimal() and digits[0] == "0" and len(digits) in {10, 11}
