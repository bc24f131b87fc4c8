"""What one PDF page holds, as plain data: glyphs, drawn shapes, form widgets and annotations, placed as displayed.

Coordinates are PDF points from the top left of the page as a reader sees it. Knows no PDF library and no meaning.
"""

from dataclasses import dataclass
from typing import NamedTuple

from extract.document import MarkState


class Box(NamedTuple):
    """A rectangle: x0, top, x1, bottom, with top above bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Points across."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points down."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre, x and y."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float], slack: float = 0.0) -> bool:
        """Whether a point lies inside or at most `slack` points outside."""
        x, y = point
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    def holds_box(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether another box lies inside, give or take `slack` points."""
        return self.holds((other.x0, other.top), slack) and self.holds((other.x1, other.bottom), slack)

    def shared_width(self, other: "Box") -> float:
        """Points across that both cover; negative is the gap between them."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def shared_height(self, other: "Box") -> float:
        """Points down that both cover; negative is the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def touches(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether the boxes overlap or come closer than `slack`."""
        return self.shared_width(other) >= -slack and self.shared_height(other) >= -slack


def around(boxes: "list[Box] | tuple[Box, ...]") -> Box:
    """The smallest box around several; there must be one at least."""
    return Box(
        min(each.x0 for each in boxes),
        min(each.top for each in boxes),
        max(each.x1 for each in boxes),
        max(each.bottom for each in boxes),
    )


class Style(NamedTuple):
    """How glyphs are set."""

    size: float  # points as displayed
    bold: bool = False
    italic: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)
    invisible: bool = False  # painted neither filled nor stroked, as recognised text over a scan
    font: str = ""  # family in lower case, without subset prefix


class Glyph(NamedTuple):
    """One character. A named tuple because a page has thousands."""

    text: str  # one character, two or three for a ligature
    box: Box  # from ascent to descent
    baseline: float
    style: Style
    spaced: bool  # a space stands before it in the file
    level: bool  # runs from left to right as displayed
    typed: bool = False  # the wide gap in front of it is made of typed spaces


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One drawn path. `lines` are its straight pieces (x0, y0, x1, y1); `curves` counts the bent ones."""

    box: Box
    lines: tuple[tuple[float, float, float, float], ...]
    curves: int = 0
    fill: tuple[int, int, int] | None = None
    stroke: tuple[int, int, int] | None = None
    width: float = 0.0  # of the stroke
    is_rectangle: bool = False


@dataclass(frozen=True, kw_only=True)
class Widget:
    """One form field as placed on the page.

    `value` is what is shown (`signed` for a signature), `state` only for check boxes and radio buttons.
    """

    kind: str  # text, choice, check, radio, signature
    box: Box
    name: str
    label: str
    value: str = ""
    options: tuple[str, ...] = ()
    state: MarkState | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """One annotation that is no widget: free_text, comment, highlight, strike, underline, stamp, ink, circle, …

    `strokes` are the points (x, y) that a pen passed, stroke by stroke.
    """

    kind: str
    boxes: tuple[Box, ...]
    text: str = ""
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """Everything readable on one page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    unmapped: int = 0  # characters that are shown, but of which the file does not say what they mean
    shapes: tuple[Shape, ...] = ()
    images: tuple[Box, ...] = ()
    widgets: tuple[Widget, ...] = ()
    notes: tuple[Note, ...] = ()
