"""Letters as a detective, a solicitor, a school and a surgery write them: agencies, panel, family, place, agreement."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.letter_sentences import facts_of
from extract.reading import read_form
from extract.text_reader import read_text


def told(text: str, prefix: str = "") -> dict[str, str]:
    return {each.path: each.value for each in facts_of(text) if each.path.startswith(prefix)}


def agencies(text: str) -> list[tuple[str, ...]]:
    entries: dict[str, list[str]] = {}
    for each in facts_of(text):
        if each.path.startswith("agencies"):
            entries.setdefault(each.entry, []).append(each.value)
    return [tuple(each) for each in entries.values()]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The people best placed to help are Judith Sterne, team manager at Alderby Children's Services"
            " (01632 960472), and Alan Petrie, head of Fold Infant School (head@fold.sch.example).",
            [
                ("Alderby Children's Services", "Judith Sterne", "01632 960472"),
                ("Fold Infant School", "Alan Petrie", "head@fold.sch.example"),
            ],
        ),
        (
            "Those who know her are Barnfield School (Mrs Dee Orme, head teacher, 01632 960871) and Alderby Council,"
            " where the allocated worker is Femi Ojo (femi.ojo@alderby.gov.example).",
            [
                ("Alderby Council", "Femi Ojo", "femi.ojo@alderby.gov.example"),
                ("Barnfield School", "Dee Orme", "01632 960871"),
            ],
        ),
        (
            "SPOC at Children's Services is Gemma Tate, 01632 960811.",
            [("Children's Services", "Gemma Tate", "01632 960811")],
        ),
        ("He told his teacher, Miss Akhtar, what had happened.", []),
    ],
)
def test_workers_of_other_agencies(sentence: str, found: list[tuple[str, ...]]) -> None:
    assert agencies(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The local authority made a serious incident notification on 30 April 2026.",
            {"notifications.sin_made": "yes", "notifications.sin_date": "2026-04-30"},
        ),
        ("A referral was made to the MASH on the day of admission.", {"notifications.mash_referral": "yes"}),
        ("There has been no referral to MASH as the case was open.", {"notifications.mash_referral": "no"}),
        ("She has been told by the social worker that I am writing to you.", {"notifications.family_informed": "yes"}),
        (
            "The parents, Joan and Mark Arkwright, have been told that I am writing to you.",
            {"notifications.family_informed": "yes"},
        ),
        ("I have explained to his mother that I am writing.", {"notifications.family_informed": "yes"}),
        ("SIN done on 10/3/26.", {"notifications.sin_made": "yes", "notifications.sin_date": "2026-03-10"}),
        ("Mum has been told we are asking for this.", {"notifications.family_informed": "yes"}),
        ("The notification to the Panel should be made soon.", {}),
    ],
)
def test_who_was_told(sentence: str, found: dict[str, str]) -> None:
    assert told(sentence, "notifications") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The investigation continues under crime number RC/26/51190.", ("yes", "RC/26/51190")),
        ("Police are involved (NW/26/8810).", ("yes", "NW/26/8810")),
        ("Crime no. DW/26/03991.", ("yes", "DW/26/03991")),
        ("Both were arrested and bailed to 2 April.", ("yes", None)),
        ("They were released on bail; the police reference is TP/26/00881.", ("yes", "TP/26/00881")),
        ("The police are not involved.", ("no", None)),
    ],
)
def test_police(sentence: str, found: tuple[str, str | None]) -> None:
    said = told(sentence, "parallel")
    assert (said["parallel.police_investigation"], said.get("parallel.crime_reference")) == found


def test_an_investigation_that_has_ended_is_none_of_today() -> None:
    assert "parallel.police_investigation" not in told("The police investigation has now ended.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I have discussed this with Detective Superintendent Carl Wade, who represents the Constabulary on the"
            " Group, and he approved the referral on 18 May 2026. He can be reached on 01632 960475.",
            {
                "name": "Detective Superintendent Carl Wade", "role": "Detective Superintendent",
                "agency": "Constabulary", "phone": "01632 960475", "discussed": "yes", "approved": "yes",
                "approval_date": "2026-05-18",
            },
        ),
        (
            "This referral has been approved by Dr Lucy Penn, the Trust's Named Doctor, on 10 March 2026.",
            {
                "name": "Dr Lucy Penn", "role": "Named Doctor", "approved": "yes", "approval_date": "2026-03-10",
            },
        ),
        (
            "I write on behalf of Dr Omar Said, our representative on the Group, with whom I discussed the case and who"
            " has given his approval.",
            {"name": "Dr Omar Said", "discussed": "yes", "approved": "yes"},
        ),
        (
            "Our Named Nurse, Helen Poole, sits on your group. I discussed it with her and she supports this referral.",
            {"name": "Helen Poole", "role": "Named Nurse", "discussed": "yes", "approved": "yes"},
        ),
        (
            "My head of service Bill Onslow agreed on 11 March 2026.",
            {"name": "Bill Onslow", "role": "head of service", "approved": "yes", "approval_date": "2026-03-11"},
        ),
        ("I have not had a chance to speak to our safeguarding lead.", {"discussed": "no"}),
    ],
)  # fmt: skip
def test_who_agreed(text: str, found: dict[str, str]) -> None:
    said = told(text)
    assert {key.partition(".")[2]: value for key, value in said.items() if key.startswith("representative")} == found
    assert "incident.date" not in said


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("On 25 April 2026 she was found in the road outside her home.", "the road outside her home"),
        ("On 19 May 2026 Mabel was found face down in the bath at the family home.", "the bath at the family home"),
        ("On 7 March 2026 Amber was found at a hotel in Cleeve with two adults.", "a hotel in Cleeve"),
        ("On 7 March 2026 Amber was found with two adults.", None),
    ],
)
def test_where_it_happened(sentence: str, place: str | None) -> None:
    assert told(sentence).get("incident.location") == place


SURGERY = """
Mill Lane Surgery
2 Mill Lane, Derwick DW4 4AA
Tel: 01632 960841

12 March 2026

Patient: Finn Odell
DOB: 06-Oct-2015
Address: 17 Canal Bank, Derwick, DW4 7TY

Dear Chair

I am the registered GP for this boy. He was admitted on 1 March and was in intensive care until the 5th.

Yours sincerely

Dr Sian Quirke
"""


def read(catalogue: FieldCatalogue, text: str) -> dict[str, Any]:
    return read_form(read_text(text.strip()), "letter.txt", catalogue).record.as_plain()


def test_a_block_about_the_patient_above_the_greeting(catalogue: FieldCatalogue) -> None:
    found = read(catalogue, SURGERY)
    assert found["children"] == [
        {"full_name": "Finn Odell", "dob": "2015-10-06", "address": "17 Canal Bank, Derwick", "postcode": "DW4 7TY"}
    ]
    assert found["incident"]["date"] == "2026-03-01"
    assert found["referrer"]["agency"] == "Mill Lane Surgery"


def test_the_hospital_and_not_its_ward_writes(catalogue: FieldCatalogue) -> None:
    letter = SURGERY.replace("Mill Lane Surgery", "Intensive Care Unit\nSt Blaise's Hospital")
    assert read(catalogue, letter)["referrer"]["agency"] == "St Blaise's Hospital"


def test_bullets_of_a_letter_are_facts_of_their_own(catalogue: FieldCatalogue) -> None:
    found = read(
        catalogue,
        "Dear Review Group\n\nPlease accept this as a referral.\n\n- Child: Sienna Platt, born 11 April 2020\n"
        "- Father: Jordan Quill, date of birth not known\n- Sienna was found in the garden on 26 February 2026\n"
        "- Our panel member, Sheila North, has agreed to this referral\n\nMany thanks\n\nAde Bankole\n",
    )
    assert found["family"] == [{"name": "Jordan Quill", "relationship": "Father", "dob": "unknown"}]
    assert found["representative"]["name"] == "Sheila North"
