"""Questions whose brackets, alternatives or neighbours could be taken for another field's."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import HEIGHT, Sheet, pdf


def table(sheet: Sheet, top: float, rows: list[list[str]]) -> None:
    """A ruled table with bold words in its first row or column; `a | *b` are alternatives with boxes, b ticked."""
    width = 480 / len(rows[0])
    sheet.grid(
        [60 + width * at for at in range(len(rows[0]) + 1)], [top + 22 * number for number in range(len(rows) + 1)]
    )
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = 64 + width * column, top + 22 * number + 15
            if "|" not in text:
                (sheet.bold if text.startswith("#") else sheet.text)(x, y, text.lstrip("#"))
                continue
            for option in map(str.strip, text.split("|")):
                box = {"x": x, "y": HEIGHT - y - 1, "size": 10}
                sheet.canvas.acroForm.checkbox(name=f"{top}{number}{option}", checked=option.startswith("*"), **box)
                x = sheet.text(x + 14, y, option.lstrip("*")) + 12


def record(catalogue: FieldCatalogue, heading: str, rows: list[list[str]]) -> dict[str, Any]:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 90, "THE CHILD", size=12)
        table(sheet, 100, [["#Full name", "Ada Quill"], ["#Date of birth", "02/03/2015"]])
        sheet.bold(60, 190, heading, size=12)
        table(sheet, 200, rows)

    return read_form(read_pdf(pdf(page)), "form.pdf", catalogue).record.as_plain()


@pytest.mark.parametrize("label", ["GP (name and practice)", "GP (name, address)"])
def test_brackets_behind_a_question_say_how_to_answer_it(catalogue: FieldCatalogue, label: str) -> None:
    child = record(catalogue, "MORE ABOUT THE CHILD", [[f"#{label}", "Dr Roe, Mill Surgery"], ["#Sex", "Female"]])

    assert [each["full_name"] for each in child["children"]] == ["Ada Quill"]
    assert child["children"][0]["gp"] == "Dr Roe, Mill Surgery"


@pytest.mark.parametrize(
    ("picked", "said"), [("*Now | In the past | Never", "yes"), ("Now | *In the past | Never", "no")]
)
def test_a_plan_of_the_past_is_no_present_one(catalogue: FieldCatalogue, picked: str, said: str) -> None:
    rows = [["#Child protection plan", picked], ["#Plan category / legal order", "neglect, ended 03/2024"]]

    child = record(catalogue, "STATUS OF THE CHILD", rows)["children"][0]

    assert (child["cp_plan"], child["cp_plan_detail"]) == (said, "neglect, ended 03/2024")
    assert "legal_status" not in child


def test_an_order_is_told_from_the_category_of_a_plan(catalogue: FieldCatalogue) -> None:
    rows = [["#Sex", "Female"], ["#Plan category / legal order", "neglect, interim care order"]]

    child = record(catalogue, "STATUS OF THE CHILD", rows)["children"][0]

    assert (child["cp_plan_detail"], child["legal_status"]) == ("neglect", "interim care order")


def test_a_picked_alternative_is_no_reference(catalogue: FieldCatalogue) -> None:
    rows = [["#Known to children's social care as", "CP plan | *Child in need | None"], ["#Sex", "Female"]]

    assert "local_reference" not in record(catalogue, "STATUS OF THE CHILD", rows)["children"][0]


def test_a_column_for_contact_beside_one_for_names_is_how_to_reach_them(catalogue: FieldCatalogue) -> None:
    rows = [["#Agency", "#Name", "#Contact"], ["Mill School", "Jo Field", "NK"], ["Youth team", "Duty", "01632 960112"]]

    found = record(catalogue, "AGENCIES", rows)["agencies"]

    assert found[0] == {"agency": "Mill School", "contact_name": "Jo Field", "contact": "unknown"}
    assert found[1] == {"agency": "Youth team", "contact_name": "Duty", "contact": "01632 960112"}
