"""Scans of forms that are set tight: grey heading bars, bold headings, and tick boxes close under a table's rule."""

import numpy as np
import pypdfium2

from extract.document import MarkState
from extract.pdf_grids import Grid, GridCell, Ruling, grids_of
from extract.pdf_page import Box
from extract.scan_bars import without_bars
from extract.scan_boxes import find_boxes
from extract.scan_frames import drawn_frames
from extract.scan_images import PagePicture, Picture
from extract.scan_ink import grey, ink_of, line_pieces
from extract.scan_shades import shaded_cells
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import noisy

COARSE = 150 / 72  # pixels to a point of an office scanner's usual setting


def scanned(draw) -> PagePicture:
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        pixels: Picture = document[0].render(scale=COARSE, rev_byteorder=True).to_numpy()[:, :, :3]
    return PagePicture(pixels=noisy(np.ascontiguousarray(pixels[: round(300 * COARSE)]), 3), scale=COARSE)


def ink(page: PagePicture) -> Picture:
    return ink_of(grey(page.pixels), page.scale)


def filled(sheet: Sheet, box: Box, shade: float) -> None:
    sheet.canvas.setFillGray(shade)
    sheet.canvas.rect(box.x0, 842 - box.bottom, box.width, box.height, stroke=0, fill=1)
    sheet.canvas.setFillGray(0.0)


def grey_bar(sheet: Sheet) -> None:
    filled(sheet, Box(50, 80, 450, 95), 0.65)
    sheet.canvas.setFillGray(1.0)
    sheet.bold(58, 91, "FOR THE OFFICE ONLY", size=10)
    sheet.canvas.setFillGray(0.0)
    sheet.grid([50, 150, 250, 350, 450], [95, 110, 125])
    sheet.bold(58, 106, "Reference")
    sheet.text(158, 106, "LR-2026-11")


def test_light_letters_in_a_grey_bar_become_dark_and_rule_no_cells() -> None:
    page = without_bars(scanned(grey_bar))
    rules = line_pieces(ink(page), page.scale)
    uprights = {round(float(np.median(each.points[:, 0])) / page.scale / 10) * 10 for each in rules if not each.level}
    assert uprights <= {50, 150, 250, 350, 450}
    inside = grey(page.pixels)[round(83 * COARSE) : round(92 * COARSE), round(60 * COARSE) : round(170 * COARSE)]
    assert np.percentile(inside, 60) > 220
    assert inside.min() < 90


def boxes_on_grey(sheet: Sheet) -> None:
    filled(sheet, Box(50, 80, 450, 100), 0.7)
    for x in (80, 180, 280):
        filled(sheet, Box(x, 84, x + 10, 94), 1.0)


def test_white_boxes_on_a_grey_cell_are_no_letters() -> None:
    page = scanned(boxes_on_grey)
    assert without_bars(page) is page


def tight_row(sheet: Sheet) -> None:
    sheet.bold(50, 60, "Northmoor Children Partnership", size=17)
    sheet.grid([50, 160, 450], [80, 104, 128])
    for number, (x, word) in enumerate(((168, "Yes"), (210, "No"), (250, "Not known"))):
        sheet.tick_box(x, 90, "cross" if number == 0 else "", size=7)
        sheet.text(x + 10, 89.5, word)


def test_tick_boxes_close_under_a_rule_are_found_and_bold_headings_are_none() -> None:
    page = scanned(tight_row)
    found = ink(page)
    boxes = find_boxes(found, page.scale, line_pieces(found, page.scale))
    states = [each.state for each in sorted(boxes, key=lambda each: each.box.x0)]
    assert states == [MarkState.ON, MarkState.OFF, MarkState.OFF]


def thick_and_thin(sheet: Sheet) -> None:
    filled(sheet, Box(60, 60, 100, 64), 0.0)
    sheet.line(60, 120, 100, 120)


def test_short_strokes_as_thick_as_those_of_bold_titles_are_no_rules() -> None:
    page = scanned(thick_and_thin)
    pieces = line_pieces(ink(page), page.scale)
    assert [round(float(each.points[:, 1].mean()) / page.scale) for each in pieces] == [120]


def under_a_bar(sheet: Sheet) -> None:
    filled(sheet, Box(50, 80, 450, 95), 0.2)
    sheet.canvas.setFillGray(1.0)
    sheet.bold(54, 91, "SECTION A: THE PERSON WHO MAKES THIS REFERRAL TO US", size=11)
    sheet.canvas.setFillGray(0.0)
    for top in (95, 115):
        filled(sheet, Box(50, top, 150, top + 20), 0.9)
    sheet.grid([50, 150, 450], [80, 95, 115, 135])
    for top, label, answer in ((95, "Your full name", "Harriet Lowe"), (115, "Post held", "Nurse, Wenham Cross")):
        sheet.bold(54, top + 11, label)
        sheet.text(154, top + 11, answer)


def test_answers_under_a_dark_bar_are_on_white_paper() -> None:
    page = scanned(under_a_bar)
    rows = [(80, 95), (95, 115), (115, 135)]
    cells = [GridCell(box=Box(50, 80, 450, 95), row=0, column=0, column_span=2)]
    for row, (top, bottom) in enumerate(rows[1:], start=1):
        cells += [
            GridCell(box=Box(50, top, 150, bottom), row=row, column=0),
            GridCell(box=Box(150, top, 450, bottom), row=row, column=1),
        ]
    grid = Grid(box=Box(50, 80, 450, 135), cells=tuple(cells))
    shaded = shaded_cells(grey(page.pixels), grid, page.scale)
    assert {(each.x0, each.top) for each in shaded} == {(50, 80), (50, 95), (50, 115)}


def boxes_to_write_in(sheet: Sheet) -> None:
    filled(sheet, Box(50, 60, 300, 75), 0.85)
    for top, bottom in ((60, 75), (100, 140), (165, 205)):
        sheet.grid([50, 300], [top, bottom])
    sheet.text(58, 115, "Found at the foot of the stairs.")
    sheet.grid([330, 400, 450], [100, 120, 140])


def test_lone_white_boxes_are_frames_and_headings_and_tables_are_not() -> None:
    page = scanned(boxes_to_write_in)
    rulings = []
    for each in line_pieces(ink(page), page.scale):
        along, across = (0, 1) if each.level else (1, 0)
        at, ends = float(np.median(each.points[:, across])), each.points[:, along]
        rulings.append(Ruling(each.level, at / page.scale, ends.min() / page.scale, ends.max() / page.scale))
    frames = drawn_frames(rulings, grids_of(rulings), grey(page.pixels), page.scale)
    assert [(round(each.box.top), round(each.box.bottom)) for each in frames] == [(100, 140), (165, 205)]
