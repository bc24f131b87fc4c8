"""Ways to set questions: as headings, on shared lines, and several facts to one answer."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, Span
from tests.unit.extract.invented_forms import document, line, record, runs, table


def _asked(heading: str, *pairs: tuple[str, str]) -> list[Paragraph]:
    lines = [line(heading, heading=True)]
    for label, value in pairs:
        lines += [line(label, heading=True), line(value)]
    return lines


def test_questions_set_as_headings_stay_in_their_block(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            *_asked("The child", ("Name", "Leo Marsh"), ("Date of birth", "3/4/2015"), ("Sex", "Male")),
            line("Address", heading=True),
            line("2 Mill Lane, Oldbury"),
            line("BG1 4RS"),
            *_asked("The incident", ("Date and time", "3 May 2026, 14:30"), ("Place", "Mill Park")),
            *_asked("Referrer", ("Name", "Jo Field"), ("Agency", "Oldbury Police"), ("Telephone", "01632 960401")),
        ),
    )
    child = found["children"][0]
    assert (child["full_name"], child["address"], child["postcode"]) == (
        "Leo Marsh", "2 Mill Lane, Oldbury", "BG1 4RS",
    )  # fmt: skip
    assert found["incident"] == {"date": "2026-05-03", "time": "14:30", "location": "Mill Park"}
    assert found["referrer"] == {"name": "Jo Field", "agency": "Oldbury Police", "phone": "01632 960401"}
    assert "agencies" not in found


def test_two_lines_of_alternatives_on_one_line(catalogue: FieldCatalogue) -> None:
    kept = Span(text="NO", underline=True)
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            line("Name: Leo Marsh"),
            runs("Child protection plan  YES / ", kept, "\tLooked after  YES / ", kept),
        ),
    )
    assert found["children"] == [{"full_name": "Leo Marsh", "cp_plan": "no", "looked_after": "no"}]


def test_answers_behind_several_tabs(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Person making the request", heading=True),
            line("Name:\t\tWilf Ash\tPosition:\tService Manager"),
            line("Agency:\t\tOldbury Council"),
        ),
    )
    assert found["referrer"] == {"name": "Wilf Ash", "role": "Service Manager", "agency": "Oldbury Council"}


@pytest.mark.parametrize(("heading", "relation"), [("Mother", "Mother"), ("Details of father", "father")])
def test_a_heading_that_names_a_relative_tells_the_relationship(
    catalogue: FieldCatalogue, heading: str, relation: str
) -> None:
    rows = (("*Name", "Jo Marsh"), ("*Date of birth", "1/5/1990"))
    found = record(catalogue, document(line(heading, heading=True), table(*rows)))
    assert found["family"] == [{"name": "Jo Marsh", "relationship": relation, "dob": "1990-05-01"}]


@pytest.mark.parametrize(
    ("said", "expected"),
    [("N/A", ("not_applicable", "not_applicable")), ("No", ("no", "no")), ("Yes / No", ("yes", "no"))],
)
def test_one_answer_to_two_questions_of_yes_or_no(
    catalogue: FieldCatalogue, said: str, expected: tuple[str, str]
) -> None:
    found = record(
        catalogue, document(line("Other processes", heading=True), table(("*Inquest / child death review", said)))
    )
    assert (found["parallel"]["inquest"], found["parallel"]["child_death_review"]) == expected


def test_answers_that_repeat_the_numbers_of_their_parts(catalogue: FieldCatalogue) -> None:
    rows = (("*Date, time and place of incident", "(i) 3 May 2026 (ii) 14:30 (iii) Mill Park"),)
    found = record(catalogue, document(line("Incident", heading=True), table(*rows)))
    assert found["incident"] == {"date": "2026-05-03", "time": "14:30", "location": "Mill Park"}
