"""E-mail addresses, by email-validator without DNS.

Only the form is judged. Special-use domains (`.test`, `.invalid`, `.local`, `.localhost`, `.onion`, `.arpa`)
are refused, `example.com` is not: it is well formed, and `leakverify.reference.mail` knows it as reserved.

>>> is_valid("ana@example.com")
True
>>> explain("ana@example")
'format'
>>> explain("  ")
'empty'
"""

from functools import lru_cache
from typing import Final, Literal

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

Reason = Literal["empty", "format"]

_LABEL: Final = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
PLAIN_DOMAIN: Final = rf"^(?:{_LABEL}\.)+(?:[a-z0-9](?:[a-z0-9-]*[a-z])|[a-z])$"
"""A lower-case ASCII domain whose every label is sound and whose last ends in a letter …"""

ODD_DOMAIN: Final = (
    r"(?:^|\.)[a-z0-9-]{2}--|[a-z0-9-]{64}|(?:^|\.)(?:" + "|".join(SPECIAL_USE_DOMAIN_NAMES) + ")$"
)
"""… is valid unless this is found in it: reserved or Punycode hyphens, a label too long, a special use."""


def explain(text: str) -> Reason | None:
    """Why this is no e-mail address, or None."""
    if not text.strip():
        return "empty"
    try:
        validate_email(text, check_deliverability=False)
    except (EmailNotValidError, ValueError, IndexError):
        # IDNA's own errors are ValueErrors; hostile text must never raise
        return "format"
    return None


def is_valid(text: str) -> bool:
    """Whether email-validator takes this for an address, without asking DNS."""
    return explain(text) is None


@lru_cache(maxsize=65_536)
def is_valid_domain(domain: str) -> bool:
    """Whether an address of one plain letter at this ASCII domain is valid."""
    return is_valid(f"a@{domain}")
