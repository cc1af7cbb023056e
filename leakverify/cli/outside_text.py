"""What is known from outside the file, for a terminal."""

from collections.abc import Iterator

from leakverify.model.outside import Outside, PeopleTold
from leakverify.safe_text import for_terminal
from leakverify.words import outside as words
from leakverify.words import people_asked
from leakverify.words.lists import quoted
from leakverify.words.say import ui

LONGEST = 2_000


def outside_parts(outside: Outside) -> Iterator[tuple[str, list[str]]]:
    """The parts with their lines; none of what is not known."""
    mark, told = outside.admiralty, outside.told
    if mark:
        reason = [mark.reason] if mark.reason else []
        yield ui("Mark of the source"), _plain([words.admiralty_line(mark), *reason])
    if told:
        yield ui("People asked"), _plain(_people(told))
    if outside.responses:
        answers = []
        for response in outside.responses:
            answers.append(words.response_line(response))
            answers += [quoted(response.words)] if response.words else []
        yield ui("Answers"), _plain(answers)
    if outside.facts:
        yield ui("Facts from outside"), _plain([words.fact_line(f) for f in outside.facts])
    if outside.marks:
        marks = []
        for on in outside.marks:
            marks.append(words.mark_line(on))
            marks += [quoted(on.note)] if on.note else []
        yield ui("Marks on findings"), _plain(marks)


def _people(told: PeopleTold) -> list[str]:
    """The calls: how was drawn, what came of them, what may be printed and what not."""
    pairs = (*people_asked.people_frame(told), *people_asked.people_figures(told))
    lines = [people_asked.people_sentence(told)]
    lines += [f"{label}: {text}" for label, text in pairs]
    may, may_not = people_asked.may_be_printed(told), people_asked.may_not_be_printed(told)
    if may:
        lines.append(ui("Sentences that may be printed:"))
        lines += [f"+ {text}" for text in may]
    if may_not:
        lines.append(ui("Sentences that these answers do not carry:"))
        lines += [f"- “{text}” {why}" for text, why in may_not]
    return lines


def _plain(lines: list[str]) -> list[str]:
    return [for_terminal(line, LONGEST) for line in lines]
