"""An X alone in a table cell of a scan is read, although no line of text is found there."""

import numpy as np
import pypdfium2

from extract.document import MarkState
from extract.pdf_page import Box
from extract.scan_images import PagePicture
from extract.scan_ink import line_pieces, page_ink
from extract.scan_lone_marks import lone_boxes, lone_marks
from extract.scan_ocr import ReadLine, ReadWord
from extract.scan_page import _rule_mask, _without
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import SCALE, noisy

CELLS = [Box(x0, 80, x1, 100) for x0, x1 in ((50, 200), (200, 240), (240, 280), (280, 450))]


def row(sheet: Sheet) -> None:
    sheet.grid([50, 200, 240, 280, 450], [80, 100])
    sheet.text(58, 94, "Has the child died?")
    sheet.text(256, 94, "X", size=10)
    sheet.line(300, 90, 420, 90)


def test_a_lone_letter_is_read_and_lines_and_read_cells_are_left_alone() -> None:
    with pypdfium2.PdfDocument(pdf(row)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    page = PagePicture(pixels=noisy(np.ascontiguousarray(pixels[: round(200 * SCALE)]), 3), scale=SCALE)
    ink = page_ink(page)
    letters = _without(ink, _rule_mask(line_pieces(ink, SCALE), ink))
    quad = np.array([(58, 84), (150, 84), (150, 97), (58, 97)], dtype=np.float32) * SCALE
    known = ReadLine(words=(ReadWord(text="Has", x0=58 * SCALE, x1=80 * SCALE),), quad=quad, score=0.9)
    (mark,) = lone_marks(page, letters, CELLS, [known])
    assert mark.words[0].text.upper() == "X"
    assert CELLS[2].x0 * SCALE < mark.words[0].x0 < CELLS[2].x1 * SCALE


def ticked_row(sheet: Sheet) -> None:
    sheet.grid([50, 200, 240, 280, 450], [80, 100])
    sheet.text(58, 94, "Serious harm")
    sheet.tick_box(216, 93, "cross", size=6)
    sheet.tick_box(256, 93, size=6)
    sheet.text(352, 94, "O", size=10)


def test_little_tick_boxes_alone_in_their_cells_are_told_from_letters_also_in_one_bit() -> None:
    with pypdfium2.PdfDocument(pdf(ticked_row)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    grain = noisy(np.ascontiguousarray(pixels[: round(200 * SCALE)]), 12)
    page = PagePicture(pixels=np.where(grain > 150, 255, 0).astype(np.uint8), scale=SCALE)
    ink = page_ink(page)
    letters = _without(ink, _rule_mask(line_pieces(ink, SCALE), ink))
    quad = np.array([(214, 86), (224, 86), (224, 95), (214, 95)], dtype=np.float32) * SCALE
    sign = ReadLine(words=(ReadWord(text="▣", x0=214 * SCALE, x1=224 * SCALE),), quad=quad, score=0.8)
    ticked, empty = lone_boxes(letters, CELLS, [sign], SCALE)
    assert (ticked.state, empty.state) == (MarkState.ON, MarkState.OFF)
    assert ticked.box.x0 < 240 * SCALE < empty.box.x0
