"""What people asked allow one to write, what they do not and why, and what a draw and a plan of calls say of themselves."""

from collections.abc import Sequence
from typing import Final

from leakverify.model.calling import Bound, Draw, Plan, Sayable, Sentence
from leakverify.words.language import _, plural
from leakverify.words.lists import chained, listed
from leakverify.words.numbers import count, share
from leakverify.words.phrases import N_, N_plural

SENTENCES: Final = {
    Sentence.LADDER: N_(
        "At least 7 in 10 of the entries whose person can be reached and answers are right. This holds as well if you looked "
        "after 10, 17 and 22 answers, as long as that was fixed before the first call."
    ),
    Sentence.DRAWN: N_("Of {drawn} people drawn, {confirmed} confirmed their entry."),
    Sentence.SHARE: N_("{share} % of the records are right."),
    Sentence.ALL_ROWS_TOO_FAR: N_("At least {lower} % of the records in the file are right."),
    Sentence.ROUNDED_UP: N_("At least {up} % are right."),
    Sentence.NOBODY: N_("No one spoke against the file."),
    Sentence.VERIFIED_TOO_EARLY: N_("The sample is verified."),
    Sentence.WHOLE_LEAK: N_("The leak is real."),
    Sentence.ORIGIN: N_("People confirmed that the records come from the organisation named."),
    Sentence.VERIFIED_DESPITE_FOILS: N_("The sample is verified."),
    Sentence.LADDER_NOT_ANNOUNCED: N_(
        "At least 7 in 10 of the entries whose person can be reached and answers are right."
    ),
}

REASONS: Final = {
    Sentence.SHARE: N_(
        "That is the share of the few who answered. Others drawn by chance could have "
        "answered otherwise. The answers carry at least {lower} %, and only for people who "
        "can be reached and answer."
    ),
    Sentence.ALL_ROWS_TOO_FAR: N_(
        "The bound holds for people who can be reached and answer. Invented entries never answer, so the rest may be different."
    ),
    Sentence.ROUNDED_UP: N_("The answers carry {lower} %. A bound is rounded down, never up."),
    Sentence.NOBODY: N_(
        "Silence is no agreement: people who were not reached and numbers that do not exist have confirmed nothing."
    ),
    Sentence.VERIFIED_TOO_EARLY: N_(
        "That takes a bound of at least 70 %: 10 of 10, 16 of 17 or 20 of 22 confirmed where those looks were announced, or as many calls as were fixed beforehand."
    ),
    Sentence.WHOLE_LEAK: N_(
        "Only rows of this file could be drawn, and whoever made the file chose them. The answers say nothing of the rest, nor of its size."
    ),
    Sentence.LADDER_NOT_ANNOUNCED: N_(
        "That holds where the announced looks are among 10, 17 and 22 answers. Here others were announced, and each look has its own risk."
    ),
    Sentence.VERIFIED_DESPITE_FOILS: N_(
        "Somebody agreed to something that was wrong on purpose. Others may have agreed to be polite too, so the confirmations "
        "carry less."
    ),
    Sentence.ORIGIN: N_(
        "People can confirm what is written about them. They do not know who kept it, who lost it, or how it was taken."
    ),
}


def headline(found: Bound) -> str:
    """The main sentence: the bound in words, rounded down, of people who could be reached and answered."""
    said = _(
        "{confirmed} of {answered} people reached confirmed their entry. Among entries whose person"
        " can be reached and answers, at least {percent} % are right ({confidence})."
    ).format(
        confirmed=count(found.confirmed),
        answered=count(found.answered),
        percent=count(found.per_cent),
        confidence=confidence(found.looks),
    )
    if found.dead:
        dead = plural(
            "{n} number that does not exist counts as wrong.",
            "{n} numbers that do not exist count as wrong.",
            found.dead,
        )
        said = f"{said} {dead.format(n=count(found.dead))}"
    if found.unreached:
        silent = _(
            "{n} of {drawn} drawn could not be reached; of them, of rows outside this file, and of how it was obtained, this says nothing."
        )
        silent = silent.format(n=count(found.unreached), drawn=count(found.drawn or 0))
        said = f"{said} {silent}"
    return said


def confidence(looks: int) -> str:
    """How sure a bound is, over all announced looks."""
    if looks == 1:
        return _("95 % confidence")
    return _("95 % confidence over {looks} announced looks").format(looks=looks)


def sentence(key: Sentence, found: Bound) -> str:
    """A sentence with this bound's numbers; for allowed and not allowed ones alike."""
    if key is Sentence.REACHED:
        return headline(found)
    if key is Sentence.ALL_ROWS:
        return _all_rows(found)
    if key is Sentence.RANGE:
        return _range(found)
    said = _(SENTENCES[key]).format(**_numbers(found))
    if key is Sentence.DRAWN:
        said = " ".join([said, *_others(found)])
    return said


def reason(key: Sentence, found: Bound) -> str:
    """Why a tempting sentence may not be written."""
    return _(REASONS[key]).format(**_numbers(found))


def may_write(found: Bound, sayable: Sayable) -> list[str]:
    """Every sentence that the answers carry, the main one first."""
    return [sentence(key, found) for key in sayable.may]


def may_not_write(found: Bound, sayable: Sayable) -> list[tuple[str, str]]:
    """Tempting sentences with the reason why not."""
    return [(sentence(key, found), reason(key, found)) for key in sayable.may_not]


def fixed_before() -> str:
    """The condition that every bound stands under."""
    return _(
        "All of this holds only if the rows were drawn at random. It also takes that the number of answers was fixed before the "
        "first call, or that up to three looks were announced. Who calls on until the bound pleases is wrong far more often."
    )


def nothing_confirmed() -> str:
    """Where no answer confirmed."""
    return _("Nobody confirmed an entry: the answers carry no lower bound.")


def plan_line(plan: Plan, responses: Sequence[float]) -> str:
    """One plan in words."""
    if plan.answers is None:
        return _("With {misses} wrong: no number of answers reaches this.").format(
            misses=count(plan.misses)
        )
    said = _("With {misses} wrong: {answers} answers").format(
        misses=count(plan.misses), answers=count(plan.answers)
    )
    parts = [
        _("{calls} calls if {rate} answer").format(calls=count(calls), rate=share(rate))
        if calls is not None
        else _("not enough rows if {rate} answer").format(rate=share(rate))
        for calls, rate in zip(plan.calls, responses, strict=True)
    ]
    return f"{said}: {chained(parts)}." if parts else f"{said}."


def planted_line(plan: Plan, planted: int) -> str:
    """The chance of meeting planted rows, and what follows."""
    if plan.answers is None or plan.meets is None:
        return ""
    return _(
        "Chance that one of {answers} answers meets at least one of {planted} planted rows: {meets}. A random draw is nearly blind to a "
        "few of them: check any row that carries the story itself."
    ).format(answers=count(plan.answers), planted=count(planted), meets=share(plan.meets))


def draw_lines(draw: Draw) -> list[str]:
    """What a draw says of itself: counts, the seed, and how anybody can repeat it."""
    drawn = plural("{n} row drawn of {frame}", "{n} rows drawn of {frame}", len(draw.drawn))
    said = [drawn.format(n=count(len(draw.drawn)), frame=count(draw.frame))]
    if draw.reserve:
        said.append(_("{n} in reserve").format(n=count(len(draw.reserve))))
    if draw.rows != draw.frame:
        said.append(_("{n} excluded").format(n=count(draw.rows - draw.frame)))
    return [
        f"{listed(said)}.",
        _("Seed: {seed}").format(seed=draw.seed),
        how_to_repeat(),
    ]


def how_to_repeat() -> str:
    """The recipe of a draw, for a stranger with ten lines of any language."""
    return _(
        "To repeat it: for each row number that is not excluded, write the seed, a line feed "
        "and the number in ASCII digits. The first record is 1. Take SHA-256 of that as "
        "UTF-8, and sort by the digest. The first rows are the draw, the next the reserve."
    )


def how_strata_are_drawn() -> str:
    """How calls are shared between parts of the file."""
    return _(
        "With --by, each part of the file gets its share of the calls by largest remainder, a "
        "tie to the part named first. It gives the rows with its own smallest digests. Both "
        "lists then stand in the order of the digests. Parts are named by number or by a "
        "public value; what fewer than five rows share is other."
    )


def why_draw() -> str:
    """What a draw is for, above its form."""
    return _(
        "Let chance choose whom to call, before anybody reads the rows: only then do the answers speak for the others. The list holds numbers "
        "of rows and nothing of what stands in them."
    )


def foreseeable_in_window() -> str:
    """The same as `foreseeable`, where a case number can be typed."""
    return _(
        "Without a case number, whoever made the file could foresee this draw. Its seed comes from the file alone."
    )


def foreseeable() -> str:
    """Said where the seed comes from the file alone."""
    return _(
        "This draw could be foreseen by whoever made the file: its seed comes from the file alone. Give --case with your case number, or "
        "--seed with a number that you fixed before you looked, such as dice."
    )


def _all_rows(found: Bound) -> str:
    """The bound over all rows, whatever the unreached would have said."""
    if not found.unreached:
        return _("At least {lower} % of the records in the file are right ({confidence}).").format(
            lower=found.per_cent, confidence=confidence(found.looks)
        )
    return _(
        "Even if everybody who was not reached had said no, at least {lower} % of the records in the file are right ({confidence})."
    ).format(lower=found.per_cent_all, confidence=confidence(found.looks))


def _range(found: Bound) -> str:
    """The worst and the best case of the rows drawn."""
    said = plural(
        "Of the {drawn} rows drawn, between {worst} % and {best} % are right; the one person who was not reached decides where.",
        "Of the {drawn} rows drawn, between {worst} % and {best} % are right; the {unreached} people who were not reached decide where.",
        found.unreached or 0,
    )
    return said.format(**_numbers(found))


def _others(found: Bound) -> list[str]:
    """What became of the drawn who did not confirm."""
    counts = (
        (
            found.answered - found.confirmed,
            N_plural("{n} did not confirm it.", "{n} did not confirm theirs."),
        ),
        (found.dead, N_plural("{n} number does not exist.", "{n} numbers do not exist.")),
        (found.unreached or 0, N_plural("{n} was not reached.", "{n} were not reached.")),
    )
    return [plural(*texts, n).format(n=count(n)) for n, texts in counts if n]


def _numbers(found: Bound) -> dict[str, str]:
    """The numbers that sentences take; bounds rounded down, the best case up."""
    return {
        "confirmed": count(found.confirmed),
        "drawn": count(found.drawn or 0),
        "unreached": count(found.unreached or 0),
        "worst": count(100 * found.confirmed // (found.drawn or 1)),
        "best": count(_up(found)),
        "share": count(100 * found.confirmed / found.answered) if found.answered else count(0),
        "lower": count(found.per_cent),
        "up": count(min(99, 5 * (found.per_cent // 5 + 1))),
    }


def _up(found: Bound) -> int:
    """The best case in per cent, rounded up."""
    drawn = found.drawn or 1
    return -(-100 * (found.confirmed + (found.unreached or 0)) // drawn)
