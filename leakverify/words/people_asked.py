"""What people asked came to, in words: counts with their names, the sentence of a verified sample, what may be printed."""

from collections.abc import Iterator, Mapping
from typing import Final

from leakverify.model.calling import Bound
from leakverify.model.outside import PeopleTold
from leakverify.words.calling import confidence, may_not_write, may_write
from leakverify.words.language import _
from leakverify.words.lists import listed
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

REASONS: Final = {
    "people_confirm": N_(
        "{confirmed_count} of {asked_count} people asked confirmed their entry: at least {least} % of entries whose person can be reached"
        " and answers are right."
    ),
    "people_agree": N_(
        "{confirmed_count} of {asked_count} people asked confirmed their entry; that is not enough for a verified sample."
    ),
    "people_differ": N_(
        "Only {confirmed_count} of {asked_count} people asked confirmed their entry."
    ),
    "people_deny": N_(
        "Most of the people asked say that the entry is wrong: {confirmed_count} of {asked_count} confirmed."
    ),
    "people_not_yet": N_(
        "People are being asked; the number of answers that was fixed beforehand is not reached."
    ),
    "story_denied": N_("A row that carries the story was contradicted."),
}

WITHOUT_NUMBERS: Final = {
    "people_confirm": N_("People asked confirmed their entries."),
    "people_agree": N_(
        "More people asked confirmed their entry than contradicted it. That is not enough for "
        "a verified sample."
    ),
    "people_differ": N_("Not more people asked confirmed their entry than contradicted it."),
    "people_deny": N_("Most of the people asked say that the entry is wrong."),
}
"""The same where counts are kept back because they are small or would give a small one away."""
COUNTS: Final = {
    "drawn": N_("Drawn, with the reserve that was used"),
    "asked": N_("Answered, with numbers that do not exist"),
    "confirmed": N_("Confirmed their entry"),
    "missed": N_("Did not confirm it"),
    "partly": N_("Confirmed part of it"),
    "no": N_("Said that it is wrong"),
    "denied": N_("Denied being in such a list"),
    "wrong_person": N_("Somebody else answered"),
    "too_few_fields": N_("Matched in too few facts to count"),
    "doubted": N_("Matched, but accepted a wrong fact"),
    "dead": N_("Numbers that do not exist"),
    "silent": N_("Not reached, refused, or not called"),
    "refused": N_("Refused to answer"),
    "unreachable": N_("Could not be reached"),
    "foils": N_("Asked about a wrong fact"),
    "foils_accepted": N_("Accepted the wrong fact"),
    "story_called": N_("Rows that carry the story, called"),
    "story_confirmed": N_("Of these, confirmed"),
    "story_denied": N_("Of these, contradicted"),
    "changed": N_("Outcomes that were corrected later"),
}
ALWAYS_TOLD: Final = frozenset({"drawn", "asked", "confirmed"})
"""Told even where they are nought."""


def verified_sentence(told: PeopleTold) -> str:
    """The sentence of a verified sample; without numbers that would give a small count away."""
    parts = []
    numbers = told.counts
    asked, confirmed = numbers.get("asked"), numbers.get("confirmed")
    if isinstance(asked, int) and isinstance(confirmed, int):
        parts.append(
            _(
                N_("{x} of {n} people asked, from a draw fixed beforehand, confirmed their entry.")
            ).format(x=count(confirmed), n=count(asked))
        )
        if numbers.get("dead"):
            parts.append(_(N_("Numbers that do not exist count as wrong.")))
    else:
        parts.append(
            _(N_("People who were reached, from a draw fixed beforehand, confirmed their entries."))
        )
    if told.said.per_cent:
        parts.append(
            _(
                N_(
                    "Among entries whose person can be reached and answers, at least {least} % are right ({sure})."
                )
            ).format(least=told.said.per_cent, sure=confidence(len(told.looks) or 1))
        )
    parts.append(_unreached(numbers))
    return " ".join(parts)


def _unreached(numbers: Mapping[str, int | str | None]) -> str:
    silent, drawn = numbers.get("silent"), numbers.get("drawn")
    if silent and drawn:
        return _(
            N_(
                "{u} of {d} drawn could not be reached; of them, of rows outside this file, and of how it was obtained, this says nothing."
            )
        ).format(u=shown(silent), d=shown(drawn))
    if silent == 0:
        return _(N_("Of rows outside this file, and of how it was obtained, this says nothing."))
    return _(
        N_(
            "Of those drawn who could not be reached, of rows outside this file, and of how it was obtained, this says nothing."
        )
    )


def people_figures(told: PeopleTold) -> Iterator[tuple[str, str]]:
    """Every count with its name; nought is left out, and what is kept back says so."""
    for name, text in COUNTS.items():
        value = told.counts.get(name)
        if value != 0 or name in ALWAYS_TOLD:
            yield _(text), shown(value)


def people_frame(told: PeopleTold) -> Iterator[tuple[str, str]]:
    """How was drawn, and when was called."""
    if told.rows is not None:
        yield _(N_("Rows that could be drawn")), count(told.rows)
    if told.seed:
        yield _(N_("Seed of the draw")), told.seed
    if told.strata > 1:
        yield _(N_("Parts that the draw was divided into")), count(told.strata)
    if told.looks:
        yield (
            _(N_("Answers at which the bound may be read, fixed beforehand")),
            listed(count(look) for look in told.looks),
        )
    if told.first:
        yield _(N_("Called")), f"{told.first[:10]} – {told.last[:10]}"


def people_sentence(told: PeopleTold) -> str:
    """What the calls come to in one sentence."""
    said = told.said
    if not said.at_look:
        return _(
            N_(
                "The number of answers that was fixed beforehand is not reached: no bound may be read yet."
            )
        )
    if said.per_cent:
        return _(
            N_(
                "Among entries whose person can be reached and answers, at least {least} % are right ({sure})."
            )
        ).format(least=said.per_cent, sure=confidence(len(told.looks) or 1))
    if told.bound is None:
        return _(
            N_(
                "Counts of fewer than five, and what they could be computed from, are kept back in this edition."
            )
        )
    return _(N_("The answers carry no lower bound."))


def floor_text(found: Bound) -> str:
    """The share of all drawn that confirmed, as if nobody else were right; rounded down."""
    drawn = found.drawn or 1
    return _(N_("{x} of {d}, {share} %")).format(
        x=count(found.confirmed), d=count(drawn), share=100 * found.confirmed // drawn
    )


def script_used() -> str:
    """How people were asked."""
    return _(
        N_(
            "The caller does not name the organisation first and reads out no entry. A match counts only where the person states at "
            "least two facts that are not public."
        )
    )


def may_be_printed(told: PeopleTold) -> list[str]:
    """Sentences that the answers carry."""
    if told.bound is None or told.sayable is None:
        return []
    return may_write(told.bound, told.sayable)


def may_not_be_printed(told: PeopleTold) -> list[tuple[str, str]]:
    """Tempting sentences with the reason why not."""
    if told.bound is None or told.sayable is None:
        return []
    return may_not_write(told.bound, told.sayable)


def shown(value: int | str | None) -> str:
    """A count as it may be told."""
    if value is None:
        return _(N_("kept back"))
    return value if isinstance(value, str) else count(value)
