"""Boxes drawn to be written in are read as the fields they are, with the labels beside, above or inside them."""

from typing import Any

from config.schema.fields import FieldCatalogue
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, pdf


def record(catalogue: FieldCatalogue, *pages: Any) -> dict[str, Any]:
    return read_form(read_pdf(pdf(*pages)), "form.pdf", catalogue).record.as_plain()


def boxed(sheet: Sheet, x: float, y: float, width: float, words: str, label: str = "") -> None:
    """A box with its top left at x, y and a small label above it."""
    sheet.text(x, y - 3, label, size=7)
    sheet.box(x, y, width, 18)
    sheet.text(x + 4, y + 13, words)


def comb(sheet: Sheet, x: float, y: float, groups: list[str], between: str = "/") -> None:
    """Little boxes, a character each, with a sign between their groups."""
    for number, group in enumerate(groups):
        if number:
            sheet.text(x + 2, y + 12, between)
            x += 8
        for sign in group:
            sheet.box(x, y, 14, 17)
            sheet.text(x + 4, y + 12, sign.strip())
            x += 14


def test_labels_above_drawn_boxes_take_their_own_box_even_where_others_are_empty(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 80, "The child", size=14)
        boxed(sheet, 50, 110, 200, "Marsh", "Last name")
        boxed(sheet, 260, 110, 200, "Leo", "First names")
        boxed(sheet, 50, 150, 130, "", "Ethnic group")
        boxed(sheet, 190, 150, 130, "943 476 5919", "NHS number")
        boxed(sheet, 330, 150, 130, "", "Religion")
        boxed(sheet, 50, 190, 200, "Hill Primary", "School or nursery")
        boxed(sheet, 260, 190, 200, "", "Doctor's surgery")

    assert record(catalogue, page)["children"] == [
        {"full_name": "Leo Marsh", "nhs_number": "9434765919", "school": "Hill Primary"}
    ]


def test_labels_beside_drawn_boxes_and_rows_of_boxes_for_people(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 80, "Your details", size=14)
        for row, (one, two) in enumerate(
            [(("Name", "Jo Field"), ("Role", "")), (("Tel", ""), ("Agency", "Hill Trust"))]
        ):
            for column, (label, words) in enumerate((one, two)):
                sheet.text(50 + 250 * column, 112 + 26 * row, label)
                sheet.box(120 + 250 * column, 100 + 26 * row, 150, 18)
                sheet.text(124 + 250 * column, 112 + 26 * row, words)
        sheet.bold(50, 190, "Family and household", size=14)
        for column, label in enumerate(["Name", "Relationship", "Date of birth"]):
            sheet.bold(50 + 160 * column, 215, label)
        for row, words in enumerate([("Ann Marsh", "Mother", ""), ("", "", ""), ("", "", "")]):
            for column, word in enumerate(words):
                sheet.box(50 + 160 * column, 220 + 21 * row, 157, 18)
                sheet.text(54 + 160 * column, 233 + 21 * row, word)

    found = record(catalogue, page)
    assert found["referrer"] == {"name": "Jo Field", "agency": "Hill Trust"}
    assert found["family"] == [{"name": "Ann Marsh", "relationship": "Mother"}]


def test_dates_in_little_boxes_are_one_answer_and_empty_ones_none(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 80, "The child", size=14)
        boxed(sheet, 50, 110, 150, "Leo Marsh", "Full name")
        boxed(sheet, 210, 110, 150, "", "Religion")
        boxed(sheet, 370, 110, 150, "", "Ethnic group")
        sheet.text(50, 147, "Date of birth", size=7)
        comb(sheet, 50, 150, ["03", "04", "2015"])
        sheet.text(300, 147, "Date of death, if the child has died", size=7)
        comb(sheet, 300, 150, ["  ", "  ", "    "])

    assert record(catalogue, page)["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03"}]


def test_a_caption_inside_a_box_asks_for_the_rest_of_it(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 80, "The child", size=14)
        boxes = [(50, "Full name", "Leo Marsh"), (300, "School or college", "Hill Primary")]
        lower = [(50, "Usual address", "4 Mill Lane, Newport"), (300, "GP practice", "")]
        for top, row in ((100, boxes), (140, lower)):
            for x, caption, words in row:
                sheet.box(x, top, 235, 32)
                sheet.text(x + 3, top + 8, caption, size=6.5)
                sheet.text(x + 5, top + 24, words, size=10)

    assert record(catalogue, page)["children"] == [
        {"full_name": "Leo Marsh", "school": "Hill Primary", "address": "4 Mill Lane, Newport"}
    ]


def test_pages_set_in_two_columns_of_tables_are_read_column_by_column(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 60, "LEARNING REFERRAL", size=16)
        sheet.text(400, 58, "For office use only", size=7)
        for x, heading, rows in (
            (
                50,
                "1. The child",
                [("Full name", "Leo Marsh"), ("DOB", "03/04/2015"), ("Sex", "Male"), ("School", "None")],
            ),
            (310, "2. The incident", [("Date of incident", "1 May 2026"), ("Time", "10:30"), ("Place", "Home")]),
        ):
            sheet.bold(x, 112, heading, size=11)
            sheet.grid([x, x + 90, x + 240], [118 + 20 * number for number in range(len(rows) + 1)])
            for number, (label, words) in enumerate(rows):
                sheet.bold(x + 3, 132 + 20 * number, label)
                sheet.text(x + 93, 132 + 20 * number, words)

    found = record(catalogue, page)
    assert found["children"][0]["full_name"] == "Leo Marsh"
    assert found["incident"] == {"date": "2026-05-01", "time": "10:30", "location": "Home"}
    assert "office" not in str(found).casefold()


def test_statements_framed_with_their_boxes_at_the_right_keep_their_own_ticks(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 80, "Criteria", size=14)
        statements = [
            (50, 100, "Abuse or neglect is known or suspected", "tick"), (290, 100, "Concern lies with one agency", ""),
            (50, 123, "The child has been seriously harmed", ""), (290, 123, "More than one area is involved", "tick"),
        ]  # fmt: skip
        for x, y, words, sign in statements:
            sheet.box(x, y, 230, 18)
            sheet.text(x + 5, y + 13, words)
            sheet.tick_box(x + 214, y + 13.5, sign)

    assert record(catalogue, page)["criteria_ticked"] == ["abuse_or_neglect", "cross_border"]
