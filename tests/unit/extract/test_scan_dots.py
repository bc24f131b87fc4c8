"""Dotted lines to write on are found by their dots; full stops, leaders in a sentence and letters are left alone."""

import numpy as np
import pypdfium2
import pytest

from extract.scan_dots import dotted_lines
from extract.scan_images import PagePicture
from extract.scan_ink import page_ink
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import SCALE, noisy


def dotted(sheet: Sheet, x0: float, x1: float, y: float, step: float = 3.0) -> None:
    sheet.canvas.setLineCap(1)
    sheet.canvas.setDash([0.01, step])
    sheet.line(x0, y, x1, y, 0.9)
    sheet.canvas.setDash([])


def form(sheet: Sheet) -> None:
    sheet.bold(60, 100, "Name")
    sheet.text(98, 99, "Harriet Lowe")
    dotted(sheet, 95, 420, 102)
    sheet.bold(60, 130, "School")
    dotted(sheet, 105, 250, 132, 2.4)
    sheet.text(60, 160, "Seen on 3. and 4. May ... and then by nobody. i.e. not e.g. seen.")


def ink_of_form(strength: float):
    with pypdfium2.PdfDocument(pdf(form)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return page_ink(
        PagePicture(pixels=noisy(np.ascontiguousarray(pixels[: round(200 * SCALE)]), strength), scale=SCALE)
    )


@pytest.mark.parametrize("strength", [0.1, 6.0])
def test_dots_of_lines_to_write_on_go_and_the_rest_stays(strength) -> None:
    ink = ink_of_form(strength)
    found = dotted_lines(ink, SCALE)
    heights = sorted({round(float(np.median(each.points[:, 1])) / SCALE) for each in found.rules})
    assert heights == [102, 132]
    assert max(each.points[:, 0].max() for each in found.rules) / SCALE == pytest.approx(420, abs=4)
    rows = np.nonzero(found.mask.any(axis=1))[0] / SCALE
    assert not ((rows > 105) & (rows < 130)).any()
    assert not (rows > 135).any()
    school = found.mask[round(130 * SCALE) : round(134 * SCALE), round(110 * SCALE) : round(245 * SCALE)]
    dots = ink[round(130 * SCALE) : round(134 * SCALE), round(110 * SCALE) : round(245 * SCALE)]
    assert np.count_nonzero(dots & ~school) < 0.05 * np.count_nonzero(dots)
