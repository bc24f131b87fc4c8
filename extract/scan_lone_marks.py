"""What stands alone in table cells: single letters that line finding passes over, and little tick boxes.

Which of the cells hold something is told by their ink; which letter it is, by recognition.
"""

from collections.abc import Sequence

import numpy as np

from extract.pdf_page import Box
from extract.scan_boxes import DrawnBox, is_rough_box, state_of
from extract.scan_images import PagePicture, Picture
from extract.scan_ocr import Quad, ReadLine, ReadWord, read_crop

_INSET = 1.8  # points of a cell's edge that may belong to its rules
_LOWEST, _TALLEST = 4.0, 15.0  # points of what a letter covers
_NARROWEST, _WIDEST = 2.5, 22.0
_FULL = 0.12  # share of its frame that a letter inks
_MARGIN = 3.0  # points of paper around a letter that recognition wants
_LEAST_SCORE = 0.7
_MOST_LETTERS, _MOST_CELLS = 2, 60
_BOX_SIGNS = frozenset("☐▣□■☒☑")


def lone_marks(page: PagePicture, ink: Picture, cells: Sequence[Box], lines: Sequence[ReadLine]) -> list[ReadLine]:
    """A line of one word for each cell that holds a letter or two and no recognised line; `cells` in points.

    `page` is the picture that lines were read on and `ink` its ink without rules.
    """
    taken = [Box(*each.quad.min(axis=0), *each.quad.max(axis=0)) for each in lines]
    found: list[ReadLine] = []
    tried = 0
    for cell in cells:
        box = Box(*(side * page.scale for side in cell))
        mark = None if any(each.touches(box, slack=0.0) for each in taken) else mark_in(ink, box, page.scale)
        if mark is None or tried >= _MOST_CELLS:
            continue
        tried += 1
        line = _read(page, mark)
        if line is not None:
            found.append(line)
    return found


def lone_boxes(ink: Picture, cells: Sequence[Box], lines: Sequence[ReadLine], scale: float) -> list[DrawnBox]:
    """The tick boxes that stand alone in their cell; standing so, they may be smaller and rougher than others.

    `cells` in points; what recognition took for a box sign is no word beside it.
    """
    words = [each for each in lines if not {char for word in each.words for char in word.text} <= _BOX_SIGNS]
    taken = [Box(*each.quad.min(axis=0), *each.quad.max(axis=0)) for each in words]
    found: list[DrawnBox] = []
    for cell in cells:
        box = Box(*(side * scale for side in cell))
        mark = None if any(each.touches(box, slack=0.0) for each in taken) else mark_in(ink, box, scale)
        if mark is not None and is_rough_box(ink, mark, scale):
            found.append(DrawnBox(box=mark, state=state_of(ink, mark)))
    return found


def mark_in(ink: Picture, cell: Box, scale: float) -> Box | None:
    """What is inked in a cell, where it has the size of a letter or two."""
    inset = _INSET * scale
    x0, y0 = round(cell.x0 + inset), round(cell.top + inset)
    part = ink[y0 : round(cell.bottom - inset), x0 : round(cell.x1 - inset)] > 0
    if part.size == 0 or not part.any():
        return None
    rows, columns = np.nonzero(part.any(axis=1))[0], np.nonzero(part.any(axis=0))[0]
    box = Box(x0 + columns[0], y0 + rows[0], x0 + columns[-1] + 1, y0 + rows[-1] + 1)
    sized = _LOWEST * scale <= box.height <= _TALLEST * scale and _NARROWEST * scale <= box.width <= _WIDEST * scale
    return box if sized and np.count_nonzero(part) >= _FULL * box.width * box.height else None


def _read(page: PagePicture, mark: Box) -> ReadLine | None:
    margin = round(_MARGIN * page.scale)
    x0, y0, x1, y1 = (round(each) for each in mark)
    crop = page.pixels[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin]
    text, score = read_crop(np.ascontiguousarray(crop))
    if score < _LEAST_SCORE or not text.isalnum() or len(text) > _MOST_LETTERS:
        return None
    quad: Quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)
    return ReadLine(words=(ReadWord(text=text, x0=mark.x0, x1=mark.x1, score=score),), quad=quad, score=score)
