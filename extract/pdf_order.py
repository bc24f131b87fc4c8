"""The order in which a reader takes the blocks of a page: row by row, but prose in columns column by column."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf_page import Box

_COLUMN_LINES = 3  # lines that make a block of prose
_SINGLE_LINE = 26.0  # points: a form field no taller holds one line


@dataclass(frozen=True, eq=False)
class Placed:
    """A block to be ordered: which one, where it is, the height of its first line, and how many lines it has."""

    index: int
    box: Box
    first_line: Box
    lines: int


def in_reading_order(blocks: Sequence[Placed]) -> list[int]:
    """Indices of the blocks in reading order."""
    ordered = _by_rows(blocks)
    for gutter, band in _columns(ordered):
        members = {each.index for each in band}
        inside = [each for each in ordered if each.index in members]
        rest = [each for each in ordered if each.index not in members]
        before = next(number for number, each in enumerate(ordered) if each.index in members)
        columns = [each for each in inside if each.box.x1 <= gutter] + [each for each in inside if each.box.x1 > gutter]
        ordered = rest[:before] + columns + rest[before:]
    return [each.index for each in ordered]


def first_line_of_field(box: Box) -> Box:
    """Where the first line of a form field stands: in the middle of a low one, at the top of a tall one."""
    if box.height <= _SINGLE_LINE:
        middle = box.middle[1]
        return Box(box.x0, middle - 4, box.x1, middle + 4)
    return Box(box.x0, box.top + 1, box.x1, box.top + 13)


def _by_rows(blocks: Sequence[Placed]) -> list[Placed]:
    """From the top; blocks whose first lines stand at one height from the left."""
    rows: list[list[Placed]] = []
    for block in sorted(blocks, key=lambda each: each.first_line.middle[1]):
        head = rows[-1][0] if rows else None
        near = head and block.first_line.middle[1] - head.first_line.middle[1] < 0.5 * min(
            block.first_line.height, head.first_line.height
        )
        if near:
            rows[-1].append(block)
        else:
            rows.append([block])
    return [each for row in rows for each in sorted(row, key=lambda each: each.box.x0)]


def _columns(ordered: Sequence[Placed]) -> list[tuple[float, list[Placed]]]:
    """Gutters between columns of prose, each with the blocks of its columns. Every block stands in one at most."""
    prose = [each for each in ordered if each.lines >= _COLUMN_LINES]
    found: list[tuple[float, list[Placed]]] = []
    taken: set[int] = set()
    for left in prose:
        right = next((each for each in prose if _stand_side_by_side(left, each)), None)
        if right is None or left.index in taken or right.index in taken:
            continue
        gutter = (left.box.x1 + right.box.x0) / 2
        band = [each for each in _band(ordered, left, right, gutter) if each.index not in taken]
        taken.update(each.index for each in band)
        if band:  # what crosses the gutter at their very top leaves none
            found.append((gutter, band))
    return found


def _stand_side_by_side(left: Placed, right: Placed) -> bool:
    """Whether two blocks of prose of like width stand beside each other."""
    if left.box.x1 >= right.box.x0:
        return False
    line = left.first_line.height
    alike = 0.55 <= left.box.width / max(right.box.width, 1.0) <= 1.8
    return alike and left.box.shared_height(right.box) > 1.5 * line


def _band(ordered: Sequence[Placed], left: Placed, right: Placed, gutter: float) -> list[Placed]:
    """The blocks beside and below the two, as far as none crosses the gutter; above them only what is in line."""
    top = min(left.box.top, right.box.top)
    columns = Box(left.box.x0 - 6, top, right.box.x1, right.box.bottom)
    crossing = [each.box.top for each in ordered if each.box.x0 < gutter < each.box.x1 and each.box.top > top]
    end = min(crossing, default=float("inf"))
    start = max(
        (each.box.bottom for each in ordered if each.box.x0 < gutter < each.box.x1 and each.box.bottom <= top + 2),
        default=float("-inf"),
    )
    inside = [
        each for each in ordered if start - 1 <= each.box.top < end - 1 and not each.box.x0 < gutter < each.box.x1
    ]
    headings = 2.5 * left.first_line.height
    return [
        each
        for each in inside
        if each.box.top >= top - headings and each.box.x0 >= columns.x0 and each.box.x0 <= columns.x1
    ]
