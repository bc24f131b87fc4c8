"""Criteria in a form's own words are known by their place in the statute's order, and only where that is certain."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, Table
from tests.unit.extract.invented_forms import document, line, record, table

CHILD = ("*Name of child", "Leo Marsh"), ("*Date of birth", "3 May 2019")


def ticked(catalogue: FieldCatalogue, *items: Paragraph | Table) -> Any:
    form = document(table(*CHILD), line("Criteria", heading=True), *items)
    return record(catalogue, form).get("criteria_ticked", [])


@pytest.mark.parametrize(("box", "found"), [("☒", ["recurrent_themes", "multi_agency_working"]), ("☐", [])])
def test_statements_in_new_words_between_known_ones(catalogue: FieldCatalogue, box: str, found: list[str]) -> None:
    rows = table(
        ("☐", "Abuse or neglect known or suspected"),
        ("☐", "The child has died"),
        ("☐", "The child was seriously harmed"),
        ("☐", "Improvements to safeguarding practice"),
        (box, "We have met this before on other jobs"),
        (box, "Left hand did not know what the right hand did"),
        ("☐", "National Panel has suggested a local review"),
    )
    assert ticked(catalogue, rows) == found


def test_a_statement_more_than_the_statute_has_makes_places_uncertain(catalogue: FieldCatalogue) -> None:
    rows = table(
        ("☐", "Abuse or neglect known or suspected"),
        ("☐", "The child has died"),
        ("☐", "The child was seriously harmed"),
        ("☒", "The press has asked about it"),
        ("☒", "Left hand did not know what the right hand did"),
        ("☐", "National Panel has suggested a local review"),
    )
    assert ticked(catalogue, rows) == []


def test_one_known_statement_in_another_place_leaves_the_others_in_order(catalogue: FieldCatalogue) -> None:
    rows = table(
        ("☒", "Someone hurt the child, or we think they may have"),
        ("☐", "The child has died"),
        ("☐", "The child was seriously harmed"),
        ("☒", "Things could be done better"),
        ("☐", "Recurrent themes"),
        ("☐", "Agencies not working together"),
        ("☐", "More than one local authority"),
        ("☐", "National Panel has suggested a local review"),
    )
    assert ticked(catalogue, rows) == ["abuse_or_neglect", "improvements_needed"]


def test_statements_in_an_order_of_their_own_are_not_told_by_place(catalogue: FieldCatalogue) -> None:
    rows = table(
        ("☐", "The child was seriously harmed"),
        ("☐", "The child has died"),
        ("☒", "Something that nobody has a word for"),
        ("☐", "Abuse or neglect known or suspected"),
        ("☐", "National Panel has suggested a local review"),
    )
    assert ticked(catalogue, rows) == []


def test_places_count_what_the_form_asks_as_questions_elsewhere(catalogue: FieldCatalogue) -> None:
    asked = table(
        ("*Is abuse or neglect known or suspected?", "☒ Yes ☐ No"),
        ("*Has the child died?", "☐ Yes ☒ No"),
        ("*Was the child seriously harmed?", "☒ Yes ☐ No"),
    )
    boxes = table(
        ("☒", "Lessons about how services are set up, old ones included"),
        ("☐", "Recurrent themes"),
        ("☐", "Agencies not working together"),
        ("☐", "National Panel has suggested a local review"),
        ("☐", "More than one local authority"),
    )
    assert set(ticked(catalogue, asked, boxes)) == {"abuse_or_neglect", "serious_harm", "improvements_needed"}


@pytest.mark.parametrize(
    ("said", "found"),
    [("Known", ["abuse_or_neglect"]), ("Suspected", ["abuse_or_neglect"]), ("Not known", []), ("No", [])],
)
def test_abuse_that_is_said_to_be_known_or_suspected(catalogue: FieldCatalogue, said: str, found: list[str]) -> None:
    assert ticked(catalogue, table(("*Was abuse or neglect of the child", said))) == found


def test_criteria_right_below_a_title_that_speaks_of_a_notification(catalogue: FieldCatalogue) -> None:
    form = document(
        line("Notification to the serious case review sub-group", heading=True),
        line("☒ (a) abuse or neglect of a child is known or suspected; and either"),
        line("☐ (b)(i) the child has died; or"),
        line("☒ (b)(ii) the child has been seriously harmed"),
        table(*CHILD),
    )
    found = record(catalogue, form)
    assert found["criteria_ticked"] == ["abuse_or_neglect", "serious_harm"]
    assert "notifications" not in found


@pytest.mark.parametrize(
    ("said", "child"), [("n/a", {"legal_status": "not_applicable"}), ("No", {"looked_after": "no"})]
)
def test_that_nothing_applies_is_the_answer_to_the_details(
    catalogue: FieldCatalogue, said: str, child: dict[str, str]
) -> None:
    found = record(catalogue, document(table(*CHILD, ("*Legal status", said))))["children"][0]
    assert found == {"full_name": "Leo Marsh", "dob": "2019-05-03"} | child
