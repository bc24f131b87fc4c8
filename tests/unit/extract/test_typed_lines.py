"""Word-like documents as people type them: answers on typed rules, and lines broken inside one paragraph."""

from config.schema.fields import FieldCatalogue
from tests.unit.extract.invented_forms import document, line, record, table


def test_answers_between_underscores_after_a_colon(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            line("Name: __Leo Marsh________   D.O.B: __3.4.2015____   Sex: _M__"),
            line("Address: ____2 Mill Lane, Oldbury____ Postcode: __PO30 1UD__"),
            line("Ethnicity: ________\tReligion: ____________"),
        ),
    )
    child = found["children"][0]
    assert child == {
        "full_name": "Leo Marsh", "dob": "2015-04-03", "sex": "male", "address": "2 Mill Lane, Oldbury",
        "postcode": "PO30 1UD",
    }  # fmt: skip


def test_answers_on_dots_without_a_colon(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            line("Full name .......Leo Marsh........ Date of birth ......3 April 2015......"),
            line("School ................ GP .......Mill Surgery......"),
        ),
    )
    assert found["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03", "gp": "Mill Surgery"}]


def test_blank_rules_answer_nothing(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Parents and carers", heading=True),
            line("Mother: ___Jo Marsh___ D.O.B.: ____1/5/1990____"),
            line("Other: __________ Relationship: __________ D.O.B.: __________"),
        ),
    )
    assert found["family"] == [{"name": "Jo Marsh", "relationship": "Mother", "dob": "1990-05-01"}]


def test_an_address_with_an_underscore_stays_whole(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(line("Your details", heading=True), line("Name: Jo Field"), line("E-mail: __jo_field@mill.example__")),
    )
    assert found["referrer"] == {"name": "Jo Field", "email": "jo_field@mill.example"}


def test_the_answer_in_the_cell_of_its_question_after_a_line_break(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Incident", heading=True),
            table(
                ("Date of incident\n14 January 2026", "Time of incident\n21:40", "Where it happened\nHome"),
                ("When was your agency told?\n15 January 2026", "Local authority area\nMillshire", "Time reported\n"),
            ),
        ),
    )
    assert found["incident"] == {
        "date": "2026-01-14", "time": "21:40", "location": "Home", "date_known": "2026-01-15",
        "local_authority": "Millshire",
    }  # fmt: skip


def test_questions_on_the_lines_of_one_paragraph(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(line("Child", heading=True), line("Name: Leo Marsh\nDate of birth: 3/4/2015\nGender: boy")),
    )
    assert found["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03", "sex": "male"}]
