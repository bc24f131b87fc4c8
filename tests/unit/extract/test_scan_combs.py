"""Rows of little boxes on a scan read as one number, over the gaps between day, month and year."""

import numpy as np
import pypdfium2
import pytest

from extract.pdf_grids import grids_of
from extract.scan_combs import with_combs
from extract.scan_images import PagePicture
from extract.scan_ink import line_pieces, page_ink
from extract.scan_ocr import ReadLine, ReadWord
from extract.scan_page import _rule_mask, _ruling, _without
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import SCALE, noisy, skewed

_BOX = 17.0


def comb(sheet: Sheet, x: float, y: float, characters: str) -> float:
    sheet.grid([x + _BOX * number for number in range(len(characters) + 1)], [y, y + 20])
    for number, char in enumerate(characters):
        sheet.text(x + _BOX * number + 5, y + 14, char, size=12)
    return x + _BOX * len(characters)


def row(sheet: Sheet) -> None:
    at = 60.0
    for part in ("24", "01", "2013"):
        at = comb(sheet, at, 80, part) + 6
    comb(sheet, 60, 120, "EM7 4LU")
    comb(sheet, 60, 160, "  X ")


def tokens(turn: float, known: list[ReadLine]) -> list[ReadLine]:
    with pypdfium2.PdfDocument(pdf(row)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    page = PagePicture(pixels=noisy(skewed(np.ascontiguousarray(pixels[: round(220 * SCALE)]), turn), 5), scale=SCALE)
    ink = page_ink(page)
    rules = line_pieces(ink, SCALE)
    grids = grids_of([_ruling(each, SCALE) for each in rules])
    return with_combs(page, _without(ink, _rule_mask(rules, ink)), grids, known)


@pytest.mark.parametrize("turn", [0.0, 0.25])
def test_characters_in_boxes_are_one_line_in_place_of_what_was_read_there(turn) -> None:
    part = np.array([(62, 84), (92, 84), (92, 98), (62, 98)], dtype=np.float32) * SCALE
    beside = part + np.array([0, 90], dtype=np.float32) * SCALE
    words = (ReadWord(text="Z4", x0=62 * SCALE, x1=92 * SCALE),)
    wrong, other = (ReadLine(words=words, quad=quad, score=0.7) for quad in (part, beside))
    found = tokens(turn, [wrong, other])
    read = ["".join(word.text for word in line.words) for line in found]
    assert read == ["Z4", "24012013", "EM74LU"]
    assert [word.x0 < after.x0 for word, after in zip(found[1].words, found[1].words[1:], strict=False)] == [True] * 7
