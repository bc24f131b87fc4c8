"""What people write beside processes, names and agreements instead of the plain value."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.dates import day_and_month
from extract.process_answers import said_of_process
from tests.unit.extract.invented_forms import document, line, record, table

INQUEST, TOLD = "parallel.inquest", "notifications.family_informed"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (INQUEST, "Opened 3 May and adjourned", "yes"),
        (INQUEST, "ongoing", "yes"),
        (INQUEST, "Not yet - file with the coroner", "no"),
        (TOLD, "Mum yes. Dad – can't trace", "yes"),
        (TOLD, "Mother, verbally 18/11", "yes"),
        (TOLD, "Father not told yet", "no"),
    ],
)
def test_words_that_say_yes_or_no(path: str, text: str, expected: str) -> None:
    said = said_of_process(path, text)
    assert said is not None
    assert said[0] == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (INQUEST, "Coroner told"),
        (TOLD, "Mother cannot be reached"),
        (TOLD, "Mother is in hospital"),
        ("children[].disability", "Ongoing tests"),
    ],
)
def test_words_that_say_neither(path: str, text: str) -> None:
    assert said_of_process(path, text) is None


@pytest.mark.parametrize(
    ("text", "day"), [("9/2", "9/2"), ("on 5 March", "5 March"), ("Tues 10th March", "10th March")]
)
def test_a_day_without_its_year_is_kept_as_written(text: str, day: str) -> None:
    assert day_and_month(text) == day


@pytest.mark.parametrize("text", ["9/2/26", "ref 9/2", "1/250 patients"])
def test_what_is_no_day_without_its_year(text: str) -> None:
    assert day_and_month(text) is None


def test_a_notification_made_on_a_day_without_its_year(catalogue: FieldCatalogue) -> None:
    rows = (("*Serious incident notification made / date", "Yes 9/2"),)
    found = record(catalogue, document(line("Notifications", heading=True), table(*rows)))
    assert found["notifications"] == {"sin_made": "yes", "sin_date": "9/2"}


def test_a_childs_particulars_in_brackets_behind_the_name(catalogue: FieldCatalogue) -> None:
    rows = (("*Subject child", "Mia Marsh (d.o.b. 3/4/2015, girl)"), ("*Home address", "2 Mill Lane, tel 01632 960400"))
    found = record(catalogue, document(line("Child", heading=True), table(*rows)))
    assert found["children"] == [
        {"full_name": "Mia Marsh", "dob": "2015-04-03", "sex": "female", "address": "2 Mill Lane"}
    ]


@pytest.mark.parametrize("said", ["Jo Field, Head of Care    3/5/26", "Head of Care, Jo Field, 3 May 2026"])
def test_who_endorsed_and_when(catalogue: FieldCatalogue, said: str) -> None:
    rows = (("*Name", "Al Ash"), ("*Agency", "Oldbury Trust"), ("*Name of panel member", said))
    found = record(catalogue, document(line("Completed by", heading=True), table(*rows)))
    assert {key: found["representative"][key] for key in ("name", "role", "approval_date")} == {
        "name": "Jo Field", "role": "Head of Care", "approval_date": "2026-05-03",
    }  # fmt: skip


def test_discussed_and_agreed_at_once(catalogue: FieldCatalogue) -> None:
    rows = (("*Name", "Jo Field"), ("*Discussed and agreed", "Yes, 09/02/2026"))
    found = record(catalogue, document(line("Panel member", heading=True), table(*rows)))
    assert found["representative"] == {
        "name": "Jo Field", "discussed": "yes", "approved": "yes", "approval_date": "2026-02-09",
    }  # fmt: skip
