"""What is said at the call desk: outcomes, where the calls stand, and what they measured beside the bound."""

from collections.abc import Iterable
from typing import Final

from leakverify.model.call_desk import KEYS, MIN_FIELDS, Outcome, PeopleAsked
from leakverify.model.call_script import Ask
from leakverify.model.call_standing import Standing
from leakverify.model.calling import ShareOf
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.numbers import count, share
from leakverify.words.phrases import N_, N_plural

OUTCOMES: Final = {
    Outcome.MATCH: (
        N_("Match"),
        N_("The person stated what the entry says."),
    ),
    Outcome.PARTLY: (
        N_("Partly"),
        N_("Part of it was right, part was not. Counts as not confirmed."),
    ),
    Outcome.NO: (N_("No"), N_("The person answered, and it does not fit the entry.")),
    Outcome.DENIES: (
        N_("Denies"),
        N_("The person says that there never was such a purchase, subscription or account."),
    ),
    Outcome.REFUSES: (N_("Refuses"), N_("The person would not talk about it. No answer.")),
    Outcome.WRONG_PERSON: (
        N_("Wrong person"),
        N_("Somebody else has this number. Counts as not confirmed."),
    ),
    Outcome.UNREACHABLE: (N_("Unreachable"), N_("Nobody answered. May be tried once more.")),
    Outcome.NO_NUMBER: (
        N_("No such number"),
        N_("The number does not exist. Counts as not confirmed, and is evidence of its own."),
    ),
}

ASKS: Final = {Ask.TOWN: N_("Town"), Ask.MONTH: N_("Month"), Ask.AMOUNT: N_("Amount")}


def outcome_name(outcome: Outcome) -> str:
    """An outcome in a word or two."""
    return _(OUTCOMES[outcome][0])


def outcome_meaning(outcome: Outcome) -> str:
    """What an outcome means, in a sentence."""
    return _(OUTCOMES[outcome][1])


def ask_name(ask: Ask) -> str:
    """What can be asked, in a word."""
    return _(ASKS[ask])


def key_line() -> str:
    """The one key of each outcome."""
    return "   ".join(f"{key}: {outcome_name(outcome)}" for key, outcome in KEYS.items())


def how_many_fields() -> str:
    """What to ask the caller after a match."""
    return _(
        "How many things did the person state rightly that nobody can look up, such as the month or the amount? Press a figure, 0 to 9. "
        "A match counts from {least} on."
    ).format(least=MIN_FIELDS)


def was_it_agreed_to() -> str:
    """What to ask the caller where something wrong was to be said."""
    return _("The wrong thing: y if it was agreed to, n if it was not, 0 if you did not say it.")


def compare_heading() -> str:
    """Over what the entry says."""
    return _("The entry says (never read it out):")


def plan_lines(looks: Iterable[int], story: int, foils: int) -> list[str]:
    """What a plan fixes beside its draw."""
    counts = [count(look) for look in looks]
    if len(counts) == 1:
        said = _("The bound is read once, after {n} answers.").format(n=counts[0])
    else:
        said = _(
            "The bound is read after {looks} answers, each time at a stricter level; at no other moment."
        ).format(looks=listed(counts))
    lines = [f"{said} {when_all_were_called()}"]
    if story:
        told = plural(
            "{n} row carries the story: it is called too, and never counted.",
            "{n} rows carry the story: they are called too, and never counted.",
            story,
        )
        lines.append(told.format(n=count(story)))
    told = plural(
        "In {n} call one question holds something wrong on purpose, to measure how readily people say yes.",
        "In {n} calls one question holds something wrong on purpose, to measure how readily people say yes.",
        foils,
    )
    return [*lines, told.format(n=count(foils))]


def when_all_were_called() -> str:
    """When a bound may be read although answers are missing."""
    return _("If everybody was called before that, with the reserve, it is read then.")


def standing_line(now: Standing) -> str:
    """Where the calls stand, without a word of how they went."""
    asked = plural("{n} answer so far", "{n} answers so far", now.asked).format(n=count(now.asked))
    if now.next_look is None:
        return _("{asked}: the planned number is reached.").format(asked=asked)
    missing = now.next_look - now.asked
    told = plural(
        "{asked}; {n} more to the next announced look.",
        "{asked}; {n} more to the next announced look.",
        missing,
    )
    said = told.format(asked=asked, n=count(missing))
    if now.is_finished:
        return f"{said} {_('Everybody who may be called was called.')}"
    left = plural("{n} row to call now.", "{n} rows to call now.", len(now.open_rows))
    return f"{said} {left.format(n=count(len(now.open_rows)))}"


def not_yet() -> str:
    """Why no bound is told between two looks."""
    return _(
        "The bound is told at the announced looks alone. Who watches it after every call, and stops when it pleases, is wrong far more often "
        "than the bound says."
    )


def nobody_answered() -> str:
    """Where everybody was called and nobody answered."""
    return _("Everyone was called and no one answered. So the calls say nothing of the entries.")


def part_only() -> str:
    """Why the sheet of one caller carries no bound."""
    return _("This is one caller's part. Merge all parts of the plan to read a bound.")


def not_counted_lines(people: PeopleAsked) -> list[str]:
    """Matches that do not count, outcomes that were changed, and the rows that carry the story."""
    told = (
        (
            people.too_few_fields,
            N_plural(
                "{n} match does not count: fewer than {least} fields that are not public.",
                "{n} matches do not count: fewer than {least} fields that are not public.",
            ),
        ),
        (
            people.doubted,
            N_plural(
                "{n} match does not count: that person also agreed to something wrong.",
                "{n} matches do not count: those persons also agreed to something wrong.",
            ),
        ),
        (
            people.changed,
            N_plural(
                "At {n} row an answer was changed afterwards; the sheet keeps both.",
                "At {n} rows an answer was changed afterwards; the sheet keeps both.",
            ),
        ),
    )
    lines = [plural(*texts, n).format(n=count(n), least=MIN_FIELDS) for n, texts in told if n]
    if people.story_called:
        said = _(
            "Of the rows that carry the story, {confirmed} of {called} called were confirmed. They were chosen, not drawn, and count in no bound."
        )
        lines.append(
            said.format(called=count(people.story_called), confirmed=count(people.story_confirmed))
        )
    return lines


def yes_saying_line(found: ShareOf | None) -> str:
    """How readily people agreed to something wrong."""
    if found is None:
        return _(
            "No question with something wrong in it was asked: how readily people said yes was not measured."
        )
    said = _("Something wrong was agreed to in {part} of {whole} trials ({interval}).").format(
        part=count(found.part), whole=count(found.whole), interval=_interval(found)
    )
    if found.part:
        more = _(
            "Some confirmations may be politeness: the bound counts them as right, so it says more than was confirmed."
        )
    else:
        more = _("So few trials do not rule out that some people say yes to anything.")
    return f"{said} {more}"


def silence_line(people: PeopleAsked) -> str:
    """What the people who were not reached may hide."""
    silent = people.drawn - people.asked
    if silent <= 0:
        return ""
    told = plural(
        "{n} of {drawn} drawn gave no answer.", "{n} of {drawn} drawn gave no answer.", silent
    )
    hides = _(
        "Invented entries never answer, so this is where they would hide. But people who are "
        "afraid or away do not answer either."
    )
    return f"{told.format(n=count(silent), drawn=count(people.drawn))} {hides}"


def dead_line(found: ShareOf | None) -> str:
    """How many numbers do not exist, and what that may mean."""
    if found is None or not found.part:
        return ""
    said = plural(
        "{n} of {whole} numbers called does not exist ({interval}).",
        "{n} of {whole} numbers called do not exist ({interval}).",
        found.part,
    )
    more = _(
        "An old list holds numbers that were given up; an invented one holds many that never were. Ask which years the entries are from."
    )
    return f"{said.format(n=count(found.part), whole=count(found.whole), interval=_interval(found))} {more}"


def reserve_early_line(n: int) -> str:
    """Where the reserve was called before its turn."""
    if not n:
        return ""
    told = plural(
        "{n} row of the reserve was called before its turn, which a sheet does not allow: ask who kept it.",
        "{n} rows of the reserve were called before their turn, which a sheet does not allow: ask who kept it.",
        n,
    )
    return told.format(n=count(n))


def conflict_line(row: int, outcomes: Iterable[Outcome]) -> str:
    """Where two calls to one row at one moment contradict each other."""
    return _(
        "Row {row}: two calls at the same moment contradict each other ({outcomes}). The less favourable counts; ask both callers."
    ).format(row=count(row), outcomes=listed(map(outcome_name, outcomes)))


def _interval(found: ShareOf) -> str:
    return _("{low} to {high}, 95 % interval").format(low=share(found.low), high=share(found.high))
