"""Letters in mails: what the mail's head says of writer and day, and days that are told without a year."""

from datetime import date
from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import ENVELOPE_PART, Envelope
from extract.model import FieldReading, InputFile
from extract.read import read_message
from extract.told.days import with_full_days

SENT = date(2026, 3, 12)  # a Thursday
LETTER = """
Hi both,

Re: Zane Pike, dob 2/6/2012

{event}

He lives with his mum Sandra Pike at 2 Lock Lane, Alderby AL6 2LL. The police are investigating. Mum has been told.

Thanks
{name}
"""
EVENT = "Yesterday evening Zane was pulled from the canal by a passer-by. He is on a ventilator at Alderby General."


def readings(catalogue: FieldCatalogue, text: str, envelope: Envelope | None) -> dict[str, FieldReading]:
    body = InputFile(
        name="e-mail text",
        content=text.strip().encode(),
        declared_type="text/plain",
        is_mail_body=True,
        envelope=envelope,
    )
    (referral,) = read_message([body], catalogue).referrals
    return {each.path: each for each in referral.record.readings}


def envelope(name: str = "SHEIKH, Imran (Alderby Council)", **more: Any) -> Envelope:
    return Envelope(**{"sender_name": name, "sender_address": "imran.sheikh@alderby.gov.example", "sent": SENT, **more})


def test_a_first_name_address_and_day_come_from_the_head_of_the_mail(catalogue: FieldCatalogue) -> None:
    found = readings(catalogue, LETTER.format(name="Imran", event=EVENT), envelope())
    assert found["referrer.name"].value == "Imran Sheikh"
    assert found["referrer.email"].value == "imran.sheikh@alderby.gov.example"
    assert found["referrer.date"].value == "2026-03-12"
    assert found["referrer.email"].place.part == ENVELOPE_PART
    assert found["referrer.email"].confidence < 0.7


def test_nothing_of_the_head_is_taken_where_somebody_else_signed(catalogue: FieldCatalogue) -> None:
    found = readings(catalogue, LETTER.format(name="Priya Nair", event=EVENT), envelope())
    assert found["referrer.name"].value == "Priya Nair"
    assert "referrer.email" not in found
    assert "referrer.date" not in found


@pytest.mark.parametrize("shown", ["Referrals Team", "Alderby Council", "duty@alderby.gov.example", "Imran"])
def test_a_team_is_no_referrer(catalogue: FieldCatalogue, shown: str) -> None:
    found = readings(catalogue, LETTER.format(name="", event=EVENT), envelope(shown))
    assert "referrer.name" not in found


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (EVENT, "2026-03-11"),
        ("Last night Zane was found in the canal.", "2026-03-11"),
        ("On Monday Zane was found in the canal.", "2026-03-09"),
        ("On 14 January Zane was found in the canal.", "2026-01-14"),
        ("On 30 December Zane was found in the canal.", "2025-12-30"),
    ],
)
def test_days_without_a_year_are_counted_from_the_mail(catalogue: FieldCatalogue, event: str, day: str) -> None:
    found = readings(catalogue, LETTER.format(name="Imran", event=event), envelope())
    assert found["incident.date"].value == day
    assert found["incident.date"].raw in event


@pytest.mark.parametrize(
    "event",
    [
        "I spoke to his teacher today.",
        "He is seeing a doctor this afternoon.",
        "The meeting will be on 2 April.",
        "We met on 4 March.",
        "He was seen in clinic in May last year.",
    ],
)
def test_other_days_are_no_day_of_the_event(catalogue: FieldCatalogue, event: str) -> None:
    assert "incident.date" not in readings(catalogue, LETTER.format(name="Imran", event=event), envelope())


def test_without_a_day_to_count_from_nothing_is_guessed(catalogue: FieldCatalogue) -> None:
    found = readings(catalogue, LETTER.format(name="Imran", event=EVENT), envelope(sent=None))
    assert "incident.date" not in found


@pytest.mark.parametrize(
    ("told", "full"),
    [
        ("It was last Thursday.", "It was on 5 March 2026."),
        ("It was last Friday.", "It was on 6 March 2026."),
        ("It was last Wednesday.", "It was on 4 March 2026."),
        ("It was on 1 March 2025.", "It was on 1 March 2025."),
        ("It is due on 31 December next year.", "It is due on 31 December next year."),
        ("He is 3/4 of the way.", "He is 3/4 of the way."),
    ],
)
def test_full_days(told: str, full: str) -> None:
    assert with_full_days(told, SENT) == full


def test_an_answer_about_a_child_by_name_is_no_referral(catalogue: FieldCatalogue) -> None:
    text = (
        "Hi Sam\n\nThank you for this. We discussed the case of Leo Marsh at the group and my manager, Dawn Hill, "
        "agreed that we do not need a further meeting. The police are investigating. Please ring 01632 960991.\n\n"
        "Kind regards\n\nRita Shaw\nReview Officer\nAlderby Council\n"
    )
    body = InputFile(
        name="e-mail text", content=text.encode(), declared_type="text/plain", is_mail_body=True,
        envelope=envelope("Rita Shaw", sender_address="rita.shaw@alderby.gov.example"),
    )  # fmt: skip
    assert read_message([body], catalogue).referrals == ()


def test_a_mail_typed_on_a_telephone_without_capitals(catalogue: FieldCatalogue) -> None:
    text = (
        "hi its imran from the yot can you look at a case for a review please\n\n"
        "kid is called reece palmer dob 1/4/09 school is quay academy\n\n"
        "yesterday he got stabbed at the bus station hes in intensive care\n\n"
        "police are investigating crime ref dw/26/4412\n\n"
        "thanks imran 01632 960851\n\nSent from my Galaxy\n"
    )
    found = readings(catalogue, text, envelope())
    assert found["children[0].full_name"].value == "reece palmer"
    assert found["children[0].dob"].value == "2009-04-01"
    assert found["incident.date"].value == "2026-03-11"
    assert found["parallel.police_investigation"].value == "yes"
    assert (found["referrer.name"].value, found["referrer.phone"].value) == ("Imran Sheikh", "01632 960851")
