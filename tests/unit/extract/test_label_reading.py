"""What printed labels ask for, on forms of any year, in the block in which they stand."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.boilerplate import PrintedText
from extract.labels import LabelIndex
from tests.unit.extract.invented_forms import line


@pytest.fixture(scope="module")
def index(catalogue: FieldCatalogue) -> LabelIndex:
    return LabelIndex(catalogue)


@pytest.fixture(scope="module")
def printed(catalogue: FieldCatalogue) -> PrintedText:
    return PrintedText(catalogue.printed)


@pytest.mark.parametrize(
    ("label", "group", "paths"),
    [
        ("1.3 NAME OF CHILD*", None, ("children[].full_name",)),
        ("D.O.B. (dd/mm/yyyy):", "child", ("children[].dob",)),
        ("Name", "referrer", ("referrer.name",)),
        ("Name", "representative", ("representative.name",)),
        ("Email address of the person making this referral", None, ("referrer.email",)),
        ("Agency & designation/title", "referrer", ("referrer.agency", "referrer.role")),
        ("Referrer (name, role, agency)", None, ("referrer.name", "referrer.role", "referrer.agency")),
        ("Date, time and place of incident", None, ("incident.date", "incident.time", "incident.location")),
        ("Date on which your organisation first became aware", None, ("incident.date_known",)),
        ("Is the young person subject to a CP plan, or were they before?", None, ("children[].cp_plan",)),
        ("Has a Serious Incident Notification been made to the national Panel?", None, ("notifications.sin_made",)),
        ("Steps taken to keep this child and other children safe", None, ("immediate_actions",)),
        ("Coroner's inquest", None, ("parallel.inquest",)),
    ],
)
def test_labels_of_many_forms(index: LabelIndex, label: str, group: str | None, paths: tuple[str, ...]) -> None:
    match = index.match(label, group)
    assert match is not None
    assert match.paths == paths


@pytest.mark.parametrize("label", ["Name", "What are you worried about?", "Favourite colour"])
def test_a_label_without_meaning_here_is_nothing(index: LabelIndex, label: str) -> None:
    assert index.match(label) is None


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("7. Person completing this form", "referrer"),
        ("Section B: Parents, carers and siblings", "family"),
        (
            "Please give the details of the designated safeguarding lead with whom you discussed the case",
            "representative",
        ),
        ("AGENCIES KNOWN TO BE INVOLVED", "agencies"),
        ("Child 2", "child"),
        ("Brief information", None),
    ],
)
def test_headings_open_blocks(index: LabelIndex, heading: str, group: str | None) -> None:
    assert index.section(heading) == group


def test_a_date_behind_the_notification_is_the_notifications(index: LabelIndex) -> None:
    assert index.following("notifications.sin_made", "If so, on what date?") == "notifications.sin_date"
    assert index.following("parallel.inquest", "If so, on what date?") is None


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("Abuse or neglect of a child is known or suspected", "abuse_or_neglect"),
        ("the child has died; or", "child_died"),
        ("concerns regarding two or more organisations working together effectively", "multi_agency_working"),
        ("cause for concern about the actions of a single agency", "single_agency_concern"),
        ("There has been no agency involvement and this gives cause for concern", "no_agency_involvement"),
        ("More than one local authority, police area or ICB is involved", "cross_border"),
        ("I confirm that the information is correct", None),
    ],
)
def test_printed_criteria_have_keys(index: LabelIndex, statement: str, key: str | None) -> None:
    assert index.criterion(statement) == key


def test_guidance_in_front_of_an_answer_is_taken_off(printed: PrintedText) -> None:
    plain = printed.answer([line("Please outline what happened. Include injuries."), line("Leo fell down the stairs.")])
    grey = printed.answer([line("Only what is relevant.", grey=True), line("The family moved here in May.")])
    asked = printed.answer([line("(If so when, and for how long?) Since 12 March 2025.")])
    assert [each.text for each in (*plain, *grey, *asked)] == [
        "Leo fell down the stairs.",
        "The family moved here in May.",
        "Since 12 March 2025.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Click or tap here to enter text.",
        "Which services knew the family and what did they do?",
        "Give a factual summary. Do not attach minutes.",
        "........................",
        "Serious harm includes serious or long-term impairment of a child's mental health or intellectual, emotional, "
        "social or behavioural development.",
    ],
)
def test_a_cell_with_only_printed_text_is_empty(printed: PrintedText, text: str) -> None:
    assert printed.answer([line(text)]) == ()


def test_an_answer_that_begins_like_an_instruction_stays(printed: PrintedText) -> None:
    answer = line("Give-way sign on Mill Road: Leo was hit by a van at 14:20 on 3 May.")
    assert [each.text for each in printed.answer([answer])] == [answer.text]


def test_required_paths_are_asked_of_every_child(catalogue: FieldCatalogue) -> None:
    paths = catalogue.required_paths(2)
    assert "children[1].dob" in paths
    assert "agencies[0].agency" in paths
    assert catalogue.group("children[1].dob") == "Child 2"
    assert catalogue.label("children[1].dob") == "Date of birth"
    assert catalogue.form_heading("incident.date") == "Date of the incident"
    assert all(catalogue.definition(path) for path in paths)
