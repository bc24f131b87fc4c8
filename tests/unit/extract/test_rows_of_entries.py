"""Rows that are one person or agency each, question by question, and alternatives printed side by side."""

from typing import Any

from config.schema.fields import FieldCatalogue
from extract.document import SourceDocument
from extract.reading import read_form
from tests.unit.extract.invented_forms import document, line, table
from tests.unit.extract.pdf_files import Sheet, read


def record(catalogue: FieldCatalogue, source: SourceDocument) -> dict[str, Any]:
    return read_form(source, "form.docx", catalogue).record.as_plain()


def test_a_parent_and_the_birth_date_in_one_row_of_the_childs_details(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            table(
                ("*Name", "Ivy Marsh", "*Date of birth", "4 May 2021"),
                ("*Mother", "Anna Marsh", "*Born", "2 March 1993"),
                ("*Father", "Tom Lane", "*Born", "1 June 1990"),
                ("*School", "Hill Nursery", "*GP", "The Green Surgery"),
            ),
        ),
    )

    assert found["children"] == [
        {"full_name": "Ivy Marsh", "dob": "2021-05-04", "school": "Hill Nursery", "gp": "The Green Surgery"}
    ]
    assert [(each["name"], each["relationship"], each["dob"]) for each in found["family"]] == [
        ("Anna Marsh", "Mother", "1993-03-02"),
        ("Tom Lane", "Father", "1990-06-01"),
    ]


def test_a_childs_birth_date_below_the_parents_stays_the_childs(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            table(("*Name", "Ivy Marsh"), ("*Mother", "Anna Marsh"), ("*Date of birth", "4 May 2021")),
        ),
    )

    assert found["children"][0]["dob"] == "2021-05-04"


def test_numbered_rows_of_agencies_under_any_heading(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Whom the panel might ring", size=14)
        rows = (("Hill Nursery", "Jo Field", "01632 960101"), ("Health visiting", "Sam Ward", "01632 960102"))
        for number, row in enumerate(rows, start=1):
            y = 80 + 22 * number
            for x, question, answer in zip(
                (60, 230, 400), (f"{number}. Agency", "Person", "Contact"), row, strict=True
            ):
                end = sheet.bold(x, y, question)
                sheet.text(end + 5, y, answer)

    found = record(catalogue, read(page))

    assert found["agencies"] == [
        {"agency": "Hill Nursery", "contact_name": "Jo Field", "contact": "01632 960101"},
        {"agency": "Health visiting", "contact_name": "Sam Ward", "contact": "01632 960102"},
    ]


def test_columns_headed_by_alternatives_are_no_answered_line(catalogue: FieldCatalogue) -> None:
    """Close columns with typed ticks: the header's words stay apart."""

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "The child", size=14)
        sheet.bold(60, 84, "Question")
        for x, words in ((260, "Yes"), (300, "No"), (340, "N/K")):
            sheet.bold(x, 84, words)
        for y, question, x in ((104, "Disability", 262), (124, "Looked after", 302)):
            sheet.text(60, y, question)
            sheet.text(x, y, "X")

    (child,) = record(catalogue, read(page))["children"]

    assert child == {"disability": "yes", "looked_after": "no"}


def test_an_instruction_in_bold_that_asks_for_an_account_is_a_question(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Event", heading=True),
            line("Describe the event and the child's condition", bold=True),
            line("Burns were seen on both hands at nursery, with no account of how they came about."),
        ),
    )

    assert found["incident"]["summary"].startswith("Burns were seen")
