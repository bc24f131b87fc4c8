"""What is drawn on a scan, without reading a word: rules, boxes, pen marks, and how the sheet lies."""

import cv2
import numpy as np
import pypdfium2
import pytest

from extract.document import MarkState
from extract.pdf_page import Box
from extract.scan_boxes import find_boxes
from extract.scan_images import Picture
from extract.scan_ink import grey, ink_of, line_pieces
from extract.scan_pen import find_rings, printed_rules
from extract.scan_photo import sheet_on, warped
from extract.scan_strikes import is_crossed_out
from extract.scan_upright import straightened
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import EMPTY, SCALE, TICKED, noisy, page, photographed, picture, skewed


@pytest.fixture(scope="module")
def form() -> Picture:
    return page()


def ink(pixels: Picture) -> Picture:
    return ink_of(grey(pixels), SCALE)


def drawn(*draw) -> Picture:
    """A page on which only this is drawn."""

    def together(sheet: Sheet) -> None:
        for each in draw:
            each(sheet)

    with pypdfium2.PdfDocument(pdf(together)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return np.ascontiguousarray(pixels[: round(300 * SCALE)])


def boxes(pixels: Picture) -> list[tuple[int, int, MarkState]]:
    """Left and foot of each box in points, and its state."""
    found = ink(pixels)
    rules = line_pieces(found, SCALE)
    return sorted(
        (round(each.box.x0 / SCALE), round(each.box.bottom / SCALE), each.state)
        for each in find_boxes(found, SCALE, rules)
    )


def near(found: list[tuple[int, int, MarkState]], wanted: list[tuple[float, float, MarkState]]) -> bool:
    return len(found) == len(wanted) and all(
        abs(a[0] - b[0]) <= 2 and abs(a[1] - b[1]) <= 2 and a[2] is b[2] for a, b in zip(found, wanted, strict=True)
    )


def test_the_rules_of_a_table_are_found_in_noise(form: Picture) -> None:
    pieces = line_pieces(ink(noisy(form, 8)), SCALE)
    levels = {round(float(np.median(each.points[:, 1])) / SCALE) for each in pieces if each.level and each.length > 900}
    uprights = {
        round(float(np.median(each.points[:, 0])) / SCALE) for each in pieces if not each.level and each.length > 300
    }
    assert levels == {80, 105, 130, 155, 180, 220}
    assert uprights == {50, 200, 520}


@pytest.mark.parametrize("strength", [0.0, 8.0])
def test_tick_boxes_are_found_with_their_states_and_letters_are_none(form: Picture, strength: float) -> None:
    found = boxes(noisy(form, strength) if strength else form)
    assert near(found, [(*TICKED, MarkState.ON), (*EMPTY, MarkState.OFF)])


@pytest.mark.parametrize("sign", ["cross", "tick", "filling"])
@pytest.mark.parametrize("size", [8.0, 14.0])
def test_every_way_of_ticking_counts(sign: str, size: float) -> None:
    found = boxes(
        drawn(lambda sheet: sheet.tick_box(100, 100, sign, size), lambda sheet: sheet.tick_box(100, 150, "", size))
    )
    assert near(found, [(100, 100, MarkState.ON), (100, 150, MarkState.OFF)])


def test_letters_cells_and_rows_of_little_boxes_are_no_tick_boxes() -> None:
    found = boxes(
        drawn(
            lambda sheet: sheet.bold(60, 60, "DO BOB DODGE O D B Q 0 8 @", size=16),
            lambda sheet: sheet.text(60, 90, "Dorothea Boo, bob@doo.example, 80 Oboe Road", size=11),
            lambda sheet: sheet.grid([60 + 14 * n for n in range(9)], [120, 134]),
            lambda sheet: sheet.grid([60, 75, 400], [160, 175, 190]),
        )
    )
    assert found == []


def test_radio_buttons_are_found_where_there_are_several() -> None:
    def circles(sheet: Sheet) -> None:
        sheet.canvas.circle(105, 842 - 100, 5)
        sheet.canvas.circle(205, 842 - 100, 5)
        sheet.canvas.circle(205, 842 - 100, 2.6, fill=1)
        sheet.text(115, 103, "Yes")
        sheet.text(215, 103, "No")

    assert [each[2] for each in boxes(drawn(circles))] == [MarkState.OFF, MarkState.ON]


def test_a_ring_is_found_and_a_frame_is_none(form: Picture) -> None:
    rings, ring_ink = find_rings(ink(form), SCALE)
    (ring,) = rings
    assert ring.holds((210 * SCALE, 352 * SCALE))
    assert ring_ink.any()

    def frame(sheet: Sheet) -> None:
        sheet.text(100, 100, "Yes")
        sheet.box(95, 88, 30, 18)

    assert find_rings(ink(drawn(frame)), SCALE)[0] == []


def test_rings_close_to_their_words_are_found_and_leave_them_whole() -> None:
    def ringed(sheet: Sheet) -> None:
        sheet.canvas.setLineWidth(1.1)
        for x, y, word in ((100, 100, "N/A"), (200, 100, "Male"), (300, 100, "improvement")):
            end = sheet.text(x, y, word, size=11)
            sheet.canvas.ellipse(x - 3.5, 842 - y - 6, end + 3.5, 842 - y + 13)

    page = ink(drawn(ringed))
    rings, ring_ink = find_rings(page, SCALE)
    assert len(rings) == 3
    words = page & ~ring_ink
    (columns,) = np.nonzero(np.count_nonzero(words[:, round(290 * SCALE) :], axis=0) > 4)  # of ring edges less is left
    assert (columns[-1] - columns[0]) / SCALE == pytest.approx(62, abs=3)  # as wide as the word is printed


@pytest.mark.parametrize("slope", [-0.06, 0.0, 0.1])
def test_a_stroke_through_a_word_strikes_it_and_an_underline_does_not(slope: float) -> None:
    def words(sheet: Sheet) -> None:
        end = sheet.text(100, 100, "Unsure", size=11)
        sheet.line(98, 96.5 + slope * 10, end + 2, 96.5 - slope * 10, 1.0)
        under = sheet.text(200, 100, "Unsure", size=11)
        sheet.line(200, 102, under, 102, 0.8)

    found = ink(drawn(words))
    rules = printed_rules(line_pieces(found, SCALE), found, SCALE)
    struck = Box(100 * SCALE, 91 * SCALE, 135 * SCALE, 100 * SCALE)
    underlined = Box(200 * SCALE, 91 * SCALE, 235 * SCALE, 100 * SCALE)
    assert is_crossed_out("Unsure", struck, found, SCALE)
    assert not is_crossed_out("Unsure", underlined, found, SCALE)
    assert not any(each.points[:, 0].max() < 150 * SCALE for each in rules)


def test_a_sheet_on_a_table_is_found_and_made_flat() -> None:
    photo, corners = photographed(page(height=842))

    found = sheet_on(photo)

    assert found is not None
    assert float(np.abs(found - corners).max()) <= 0.012 * photo.shape[0]
    flat, _ = warped(picture(photo), found)
    assert abs(flat.height / flat.width - 842 / 595) < 0.02


def test_a_scan_that_fills_the_picture_has_no_sheet_in_it(form: Picture) -> None:
    assert sheet_on(page(height=842)) is None
    assert sheet_on(noisy(form)) is None


def test_bent_and_leaning_lines_become_straight(form: Picture) -> None:
    height, width = form.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = 9 * np.sin(x / width * 2.5).astype(np.float32)
    bent = cv2.remap(form, x + 0.012 * y, y + 0.01 * x + wave, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    crooked = picture(np.asarray(bent, dtype=np.uint8))
    before = line_pieces(ink(crooked.pixels), SCALE)

    straight = straightened(crooked, before)

    assert straight is not None
    after = line_pieces(ink(straight.pixels), SCALE)
    drift = max(float(np.ptp(each.points[:, 1])) for each in after if each.level and each.length > 900)
    assert drift <= 3.0
    assert max(float(np.ptp(each.points[:, 1])) for each in before if each.level and each.length > 700) > 6.0


def test_straight_pages_are_left_as_they_are(form: Picture) -> None:
    assert straightened(picture(form), line_pieces(ink(form), SCALE)) is None
    assert straightened(picture(skewed(form, 0.0)), []) is None
