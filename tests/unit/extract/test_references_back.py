"""Answers that point at another one take over its value; those that point at nothing are kept for a person."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import SourceDocument
from extract.references_back import points_back, same_day
from tests.unit.extract.invented_forms import document, line, record, table


def _children(*second: str) -> SourceDocument:
    return document(
        line("Children", heading=True),
        table(
            ("", "*First child", "*Second child"),
            ("Full name", "Leo Marsh", "Mia Marsh"),
            ("Home address", "2 Mill Lane, Oldbury PO30 1UD", second[0]),
            ("GP", "Mill Surgery", second[1]),
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("same", "ditto"),
        ("as Leo", "as above"),
        ("Same as Child 1", "see Child 1"),
        ("as child 1", '"'),
        ("As no. 1", "same as A"),
    ],
)
def test_the_second_child_is_as_the_first(catalogue: FieldCatalogue, words: tuple[str, str]) -> None:
    second = record(catalogue, _children(*words))["children"][1]
    assert second == {
        "full_name": "Mia Marsh", "address": "2 Mill Lane, Oldbury", "postcode": "PO30 1UD", "gp": "Mill Surgery",
    }  # fmt: skip


def test_an_own_answer_stays(catalogue: FieldCatalogue) -> None:
    second = record(catalogue, _children("Same street, no. 9", "Seaview"))["children"][1]
    assert (second["address"], second["gp"]) == ("Same street, no. 9", "Seaview")


def test_the_same_day_is_the_day_of_the_incident(catalogue: FieldCatalogue) -> None:
    def known(said: str) -> object:
        rows = (("*Date of incident", "28 February 2026"), ("*Date your agency became aware", said))
        found = record(catalogue, document(line("Incident", heading=True), table(*rows)))
        return found["incident"].get("date_known")

    assert known("same day, evening") == "2026-02-28"
    assert known("next day (Sunday)") == "2026-03-01"


def test_what_points_at_nothing_is_no_value(catalogue: FieldCatalogue) -> None:
    rows = (("*Full name", "Leo Marsh"), ("*Home address", "as above"))
    found = record(catalogue, document(line("Child", heading=True), table(*rows)))
    assert found["children"] == [{"full_name": "Leo Marsh"}]


@pytest.mark.parametrize("text", ["see GP letter of 3 May", "as", "Samesh", "as discussed with the family"])
def test_words_that_do_more_than_point(text: str) -> None:
    assert not points_back(text)
    assert same_day(text) is None


def test_an_account_that_only_points_elsewhere_is_no_account(catalogue: FieldCatalogue) -> None:
    rows = (("*What happened", "A child was hurt at home on Monday."), ("*Agency involvement", "see above"))
    found = record(catalogue, document(line("Incident", heading=True), table(*rows)))
    assert "agency_involvement" not in found
