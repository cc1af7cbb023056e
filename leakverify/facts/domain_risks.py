"""Why asking for a domain of a sample may tell its owner, or somebody on the way, that the list is being read."""

from typing import Final

from leakverify.model.look_up import Risk

RARE_BELOW: Final = 20


def risks(addresses: int, *, public: bool) -> tuple[Risk, ...]:
    """The marks of one registrable domain with so many distinct addresses; `public` ones are on anybody's list.

    >>> risks(1, public=False), risks(1, public=True)
    ((<Risk.SINGLE: 'single'>, <Risk.RARE: 'rare'>), ())
    """
    found = []
    if not public and addresses <= 1:
        found.append(Risk.SINGLE)
    if not public and addresses < RARE_BELOW:
        found.append(Risk.RARE)
    return tuple(found)
