"""Why asking for a domain of a sample may tell its owner, or somebody on the way, that the list is being read."""

from typing import Final

from leakverify.model.look_up import Risk
from leakverify.reference import canaries, domain_names, label_shape

RARE_BELOW: Final = 20
"""A name that many lists hold betrays none; planted ones stand once or a few times."""


def risks(domain: str, addresses: int, *, public: bool) -> tuple[Risk, ...]:
    """The marks of one registrable domain with so many distinct addresses; `public` ones are on anybody's list.

    >>> risks("bakers.example", 1, public=False), risks("gmail.com", 1, public=True)
    ((<Risk.SINGLE: 'single'>, <Risk.RARE: 'rare'>), ())
    >>> risks("k2j9x7q4wz.oast.fun", 40, public=False)
    (<Risk.CANARY: 'canary'>, <Risk.RANDOM_LABEL: 'random_label'>)
    """
    found = [Risk.CANARY] if canaries.is_canary(domain) else []
    if not public:
        if _random(domain):
            found.append(Risk.RANDOM_LABEL)
        if addresses <= 1:
            found.append(Risk.SINGLE)
        if addresses < RARE_BELOW:
            found.append(Risk.RARE)
    return tuple(found)


def _random(domain: str) -> bool:
    """Whether the label that somebody chose looks drawn; one of another script only where it cannot be read."""
    label = domain.partition(".")[0]
    if label.startswith(domain_names.ACE):
        return not domain_names.own_script(domain)
    return label_shape.looks_random(label)
