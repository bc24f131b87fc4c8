"""Word forms saved as PDF: typed spaces between questions, nested tables, parts of words struck out, lines in cells."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import SourceDocument
from extract.printed_prompts import with_empty_fields
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, read, texts


def record(catalogue: FieldCatalogue, source: SourceDocument) -> dict[str, Any]:
    return read_form(source, "form.pdf", catalogue).record.as_plain()


def test_a_line_parted_by_typed_spaces_goes_on_at_the_margin(catalogue: FieldCatalogue) -> None:
    """The last answer of the line runs on to the next one, under the first question."""

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Sign-off", size=14)
        x = 60.0
        for question, answer in (
            ("Completed by:", " Jo Field     "),
            ("Position:", " Designated Lead     "),
            ("School:", " Hill Street Primary and Little Oaks"),
        ):
            x = sheet.text(sheet.bold(x, 100, question), 100, answer)
        sheet.text(60, 112, "Nursery School")

    document = read(page)

    assert texts(document)[1] == (
        "Completed by: Jo Field   Position: Designated Lead   "
        "School: Hill Street Primary and Little Oaks Nursery School"
    )
    assert record(catalogue, document)["referrer"] == {
        "name": "Jo Field",
        "role": "Designated Lead",
        "agency": "Hill Street Primary and Little Oaks Nursery School",
    }


def test_words_set_apart_without_spaces_are_columns() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(60, 100, "Position")
        sheet.text(130, 100, "Designated Lead")

    assert texts(read(page)) == ["Position", "Designated Lead"]


def test_two_spaces_behind_a_number_are_one() -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 100, "12.   Which school does the child go to?")

    assert texts(read(page)) == ["12. Which school does the child go to?"]


def test_a_table_inside_a_cell_whose_lines_meet_is_a_table_of_its_own(catalogue: FieldCatalogue) -> None:
    """Sections named at the side; the children stand in a table inside, up to the right edge of its cell."""

    def page(sheet: Sheet) -> None:
        sheet.grid([50, 130, 530], [100, 120, 240])
        sheet.line(50, 260, 530, 260)
        for x in (50, 130, 530):
            sheet.line(x, 240, x, 260)
        sheet.bold(54, 114, "PART A")
        sheet.text(134, 114, "Oakdale Council")
        sheet.bold(54, 136, "CHILDREN")
        sheet.text(54, 254, "PLACE")
        sheet.text(134, 254, "Home")
        ys = [140.0, 160.0, 180.0, 200.0, 240.0]
        for y in ys[:-1]:
            sheet.line(136, y, 530, y)
        for x in (136, 260, 395):
            sheet.line(x, ys[0], x, ys[-2])
        rows = (("", "First child", "Second child"), ("Full name", "Leo Marsh", "Mia Marsh"), ("Gender", "M", "F"))
        for y, row in zip(ys, rows, strict=False):
            for x, words in zip((140, 264, 399), row, strict=True):
                (sheet.bold if y == ys[0] or x == 140 else sheet.text)(x, y + 14, words)

    children = record(catalogue, read(page))["children"]

    assert children == [{"full_name": "Leo Marsh", "sex": "male"}, {"full_name": "Mia Marsh", "sex": "female"}]


@pytest.mark.parametrize(("drawn", "kept"), [("line", "YES/"), ("highlight", "NO")])
def test_a_part_of_a_word_can_be_marked(drawn: str, kept: str, catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "The child", size=14)
        sheet.grid([56, 250, 500], [82, 104, 126])
        for y, question in ((97, "Is the child disabled?"), (119, "Is the child looked after?")):
            sheet.text(60, y, question)
            start = 256 + sheet.canvas.stringWidth("YES/", "Helvetica", 10)
            end = start + sheet.canvas.stringWidth("NO", "Helvetica", 10)
            if drawn == "highlight":
                sheet.canvas.setFillColorRGB(1, 1, 0)
                sheet.box(start, y - 9, end - start, 11, fill=True, stroke=False)
                sheet.canvas.setFillColorRGB(0, 0, 0)
            sheet.text(256, y, "YES/NO*")
            if drawn == "line":
                sheet.line(start, y - 3.2, end, y - 3.2)

    answer = "yes" if kept == "YES/" else "no"

    assert record(catalogue, read(page))["children"] == [{"disability": answer, "looked_after": answer}]


def test_lines_of_a_cell_with_more_room_between_them_are_paragraphs() -> None:
    """Ethnicity over school in one narrow cell: each wraps, and a little more room parts them."""

    def page(sheet: Sheet) -> None:
        sheet.grid([60, 160, 300], [80, 200, 320])
        for top in (80, 200):
            for step, words in zip(
                (12, 24, 39, 51), ("Mixed White and", "Black African", "Carisdown Hill", "Primary"), strict=True
            ):
                sheet.text(64, top + step, words)

    assert texts(read(page)) == ["Mixed White and Black African", "Carisdown Hill Primary"] * 2


def test_a_question_set_apart_behind_alternatives_is_its_own(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Approval by the agency's representative", size=14)
        sheet.grid([56, 250, 540], [82, 104, 126])
        sheet.bold(60, 97, "Name")
        sheet.text(256, 97, "Ruth Hale")
        sheet.bold(60, 119, "Decision of the representative")
        sheet.text(256, 119, "[x] Agreed [ ] Not agreed     Date: 02/01/2026")

    found = record(catalogue, read(page))["representative"]

    assert found == {"name": "Ruth Hale", "approved": "yes", "approval_date": "2026-01-02"}


def test_boxes_for_a_date_inside_a_cell_are_its_answer(catalogue: FieldCatalogue) -> None:
    """A row of boxes, a digit each, that touches the right edge of the answer's cell."""

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "The child", size=14)
        sheet.grid([50, 150, 520], [80, 100, 160])
        sheet.bold(54, 94, "Full name")
        sheet.text(154, 94, "Leo Marsh")
        sheet.bold(54, 114, "Date of birth")
        edges = [156 + 45.5 * number for number in range(9)]
        for y in (118, 138):
            sheet.line(edges[0], y, edges[-1], y)
        for x, digit in zip(edges, "14092025", strict=False):
            sheet.line(x, 118, x, 138)
            sheet.text(x + 6, 131, digit)

    assert record(catalogue, read(page))["children"] == [{"full_name": "Leo Marsh", "dob": "2025-09-14"}]


def test_an_answered_question_over_a_table_heads_no_block(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Referrer", size=14)
        sheet.text(sheet.bold(60, 100, "Agency:"), 100, " Oakdale Children's Services")
        sheet.text(sheet.bold(60, 120, "Telephone:"), 120, " 01632 960101")
        sheet.text(sheet.bold(320, 120, "E-mail:"), 120, " jo.field@oakdale.example")

    assert record(catalogue, read(page))["referrer"] == {
        "agency": "Oakdale Children's Services",
        "phone": "01632 960101",
        "email": "jo.field@oakdale.example",
    }


def test_prompts_of_empty_controls_are_no_answers(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Agencies involved", size=14)
        sheet.grid([56, 200, 340, 540], [72, 92, 112, 132])
        prompt = "Click or tap here to enter text."
        rows = (("Agency", "Contact", "Telephone"), ("School", "Ms Oak", prompt), ("Police", prompt, prompt))
        for y, row in zip((86, 106, 126), rows, strict=True):
            for x, words in zip((60, 204, 344), row, strict=True):
                (sheet.bold if y == 86 else sheet.text)(x, y, words, size=9)

    assert record(catalogue, read(page))["agencies"] == [{"agency": "School", "contact_name": "Ms Oak"}]


def test_a_prompt_inside_a_line_leaves_the_rest() -> None:
    def page(sheet: Sheet) -> None:
        x = sheet.text(60, 100, "Language: Danish    Interpreter: ")
        sheet.canvas.setFillColorRGB(0.5, 0.5, 0.5)
        sheet.text(x, 100, "Choose an item.")

    (line,) = with_empty_fields(read(page)).paragraphs()

    assert line.text.strip() == "Language: Danish   Interpreter:"
    assert [span.control.placeholder for span in line.spans if span.control] == [True]


def test_a_tab_that_moves_on_by_little_still_parts_two_questions(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Referrer", size=14)
        x = sheet.text(60, 100, "Phone: 01632 960101")
        sheet.text(x + 7, 100, "E-mail: jo.field@oakdale.example")

    assert record(catalogue, read(page))["referrer"] == {"phone": "01632 960101", "email": "jo.field@oakdale.example"}


def test_a_plain_answer_over_a_table_is_no_heading(catalogue: FieldCatalogue) -> None:
    """`Unborn` opens the child's block only where nothing waits for an answer."""

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "The child", size=14)
        sheet.text(60, 90, "Full name of the child", size=7)
        sheet.text(60, 104, "Unborn Marsh")
        for x, question, answer in ((60, "Due date", "14/04/2026"), (260, "GP", "Hill Surgery")):
            sheet.text(x, 124, question, size=7)
            sheet.text(x, 138, answer)

    assert record(catalogue, read(page))["children"][0]["full_name"] == "Unborn Marsh"
