"""Tables of a PDF whose cells form fields fill, or in which each cell prints its question beside or over its field."""

from collections.abc import Sequence

import pytest

from config.domain import load_domain
from extract.document import Table
from extract.pdf_reader import read_pdf
from extract.reading import read_form
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


def asking_table(sheet: Sheet, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Cells that each print a question in plain type, with a field for the answer right of it."""
    for at, row in enumerate(rows):
        y, width = 100.0 + 24 * at, 480 / len(row)
        for column, (label, value) in enumerate(row):
            x = 60 + width * column
            sheet.box(x, y, width, 24)
            end = sheet.bold(x + 4, y + 16, label)
            field(sheet, f"Text Field {at}{column}", value, (end + 8, y + 1, x + width - end - 10, 22))


def captioned_table(sheet: Sheet, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Cells that each print a question over the field that fills the rest of the cell."""
    for at, row in enumerate(rows):
        y, width = 100.0 + 36 * at, 480 / len(row)
        for column, (label, value) in enumerate(row):
            x = 60 + width * column
            sheet.box(x, y, width, 36)
            sheet.text(x + 4, y + 11, label, size=9)
            field(sheet, f"undefined_{at}{column}", value, (x, y + 15, width, 21))


def values_of(content: bytes) -> dict[str, str]:
    record = read_form(read_pdf(content), "form.pdf", load_domain(None).fields).record
    return {reading.path: reading.value for reading in record.readings}


ROWS = [
    [("Name of child", "Ada Quill"), ("DOB", "02/03/2015")],
    [("Sex", "Female"), ("Ethnicity", "White British"), ("Language", "")],
    [("Address", "3 Mill Lane, Oldtown"), ("GP", "Mill Surgery")],
]


@pytest.mark.parametrize("table", [asking_table, captioned_table])
def test_each_cell_asks_its_own_question(table):
    def page(sheet: Sheet):
        sheet.bold(60, 80, "1. THE CHILD", size=12)
        table(sheet, ROWS)

    values = values_of(pdf(page))

    assert {path.partition(".")[2]: value for path, value in values.items() if path.startswith("children[0]")} == {
        "full_name": "Ada Quill",
        "dob": "2015-03-02",
        "sex": "female",
        "ethnicity": "White British",
        "address": "3 Mill Lane, Oldtown",
        "gp": "Mill Surgery",
    }


def test_the_person_who_completes_the_form_is_told_from_the_next_one():
    def page(sheet: Sheet):
        sheet.bold(60, 90, "REFERRER", size=12)
        asking_table(
            sheet, [[("Name", "Jo Field"), ("Role", "Head teacher")], [("Tel", "01632 960111"), ("Email", "")]]
        )

    values = values_of(pdf(page))

    assert (values["referrer.name"], values["referrer.role"]) == ("Jo Field", "Head teacher")
    assert values["referrer.phone"] == "01632 960111"
    assert "referrer.email" not in values
