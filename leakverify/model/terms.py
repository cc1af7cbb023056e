"""The closed word lists of the program: roles, readings, statuses, families, states."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a column holds."""

    EMAIL = "email"
    PHONE = "phone"
    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    POSTCODE = "postcode"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    BIRTH_DATE = "birth_date"
    CREATED = "created"
    UPDATED = "updated"
    LAST_LOGIN = "last_login"
    EVENT_TIME = "event_time"
    RECORD_ID = "record_id"
    AMOUNT = "amount"
    CURRENCY = "currency"
    IBAN = "iban"
    BANK_CODE = "bank_code"
    CARD = "card"
    PASSWORD = "password"  # noqa: S105  (the name of a role)
    PASSWORD_HASH = "password_hash"  # noqa: S105  (the name of a role)
    SALT = "salt"
    IP = "ip"
    USER_AGENT = "user_agent"
    URL = "url"
    USERNAME = "username"
    NATIONAL_ID = "national_id"
    COMPANY_ID = "company_id"
    GENDER = "gender"
    LANGUAGE = "language"
    UUID = "uuid"
    OBJECT_ID = "object_id"
    FREE_TEXT = "free_text"
    UNKNOWN = "unknown"
    IGNORE = "ignore"


IDENTITY_ROLES: Final = frozenset(
    {Role.EMAIL, Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.PHONE, Role.POSTCODE}
)
"""A table with none of these is accused only through an exhibit (CONTRACTS 3.4)."""

TIME_ROLES: Final = (Role.CREATED, Role.UPDATED, Role.LAST_LOGIN, Role.EVENT_TIME)


class Reading(StrEnum):
    """The five readings of a sample that are always compared."""

    GENUINE = "genuine"
    RECYCLED = "recycled"
    STITCHED = "stitched"
    FABRICATED = "fabricated"
    TAMPERED = "tampered"


ACCUSING: Final = (Reading.RECYCLED, Reading.STITCHED, Reading.FABRICATED, Reading.TAMPERED)
MILD_TO_HARSH: Final = (Reading.TAMPERED, Reading.STITCHED, Reading.RECYCLED, Reading.FABRICATED)


class Status(StrEnum):
    """What the program says of the sample as a whole."""

    CANNOT_TELL = "cannot_tell"
    UNVERIFIED = "unverified"
    PARTLY_CORROBORATED = "partly_corroborated"
    SAMPLE_VERIFIED = "sample_verified"
    ORGANISATION_CONFIRMED = "organisation_confirmed"
    RECYCLED = "recycled"
    ASSEMBLED = "assembled"
    FABRICATED = "fabricated"
    ALTERED = "altered"


STATUS_OF: Final = {
    Reading.RECYCLED: Status.RECYCLED,
    Reading.STITCHED: Status.ASSEMBLED,
    Reading.FABRICATED: Status.FABRICATED,
    Reading.TAMPERED: Status.ALTERED,
}
ACCUSED: Final = frozenset(STATUS_OF.values())
"""The statuses that call a sample something else than what it is said to be."""


class Family(StrEnum):
    """Findings that share a cause and so are not counted twice."""

    STRUCTURE = "structure"
    ANCESTRY = "ancestry"
    GENERATOR = "generator"
    TIMELINE = "timeline"
    NUMBERS = "numbers"
    PERSON = "person"
    PEOPLE = "people"


class State(StrEnum):
    """How far a check came."""

    COMPUTED = "computed"
    NOT_APPLICABLE = "not_applicable"
    FAILED = "failed"


class Evidence(StrEnum):
    """What sort of trace a check looks for; an absence ("too clean") counts at most 0.3."""

    TRACE = "trace"
    ABSENCE = "absence"


class Confidence(StrEnum):
    """How much of the evidence could be examined."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ClaimKey(StrEnum):
    """The six claims that a source makes, said or unsaid (METHOD 2.4)."""

    REAL_PEOPLE = "real_people"
    ORGANISATION = "organisation"
    PERIOD = "period"
    SIZE = "size"
    UNALTERED = "unaltered"
    AUTHOR = "author"


class ClaimState(StrEnum):
    """What can be said of one claim."""

    SUPPORTED = "supported"
    COMPATIBLE = "compatible"
    CONTRADICTED = "contradicted"
    NOT_TESTED = "not_tested"
    OUTSIDE = "outside"


class Stopped(StrEnum):
    """Why reading or checking ended before the end of the sample."""

    TRUNCATED = "truncated"
    LIMIT = "limit"
    CRASH = "crash"
    CANCELLED = "cancelled"
