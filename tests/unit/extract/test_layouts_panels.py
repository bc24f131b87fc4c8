"""Questions a row under columns for status and reference, tables side by side in one, and questions with hints."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Cell, Paragraph, Span, Table
from extract.reading import read_form
from tests.unit.extract.invented_forms import bold, cell, document, line, runs, table


def test_a_status_column_answers_the_question_of_each_row(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("Other action", heading=True),
        table(
            ("*Process", "*Status (Yes / No / NK / NA)", "*Reference or date"),
            ("Police enquiry", "Yes", "AL/26/04417"),
            ("Inquest", "NA", ""),
            ("Care proceedings", "No", ""),
            ("Referral to MASH", "NK", ""),
        ),
    )
    assert read["parallel.police_investigation"] == "yes"
    assert read["parallel.crime_reference"] == "AL/26/04417"
    assert read["parallel.inquest"] == "not_applicable"
    assert read["parallel.care_proceedings"] == "no"
    assert read["notifications.mash_referral"] == "unknown"


def test_agencies_in_the_first_column_are_no_questions(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("Agencies involved", heading=True),
        table(
            ("*Agency", "*Name", "*Telephone"),
            ("Police", "DC Lena Farrow", "01632 960131"),
            ("GP", "Dr Imran Whitby", "01632 960132"),
        ),
    )
    assert read["agencies[0].agency"] == "Police"
    assert read["agencies[1].contact_name"] == "Dr Imran Whitby"
    assert "parallel.police_investigation" not in read


@pytest.mark.parametrize(
    "second", ["Child 2 (if there is one)", "Second child, if any", "Child 2 [leave blank if none]"]
)
def test_a_second_child_is_a_column_even_with_a_hint(catalogue: FieldCatalogue, second: str) -> None:
    read = _read(
        catalogue,
        table(
            ("*The child or children", "*Child 1", f"*{second}"),
            ("*Full name", "Isla Corran", "Finn Corran"),
            ("*Date of birth", "14/06/2019", "30/09/2022"),
            ("*NHS no.", "943 476 5919", ""),
        ),
    )
    assert read["children[0].full_name"] == "Isla Corran"
    assert read["children[1].full_name"] == "Finn Corran"
    assert read["children[1].dob"] == "2022-09-30"
    assert "children[2].full_name" not in read


def test_two_tables_side_by_side_keep_their_people_apart(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        _in_two_panels(
            "Sent by",
            "Approved by (agency safeguarding lead)",
            ("Name", "Mary Osei", "Name", "Alan Birch"),
            ("Post", "Practice lead", "Post", "Assistant director"),
            ("E-mail", "mary.osei@aldmouth.example", "E-mail", "alan.birch@aldmouth.example"),
        ),
    )
    assert read["referrer.name"] == "Mary Osei"
    assert read["referrer.role"] == "Practice lead"
    assert read["representative.name"] == "Alan Birch"
    assert read["representative.email"] == "alan.birch@aldmouth.example"


def test_a_bold_question_with_a_hint_ends_the_account_above_it(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        _boxed("IV.1 Family history", "(as known to you)", "Moved here in May."),
        _boxed("IV.2 Steps taken to protect", "In not more than 50 words.", "Placed with relatives."),
    )
    assert read["background"] == "Moved here in May."
    assert read["immediate_actions"] == "Placed with relatives."


def test_a_post_code_is_no_post(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("The child", heading=True),
        line("Home address and post code: 4 Weir Bank, Aldmouth, AM4 8BT"),
    )
    assert read["children[0].address"] == "4 Weir Bank, Aldmouth"
    assert read["children[0].postcode"] == "AM4 8BT"


def _read(catalogue: FieldCatalogue, *items: Paragraph | Table) -> dict[str, str]:
    """Values by path."""
    return {each.path: each.value for each in read_form(document(*items), "form.docx", catalogue).record.readings}


def _in_two_panels(left: str, right: str, *rows: tuple[str, str, str, str]) -> Table:
    """Two headings over two columns each; the questions below them in italics."""
    lower = [
        tuple(cell(text, number, column, italic=column % 2 == 0) for column, text in enumerate(row))
        for number, row in enumerate(rows, 1)
    ]
    heads = (cell(left, 0, 0, span=2, bold=True), cell(right, 0, 2, span=2, bold=True))
    return Table(rows=(heads, *lower), place=line("x").place)


def _boxed(question: str, hint: str, answer: str) -> Table:
    """One box: the question in bold, its hint in italics on the same line, and the answer below."""
    asked = runs(bold(question), Span(text=f" {hint}", italic=True))
    box = Cell(content=(asked, line(answer)), row=0, column=0, place=asked.place)
    return Table(rows=((box,),), place=asked.place)
