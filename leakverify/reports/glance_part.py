"""The file at a glance as a still picture: strips by number of the column, no header, no cell.

In the shareable edition a part holds at least 32 rows and is drawn in coarse steps, so that no small count and nothing of one row
can be read from it; a file too short for that has no picture there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from leakverify.model.assessment import Assessment
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.model.glance import KINDS, LEVELS, Glance, Measure, Strip, seam_row, width_of
from leakverify.reports.svg_marks import keys_height
from leakverify.words.glance import kind_name, measure_name, summary
from leakverify.words.numbers import count
from leakverify.words.say import ui

MOST_PARTS: Final = 128
MOST_STRIPS: Final = 32
FEWEST_ROWS: Final = 32
FEWEST_PARTS: Final = 8
SHADES: Final = 8
QUARTERS: Final = 4
LEAST_RANGE: Final = 5
STRIP_HEIGHT: Final = 14
ROOM: Final = 42
"""What a figure takes above and below its lanes."""
WIDTH: Final = 660


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of the picture, each of `each` parts of the glance but the last, which takes what is left."""

    each: int
    number: int
    of: int

    def bounds(self, part: int) -> tuple[int, int]:
        """The first part of the glance and the one after the last."""
        return part * self.each, self.of if part == self.number - 1 else (part + 1) * self.each


def glance_figure(assessment: Assessment, *, full: bool) -> Figure | None:
    """The picture of the report; None where the rows were not counted, or are too few to be shown to others."""
    glance = assessment.glance
    if glance is None:
        return None
    each = -(-glance.parts // MOST_PARTS)
    if not full:
        each = max(each, -(-FEWEST_ROWS // glance.span))
    parts = _Parts(each, max(glance.parts // each, 1), glance.parts)
    if not full and parts.number < FEWEST_PARTS:
        return None
    drawn = [(s, _shades(s, parts, full=full)) for s in glance.strips]
    drawn = [(strip, shades) for strip, shades in drawn if len(set(shades)) > 1][:MOST_STRIPS]
    if not drawn:
        return None
    marks = [m for lane, (s, shades) in enumerate(drawn) for m in _runs(lane, s, shades)]
    marks += _seams(assessment, glance, parts)
    keys = list(_keys(drawn))
    names = ui("{position} · {measure}")
    ticks = [
        Tick(lane, names.format(position=s.column, measure=measure_name(s.measure)), lane=True)
        for lane, (s, _shades_of) in enumerate(drawn)
    ]
    ticks += [Tick(0.0, count(1)), Tick(float(parts.number), count(glance.rows))]
    return Figure(
        "strips",
        ui("The file at a glance"),
        _said(glance),
        0.0,
        float(parts.number),
        float(len(drawn)),
        (*marks, *keys),
        tuple(ticks),
        width=WIDTH,
        height=STRIP_HEIGHT * len(drawn) + ROOM + keys_height([k.label for k in keys], WIDTH),
    )


def _said(glance: Glance) -> str:
    """The text alternative, and how the picture is read."""
    return ui(
        "{what} Numbers are those of the columns. Kinds have colours; other strips are darker where more is empty, rare or long."
    ).format(what=summary(glance))


def _shades(strip: Strip, parts: _Parts, *, full: bool) -> list[int]:
    """What each part of the picture is drawn with: a kind, -1 where nothing is filled, or a shade."""
    width = width_of(strip.measure)
    means = [_mean(strip.levels, width, *parts.bounds(part)) for part in range(parts.number)]
    if strip.measure in KINDS:
        return [max(range(width), key=m.__getitem__) if any(m) else -1 for m in means]
    if strip.measure is Measure.LENGTH:
        low, high = min(m[0] for m in means), max(m[0] for m in means)
        room = max(high - low, LEAST_RANGE)
        return [round((m[0] - low) / room * (SHADES - 1)) for m in means]
    steps = SHADES - 1 if full else QUARTERS
    return [round(round(m[0] / LEVELS * steps) / steps * (SHADES - 1)) for m in means]


def _mean(levels: bytes, width: int, first: int, after: int) -> list[float]:
    """The mean of each kind's levels over some parts."""
    return [
        sum(levels[first * width + k : after * width : width]) / (after - first)
        for k in range(width)
    ]


def _runs(lane: int, strip: Strip, shades: Sequence[int]) -> Iterator[Mark]:
    """Neighbours that are drawn alike as one mark."""
    tone = Tone.SAMPLE if strip.measure in KINDS else Tone.NOTHING
    start = 0
    for at in range(1, len(shades) + 1):
        if at == len(shades) or shades[at] != shades[start]:
            if shades[start] >= 0:
                yield Mark("strip", start, at, lane, tone, shade=shades[start])
            start = at


def _seams(assessment: Assessment, glance: Glance, parts: _Parts) -> Iterator[Mark]:
    """Where the seam check saw the way of writing change."""
    for finding in assessment.findings:
        row = seam_row(finding)
        if row is not None and row <= glance.rows:
            at = min((row - 1) / glance.span / parts.each, float(parts.number))
            yield Mark("line", at, at, 0, Tone.AGAINST, ui("row"), count(row))


def _keys(drawn: Sequence[tuple[Strip, list[int]]]) -> Iterator[Mark]:
    """What the colours mean: each kind that is drawn anywhere."""
    for measure, kinds in KINDS.items():
        seen = {shade for s, shades in drawn if s.measure is measure for shade in shades}
        for place, kind in enumerate(kinds):
            if place in seen:
                label = ui("{measure}: {kind}").format(
                    measure=measure_name(measure), kind=kind_name(kind)
                )
                yield Mark("key", 0, 0, 0, Tone.SAMPLE, label, shade=place)
