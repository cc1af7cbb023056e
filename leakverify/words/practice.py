"""What practice says: the question, the points, and how a list was made."""

from typing import Final

from leakverify.model.practice import MOST_POINTS, Round, points
from leakverify.model.terms import Reading
from leakverify.words.fingerprints import fingerprint
from leakverify.words.language import _, plural
from leakverify.words.museum import CLASSES, kind_name
from leakverify.words.names import reading_name
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

ASKED: Final = {
    Reading.GENUINE: N_("As an organisation keeps it"),
    Reading.RECYCLED: N_("An older list, offered again"),
    Reading.STITCHED: N_("Put together from several lists"),
    Reading.FABRICATED: N_("Invented from top to bottom"),
    Reading.TAMPERED: N_("Real, with rows added or changed"),
}
"""The five answers that may be given."""


def answer_name(reading: Reading) -> str:
    """An answer, in words that say what was done."""
    return _(ASKED[reading])


def offered(played: Round) -> str:
    """What is known before one looks."""
    rows = plural("{n} row", "{n} rows", len(played.rows)).format(n=count(len(played.rows)))
    text = _("It is offered as a list of {kind}: {rows}.").format(
        kind=kind_name(played.base), rows=rows
    )
    if played.shared is None:
        return text
    older = plural(
        "You have an older list of the same organisation: {n} address stands in both.",
        "You have an older list of the same organisation: {n} addresses stand in both.",
        played.shared,
    ).format(n=count(played.shared))
    return _("{offered} {older}").format(offered=text, older=older)


def judged(guess: Reading, played: Round) -> str:
    """Whether the answer was right, and how the list was made."""
    got = points(guess, played)
    if got == MOST_POINTS:
        word = _("Right.")
    elif got:
        word = _("Near: it can be read so too.")
    else:
        word = _("Not this one.")
    if played.made:
        how = _(
            "The list was made so: {recipe}. It reads as “{reading}”. What to look for: {fingerprint}"
        ).format(
            recipe=_(CLASSES[played.made]),
            reading=reading_name(played.readings[0]),
            fingerprint=fingerprint(played.made),
        )
    else:
        how = _(
            "Nothing was done to this list: it is kept as organisations keep theirs, slips included."
        )
    return _("{word} {how}").format(word=word, how=how)


def score(got: int, rounds: int) -> str:
    """The points so far."""
    return plural(
        "{got} of {most} points in {n} round", "{got} of {most} points in {n} rounds", rounds
    ).format(got=got, most=rounds * MOST_POINTS, n=rounds)
