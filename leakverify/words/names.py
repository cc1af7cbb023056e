"""The names of things: roles, readings, families, stages, states, strengths."""

from typing import Final

from leakverify.model.terms import (
    ClaimKey,
    ClaimState,
    Confidence,
    Family,
    Reading,
    Role,
    Status,
)
from leakverify.words.language import _
from leakverify.words.phrases import N_

ROLES: Final = {
    Role.EMAIL: N_("E-mail"),
    Role.PHONE: N_("Telephone"),
    Role.FULL_NAME: N_("Full name"),
    Role.FIRST_NAME: N_("First name"),
    Role.LAST_NAME: N_("Last name"),
    Role.STREET: N_("Street"),
    Role.HOUSE_NUMBER: N_("House number"),
    Role.POSTCODE: N_("Postcode"),
    Role.CITY: N_("City"),
    Role.REGION: N_("Region"),
    Role.COUNTRY: N_("Country"),
    Role.BIRTH_DATE: N_("Birth date"),
    Role.CREATED: N_("Created"),
    Role.UPDATED: N_("Updated"),
    Role.LAST_LOGIN: N_("Last login"),
    Role.EVENT_TIME: N_("Time of an event"),
    Role.RECORD_ID: N_("Record number"),
    Role.AMOUNT: N_("Amount or quantity"),
    Role.CURRENCY: N_("Currency"),
    Role.IBAN: N_("IBAN"),
    Role.BANK_CODE: N_("Bank code"),
    Role.CARD: N_("Card number"),
    Role.PASSWORD: N_("Password"),
    Role.PASSWORD_HASH: N_("Password hash"),
    Role.SALT: N_("Salt"),
    Role.IP: N_("IP address"),
    Role.USER_AGENT: N_("User agent"),
    Role.URL: N_("Web address"),
    Role.USERNAME: N_("User name"),
    Role.NATIONAL_ID: N_("National number"),
    Role.COMPANY_ID: N_("Company number"),
    Role.GENDER: N_("Gender"),
    Role.LANGUAGE: N_("Language"),
    Role.UUID: N_("UUID"),
    Role.OBJECT_ID: N_("Object id"),
    Role.FREE_TEXT: N_("Free text"),
    Role.UNKNOWN: N_("Unknown"),
    Role.IGNORE: N_("Leave out"),
}

READINGS: Final = {
    Reading.GENUINE: N_("as claimed"),
    Reading.RECYCLED: N_("reused"),
    Reading.STITCHED: N_("assembled"),
    Reading.FABRICATED: N_("invented"),
    Reading.TAMPERED: N_("altered"),
}

IF_READING: Final = {
    Reading.GENUINE: N_("if they are what is claimed"),
    Reading.RECYCLED: N_("if the records were reused from older data"),
    Reading.STITCHED: N_("if the records were assembled from several sources"),
    Reading.FABRICATED: N_("if the records were invented"),
    Reading.TAMPERED: N_("if some of the records were altered or added"),
}

FAMILIES: Final = {
    Family.STRUCTURE: N_("File and structure"),
    Family.ANCESTRY: N_("Older leaks"),
    Family.GENERATOR: N_("Traces of generators"),
    Family.TIMELINE: N_("Time"),
    Family.NUMBERS: N_("Numbers"),
    Family.PERSON: N_("Consistency of a person"),
    Family.PEOPLE: N_("People asked"),
}

STAGES: Final = {
    "hash": N_("Fingerprinting the file"),
    "read": N_("Reading rows"),
    "map": N_("Understanding columns"),
    "facts": N_("Parsing cells"),
    "check": N_("Running checks"),
    "weigh": N_("Weighing the evidence"),
    "write": N_("Writing the report"),
    "vault": N_("Hashing the values"),
    "exchange": N_("Blinding the values"),
    "vault_search": N_("Looking among older leaks"),
    "selftest": N_("Planting and looking"),
}

CLAIMS: Final = {
    ClaimKey.REAL_PEOPLE: N_("The rows describe real people"),
    ClaimKey.ORGANISATION: N_("They came from the named organisation"),
    ClaimKey.PERIOD: N_("They date from the stated period"),
    ClaimKey.SIZE: N_("There are as many as stated"),
    ClaimKey.UNALTERED: N_("Nothing was added or altered"),
    ClaimKey.AUTHOR: N_("Who did it"),
}

CLAIM_STATES: Final = {
    ClaimState.SUPPORTED: N_("supported"),
    ClaimState.COMPATIBLE: N_("compatible"),
    ClaimState.CONTRADICTED: N_("contradicted"),
    ClaimState.NOT_TESTED: N_("not tested"),
    ClaimState.OUTSIDE: N_("outside this program"),
}

CONFIDENCES: Final = {
    Confidence.LOW: N_("low"),
    Confidence.MEDIUM: N_("medium"),
    Confidence.HIGH: N_("high"),
}

STATUSES: Final = {
    Status.CANNOT_TELL: N_("Cannot tell"),
    Status.UNVERIFIED: N_("Unverified"),
    Status.PARTLY_CORROBORATED: N_("Partly corroborated"),
    Status.SAMPLE_VERIFIED: N_("Sample verified"),
    Status.ORGANISATION_CONFIRMED: N_("Confirmed by the organisation"),
    Status.RECYCLED: N_("Reads as reused data"),
    Status.ASSEMBLED: N_("Reads as assembled from several sources"),
    Status.FABRICATED: N_("Reads as invented data"),
    Status.ALTERED: N_("Reads as altered"),
}

STEPS: Final = {
    "allowance": N_("Allowance for having looked at many things"),
    "bound": N_("Bound of what statistics alone can carry"),
    "few_rows": N_("Ceiling of what so few rows can carry"),
    "ceiling": N_("Ceiling of what a file alone can say for the claim"),
}

STRENGTHS: Final = (
    (0.30103, N_("no support")),
    (1.0, N_("weak support")),
    (2.0, N_("moderate support")),
    (3.0, N_("moderately strong support")),
    (4.0, N_("strong support")),
    (6.0, N_("very strong support")),
    (float("inf"), N_("extremely strong support")),
)
"""ENFSI bands by log10 of the likelihood ratio: from 1 (2 for "weak") to above a million."""


def role_name(role: Role | str) -> str:
    """What a column holds."""
    return _(ROLES[Role(role)])


def reading_name(reading: Reading | str) -> str:
    """A reading as it stands on screen: "as claimed", never "genuine"."""
    return _(READINGS[Reading(reading)])


def if_reading(reading: Reading | str) -> str:
    """The reading as a condition: "if the records were invented"."""
    return _(IF_READING[Reading(reading)])


def family_name(family: Family | str) -> str:
    """A kind of evidence."""
    return _(FAMILIES[Family(family)])


def stage_name(stage: str) -> str:
    """A stage of the work."""
    return _(STAGES.get(stage, N_("Working")))


def claim_name(claim: ClaimKey | str) -> str:
    """One of the six claims."""
    return _(CLAIMS[ClaimKey(claim)])


def claim_state_name(state: ClaimState | str) -> str:
    """What can be said of a claim, in a word."""
    return _(CLAIM_STATES[ClaimState(state)])


def confidence_name(confidence: Confidence | str) -> str:
    """Low, medium or high."""
    return _(CONFIDENCES[Confidence(confidence)])


def status_name(status: Status | str) -> str:
    """The status in two or three words."""
    return _(STATUSES[Status(status)])


def strength_word(log10: float) -> str:
    """The ENFSI word for a weight, whichever way it points."""
    size = abs(log10)
    return _(next(word for bound, word in STRENGTHS if size < bound))


def step_name(part: str) -> str:
    """A step of the sum that makes a reading's support."""
    if part in STEPS:
        return _(STEPS[part])
    if part.startswith("exhibit:"):
        return _(N_("Exhibit {check}")).format(check=part.removeprefix("exhibit:"))
    return family_name(part)
