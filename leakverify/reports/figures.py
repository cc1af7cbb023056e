"""Charts that argue: the five readings on the ENFSI scale, and a finding's number against what lists show."""

from typing import Final

from leakverify.model.assessment import Verdict
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.model.finding import Finding
from leakverify.reference.calibration import Calibration
from leakverify.words import say
from leakverify.words.lists import chained
from leakverify.words.names import READINGS
from leakverify.words.numbers import by_name
from leakverify.words.phrases import N_
from leakverify.words.say import ui

SAYS: Final = 0.30103
BORDERS: Final = (-SAYS, SAYS, 1.0, 2.0, 3.0, 4.0, 6.0)
"""Where one word of the ENFSI scale ends and the next begins."""
SCALE: Final = (
    (-0.7, N_("as claimed")),
    (0.0, N_("equal")),
    (0.65, N_("weak")),
    (1.5, N_("moderate")),
    (2.5, N_("mod. strong")),
    (3.5, N_("strong")),
    (4.7, N_("very strong")),
)
"""Each word in the middle of its band."""
EDGE: Final = (-1.2, 5.4)


def readings(verdict: Verdict) -> Figure:
    """The accusing readings against "as claimed": points with their uncertainty on one axis."""
    lanes = [w for w in verdict.weighing if w.reading in READINGS]
    marks = [Mark("line", 0.0, 0.0, 0.0, Tone.AXIS)]
    spoken = []
    for lane, weighing in enumerate(lanes):
        tone = Tone.NOTHING
        if abs(weighing.support) >= SAYS:
            tone = Tone.AGAINST if weighing.support > 0 else Tone.FOR
        value = _said(weighing.support)
        low, high = _clip(weighing.low), _clip(weighing.high)
        marks.append(Mark("range", low, high, lane, tone, value=value))
        marks.append(
            Mark("dot", _clip(weighing.support), _clip(weighing.support), lane, tone, value=value)
        )
        spoken.append(f"{say.reading_name(weighing.reading)}: {value}")
    ticks = [Tick(at, "") for at in BORDERS]
    ticks += [Tick(at, ui(label)) for at, label in SCALE]
    ticks += [Tick(lane, say.reading_name(w.reading), lane=True) for lane, w in enumerate(lanes)]
    return Figure(
        "readings",
        ui("Four other readings, each against “as claimed”"),
        chained(spoken) + ".",
        *EDGE,
        float(len(lanes)),
        tuple(marks),
        tuple(ticks),
        width=660,
        height=32 * len(lanes) + 40,
    )


def _said(support: float) -> str:
    """The ENFSI word with its side."""
    word = say.strength_word(support)
    if abs(support) < SAYS:
        return word
    return (
        ui("{word} for this reading").format(word=word)
        if support > 0
        else ui("{word} for “as claimed”").format(word=word)
    )


def _clip(value: float) -> float:
    """Inside the drawn scale."""
    return max(EDGE[0], min(EDGE[1], value))


def against_lists(finding: Finding, headline: str, calibration: Calibration) -> Figure | None:
    """The sample's number beside the numbers of genuine and forged collections; None where none were measured."""
    spread = calibration.spreads.get(finding.check)
    value = finding.measured.get(headline)
    if spread is None or not isinstance(value, int | float) or not spread.genuine:
        return None
    everything = [*spread.genuine, *spread.forged, float(value)]
    # A number a hair below nought is nought on an axis.
    low, high = min(everything), max(everything)
    if low < 0 and -low < (high - low) * 0.05:
        low = 0.0
    if headline.endswith("share"):
        low, high = min(low, 0.0), max(high, 1.0) if high > 0.5 else high  # noqa: PLR2004  (a half-full axis is drawn whole)
    room = (high - low) * 0.04 or 1.0
    shown = by_name(headline, value)
    scale = (low, high)
    marks = [
        *_collections(spread.genuine, 0, Tone.GENUINE, headline, scale),
        *_collections(spread.forged, 1, Tone.FORGED, headline, scale),
        Mark("line", float(value), float(value), 0, Tone.SAMPLE, ui("this sample"), shown),
    ]
    middle = spread.genuine[len(spread.genuine) // 2]
    other = spread.forged[len(spread.forged) // 2] if spread.forged else None
    summary = ui(
        "This sample: {value}. The middle of genuine collections: {genuine}. The middle of "
        "made or altered ones: {forged}."
    ).format(value=shown, genuine=by_name(headline, middle), forged=by_name(headline, other))
    summary = f"{summary} {_place_among(float(value), spread.genuine)}"
    ticks = [Tick(v, by_name(headline, v)) for v in (low, (low + high) / 2, high)]
    ticks += [
        Tick(0, ui("genuine collections"), lane=True),
        Tick(1, ui("made or altered ones"), lane=True),
    ]
    return Figure(
        "lists",
        ui("This sample beside other collections"),
        summary,
        low - room,
        high + room,
        2.0,
        tuple(marks),
        tuple(ticks),
        height=104,
    )


BINS: Final = 24
FEW: Final = 12
"""Up to so many collections each stands for itself, as a dot; more are counted in bars."""


def _collections(
    values: tuple[float, ...], lane: int, tone: Tone, headline: str, scale: tuple[float, float]
) -> list[Mark]:
    """What a kind of collections showed: one dot each, or how many lie in each stretch of the scale."""
    if len(values) <= FEW:
        return [Mark("dot", v, v, lane, tone, value=by_name(headline, v)) for v in values]
    low, high = scale
    wide = (high - low) / BINS or 1.0
    counts = [0] * BINS
    for v in values:
        counts[min(BINS - 1, max(0, int((v - low) / wide)))] += 1
    marks = []
    for place, count in enumerate(counts):
        if count:
            start, end = low + place * wide, low + (place + 1) * wide
            value = ui("{n} of {all} between {low} and {high}").format(
                n=count, all=len(values), low=by_name(headline, start), high=by_name(headline, end)
            )
            marks.append(Mark("bar", start, end, lane, tone, value=value, size=count / max(counts)))
    return marks


def _place_among(value: float, genuine: tuple[float, ...]) -> str:
    """How many genuine collections lie on each side of the sample."""
    below, above = sum(v < value for v in genuine), sum(v > value for v in genuine)
    return ui("Of {all} genuine collections, {below} lie below it and {above} above it.").format(
        all=len(genuine), below=below, above=above
    )
