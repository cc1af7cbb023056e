"""Where everything in the file at a glance stands: names, strips, rows; mirrored where reading runs from the right."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from leakverify.model.glance import Glance, Strip


@dataclass(frozen=True, slots=True)
class Lane:
    """A strip with the name of its column; `heads` where it is the first one of its column."""

    strip: Strip
    column: str
    heads: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture laid out. `names` is how much of the width names take, `head` the height of what stands above."""

    glance: Glance
    lanes: tuple[Lane, ...]
    width: float
    names: float
    head: float
    lane_height: float
    mirrored: bool

    @property
    def height(self) -> float:
        """How high all of it is."""
        return self.head + len(self.lanes) * self.lane_height + 2

    @property
    def plot(self) -> QRectF:
        """Where the strips stand: beside the names, on the side where lines end."""
        left = 0.0 if self.mirrored else self.names
        wide = max(self.width - self.names, 1.0)
        return QRectF(left, self.head, wide, len(self.lanes) * self.lane_height)

    def strip(self, lane: int) -> QRectF:
        """Where a lane's strip stands."""
        plot = self.plot
        top = plot.top() + lane * self.lane_height + 1
        return QRectF(plot.left(), top, plot.width(), self.lane_height - 2)

    def name(self, lane: int) -> QRectF:
        """Where a lane's names stand."""
        left = self.plot.right() + 8 if self.mirrored else 0.0
        return QRectF(left, self.strip(lane).top(), max(self.names - 8, 1.0), self.lane_height - 2)

    def x(self, row: int) -> float:
        """Where a row (from 1) begins."""
        along = (row - 1) / (self.glance.parts * self.glance.span)
        plot = self.plot
        return plot.left() + plot.width() * (1 - along if self.mirrored else along)

    def place_at(self, point: QPointF) -> tuple[int, int] | None:
        """The lane and the part under a point; None beside the strips."""
        plot = self.plot
        if not plot.contains(point):
            return None
        along = (point.x() - plot.left()) / plot.width()
        part = int((1 - along if self.mirrored else along) * self.glance.parts)
        return int((point.y() - plot.top()) // self.lane_height), part
