"""What the desk of calls says: outcomes, cards, how far the calls have come, and what a plan is."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from leakverify.model.call_desk import Call, CallPlan, CallSheet, Foil, Outcome
from leakverify.model.call_standing import Standing
from leakverify.safe_text import for_screen
from leakverify.words.call_desk import nobody_answered, not_yet, outcome_name, part_only
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

PARTS: Final = {"drawn": N_("draw"), "reserve": N_("reserve"), "story": N_("story")}


class Placed(Protocol):
    """A row of the list of calls."""

    @property
    def place(self) -> int:
        """Where it stands in the list, from 1."""
        ...

    @property
    def row(self) -> int:
        """Its number in the file, from 1."""
        ...

    @property
    def stratum(self) -> str:
        """The part of the file it was drawn from."""
        ...

    @property
    def part(self) -> str:
        """Why it is called."""
        ...

    @property
    def attempts(self) -> int:
        """How often it was called."""
        ...


def part_name(part: str) -> str:
    """Why a row is called."""
    return _(PARTS[part])


def card_line(line: Placed, of: int) -> str:
    """The title of a card: numbers alone."""
    said = [_("Row {row}").format(row=count(line.row))]
    if line.part == "drawn":
        said.append(_("{place} of {of} drawn").format(place=count(line.place), of=count(of)))
    elif line.part == "reserve":
        said.append(_("from the reserve"))
    else:
        said.append(_("carries the story: called, never counted"))
    if line.attempts:
        said.append(_("attempt {n}").format(n=count(line.attempts + 1)))
    return listed(said)


def pressed_line(fields: int | None, waiting: Outcome | None) -> str:
    """What was pressed so far, and what is still missing."""
    if waiting is not None:
        return _(
            "{outcome}: how many facts that are not public did the person state rightly? Press 0 to 9."
        ).format(outcome=outcome_name(waiting))
    if fields is None:
        return _(
            "Press 0 to 9 for facts that are not public and that the person stated rightly, then the key of the outcome."
        )
    said = plural(
        "{n} fact stated rightly. Now the key of the outcome.",
        "{n} facts stated rightly. Now the key of the outcome.",
        fields,
    )
    return said.format(n=count(fields))


def foil_pressed(foil: Foil) -> str:
    """What became of the question that was wrong on purpose."""
    if foil is Foil.ASKED_ACCEPTED:
        return _("Agreed to the wrong fact.")
    return _("Rejected the wrong fact.")


def noted_line(row: int, outcome: Outcome, fields: int, least: int) -> str:
    """What was just noted, and whether it will count."""
    said = _("Row {row}: {outcome} noted. Ctrl+Z takes it back until the next card is opened.")
    said = said.format(row=count(row), outcome=outcome_name(outcome))
    if outcome is Outcome.MATCH and fields < least:
        said += " " + _(
            "With fewer than {n} facts it does not count as confirmed, since a name and a number are easily found."
        ).format(n=count(least))
    return said


def last_time(call: Call) -> str:
    """What was noted of this row before, for whoever calls again."""
    said = _("Last time, {when} by {who}: {outcome}.").format(
        when=call.when.replace("T", " ").removesuffix("Z"),
        who=for_screen(call.who, 16),
        outcome=outcome_name(call.outcome),
    )
    return f"{said} {for_screen(call.note, 300)}" if call.note else said


def taken_back_line(row: int) -> str:
    """An outcome was struck."""
    return _("Row {row}: taken back.").format(row=count(row))


def called_line(called: int, of: int) -> str:
    """Under the headline of the desk."""
    said = plural("{called} of {n} drawn row called.", "{called} of {n} drawn rows called.", of)
    return said.format(called=count(called), n=count(of))


def why_people() -> str:
    """Why a file alone never suffices, above the button that plans calls."""
    return _(
        "Checks on a file can only find what speaks against it. That people named in it say the same by themselves is what makes a sample "
        "more than plausible. Chance chooses whom to call, the number of calls is fixed first, and then ten answers can carry a sentence in print."
    )


def why_fixed() -> str:
    """Said under the plan form."""
    return _(
        "Once fixed, the plan stands: no row is added or left out, and the bound is read only at the answers announced here."
    )


def reading_first() -> str:
    """Above the rows while no plan is fixed."""
    return _(
        "If you mean to call people of this file, plan the calls first. Reading rows does not spoil a draw by itself, only choosing whom "
        "to call, or whom to leave out, by what you read."
    )


def other_rows(planned: int, now: int) -> str:
    """The file is read in another way than when the plan was fixed."""
    return _(
        "The plan was fixed for {planned} rows, and the file is read as {now} now. Read it as before to go on."
    ).format(planned=count(planned), now=count(now))


def from_calls() -> str:
    """What the counts of the sheet about answers are, until they are changed."""
    return _("These are the counts of your calls. Change one to see what other counts would carry.")


def why_no_bound(now: Standing, sheet: CallSheet) -> str:
    """Why these calls carry no bound at this moment."""
    if sheet.caller:
        return part_only()
    if now.next_look is None:
        return too_many(now.asked, sheet.plan.looks[-1])
    return nobody_answered() if now.is_finished else not_yet()


def too_many(answers: int, last: int) -> str:
    """More answers came together than were fixed."""
    return _(
        "{answers} answers came together, and {last} were fixed. No bound can be read from more, because nobody fixed beforehand to read it there."
    ).format(answers=count(answers), last=count(last))


def merged_line(calls: int) -> str:
    """How many calls a sheet brought."""
    if not calls:
        return _("The sheet brought no call that was not known.")
    said = plural("The sheet brought {n} call.", "The sheet brought {n} calls.", calls)
    return said.format(n=count(calls))


def more_conflicts(number: int) -> str:
    """Contradictions that are not listed."""
    return plural("and {n} more", "and {n} more", number).format(n=count(number))


def target_line(target: float) -> str:
    """What a bound is to say."""
    return _("For “at least {percent} % are right”").format(percent=round(100 * target))


def bad_line(line: int) -> str:
    """A line of excluded rows cannot be read."""
    return _(
        "Line {line} of the rows left out cannot be read. Write the rows, a colon and why: 12, 40-45: children"
    ).format(line=line)


def bad_story() -> str:
    """Rows that carry the story cannot be read."""
    return _(
        "The rows that carry the story cannot be read. Write numbers and spans, such as 7, 9-12, and no more than can be called."
    )


def fewer_rows(rows: int) -> str:
    """More rows are asked for than there are."""
    return plural(
        "The file has {rows} row: ask for fewer.", "The file has {rows} rows: ask for fewer.", rows
    ).format(rows=count(rows))


def more_calls(answers: int) -> str:
    """More answers than calls."""
    return _(
        "{answers} answers take at least as many rows to call, and more where some do not answer."
    ).format(answers=count(answers))


def fixed_line(plan: CallPlan) -> str:
    """When a plan was fixed, and under which seed."""
    return _("Fixed on {when} (UTC), seed {seed}.").format(
        when=plan.fixed.replace("T", " ").removesuffix("Z"), seed=plan.draw.seed
    )


def script_text(parts: Mapping[str, str], steps: Sequence[str], first: str) -> str:
    """A script as it is read out: what to mind, the numbered steps, what to do otherwise."""
    said = [parts[first]] if parts.get(first) else []
    said += [f"{step}. {parts[step]}" for step in steps if parts.get(step)]
    for key, heading in (
        ("voicemail", _("If nobody answers")),
        ("refuses", _("If the person refuses")),
        ("after", _("Afterwards")),
    ):
        if parts.get(key):
            said.append(f"{heading}: {parts[key]}")
    return "\n\n".join(said)


def named_too_early(steps: Sequence[str]) -> str:
    """A script that names the organisation before the person does."""
    return _(
        "Step {steps} names the organisation. Let the person name it first; else people only agree with you."
    ).format(steps=listed(steps))
