"""What the file at a glance says: the names of its measures and kinds, and what stands in a part in words."""

from collections.abc import Iterable
from typing import Final

from leakverify.model.glance import KINDS, LEVELS, Glance, Measure, Strip
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.numbers import count, share
from leakverify.words.phrases import N_

MEASURES: Final = {
    Measure.FORM: N_("Form"),
    Measure.LENGTH: N_("Length"),
    Measure.EMPTY: N_("Empty"),
    Measure.PROVIDER: N_("Mail provider"),
    Measure.SCRIPT: N_("Script"),
    Measure.RARE: N_("Rare values"),
}
KIND_NAMES: Final = {
    "number": N_("digits only"),
    "marked": N_("digits with signs"),
    "word": N_("letters"),
    "mixed": N_("letters and digits"),
    "address": N_("with @"),
    "gmail": N_("Gmail"),
    "microsoft": N_("Microsoft"),
    "yahoo": N_("Yahoo and AOL"),
    "apple": N_("Apple"),
    "provider": N_("other free providers"),
    "own": N_("other domains"),
    "throwaway": N_("throwaway mailboxes"),
    "reserved": N_("domains for examples"),
    "plain": N_("plain Latin"),
    "accents": N_("Latin with accents or signs"),
    "greek": N_("Greek"),
    "cyrillic": N_("Cyrillic"),
    "hebrew": N_("Hebrew"),
    "arabic": N_("Arabic or Persian"),
    "asian": N_("East Asian"),
    "other": N_("other signs"),
}
FEWEST_NAMED: Final = 2
"""A kind with less than this many levels of 255 is not worth a word, unless it is the only one."""
KINDS_NAMED: Final = 4


def measure_name(measure: Measure) -> str:
    """What a strip tells."""
    return _(MEASURES[measure])


def kind_name(kind: str) -> str:
    """A kind of form, script or provider."""
    return _(KIND_NAMES[kind])


def rows_sentence(glance: Glance, part: int) -> str:
    """Which rows a part covers."""
    first, last = glance.first_row(part), glance.last_row(part)
    if first == last:
        return _("Row {row}").format(row=count(first))
    return _("Rows {first} to {last}").format(first=count(first), last=count(last))


def strip_sentence(strip: Strip, part: int) -> str:
    """What a strip shows in one part."""
    levels = strip.at(part)
    match strip.measure:
        case Measure.LENGTH:
            text = plural("{n} character on average", "{n} characters on average", levels[0])
            return text.format(n=levels[0])
        case Measure.EMPTY:
            return _("{share} empty").format(share=_share(levels[0]))
        case Measure.RARE:
            return _("{share} rare in this column").format(share=_share(levels[0]))
        case _:
            return _kinds(strip.measure, levels)


def _kinds(measure: Measure, levels: bytes) -> str:
    """The commonest kinds with their shares."""
    found = sorted(zip(levels, KINDS[measure], strict=True), key=lambda item: -item[0])
    told = [item for item in found if item[0] >= FEWEST_NAMED] or [i for i in found if i[0]]
    if not told:
        return _("nothing filled in")
    pattern = _("{kind} {share}")
    return listed(
        pattern.format(kind=kind_name(kind), share=_share(level))
        for level, kind in told[:KINDS_NAMED]
    )


def _share(level: int) -> str:
    """A level as a share, as exact as a level is."""
    if level in {0, LEVELS}:
        return share(level / LEVELS)
    if level == 1:
        return _("under {share}").format(share=share(0.01))
    if level == LEVELS - 1:
        return _("over {share}").format(share=share(0.99))
    return share(round(level / LEVELS, 2))


def summary(glance: Glance) -> str:
    """What the picture is, for those who do not see it."""
    columns = len({strip.column for strip in glance.strips})
    return _(
        "{rows} from the first to the last in {parts} parts, for {columns}. Each strip tells one thing of one column."
    ).format(
        rows=plural("{n} row", "{n} rows", glance.rows).format(n=count(glance.rows)),
        parts=count(glance.parts),
        columns=plural("{n} column", "{n} columns", columns).format(n=columns),
    )


def notes(glance: Glance) -> Iterable[str]:
    """What the picture leaves out."""
    if glance.looked < glance.rows:
        yield _(
            "Of this large file {looked} rows were counted, drawn by a fixed rule all along it."
        ).format(looked=count(glance.looked))
    if glance.left_out:
        yield plural(
            "{n} further column is not drawn.",
            "{n} further columns are not drawn.",
            glance.left_out,
        ).format(n=glance.left_out)
