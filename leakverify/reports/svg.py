"""A `Figure` as SVG: no script, no link, no font file; every text escaped."""

from collections.abc import Iterator
from typing import Final

from leakverify.model.figure import Figure, Mark, Tone
from leakverify.safe_text import for_html

COLOURS: Final = {
    Tone.SAMPLE: "#b2500c",
    Tone.GENUINE: "#8b9099",
    Tone.FORGED: "#c98a5e",
    Tone.AGAINST: "#b2500c",
    Tone.FOR: "#0a7a5c",
    Tone.NOTHING: "#8b9099",
    Tone.AXIS: "#5b616b",
}
KINDS: Final = (
    "#16324f", "#0b5c50", "#b4530f", "#6f87b8", "#d79a4a", "#9fc5b8", "#e3cdb6", "#d5dce6",
)  # fmt: skip
"""The kinds of a strip, each lighter than the one before, so that they are told apart in grey as well."""
SHADES: Final = (
    "#f6f5f2", "#dcdbd8", "#c1c0be", "#a5a5a4", "#898a8a", "#6b6d6f", "#484a4d", "#1d1f23",
)  # fmt: skip
"""How dark a strip is, from nothing on."""
KEYS_A_ROW: Final = 4
KEY_HEIGHT: Final = 15
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
        f'width="{figure.width}" height="{figure.height}" role="img" aria-label="{for_html(figure.summary)}" '
        f'font-family="{FONT}" font-size="11">{body}</svg>'
    )


def _parts(figure: Figure) -> Iterator[str]:
    """Grid, lane names, marks."""
    bottom = _bottom(figure)
    parted = any(not t.label for t in figure.ticks if not t.lane)
    for tick in figure.ticks:
        if tick.lane:
            y = _lane(figure, tick.at)
            yield f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end" fill="#1d1f23">{for_html(tick.label)}</text>'
        else:
            x = _x(figure, tick.at)
            if not (
                parted and tick.label
            ):  # where bands are parted, a word stands between two lines
                yield f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#dddad3" stroke-width="1"/>'
            yield f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle" fill="#5b616b">{for_html(tick.label)}</text>'
    for mark in figure.marks:
        if mark.kind != "key":
            yield _mark(figure, mark, bottom)
    yield from _keys(figure)


def _keys(figure: Figure) -> Iterator[str]:
    """What colours mean, in rows under everything else."""
    wide = (figure.width - RIGHT) / KEYS_A_ROW
    for place, mark in enumerate(m for m in figure.marks if m.kind == "key"):
        x = (place % KEYS_A_ROW) * wide + 2
        y = _bottom(figure) + BOTTOM + (place // KEYS_A_ROW) * KEY_HEIGHT
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="9" height="9" fill="{KINDS[mark.shade]}" stroke="#5b616b" stroke-width=".5"/>'
        yield f'<text x="{x + 14:.1f}" y="{y + 8.5:.1f}" font-size="9" fill="#1d1f23">{for_html(mark.label)}</text>'


def _bottom(figure: Figure) -> int:
    """Where lanes end: above the scale and the keys."""
    keys = sum(mark.kind == "key" for mark in figure.marks)
    return figure.height - BOTTOM - KEY_HEIGHT * -(-keys // KEYS_A_ROW)


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
                f'<text x="{low:.1f}" y="{TOP - 6}" text-anchor="{_anchor(figure, low)}" fill="{colour}">{for_html(mark.label)} {for_html(mark.value)}</text>'
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
        case "strip":
            shade = KINDS[mark.shade] if mark.tone is Tone.SAMPLE else SHADES[mark.shade]
            high_lane = (bottom - TOP) / figure.y_high - 2
            return f'<rect x="{low:.1f}" y="{y - high_lane / 2:.1f}" width="{high - low:.1f}" height="{high_lane:.1f}" fill="{shade}"/>'
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
    height = _bottom(figure) - TOP
    return TOP + height * (lane + 0.5) / figure.y_high
