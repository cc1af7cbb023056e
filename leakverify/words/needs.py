"""What a different verdict would need, in words: what to ask or settle, and what the result would become."""

from typing import Final

from leakverify.model.assessment import Assessment, Need
from leakverify.model.finding import Finding
from leakverify.model.terms import Reading, Status
from leakverify.words import numbers
from leakverify.words.findings import SPEAKS, finding_title, phrases
from leakverify.words.language import _
from leakverify.words.names import family_name, reading_name, status_name, strength_word
from leakverify.words.phrases import N_
from leakverify.words.problems import reason_sentence

FIXED: Final = {
    "people_asked": N_(
        "Ask people in the file, drawn by chance and fixed beforehand. If they confirm their entries, the result becomes"
        " “{status}” for people like them."
    ),
    "people_first": N_(
        "Ask people in the file, drawn by chance and fixed beforehand. What they say outweighs what a file shows."
    ),
    "organisation_asked": N_(
        "Ask the organisation, and write down what it says. Only it can confirm where the records come from."
    ),
    "earlier_file": N_(
        "Compare with older files that could be the source. If one of them holds these rows, the result becomes"
        " “{status}”; no older file was given so far."
    ),
    "outside_facts": N_(
        "Find facts outside the file that it must agree with. One such fact is a number that "
        "the organisation published. If they agree, the result becomes “{status}”."
    ),
    "story_denied": N_(
        "Settle the row that carries the story and was contradicted. Until then nothing from "
        "outside raises the result."
    ),
    "outside_disagrees": N_(
        "Settle what from outside disagrees with the claim. Until then it keeps the result "
        "from “partly corroborated”."
    ),
    "claim_sheet": N_(
        "Write down what the source says of the organisation, the period and the number of records. What is not claimed cannot "
        "be compared."
    ),
    "no_exhibit": N_(
        "To read as “{reading}”, a finding is missing that names rows which a person can look at."
    ),
    "one_kind": N_(
        "To read as “{reading}”, more evidence of a second kind is missing: what one kind carries alone is not enough."
    ),
}


def needs_heading(status: Status) -> str:
    """What stands over the list."""
    if status is Status.CANNOT_TELL:
        return _(N_("What is missing for a conclusion"))
    return _(N_("What a different result would need"))


def need_sentences(assessment: Assessment) -> tuple[str, ...]:
    """All needs in their order."""
    return tuple(need_sentence(need, assessment) for need in assessment.verdict.needs)


def need_sentence(need: Need, assessment: Assessment) -> str:
    """One need."""
    match need.code:
        case "finding_explained":
            return _explained(need, assessment)
        case "findings_together":
            return _(
                N_(
                    "No single finding carries the result. Only if the {n} heaviest all had innocent causes would it"
                    " become “{status}”."
                )
            ).format(n=need.numbers.get("finding_count"), status=_status(need))
        case "support_missing":
            return _support(need)
        case "more_rows":
            return _(
                N_("Get more rows: {rows} are here; below {needed} nothing is concluded.")
            ).format(
                rows=numbers.by_name("rows_count", need.numbers.get("rows_count")),
                needed=numbers.by_name("needed_count", need.numbers.get("needed_count")),
            )
        case "people_asked" | "people_first":
            return _with_calls(need)
        case "people_on":
            return _further(need)
        case "family_missing" if need.family is not None:
            return _(N_("{family}: could not be examined. {reason}")).format(
                family=family_name(need.family), reason=reason_sentence(need.reason)
            )
        case _:
            return _(FIXED.get(need.code, "")).format(status=_status(need), reading=_reading(need))


def _with_calls(need: Need) -> str:
    """Whom to ask, and how many calls that takes."""
    text = _(FIXED[need.code]).format(status=_status(need))
    answers, calls = need.numbers.get("answer_count"), need.numbers.get("call_count")
    if answers is None or calls is None:
        return text
    return f"{text} " + _(
        N_(
            "It takes {answers} answers that all confirm, some {calls} calls if three in ten answer."
        )
    ).format(
        answers=numbers.by_name("answer_count", answers),
        calls=numbers.by_name("call_count", calls),
    )


def _further(need: Need) -> str:
    """Up to which number of answers to call on; without the number where it is kept back."""
    look = need.numbers.get("look_count")
    text = (
        N_(
            "Call on, up to the next number of answers that was fixed beforehand. The result may then become “{status}”."
        )
        if look is None
        else N_(
            "Call on, up to {look} answers: that is the next number that was fixed beforehand. The result may then become"
            " “{status}”."
        )
    )
    return _(text).format(look=numbers.by_name("look_count", look), status=_status(need))


def _support(need: Need) -> str:
    """How much is missing for the reading that comes nearest."""
    if need.change < SPEAKS:
        return _(
            N_(
                "The nearest other reading is “{reading}”: a little more towards it would be enough, where a finding"
                " names rows."
            )
        ).format(reading=_reading(need))
    return _(
        N_(
            "The nearest other reading is “{reading}”: further findings worth {word} would be needed, and one that names"
            " rows."
        )
    ).format(reading=_reading(need), word=strength_word(need.change))


def _explained(need: Need, assessment: Assessment) -> str:
    """What hangs on one finding, and what would settle it."""
    finding = _finding(need, assessment)
    title = finding_title(finding) if finding is not None else need.check
    status = assessment.verdict.status
    if need.status is not None and need.status is not status:
        text = _(
            N_("If “{title}” ({check}) has an innocent cause, the result becomes “{status}”.")
        ).format(title=title, check=need.check, status=_status(need))
    else:
        whole = assessment.verdict.support.get(need.reading or Reading.GENUINE, 0.0)
        text = _(
            N_(
                "If “{title}” ({check}) has an innocent cause, the result stays; what is left is {word} for"
                " “{reading}”."
            )
        ).format(
            title=title,
            check=need.check,
            word=strength_word(max(0.0, whole - need.change)),
            reading=_reading(need),
        )
    phrase = phrases().get(need.check)
    return text if phrase is None or not phrase.settle else f"{text} {_(phrase.settle)}"


def _finding(need: Need, assessment: Assessment) -> Finding | None:
    """The finding of a check that says most for the reading."""
    reading = need.reading or Reading.GENUINE
    found = [f for f in assessment.findings if f.check == need.check and f.support]
    return max(found, key=lambda f: f.support.get(reading, 0.0), default=None)


def _status(need: Need) -> str:
    """What the result would become."""
    return status_name(need.status) if need.status is not None else ""


def _reading(need: Need) -> str:
    """The reading that a need is about."""
    return reading_name(need.reading) if need.reading is not None else ""
