"""How a reading's support is made, as a figure: steps that begin where the last one ended, and their sum."""

from collections.abc import Callable
from typing import Final

from leakverify.model.assessment import Weighing
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.words.numbers import signed
from leakverify.words.say import reading_name, step_name, ui

ROOM: Final = 0.15
EXHIBIT: Final = "exhibit:"


def waterfall(weighing: Weighing, exhibit_title: Callable[[str], str]) -> Figure:
    """The sum of one reading. `exhibit_title` words the check that an exhibit comes from."""
    marks = [Mark("line", 0.0, 0.0, 0.0, Tone.AXIS)]
    ticks, spoken, at, ends = [], [], 0.0, [0.0]
    for lane, step in enumerate(weighing.steps):
        after = at + step.value
        tone = Tone.AGAINST if step.value > 0 else Tone.FOR
        name, value = step_said(step.part, exhibit_title), signed(step.value)
        low, high = sorted((at, after))
        marks.append(Mark("range", low, high, lane, tone, value=value))
        ticks.append(Tick(lane, name, lane=True))
        spoken.append(f"{name} {value}")
        at = after
        ends.append(at)
    last, total = len(weighing.steps), signed(weighing.support)
    tone = Tone.NOTHING
    low, high = sorted((0.0, weighing.support))
    marks.append(Mark("range", low, high, last, tone, value=total))
    ticks.append(Tick(last, ui("Sum"), lane=True))
    left, right = min(ends), max(ends)
    room = (right - left) * ROOM / 2 or 0.1
    return Figure(
        "sum",
        ui("How “{reading}” comes by its support").format(reading=reading_name(weighing.reading)),
        f"{'; '.join(spoken)}. {ui('Sum')}: {total}.",
        left - room,
        right + room,
        float(last + 1),
        tuple(marks),
        tuple(ticks),
    )


def step_said(part: str, exhibit_title: Callable[[str], str]) -> str:
    """A step in words; an exhibit by the title of its finding."""
    if part.startswith(EXHIBIT):
        return ui("Exhibit: {title}").format(title=exhibit_title(part.removeprefix(EXHIBIT)))
    return step_name(part)
