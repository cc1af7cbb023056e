"""The marks of a figure as SVG, each tone by colour and by shape, and where they stand."""

from collections.abc import Iterator, Sequence
from typing import Final

from leakverify.model.figure import Figure, Mark, Tone
from leakverify.safe_text import ours_in_html

COLOURS: Final = {
    Tone.SAMPLE: "#1f5fa8",
    Tone.GENUINE: "#6d727b",
    Tone.FORGED: "#b2500c",
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
MOST_ACROSS: Final = 4
KEY_EDGE: Final = 24
LETTER: Final = 5.2
"""About the width of a letter of a key, and what its box and the gap after it take."""
KEY_HEIGHT: Final = 15
LEFT: Final = 150
NO_NAMES: Final = 24
RIGHT: Final = 24
TOP: Final = 18
BOTTOM: Final = 24
LABEL_ROOM: Final = 60
"""Half the width of a label such as “this sample >99.99 %”."""
LONGEST: Final = 24
BAR: Final = 9.0
HATCH: Final = 4.0
FAINT: Final = 0.08
DARK: Final = 0.5
"""From this darkness on, text in a cell is light."""


def mark(figure: Figure, one: Mark) -> str:
    """One mark; shape and side tell as much as colour."""
    low, high = x_of(figure, one.low), x_of(figure, one.high)
    y = lane_of(figure, one.y)
    match one.kind:
        case "line":
            return _line(figure, one, low)
        case "range":
            return _range(figure, one, low, high)
        case "bar":
            return _bar(figure, one, low, high)
        case "cell":
            return _cell(figure, one, low, high)
        case "strip":
            shade = KINDS[one.shade] if one.tone is Tone.SAMPLE else SHADES[one.shade]
            tall = _lane_height(figure) - 2
            return f'<rect x="{low:.1f}" y="{y - tall / 2:.1f}" width="{high - low:.1f}" height="{tall:.1f}" fill="{shade}"/>'
        case "span":
            top, foot = _level(figure, one.size), _level(figure, one.y)
            return _box(low + 1, top, high - low - 2, max(2.0, foot - top), COLOURS[one.tone], 0.35)
        case _:
            return _point(one, low, y)


def band(figure: Figure, one: Mark) -> str:
    """A stretch of the axis behind everything else, with its name above."""
    low, high, foot = x_of(figure, one.low), x_of(figure, one.high), bottom_of(figure)
    box = f'<rect x="{low:.1f}" y="{TOP}" width="{high - low:.1f}" height="{foot - TOP}" fill="#8b9099" opacity="0.18"/>'
    x = (low + high) / 2
    return f'{box}<text x="{x:.1f}" y="{TOP - 6}" text-anchor="{anchor(figure, x)}" fill="#5b616b">{ours_in_html(one.label)}</text>'


def keys(figure: Figure) -> Iterator[str]:
    """What colours mean, in rows under everything else."""
    told = [one for one in figure.marks if one.kind == "key"]
    across = keys_across([one.label for one in told], figure.width)
    wide = (figure.width - RIGHT) / across
    for place, one in enumerate(told):
        x = (place % across) * wide + 2
        y = bottom_of(figure) + BOTTOM + (place // across) * KEY_HEIGHT
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="9" height="9" fill="{KINDS[one.shade]}" stroke="#5b616b" stroke-width=".5"/>'
        yield f'<text x="{x + 14:.1f}" y="{y + 8.5:.1f}" font-size="9" fill="#1d1f23">{ours_in_html(one.label)}</text>'


def bottom_of(figure: Figure) -> int:
    """Where lanes end: above the scale and the keys."""
    labels = [one.label for one in figure.marks if one.kind == "key"]
    return figure.height - BOTTOM - keys_height(labels, figure.width)


def keys_across(labels: Sequence[str], width: int) -> int:
    """How many keys stand beside each other: as many as the longest leaves room for."""
    longest = max(map(len, labels), default=1)
    return max(1, min(MOST_ACROSS, int((width - RIGHT) // (KEY_EDGE + LETTER * longest))))


def keys_height(labels: Sequence[str], width: int) -> int:
    """What the rows of keys take."""
    return KEY_HEIGHT * -(-len(labels) // keys_across(labels, width))


def anchor(figure: Figure, x: float) -> str:
    """Which point of a label stands at `x`: near an edge its end or start, or it would be cut."""
    if x > figure.width - LABEL_ROOM:
        return "end"
    return "start" if x < LABEL_ROOM else "middle"


def clipped(text: str) -> str:
    """A name of a lane that fits beside it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def x_of(figure: Figure, at: float) -> float:
    """A plot place on the picture."""
    left = LEFT if _has_lanes(figure) else NO_NAMES
    width = figure.width - left - RIGHT
    return left + width * (at - figure.x_low) / ((figure.x_high - figure.x_low) or 1.0)


def lane_of(figure: Figure, lane: float) -> float:
    """The middle of a lane."""
    return TOP + _lane_height(figure) * (lane + 0.5)


def _lane_height(figure: Figure) -> float:
    return (bottom_of(figure) - TOP) / (figure.y_high or 1.0)


def _level(figure: Figure, y: float) -> float:
    """A height of a chart without lanes."""
    foot = bottom_of(figure)
    return foot - (foot - TOP) * y / (figure.y_high or 1.0)


def _has_lanes(figure: Figure) -> bool:
    return any(t.lane for t in figure.ticks)


def _line(figure: Figure, one: Mark, x: float) -> str:
    colour = COLOURS[one.tone]
    dashed = ' stroke-dasharray="4 3"' if one.tone is Tone.NOTHING else ""
    line = f'<path d="M{x:.1f} {TOP}V{bottom_of(figure)}" stroke="{colour}" stroke-width="1.6"{dashed}/>'
    if not one.label:
        return line
    text = ours_in_html(f"{one.label} {one.value}".strip())
    return f'{line}<text x="{x:.1f}" y="{TOP - 6}" text-anchor="{anchor(figure, x)}" fill="{colour}">{text}</text>'


def _range(figure: Figure, one: Mark, low: float, high: float) -> str:
    """An interval in its lane; without lanes a level."""
    colour = COLOURS[one.tone]
    if not _has_lanes(figure):
        y = _level(figure, one.y)
        return f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="{colour}" stroke-width="1.6"/>'
    high = max(high, low + 1)
    wide = 6 if figure.kind == "readings" else BAR * one.size
    opacity = 0.32 if figure.kind == "readings" else 0.55
    y = lane_of(figure, one.y)
    return f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="{colour}" stroke-width="{wide:.1f}" stroke-linecap="round" opacity="{opacity}"/>'


def _bar(figure: Figure, one: Mark, low: float, high: float) -> str:
    """A bar from the foot of the plot or of its lane; what is forged is hatched, what speaks for is hollow."""
    colour = COLOURS[one.tone]
    if _has_lanes(figure):
        each = _lane_height(figure)
        foot = TOP + each * (one.y + 1) - 3
        top = foot - (each - 6) * min(1.0, one.size)
    else:
        foot, top = float(bottom_of(figure)), _level(figure, one.y)
    wide, tall = max(high - low - 1, 1.0), max(foot - top, 1.0)
    if one.tone is Tone.FORGED:
        return _hatched(low, top, wide, tall, colour)
    if one.tone is Tone.FOR:
        return f'<rect x="{low + 0.7:.1f}" y="{top + 0.7:.1f}" width="{max(wide - 1.4, 0.5):.1f}" height="{max(tall - 1.4, 0.5):.1f}" fill="none" stroke="{colour}" stroke-width="1.4"/>'
    return _box(low, top, wide, tall, colour, 1.0)


def _box(x: float, y: float, wide: float, tall: float, colour: str, opacity: float) -> str:
    faint = "" if opacity >= 1 else f' opacity="{opacity:.2f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{colour}"{faint}/>'


def _hatched(x: float, y: float, wide: float, tall: float, colour: str) -> str:
    """An outline with strokes rising to the right; drawn one by one, so that no picture needs names for patterns."""
    strokes = "".join(
        f"M{x + a:.1f} {y + b:.1f}L{x + c:.1f} {y + d:.1f}" for a, b, c, d in hatch(wide, tall)
    )
    return f'<path d="M{x:.1f} {y:.1f}h{wide:.1f}v{tall:.1f}h-{wide:.1f}z{strokes}" fill="none" stroke="{colour}" stroke-width="1"/>'


def hatch(wide: float, tall: float) -> list[tuple[float, float, float, float]]:
    """Strokes at 45° inside a box from (0, 0): where each begins at the left or the foot, and where it ends."""
    out, at = [], HATCH
    while at < wide + tall:
        start = (0.0, at) if at <= tall else (at - tall, tall)
        end = (at, 0.0) if at <= wide else (wide, at - wide)
        out.append((*start, *end))
        at += HATCH
    return out


def _cell(figure: Figure, one: Mark, low: float, high: float) -> str:
    """A field of a table: the darker the more; its figure in it."""
    each, dark = _lane_height(figure), min(1.0, max(0.0, one.size))
    top = TOP + each * one.y
    box = _box(
        low + 0.5,
        top + 0.5,
        high - low - 1,
        each - 1,
        COLOURS[one.tone],
        FAINT + (1 - FAINT) * dark,
    )
    if not one.label:
        return box
    ink = "#ffffff" if dark >= DARK else "#1d1f23"
    x, y = (low + high) / 2, top + each / 2 + 4
    return f'{box}<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{ink}">{ours_in_html(one.label)}</text>'


def _point(one: Mark, x: float, y: float) -> str:
    """A full diamond speaks against, a hollow one for; a dot is a collection, the sample, or says nothing."""
    colour = COLOURS[one.tone]
    if one.kind == "diamond" or one.tone in {Tone.FORGED, Tone.FOR, Tone.AGAINST}:
        size = 4.0 if one.tone is Tone.FORGED else 6.0
        shape = f'<path d="M{x:.1f} {y - size:.1f}l{size:g} {size:g}l-{size:g} {size:g}l-{size:g}-{size:g}z"'
        if one.tone is Tone.AGAINST:
            return f'{shape} fill="{colour}"/>'
        return f'{shape} fill="#ffffff" fill-opacity="0" stroke="{colour}" stroke-width="1.5"/>'
    size = 3.2 if one.tone is Tone.GENUINE else 5.5 * min(1.0, one.size)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}"/>'
