"""Letters with headings, memos, letters about two children, and more ways to name agencies and who agreed."""

from datetime import date
from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Envelope, SourceDocument
from extract.letter_sentences import facts_of
from extract.model import InputFile
from extract.read import read_message
from extract.text_lines import joined_lines
from extract.text_reader import read_text
from tests.unit.extract.invented_forms import line, record

HEADED = """
Alderby Hospitals NHS Foundation Trust
Telephone 01632 960270

21 September 2026

Dear Dr Pell

RE: REQUEST FOR RAPID REVIEW
RE: ELSIE MAY TOLL   D.O.B. 29.12.2024   NHS 999 410 0076
RE: HOME ADDRESS 2 QUARRY BANK, ALDERBY AB1 2CD

The child and family:

Elsie is the second child of Nora Toll (born 15 May 1998) and Jordan Pike. Her brother is Noah Toll, aged 4.

Circumstances:

On 12 September 2026 at 06:20 an ambulance was called to the home. Elsie was unwell and is now in intensive care.

Parallel processes:

The police are investigating (Operation Larch, AB/26/5521). There are no care proceedings.

Agreement:

This request has been agreed by our Chief Nurse, Mary Sallow. The parents have been told of it by DC Al Hale.

Yours sincerely

Tessa Quill
Head of Safeguarding
"""
MEMO = """
ALDERBY CONSTABULARY

From: Detective Sergeant 2204 Jude Farrow
To: Case Review Group
Date: 13/08/2026
Subject: Referral of Dylan Rhys Cate for case review and for the advice of the group

1. Subject

Dylan Rhys Cate, born 06/02/2020, of 40 Tern Close, Alderby, AB2 2WR. Not subject to a CP plan.

2. Family

Mother - Gemma Cate, born 21/03/1997. Stepfather - Wayne Orme, born 10/10/1989.

3. Summary

On Saturday 1 August 2026 at 1410 hours police were called to Alderby Beach, where Dylan had been found unwell.

4. Authority

Approved by Detective Superintendent Al Birk on 12/08/2026.

Jude Farrow
DS 2204
Tel. 01632 960640
"""
TWO = """
Dear all

My name is Karen Hale and I am head of Alderby Primary School. I write
about a brother and sister at our school, Amy Pell, whose date of birth is
4 May 2016, and Jack Pell, whose date of birth is 25 January 2019. Their
home is 33 Mill Walk, Alderby, AB1 2CD.

Jack’s nursery, Acorn Nursery, had been worried about them since the
spring and told us so more than once this year. On Tuesday 9 June Jack was
found hurt at home by a neighbour. We learned of it on 10 June from the
ward.

Regards
Karen Hale
Headteacher
Alderby Primary School - Growing Together
"""


def mail(catalogue: FieldCatalogue, text: str, sender: str = "") -> dict[str, str]:
    file = InputFile(
        name="e-mail text", content=text.strip().encode(), declared_type="text/plain", is_mail_body=True,
        envelope=Envelope(sender_name=sender, sent=date(2026, 6, 12)),
    )  # fmt: skip
    (extraction,) = read_message([file], catalogue).extractions
    return {each.path: each.value for each in extraction.record.readings}


def told(text: str, prefix: str = "") -> dict[str, str]:
    return {each.path: each.value for each in facts_of(text) if each.path.startswith(prefix)}


def test_a_letter_whose_parts_have_headings_is_read_sentence_by_sentence(catalogue: FieldCatalogue) -> None:
    found: dict[str, Any] = record(catalogue, read_text(HEADED))
    (child,) = found["children"]
    assert (child["full_name"], child["dob"], child["postcode"]) == ("ELSIE MAY TOLL", "2024-12-29", "AB1 2CD")
    assert [each["name"] for each in found["family"]] == ["Nora Toll", "Jordan Pike", "Noah Toll"]
    assert found["incident"]["date"] == "2026-09-12"
    assert found["parallel"]["crime_reference"] == "AB/26/5521"
    assert found["parallel"]["care_proceedings"] == "no"
    assert found["representative"]["name"] == "Mary Sallow"
    assert found["notifications"]["family_informed"] == "yes"
    assert found["referrer"]["role"] == "Head of Safeguarding"


def test_a_memo_is_signed_with_the_name_behind_from(catalogue: FieldCatalogue) -> None:
    items = tuple(line(each) for each in MEMO.splitlines() if each)
    found: dict[str, Any] = record(catalogue, SourceDocument(format="docx", items=items))
    assert found["children"][0]["full_name"] == "Dylan Rhys Cate"
    assert [each["dob"] for each in found["family"]] == ["1997-03-21", "1989-10-10"]
    assert (found["incident"]["date"], found["incident"]["location"]) == ("2026-08-01", "Alderby Beach")
    assert found["representative"]["approval_date"] == "2026-08-12"
    assert found["referrer"]["name"] == "Jude Farrow"
    assert found["referrer"]["agency"] == "ALDERBY CONSTABULARY"
    assert found["referrer"]["date"] == "2026-08-13"


def test_two_children_of_a_letter_each_with_what_is_said_of_them(catalogue: FieldCatalogue) -> None:
    found = mail(catalogue, TWO)
    assert (found["children[0].full_name"], found["children[0].dob"]) == ("Amy Pell", "2016-05-04")
    assert (found["children[1].full_name"], found["children[1].dob"]) == ("Jack Pell", "2019-01-25")
    assert found["children[1].address"] == "33 Mill Walk, Alderby"
    assert found["children[1].school"] == "Acorn Nursery"
    assert (found["incident.date"], found["incident.date_known"]) == ("2026-06-09", "2026-06-10")
    assert found["referrer.agency"] == "Alderby Primary School"


def test_days_are_counted_where_the_sender_is_not_known_for_certain(catalogue: FieldCatalogue) -> None:
    assert mail(catalogue, TWO)["referrer.date"] == "2026-06-12"


@pytest.mark.parametrize(
    ("sentences", "name", "role"),
    [
        ("I spoke to Dr Al Sattar, Named GP for Alderby ICB, in May. He agrees with it.", "Dr Al Sattar", "Named GP"),
        ("I have gone through it with our safeguarding GP, Dr Tom Ferr, and he is happy for it to come to you.",
         "Dr Tom Ferr", "safeguarding GP"),
        ("Our chair of governors, Dr Simon Peak, is aware. Dr Peak has given his agreement.",
         "Dr Simon Peak", "chair of governors"),
        ("Approved by Detective Superintendent Al Birk on 12/08/2026.", "Al Birk", "Detective Superintendent"),
    ],
)  # fmt: skip
def test_who_agreed_in_more_words(sentences: str, name: str, role: str) -> None:
    found = told(sentences, "representative.")
    assert found["representative.name"].removeprefix("Detective Superintendent ") == name
    assert found["representative.role"] == role
    assert found["representative.approved"] == "yes"


def test_the_organisation_in_a_post_is_its_own_fact() -> None:
    found = told(
        "I spoke to Dr Al Sattar, Named GP for Alderby ICB, on 12 May. He agrees and can be reached at a@x.example."
    )
    assert found["representative.agency"] == "Alderby ICB"
    assert found["representative.email"] == "a@x.example"


@pytest.mark.parametrize(
    ("sentence", "path", "value"),
    [
        ("He is not, and has not been, on a child protection plan.", "children[].cp_plan", "no"),
        ("He has a diagnosis of autism.", "children[].disability_detail", "autism"),
        ("A teacher at Beck Hall School, which he attends, was told.", "children[].school", "Beck Hall School"),
        ("The ward telephoned me about it on 17 February 2026.", "incident.date_known", "2026-02-17"),
        ("She knows that I am sending this.", "notifications.family_informed", "yes"),
        ("I have told Ms Pell that I would be contacting you.", "notifications.family_informed", "yes"),
        ("A MASH referral went in from the ward.", "notifications.mash_referral", "yes"),
        ("The police have interviewed Mum.", "parallel.police_investigation", "yes"),
        ("Criminal investigation continues under AB/2026/61177.", "parallel.crime_reference", "AB/2026/61177"),
    ],
)
def test_facts_in_more_words(sentence: str, path: str, value: str) -> None:
    assert told(sentence)[path] == value


def test_a_gp_of_the_writers_is_not_the_childs() -> None:
    assert "children[].gp" not in told("I discussed this with our named GP, Dr Helen Osgood, on 27 February.")


def test_people_to_ask_with_and_without_a_number() -> None:
    sentence = (
        "Please contact Ayo Rahm, social worker, Children in Care Team (01632 960522); Gary Stott, registered manager"
        " of Beckside (gary@beckside.example); or Miss L Carne at Beck Hall School."
    )
    found = [(each.path, each.value) for each in facts_of(sentence) if each.path.startswith("agencies")]
    assert [value for path, value in found if path.endswith("contact_name")] == ["Ayo Rahm", "Gary Stott", "L Carne"]
    assert [value for path, value in found if path.endswith("].agency")] == [
        "Children in Care Team", "Beckside", "Beck Hall School",
    ]  # fmt: skip


def test_lines_broken_by_hand_are_one_sentence() -> None:
    lines = [
        "She lives with her mother and with her stepfather at 81 Mill Road. Her father,",
        "Al Rix, moved away.",
        "",
    ]
    filled = ["Nothing was heard of it for some weeks after that, which was put down", "to the holidays."]
    texts = [each.text for each in joined_lines([*lines, *filled])]
    assert texts == [" ".join(lines[:2]), " ".join(filled)]
