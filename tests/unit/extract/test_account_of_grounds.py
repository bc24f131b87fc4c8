"""The account below a list of grounds by its place, and answers right below numbered questions."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Control, Mark, MarkState, Paragraph, Span
from extract.model import ReferralRecord
from extract.reading import read_form
from tests.unit.extract.invented_forms import document, line, record, runs, table

ACCOUNT = "We suspect neglect. Three services knew a part of it and nobody put the parts together."
GROUNDS = (
    ("Abuse or neglect of a child is known or suspected", True),
    ("The child has died", False),
    ("The child has been seriously harmed", True),
    ("There is cause for concern about the actions of a single agency", False),
)


def _ticked(text: str, on: bool) -> Paragraph:
    mark = Mark(state=MarkState.ON if on else MarkState.OFF, evidence="glyph")
    return runs(Span(text="☒" if on else "☐", mark=mark), Span(text=f" {text}"))


@pytest.mark.parametrize(
    "asked", ["Set down the thinking behind your boxes", "What tipped the scales", "In a nutshell"]
)
def test_the_account_behind_the_grounds_needs_no_known_question(catalogue: FieldCatalogue, asked: str) -> None:
    read = _read(catalogue, asked, ACCOUNT)
    (rationale,) = (each for each in read.readings if each.path == "rationale")
    assert rationale.value == ACCOUNT
    assert rationale.confidence < 0.7


def test_a_remark_behind_the_grounds_is_no_account(catalogue: FieldCatalogue) -> None:
    assert not [
        each for each in _read(catalogue, "What tipped the scales", "See above").readings if each.path == "rationale"
    ]


def test_an_answer_in_another_block_is_no_account_of_the_grounds(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue, "Reason for referral", "Neglect.", line("AFTERWARDS", heading=True), line(f"Colour: {ACCOUNT}")
    )
    assert [each.value for each in read.readings if each.path == "rationale"] == ["Neglect."]


def test_a_plain_line_below_a_numbered_question_answers_it(catalogue: FieldCatalogue) -> None:
    asked = (
        ("What is the child's full name?", "Lily Gosse"),
        ("When was the child born?", "19/09/2025"),
        ("What language does the child mainly speak?", "n/a (baby)"),
        ("Who is the child's GP?", "Dower House Practice"),
        ("What is your name?", "Jo Field"),
        ("What is your post?", "Trust Safeguarding Lead"),
        ("Which organisation do you work for?", "Fell Learning Trust"),
    )
    lines = [
        each
        for number, (question, answer) in enumerate(asked, start=1)
        for each in (line(f"{number}. {question}", heading=True), line(answer))
    ]
    found = record(catalogue, document(*lines))
    assert found["children"] == [
        {"full_name": "Lily Gosse", "dob": "2025-09-19", "first_language": "n/a (baby)", "gp": "Dower House Practice"}
    ]
    assert found["referrer"]["role"] == "Trust Safeguarding Lead"
    assert "representative" not in found


def test_a_printed_question_between_two_fields_is_asked_of_the_second(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("C  Child", heading=True),
            table(
                ("Name", (runs(_field("Oscar Lind")),)),
                ("Disability", (runs(_field("Yes"), "  Details: ", _field("Hearing loss")),)),
                ("Looked after", (runs(_field("Yes"), "  Legal status: ", _field("s.20")),)),
            ),
            line("E  Agencies", heading=True),
            table(
                ("Agency 1", (runs(_field("Ofsted"), " / ", _field("NK"), " / ", _field("01632 960541")),)),
                ("Agency 2", (runs(_field("Mill School"), " / ", _field("Al Rix"), " / ", _field("01632 960542")),)),
            ),
        ),
    )
    child = found["children"][0]
    assert (child["disability"], child["disability_detail"]) == ("yes", "Hearing loss")
    assert (child["looked_after"], child["legal_status"]) == ("yes", "s.20")
    assert found["agencies"] == [
        {"agency": "Ofsted", "contact_name": "unknown", "contact": "01632 960541"},
        {"agency": "Mill School", "contact_name": "Al Rix", "contact": "01632 960542"},
    ]


def _field(text: str) -> Span:
    return Span(text=text, control=Control(kind="text", origin="sdt"))


def _read(catalogue: FieldCatalogue, asked: str, answer: str, *more: Paragraph) -> ReferralRecord:
    ticked = [_ticked(text, on) for text, on in GROUNDS]
    source = document(line("9 Grounds", heading=True), *ticked, table((asked, answer)), *more)
    return read_form(source, "form.docx", catalogue).record
