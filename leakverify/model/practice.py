"""One round of practice: an invented list to look at, how it was made, and what the checks say of it."""

from dataclasses import dataclass

from leakverify.model.finding import Finding
from leakverify.model.terms import Reading


@dataclass(frozen=True, slots=True)
class Round:
    """`made` names the recipe ("" for a list as an organisation keeps it), `base` the kind of list it was applied to.

    `readings` are those that describe it, the best first; `shared` is how many rows stand in an older list, None where none is given.
    """

    seed: int
    made: str
    base: str
    readings: tuple[Reading, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shared: int | None
    findings: tuple[Finding, ...]


def points(guess: Reading, played: Round) -> int:
    """Two for the reading that describes the list best, one for another that fits, none for the others."""
    if guess is played.readings[0]:
        return 2
    return int(guess in played.readings)


MOST_POINTS = 2
