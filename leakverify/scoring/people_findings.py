"""PPL001, PPL002: what people asked said, as findings beside those of the checks. They come from calls, not from the file."""

from collections.abc import Mapping
from typing import ClassVar, Final

from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.outside import Outside
from leakverify.model.terms import Family, Reading, State

BASIS: Final = "people"
Counts = Mapping[str, Number]


class PeopleConfirm:
    """People asked whether their entry is right.

    Looks at:
        The calls of a draw that was fixed before anybody read a row. The check counts how many of those who answered
        stated facts of their entry that are not public.

    Why it tells:
        Invented people cannot be reached, and strangers cannot state what stands in an entry. It is the only
        evidence that does not come from whoever made the file.

    Innocent explanations:
        - people deny out of fear or shame, or have forgotten
        - numbers were given to somebody else since
        - the list is old, and its facts were right once

    Reads as:
        Where most deny, invented; where most confirm, not invented as a whole.

    Source:
        Le Monde and TechCrunch on calls to people in leaked records. JUDGEMENT.md 1.3 and 3.3. The assumptions are
        written down in scoring/people_weight.py.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "PPL001", "people.confirm", Family.PEOPLE, "confirmed_share"
    )


class DeadNumbers:
    """Telephone numbers of drawn rows that do not exist.

    Looks at:
        the calls of a draw: how many numbers do not exist.

    Why it tells:
        A number that was made up often belongs to nobody. It counts as a miss in the bound. It has no weight of its
        own, because nobody has measured how many numbers of genuine lists are out of date.

    Innocent explanations:
        - old lists hold numbers that were given up
        - digits were lost or added when the list was exported

    Reads as:
        Nothing by itself.

    Source:
        JUDGEMENT.md 3.3.
    """

    info: ClassVar[CheckInfo] = CheckInfo("PPL002", "people.dead-numbers", Family.PEOPLE, "")


PEOPLE: Final = (PeopleConfirm, DeadNumbers)


def findings_of(outside: Outside) -> tuple[Finding, ...]:
    """What the calls gave, as findings; none where nobody was asked."""
    told = outside.told
    if told is None:
        return ()
    whole = _finding(
        PeopleConfirm.info.id,
        _pick(told.counts, "confirmed", "asked", "missed", "drawn"),
        dict(told.said.support),
    )
    if told.counts.get("dead") == 0:
        return (whole,)
    return (whole, _finding(DeadNumbers.info.id, _pick(told.counts, "dead", "asked"), {}))


def _pick(counts: Counts, *names: str) -> dict[str, Number]:
    return {f"{name}_count": counts.get(name) for name in names}


def _finding(check: str, measured: dict[str, Number], support: dict[Reading, float]) -> Finding:
    return Finding(
        check,
        check,
        Family.PEOPLE,
        State.COMPUTED,
        measured=measured,
        support=support,
        basis=BASIS,
    )
