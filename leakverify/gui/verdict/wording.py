"""Sentences that the page puts together from `words`, each made harmless for the screen."""

from typing import Final

from leakverify.model.assessment import Assessment
from leakverify.model.finding import Finding
from leakverify.model.terms import ACCUSED, Reading, Status
from leakverify.reference.calibration import CHECK_CAP
from leakverify.safe_text import in_sentence, ours_on_screen
from leakverify.words.lists import chained, dotted, listed
from leakverify.words.names import READINGS
from leakverify.words.outside import response_line
from leakverify.words.people_asked import people_sentence, shown
from leakverify.words.say import (
    bound_sentence,
    evidence_sentence,
    family_name,
    finding_figure,
    finding_title,
    fragile_sentence,
    reading_name,
    side,
    status_explanation,
    strength_word,
    ui,
    weight,
)

LONGEST: Final = 900
SAYS: Final = 0.30103
COLUMNS_NAMED: Final = 4
ANSWERS_NAMED: Final = 3


def explanation(assessment: Assessment) -> str:
    """What stands under the headline: what qualifies it, and the evidence where it accuses."""
    text = status_explanation(assessment)
    if assessment.verdict.status in ACCUSED:
        evidence = evidence_sentence(assessment)
        if evidence and evidence not in text:
            text = f"{text} {evidence}"
    return ours_on_screen(text, LONGEST)


def reservations(assessment: Assessment) -> str:
    """Whether one check carries the result, and how often such results were wrong; "" where nothing is concluded."""
    verdict = assessment.verdict
    parts = []
    if verdict.status is not Status.CANNOT_TELL:
        parts.append(fragile_sentence(verdict))
    if verdict.status in ACCUSED:
        parts.append(bound_sentence(verdict))
    return ours_on_screen(" ".join(parts), LONGEST)


def from_outside(assessment: Assessment) -> str:
    """What people and others answered, shortly; "" where nobody was asked."""
    outside = assessment.outside
    said = []
    if outside.told is not None:
        confirmed, asked = (shown(outside.told.counts.get(n)) for n in ("confirmed", "asked"))
        said.append(
            ui("People asked: {confirmed} of {asked} confirmed.").format(
                confirmed=confirmed, asked=asked
            )
        )
        if assessment.verdict.status is not Status.SAMPLE_VERIFIED:
            said.append(people_sentence(outside.told))
    said += [response_line(answer) for answer in outside.responses[:ANSWERS_NAMED]]
    return ours_on_screen(" ".join(said), LONGEST)


def columns_of(finding: Finding, limit: int = 40) -> str:
    """The columns a finding looked at, each isolated so that its direction cannot leak into its neighbour."""
    shown = [in_sentence(name, limit) for name in finding.columns[:COLUMNS_NAMED]]
    if len(finding.columns) > COLUMNS_NAMED:
        shown.append(f"+{len(finding.columns) - COLUMNS_NAMED}")
    return listed(shown)


def tag_of(finding: Finding) -> str:
    """The kind of evidence with its columns."""
    names = columns_of(finding)
    return dotted((family_name(finding.family), names))


def title_of(finding: Finding) -> str:
    """A finding's title."""
    return ours_on_screen(finding_title(finding), 200)


def figure_of(finding: Finding) -> str:
    """The short figure at the end of a line."""
    return ours_on_screen(finding_figure(finding), 60)


def side_said(finding: Finding) -> str:
    """The side of a finding in words."""
    words = {
        "against": ui("speaks against the claim"),
        "supports": ui("speaks for the claim"),
        "nothing": ui("says nothing either way"),
    }
    return words[side(finding)]


def weight_said(finding: Finding) -> str:
    """The weight in words: for which readings, how strongly, and what kind of weight it is."""
    lines = [
        _support_said(reading, finding.support[reading])
        for reading in sorted(finding.support, key=lambda r: -finding.support[r])
        if reading in READINGS and finding.support[reading] >= SAYS
    ]
    if not lines and side(finding) == "supports":
        lines = [ui("{word} for “as claimed”").format(word=capital(strength_word(weight(finding))))]
    if not lines:
        lines = [ui("Too little to count by itself.")]
    text = chained([lines[0], *(line[:1].lower() + line[1:] for line in lines[1:])])
    text = text if text.endswith(".") else f"{text}."
    if weight(finding) >= CHECK_CAP:
        text += " " + ui("One check counts no more than this.")
    if finding.exhibit:
        text += " " + ui("An exhibit: it names rows that a person can look at.")
    return text


def _support_said(reading: Reading, support: float) -> str:
    """One reading's weight."""
    return ui("{word} for “{reading}”").format(
        word=capital(strength_word(support)), reading=reading_name(reading)
    )


def capital(text: str) -> str:
    """The text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def row_said(finding: Finding) -> str:
    """A whole line of the list for those who hear it."""
    parts = [
        title_of(finding),
        side_said(finding),
        strength_word(weight(finding)),
        columns_of(finding),
        figure_of(finding),
    ]
    return listed(p for p in parts if p)
