"""Pale hairlines of boxes on a scan, and heading bars that stand close to a table."""

from itertools import pairwise

import numpy as np
import pypdfium2
import pytest

from extract.pdf_grids import Grid, GridCell, grids_of
from extract.pdf_page import Box, around
from extract.scan_faint_rules import with_faint_rules
from extract.scan_images import PagePicture, Picture
from extract.scan_ink import line_pieces, page_ink
from extract.scan_page import _ruling
from extract.scan_pen import printed_rules
from extract.scan_tables import tables_apart
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import SCALE, noisy, picture

XS, YS = (50, 170, 300, 450), (80, 106, 132, 190)


def scanned(draw) -> PagePicture:
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        pixels: Picture = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return picture(noisy(np.ascontiguousarray(pixels[: round(300 * SCALE)])))


def pale_boxes(sheet: Sheet) -> None:
    sheet.canvas.setStrokeGray(0.82)
    sheet.canvas.setLineWidth(0.5)
    sheet.grid(list(XS), list(YS))
    sheet.canvas.setStrokeGray(0)
    for row, words in enumerate((("Surname", "Finch"), ("DISTRICT IN WHICH", "Lilling"), ("What happened", "A fall."))):
        for column in range(3):
            sheet.text(XS[column] + 3, YS[row] + 8, words[0], size=6.5)
            sheet.bold(XS[column] + 3, YS[row] + 20, words[1], size=10)


def rules_on(page: PagePicture) -> list:
    ink = page_ink(page)
    strong = printed_rules(line_pieces(ink, page.scale), ink, page.scale)
    return with_faint_rules(strong, ink, page)


def cells_on(page: PagePicture) -> list[GridCell]:
    return [cell for grid in grids_of([_ruling(each, page.scale) for each in rules_on(page)]) for cell in grid.cells]


def test_pale_hairlines_close_the_boxes_that_they_draw() -> None:
    found = cells_on(scanned(pale_boxes))
    drawn = [Box(x0, top, x1, bottom) for top, bottom in pairwise(YS) for x0, x1 in pairwise(XS)]
    assert len(found) == len(drawn)
    for cell, box in zip(found, drawn, strict=True):
        assert cell.box == pytest.approx(box, abs=2)


def test_print_and_shaded_bars_draw_no_lines() -> None:
    def print_alone(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.85)
        sheet.canvas.rect(50, 842 - 100, 400, 16, stroke=0, fill=1)
        sheet.canvas.setFillGray(0)
        sheet.bold(54, 95, "ILLNESS, INJURY AND HILL WALKING", size=10)
        for row in range(8):
            sheet.text(50, 120 + 12 * row, "Will all the little children fill in their initials until I tell them?")

    assert rules_on(scanned(print_alone)) == []


def test_a_shadow_and_a_fold_are_no_lines_of_a_table() -> None:
    page = scanned(pale_boxes)
    pixels = page.pixels.astype(np.float32)
    pixels[:, round(480 * SCALE) :] *= 0.8
    pixels[round(230 * SCALE) : round(231 * SCALE)] *= 0.85
    found = cells_on(PagePicture(pixels=pixels.astype(np.uint8), scale=SCALE))
    assert len(found) == 9
    assert max(each.box.bottom for each in found) < 195


def grid(*rows: list[float]) -> Grid:
    """Cells of a table, a row a list: its top, its bottom and where its columns begin and end."""
    cells = [
        GridCell(box=Box(x0, top, x1, bottom), row=number, column=column)
        for number, (top, bottom, *xs) in enumerate(rows)
        for column, (x0, x1) in enumerate(pairwise(xs))
    ]
    return Grid(box=around([each.box for each in cells]), cells=tuple(cells))


def test_a_heading_bar_close_to_a_table_is_no_row_of_it() -> None:
    whole = grid([80, 96, 50, 450], [96, 100, 50, 450], [100, 126, 50, 200, 450], [126, 150, 50, 200, 450])
    (table,) = tables_apart([whole])
    assert table.box.top == 100
    assert [(each.row, each.column) for each in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_box_below_its_bar_stays_a_box_and_low_rows_stay_rows() -> None:
    (box,) = tables_apart([grid([80, 96, 50, 450], [96, 101, 50, 450], [101, 190, 50, 450])])
    assert box.box.top == 101
    rows = grid([80, 92, 50, 200, 450], [92, 97, 50, 200, 450], [97, 110, 50, 200, 450])
    assert tables_apart([rows]) == [rows]
