"""Domain names in ASCII and in their own script, by IDNA 2008 with the mapping of UTS 46."""

from functools import lru_cache
from typing import Final

import idna

from leakverify.model.look_up import MAX_DOMAIN, is_domain

ACE: Final = "xn--"
_KEPT: Final = 65_536


def to_ascii(name: str) -> str:
    """A name as a question would hold it: lower case, A-labels, no final dot; "" where it is no domain.

    >>> [to_ascii(n) for n in ("Bücher.Example.", "a_b.fr", "münchen", "a..b", "x@y.fr")]
    ['xn--bcher-kva.example', 'a_b.fr', '', '', '']
    """
    plain = name.lower().removesuffix(".")
    if not plain.isascii() and len(plain) <= MAX_DOMAIN:
        plain = _encoded(plain)
    return plain if is_domain(plain) else ""


@lru_cache(maxsize=_KEPT)
def own_script(domain: str) -> str:
    """An ASCII name with its A-labels in their own script; "" where it has none or one that cannot be shown.

    >>> own_script("xn--bcher-kva.example"), own_script("gmail.com"), own_script("xn--a.fr")
    ('bücher.example', '', '')
    """
    if ACE not in domain:
        return ""
    labels = [_decoded(label) for label in domain.split(".")]
    shown = ".".join(labels)
    # Joiners and marks of direction would let two names look the same.
    return shown if all(labels) and shown.isprintable() and len(shown) <= MAX_DOMAIN else ""


@lru_cache(maxsize=_KEPT)
def _encoded(name: str) -> str:
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (UnicodeError, ValueError, IndexError):
        return ""


def _decoded(label: str) -> str:
    """One label; IDNA 2008 where it allows the label, else bare Punycode, which is what a browser would warn of."""
    if not label.startswith(ACE):
        return label
    try:
        return idna.decode(label)
    except (UnicodeError, ValueError, IndexError):
        pass
    try:
        return label.removeprefix(ACE).encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return ""
