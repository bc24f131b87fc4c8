"""Answers in mails as people type them: legends over lists, signs before questions, capitals, bullets."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.text_reader import read_text
from tests.unit.extract.invented_forms import record

LEGENDS = (
    """
Action taken
The family has moved in with relatives.

Agencies involved - agency / name / contact
1) Alderby Early Help / Nisha Bhatt / 01632 960111
2) Police / DC Amir Khan / amir.khan@alderby.police.example
""",
    """
Professionals working with the family (agency; worker; phone or email)
a) Alderby Early Help; Nisha Bhatt; 01632 960111
b) Police; DC Amir Khan; amir.khan@alderby.police.example
""",
    """
AGENCIES INVOLVED
who | service | number
* Nisha Bhatt | Alderby Early Help | 01632 960111
* DC Amir Khan | Police | amir.khan@alderby.police.example
""",
)
RELATIVES = (
    """
Family members (name, dob, relationship)
- Kerry Prior, 12/02/1990, mother
- Wayne Otley, not known, mum's partner
""",
    """
Household - relationship - name - DOB:
mother - Kerry Prior - 12/2/1990
mum's partner - Wayne Otley - not known
""",
)


def read(catalogue: FieldCatalogue, text: str) -> dict[str, Any]:
    return record(catalogue, read_text(text.strip() + "\n"))


@pytest.mark.parametrize("text", LEGENDS)
def test_a_legend_says_what_stands_in_the_lines_of_agencies(catalogue: FieldCatalogue, text: str) -> None:
    assert read(catalogue, text)["agencies"] == [
        {"agency": "Alderby Early Help", "contact_name": "Nisha Bhatt", "contact": "01632 960111"},
        {"agency": "Police", "contact_name": "DC Amir Khan", "contact": "amir.khan@alderby.police.example"},
    ]


@pytest.mark.parametrize("text", RELATIVES)
def test_a_legend_says_what_stands_in_the_lines_of_a_family(catalogue: FieldCatalogue, text: str) -> None:
    assert read(catalogue, text)["family"] == [
        {"name": "Kerry Prior", "relationship": "mother", "dob": "1990-02-12"},
        {"name": "Wayne Otley", "relationship": "mum's partner", "dob": "unknown"},
    ]


def test_a_relative_in_a_list_is_no_legend(catalogue: FieldCatalogue) -> None:
    family = read(catalogue, "Family\n\nAlan Rowe - grandfather - 1951\nDora Rowe - grandmother - dob NK\n")["family"]
    assert [each["name"] for each in family] == ["Alan Rowe", "Dora Rowe"]


@pytest.mark.parametrize("signs", [("Q{} ", "A{} "), ("Q{}. ", "A{}. "), ("Question {}: ", "Answer: ")])
def test_signs_in_front_of_questions_and_answers_are_no_part_of_them(
    catalogue: FieldCatalogue, signs: tuple[str, str]
) -> None:
    pairs = [
        ("Child's full name", "Safia Noor"),
        ("Date of birth", "01/12/2010"),
        ("Is she looked after by the local authority?", "Yes, section 20"),
    ]
    lines = [
        f"{signs[0].format(n)}{question}\n{signs[1].format(n)}{answer}\n"
        for n, (question, answer) in enumerate(pairs, 1)
    ]
    (child,) = read(catalogue, "\n".join(lines))["children"]
    assert (child["full_name"], child["dob"], child["looked_after"]) == ("Safia Noor", "2010-12-01", "yes")


def test_answers_in_capitals_below_their_questions(catalogue: FieldCatalogue) -> None:
    found = read(
        catalogue,
        "What is the name of the child?\nJAYDEN COLE\nDate of birth?\n16 AUGUST 2016\nWhat happened?\n"
        "JAYDEN WAS BURNED BY HOT WATER AND WAS NOT TAKEN TO HOSPITAL FOR TWO DAYS.\n"
        "What has been done to keep the child safe?\nHE IS IN FOSTER CARE.\nName of person completing this form?\n"
        "RUTH ADEY\n",
    )
    assert found["children"] == [{"full_name": "JAYDEN COLE", "dob": "2016-08-16"}]
    assert found["immediate_actions"] == "HE IS IN FOSTER CARE."
    assert found["referrer"]["name"] == "RUTH ADEY"


def test_bullets_set_further_in_stand_under_the_bullet_above_them(catalogue: FieldCatalogue) -> None:
    found = read(
        catalogue,
        "* Child\n   - Name: Leon Fisk\n   - DOB: 22/05/2008\n* Incident\n   - Date: 02/03/2026\n"
        "* Referrer\n   - Name: Hannah Lock\n   - Tel: 01632 960501\n",
    )
    assert found["children"] == [{"full_name": "Leon Fisk", "dob": "2008-05-22"}]
    assert found["incident"]["date"] == "2026-03-02"
    assert found["referrer"] == {"name": "Hannah Lock", "phone": "01632 960501"}


def test_a_second_question_on_the_line_of_the_first_is_asked_too(catalogue: FieldCatalogue) -> None:
    found = read(
        catalogue,
        "4. Child protection plan? No. Looked after? Yes.\n\n5. Are the police investigating? Crime reference?\n"
        "Yes, EH/26/55120\n",
    )
    assert found["children"] == [{"cp_plan": "no", "looked_after": "yes"}]
    assert found["parallel"] == {"police_investigation": "yes", "crime_reference": "EH/26/55120"}


@pytest.mark.parametrize(
    "answer",
    [
        "Neglect known or suspected; serious harm; concerns about agencies working together",
        "- abuse suspected\n- serious harm\n- multi-agency working",
    ],
)
def test_criteria_named_where_it_is_asked_which_apply(catalogue: FieldCatalogue, answer: str) -> None:
    found = read(catalogue, f"17. Which criteria do you think apply?\n{answer}\n")
    assert found["criteria_ticked"] == ["abuse_or_neglect", "serious_harm", "multi_agency_working"]


@pytest.mark.parametrize("answer", ["None, but serious harm; we are not sure about neglect", "Not for us to say"])
def test_criteria_that_are_doubted_are_not_ticked(catalogue: FieldCatalogue, answer: str) -> None:
    assert "criteria_ticked" not in read(catalogue, f"17. Which criteria do you think apply?\n{answer}\n")


def test_the_organisation_below_the_ward(catalogue: FieldCatalogue) -> None:
    found = read(
        catalogue,
        "25. Your details\nOlive Brandt, Ward Manager, Childrens HDU\nEastholme General Hospital\n01632 960901\n\n"
        "26. Date\n30/10/2026\n\n27. Who is your agency's panel representative and have you spoken to them?\n"
        "Mary Agyeman, Named Nurse. Yes spoke 29/10, she is happy for it to go in\n",
    )
    assert found["referrer"] == {
        "name": "Olive Brandt", "role": "Ward Manager", "agency": "Eastholme General Hospital",
        "phone": "01632 960901", "date": "2026-10-30",
    }  # fmt: skip
    assert found["representative"]["approved"] == "yes"


def test_everything_about_a_child_behind_who_is_it(catalogue: FieldCatalogue) -> None:
    (child,) = read(
        catalogue,
        "1. Who is the child? Maddox Lane, boy, born 2/2/2022\n\n"
        "2. Home address? 4 Fell View, Alderby AL7 1BB with his mum\n",
    )["children"]
    assert child == {
        "full_name": "Maddox Lane", "sex": "male", "dob": "2022-02-02", "address": "4 Fell View, Alderby",
        "postcode": "AL7 1BB",
    }  # fmt: skip
