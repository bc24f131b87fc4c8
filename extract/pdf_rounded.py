"""Rectangles with rounded corners, as the plain rectangles that they stand for. Circles and rings stay as they are."""

from collections.abc import Iterable
from dataclasses import replace

from extract.pdf_page import Box, Shape

_CORNERS = 4  # curves at least: some programs bend each corner in several
_STRAIGHT = 0.5  # share of the width that is straight, above and below
_OFF = 0.5  # points by which a side may miss its box


def with_square_corners(shapes: Iterable[Shape]) -> list[Shape]:
    """The shapes, each rectangle with rounded corners as one with square corners in its place."""
    return [_squared(each) if is_rounded(each) else each for each in shapes]


def is_rounded(shape: Shape) -> bool:
    """Whether straight sides run along top and bottom of a shape, with nothing but bent corners beside them."""
    if shape.curves < _CORNERS or not shape.lines:
        return False
    return all(_is_side(line, shape.box) for line in shape.lines) and all(
        _straight(shape, y) >= _STRAIGHT * shape.box.width for y in (shape.box.top, shape.box.bottom)
    )


def _is_side(line: tuple[float, float, float, float], box: Box) -> bool:
    x0, y0, x1, y1 = line
    level = any(abs(y0 - y) <= _OFF and abs(y1 - y) <= _OFF for y in (box.top, box.bottom))
    return level or any(abs(x0 - x) <= _OFF and abs(x1 - x) <= _OFF for x in (box.x0, box.x1))


def _straight(shape: Shape, y: float) -> float:
    """Points of a shape's outline that run level at a height."""
    return sum(abs(x1 - x0) for x0, y0, x1, y1 in shape.lines if abs(y0 - y) <= _OFF and abs(y1 - y) <= _OFF)


def _squared(shape: Shape) -> Shape:
    x0, top, x1, bottom = shape.box
    sides = ((x0, top, x1, top), (x1, top, x1, bottom), (x1, bottom, x0, bottom), (x0, bottom, x0, top))
    return replace(shape, lines=sides, curves=0, is_rectangle=True)
