"""Where everything in a chart goes: lanes, plot, scale labels and each mark, by the width and the font at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from leakverify.model.figure import Figure, Mark, Tick

SIDE: Final = 8.0
LANE_GAP: Final = 12.0
BESIDE: Final = 0.3
"""Names of lanes that take more than this share of the width stand above their lanes instead of beside."""
BESIDE_WIDE: Final = 0.45
TEXT_HEIGHT: Final = 16.0
"""Marks are drawn for text of this height and grow with it."""
BARS_HEIGHT: Final = 88.0
DOT_STEP: Final = 6.0
BAR: Final = 9.0
LANE_AIR: Final = 5.0
TALL_LANES: Final = {"lists": 2.0, "cells": 1.35, "mix": 1.45, "strip": 1.5}
"""How many lines of text a lane is high, by the kind of figure."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mark with the area that it takes and the point that stands for it."""

    mark: Mark
    area: QRectF
    at: QPointF


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the scale: its lines, centred on `x` as far as the chart's edges allow."""

    lines: tuple[str, ...]
    area: QRectF


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart laid out."""

    figure: Figure
    width: float
    height: float
    plot: QRectF
    lanes: tuple[QRectF, ...]
    names: tuple[QRectF, ...]
    labels: tuple[Label, ...]
    above: bool
    unit: float = 1.0

    def x(self, at: float) -> float:
        """A place on the scale."""
        span = (self.figure.x_high - self.figure.x_low) or 1.0
        return self.plot.left() + self.plot.width() * (at - self.figure.x_low) / span

    def stretches(self) -> list[tuple[float, float]]:
        """Where a vertical line runs: through the plot, but not through names that stand in it."""
        if not self.above:
            return [(self.plot.top(), self.plot.bottom())]
        return [(lane.top(), lane.bottom()) for lane in self.lanes]

    def lane_at(self, point: QPointF) -> int:
        """The lane under a point; -1 for none."""
        for i, (lane, name) in enumerate(zip(self.lanes, self.names, strict=True)):
            if min(lane.top(), name.top()) <= point.y() < lane.bottom():
                return i
        return -1


def lane_ticks(figure: Figure) -> list[Tick]:
    """The names of the lanes, from the top."""
    return sorted((t for t in figure.ticks if t.lane), key=lambda t: t.at)


def plan(figure: Figure, width: float, metrics: QFontMetricsF, small: QFontMetricsF) -> Plan:
    """Lay a chart out for a width."""
    names = [t.label for t in lane_ticks(figure)]
    beside = max((metrics.horizontalAdvance(n) for n in names), default=0.0)
    most = BESIDE_WIDE if figure.kind in {"mix", "cells"} else BESIDE
    above = bool(names) and (figure.kind == "sum" or beside > width * most)
    left = SIDE if above or not names else min(beside + LANE_GAP + SIDE, width * 0.5)
    top = small.height() + 4 if any(m.label for m in figure.marks) else 4.0
    each = _lane_height(figure, metrics, above=above)
    tall = each * len(names) if names else BARS_HEIGHT * metrics.height() / TEXT_HEIGHT
    values = metrics.horizontalAdvance("+00.00") if figure.kind == "sum" else 0.0
    plot = QRectF(left + SIDE, top, max(40.0, width - left - 3.5 * SIDE - values), tall)
    head = metrics.height() + 2 if above else 0.0
    lanes = tuple(
        QRectF(plot.left(), top + i * each + head, plot.width(), each - head)
        for i in range(len(names))
    )
    if above:
        boxes = tuple(QRectF(SIDE, lane.top() - head, width - 2 * SIDE, head) for lane in lanes)
    else:
        boxes = tuple(QRectF(SIDE, lane.top(), left - SIDE, lane.height()) for lane in lanes)
    unit = metrics.height() / TEXT_HEIGHT
    bare = Plan(figure, width, 0.0, plot, lanes, boxes, (), above, unit)
    labels = tuple(_labels(bare, small))
    foot = max((box.area.bottom() for box in labels), default=plot.bottom()) + 4
    return Plan(figure, width, foot, plot, lanes, boxes, labels, above, unit)


def _lane_height(figure: Figure, metrics: QFontMetricsF, *, above: bool) -> float:
    """A lane's height, with its name where that stands above."""
    if figure.kind == "sum":
        return metrics.height() * 2.2
    lines = TALL_LANES.get(figure.kind)
    body = metrics.height() * lines if lines else metrics.height() + 7
    return metrics.height() + 2 + body if above else body


def _labels(plan: Plan, small: QFontMetricsF) -> Iterable[Label]:
    """The labels under the scale, on one baseline; those that would touch their neighbour break at a space."""
    ticks = sorted((t for t in plan.figure.ticks if not t.lane and t.label), key=lambda t: t.at)
    top = plan.plot.bottom() + 5
    right = 0.0
    for i, tick in enumerate(ticks):
        x = plan.x(tick.at)
        near = min((abs(plan.x(t.at) - x) for j, t in enumerate(ticks) if j != i), default=1e9)
        lines = _broken(tick.label, near - 4, small)
        wide = max(small.horizontalAdvance(line) for line in lines) + 1
        left = min(max(x - wide / 2, 0.0), max(0.0, plan.width - wide))
        if left < right:
            continue  # a label less is better than two on top of each other
        right = left + wide
        yield Label(lines, QRectF(left, top, wide, small.height() * len(lines)))


def _broken(text: str, room: float, small: QFontMetricsF) -> tuple[str, ...]:
    """One line, or two where one is too long and has a space."""
    if small.horizontalAdvance(text) <= room or " " not in text:
        return (text,)
    first, _, rest = text.partition(" ")
    return (first, rest)


def places(plan: Plan) -> list[Place]:
    """Every mark where it is painted; dots that would cover each other are set side by side."""
    taken: dict[tuple[float, int], int] = {}
    out = []
    for mark in plan.figure.marks:
        area = _area(plan, mark)
        if mark.kind == "dot" and plan.figure.kind == "lists":
            slot = (mark.y, round(area.center().x() / (DOT_STEP * plan.unit)))
            n = taken.get(slot, 0)
            taken[slot] = n + 1
            area.moveCenter(area.center() + QPointF(0.0, _aside(n) * plan.unit))
        out.append(Place(mark, area, area.center()))
    return out


def _aside(n: int) -> float:
    """0, up, down, up more … within a lane; the fifth covers the first again."""
    return (0.0, -DOT_STEP, DOT_STEP, -DOT_STEP * 1.7, DOT_STEP * 1.7)[n % 5]


def _area(plan: Plan, mark: Mark) -> QRectF:
    """The area of one mark."""
    low, high, plot = plan.x(mark.low), plan.x(mark.high), plan.plot
    if mark.kind == "line":
        return QRectF(low - 1, plot.top(), 2, plot.height())
    if mark.kind == "band":
        return QRectF(low, plot.top(), high - low, plot.height())
    if not plan.lanes:
        return _area_without_lanes(plan, mark, low, high)
    lane = plan.lanes[min(len(plan.lanes) - 1, max(0, int(mark.y)))]
    middle = lane.center().y()
    if mark.kind == "cell":
        return QRectF(low + 0.5, lane.top() + 0.5, max(1.0, high - low - 1), lane.height() - 1)
    if mark.kind == "bar":
        tall = (lane.height() - LANE_AIR) * min(1.0, max(0.0, mark.size))
        return QRectF(low + 0.5, lane.bottom() - 2 - tall, max(1.5, high - low - 1), max(1.0, tall))
    if mark.kind == "range":
        bar = BAR * plan.unit * (mark.size if plan.figure.kind == "strip" else 1.0)
        return QRectF(low, middle - bar / 2, max(2.0, high - low), bar)
    half = 5.0 * plan.unit
    return QRectF(low - half, middle - half, 2 * half, 2 * half)


def _area_without_lanes(plan: Plan, mark: Mark, low: float, high: float) -> QRectF:
    """Heights are numbers here: a bar stands on the foot, a span reaches from one height to another, a range is a level."""
    plot, most = plan.plot, plan.figure.y_high or 1.0
    level = plot.bottom() - plot.height() * mark.y / most
    if mark.kind == "bar":
        return QRectF(low + 1, level, max(1.0, high - low - 2), plot.bottom() - level)
    if mark.kind == "span":
        top = plot.bottom() - plot.height() * mark.size / most
        return QRectF(low + 1, top, max(1.0, high - low - 2), max(2.0, level - top))
    return QRectF(low, level - 1, high - low, 2)
