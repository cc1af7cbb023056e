"""A `Figure` as SVG: no script, no link, no font file; every text escaped."""

from collections.abc import Iterator
from typing import Final

from leakverify.model.figure import Figure, Mark, Tone
from leakverify.safe_text import ours_in_html

COLOURS: Final = {
    Tone.SAMPLE: "#b2500c",
    Tone.GENUINE: "#8b9099",
    Tone.FORGED: "#c98a5e",
    Tone.AGAINST: "#b2500c",
    Tone.FOR: "#0a7a5c",
    Tone.NOTHING: "#8b9099",
    Tone.AXIS: "#5b616b",
}
LEFT: Final = 130
RIGHT: Final = 16
TOP: Final = 18
BOTTOM: Final = 24
LABEL_ROOM: Final = 60
"""Half the width of a label such as “this sample >99.99 %”."""
FONT: Final = "Noto Sans, Inter, sans-serif"


def draw(figure: Figure) -> str:
    """The whole picture as one SVG element."""
    body = "".join(_parts(figure))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure.width} {figure.height}" '
        f'width="{figure.width}" height="{figure.height}" role="img" direction="ltr" aria-label="{ours_in_html(figure.summary)}" '
        f'font-family="{FONT}" font-size="11">{body}</svg>'
    )


def _parts(figure: Figure) -> Iterator[str]:
    """Grid, lane names, marks."""
    bottom = figure.height - BOTTOM
    parted = any(not t.label for t in figure.ticks if not t.lane)
    for tick in figure.ticks:
        if tick.lane:
            y = _lane(figure, tick.at)
            yield f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end" fill="#1d1f23">{ours_in_html(tick.label)}</text>'
        else:
            x = _x(figure, tick.at)
            if not (
                parted and tick.label
            ):  # where bands are parted, a word stands between two lines
                yield f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#dddad3" stroke-width="1"/>'
            yield f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle" fill="#5b616b">{ours_in_html(tick.label)}</text>'
    for mark in figure.marks:
        yield _mark(figure, mark, bottom)


def _anchor(figure: Figure, x: float) -> str:
    """Which point of a label stands at `x`: near the right edge its end, or it would be cut."""
    return "end" if x > figure.width - LABEL_ROOM else "middle"


def _mark(figure: Figure, mark: Mark, bottom: int) -> str:
    """One mark; shape and side tell as much as colour."""
    colour = COLOURS[mark.tone]
    low, high = _x(figure, mark.low), _x(figure, mark.high)
    y = _lane(figure, mark.y)
    match mark.kind:
        case "line":
            label = (
                f'<text x="{low:.1f}" y="{TOP - 6}" text-anchor="{_anchor(figure, low)}" fill="{colour}">{ours_in_html(mark.label)} {ours_in_html(mark.value)}</text>'
                if mark.label
                else ""
            )
            return (
                f'<path d="M{low:.1f} {TOP}V{bottom}" stroke="{colour}" stroke-width="1.6"/>{label}'
            )
        case "range":
            return f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="{colour}" stroke-width="6" stroke-linecap="round" opacity="0.32"/>'
        case "bar":
            top = bottom - (bottom - TOP) * mark.y / figure.y_high
            return f'<rect x="{low:.1f}" y="{top:.1f}" width="{max(high - low - 1, 1):.1f}" height="{bottom - top:.1f}" fill="{colour}"/>'
        case "diamond":
            return f'<path d="M{low:.1f} {y - 6:.1f}l6 6l-6 6l-6-6z" fill="{colour}"/>'
        case _:
            if mark.tone is Tone.FORGED:
                return f'<path d="M{low:.1f} {y - 4:.1f}l4 4l-4 4l-4-4z" fill="none" stroke="{colour}" stroke-width="1.3"/>'
            size = 3.2 if mark.tone is Tone.GENUINE else 5.5
            return f'<circle cx="{low:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>'


def _x(figure: Figure, at: float) -> float:
    """A plot place on the picture."""
    width = figure.width - LEFT - RIGHT
    return LEFT + width * (at - figure.x_low) / (figure.x_high - figure.x_low)


def _lane(figure: Figure, lane: float) -> float:
    """The middle of a lane."""
    height = figure.height - TOP - BOTTOM
    return TOP + height * (lane + 0.5) / figure.y_high
