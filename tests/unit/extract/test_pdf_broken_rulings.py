"""Tables whose lines are drawn as strings of dots and dashes: our own grids do not close them, pdfplumber's do."""

from extract.document import Table
from tests.unit.extract.pdf_files import Sheet, read

ROWS = (("Name of child", "Marnie Oakhill"), ("Date of birth", "4 May 2021"), ("Agency", "Harbour Primary"))
LEFT, MIDDLE, RIGHT, TOP, HEIGHT = 60.0, 200.0, 480.0, 100.0, 30.0


def dashes(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """A line as separate strokes of 3 points with gaps of 3, as some word processors print dashed borders."""
    steps = int(max(x1 - x0, y1 - y0) // 6)
    for step in range(steps + 1):
        x, y = (x0 + 6 * step, y0) if y0 == y1 else (x0, y0 + 6 * step)
        sheet.line(x, y, min(x + 3, x1) if y0 == y1 else x, y if y0 == y1 else min(y + 3, y1))


def dashed_table(sheet: Sheet) -> None:
    bottom = TOP + HEIGHT * len(ROWS)
    for number in range(len(ROWS) + 1):
        dashes(sheet, LEFT, TOP + HEIGHT * number, RIGHT, TOP + HEIGHT * number)
    for x in (LEFT, MIDDLE, RIGHT):
        dashes(sheet, x, TOP, x, bottom)
    for number, (label, value) in enumerate(ROWS):
        sheet.text(LEFT + 6, TOP + HEIGHT * number + 19, label)
        sheet.text(MIDDLE + 6, TOP + HEIGHT * number + 19, value)


def test_a_table_of_dashes_is_a_table_all_the_same():
    document = read(dashed_table)
    (table,) = [item for item in document.items if isinstance(item, Table)]
    assert [tuple(cell.text for cell in row) for row in table.rows] == list(ROWS)


def test_leader_dots_make_no_table():
    def leaders(sheet: Sheet) -> None:
        for number, (label, _) in enumerate(ROWS):
            sheet.text(LEFT, TOP + HEIGHT * number, label)
            dashes(sheet, MIDDLE, TOP + HEIGHT * number, RIGHT, TOP + HEIGHT * number)

    assert [item for item in read(leaders).items if isinstance(item, Table)] == []
