"""The sections on people asked and on answers, in either edition, and the same as JSON."""

from typing import Any

from leakverify.model.assessment import Assessment
from leakverify.model.outside import Outside, PeopleTold, Response
from leakverify.reports.content import Answered, OutsidePart, Pair
from leakverify.words import outside as words
from leakverify.words import people_asked
from leakverify.words.lists import chained, listed, quoted
from leakverify.words.say import ui


def outside_part(assessment: Assessment, *, full: bool) -> OutsidePart | None:
    """What is known from outside the file; None where nothing is."""
    outside = assessment.outside
    mark, told = outside.admiralty, outside.told
    told_nothing = not (outside.responses or outside.facts or outside.marks)
    if mark is None and told is None and told_nothing:
        return None
    marks = []
    if mark:
        marks.append(Pair(ui("Mark of the source"), words.admiralty_line(mark)))
        if mark.reason:
            marks.append(Pair(ui("Reason"), mark.reason))
    return OutsidePart(
        tuple(marks),
        _people(outside, told) if told else (),
        people_asked.people_sentence(told) if told else "",
        tuple(people_asked.may_be_printed(told)) if told else (),
        _may_not(told),
        tuple(_answered(r) for r in outside.responses),
        tuple(words.fact_line(f) for f in outside.facts),
        _kept_back(outside, full=full),
        tuple(Answered(line, note) for line, note in words.marks_told(assessment)),
    )


def _people(outside: Outside, told: PeopleTold) -> tuple[Pair, ...]:
    """Frame, seed, parts, counts; initials and counts by part where the exact counts are known: the full edition."""
    pairs = [Pair(label, text) for label, text in people_asked.people_frame(told)]
    pairs += [Pair(label, text) for label, text in people_asked.people_figures(told)]
    if told.bound and told.bound.floor is not None and told.bound.drawn:
        floor = people_asked.floor_text(told.bound)
        pairs.append(
            Pair(ui("Confirmed of all drawn: the floor, if nobody unreached is right"), floor)
        )
    asked = outside.people
    if asked and asked.callers:
        pairs.append(Pair(ui("Called by"), listed(asked.callers)))
    if asked and len(asked.strata) > 1:
        parts = chained(f"{s.name}: {s.drawn} / {s.rows}" for s in asked.strata)
        pairs.append(Pair(ui("Drawn of the rows of each part"), parts))
    pairs.append(Pair(ui("Script"), people_asked.script_used()))
    return tuple(pairs)


def _may_not(told: PeopleTold | None) -> tuple[Pair, ...]:
    if told is None:
        return ()
    return tuple(Pair(quoted(text), why) for text, why in people_asked.may_not_be_printed(told))


def _answered(response: Response) -> Answered:
    return Answered(words.response_line(response), response.words)


def _kept_back(outside: Outside, *, full: bool) -> tuple[str, ...]:
    """What the shareable edition leaves out."""
    if full:
        return ()
    said = []
    if outside.responses or outside.facts:
        said.append(
            ui("Names, words and sources of answers and facts stand in the full edition alone.")
        )
    if any(not m.share_note for m in outside.marks):
        said.append(ui("Notes on findings that may not be shared stand in the full edition alone."))
    if outside.told:
        said.append(
            ui(
                "Counts of fewer than five print as <5; what they could be computed from is kept back."
            )
        )
    return tuple(said)


def as_dict(outside: Outside) -> dict[str, Any]:
    """What is known from outside, as JSON."""
    mark, told = outside.admiralty, outside.told
    return {
        "admiralty": {
            "reliability": mark.reliability,
            "credibility": mark.credibility,
            "reason": mark.reason or None,
        }
        if mark
        else None,
        "responses": [
            {
                "party": r.party.value,
                "name": r.name or None,
                "stance": r.stance.value,
                "asked": r.asked.isoformat() if r.asked else None,
                "answered": r.answered.isoformat() if r.answered else None,
                "words": r.words or None,
            }
            for r in outside.responses
        ],
        "facts": [
            {
                "what": f.what or None,
                "fits": f.fits.value,
                "source": f.source or None,
                "on": f.on.isoformat() if f.on else None,
            }
            for f in outside.facts
        ],
        "people": _told_dict(told) if told else None,
        "marks": [
            {"finding": m.finding, "mark": m.stand.value, "note": m.note or None}
            for m in outside.marks
        ],
    }


def _told_dict(told: PeopleTold) -> dict[str, Any]:
    said = told.said
    return {
        "counts": dict(told.counts),
        "rows": told.rows,
        "seed": told.seed or None,
        "strata": told.strata,
        "looks": list(told.looks),
        "at_look": said.at_look,
        "verified": said.verified,
        "agrees": said.agrees,
        "disagrees": said.disagrees,
        "story_denied": said.story_denied,
        "per_cent": said.per_cent,
        "support": {r.value: s for r, s in said.support.items()},
        "may_write": people_asked.may_be_printed(told),
        "may_not_write": [
            {"sentence": text, "reason": why} for text, why in people_asked.may_not_be_printed(told)
        ],
    }
