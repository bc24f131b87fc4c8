"""From a PDF page's own coordinates to the page as displayed: crop box, rotation, and top left as the origin."""

import math
from dataclasses import dataclass
from functools import cached_property

from extract.pdf_page import Box

Matrix = tuple[float, float, float, float, float, float]  # a, b, c, d, e, f of ISO 32000-1, 8.3.4
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class View:
    """The visible part of a page in its own coordinates, and the quarter turns clockwise in which it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Points across, as displayed."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points down, as displayed."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    @cached_property
    def _matrix(self) -> Matrix:
        return (
            (1.0, 0.0, 0.0, -1.0, -self.left, self.top),
            (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left),
            (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom),
            (0.0, -1.0, -1.0, 0.0, self.top, self.right),
        )[self.turns % 4]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as displayed."""
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle as displayed."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def direction(self, a: float, b: float) -> float:
        """Degrees clockwise from left-to-right in which text with such a matrix runs as displayed."""
        x0, y0 = self.point(0.0, 0.0)
        x1, y1 = self.point(a, b)
        return math.degrees(math.atan2(y1 - y0, x1 - x0))


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
