"""Rings of a coloured pen are found where they cross rules and each other; coloured print and frames are none."""

import cv2
import numpy as np
import pytest

from extract.document import MarkState
from extract.scan_boxes import find_boxes
from extract.scan_coloured_pen import coloured_ink, coloured_rings
from extract.scan_images import Picture
from extract.scan_ink import grey, ink_of

SCALE = 2.8
BLUE, RED, BLACK = (30, 40, 130), (170, 30, 40), (15, 15, 15)


def form() -> Picture:
    """Two ruled rows of alternatives."""
    page = np.full((330, 800, 3), 250, np.uint8)
    for y in (60, 115, 170):
        cv2.line(page, (20, y), (780, y), BLACK, 3)
    for y in (95, 150):
        for x, word in ((60, "YES"), (180, "NO"), (300, "NOT KNOWN")):
            cv2.putText(page, word, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, BLACK, 2)
    return page


def rings(page: Picture) -> list[tuple[float, float]]:
    ink = ink_of(grey(page), SCALE)
    found, drawn = coloured_rings(coloured_ink(page, ink), ink, SCALE)
    assert bool(found) == bool(drawn.any())
    return sorted(each.middle for each in found)


@pytest.mark.parametrize("colour", [BLUE, RED])
def test_rings_that_cross_rules_and_each_other_are_found(colour: tuple[int, int, int]) -> None:
    page = form()
    cv2.ellipse(page, (200, 86), (38, 30), 0, 0, 360, colour, 4)
    cv2.ellipse(page, (202, 141), (36, 30), 0, 0, 360, colour, 4)
    cv2.ellipse(page, (390, 141), (120, 27), 0, 8, 357, colour, 4)
    found = rings(page)
    assert len(found) == 3
    assert all(
        abs(x - a) < 8 and abs(y - b) < 8
        for (x, y), (a, b) in zip(found, [(200, 86), (202, 141), (390, 141)], strict=True)
    )


def test_a_grey_picture_coloured_letters_frames_and_empty_rings_have_none() -> None:
    page = form()
    cv2.putText(page, "Office OO 00 B8", (60, 260), cv2.FONT_HERSHEY_SIMPLEX, 1.1, BLUE, 3)
    cv2.rectangle(page, (160, 66), (250, 110), RED, 3)
    cv2.ellipse(page, (640, 90), (40, 22), 0, 0, 360, BLUE, 4)
    assert rings(page) == []
    cv2.ellipse(page, (200, 86), (38, 30), 0, 0, 360, BLUE, 4)
    black = np.repeat(grey(page)[:, :, None], 3, axis=2)
    assert rings(black) == []


def test_a_tick_that_reaches_over_the_letters_beside_it_hides_no_box() -> None:
    page = form()
    for y in (200, 250):
        cv2.rectangle(page, (60, y), (84, y + 24), BLACK, 2)
        cv2.putText(page, "Known", (92, y + 22), cv2.FONT_HERSHEY_SIMPLEX, 0.9, BLACK, 2)
    tick = np.array([(58, 262), (68, 272), (96, 246), (104, 232)], np.int32).reshape(-1, 1, 2)
    cv2.polylines(page, [tick], isClosed=False, color=BLUE, thickness=5)
    ink = ink_of(grey(page), SCALE)
    found = find_boxes(ink, SCALE, (), coloured_ink(page, ink))
    assert sorted((round(each.box.top / 10), each.state) for each in found) == [
        (20, MarkState.OFF),
        (25, MarkState.ON),
    ]
