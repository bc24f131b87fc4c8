"""Ruled lines to grids: which cells a drawn table has, with their spans. Puts nothing into them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from extract.pdf_page import Box, Shape

_THIN = 3.0  # points: a filled rectangle no thicker than this is a line
_SHORTEST = 5.0  # points
_NEAR = 3.0  # points between lines that are meant to meet, or to be one
_COVERED = 0.6  # share of a cell's side that must be ruled
_CLOSED = 0.55  # share of a cell's outline that must be ruled
_MOST_LINES = 4000
_WHITE = 250


class Ruling(NamedTuple):
    """A level or upright line: `at` is its y or x, from `start` to `end` along the other axis."""

    level: bool
    at: float
    start: float
    end: float

    @property
    def box(self) -> Box:
        """As a box without thickness."""
        return (
            Box(self.start, self.at, self.end, self.at) if self.level else Box(self.at, self.start, self.at, self.end)
        )


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """One cell; `row` and `column` count from 0."""

    box: Box
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One drawn table, cells by row and column."""

    box: Box
    cells: tuple[GridCell, ...]


def rulings_of(shapes: Iterable[Shape]) -> list[Ruling]:
    """Lines that can be seen: strokes, outlines and thin filled rectangles."""
    found: list[Ruling] = []
    for shape in shapes:
        thin = min(shape.box.width, shape.box.height) <= _THIN
        if shape.fill is not None and thin and not _is_white(shape.fill):
            found.extend(_along(shape.box))
        elif shape.stroke is not None and not _is_white(shape.stroke):
            found.extend(_straight(shape))
    return found[:_MOST_LINES]


def filled_rulings(shapes: Iterable[Shape]) -> list[Ruling]:
    """The edges of coloured rectangles: tables without lines show their cells so."""
    found: list[Ruling] = []
    for shape in shapes:
        if shape.fill is None or not shape.is_rectangle or _is_white(shape.fill) or shape.stroke is not None:
            continue
        if shape.box.height > 2 * _THIN and shape.box.width > 2 * _THIN:
            found.extend(outline(shape.box))
    return found[:_MOST_LINES]


def grids_of(rulings: Sequence[Ruling]) -> list[Grid]:
    """Every group of lines that meet and close at least two cells, from the top of the page down."""
    level = _merged([each for each in rulings if each.level])
    upright = _merged([each for each in rulings if not each.level])
    grids = [_grid(*group) for group in _groups(level, upright)]
    return sorted((each for each in grids if each is not None), key=lambda each: (each.box.top, each.box.x0))


def _is_white(colour: tuple[int, int, int]) -> bool:
    return min(colour) >= _WHITE


def _along(box: Box) -> list[Ruling]:
    x, y = box.middle
    if box.width >= box.height:
        return [Ruling(True, y, box.x0, box.x1)] if box.width >= _SHORTEST else []
    return [Ruling(False, x, box.top, box.bottom)] if box.height >= _SHORTEST else []


def _straight(shape: Shape) -> list[Ruling]:
    found = []
    for x0, y0, x1, y1 in shape.lines:
        if abs(y0 - y1) <= 1.0 and abs(x0 - x1) >= 1.0:
            found.append(Ruling(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= 1.0 and abs(y0 - y1) >= 1.0:
            found.append(Ruling(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return found


def outline(box: Box) -> list[Ruling]:
    """The four sides of a box."""
    return [
        Ruling(True, box.top, box.x0, box.x1),
        Ruling(True, box.bottom, box.x0, box.x1),
        Ruling(False, box.x0, box.top, box.bottom),
        Ruling(False, box.x1, box.top, box.bottom),
    ]


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Lines drawn twice, side by side or in pieces, as one."""
    merged: list[Ruling] = []
    for cluster in _clusters(sorted(rulings, key=lambda each: each.at)):
        at = sum(each.at for each in cluster) / len(cluster)
        for each in sorted(cluster, key=lambda each: each.start):
            last = merged[-1] if merged and merged[-1].at == at else None
            if last and each.start <= last.end + _NEAR:
                merged[-1] = Ruling(each.level, at, last.start, max(last.end, each.end))
            else:
                merged.append(Ruling(each.level, at, each.start, each.end))
    return [each for each in merged if each.end - each.start >= _SHORTEST]


def _clusters(ordered: list[Ruling]) -> list[list[Ruling]]:
    clusters: list[list[Ruling]] = []
    for each in ordered:
        if clusters and each.at - clusters[-1][-1].at <= 2.0 and each.at - clusters[-1][0].at <= _NEAR:
            clusters[-1].append(each)
        else:
            clusters.append([each])
    return clusters


def _groups(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that meet, directly or through others; at least two of each direction."""
    lines = [*level, *upright]
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, one in enumerate(level):
        for j, other in enumerate(upright, start=len(level)):
            if _meet(one, other):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(root(index), ([], []))[0 if line.level else 1].append(line)
    return [each for each in groups.values() if len(each[0]) >= 2 and each[1]]


def _meet(level: Ruling, upright: Ruling) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _grid(level: list[Ruling], upright: list[Ruling]) -> Grid | None:
    """The cells between the lines of one group; None unless two of them are closed."""
    xs = _positions([each.at for each in upright], [e for each in level for e in (each.start, each.end)])
    ys = _positions([each.at for each in level], [e for each in upright for e in (each.start, each.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns * rows < 2 or columns * rows > 20_000:
        return None
    cells = _Regions(xs, ys, level, upright).cells()
    return Grid(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=tuple(cells)) if len(cells) >= 2 else None


def _positions(at: list[float], ends: list[float]) -> list[float]:
    """Where cells may begin and end: the lines, and the outermost ends of crossing ones where the side is open."""
    found = sorted(set(at))
    low, high = min(ends), max(ends)
    if low < found[0] - 2 * _NEAR:
        found.insert(0, low)
    if high > found[-1] + 2 * _NEAR:
        found.append(high)
    return found


class _Regions:
    """Joins the smallest rectangles between lines wherever no line parts them."""

    def __init__(self, xs: list[float], ys: list[float], level: list[Ruling], upright: list[Ruling]) -> None:
        self._xs, self._ys = xs, ys
        self._level = _by_position(level)
        self._upright = _by_position(upright)
        self._taken: set[tuple[int, int]] = set()

    def cells(self) -> list[GridCell]:
        """The closed cells by row and column."""
        corners = product(range(len(self._ys) - 1), range(len(self._xs) - 1))
        grown = (self._grown(*corner) for corner in corners if self._free(*corner))
        return [each for each in grown if self._closed(each)]

    def _grown(self, row: int, column: int) -> GridCell:
        """The cell that begins here: as wide as no line parts it, then as tall."""
        last = column
        while last + 2 < len(self._xs) and self._free(row, last + 1) and not self._ruled_upright(last + 1, row):
            last += 1
        end = row
        while end + 2 < len(self._ys) and self._open_below(end, column, last):
            end += 1
        self._taken.update(product(range(row, end + 1), range(column, last + 1)))
        box = Box(self._xs[column], self._ys[row], self._xs[last + 1], self._ys[end + 1])
        return GridCell(box=box, row=row, column=column, row_span=end - row + 1, column_span=last - column + 1)

    def _free(self, row: int, column: int) -> bool:
        return (row, column) not in self._taken

    def _open_below(self, row: int, first: int, last: int) -> bool:
        """Whether the row below carries on the same cell: no level line, and the same upright ones."""
        if any(
            self._ruled_level(row + 1, column) or not self._free(row + 1, column) for column in range(first, last + 1)
        ):
            return False
        return not any(self._ruled_upright(column, row + 1) for column in range(first + 1, last + 1))

    def _ruled_level(self, line: int, column: int) -> bool:
        start, end = self._xs[column], self._xs[column + 1]
        return _cover(self._level.get(self._ys[line], ()), start, end) >= _COVERED * (end - start)

    def _ruled_upright(self, line: int, row: int) -> bool:
        start, end = self._ys[row], self._ys[row + 1]
        return _cover(self._upright.get(self._xs[line], ()), start, end) >= _COVERED * (end - start)

    def _closed(self, cell: GridCell) -> bool:
        """Whether enough of the outline is ruled: open outer sides are common, open spaces beside a table no cells."""
        x0, y0, x1, y1 = cell.box
        ruled = sum(_cover(self._level.get(y, ()), x0, x1) for y in (y0, y1))
        ruled += sum(_cover(self._upright.get(x, ()), y0, y1) for x in (x0, x1))
        return ruled >= _CLOSED * 2 * (x1 - x0 + y1 - y0)


def _by_position(rulings: list[Ruling]) -> dict[float, list[Ruling]]:
    found: dict[float, list[Ruling]] = {}
    for each in rulings:
        found.setdefault(each.at, []).append(each)
    return found


def _cover(rulings: Iterable[Ruling], start: float, end: float) -> float:
    """Points of a stretch that lines cover; the lines of one position do not overlap."""
    return sum(max(0.0, min(each.end, end) - max(each.start, start)) for each in rulings)
