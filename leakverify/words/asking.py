"""What is said before and while mail domains are asked for: how many, by which way, how fast, how long."""

from collections.abc import Mapping
from typing import Final

from leakverify.model.look_up import (
    Transport,
    Way,
)
from leakverify.model.looked_up import LeftOut
from leakverify.model.ways import PublicResolver
from leakverify.words.language import _, plural
from leakverify.words.lists import dotted, listed
from leakverify.words.look_up import way_name
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

LEFT_OUT: Final = {
    LeftOut.RISKY: N_("{n} risky"),
    LeftOut.CANNOT_EXIST: N_("{n} that cannot exist"),
    LeftOut.ANSWERED: N_("{n} answered already"),
    LeftOut.UNTICKED: N_("{n} unticked by you"),
}

SECONDS: Final = 60
HOURS_FROM: Final = 5_400
QUERIES_A_DOMAIN: Final = 2.5
"""A domain with a mail server takes one question, others up to three, and names beside it are tried as well."""


def ticked_line(ticked: int, left_out: Mapping[LeftOut, int]) -> str:
    """How many are ticked to be asked, how many not, and why not."""
    text = plural("{n} domain is ticked", "{n} domains are ticked", ticked)
    return _with_reasons(text.format(n=count(ticked)), left_out)


def asked_line(asked: int, left_out: Mapping[LeftOut, int]) -> str:
    """The same just before they are asked for."""
    text = plural("{n} domain will be asked", "{n} domains will be asked", asked)
    return _with_reasons(text.format(n=count(asked)), left_out)


def _with_reasons(line: str, left_out: Mapping[LeftOut, int]) -> str:
    reasons = [
        _(LEFT_OUT[why]).format(n=count(left_out[why])) for why in LeftOut if left_out.get(why)
    ]
    if not reasons:
        return f"{line}."
    text = _(N_("{asked}, {n} left out: {reasons}."))
    return text.format(asked=line, n=count(sum(left_out.values())), reasons=listed(reasons))


def asked_for(asked: int) -> str:
    """The button that begins."""
    if not asked:
        return _(N_("Nothing to ask for"))
    text = plural("Ask for {n} domain…", "Ask for these {n} domains…", asked)
    return text.format(n=count(asked))


def confirm_title(asked: int) -> str:
    """The heading of the last question."""
    text = plural("Ask for {n} domain?", "Ask for {n} domains?", asked)
    return text.format(n=count(asked))


def confirm_sentences(asked: int, decoys: int, way: str) -> list[str]:
    """What will be asked, and by which way (as `way_line` says it)."""
    text = plural(
        "{n} domain of this sample will be asked for, and no address.",
        "{n} domains of this sample will be asked for, and no address.",
        asked,
    )
    said = [text.format(n=count(asked))]
    if decoys:
        said.append(decoys_line(decoys))
    return [*said, _(N_("By this way: {way}.")).format(way=way)]


def listed_line(listed: int, decoys: int) -> str:
    """What the list for the courier would hold."""
    if not listed:
        return _(N_("The list would be empty: tick domains above."))
    text = plural("The list will hold {n} domain", "The list will hold {n} domains", listed)
    line = text.format(n=count(listed))
    if not decoys:
        return f"{line}."
    more = plural("{list} and {n} decoy.", "{list} and {n} decoys.", decoys)
    return more.format(list=line, n=count(decoys))


def pace_name(per_second: float) -> str:
    """How fast, for choosing."""
    if not per_second:
        return _(N_("as fast as the resolver answers"))
    text = plural("{n} question a second", "{n} questions a second", round(per_second))
    return text.format(n=count(per_second))


def decoys_line(decoys: int) -> str:
    """How many common domains are asked beside them."""
    text = plural(
        "{n} common domain is asked beside them, so that the question points less to this sample.",
        "{n} common domains are asked beside them, so that the questions point less to this sample.",
        decoys,
    )
    return text.format(n=count(decoys))


def about(seconds: float) -> str:
    """A duration as people say it."""
    if seconds < SECONDS:
        return _(N_("less than a minute"))
    if seconds < HOURS_FROM:
        minutes = round(seconds / SECONDS)
        return plural("about {n} minute", "about {n} minutes", minutes).format(n=count(minutes))
    hours = round(seconds / 3600)
    return plural("about {n} hour", "about {n} hours", hours).format(n=count(hours))


def estimate(domains: int, per_second: float) -> str:
    """How long asking will take at this pace."""
    if not per_second:
        return _(N_("It takes as long as the resolver needs."))
    seconds = domains * QUERIES_A_DOMAIN / per_second
    return _(N_("This takes {time}.")).format(time=about(seconds))


def clock(seconds: float) -> str:
    """Time that has passed: 0:07, 12:30, 1:02:03."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def progress_line(done: int, total: int, seconds: float) -> str:
    """How far asking has come, for how long it runs, and how long it will."""
    parts = [
        _(N_("{done} of {total} domains")).format(done=count(done), total=count(total)),
        clock(seconds),
    ]
    if done and seconds >= 1 and done < total:
        rest = about((total - done) * seconds / done)
        parts.append(_(N_("{time} left")).format(time=rest))
    return dotted(parts)


def resolver_line(resolver: PublicResolver) -> str:
    """A public resolver: its name, who runs it and from where, and what it hides."""
    who = f"{resolver.operator}, {resolver.country}"
    text = f"{resolver.name} ({who})"
    return _(N_("{name}; hides names it calls bad")).format(name=text) if resolver.filters else text


def way_line(way: Way, resolver: str = "") -> str:
    """A way in one line: how, of whom, through what. `resolver` is its name where it has one."""
    whom = resolver or way.name or way.address
    if way.transport is Transport.SYSTEM and whom:
        parts = [_(N_("Another resolver, unencrypted ({whom})")).format(whom=whom)]
    else:
        parts = [way_name(way.transport), *([whom] if whom else [])]
    if way.proxy:
        parts.append(_(N_("through the proxy {proxy}")).format(proxy=way.proxy))
    return listed(parts)


def questions_asked(questions: int) -> str:
    """The badge after a look-up."""
    text = plural("Offline · {n} question asked", "Offline · {n} questions asked", questions)
    return text.format(n=count(questions))


def questions_sentence(questions: int, *, asking: bool) -> str:
    """What was asked since the program began."""
    if asking:
        return _(N_("A resolver is being asked now, by a process that has no sample."))
    if not questions:
        return _(
            N_(
                "Mail domains are asked for only when you say so, by a process that has no sample. Nobody was asked so far."
            )
        )
    text = plural(
        "{n} question was asked since the program began, by a process that has no sample.",
        "{n} questions were asked since the program began, by a process that has no sample.",
        questions,
    )
    return text.format(n=count(questions))
