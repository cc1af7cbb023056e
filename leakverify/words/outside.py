"""What is known from outside the file, in words: the three statuses that rest on it, and what people, answers and facts came to."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Final

from leakverify.model.assessment import Assessment, Verdict
from leakverify.model.outside import (
    KEPT_BACK,
    Admiralty,
    FindingMark,
    Fits,
    OutsideFact,
    Party,
    Response,
    Stance,
    Stand,
)
from leakverify.model.terms import Status
from leakverify.words.dates import day
from leakverify.words.findings import check_title, finding_title
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.numbers import count
from leakverify.words.people_asked import verified_sentence
from leakverify.words.phrases import N_

PARTIES: Final = {
    Party.ORGANISATION: N_("the organisation"),
    Party.PROVIDER: N_("a provider"),
    Party.AUTHORITY: N_("an authority"),
    Party.OTHER: N_("somebody else"),
}
STANCES: Final = {
    Stance.CONFIRMS: N_("confirms the records"),
    Stance.CONFIRMS_PART: N_("confirms part of the records"),
    Stance.DENIES: N_("denies"),
    Stance.NO_COMMENT: N_("does not comment"),
    Stance.NO_ANSWER: N_("has not answered"),
}
FITTING: Final = {
    Fits.AGREES: N_("agrees with the claim"),
    Fits.DISAGREES: N_("disagrees with the claim"),
    Fits.NEITHER: N_("speaks neither for nor against the claim"),
}
STANDS: Final = {
    Stand.ACCEPTED: N_("accepted"),
    Stand.EXPLAINED: N_("explained"),
    Stand.DISPUTED: N_("disputed"),
}
RELIABILITY: Final = {
    "A": N_("completely reliable"),
    "B": N_("usually reliable"),
    "C": N_("fairly reliable"),
    "D": N_("not usually reliable"),
    "E": N_("unreliable"),
    "F": N_("reliability cannot be judged"),
}
CREDIBILITY: Final = {
    1: N_("confirmed by other sources"),
    2: N_("probably true"),
    3: N_("possibly true"),
    4: N_("doubtful"),
    5: N_("improbable"),
    6: N_("truth cannot be judged"),
}


LONGEST_IN_FOOTER: Final = 160


def reliabilities() -> dict[str, str]:
    """What each letter of an Admiralty mark says of a source."""
    return {letter: _(text) for letter, text in RELIABILITY.items()}


def credibilities() -> dict[int, str]:
    """What each digit of an Admiralty mark says of what a source says."""
    return {digit: _(text) for digit, text in CREDIBILITY.items()}


def raised_explanation(assessment: Assessment) -> str:
    """What qualifies the headline of a status that rests on what comes from outside."""
    match assessment.verdict.status:
        case Status.SAMPLE_VERIFIED if assessment.outside.told is not None:
            text = verified_sentence(assessment.outside.told)
        case Status.ORGANISATION_CONFIRMED:
            text = _(
                N_(
                    "The organisation itself confirmed the records. By this it does not say "
                    "that they are complete or unaltered, nor who took them."
                )
            )
        case _:
            text = _partly(assessment.verdict)
    return " ".join([text, *held_back(assessment.verdict)])


def held_back(verdict: Verdict) -> Iterator[str]:
    """What from outside speaks against: named wherever it is known."""
    heard = verdict.corroboration
    facts = heard.disagrees.count("fact")
    if facts:
        yield plural(
            "{n} fact from outside the file disagrees with the claim.",
            "{n} facts from outside the file disagree with the claim.",
            facts,
        ).format(n=count(facts))
    if "people" in heard.disagrees:
        yield _(N_("Of the people asked, as many contradict their entry as confirm it, or more."))
    if heard.story_denied:
        yield _(N_("A row that carries the story was contradicted: settle that first."))
    if verdict.status is Status.CANNOT_TELL and heard.agrees:
        yield _(N_("From outside the file agrees: {list}.")).format(list=_list(heard.agrees))


def _partly(verdict: Verdict) -> str:
    agrees = verdict.corroboration.agrees
    text = plural(
        "{n} element from outside the file agrees with the claim: {list}. The rest is unverified.",
        "{n} elements from outside the file agree with the claim: {list}. The rest is unverified.",
        len(agrees),
    )
    return text.format(n=count(len(agrees)), list=_list(agrees))


def _list(agrees: tuple[str, ...]) -> str:
    """What agrees, by kind."""
    kinds = Counter(agrees)
    said = []
    for kind, n in kinds.items():
        if kind == "people":
            said.append(_(N_("people asked")))
        elif kind == "fact":
            said.append(plural("{n} outside fact", "{n} outside facts", n).format(n=count(n)))
        else:
            answers = plural("{n} answer of {party}", "{n} answers of {party}", n)
            said.append(answers.format(n=count(n), party=party_name(Party(kind))))
    return listed(said)


def party_name(party: Party) -> str:
    """Who was asked."""
    return _(PARTIES[party])


def stance_name(stance: Stance) -> str:
    """What an answer says."""
    return _(STANCES[stance])


def fits_name(fits: Fits) -> str:
    """Whether a fact agrees."""
    return _(FITTING[fits])


def response_line(response: Response) -> str:
    """One answer without its words: who, what it says, when."""
    name = response.name if response.name and not response.name.isdecimal() else ""
    who = f"{_(PARTIES[response.party])} ({name})" if name else _(PARTIES[response.party])
    said = f"{who[:1].upper()}{who[1:]} {stance_name(response.stance)}"
    days = []
    if response.asked:
        days.append(_(N_("asked on {day}")).format(day=day(response.asked)))
    if response.answered:
        days.append(_(N_("answered on {day}")).format(day=day(response.answered)))
    said = f"{said} ({', '.join(days)})." if days else f"{said}."
    if response.stance is Stance.DENIES:
        said += " " + _(N_("A denial is no disproof."))
    if response.stance in {Stance.NO_COMMENT, Stance.NO_ANSWER}:
        said += " " + _(N_("Silence confirms nothing."))
    if response.answered is None and response.stance in {Stance.CONFIRMS, Stance.CONFIRMS_PART}:
        said += " " + _(N_("Without a day it does not count."))
    return said


def organisation_asked(assessment: Assessment) -> str:
    """That the organisation was asked, when, and what it said; "" where it was not. Its words stand where the edition has them."""
    own = [r for r in assessment.outside.responses if r.party is Party.ORGANISATION and r.asked]
    if not own:
        return ""
    last = max(own, key=lambda r: r.answered or r.asked or dt.date.min)
    asked = day(last.asked) if last.asked else ""
    if 0 < len(last.words) <= LONGEST_IN_FOOTER:
        text = _(N_("{organisation} was asked on {day} and said: {words}"))
        name = assessment.claim.organisation or _(N_("The organisation"))
        return text.format(organisation=name, day=asked, words=last.words)
    text = _(N_("The organisation was asked on {day}; it {stance}."))
    return text.format(day=asked, stance=stance_name(last.stance))


def fact_line(fact: OutsideFact) -> str:
    """One fact from outside: what, where from, and whether it agrees."""
    what = fact.what or _(N_("A fact from outside the file"))
    where = [fact.source] if fact.source and fact.source != KEPT_BACK else []
    where += [day(fact.on)] if fact.on else []
    said = f"{what} ({', '.join(where)})" if where else what
    said = f"{said}: {fits_name(fact.fits)}."
    if fact.fits is Fits.AGREES and not fact.source:
        said += " " + _(N_("Without a source it does not count."))
    return said


def admiralty_line(mark: Admiralty) -> str:
    """The mark with its meaning."""
    return f"{mark.reliability}{mark.credibility}: " + _(
        N_("the source is {reliability}, what it says is {credibility}")
    ).format(
        reliability=_(RELIABILITY[mark.reliability]), credibility=_(CREDIBILITY[mark.credibility])
    )


def stand_name(stand: Stand) -> str:
    """What the user made of a finding."""
    return _(STANDS[stand])


def marks_told(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Each marked finding by its title with the mark, and the note; one that this run did not make is named by its check alone."""
    titles = {finding.id: finding_title(finding) for finding in assessment.findings}
    for mark in assessment.outside.marks:
        yield mark_line(mark, titles.get(mark.finding, "")), mark.note


def mark_line(mark: FindingMark, title: str = "") -> str:
    """One mark on a finding."""
    check = mark.finding.partition(":")[0]
    if not title:
        return _("{check}: {mark}").format(check=check, mark=stand_name(mark.stand))
    return _("{title} ({check}): {mark}").format(
        title=title, check=check, mark=stand_name(mark.stand)
    )


def mark_named(finding: str, mark: FindingMark | None) -> str:
    """A mark on a finding, or that there is none any more, by what its check looks for."""
    check = finding.partition(":")[0]
    return _("{title} ({check}): {mark}").format(
        title=check_title(check),
        check=check,
        mark=stand_name(mark.stand) if mark is not None else _("no mark"),
    )
