"""Scans as offices make them: dark heading bars, low rows, ticks that leave their box, pens that waver, shadows."""

from itertools import pairwise

import cv2
import numpy as np
import pypdfium2
import pytest

from extract.document import MarkState
from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import Box, around
from extract.scan_bars import _without_print, without_bars
from extract.scan_boxes import find_boxes
from extract.scan_gaps import words_apart
from extract.scan_images import Picture
from extract.scan_ink import grey, ink_of, line_pieces
from extract.scan_look import bold_from
from extract.scan_ocr import ReadWord
from extract.scan_page import read_scan
from extract.scan_pen import printed_rules
from extract.scan_shades import shaded_cells
from extract.scan_short_rules import with_short_rules
from extract.scan_strikes import is_crossed_out
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import SCALE, noisy, picture


def drawn(draw) -> Picture:
    with pypdfium2.PdfDocument(pdf(draw)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return np.ascontiguousarray(pixels[: round(300 * SCALE)])


def ink(pixels: Picture) -> Picture:
    return ink_of(grey(pixels), SCALE)


def wavering(pixels: Picture, points: list[tuple[float, float]]) -> None:
    """A pen line through points given in points, trembling by half a point."""
    tremble = np.random.default_rng(3).normal(0, 0.2 * SCALE, (400, 2)).cumsum(axis=0) % (0.6 * SCALE)
    dense = [
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points) for t in np.linspace(0, 1, 12)
    ]
    line = np.array(dense) * SCALE + tremble[: len(dense)]
    cv2.polylines(pixels, [np.rint(line).astype(np.int32)], isClosed=False, color=(30, 30, 90), thickness=3)


def bar(sheet: Sheet) -> None:
    sheet.canvas.setFillGray(0.15)
    sheet.canvas.rect(50, 842 - 100, 400, 20, stroke=0, fill=1)
    sheet.canvas.setFillGray(1.0)
    sheet.text(58, 95, "1. Child or young person", size=12)
    sheet.canvas.setFillGray(0.0)
    sheet.grid([50, 200, 450], [100, 120, 140])
    sheet.text(58, 115, "Full name")


def test_letters_in_a_dark_bar_become_dark_and_rule_no_cells() -> None:
    page = picture(noisy(drawn(bar)))
    plain = without_bars(page)
    inside = (slice(round(84 * SCALE), round(96 * SCALE)), slice(round(250 * SCALE), round(400 * SCALE)))
    assert np.median(page.pixels[inside]) < 80 < 200 < np.median(plain.pixels[inside])
    uprights = [each for each in line_pieces(ink(plain.pixels), SCALE) if not each.level]
    middles = sorted({round(float(np.median(each.points[:, 0])) / SCALE) for each in uprights})
    assert all(min(abs(x - side) for side in (50, 200, 450)) <= 2 for x in middles)


def test_a_page_without_dark_bars_stays_as_it_is() -> None:
    def shaded(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.8)
        sheet.canvas.rect(50, 842 - 100, 400, 20, stroke=0, fill=1)
        sheet.canvas.setFillGray(0.0)
        sheet.text(58, 95, "1. Child or young person", size=12)

    page = picture(drawn(shaded))
    assert without_bars(page) is page


@pytest.mark.parametrize(
    "tick",
    [
        [[(61, 96), (64, 99), (73, 86)]],
        [[(58, 88), (72, 102)], [(72, 88), (58, 102)]],
    ],
)
def test_a_tick_that_leaves_its_box_counts(tick: list[list[tuple[float, float]]]) -> None:
    def three(sheet: Sheet) -> None:
        for number, word in enumerate(("Yes", "No", "Not known")):
            sheet.tick_box(60 + 60 * number, 100, size=10)
            sheet.text(73 + 60 * number, 99, word)

    pixels = drawn(three)
    for line in tick:
        wavering(pixels, line)
    found = ink(pixels)
    states = [each.state for each in sorted(find_boxes(found, SCALE, []), key=lambda each: each.box.x0)]
    assert states == [MarkState.ON, MarkState.OFF, MarkState.OFF]


def test_a_wavering_pen_crosses_out_its_word_and_not_the_neighbours() -> None:
    ends: list[float] = [100.0]

    def words(sheet: Sheet) -> None:
        for word in ("Yes", "Unsure", "seven"):
            ends.append(sheet.text(ends[-1] + 8, 100, word, size=11))

    pixels = drawn(words)
    wavering(pixels, [(ends[1] + 5, 97), (ends[2] + 3, 96)])
    found = cv2.blur(ink(pixels), (3, 3)) // 128 * 255
    boxes = [Box((a + 8) * SCALE, 91 * SCALE, b * SCALE, 100 * SCALE) for a, b in pairwise(ends)]
    crossed = [
        is_crossed_out(word, box, found, SCALE) for word, box in zip(("Yes", "Unsure", "seven"), boxes, strict=True)
    ]
    assert crossed == [False, True, False]


def test_low_rows_keep_the_columns_of_their_table() -> None:
    def low(sheet: Sheet) -> None:
        sheet.grid([50, 200, 350], [80, 91, 131])
        sheet.canvas.line(50, 842 - 69, 350, 842 - 69)
        sheet.canvas.line(50, 842 - 69, 50, 842 - 80)
        sheet.canvas.line(200, 842 - 69, 200, 842 - 80)

    found = ink(drawn(low))
    found[round(79 * SCALE) : round(79.6 * SCALE), round(190 * SCALE) : round(210 * SCALE)] = 0
    rules = with_short_rules(printed_rules(line_pieces(found, SCALE), found, SCALE), found, SCALE)
    tops = [each.points[:, 1].min() / SCALE for each in rules if not each.level and _stands_at(each, 200)]
    assert min(tops) <= 71


def _stands_at(piece, x: float) -> bool:
    return abs(float(np.median(piece.points[:, 0])) / SCALE - x) <= 2


def test_shade_is_told_from_a_shadow_across_the_page() -> None:
    pixels = np.full((round(200 * SCALE), round(500 * SCALE)), 240, np.uint8)
    cells = [
        GridCell(box=Box(50 + 130 * column, 40 + 30 * row, 180 + 130 * column, 70 + 30 * row), row=row, column=column)
        for row in range(3)
        for column in range(3)
    ]
    for cell in (each for each in cells if each.column == 0):
        x0, top, x1, bottom = (round(side * SCALE) for side in cell.box)
        pixels[top:bottom, x0:x1] = 210
    light = np.linspace(1.0, 0.55, pixels.shape[1])[None, :]
    lit = np.clip(pixels * light, 0, 255).astype(np.uint8)
    grid = Grid(box=around([each.box for each in cells]), cells=tuple(cells))
    assert shaded_cells(lit, grid, SCALE) == [each.box for each in cells if each.column == 0]


@pytest.mark.parametrize(("pale", "told"), [(0.965, True), (0.99, False)])
def test_pale_grey_is_told_where_a_table_has_two_clear_shades(pale: float, told: bool) -> None:
    paper = 246
    cells = [
        GridCell(box=Box(40 + 120 * column, 30 + 30 * row, 160 + 120 * column, 60 + 30 * row), row=row, column=column)
        for row in range(4)
        for column in range(4)
    ]
    pixels = np.full((round(190 * SCALE), round(560 * SCALE)), float(paper))
    for cell in (each for each in cells if each.column in (0, 2)):
        x0, top, x1, bottom = (round(side * SCALE) for side in cell.box)
        pixels[top:bottom, x0:x1] = paper * pale
    noise = np.random.default_rng(7).normal(0, 4, pixels.shape)
    page = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    grid = Grid(box=around([each.box for each in cells]), cells=tuple(cells))
    wanted = [each.box for each in cells if each.column in (0, 2)] if told else []
    assert shaded_cells(page, grid, SCALE) == wanted


def test_one_uneven_kind_of_print_is_not_cut_into_bold_and_normal() -> None:
    rng = np.random.default_rng(5)
    one = list(rng.uniform(0.95, 1.3, 200))
    two = [*rng.normal(1.0, 0.06, 150), *rng.normal(1.5, 0.12, 40)]
    assert bold_from(one) == float("inf")
    assert 1.1 < bold_from(two) < 1.4


def test_typewritten_words_stay_together_and_dates_whole() -> None:
    letters = "Femke Achterberg born 1/11 /25"
    inked = np.zeros(len(letters) * 16, bool)
    for index, letter in enumerate(letters):
        inked[index * 16 + 3 : index * 16 + (13 if letter.isalnum() else 9)] = not letter.isspace()
    inked[26 * 16 : 27 * 16] = True  # the space before /25 is only what was read, not what stands there
    words, at = [], 0
    for word in letters.split():
        words.append(ReadWord(text=word, x0=at * 16.0, x1=(at + len(word)) * 16.0))
        at += len(word) + 1
    found = words_apart(words, inked, (0.0, 30.0), 28.0)
    assert [each.text for each in found] == ["Femke", "Achterberg", "born", "1/11/25"]
    assert all(two.x0 - one.x1 <= 12 for one, two in pairwise(found))


def test_print_on_a_line_to_write_on_is_judged_apart_from_its_label() -> None:
    def line(sheet: Sheet) -> None:
        for number in range(6):
            at = 60 + 30 * number
            end = sheet.bold(50, at, "Surname and forenames", size=11)
            sheet.text(end + 6, at, "Wilhelmina Achterberg", size=11)
            sheet.line(end + 4, at + 3, 420, at + 3, 0.8)

    draft = read_scan(picture(drawn(line)), 1).draft
    bold = {token.text: token.style.bold for piece in draft.pieces for token in piece.tokens}
    assert bold["Surname"]
    assert not bold["Achterberg"]


def test_bars_with_large_letters_and_bold_print_right_below_are_turned_as_well() -> None:
    def tall(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.2)
        sheet.canvas.rect(50, 842 - 117, 480, 17, stroke=0, fill=1)
        sheet.canvas.setFillGray(1.0)
        sheet.bold(58, 113, "4. AGENCIES KNOWN TO BE INVOLVED", size=13)
        sheet.canvas.setFillGray(0.0)
        sheet.bold(58, 130, "Agency and worker", size=13)

    plain = without_bars(picture(noisy(drawn(tall))))
    assert np.median(plain.pixels[round(103 * SCALE) : round(114 * SCALE), 1100:1400]) > 200


def test_a_bar_ends_where_it_is_no_longer_dark_all_along() -> None:
    rng = np.random.default_rng(3)
    shape = np.ones((56, 900), dtype=np.bool_)  # closed over the bold print in the row below the bar
    dark = np.ones_like(shape)
    dark[9:29] = rng.random((20, 900)) > 0.45  # the bar's own letters
    dark[38:] = rng.random((18, 900)) > 0.7
    kept = np.nonzero(_without_print(shape, dark).any(axis=1))[0]
    assert (kept[0], kept[-1], len(kept)) == (0, 37, 38)
