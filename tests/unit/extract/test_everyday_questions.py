"""Forms whose questions ask for several facts at once, and answers in a sentence or as a list."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.people import read_agency
from extract.reading import read_form
from extract.text_reader import read_text
from extract.told.asked import asked_in
from extract.whole_questions import goes_on_asking
from tests.unit.extract.invented_forms import document, line, table


def boxes(catalogue: FieldCatalogue, *pairs: tuple[str, str]) -> dict[str, Any]:
    """Questions in bold over a box each."""
    items = [item for question, answer in pairs for item in (line(question, bold=True), table((answer,)))]
    return read_form(document(*items), "form.docx", catalogue).record.as_plain()


def beside(catalogue: FieldCatalogue, *pairs: tuple[str, str]) -> dict[str, Any]:
    """Questions beside their answers."""
    items = [table(*((f"*{question}", tuple(answer.split("\n"))) for question, answer in pairs))]
    return read_form(document(*items), "form.docx", catalogue).record.as_plain()


def test_an_everyday_form_with_boxes(catalogue: FieldCatalogue) -> None:
    record = boxes(
        catalogue,
        ("Who is the child? Please tell us their name, date of birth and whether they are a boy or a girl.",
         "Maisie Thorn, born 3rd February 2018, girl"),
        ("How would the family describe themselves? (ethnic background, first language, any faith)",
         "White British, English speaking, no faith"),
        ("Where does the child live, and which school and doctor do they go to?",
         "16 Osier Lane, Brackwell BW3 6YH. She is at Osier Lane Primary and her doctor is Brackwell Health Centre."),
        ("Is the child on a plan, looked after, or known to social care in any way?",
         "Not on a child protection plan and not looked after. Closed to social care in 2024."),
        ("Who is at home? Tell us names, how they are related, and birthdays if you have them.",
         "Carly Thorn (mum, 12/05/1994), Wayne Pike (mum's boyfriend)"),
        ("What happened? Please say when, where, and how you came to hear of it.",
         "On Friday 9 January 2026 at about 7.30pm, at home, Maisie fell. We heard about it on 12 January 2026."),
        ("Who have you told, and when? (police, MASH, coroner, court, the family)",
         "The police are investigating, ref BK/118/26. MASH were told. Coroner n/a. No court case. Mum knows of it."),
        ("Who are you and how can we reach you?",
         "Belinda Frost, Deputy Head, Osier Lane Primary. 01632 960500 or b.frost@osier.example"),
        ("Has your safeguarding lead agreed? Who are they and when did you speak?",
         "Yes. Colin Abbott agreed on 20 January 2026."),
    )  # fmt: skip
    assert record["children"] == [
        {
            "full_name": "Maisie Thorn", "dob": "2018-02-03", "sex": "female", "ethnicity": "White British",
            "first_language": "English", "religion": "none", "address": "16 Osier Lane, Brackwell",
            "postcode": "BW3 6YH", "school": "Osier Lane Primary", "gp": "Brackwell Health Centre", "cp_plan": "no",
            "looked_after": "no",
        }
    ]  # fmt: skip
    assert record["family"] == [
        {"name": "Carly Thorn", "relationship": "mum", "dob": "1994-05-12"},
        {"name": "Wayne Pike", "relationship": "mum's boyfriend"},
    ]
    assert record["incident"].pop("summary").startswith("On Friday 9 January 2026")
    assert record["incident"] == {
        "date": "2026-01-09", "time": "19:30", "location": "home", "date_known": "2026-01-12",
    }  # fmt: skip
    assert record["parallel"] == {
        "police_investigation": "yes", "inquest": "not_applicable", "care_proceedings": "no",
        "crime_reference": "BK/118/26",
    }  # fmt: skip
    assert record["notifications"] == {"mash_referral": "yes", "family_informed": "yes"}
    assert record["referrer"] == {
        "name": "Belinda Frost", "role": "Deputy Head", "agency": "Osier Lane Primary", "phone": "01632 960500",
        "email": "b.frost@osier.example",
    }  # fmt: skip
    assert record["representative"] == {
        "name": "Colin Abbott", "discussed": "yes", "approved": "yes", "approval_date": "2026-01-20",
    }  # fmt: skip


def test_an_everyday_form_in_two_columns(catalogue: FieldCatalogue) -> None:
    record = beside(
        catalogue,
        ("The young person (full name, when born, sex, NHS number)", "Idris Farah; 21.06.2010; M; 943 476 5919"),
        ("Home address, and where they go to school and see a GP",
         "Room 12, Beacon House, Dock Road, Brackwell, BW1 1DD\nNot in education\nGP not known"),
        ("Ethnicity / language / religion", "Somali / Somali / Muslim"),
        ("Are they on a child protection plan? Are they looked after and, if so, under what order?",
         "No plan. Yes - section 20, Brackwell Council"),
        ("Police, inquest, court, child death review: what is going on?",
         "Police are investigating. Inquest opened. No court proceedings. Child death review under way."),
        ("Have you notified the national Panel, made a MASH referral and told the family?",
         "Panel notified 2 March 2026. No MASH referral. Family: not known"),
        ("Your panel member's name, job and email, and have they agreed?",
         "Diane Gough, Head of Care, diane.gough@brackwell.example. Discussed and agreed."),
    )  # fmt: skip
    assert record["children"] == [
        {
            "full_name": "Idris Farah", "dob": "2010-06-21", "sex": "male", "nhs_number": "9434765919",
            "address": "Room 12, Beacon House, Dock Road, Brackwell", "postcode": "BW1 1DD",
            "school": "Not in education", "gp": "unknown", "ethnicity": "Somali", "first_language": "Somali",
            "religion": "Muslim", "cp_plan": "no", "looked_after": "yes",
            "legal_status": "section 20, Brackwell Council",
        }
    ]  # fmt: skip
    assert record["parallel"] == {
        "police_investigation": "yes", "inquest": "yes", "care_proceedings": "no", "child_death_review": "yes",
    }  # fmt: skip
    assert record["notifications"] == {
        "sin_made": "yes", "sin_date": "2026-03-02", "mash_referral": "no", "family_informed": "unknown",
    }  # fmt: skip
    assert record["representative"] == {
        "name": "Diane Gough", "role": "Head of Care", "email": "diane.gough@brackwell.example", "discussed": "yes",
        "approved": "yes",
    }  # fmt: skip


def test_answers_that_leave_things_open(catalogue: FieldCatalogue) -> None:
    record = boxes(
        catalogue,
        ("Tell us who you are worried about: their name, their birthday, and if they are a boy or girl",
         "Freya Lind, girl. Her birthday is 11 October 2023."),
        ("Is there anything like a disability, a protection plan or being in care?",
         "No disability. She has had a child protection plan for neglect since 4 November 2025. Not in care."),
        ("Is anybody looking into it, such as the police, a coroner or a court?",
         "The police are. There is no inquest. I don't know about court."),
        ("Who did you talk to before sending this and do they agree?",
         "I talked to Gill Stone, our Manager. She has not decided yet."),
    )  # fmt: skip
    assert record["children"] == [
        {
            "full_name": "Freya Lind", "dob": "2023-10-11", "sex": "female", "disability": "no", "cp_plan": "yes",
            "cp_plan_detail": "for neglect since 4 November 2025", "looked_after": "no",
        }
    ]  # fmt: skip
    assert record["parallel"] == {"police_investigation": "yes", "inquest": "no", "care_proceedings": "unknown"}
    assert record["representative"] == {"name": "Gill Stone", "role": "Manager", "discussed": "yes"}


def test_a_terse_form_retyped_as_a_mail(catalogue: FieldCatalogue) -> None:
    text = """CHILD
Name / DOB / sex: Ana Kemp and Jay Kemp, 04.02.21 and 19.07.22, F and M
Plans / care: neither

FAMILY
* Stacey Kemp, mum, 22.9.99
* Lee Dodd (partner)

WHO ELSE IS INVOLVED
- HV: Carol Dent, 01632 960261
- Police: PC Amy Lau, amy.lau@ormsby.example

POLICE / MASH / PANEL / FAMILY TOLD?
yes - yes - nk - no

REFERRER
Nick Sorby, Duty SW, Ormsby CSC, 01632 960260, 29/05/26

AGREED BY
Jan Pugh, Team Manager, 29/05/26
"""
    record = read_form(read_text(text), "mail", catalogue).record.as_plain()
    assert record == {
        "children": [
            {"full_name": "Ana Kemp", "dob": "2021-02-04", "sex": "female", "cp_plan": "no", "looked_after": "no"},
            {"full_name": "Jay Kemp", "dob": "2022-07-19", "sex": "male", "cp_plan": "no", "looked_after": "no"},
        ],
        "family": [
            {"name": "Stacey Kemp", "relationship": "mum", "dob": "1999-09-22"},
            {"name": "Lee Dodd", "relationship": "partner"},
        ],
        "agencies": [
            {"agency": "HV", "contact_name": "Carol Dent", "contact": "01632 960261"},
            {"agency": "Police", "contact_name": "PC Amy Lau", "contact": "amy.lau@ormsby.example"},
        ],
        "parallel": {"police_investigation": "yes"},
        "notifications": {"sin_made": "unknown", "mash_referral": "yes", "family_informed": "no"},
        "referrer": {
            "name": "Nick Sorby", "role": "Duty SW", "agency": "Ormsby CSC", "phone": "01632 960260",
            "date": "2026-05-29",
        },
        "representative": {
            "name": "Jan Pugh", "role": "Team Manager", "approved": "yes", "approval_date": "2026-05-29",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "agency", "worker"),
    [
        ("Liz Hart from the Domestic Abuse Service, 01632 960321", "Domestic Abuse Service", "Liz Hart"),
        ("Vera Lamb (School nursing) 01632 960555", "School nursing", "Vera Lamb"),
        ("Fay Dunn, Occupational therapy, 01632 960251", "Occupational therapy", "Fay Dunn"),
        ("Youth Justice: Pam Oakes 01632 960801", "Youth Justice", "Pam Oakes"),
        ("School nurse Ann Pell 01632 960331", "School nurse", "Ann Pell"),
        ("Anchor Trust Home Support, Ann Pell, 01632 960331", "Anchor Trust Home Support", "Ann Pell"),
    ],
)
def test_a_worker_may_be_named_before_the_service(entry: str, agency: str, worker: str) -> None:
    facts = read_agency(entry)
    assert (facts["agency"], facts["contact_name"]) == (agency, worker)


def test_pairs_and_particulars_on_one_line_of_a_mail(catalogue: FieldCatalogue) -> None:
    text = """Child: Leila Haddad (f) 22/02/2018, Unit 3 Quay House, Saltmarsh SM3 2AA.
CP plan: no. LAC: no. MASH: yes
Parents: Mona Haddad (mum) 1/1/1992 and Karim Haddad (dad) dob n/k
What happened: Leila was burned. The consultant said this: it does not fit. Nobody spoke to school.
Signed off: Mo Khan, Named Nurse, 15/3/26
"""
    record = read_form(read_text(text), "mail", catalogue).record.as_plain()
    assert record["children"] == [
        {
            "full_name": "Leila Haddad", "dob": "2018-02-22", "sex": "female", "cp_plan": "no", "looked_after": "no",
            "address": "Unit 3 Quay House, Saltmarsh", "postcode": "SM3 2AA",
        }
    ]  # fmt: skip
    assert record["family"] == [
        {"name": "Mona Haddad", "relationship": "mum", "dob": "1992-01-01"},
        {"name": "Karim Haddad", "relationship": "dad", "dob": "unknown"},
    ]
    assert record["notifications"] == {"mash_referral": "yes"}
    assert record["incident"]["summary"].endswith("it does not fit. Nobody spoke to school.")
    assert record["representative"] == {
        "name": "Mo Khan", "role": "Named Nurse", "approved": "yes", "approval_date": "2026-03-15",
    }  # fmt: skip


def test_each_fact_keeps_its_own_words_and_line(catalogue: FieldCatalogue) -> None:
    items = [
        line("Where do they live? Which school? Who is their GP?", bold=True),
        line("2 Weir Cottages, Rushford, RU8 4WC"),
        line("Weir Primary"),
        line("Dr Mistry"),
    ]
    readings = read_form(document(*items), "form.docx", catalogue).record.readings
    said = {each.path.rpartition(".")[2]: (each.raw, each.place) for each in readings}
    assert said["school"] == ("Weir Primary", items[2].place)
    assert said["gp"] == ("Dr Mistry", items[3].place)
    assert said["postcode"][1] == items[1].place


def test_questions_and_answers_pasted_into_a_mail(catalogue: FieldCatalogue) -> None:
    text = """Good afternoon

Q: Which children is this about? Names and dates of birth please.
A: Twins - Molly and Max Dunning, both born 05/05/2020

Q: Boy or girl / ethnicity / language
A: F and M, White British, English

Q: Disabilities? Plans? Looked after?
A: None, none, no

Q: Who else is working with them? Name and number
A: * Early Help - Bea Collins - 01632 960661
* Health visitor - Rosa Tunde - NK

Q: Police / MASH / family aware?
A: Yes (ref RU/1200/26) / yes / no

Q: Lead who agreed and when
A: Ada Brook, Head Teacher, 13 March 2026
"""
    record = read_form(read_text(text), "mail", catalogue).record.as_plain()
    shared = {
        "dob": "2020-05-05", "ethnicity": "White British", "first_language": "English", "disability": "no",
        "cp_plan": "no", "looked_after": "no",
    }  # fmt: skip
    assert record["children"] == [
        {"full_name": "Molly Dunning", "sex": "female", **shared},
        {"full_name": "Max Dunning", "sex": "male", **shared},
    ]
    assert record["agencies"] == [
        {"agency": "Early Help", "contact_name": "Bea Collins", "contact": "01632 960661"},
        {"agency": "Health visitor", "contact_name": "Rosa Tunde", "contact": "unknown"},
    ]
    assert record["parallel"] == {"police_investigation": "yes", "crime_reference": "RU/1200/26"}
    assert record["notifications"] == {"mash_referral": "yes", "family_informed": "no"}
    assert record["representative"] == {
        "name": "Ada Brook", "role": "Head Teacher", "approved": "yes", "approval_date": "2026-03-13",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("When were they born, and are they a boy or a girl?", ("dob", "sex")),
        ("Which academy and which GP practice?", ("school", "gp")),
        ("Where do they live, and who with? (name, relationship, date of birth)", ("address", "family")),
        ("Who else should we speak to? (service, name, number or e-mail)", ("agencies",)),
        ("About you", ("referrer",)),
        ("About the person you spoke to", ("representative",)),
        ("What was life like for this child before?", ()),
        ("Which services knew the child, and what worked between them?", ()),
    ],
)
def test_what_a_question_asks_for(question: str, paths: tuple[str, ...]) -> None:
    assert tuple(each.rpartition(".")[2] for each in asked_in(question)) == paths


@pytest.mark.parametrize(
    ("question", "rest", "goes_on"),
    [
        ("Who is at home?", "Please tell us their names.", True),
        ("Disabilities?", "Plans? Looked after?", True),
        ("About you:", "name, role, workplace, phone, today's date", True),
        ("Which school and GP?", "Weir School, GP unknown", False),
        ("Who is at home?", "Mum and Dad", False),
        ("Police:", "yes, MASH: no", False),
    ],
)
def test_words_behind_a_question_that_go_on_asking(question: str, rest: str, goes_on: bool) -> None:
    assert goes_on_asking(f"{question} {rest}", rest, set_apart=True) is goes_on


@pytest.mark.parametrize(
    "guidance",
    [
        "Staff in any of our schools may use this form. Speak to the Lead before you send it.",
        "Use this request where you think that the partnership should consider learning. Ring the Front Door first.",
        "This form is for any worker in Rushford. Talk to your manager first. The team reads it every morning.",
    ],
)
def test_what_a_form_says_of_itself_is_no_answer(catalogue: FieldCatalogue, guidance: str) -> None:
    items = [
        line("Could we learn from this?", heading=True),
        line(guidance),
        line("Child's name", bold=True),
        table(("Leo Marsh",)),
    ]
    assert read_form(document(*items), "form.docx", catalogue).record.as_plain() == {
        "children": [{"full_name": "Leo Marsh"}]
    }
