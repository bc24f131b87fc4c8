"""Tables of a PDF whose cells form fields fill, or in which each cell prints its question beside or over its field."""

from collections.abc import Sequence

from extract.document import Table
from extract.pdf_reader import read_pdf
from tests.unit.extract.pdf_files import HEIGHT, Sheet, cells, pdf

_XS = (60.0, 180.0, 320.0, 420.0, 540.0)


def field(sheet: Sheet, name: str, value: str, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    sheet.canvas.acroForm.textfield(
        name=name, value=value, x=x, y=HEIGHT - y - height, width=width, height=height, borderWidth=0
    )


def filled_table(sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
    """Drawn cell by cell; printed words in the first row or column, and else a field as large as its cell."""
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y, width = _XS[column], 100.0 + 20 * at, _XS[column + 1] - _XS[column]
            sheet.box(x, y, width, 20)
            if text.startswith("*"):
                sheet.bold(x + 4, y + 13, text[1:])
            else:
                field(sheet, f"Text{at}{column}", text, (x, y, width, 20))


def test_a_cell_that_a_field_fills_stays_a_cell():
    rows = [["*Name", "Ada Quill", "*Born", "02/03/2015"], ["*Lives at", "3 Mill Lane", "*Doctor", ""]]

    document = read_pdf(pdf(lambda sheet: filled_table(sheet, rows)))

    assert [cell.text for cell in cells(document)] == [text.lstrip("*") for row in rows for text in row]


def test_rows_of_fields_below_a_header_are_rows_of_the_table():
    rows = [["*Who", "*Relation", "*Born"], ["Mary Quill", "Mother", "1 May 1990"], ["", "", ""]]

    document = read_pdf(pdf(lambda sheet: filled_table(sheet, rows)))

    tables = [item for item in document.items if isinstance(item, Table)]
    assert [[cell.text for cell in row] for table in tables for row in table.rows] == [
        [text.lstrip("*") for text in row] for row in rows
    ]


def test_boxes_behind_fields_without_a_table_are_none():
    def page(sheet: Sheet):
        for at, (label, value) in enumerate([("Name", "Ada Quill"), ("Born", "02/03/2015")]):
            sheet.text(60, 113 + 30 * at, label)
            sheet.box(180, 100 + 30 * at, 200, 20)
            field(sheet, f"Text{at}", value, (180, 100 + 30 * at, 200, 20))

    assert not any(isinstance(item, Table) for item in read_pdf(pdf(page)).items)
