"""Answers typed between quoted questions, and behind questions on one line; relatives as people name them."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.people import read_person, split_people
from extract.text_reader import read_text
from tests.unit.extract.invented_forms import record

LETTERED = """
Answers in between.

> a) Full name, date of birth and home address of the young
> person

Leah-Jo Marsh, 30.08.2011, 7 Mill Lane, Alderby AB1 2CD

> b) Parents and others in the household

Donna Marsh (mother) 17/01/1986
Lee Orme (mother's partner)

> c) Is there a criminal investigation (reference) or are there any other
> proceedings?

Yes, Op Tern, 13AB/9921/26. No inquest. No family court proceedings.

> d) Was the national Panel notified, and was MASH informed?

Panel - yes on 12/05/26. MASH - yes.

> e) Who in your organisation has agreed this referral?

DCI Ruth Pell, Head of Public Protection, on 20/05/2026

--
Sam Rudd
01632 960999
"""
TICKED = """
> 1. Name of the child
Amos Pell

> 2. Date of birth
3/4/2015

> 3. Which of these apply? Put an x in front.
x > abuse or neglect known or suspected
> child has died
> concern about one agency
x > agencies not working well together

> 4. Child: sex
boy
"""
ASKED = """
Who is it about? Amos Lee Pell
Boy or girl? boy
School? Alderby High
Police? No
What happened? He was hurt on the stairs at home and was not seen by a doctor for two days.
Does the family know? Nan knows I am writing
Who am I? Jo Field, youth work manager, Quay Youth Trust, 01632 960412
"""


def read(catalogue: FieldCatalogue, text: str) -> dict[str, Any]:
    return record(catalogue, read_text(text.strip() + "\n"))


def test_quoted_questions_are_questions_however_they_are_worded(catalogue: FieldCatalogue) -> None:
    found = read(catalogue, LETTERED)
    (child,) = found["children"]
    assert (child["full_name"], child["dob"], child["postcode"]) == ("Leah-Jo Marsh", "2011-08-30", "AB1 2CD")
    assert [each["name"] for each in found["family"]] == ["Donna Marsh", "Lee Orme"]
    assert found["parallel"]["care_proceedings"] == found["parallel"]["inquest"] == "no"
    assert found["notifications"] == {"sin_made": "yes", "sin_date": "2026-05-12", "mash_referral": "yes"}
    assert found["representative"]["approved"] == "yes"
    assert found["representative"]["approval_date"] == "2026-05-20"
    assert "01632 960999" not in str(found["representative"])


def test_a_quoted_list_is_ticked_in_place_of_its_marks(catalogue: FieldCatalogue) -> None:
    found = read(catalogue, TICKED)
    assert found["criteria_ticked"] == ["abuse_or_neglect", "multi_agency_working"]
    assert found["children"] == [{"full_name": "Amos Pell", "dob": "2015-04-03", "sex": "male"}]


def test_a_quoted_line_or_two_is_no_question(catalogue: FieldCatalogue) -> None:
    found = read(catalogue, "> Name of child: Leo Marsh\nThank you, I will ask.\n\nName of child: Ann Pell\n")
    assert found["children"] == [{"full_name": "Ann Pell"}]


def test_questions_with_their_answers_behind_them_all_through(catalogue: FieldCatalogue) -> None:
    found = read(catalogue, ASKED)
    assert found["children"] == [{"full_name": "Amos Lee Pell", "sex": "male", "school": "Alderby High"}]
    assert found["notifications"]["family_informed"] == "yes"
    assert found["referrer"]["name"] == "Jo Field"
    assert found["referrer"]["phone"] == "01632 960412"


@pytest.mark.parametrize(
    ("line", "name", "kin"),
    [
        ("Mum Ann Pell 22/02/1994", "Ann Pell", "Mum"),
        ("Dad Al Rix (no contact)", "Al Rix", "Dad"),
        ("Mum's boyfriend Leo Orme", "Leo Orme", "Mum's boyfriend"),
        ("Nan = Ada Pell", "Ada Pell", "Nan"),
    ],
)
def test_kinship_in_front_of_the_name(line: str, name: str, kin: str) -> None:
    facts = read_person(line)
    assert (facts["name"], facts["relationship"]) == (name, kin)


def test_relatives_in_one_line_of_short_sentences() -> None:
    assert split_people("Nan = Ada Pell. Mum = Jo Pell (away). Sister = Eve Pell, 8.") == [
        "Nan = Ada Pell", "Mum = Jo Pell (away)", "Sister = Eve Pell, 8",
    ]  # fmt: skip
    assert len(split_people("Ada Pell lives next door. She is his gran and sees him often.")) == 1
