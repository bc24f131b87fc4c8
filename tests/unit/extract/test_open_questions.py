"""Found empty, not found and unreadable are three results, and a missing answer is named by the form's own words."""

from config.domain import load_domain
from extract.document import Mark, MarkState, Paragraph, Place, SourceDocument, Span
from extract.model import Extraction
from extract.present import as_contract_json
from extract.read import read_document

_HEAD = ("LIG referral", "CHILD", "Name: Ada Penrose", "INCIDENT", "Where did it happen? The weir", "REFERRER")


def _read(*lines: str | tuple[Span, ...]) -> Extraction:
    items = [
        Paragraph(
            spans=(Span(text=line, bold=line.isupper()),) if isinstance(line, str) else line,
            place=Place(part="body", paragraph=number),
        )
        for number, line in enumerate([*_HEAD, "Name: Jo Field", *lines], start=1)
    ]
    return read_document(SourceDocument(format="text", items=tuple(items)), "form.txt", load_domain().fields)


def test_a_question_left_blank_is_empty_and_one_not_printed_is_only_missing() -> None:
    plain = as_contract_json(_read("Your job title:", "Your agency: ______"))

    assert "referrer.agency" in plain["empty"]
    assert "referrer.agency" in plain["missing"]
    assert "incident.date" in plain["missing"]
    assert "incident.date" not in plain["empty"]
    assert plain["unreadable"] == []


def test_a_missing_answer_is_named_as_the_form_prints_it() -> None:
    labels = as_contract_json(_read("Your agency:"))["missing_labels"]

    assert labels["referrer.agency"] == "Your agency"
    assert labels["incident.date"] == "Date of the incident"  # not printed: the partnership's own heading


def test_a_doubtful_tick_is_unreadable_and_no_answer() -> None:
    doubtful = Mark(state=MarkState.UNSURE, evidence="drawn")
    off = Mark(state=MarkState.OFF, evidence="drawn")
    plain = as_contract_json(
        _read(
            (
                Span(text="Inquest? "),
                Span(text="▣", mark=doubtful),
                Span(text=" Yes "),
                Span(text="☐", mark=off),
                Span(text=" No"),
            )
        )
    )

    assert "parallel.inquest" in plain["unreadable"]
    assert "parallel.inquest" not in plain["empty"]
    assert "parallel" not in plain["referral"]


def test_an_answered_question_is_in_none_of_the_lists() -> None:
    plain = as_contract_json(_read("Your agency: Ashgrove School"))

    assert plain["referral"]["referrer"]["agency"] == "Ashgrove School"
    assert "referrer.agency" not in [*plain["empty"], *plain["unreadable"], *plain["missing"]]
