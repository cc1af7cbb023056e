"""What is said of findings: titles, what was seen, why it matters, innocent explanations."""

import json
import string
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from typing import Final

from leakverify import paths
from leakverify.model.finding import Finding, Number
from leakverify.model.terms import Reading, State
from leakverify.reference import calibration
from leakverify.words import numbers
from leakverify.words.language import _
from leakverify.words.phrases import N_, Phrase

FAMILY_MODULES: Final = (
    "generator",
    "person",
    "structure",
    "timeline",
    "numbers",
    "ancestry",
    "people",
    "vault",
)
SPEAKS: Final = 0.30103
"""Below a likelihood ratio of 2 (log10) ENFSI's word is "no support": such a finding says nothing either way."""


@dataclass(frozen=True, slots=True)
class Help:
    """A check's docstring, by its fixed headings."""

    summary: str
    looks_at: str
    why: str
    innocent: tuple[str, ...]
    reads_as: str
    source: str


@cache
def phrases() -> dict[str, Phrase]:
    """The words of every check by id."""
    found: dict[str, Phrase] = {}
    for family in FAMILY_MODULES:
        found |= import_module(f"leakverify.words.phrases_{family}").PHRASES
    return found


@cache
def _help() -> dict[str, dict[str, str]]:
    """The help pages as extracted from the checks' docstrings."""
    path = paths.resource("help/checks.json")
    pages: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return pages


def help_of(check: str) -> Help:
    """Why a check tells, its innocent explanations, its sources."""
    page = _english_help(check)
    return Help(
        _(page.summary),
        _(page.looks_at),
        _(page.why),
        tuple(map(_, page.innocent)),
        _(page.reads_as),
        _(page.source),
    )


def _english_help(check: str) -> Help:
    """A check's page as whole English texts, each of which is translated as it stands."""
    page = _help().get(check, {})
    return Help(
        page.get("summary", check),
        page.get("looks_at", ""),
        _upper_first(page.get("why", "")),
        _causes(page.get("innocent", "")),
        page.get("reads_as", ""),
        page.get("source", ""),
    )


def help_texts() -> Iterator[tuple[str, str, str]]:
    """Every English text of the help with its check and part, for those who extract what is to be translated."""
    for check in _help():
        page = _english_help(check)
        for part in fields(page):
            told = getattr(page, part.name)
            for text in told if isinstance(told, tuple) else (told,):
                if text:
                    yield check, part.name, text


def _causes(text: str) -> tuple[str, ...]:
    """Innocent explanations one by one: lines of a list, or the parts of one sentence between semicolons."""
    lines = text.split("\n")
    parts = lines if len(lines) > 1 else text.split(";")
    causes = (part.strip().removesuffix(".") for part in parts)
    return tuple(f"{_upper_first(cause)}." for cause in causes if cause)


def _upper_first(text: str) -> str:
    """A sentence of its own, where the docstring goes on after a colon."""
    return text[:1].upper() + text[1:]


def headline_of(check: str) -> str:
    """The name of a check's number that is compared with other collections ("": none known)."""
    return _help().get(check, {}).get("headline", "")


def weight(finding: Finding) -> float:
    """The finding's strongest weight against the claim (or, negative, for it), log10."""
    if not finding.support:
        return 0.0
    most = max(finding.support.values())
    return most if most > 0 else min(finding.support.values(), key=abs)


def side(finding: Finding) -> str:
    """`against`, `supports` or `nothing`: which way a finding speaks."""
    if finding.state is not State.COMPUTED:
        return "nothing"
    size = weight(finding)
    if size >= SPEAKS:
        return "against"
    return "supports" if size <= -SPEAKS else "nothing"


def towards(finding: Finding) -> Reading | None:
    """The reading that a finding speaks for most, if it speaks against the claim."""
    if side(finding) != "against":
        return None
    return max(finding.support, key=lambda r: finding.support[r])


def finding_title(finding: Finding) -> str:
    """A finding in at most twelve plain words."""
    phrase = phrases().get(finding.check)
    if phrase is None:
        return finding.check
    speaks = side(finding)
    if speaks == "nothing" or _fits(finding, phrase, speaks):
        return _fill(_(getattr(phrase, speaks)), finding)
    subject = _(phrase.subject or phrase.nothing)
    if speaks == "against":
        return _(N_("{subject}, unlike in genuine lists")).format(subject=subject)
    return _(N_("{subject}, as in genuine lists")).format(subject=subject)


def check_title(check: str) -> str:
    """What a check is called where no finding of it is at hand."""
    phrase = phrases().get(check)
    return _(phrase.against) if phrase is not None else check


@cache
def _genuine_middle() -> dict[str, float]:
    """The middle genuine collection's number of every check that was measured."""
    spreads = calibration.load().spreads
    return {check: s.genuine[len(s.genuine) // 2] for check, s in spreads.items() if s.genuine}


def _fits(finding: Finding, phrase: Phrase, speaks: str) -> bool:
    """Whether the title says the truth: the weight of a number may come from either side of genuine lists."""
    middle = _genuine_middle().get(finding.check)
    value = finding.measured.get(headline_of(finding.check))
    if not phrase.against_when or middle is None or not isinstance(value, int | float):
        return True
    is_low = value < middle if phrase.against_when == "low" else value <= middle
    off = is_low if phrase.against_when == "low" else not is_low
    return off if speaks == "against" else not off


def finding_seen(finding: Finding, *, hide_small: bool = False) -> str:
    """What was seen, with its numbers; for a check that was not made, why."""
    from leakverify.words.problems import reason_sentence

    if finding.state is not State.COMPUTED:
        return reason_sentence(finding.reason or "")
    phrase = phrases().get(finding.check)
    if phrase is None:
        return ""
    seen = _told(finding, phrase.seen, *phrase.seen_less)
    return _fill(_(seen), finding, hide_small=hide_small)


def finding_figure(finding: Finding, *, hide_small: bool = False) -> str:
    """The short figure at the end of a line."""
    phrase = phrases().get(finding.check)
    if phrase is None or finding.state is not State.COMPUTED:
        return ""
    figure = _told(finding, phrase.figure, *phrase.figure_less)
    return _fill(_(figure), finding, hide_small=hide_small)


def finding_settle(finding: Finding) -> str:
    """What a person could do to settle it."""
    phrase = phrases().get(finding.check)
    return "" if phrase is None else _(phrase.settle)


def finding_caveat(finding: Finding) -> str:
    """The first innocent explanation."""
    innocent = help_of(finding.check).innocent
    return innocent[0] if innocent else _(N_("a cause that nobody has thought of yet."))


def _told(finding: Finding, *templates: str) -> str:
    """The first template whose numbers all exist for this file; the first of all where there is none."""
    known = {**finding.expected, **finding.measured}
    for template in templates:
        fields = [name for _text, name, _spec, _conversion in string.Formatter().parse(template)]
        if all(known.get(name) is not None for name in fields if name):
            return template
    return templates[0]


def _fill(template: str, finding: Finding, *, hide_small: bool = False) -> str:
    """Replace the fields of a template by the finding's numbers."""
    known: dict[str, Number] = {**finding.expected, **finding.measured}
    parts = []
    for text, field, _spec, _conversion in string.Formatter().parse(template):
        parts.append(text)
        if field is not None:
            parts.append(numbers.by_name(field, known.get(field), hide_small=hide_small))
    # A number that does not exist for this file leaves no empty bracket behind.
    return "".join(parts).replace(" (–)", "")
