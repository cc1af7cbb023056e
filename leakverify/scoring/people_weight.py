"""How much the answers of people asked weigh: the only place where that is decided.

They weigh for or against "invented" alone. What is measured nowhere is assumed here, on the cautious side, so that it counts little:

- Where entries are right, people confirm them in most calls: Beta(8, 2). In one list of five, old or of a shy subject, any share
  of them do: Beta(1, 1). One genuine list in twenty looks as an invented one does (`shy`): people deny out of fear, or a column of
  numbers is out of date. So nothing that people say against a list counts more than a factor of twenty.
- Invented entries are confirmed rarely, for a match takes two facts that are not public and that the caller does not name:
  Beta(1, 9). In one invented list of a hundred all who answer are in league with its maker (`in_league`), so that no number
  of confirmations counts more than a factor of a hundred.
- "Assembled" gets no weight: every second assembled list was joined person by person, and its rows hold together. With
  that the answers never reach a factor of three in either direction (it was computed, for Beta(1, 3) in the other half).
- "Reused" and "altered" get none: such lists hold real people, and a draw is nearly blind to a few planted rows (METHOD 2.1).

For the claim whatever is no match counts as a miss, numbers that do not exist too (JUDGEMENT 3.3). Against it only those count
who answered that the entry is wrong: old lists have dead numbers, and their share has been measured nowhere. There is a weight
only at an announced look at five or more. It is rounded towards nothing to whole steps, so that calls weigh a factor of ten or
nothing; that also keeps a small count from being computed from it in the shareable edition.

Sources: JUDGEMENT 1.3 (ceilings, caps), 3.3 (misses, looks); METHOD H1 (people of one collection denied membership and password
alike), H3 (a denial is no disproof). The shares are assumptions: half or twice any of them moves a weight by one step at most.
"""

import math
from dataclasses import dataclass
from typing import Final

from leakverify.model.call_desk import PeopleAsked
from leakverify.model.terms import Reading

STEP: Final = 1.0
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Assumed:
    """The shares that the weight rests on; see the module's text."""

    usual: tuple[float, float] = (8.0, 2.0)
    unusual: float = 0.2
    shy: float = 0.05
    invented: tuple[float, float] = (1.0, 9.0)
    in_league: float = 0.01


def weight(people: PeopleAsked, assumed: Assumed | None = None) -> dict[Reading, float]:
    """log10 LR of "invented" against genuine: -1, 0 or 1; empty where nothing may be read from the calls yet."""
    assumed = assumed or Assumed()
    asked = people.asked
    if not people.at_look or not people.looks or asked < FEWEST:
        return {}
    whole = log10_ratio(people.confirmed, asked, assumed)
    if whole >= 0:
        denied = people.no + people.denied + people.wrong_person
        whole = max(0.0, log10_ratio(people.confirmed, people.confirmed + denied, assumed))
    return {Reading.FABRICATED: math.trunc(whole / STEP) * STEP + 0.0}


def log10_ratio(confirmed: int, asked: int, assumed: Assumed) -> float:
    """log10 of P(so many confirmed | invented) / P(the same | genuine), before rounding; 0 where nobody was asked."""
    if asked == 0:
        return 0.0
    anyhow = (
        assumed.unusual
    )  # of a uniform share every number of hits is equally probable: 1 in the scale of `_chance`
    right = (1 - assumed.unusual) * _chance(confirmed, asked, assumed.usual) + anyhow
    invented = _chance(confirmed, asked, assumed.invented)
    genuine = (1 - assumed.shy) * right + assumed.shy * invented
    shown = (1 - assumed.in_league) * invented + assumed.in_league * right
    return math.log10(shown / genuine)


def _chance(hits: int, n: int, kind: tuple[float, float]) -> float:
    """The beta-binomial chance of so many hits, as a multiple of that under a uniform share."""
    a, b = kind
    log = _log_beta(hits + a, n - hits + b) - _log_beta(a, b)
    return math.exp(log - _log_beta(hits + 1.0, n - hits + 1.0))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
