"""Pages in columns with headings of their own are read column by column; tables and rows of questions are not."""

from typing import Any

from config.schema.fields import FieldCatalogue
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, pdf, read, texts

Pair = tuple[str, str]

CHILD = [("Name", "Leo Marsh"), ("Date of birth", "03/04/2015"), ("School", "Hill Primary"), ("GP", "Hill Surgery")]
REFERRER = [("Name", "Jo Field"), ("Job title", "Matron"), ("Telephone", "01632 960111")]
REPRESENTATIVE = [("Name", "Ann Webb"), ("Job title", "Chief Nurse"), ("E-mail", "ann.webb@hill.example")]


def record(catalogue: FieldCatalogue, *pages: Any) -> dict[str, Any]:
    return read_form(read_pdf(pdf(*pages)), "form.pdf", catalogue).record.as_plain()


def ruled(sheet: Sheet, x: float, y: float, right: float, pairs: list[Pair]) -> float:
    """Questions with lines to write on; gives the y below them."""
    for label, words in pairs:
        end = sheet.text(x, y, label) + 4
        sheet.line(end, y + 2, right, y + 2)
        sheet.text(end + 2, y, words, font="Courier", size=9)
        y += 19
    return y


def barred(sheet: Sheet, x: float, y: float, right: float, words: str) -> None:
    """A heading in white on a dark bar."""
    sheet.canvas.setFillGray(0.2)
    sheet.box(x, y - 11, right - x, 15, fill=True, stroke=False)
    sheet.canvas.setFillGray(1)
    sheet.bold(x + 4, y, words, size=9)
    sheet.canvas.setFillGray(0)


def test_each_column_is_asked_under_the_headings_that_stand_in_it(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        barred(sheet, 40, 100, 285, "A  THE CHILD")
        ruled(sheet, 40, 120, 285, [*CHILD, ("Ethnicity", "White British"), ("Postcode", "ZZ1 1ZZ")])
        barred(sheet, 300, 100, 550, "B  REFERRED BY")
        y = ruled(sheet, 300, 120, 550, REFERRER)
        barred(sheet, 300, y + 4, 550, "C  AGENCY REPRESENTATIVE")
        ruled(sheet, 300, y + 24, 550, REPRESENTATIVE)
        barred(sheet, 40, 300, 550, "D  THE INCIDENT")
        ruled(sheet, 40, 320, 550, [("Place", "Home")])

    found = record(catalogue, page)
    assert found["children"] == [
        {
            "full_name": "Leo Marsh", "dob": "2015-04-03", "school": "Hill Primary", "gp": "Hill Surgery",
            "ethnicity": "White British", "postcode": "ZZ1 1ZZ",
        }
    ]  # fmt: skip
    assert found["referrer"] == {"name": "Jo Field", "role": "Matron", "phone": "01632 960111"}
    assert found["representative"] == {"name": "Ann Webb", "role": "Chief Nurse", "email": "ann.webb@hill.example"}
    assert found["incident"] == {"location": "Home"}


def test_three_columns_without_lines_under_larger_headings(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        for x, heading, pairs in (
            (40, "Child", CHILD),
            (220, "Referrer", REFERRER),
            (400, "Representative", REPRESENTATIVE),
        ):
            sheet.bold(x, 100, heading, size=13)
            for row, (label, words) in enumerate(pairs):
                sheet.bold(x, 122 + 16 * row, f"{label}:", size=8)
                sheet.text(x + 60, 122 + 16 * row, words, size=8)

    found = record(catalogue, page)
    assert found["children"][0]["full_name"] == "Leo Marsh"
    assert found["referrer"] == {"name": "Jo Field", "role": "Matron", "phone": "01632 960111"}
    assert found["representative"]["name"] == "Ann Webb"


def test_columns_on_a_part_of_the_page_leave_what_stands_above_and_below_in_place() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(
            40, 60, "A line of print that runs over the whole width of the page, from edge to edge, as prose does."
        )
        for x, heading in ((40, "1. Referrer"), (300, "2. Representative")):
            sheet.bold(x, 90, heading)
            sheet.text(x, 106, "Name: Somebody")
            sheet.text(x, 122, "Agency: Something")
        sheet.text(
            40, 160, "Another line of print that runs over the whole width of the page, below both of the columns."
        )

    words = [each.partition(" ")[0] + each.partition(" ")[2][:4] for each in texts(read(page))]
    assert words == ["Aline", "1.Refe", "Name:Some", "Agency:Some", "2.Repr", "Name:Some", "Agency:Some", "Anotherline"]


def test_bold_headers_of_a_list_of_people_head_no_columns(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 80, "Family members", size=14)
        rows = [("Ann Marsh", "Mother", "01/02/1990"), ("Bo Marsh", "Father", "05/06/1988")]
        for column, header in enumerate(("Name", "Relationship", "Date of birth")):
            sheet.bold(40 + 170 * column, 104, header)
            for row, words in enumerate(rows):
                sheet.text(40 + 170 * column, 120 + 16 * row, words[column])

    assert record(catalogue, page)["family"] == [
        {"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-02-01"},
        {"name": "Bo Marsh", "relationship": "Father", "dob": "1988-06-05"},
    ]


def test_questions_in_two_columns_under_headings_of_the_whole_page_stay_in_rows(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        y = 80.0
        for heading, rows in (
            (
                "About the child",
                [("Full name", "Leo Marsh", "School", "Hill Primary"), ("Sex", "Male", "GP", "Hill Surgery")],
            ),
            (
                "Your details",
                [("Name", "Jo Field", "Job title", "Matron"), ("Telephone", "01632 960111", "Agency", "Hill Trust")],
            ),
        ):
            sheet.bold(40, y, heading, size=14)
            for one, answer, two, other in rows:
                for x, label, words in ((40, one, answer), (300, two, other)):
                    sheet.bold(x, y + 18, label, size=8)
                    sheet.text(x, y + 30, words)
                y += 32
            y += 30

    found = record(catalogue, page)
    assert found["children"] == [
        {"full_name": "Leo Marsh", "school": "Hill Primary", "sex": "male", "gp": "Hill Surgery"}
    ]
    assert found["referrer"] == {
        "name": "Jo Field", "role": "Matron", "phone": "01632 960111", "agency": "Hill Trust",
    }  # fmt: skip


def test_columns_of_drawn_boxes_under_headings_on_a_tint(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        for x, heading, pairs in ((40, "The child", CHILD), (300, "Referred by", REFERRER)):
            sheet.canvas.setFillGray(0.86)
            sheet.box(x, 90, 240, 15, fill=True, stroke=False)
            sheet.canvas.setFillGray(0)
            sheet.bold(x + 4, 101, heading, size=9)
            for row, (label, words) in enumerate(pairs):
                sheet.text(x, 122 + 19 * row, label)
                sheet.box(x + 90, 111 + 19 * row, 150, 15)
                sheet.text(x + 93, 122 + 19 * row, words)

    found = record(catalogue, page)
    assert found["children"][0]["full_name"] == "Leo Marsh"
    assert found["referrer"] == {"name": "Jo Field", "role": "Matron", "phone": "01632 960111"}


def test_tick_boxes_on_one_line_of_two_columns_are_two_questions(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "1. Criteria")
        sheet.bold(300, 60, "2. Other enquiries")
        for row, (words, sign) in enumerate(
            [("The child has died", ""), ("The child has been seriously harmed", "cross")]
        ):
            sheet.tick_box(40, 80 + 28 * row, sign)
            sheet.text(54, 80 + 28 * row, words)
        for row, (words, yes) in enumerate([("Inquest?", False), ("Care proceedings?", True)]):
            sheet.text(300, 68 + 28 * row, words, size=8)
            for x, option, on in ((303, "Yes", yes), (351, "No", not yes)):
                sheet.tick_box(x, 80 + 28 * row, "cross" if on else "")
                sheet.text(x + 12, 80 + 28 * row, option, size=8)

    found = record(catalogue, page)
    assert found["parallel"] == {"inquest": "no", "care_proceedings": "yes"}
    assert found["criteria_ticked"] == ["serious_harm"]
