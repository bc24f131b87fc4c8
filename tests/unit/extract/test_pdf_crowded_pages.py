"""Pages crowded with words, lines and boxes as no form is: read all the same, and without comparing all with all."""

from random import Random

import pytest

from extract.pdf_nearby import ByHeight
from extract.pdf_page import Box
from tests.unit.extract.pdf_files import HEIGHT, WIDTH, Sheet, read, texts


def crowded(seed: int, lines: int):
    """A page of words and lines thrown down anywhere."""

    def draw(sheet: Sheet) -> None:
        chance = Random(seed)
        for word in ("name", "of", "child", "I,", "born", "School:", "the") * 25:
            sheet.text(chance.uniform(20, WIDTH - 60), chance.uniform(20, HEIGHT - 20), word)
        for _ in range(lines):
            x, y = chance.uniform(20, WIDTH - 220), chance.uniform(20, HEIGHT - 20)
            sheet.line(x, y, x + chance.uniform(22, 200), y)

    return draw


@pytest.mark.parametrize("seed", range(6))
def test_words_that_stand_on_one_line_and_in_front_of_another(seed: int) -> None:
    assert len(" ".join(texts(read(crowded(seed, 250)))).split()) >= 150


def test_what_reaches_between_two_heights_is_near() -> None:
    chance = Random(3)
    tops = [chance.uniform(-50, 2000) for _ in range(300)]
    boxes = [Box(0, top, 10, top + chance.choice([0.0, 5.0, 400.0])) for top in tops]
    found = ByHeight(boxes, lambda box: box)
    for top, bottom in ((0.0, 0.0), (100.0, 130.0), (-500.0, 0.0), (1500.0, 9e9)):
        near = list(found.near(top, bottom))
        assert [each for each in near if each.bottom >= top and each.top <= bottom] == [
            each for each in boxes if each.bottom >= top and each.top <= bottom
        ]
        assert [each for each in boxes if each in near] == near  # in their order, each once


def test_few_of_many_lines_are_near() -> None:
    found = ByHeight([Box(0, float(top), 10, float(top)) for top in range(8000)], lambda box: box)
    assert len(list(found.near(500.0, 500.0))) < 50


@pytest.mark.parametrize("height", [float("inf"), float("-inf"), float("nan"), 1e300])
def test_heights_that_no_page_has_do_no_harm(height: float) -> None:
    found = ByHeight([Box(0, height, 1, height)], lambda box: box)
    assert len(list(found.near(height, height))) == 1
