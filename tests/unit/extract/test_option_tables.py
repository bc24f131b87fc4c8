"""Tables of boxes alone, columns for an X, rows of two questions, and section numbers in a column of their own."""

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, Table
from tests.unit.extract.invented_forms import document, line, record, runs, table


def test_alternatives_in_three_columns_answer_the_question_above(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            line("Full name: Mia Marsh"),
            line("Ethnicity of child (please tick one)"),
            table(
                ("White British ☐", "White Irish ☐", "Indian ☐"),
                ("White and Black Caribbean ☒", "☐ Pakistani", "☐ Not known"),
            ),
            line("Sex"),
            table(("Male ☐", "Female ☒", "Other ☐")),
        ),
    )
    assert found["children"] == [{"full_name": "Mia Marsh", "sex": "female", "ethnicity": "White and Black Caribbean"}]


def test_statuses_side_by_side_are_questions_of_their_own(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            line("Full name: Mia Marsh"),
            line("Status of child (tick all that apply)"),
            table(
                ("Child protection plan ☒", "Child in need ☐", "Looked after ☐"),
                ("Care leaver ☐", "EHC plan ☐", "Disabled child ☒"),
            ),
        ),
    )
    assert found["children"] == [{"full_name": "Mia Marsh", "cp_plan": "yes", "disability": "yes"}]


def test_statements_beside_a_column_for_an_x_are_no_answers(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Grounds (please X all that apply)", bold=True),
            table(
                ("X", "Abuse or neglect of a child is known or suspected"),
                ("", "The death is by suicide or an act of violence in the street"),
                ("x", "The child has been seriously harmed by somebody at home"),
                ("", "Good practice from which there may be learning for others"),
            ),
            line("Reason for request", bold=True),
            line("Two services each held a part of the picture and nobody put it together."),
        ),
    )
    assert found["criteria_ticked"] == ["abuse_or_neglect", "serious_harm"]
    assert found["rationale"] == "Two services each held a part of the picture and nobody put it together."


def _rows() -> Table:
    return table(
        ("Home address", "2 Mill Lane, Oldbury", "Placement", "Mill House"),
        ("Disability", "None known", "Named person", "Ms Elm, head"),
        ("Religion", "None", "Ethnic origin", "White British"),
        ("Unheard-of code", "88-1", "Date of death", "3 May 2026"),
    )


def test_a_question_that_nobody_knows_ends_the_answer_beside_it(catalogue: FieldCatalogue) -> None:
    child = record(catalogue, document(line("Child", heading=True), line("Full name: Mia Marsh"), _rows()))["children"][
        0
    ]
    assert (child["address"], child["date_of_death"]) == ("2 Mill Lane, Oldbury", "2026-05-03")
    assert (child["disability"], child.get("disability_detail")) == ("no", None)


def test_section_numbers_in_a_column_of_their_own(catalogue: FieldCatalogue) -> None:
    def label(text: str) -> tuple[Paragraph]:
        return (runs(text),)

    found = record(
        catalogue,
        document(
            table(
                ("5.", label("Police investigation"), "Y", label("Inquest / Coroner"), "NA"),
                ("", label("Review by the trust raised?"), "Y  25/1187", label("Court proceedings"), "Y ICO"),
                ("", label("Parents informed?"), "Mother, verbally", label("Date agency became aware"), "31.10.25"),
            ),
        ),
    )
    assert found["parallel"] == {"police_investigation": "yes", "inquest": "not_applicable", "care_proceedings": "yes"}
    assert found["incident"] == {"date_known": "2025-10-31"}
    assert found["notifications"] == {"family_informed": "yes"}


def test_processes_side_by_side_over_what_is_known_of_them(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Other processes", heading=True),
            table(
                ("Prosecutor", "Police investigation", "Child death review", "Trust review"),
                ("Told, no decision", "Ongoing. DI Ash", "Yes, core review", "Yes"),
            ),
        ),
    )
    assert found["parallel"] == {"police_investigation": "yes", "child_death_review": "yes"}
