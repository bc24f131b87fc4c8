"""Tinted boxes to write in are found on scans and photos; shaded labels of tables and arrows of lists are none."""

import numpy as np
import pypdfium2
import pytest

from extract.document import MarkState
from extract.pdf_grids import Ruling
from extract.pdf_page import Box, Style
from extract.pdf_words import Token, drawn_token
from extract.scan_images import PagePicture, Picture
from extract.scan_ink import line_pieces, page_ink
from extract.scan_page import _ruling
from extract.scan_tints import tinted_boxes, to_write_in, without_arrows, without_outlines
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import SCALE, noisy

ANSWERS = ("Harriet Lowe", "25/10/2016", "4 Mill Lane, Wenham Cross")
BOXES = [Box(180, 90 + 30 * row, 480, 108 + 30 * row) for row in range(3)] + [Box(60, 200, 480, 290)]


def tinted(sheet: Sheet, box: Box, shade: tuple[float, float, float]) -> None:
    sheet.canvas.setFillColorRGB(*shade)
    sheet.box(box.x0, box.top, box.width, box.height, fill=True, stroke=False)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def fields(sheet: Sheet) -> None:
    sheet.bold(60, 60, "Referral for learning", size=15)
    for row, (box, answer) in enumerate(zip(BOXES, ANSWERS, strict=False)):
        sheet.text(60, 103 + 30 * row, ("Name of child", "Date of birth", "Home address")[row])
        tinted(sheet, box, (0.9, 0.94, 1.0))
        sheet.text(184, 103 + 30 * row, answer)
    sheet.text(60, 195, "What happened?")
    tinted(sheet, BOXES[3], (0.93, 0.93, 0.93))
    sheet.text(64, 214, "Found at the foot of the stairs by an older brother, who rang for help.")


def table(sheet: Sheet) -> None:
    for row in range(4):
        tinted(sheet, Box(60, 90 + 20 * row, 200, 110 + 20 * row), (0.88, 0.88, 0.88))
        sheet.text(64, 104 + 20 * row, f"Question {row}")
    sheet.grid([60, 200, 480], [90, 110, 130, 150, 170])


def pixels_of(draw) -> Picture:
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return np.ascontiguousarray(pixels)


def lit(pixels: Picture) -> Picture:
    """As a lamp at one side lights a page on a table."""
    light = np.linspace(1.0, 0.7, pixels.shape[1])[None, :, None] * np.array([1.0, 0.97, 0.9])
    return np.clip(pixels * light, 0, 255).astype(np.uint8)


def near(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= 4 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("seen", [lambda pixels: pixels, noisy, lambda pixels: noisy(lit(pixels), 4)])
def test_tinted_boxes_are_found_whatever_the_light(seen) -> None:
    found = tinted_boxes(PagePicture(pixels=seen(pixels_of(fields)), scale=SCALE), [])
    assert len(found) == len(BOXES)
    assert all(any(near(each, box) for each in found) for box in BOXES)


def test_shaded_cells_of_a_ruled_table_are_no_boxes_to_write_in() -> None:
    page = PagePicture(pixels=noisy(pixels_of(table)), scale=SCALE)
    rulings = [_ruling(each, SCALE) for each in line_pieces(page_ink(page), SCALE)]
    assert tinted_boxes(page, rulings) == []


def word(x: float, y: float, text: str, *, bold: bool = False) -> Token:
    box = Box(x, y - 8, x + 6 * len(text), y + 2)
    return Token(text=text, box=box, baseline=y, style=Style(10.0, bold=bold))


def test_bold_words_in_the_boxes_show_labels_and_columns_a_table() -> None:
    plain = [word(184, 103 + 30 * row, "Lowe") for row in range(3)]
    assert to_write_in(BOXES, plain) == BOXES
    assert to_write_in(BOXES, [word(184, 103 + 30 * row, "Born", bold=True) for row in range(3)]) == []
    rows = [word(x, y, "Police") for y in (214, 230) for x in (64, 250)]
    assert to_write_in(BOXES, [*plain, *rows]) == BOXES[:3]


def test_the_arrow_of_a_list_is_no_tick_and_a_box_in_front_of_words_is() -> None:
    arrow, tick = (drawn_token(Box(x, 93, x + 10, 103), MarkState.ON) for x in (468, 184))
    chosen = [word(200, 103, "Male"), arrow, tick]
    assert without_arrows(chosen, BOXES) == [chosen[0], tick]


def test_only_the_outlines_of_boxes_are_left_out() -> None:
    outline, part, rule = Ruling(True, 90, 180, 480), Ruling(True, 108.5, 300, 420), Ruling(True, 90, 60, 520)
    assert without_outlines([outline, part, rule], BOXES) == [rule]
