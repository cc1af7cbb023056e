"""A `Figure` as SVG: no script, no link, no font file; every text escaped."""

from collections.abc import Iterator
from typing import Final

from leakverify.model.figure import Figure
from leakverify.reports import svg_marks
from leakverify.reports.svg_marks import LEFT, TOP, anchor, clipped, lane_of, x_of
from leakverify.safe_text import ours_in_html

FONT: Final = "Noto Sans, Inter, sans-serif"
IN_BAND: Final = 14
"""Letters of a word that stands between two lines of the scale."""
BASES: Final = {1: (15,), 2: (10, 21)}
"""How far below the scale one line stands, and two."""


def draw(figure: Figure) -> str:
    """The whole picture as one SVG element."""
    body = "".join(_parts(figure))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure.width} {figure.height}" '
        f'width="{figure.width}" height="{figure.height}" role="img" direction="ltr" aria-label="{ours_in_html(figure.summary)}" '
        f'font-family="{FONT}" font-size="11">{body}</svg>'
    )


def _parts(figure: Figure) -> Iterator[str]:
    """What lies behind, grid, lane names, marks."""
    bottom = svg_marks.bottom_of(figure)
    behind = [m for m in figure.marks if m.kind == "band"]
    for mark in behind:
        yield svg_marks.band(figure, mark)
    yield from _scale(figure, bottom)
    for mark in figure.marks:
        if mark.kind not in {"band", "key"}:
            yield svg_marks.mark(figure, mark)
    yield from svg_marks.keys(figure)


def _scale(figure: Figure, bottom: int) -> Iterator[str]:
    """Where the axis is divided, and the names of the lanes."""
    parted = any(not t.label for t in figure.ticks if not t.lane)
    for tick in figure.ticks:
        if tick.lane:
            y, name = lane_of(figure, tick.at), ours_in_html(clipped(tick.label))
            yield f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end" fill="#1d1f23">{name}</text>'
            continue
        x = x_of(figure, tick.at)
        # Where bands are parted, a word stands between two lines; cells need none.
        if not (parted and tick.label) and figure.kind not in {"cells", "path"}:
            yield f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#dddad3" stroke-width="1"/>'
        lines = _lines(tick.label) if parted else (tick.label,)
        for y, said in zip(BASES[len(lines)], lines, strict=True):
            yield f'<text x="{x:.1f}" y="{bottom + y}" text-anchor="{anchor(figure, x)}" fill="#5b616b">{ours_in_html(said)}</text>'


def _lines(label: str) -> tuple[str, ...]:
    """The word of a band; one too long for it, as some languages have, in two lines."""
    words = label.split(" ")
    if len(label) <= IN_BAND or len(words) == 1:
        return (label,)
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(ways, key=lambda way: max(map(len, way)))
