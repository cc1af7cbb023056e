"""The sentences of the verdict (JUDGEMENT 5): about the file, never a person; evidence given the reading, never the reverse."""

from typing import Final

from leakverify.model.assessment import Assessment, ClaimResult, Verdict
from leakverify.model.finding import Finding
from leakverify.model.sample import DumpBanner
from leakverify.model.terms import ACCUSED, Family, Reading, Status
from leakverify.words import numbers
from leakverify.words.findings import finding_caveat
from leakverify.words.language import _, spelling
from leakverify.words.lists import listed
from leakverify.words.names import (
    confidence_name,
    if_reading,
    reading_name,
    strength_word,
)
from leakverify.words.outside import held_back, raised_explanation
from leakverify.words.people_asked import REASONS, WITHOUT_NUMBERS
from leakverify.words.phrases import N_

KINDS_OF_EVIDENCE: Final = 6

HEADLINES: Final = {
    Status.CANNOT_TELL: N_("Cannot tell."),
    Status.UNVERIFIED: N_("Unverified."),
    Status.PARTLY_CORROBORATED: N_("Partly corroborated."),
    Status.SAMPLE_VERIFIED: N_("Sample verified."),
    Status.ORGANISATION_CONFIRMED: N_("Confirmed by the organisation."),
    Status.RECYCLED: N_("Reads as reused data."),
    Status.ASSEMBLED: N_("Reads as assembled from several sources."),
    Status.FABRICATED: N_("Reads as invented data."),
    Status.ALTERED: N_("Reads as altered."),
}

EXPLANATIONS: Final = {
    Status.CANNOT_TELL: N_(
        "The checks that apply to this file do not allow a conclusion."
        " This is a result, not a clearance."
    ),
    Status.UNVERIFIED: N_(
        "Nothing found in this file clearly contradicts the claim; nothing found settles it either."
        " An older genuine list, or a few planted rows, would look the same."
    ),
}

CLAIM_REASONS: Final = {
    **REASONS,
    "organisation_confirms": N_("The organisation itself confirmed the records."),
    "organisation_confirms_part": N_("The organisation confirmed a part of the records."),
    "organisation_denies": N_(
        "The organisation says that this is not so. A denial is no disproof."
    ),
    "outside_agrees": N_("Something from outside the file agrees with it."),
    "outside_disagrees": N_("Something from outside the file disagrees with it."),
    "nobody_asked": N_("Nobody has been asked yet. Only people in the file can settle this."),
    "reads_invented": N_("The file reads as invented data."),
    "reads_assembled": N_("The file reads as put together from several sources."),
    "no_trace_of_origin": N_("Nothing in the file ties it to the organisation, or rules it out."),
    "no_organisation": N_("The claim names no organisation."),
    "older_file": N_("The rows are in an older file."),
    "software_differs": N_(
        "Passwords are stored in another way than the stated software does: {unfit_count} rows."
    ),
    "rows_elsewhere": N_(
        "{other_share} of the rows that tell a country tell of one other country, {inside_share} of the stated one."
    ),
    "money_differs": N_(
        "Amounts are in other money than that of the stated country: {other_count} rows. Look at them."
    ),
    "origin_fits": N_(
        "What the file tells of country, money or software fits the claim. It would fit many other organisations just as well."
    ),
    "no_period": N_("The claim states no period."),
    "no_dates": N_("The file has no dates to compare with the period."),
    "dates_within": N_("No date in the file falls after the stated period or theft."),
    "dates_outside": N_(
        "Dates in the file fall after the stated period or theft: {outside_count} rows."
    ),
    "some_dates_outside": N_(
        "Some dates fall after the stated period or theft: {outside_count} rows. Look at them."
    ),
    "dumped_before": N_(
        "The dump says it was made {before_period_days} days before the stated period begins."
    ),
    "dumped_later": N_(
        "The dump says it was made {since_theft_days} days after the stated theft. The sender may have made it anew."
    ),
    "form_too_young": N_(
        "Passwords are stored in a form that came into use after the stated period or theft: {too_young_count} rows."
    ),
    "rows_exceed": N_("The file holds {rows_count} rows, more than the {claimed_count} stated."),
    "no_size": N_("The claim states no number of records."),
    "sample_only": N_("The sample holds {rows_count} rows; the rest was not seen."),
    "ids_exceed": N_("Record numbers run far short of what {claimed_count} records would need."),
    "ids_fit": N_("The range of record numbers fits the stated size."),
    "rows_stand_out": N_("{rows_count} rows do not behave like the rest: look at them."),
    "some_stand_out": N_(
        "{rows_count} rows stand out, which is too little to conclude from. Look at them first."
    ),
    "no_seam": N_("No seam was found. A few planted rows would not be seen."),
    "few_rows": N_("Too few rows to tell."),
    "outside": N_("No file can say who took it or who sent it."),
}


RAISED: Final = frozenset(
    {Status.PARTLY_CORROBORATED, Status.SAMPLE_VERIFIED, Status.ORGANISATION_CONFIRMED}
)


def status_headline(verdict: Verdict) -> str:
    """The one sentence on top."""
    if len(verdict.close) > 1 and verdict.status in ACCUSED:
        return _(N_("Does not read as claimed."))
    return _(HEADLINES[verdict.status])


def status_explanation(assessment: Assessment) -> str:
    """What qualifies the headline."""
    verdict = assessment.verdict
    if verdict.status in ACCUSED:
        if len(verdict.close) > 1:
            first, second = (reading_name(r) for r in verdict.close[:2])
            return _(N_("The checks cannot separate “{first}” from “{second}”.")).format(
                first=first, second=second
            )
        if verdict.status is Status.ALTERED:
            return _altered(assessment)
        if verdict.status is Status.RECYCLED and verdict.ancestor:
            return _(
                N_("{share} of the rows are in the older file {number} of those given.")
            ).format(share=numbers.share(verdict.ancestor.share), number=1)
        return evidence_sentence(assessment)
    if verdict.status in RAISED:
        return raised_explanation(assessment)
    text = _(EXPLANATIONS[verdict.status])
    if verdict.status is Status.CANNOT_TELL:
        text = f"{text} {_why_not(assessment)}".strip()
    return " ".join([text, *held_back(verdict)])


def _why_not(assessment: Assessment) -> str:
    """Why the program cannot tell."""
    verdict = assessment.verdict
    if verdict.reason == "few_rows":
        return _(N_("The file has {rows} rows; below 30 nothing is concluded.")).format(
            rows=numbers.count(assessment.sample.examined)
        )
    if verdict.reason == "few_families":
        return _(N_("Fewer than two kinds of evidence could be examined."))
    if verdict.towards is not None:
        return _(N_("Traces point towards “{reading}”: not enough.")).format(
            reading=reading_name(verdict.towards)
        )
    return ""


def _altered(assessment: Assessment) -> str:
    """How many rows stand out from the rest."""
    most = max(
        (f.rows.count for f in exhibits(assessment) if f.support.get(Reading.TAMPERED, 0.0) > 0),
        default=0,
    )
    if not most:
        return evidence_sentence(assessment)
    return _(
        N_("{rows} rows do not behave like the rest. The other rows are not thereby cleared.")
    ).format(rows=numbers.count(most))


def exhibits(assessment: Assessment) -> list[Finding]:
    """The findings that a person can look at, strongest first."""
    shown = [f for f in assessment.findings if f.exhibit]
    return sorted(shown, key=lambda f: -max(f.support.values(), default=0.0))


def evidence_sentence(assessment: Assessment) -> str:
    """How much more probable the findings are under the leading reading than under the claim."""
    verdict = assessment.verdict
    reading = verdict.leading if verdict.leading not in {None, Reading.GENUINE} else verdict.towards
    if reading is None or reading is Reading.GENUINE:
        return ""
    log10 = verdict.support.get(reading, 0.0)
    at_least = _is_bounded(verdict, reading)
    template = (
        N_(
            "What was found is at least {n} times more probable {reading} than {claimed}:"
            " {word}. It may have an innocent cause: {caveat}"
        )
        if at_least
        else N_(
            "What was found is about {n} times more probable {reading} than {claimed}:"
            " {word}. It may have an innocent cause: {caveat}"
        )
    )
    leading = next((f for f in exhibits(assessment) if f.support.get(reading, 0.0) > 0), None)
    return _(template).format(
        n=numbers.times(log10, at_least=at_least),
        reading=if_reading(reading),
        claimed=if_reading(Reading.GENUINE),
        word=strength_word(log10),
        caveat=_after_colon(finding_caveat(leading))
        if leading
        else _(N_("a kind of list that was not among those measured.")),
    )


def _is_bounded(verdict: Verdict, reading: Reading) -> bool:
    """Whether the statistics said more than the calibration's size can carry."""
    return any(
        step.part == "bound" for w in verdict.weighing if w.reading is reading for step in w.steps
    )


def confidence_sentence(assessment: Assessment) -> str:
    """Confidence stands on its own line and never shares a sentence with likelihood."""
    verdict = assessment.verdict
    template = (
        N_(
            "Confidence in this result is {word}: {k} of {all} kinds of evidence could be "
            "examined, on {n} rows. Lists of this kind are among those the program was "
            "measured on."
        )
        if verdict.kind_measured
        else N_(
            "Confidence in this result is {word}: {k} of {all} kinds of evidence could be "
            "examined, on {n} rows. Lists of this kind are not among those the program was "
            "measured on."
        )
    )
    return _(template).format(
        word=confidence_name(verdict.confidence),
        k=len([f for f in verdict.families if f is not Family.PEOPLE]),
        all=KINDS_OF_EVIDENCE,
        n=numbers.count(assessment.sample.examined),
    )


def bound_sentence(verdict: Verdict) -> str:
    """The measured bound on false accusations; stands in every accusing report."""
    return _(
        N_(
            "In tests, {accused} of {collections} independent genuine collections were "
            "accused. The true rate may be as high as {bound} (95 % confidence)."
        )
    ).format(
        accused=verdict.accused,
        collections=verdict.collections,
        bound=numbers.share(verdict.accused_bound),
    )


def fragile_sentence(verdict: Verdict) -> str:
    """Whether a single check carries the result."""
    if not verdict.fragile:
        return _(N_("The result stays the same when any single check is left out."))
    return _(N_("Fragile: the result changes when a single check is left out ({checks}).")).format(
        checks=listed(verdict.fragile_without[:3])
    )


def claim_sentence(result: ClaimResult) -> str:
    """What can be said of one of the six claims."""
    reason = result.reason
    if reason in WITHOUT_NUMBERS and None in result.numbers.values():
        return _(WITHOUT_NUMBERS[reason])
    text = _(CLAIM_REASONS.get(reason, N_("This was not examined.")))
    fields = {n: numbers.by_name(n, v) for n, v in result.numbers.items()}
    return text.format(**fields) if fields else text


def _after_colon(text: str) -> str:
    """A sentence as it follows a colon: from a small letter where the language wants one; names and abbreviations stay."""
    small = spelling().small_after_colon and (text[1:2].islower() or text[:2] == "A ")
    return text[:1].lower() + text[1:] if small else text


def dump_sentence(dump: DumpBanner) -> str:
    """What a database dump says of itself, for those who compare it with the claim."""
    made = " ".join(part for part in (dump.tool, dump.version) if part)
    parts = [_(N_("made by {program}")).format(program=made)]
    if dump.server:
        parts.append(_(N_("from a server of version {version}")).format(version=dump.server))
    if dump.day:
        parts.append(_(N_("on {day}")).format(day=dump.day))
    return listed(parts)
