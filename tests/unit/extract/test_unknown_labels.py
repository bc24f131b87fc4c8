"""Questions in words that no list has: read by their rare words and by the shape of what was answered."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.answer_shape import shape_of
from extract.boilerplate import PrintedText
from extract.labels import LabelIndex, shared_index
from extract.parsing import Written


@pytest.fixture(scope="module")
def index(catalogue: FieldCatalogue) -> LabelIndex:
    return shared_index(catalogue)


@pytest.mark.parametrize(
    ("label", "group", "path"),
    [
        ("Exact venue of the incident, if it can be given", None, "incident.location"),
        ("Ethnicty of the child", None, "children[].ethnicity"),
        ("Has the referral been approved by your representative yet?", None, "representative.approved"),
        ("Narrative account of the serious incident", None, "incident.summary"),
        ("Work telephone number of the referrer", None, "referrer.phone"),
    ],
)
def test_a_strange_label_is_the_field_whose_labels_it_is_most_like(
    index: LabelIndex, label: str, group: str | None, path: str
) -> None:
    match = index.match(label, group)

    assert match is not None
    assert match.paths == (path,)


@pytest.mark.parametrize(
    "label", ["Sleeping arrangements", "Name of the solicitor", "Free school meals entitlement", "Bail conditions"]
)
def test_a_question_that_the_record_does_not_hold_is_no_field(index: LabelIndex, label: str) -> None:
    match = index.match(label)

    assert match is None or match.score < 0.75


def test_a_question_to_be_answered_by_yes_or_no_is_not_for_a_name(index: LabelIndex) -> None:
    match = index.match("Has the safeguarding lead been spoken to and agreed?")

    assert match is None or match.paths[0] in ("representative.discussed", "representative.approved")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Monday 12 January 2026", {"date"}),
        ("17:45", {"time"}),
        ("jo.field@council.example", {"email", "contact", "contact_details"}),
        ("01632 960123", {"phone", "contact", "contact_details"}),
        ("No", {"yesno"}),
        ("Jo Field", set()),
        ("in 2019 and again in 2021", set()),
    ],
)
def test_the_shape_of_an_answer_says_which_fields_it_can_be_for(text: str, types: set[str]) -> None:
    assert shape_of(Written(lines=(text,))) == types


def test_a_date_beside_words_of_awareness_is_the_day_the_agency_knew(index: LabelIndex) -> None:
    match = index.shaped("First reported to our duty team", "incident", frozenset({"date"}))

    assert match is not None
    assert match.paths == ("incident.date_known",)


@pytest.mark.parametrize(
    ("heading", "aside"),
    [
        ("Guidance notes for referrers (please do not return these pages)", True),
        ("Members of the group (for information)", True),
        ("Services to be asked for information", False),
        ("Who has been informed", False),
    ],
)
def test_notes_and_lists_for_the_reader_are_no_part_of_the_answers(
    catalogue: FieldCatalogue, heading: str, aside: bool
) -> None:
    assert PrintedText(catalogue.printed).is_office_heading(heading) is aside


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("The child is no longer alive", "child_died"),
        ("The child has been badly harmed, even if since recovered", "serious_harm"),
        ("We have seen this sort of thing before", "recurrent_themes"),
        ("Nobody was working with the family", "no_agency_involvement"),
        ("How agencies worked with one another", "multi_agency_working"),
        ("A chronology is attached", None),
    ],
)
def test_criteria_are_known_in_everyday_words(index: LabelIndex, statement: str, key: str | None) -> None:
    assert index.criterion(statement) == key
