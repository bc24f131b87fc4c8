"""Rows of a case: what could not be read for certain stands beside the other answers, without a value."""

from config.domain import load_domain
from extract.document import Place
from extract.model import DocumentKind, Extraction, OpenQuestion, OtherAnswer, ReferralRecord
from triage.store.case_rows import answer_rows

PLACE = Place(part="page", page=2)


def test_an_illegible_answer_is_shown_under_its_question_and_a_blank_one_is_not() -> None:
    catalogue = load_domain().fields
    extraction = Extraction(
        file="scan.pdf",
        kind=DocumentKind.REFERRAL_FORM,
        record=ReferralRecord(readings=()),
        other_answers=(OtherAnswer(label="Interpreter?", value="No", place=PLACE),),
        open_questions=(
            OpenQuestion(path="children[0].full_name", label="Name of child", place=PLACE, unreadable=True),
            OpenQuestion(path="children[0].gp", label="GP", place=PLACE),
            OpenQuestion(path="referrer.name", label="", place=PLACE, unreadable=True),
        ),
    )
    rows = [(row.label, row.value) for row in answer_rows(extraction, catalogue)]

    assert rows == [("Interpreter?", "No"), ("Name of child", ""), (catalogue.label("referrer.name"), "")]
