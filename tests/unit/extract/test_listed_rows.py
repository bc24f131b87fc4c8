"""Lists whose first column the form prints, lists of children under other headings, and boxes among their columns."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Control, Paragraph, Span
from tests.unit.extract.invented_forms import document, line, record, runs, table

HEADER = ("*Agency", "*Name of worker", "*Telephone")


def test_printed_agencies_with_nobody_beside_them_are_no_entries(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Agencies involved", heading=True),
            table(
                HEADER,
                ("GP", "Dr Oak", "01632 960401"),
                ("Health visitor", "N/A", "N/A"),
                ("School / nursery", "", ""),
                ("Probation / CRC", "", ""),
                ("Substance misuse", "None", "none"),
                ("Social worker", "Al Pine", ""),
            ),
        ),
    )
    assert [each["agency"] for each in found["agencies"]] == ["GP", "Social worker"]


def test_the_other_agency_is_named_in_the_next_cell(catalogue: FieldCatalogue) -> None:
    rows = (("School", "Ms Elm", ""), ("Other (please state)", "Mill Refuge, Jo Beech 01632 960402", ""))
    found = record(catalogue, document(line("Agencies involved", heading=True), table(HEADER, *rows)))
    assert found["agencies"][1] == {"agency": "Mill Refuge", "contact_name": "Jo Beech", "contact": "01632 960402"}


def test_an_agency_chosen_from_a_list_counts_with_nothing_beside_it(catalogue: FieldCatalogue) -> None:
    def chosen(text: str) -> tuple[Paragraph]:
        options = ("Police", "Probation")
        return (runs(Span(text=text, control=Control(kind="choice", origin="sdt", options=options))),)

    rows = ((chosen("Police"), "DC Ash", "01632 960403"), (chosen("Probation"), "", ""))
    found = record(catalogue, document(line("Agencies involved", heading=True), table(HEADER, *rows)))
    assert [each["agency"] for each in found["agencies"]] == ["Police", "Probation"]


def test_agencies_with_a_box_to_tick_beside_them(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Agencies involved", heading=True),
            table(
                ("Agency", "Involved (tick)", "Worker", "Contact"),
                ("Youth Justice", "☒", "Jo Beech", "01632 960404"),
                ("CAMHS", "☐", "", ""),
                ("Housing", "☒", "Al Pine", "01632 960405"),
            ),
        ),
    )
    assert [(each["agency"], each["contact_name"]) for each in found["agencies"]] == [
        ("Youth Justice", "Jo Beech"),
        ("Housing", "Al Pine"),
    ]


@pytest.mark.parametrize("heading", ["Children in the household", "Part 1: Household", "The children"])
def test_a_child_a_row_whatever_the_heading(catalogue: FieldCatalogue, heading: str) -> None:
    found = record(
        catalogue,
        document(
            line(heading, heading=True),
            table(
                ("*Surname", "*First name", "*DOB", "*M/F", "*Ethnic origin", "*School", "*On CP plan?", "*GP"),
                ("Marsh", "Leo", "3/4/2015", "M", "White British", "Hill Primary", "N", "Mill Surgery"),
                ("Marsh", "Mia", "5/6/2018", "F", "White British", "Hill Infants", "Y", "Mill Surgery"),
            ),
            line("Parents and carers", heading=True),
            table(("*Relationship", "*Surname", "*First name", "*DOB"), ("Mother", "Marsh", "Jo", "1/5/1990")),
        ),
    )
    assert [(each["full_name"], each["cp_plan"]) for each in found["children"]] == [
        ("Leo Marsh", "no"),
        ("Mia Marsh", "yes"),
    ]
    assert found["family"] == [{"name": "Jo Marsh", "relationship": "Mother", "dob": "1990-05-01"}]


def test_brothers_and_sisters_listed_below_the_child_stay_family(catalogue: FieldCatalogue) -> None:
    heads = ("*Name", "*DOB", "*M/F", "*School", "*GP", "*On CP plan?", "*Ethnicity")
    row = ("Mia Marsh", "5/6/2018", "F", "Hill Infants", "Mill Surgery", "N", "White British")
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            table(("*Full name", "Leo Marsh"), ("*DOB", "3/4/2015")),
            line("Siblings", heading=True),
            table(heads, row),
        ),
    )
    assert [each["full_name"] for each in found["children"]] == ["Leo Marsh"]
    assert [each["name"] for each in found["family"]] == ["Mia Marsh"]
