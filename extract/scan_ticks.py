"""Ticks that stand alone in table cells, told from letters by their shape: recognition takes them for a 1 or a V."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extract.pdf_page import Box
from extract.scan_images import Picture
from extract.scan_lone_marks import mark_in
from extract.scan_ocr import Quad, ReadLine, ReadWord

_TICK = "✓"
_SCORE = 0.9
_WIDE, _NARROW = 1.6, 0.6  # width by height of a tick
_FEWEST_ROWS = 6  # pixels: smaller marks have no shape
_MOST_INK = 0.55  # share of its frame
_TURN = (0.08, 0.6)  # share of its width at which its lowest point lies
_ARM = (0.2, 0.85)  # share of its height at which its short arm begins, from the top
_TIP = 0.3  # share of its height within which its long arm ends, and of its width
_UPPER, _SLIM = 0.4, 0.5  # of its height, in which the long arm stands alone, and of its width that it covers
_TAKEN_FOR = frozenset("1Vv/√✓✔7YyJLlI|r'")  # what recognition makes of ticks


def with_lone_ticks(ink: Picture, cells: Sequence[Box], lines: Sequence[ReadLine], scale: float) -> list[ReadLine]:
    """The lines, and each tick that stands alone in its cell as a line of its own; `cells` in points.

    What recognition made of the tick goes. `ink` is without rules.
    """
    kept = list(lines)
    ticks: list[ReadLine] = []
    for cell in cells:
        mark = mark_in(ink, Box(*(side * scale for side in cell)), scale)
        if mark is None or not is_tick(_part(ink, mark)):
            continue
        near = [each for each in kept if _frame(each).touches(mark, slack=0.0)]
        if all(set("".join(word.text for word in each.words)) <= _TAKEN_FOR for each in near):
            kept = [each for each in kept if all(each is not other for other in near)]
            ticks.append(_line(mark))
    return [*kept, *ticks]


def is_tick(inked: npt.NDArray[np.bool_]) -> bool:
    """Whether ink, cut to its frame, has a tick's shape: a short arm down to a turn, and a long one up to the right."""
    height, width = inked.shape
    if height < _FEWEST_ROWS or not _NARROW <= width / height <= _WIDE or inked.mean() > _MOST_INK:
        return False
    tops = np.where(inked.any(axis=0), inked.argmax(axis=0), height)
    turn = float(np.nonzero(inked[-1])[0].mean()) / width
    arm = float(tops[: max(1, width // 8)].min()) / height
    tip = float(np.nonzero(inked[0])[0].mean()) / width
    rising = np.diff(tops[round(max(turn, 0.3) * width) :])
    climbs = bool(len(rising)) and float((rising <= 1).mean()) > 0.85
    upper = inked[: max(1, round(_UPPER * height))]
    widths = upper.shape[1] - upper[:, ::-1].argmax(axis=1) - upper.argmax(axis=1)
    slim = float(widths[upper.any(axis=1)].max()) <= _SLIM * width
    return (
        _TURN[0] <= turn <= _TURN[1]
        and _ARM[0] <= arm <= _ARM[1]
        and tip >= 1 - _TIP
        and climbs
        and slim
        and not inked[: height // 4, : width // 3].any()
        and not inked[-max(1, height // 4) :, -max(1, width // 3) :].any()
    )


def _part(ink: Picture, box: Box) -> npt.NDArray[np.bool_]:
    x0, y0, x1, y1 = (round(each) for each in box)
    return np.asarray(ink[y0:y1, x0:x1] > 0)


def _frame(line: ReadLine) -> Box:
    return Box(*line.quad.min(axis=0), *line.quad.max(axis=0))


def _line(mark: Box) -> ReadLine:
    x0, y0, x1, y1 = mark
    quad: Quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)
    return ReadLine(words=(ReadWord(text=_TICK, x0=x0, x1=x1, score=_SCORE),), quad=quad, score=_SCORE)
