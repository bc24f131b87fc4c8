"""Lines to write on with their question above or under them are fields; other lines are not."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, pdf

REFERRER = [
    ("Name", "Jo Field"),
    ("Job title", ""),
    ("Agency", "Hill Trust"),
    ("Telephone", "01632 960111"),
    ("E-mail", ""),
]


def record(catalogue: FieldCatalogue, *pages: Any) -> dict[str, Any]:
    return read_form(read_pdf(pdf(*pages)), "form.pdf", catalogue).record.as_plain()


def over(sheet: Sheet, x: float, y: float, width: float, label: str, words: str) -> None:
    sheet.text(x, y, label, size=7.5)
    sheet.text(x + 2, y + 13, words, font="Courier", size=9)
    sheet.line(x, y + 15, x + width, y + 15)


def under(sheet: Sheet, x: float, y: float, width: float, label: str, words: str) -> None:
    sheet.text(x + 2, y - 2, words, font="Courier", size=9)
    sheet.line(x, y, x + width, y)
    sheet.text(x, y + 8, label, size=6.5)


@pytest.mark.parametrize("write", [over, under])
def test_a_question_above_or_under_its_line_has_what_stands_on_it(catalogue: FieldCatalogue, write: Any) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 80, "Your details", size=13)
        for row, (label, words) in enumerate(REFERRER):
            write(sheet, 40, 104 + 28 * row, 220, label, words)
        sheet.bold(40, 260, "About the child", size=13)
        write(sheet, 40, 284, 220, "Full name", "Leo Marsh")
        write(sheet, 280, 284, 120, "Date of birth", "03/04/2015")

    found = record(catalogue, page)
    assert found["referrer"] == {"name": "Jo Field", "agency": "Hill Trust", "phone": "01632 960111"}
    assert found["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03"}]


def test_lines_between_the_rows_of_a_form_are_no_lines_to_write_on(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 80, "Your details", size=13)
        for row, (label, words) in enumerate(REFERRER):
            sheet.text(40, 104 + 18 * row, label)
            sheet.text(160, 104 + 18 * row, words)
            sheet.line(40, 108 + 18 * row, 500, 108 + 18 * row)

    assert record(catalogue, page)["referrer"] == {"name": "Jo Field", "agency": "Hill Trust", "phone": "01632 960111"}


def test_ruled_lines_for_prose_under_its_question_stay_one_answer(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        for block, (label, words) in enumerate(
            [("What happened", "Leo fell from a window and"), ("Previous history", "A plan was made in May and")]
        ):
            sheet.bold(40, 80 + 100 * block, label)
            for row, line in enumerate([words, "was seen by a nurse that day.", ""]):
                sheet.text(42, 96 + 100 * block + 14 * row, line, font="Courier", size=9)
                sheet.line(40, 98 + 100 * block + 14 * row, 500, 98 + 100 * block + 14 * row)

    found = record(catalogue, page)
    said = [" ".join(text.split()) for text in (found["incident"]["summary"], found["background"])]
    assert said == [
        "Leo fell from a window and was seen by a nurse that day.",
        "A plan was made in May and was seen by a nurse that day.",
    ]


def test_a_bold_agency_in_the_block_of_the_referrer_opens_no_list_of_agencies(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 80, "Referrer")
        for row, (label, words) in enumerate(REFERRER):
            sheet.canvas.setFillGray(0.93)
            sheet.box(40, 108 + 34 * row, 200, 16, fill=True, stroke=False)
            sheet.canvas.setFillGray(0)
            sheet.bold(40, 104 + 34 * row, label, size=8)
            sheet.text(43, 119 + 34 * row, words)

    found = record(catalogue, page)
    assert found == {"referrer": {"name": "Jo Field", "agency": "Hill Trust", "phone": "01632 960111"}}
