"""Notes for the writer in a margin are no answers and part no rows; a strip of questions is no margin."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Loss
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, pdf, read

CHILD = [("Name", "Leo Marsh"), ("Date of birth", "03/04/2015"), ("School", "Hill Primary"), ("GP", "Hill Surgery")]
REFERRER = [("Name", "Jo Field"), ("Job title", "Matron"), ("Telephone", "01632 960111")]
CHILD_NOTE = ["One form for brothers and", "sisters. Use the name on", "the birth certificate."]
REFERRER_NOTE = ["The person whom we should", "telephone about this."]


def record(catalogue: FieldCatalogue, *pages: Any) -> dict[str, Any]:
    return read_form(read_pdf(pdf(*pages)), "form.pdf", catalogue).record.as_plain()


def note(sheet: Sheet, x: float, y: float, lines: list[str], font: str = "Times-Italic") -> None:
    for number, line in enumerate(lines):
        sheet.text(x, y + 9 * number, line, size=7.5, font=font)


def asked(sheet: Sheet, x: float, y: float, pairs: list[tuple[str, str]]) -> None:
    """Questions with lines to write on behind them."""
    for row, (label, words) in enumerate(pairs):
        end = sheet.text(x, y + 17 * row, label) + 4
        sheet.line(end, y + 2 + 17 * row, x + 340, y + 2 + 17 * row)
        sheet.text(end + 4, y + 17 * row, words, font="Courier", size=9)


@pytest.mark.parametrize(("form", "margin", "font"), [(190, 50, "Times-Italic"), (40, 440, "Helvetica")])
def test_notes_beside_the_headings_part_no_rows(
    catalogue: FieldCatalogue, form: float, margin: float, font: str
) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        note(sheet, margin, 100, CHILD_NOTE, font)
        sheet.bold(form, 100, "A  The child", size=12)
        asked(sheet, form, 120, CHILD)
        note(sheet, margin, 220, REFERRER_NOTE, font)
        sheet.bold(form, 220, "B  Referrer", size=12)
        asked(sheet, form, 240, REFERRER)

    found = record(catalogue, page)
    assert found == {
        "children": [{"full_name": "Leo Marsh", "dob": "2015-04-03", "school": "Hill Primary", "gp": "Hill Surgery"}],
        "referrer": {"name": "Jo Field", "role": "Matron", "phone": "01632 960111"},
    }


def test_a_box_to_write_in_is_read_whole_though_a_note_stands_beside_it(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        note(sheet, 50, 100, CHILD_NOTE)
        sheet.bold(190, 100, "A  The child", size=12)
        asked(sheet, 190, 120, CHILD)
        note(sheet, 50, 222, ["Say what is fact and what", "is opinion. Be brief."])
        sheet.bold(190, 220, "B  What happened", size=12)
        sheet.box(190, 226, 350, 60)
        sheet.text(196, 238, "Leo told his teacher that he had been hurt at home.", font="Courier", size=9)
        sheet.text(196, 249, "He was seen in hospital on the same evening.", font="Courier", size=9)

    found = record(catalogue, page)
    told = "Leo told his teacher that he had been hurt at home.\nHe was seen in hospital on the same evening."
    assert found["incident"]["summary"] == told
    assert found["children"][0]["gp"] == "Hill Surgery"


def test_a_margin_known_from_one_page_is_one_on_the_next(catalogue: FieldCatalogue) -> None:
    def first(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        note(sheet, 50, 100, CHILD_NOTE)
        sheet.bold(190, 100, "A  The child", size=12)
        asked(sheet, 190, 120, CHILD)
        note(sheet, 50, 220, ["Give the 24-hour clock."])
        sheet.bold(190, 220, "B  The incident", size=12)
        asked(sheet, 190, 240, [("Place", "Home"), ("Date of incident", "04/05/2025")])

    def second(sheet: Sheet) -> None:
        note(sheet, 50, 100, REFERRER_NOTE)
        sheet.bold(190, 100, "C  Referrer", size=12)
        asked(sheet, 190, 118, REFERRER)

    found = record(catalogue, first, second)
    assert found["referrer"] == {"name": "Jo Field", "role": "Matron", "phone": "01632 960111"}
    assert found["incident"] == {"location": "Home", "date": "2025-05-04"}


def test_notes_that_are_left_out_are_a_loss_of_their_page() -> None:
    def page(sheet: Sheet) -> None:
        note(sheet, 50, 100, CHILD_NOTE)
        sheet.bold(190, 100, "A  The child", size=12)
        asked(sheet, 190, 120, CHILD)
        note(sheet, 50, 220, REFERRER_NOTE)
        sheet.bold(190, 220, "B  Referrer", size=12)
        asked(sheet, 190, 240, REFERRER)

    assert Loss(what="margin_note", where="page 1") in read(page).losses


def test_small_questions_in_a_strip_with_their_answers_beside_them_stay(catalogue: FieldCatalogue) -> None:
    rows = [
        ("Full name of the child", "Leo Marsh"), ("Date of birth of the child", "03/04/2015"),
        ("School that the child attends", "Hill Primary"), ("Family doctor of the child", "Hill Surgery"),
    ]  # fmt: skip

    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "The child", size=14)
        for row, (label, words) in enumerate(rows):
            sheet.text(50, 100 + 20 * row, label, size=8, font="Helvetica-Oblique")
            sheet.text(190, 100 + 20 * row, words, size=10)

    found = record(catalogue, page)["children"][0]
    assert (found["full_name"], found["dob"], found["school"]) == ("Leo Marsh", "2015-04-03", "Hill Primary")


@pytest.mark.parametrize(("unknown", "none"), [("n.k.", "n.a."), ("N.K.", "N.A."), ("n/k", "n/a")])
def test_alternatives_shortened_with_full_stops_are_alternatives(
    catalogue: FieldCatalogue, unknown: str, none: str
) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Other proceedings", size=14)
        for row, (label, ticked) in enumerate((("Inquest", 3), ("Police investigation", 2), ("Care proceedings", 0))):
            y = 90 + 20 * row
            sheet.text(40, y, label)
            for at, word in enumerate(("yes", "no", unknown, none)):
                sheet.tick_box(250 + 50 * at, y, "cross" if at == ticked else "")
                sheet.text(262 + 50 * at, y, word)

    assert record(catalogue, page)["parallel"] == {
        "inquest": "not_applicable", "police_investigation": "unknown", "care_proceedings": "yes",
    }  # fmt: skip


def test_a_detail_in_lower_case_under_its_question_is_asked_by_itself(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "The child", size=14)
        asked(sheet, 40, 80, CHILD[:1])
        for y, label, detail, words in (
            (100, "Has the child a disability?", "nature of disability", "Profound deafness"),
            (140, "Is the child in care?", "legal status", "Interim care order"),
        ):
            sheet.text(40, y, label)
            for at, word in enumerate(("yes", "no")):
                sheet.tick_box(250 + 50 * at, y, "" if at else "cross")
                sheet.text(262 + 50 * at, y, word)
            asked(sheet, 53, y + 14, [(detail, words)])

    found = record(catalogue, page)["children"][0]
    assert (found["disability"], found["disability_detail"]) == ("yes", "Profound deafness")
    assert (found["looked_after"], found["legal_status"]) == ("yes", "Interim care order")
