"""The order of blocks on a page."""

from extract.pdf_order import Placed, in_reading_order
from extract.pdf_page import Box


def block(index: int, x0: float, top: float, x1: float, *, lines: int = 5) -> Placed:
    return Placed(
        index=index, box=Box(x0, top, x1, top + 12 * lines), first_line=Box(x0, top, x1, top + 12), lines=lines
    )


def test_columns_of_prose_are_read_one_after_the_other():
    columns = [block(0, 50, 100, 250), block(1, 300, 100, 500), block(2, 50, 170, 250), block(3, 300, 170, 500)]
    assert in_reading_order([*columns, block(4, 50, 60, 500, lines=1)]) == [4, 0, 2, 1, 3]


def test_columns_under_a_block_that_crosses_their_gutter_at_the_same_height_are_read_by_rows():
    crossing = block(2, 200, 100.5, 400, lines=1)
    assert sorted(in_reading_order([block(0, 50, 100, 250), block(1, 300, 100, 500), crossing])) == [0, 1, 2]
