"""Ticks that stand alone in the cells of a scan, and titles in its dark bars."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.pdf_grids import Grid, GridCell
from extract.pdf_page import Box, Style
from extract.pdf_words import Token
from extract.scan_images import Picture
from extract.scan_ocr import ReadLine, ReadWord
from extract.scan_ticks import is_tick, with_lone_ticks
from extract.scan_titles import Bars

TICK = [(0.0, 0.55), (0.32, 1.0), (1.0, 0.0)]
SCALE = 2.0


def stroke(points: list[tuple[float, float]], width: float = 24, height: float = 22, pen: int = 4) -> np.ndarray:
    image = Image.new("L", (60, 60), 0)
    line = [(10 + x * width, 10 + y * height) for x, y in points]
    ImageDraw.Draw(image).line(line, fill=255, width=pen, joint="curve")
    inked = np.asarray(image) > 127
    rows, columns = np.nonzero(inked.any(axis=1))[0], np.nonzero(inked.any(axis=0))[0]
    return inked[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def letter(sign: str) -> np.ndarray:
    image = Image.new("L", (80, 80), 0)
    ImageDraw.Draw(image).text((20, 20), sign, fill=255, font=ImageFont.load_default(size=30))
    inked = np.asarray(image) > 127
    rows, columns = np.nonzero(inked.any(axis=1))[0], np.nonzero(inked.any(axis=0))[0]
    return inked[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize(
    ("points", "width", "pen"),
    [(TICK, 24, 4), (TICK, 18, 3), ([(0.0, 0.7), (0.4, 1.0), (1.0, 0.0)], 26, 4)],
)
def test_a_short_arm_down_and_a_long_one_up_are_a_tick(
    points: list[tuple[float, float]], width: float, pen: int
) -> None:
    assert is_tick(stroke(points, width=width, pen=pen))


@pytest.mark.parametrize("sign", list("1234567890XYNVLJKMFfdkvxy/"))
def test_letters_and_digits_are_none(sign: str) -> None:
    assert not is_tick(letter(sign))


def cell_with_tick() -> tuple[Picture, Box]:
    ink = np.zeros((200, 300), np.uint8)
    part = stroke(TICK) * np.uint8(255)
    ink[60 : 60 + part.shape[0], 140 : 140 + part.shape[1]] = part
    return ink, Box(50.0, 20.0, 120.0, 60.0)


def line(text: str, x0: float, x1: float) -> ReadLine:
    quad = np.array([(x0, 58), (x1, 58), (x1, 88), (x0, 88)], dtype=np.float32)
    return ReadLine(words=(ReadWord(text=text, x0=x0, x1=x1),), quad=quad, score=0.9)


def test_a_tick_takes_the_place_of_what_recognition_made_of_it() -> None:
    ink, cell = cell_with_tick()
    beside = line("Yes", 250, 290)
    for read in ([], [line("1", 138, 168)], [line("V", 138, 168)]):
        found = with_lone_ticks(ink, [cell], [*read, beside], SCALE)
        assert [word.text for each in found for word in each.words] == ["Yes", "✓"]


def test_words_in_the_cell_stay_as_they_were_read() -> None:
    ink, cell = cell_with_tick()
    read = [line("4d", 138, 168)]
    assert with_lone_ticks(ink, [cell], read, SCALE) == read


def test_words_and_cells_that_were_dark_are_titles() -> None:
    after = np.full((100, 200, 3), 240, np.uint8)
    before = after.copy()
    before[20:40] = 30
    bars = Bars(before, after, SCALE)
    title, plain = (
        Token(text="Part", box=Box(10, y, 30, y + 6), baseline=y + 5, style=Style(10)) for y in (12.0, 30.0)
    )
    assert [each.style.bold for each in bars.bold([title, plain])] == [True, False]
    cells = tuple(GridCell(box=Box(5, y, 90, y + 10), row=row, column=0) for row, y in enumerate((10.0, 20.0)))
    assert bars.cells([Grid(box=Box(5, 10, 90, 30), cells=cells)]) == [cells[0].box]
    assert Bars(after, after, SCALE).cells([Grid(box=Box(5, 10, 90, 30), cells=cells)]) == []
