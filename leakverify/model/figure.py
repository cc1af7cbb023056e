"""A chart as frozen marks with their data: painted by the window, written as SVG by reports."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a mark means; each painter has its own colour, shape and grey for it."""

    SAMPLE = "sample"
    GENUINE = "genuine"
    FORGED = "forged"
    AGAINST = "against"
    FOR = "for"
    NOTHING = "nothing"
    AXIS = "axis"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing with data, in plot units: x from `low` to `high` (equal: a point), y a band or a height.

    `kind` is "bar" (height y from 0 between low and high; in a chart with lanes it stands in lane y and is as high as
    `size`, 0-1), "range" (interval on lane y), "dot" (point on lane y), "line" (vertical rule at low), "diamond", "band"
    (a stretch of the axis through all lanes), "cell" (fills lane y; `size`, 0-1, is how dark) or "span" (box between the
    heights y and `size`). `label` is shown, `value` is the exact figure in words for hover, text alternative and table.
    A "strip" fills its lane between low and high with the colour of kind `shade` (tone "sample") or that much ink (0-7); a
    "key" says what a colour of kinds means.
    """

    kind: str
    low: float
    high: float
    y: float
    tone: Tone
    label: str = ""
    value: str = ""
    size: float = 1.0
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the x axis (or a lane name on y when `lane`)."""

    at: float
    label: str
    lane: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole chart. Texts are worded already; `summary` is the text alternative."""

    kind: str
    title: str
    summary: str
    x_low: float
    x_high: float
    y_high: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...] = ()
    width: int = 560
    height: int = 160
