"""Mails that are forms: their signatures, lists under `Contacts`, several children in the lines of a cell."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Envelope, SourceDocument
from extract.html_reader import read_html
from extract.model import InputFile
from extract.read import read_message
from extract.text_reader import read_text
from ingest.parse import parse_message
from tests.unit.extract.invented_forms import line, record
from triage.leaves import leaves

ANSWERS = """
Name of child: Amos Lee Pell
Date of birth: 3/4/2015
Home address: 7 Mill Lane, Alderby AB1 2CD
School: Alderby Infants
Mother: Ann Pell
Date of incident: 2 March 2026
What happened: He was hurt at home and was not seen by a doctor for two days.
Why a review is needed: Serious harm, and neglect is suspected.
MASH referral made: Yes
Parents told of this referral: No
"""
SIGNED = """
Regards

DS 2210 Jo Rix
Child Protection Team
Alderby Police
Tel 01632 960400
"""
NAMED = """
Jo

Jo Rix
Deputy Head and DSL
Alderby Infants School
01632 960700
"""


def body(catalogue: FieldCatalogue, text: str, sender: str) -> dict[str, str]:
    file = InputFile(
        name="e-mail text", content=text.strip().encode(), declared_type="text/plain", is_mail_body=True,
        envelope=Envelope(sender_name=sender, sender_address="jo.rix@alderby.example"),
    )  # fmt: skip
    (referral,) = read_message([file], catalogue).referrals
    return {each.path: each.value for each in referral.record.readings}


def page(catalogue: FieldCatalogue, rows: list[tuple[str, str]], title: str = "Child") -> dict[str, Any]:
    cells = "".join(f"<tr><td><b>{label}</b></td><td>{answer}</td></tr>" for label, answer in rows)
    return record(catalogue, read_html(f"<p><b>{title}</b></p><table>{cells}</table>".encode()))


def test_the_signature_below_the_closing_words_says_who_writes(catalogue: FieldCatalogue) -> None:
    found = body(catalogue, ANSWERS + SIGNED, "DS 2210 Rix")
    assert found["referrer.name"] == "DS 2210 Jo Rix"
    assert found["referrer.agency"] == "Alderby Police"
    assert found["referrer.phone"] == "01632 960400"


def test_the_senders_name_begins_a_signature_without_closing_words(catalogue: FieldCatalogue) -> None:
    found = body(catalogue, ANSWERS + NAMED, "Jo Rix")
    assert found["notifications.family_informed"] == "no"
    assert (found["referrer.role"], found["referrer.agency"]) == ("Deputy Head and DSL", "Alderby Infants School")


def test_a_signature_of_somebody_else_than_was_named_says_nothing(catalogue: FieldCatalogue) -> None:
    found = body(catalogue, f"Referrer's name: Femi Ojo\n{ANSWERS}{SIGNED}", "")
    assert found["referrer.name"] == "Femi Ojo"
    assert "referrer.phone" not in found


CONTACTS = [("Alderby Infants", "Mr Orme, office@infants.sch.example"), ("Housing (landlord)", "01632 960930")]


def test_rows_under_contacts_are_agencies(catalogue: FieldCatalogue) -> None:
    assert page(catalogue, CONTACTS, "C. Contacts")["agencies"] == [
        {"agency": "Alderby Infants", "contact_name": "Mr Orme", "contact": "office@infants.sch.example"},
        {"agency": "Housing (landlord)", "contact": "01632 960930"},
    ]


def test_lines_under_contacts_are_agencies(catalogue: FieldCatalogue) -> None:
    lines = ["Contacts", "Alderby Infants: Mrs Orme, 01632 960633", "Health Visiting: Nina Vale, nina@hv.example"]
    items = tuple(line(each, bold=number == 0) for number, each in enumerate(lines))
    assert record(catalogue, SourceDocument(format="mail", items=items))["agencies"] == [
        {"agency": "Alderby Infants", "contact_name": "Mrs Orme", "contact": "01632 960633"},
        {"agency": "Health Visiting", "contact_name": "Nina Vale", "contact": "nina@hv.example"},
    ]


@pytest.mark.parametrize("rows", [[("Telephone", "01632 960101"), ("Name", "Jo Field")], [("Mother", "Ann Pell")]])
def test_questions_under_contacts_are_no_agencies(catalogue: FieldCatalogue, rows: list[tuple[str, str]]) -> None:
    assert "agencies" not in page(catalogue, rows, "Contacts")


def test_lines_of_a_cell_that_answer_for_each_child(catalogue: FieldCatalogue) -> None:
    rows = [
        ("Name(s)", "Isla Pell<br>Erin Pell"), ("Date of birth", "2.5.2016<br>14.12.2018"),
        ("Ethnicity", "White Irish<br>White Irish"), ("School", "Alderby Juniors<br>Alderby Infants"),
        ("Address", "The Mill<br>Alderby, AB1 2CD"),
    ]  # fmt: skip
    one, other = page(catalogue, rows)["children"]
    assert (one["school"], other["school"]) == ("Alderby Juniors", "Alderby Infants")
    assert one["ethnicity"] == other["ethnicity"] == "White Irish"
    assert one["address"] == "The Mill, Alderby"


def test_nobody_is_no_relative(catalogue: FieldCatalogue) -> None:
    assert "family" not in page(catalogue, [("Siblings", "none")], "Family")


def test_words_that_only_say_how_to_answer_take_the_question_of_their_heading(catalogue: FieldCatalogue) -> None:
    said = "I think that this is serious harm from neglect."
    assert page(catalogue, [("In your own words", said)], "Why a review is needed")["rationale"] == said


def test_parts_of_an_answer_are_no_questions_of_their_own(catalogue: FieldCatalogue) -> None:
    text = "Police? Inquest? Has the family been told?\nPolice: yes\nInquest: n/a\nFamily: nan knows\n"
    found = record(catalogue, read_text(text))
    assert found["parallel"] == {"police_investigation": "yes", "inquest": "not_applicable"}
    assert found["notifications"] == {"family_informed": "yes"}
    assert "family" not in found


def test_a_sentence_beside_the_answers_says_who_agreed(catalogue: FieldCatalogue) -> None:
    beside = "I have talked this through with Dr Anna Price (Named GP). She supports it.\n"
    found = body(catalogue, ANSWERS + "\n" + beside + SIGNED, "DS 2210 Rix")
    assert (found["representative.name"], found["representative.approved"]) == ("Dr Anna Price", "yes")


def test_who_wrote_a_mail_that_was_passed_on_signs_it(catalogue: FieldCatalogue) -> None:
    head = "From: Jo Rix <jo.rix@alderby.example>\nDate: Mon, 16 Nov 2026 at 17:45\nSubject: concerns\n\n"
    raw = f"From: a@alderby.example\nTo: b@scp.example\nSubject: FW: concerns\n\nSee below.\n\n{head}{ANSWERS}{NAMED}"
    files = [each for _, each in leaves(parse_message(raw.encode()))]
    (referral,) = read_message(files, catalogue).referrals
    found = {each.path: each.value for each in referral.record.readings}
    assert (found["referrer.name"], found["referrer.role"]) == ("Jo Rix", "Deputy Head and DSL")
    assert found["referrer.date"] == "2026-11-16"


def test_a_reference_has_a_digit(catalogue: FieldCatalogue) -> None:
    assert "children" not in record(catalogue, read_text("UPN: not one that we hold\nIs there an inquest? No\n"))
