"""Habits of forms in use: columns of guidance, links of web pages, hints, slashes, and facts told in either order."""

from dataclasses import replace

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Cell, Control, Span, Table
from tests.unit.extract.invented_forms import cell, document, line, record, runs, table


def test_a_list_of_the_family_that_goes_on_with_the_incident(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Adults and siblings", "*Relationship", "*DOB", "*Date & time of incident", "*Where"),
                ("Ann Marsh", "Mother", "2.2.91", "14.1.26   1915", "Family home"),
                ("Jo Hill", "Stepfather", "NK", "", ""),
            ),
        ),
    )
    assert [each["dob"] for each in found["family"]] == ["1991-02-02", "unknown"]
    assert found["incident"] == {"date": "2026-01-14", "time": "19:15", "location": "Family home"}


def test_one_worker_under_plain_headers_and_a_bold_title(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Professionals to contact", "", ""),
                ("Service", "Worker", "How to reach them"),
                ("Marsh Housing", "Not known", ""),
                ("", "", ""),
            ),
        ),
    )
    assert found["agencies"] == [{"agency": "Marsh Housing", "contact_name": "unknown"}]


def test_an_alternative_from_a_list_with_words_behind_it(catalogue: FieldCatalogue) -> None:
    picked = Span(text="Yes", control=Control(kind="choice", origin="sdt"))
    words = Span(text="from May 2025, neglect", control=Control(kind="text", origin="sdt"))
    asked = cell("Child protection plan", 1, 0, bold=True)
    answer = replace(cell("x", 1, 1), content=(runs(picked, " ", words),))
    name = cell("Name of child", 0, 0, bold=True), cell("Leo Marsh", 0, 1)
    found = record(catalogue, document(Table(rows=(name, (asked, answer)), place=line("x").place)))
    assert found["children"][0]["cp_plan"] == "yes"
    assert found["children"][0]["cp_plan_detail"] == "from May 2025, neglect"


def test_a_yes_or_no_that_points_to_another_row_is_not_guessed(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Name of child", "*Date of birth", "*Child protection plan?"),
                ("Leo Marsh", "3 May 2019", "No"),
                ("Mia Marsh", "4 May 2021", "as above"),
            ),
        ),
    )
    assert [each.get("cp_plan") for each in found["children"]] == ["no", None]


def test_cells_that_print_their_question_in_front_of_a_field(catalogue: FieldCatalogue) -> None:
    def asking(question: str, answer: str, row: int, column: int) -> Cell:
        words = Span(text=answer, control=Control(kind="text", origin="ffData"))
        return replace(cell("x", row, column), content=(runs(Span(text=question, bold=True), words),))

    rows = (
        (asking("Child's name: ", "Leo Marsh", 0, 0), asking("Also known as: ", "\u2002\u2002", 0, 1)),
        (asking("Date of birth: ", "3 May 2019", 1, 0), asking("NHS number: ", "943 476 5919", 1, 1)),
    )
    found = record(catalogue, document(Table(rows=rows, place=line("x").place)))
    assert found["children"] == [{"full_name": "Leo Marsh", "dob": "2019-05-03", "nhs_number": "9434765919"}]


def test_guidance_that_speaks_to_the_writer_is_no_answer(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Referral for a serious case to be considered", heading=True),
            line("Complete within three working days. The panel will judge it; you are not expected to be certain."),
            table(("*Name of child", "Leo Marsh"), ("*Date of birth", "3 May 2019")),
            line("Your safeguarding lead", heading=True),
            line("Please talk to the person who sits on our group for your service before you send this."),
            line("Grounds for referral", heading=True),
            line("Mark one or more. The sub-group decides whether Working Together applies to what you have written."),
        ),
    )
    assert set(found) == {"children"}


def test_questions_and_yes_or_no_answers_side_by_side_are_no_columns_of_alternatives(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Name of child", "Leo Marsh", "*NHS number", "943 476 5919"),
                ("*Disability or SEND (give details)", "not known", "*Looked after? (state legal status)", "No"),
                ("*Child protection plan? Category and start date", "Yes - neglect, from 6 May 2025"),
            ),
        ),
    )
    child = found["children"][0]
    assert (child["disability"], child["looked_after"]) == ("unknown", "no")
    assert (child["cp_plan"], child["cp_plan_detail"]) == ("yes", "neglect, from 6 May 2025")


def test_a_hint_in_brackets_behind_the_question_is_not_its_answer(catalogue: FieldCatalogue) -> None:
    reached = ("How can we reach you? (email and direct line)", ("j.field@marsh.example", "01632 960104 (d/l)"))
    found = record(catalogue, document(line("About you", heading=True), table(("Your name", "Jo Field"), reached)))
    assert found["referrer"] == {"name": "Jo Field", "email": "j.field@marsh.example", "phone": "01632 960104"}


@pytest.mark.parametrize("heading", ["PARTNERSHIP USE", "Section 9: Official use only", "For use by the panel team"])
def test_what_the_partnership_fills_in_itself(catalogue: FieldCatalogue, heading: str) -> None:
    found = record(
        catalogue,
        document(
            table(("*Name of child", "Leo Marsh"), ("*Date of birth", "3 May 2019")),
            table((f"*{heading}", "", "", ""), ("Ref", "", "Rec'd", "4 May")),
        ),
    )
    assert found == {"children": [{"full_name": "Leo Marsh", "dob": "2019-05-03"}]}


@pytest.mark.parametrize(
    ("said", "name", "role"),
    [
        ("Ann Lowe, Head of Safeguarding", "Ann Lowe", "Head of Safeguarding"),
        ("Chief Nurse, Ann Lowe", "Ann Lowe", "Chief Nurse"),
    ],
)
def test_a_person_and_a_post_in_either_order(catalogue: FieldCatalogue, said: str, name: str, role: str) -> None:
    form = document(line("Referrer", heading=True), table(("*Name and job title", said), ("*Date", "4 May 2026")))
    assert record(catalogue, form)["referrer"] == {"name": name, "role": role, "date": "2026-05-04"}


def test_lines_of_a_question_and_its_answer_parted_by_a_tab_are_no_columns(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("THE INCIDENT", heading=True),
            line("PLACE\tHome address"),
            line("DATE TRUST INFORMED\t28 April 2025"),
            line("LOCAL AUTHORITY\tMarsh Council"),
        ),
    )
    assert found["incident"] == {
        "location": "Home address",
        "date_known": "2025-04-28",
        "local_authority": "Marsh Council",
    }


def test_boxes_behind_their_alternatives_with_details_behind_the_last(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            line("Name of child: Leo Marsh"),
            line("Child protection plan?\tYes ☒   No ☐   NK ☐   NA ☐   Emotional, made 12/05/2025"),
            line("Looked after?\tYes ☐   No ☒   NK ☐   NA ☐   "),
        ),
    )
    child = found["children"][0]
    assert (child["cp_plan"], child["cp_plan_detail"]) == ("yes", "Emotional, made 12/05/2025")
    assert child["looked_after"] == "no"


def test_links_of_a_printed_web_page_are_no_part_of_its_answers(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Your details", heading=True),
            table(
                ("*Name", "Jo Field", "Change"),
                ("*Job title", "Quality Manager", "Change"),
                ("*Email address", "j.field@marsh.example", "Change"),
            ),
        ),
    )
    assert found["referrer"] == {"name": "Jo Field", "role": "Quality Manager", "email": "j.field@marsh.example"}


def test_who_agreed_told_with_the_post_in_front(catalogue: FieldCatalogue) -> None:
    who = "Which senior manager has agreed to this referral, and when?"
    found = record(
        catalogue,
        document(
            line("About you", heading=True), table(("Your name", "Jo Field"), (who, "Chief Nurse, Ann Lowe, 9/3/26"))
        ),
    )
    assert found["representative"]["name"] == "Ann Lowe"
    assert found["representative"]["role"] == "Chief Nurse"


def test_a_column_of_guidance_between_question_and_answer(catalogue: FieldCatalogue) -> None:
    guide = [
        cell("Item", 0, 0, bold=True),
        cell("What to record", 0, 1, bold=True),
        cell("Response", 0, 2, bold=True),
    ]
    asked = (
        ("Given name(s)", "As on the birth certificate", "Leo James Marsh"),
        ("Registered practice", "", "Mill Lane Surgery"),
        ("NHS number", "Verified on the Spine", "943 476 5919"),
        ("Child in care", "Legal basis and placing authority", "No"),
    )
    rows = [
        (cell(label, at, 0), cell(hint, at, 1, italic=True), cell(said, at, 2))
        for at, (label, hint, said) in enumerate(asked, start=1)
    ]
    grid = Table(rows=(tuple(guide), *rows), place=line("x").place)
    found = record(catalogue, document(line("Patient details (the child)", heading=True), grid))
    assert found["children"] == [
        {
            "full_name": "Leo James Marsh",
            "gp": "Mill Lane Surgery",
            "nhs_number": "9434765919",
            "looked_after": "no",
        }
    ]


def test_a_yes_in_front_of_the_details_that_were_asked_for(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Other processes", heading=True),
            table(
                ("Police investigation / ref", "Yes - EH/26/61007"),
                ("SIN submitted / date", "Y 13/10/26"),
                ("Inquest", "N/A"),
            ),
        ),
    )
    assert found["parallel"] == {
        "police_investigation": "yes",
        "crime_reference": "EH/26/61007",
        "inquest": "not_applicable",
    }
    assert found["notifications"] == {"sin_made": "yes", "sin_date": "2026-10-13"}


def test_relatives_a_line_with_slashes_between_the_facts(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            line("Name: Leo Marsh"),
            line("Family (name / relationship / DOB)"),
            line("- Ann Marsh / Mum / 05/06/1987"),
            line("- Jo Hill / Stepdad"),
        ),
    )
    assert found["family"] == [
        {"name": "Ann Marsh", "relationship": "Mum", "dob": "1987-06-05"},
        {"name": "Jo Hill", "relationship": "Stepdad"},
    ]


def test_a_line_that_goes_on_with_the_numbering_is_the_next_question(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The incident", heading=True),
            line("3a. Describe the incident"),
            line("Leo was taken to hospital. He had been with his uncle."),
            line("3b. Action taken to make children safe"),
            line("Leo and Mia are staying with their grandmother."),
        ),
    )
    assert found["incident"] == {"summary": "Leo was taken to hospital. He had been with his uncle."}
    assert found["immediate_actions"] == "Leo and Mia are staying with their grandmother."


def test_a_birth_date_in_a_table_of_its_own_is_the_only_childs(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            table(("*First names", "Leo James"), ("*Last name", "Marsh")),
            table(("*Date of birth", "*Ethnic group"), ("3 May 2019", "White British")),
        ),
    )
    assert found["children"] == [{"full_name": "Leo James Marsh", "dob": "2019-05-03", "ethnicity": "White British"}]
