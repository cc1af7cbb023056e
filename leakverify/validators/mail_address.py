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
from typing import Literal

from email_validator import EmailNotValidError, validate_email

Reason = Literal["empty", "format"]


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
