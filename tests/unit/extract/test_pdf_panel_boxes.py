"""Outlined panels, rounds of the same questions, and boxes that hold their questions and tick boxes."""

from typing import Any

from config.schema.fields import FieldCatalogue
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, pdf

Pair = tuple[str, str]

REFERRER = [("Name", "Jo Field"), ("Job title", "Matron"), ("Agency", "Hill Trust"), ("Telephone", "01632 960111")]
REPRESENTATIVE = [("Name", "Ann Webb"), ("Job title", "Head of Safeguarding"), ("Agency", "Hill Trust"), ("Date", "")]


def record(catalogue: FieldCatalogue, *pages: Any) -> dict[str, Any]:
    return read_form(read_pdf(pdf(*pages)), "form.pdf", catalogue).record.as_plain()


def pairs(sheet: Sheet, x: float, y: float, rows: list[Pair]) -> None:
    for row, (label, words) in enumerate(rows):
        sheet.text(x, y + 16 * row, label, size=9)
        sheet.text(x + 90, y + 16 * row, words, size=9, font="Courier")


def caption(sheet: Sheet, box: tuple[float, float, float], label: str, words: str = "") -> None:
    """A box of 24 points with its question in small print at the top."""
    x, y, width = box
    sheet.box(x, y, width, 24)
    sheet.text(x + 3, y + 7, label, size=6)
    sheet.text(x + 3, y + 19, words, size=9, font="Courier")


def test_panels_side_by_side_are_two_forms_and_no_table(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Referral for review", size=16)
        sheet.grid([40, 295, 550], [90, 106, 190])
        for x, heading, rows in ((44, "Referrer", REFERRER), (299, "Agency representative", REPRESENTATIVE)):
            sheet.bold(x, 101, heading)
            pairs(sheet, x, 120, rows)

    found = record(catalogue, page)
    assert found["referrer"] == {
        "name": "Jo Field", "role": "Matron", "agency": "Hill Trust", "phone": "01632 960111",
    }  # fmt: skip
    assert found["representative"] == {"name": "Ann Webb", "role": "Head of Safeguarding", "agency": "Hill Trust"}


def test_a_table_of_two_rows_and_columns_stays_one(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid([40, 200, 550], [90, 106, 190])
        sheet.bold(44, 101, "What happened")
        sheet.text(204, 101, "Leo fell.")
        sheet.bold(44, 120, "Previous history")
        for row in range(4):
            sheet.text(204, 120 + 14 * row, f"Line {row} of what is known of the family.")

    found = record(catalogue, page)
    assert found["incident"] == {"summary": "Leo fell."}
    assert found["background"].startswith("Line 0 of what is known")


def test_the_same_questions_in_rounds_are_a_list_whatever_its_heading(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 80, "Who the panel may ring", size=13)
        for row, words in enumerate(
            [("Hill Trust", "Bo Hall", "01632 960333"), ("Oak School", "Cy Dean", ""), ("", "", "")]
        ):
            for column, (label, word) in enumerate(
                zip(("Service", "Contact name", "Phone or email"), words, strict=True)
            ):
                caption(sheet, (40 + 150 * column, 90 + 24 * row, 150), label, word)
        sheet.bold(40, 190, "You", size=13)
        for column, (label, word) in enumerate(REFERRER):
            caption(sheet, (40 + 120 * column, 200, 120), label, word)

    found = record(catalogue, page)
    assert found["agencies"] == [
        {"agency": "Hill Trust", "contact_name": "Bo Hall", "contact": "01632 960333"},
        {"agency": "Oak School", "contact_name": "Cy Dean"},
    ]
    assert found["referrer"]["name"] == "Jo Field"


def test_boxes_apart_from_each_other_keep_their_own_tick_boxes(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 80, "The child", size=13)
        for column, (label, word) in enumerate(
            [("Name", "Leo Marsh"), ("School", "Hill Primary"), ("GP", "Hill Surgery")]
        ):
            caption(sheet, (40 + 160 * column, 90, 150), label, word)
        for column, (label, on) in enumerate([("Disability?", 1), ("Child protection plan?", 0), ("Looked after?", 1)]):
            caption(sheet, (40 + 160 * column, 120, 150), label)
            for option, word in enumerate(("Yes", "No")):
                sheet.tick_box(44 + 160 * column + 40 * option, 139, "cross" if option == on else "", size=8)
                sheet.text(55 + 160 * column + 40 * option, 139, word, size=8)

    assert record(catalogue, page)["children"] == [
        {
            "full_name": "Leo Marsh", "school": "Hill Primary", "gp": "Hill Surgery", "disability": "no",
            "cp_plan": "yes", "looked_after": "no",
        }
    ]  # fmt: skip
