"""Letters by a person's click: read first, sent once, never with personal data; agencies' returns matched or noted."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.domain import load_domain
from notify.dispatch import send_due
from notify.errors import TransportRefused
from notify.fakes import RecordingTransport
from notify.model import Letter, LetterKind
from tests.web.conftest import token_of
from tests.web.desks import letter_desk
from tests.web.office import NOW, open_office
from triage.store.tables_mail import OutboxRow

DUE = {"due__day": "17", "due__month": "11", "due__year": "2026"}
SCHOOL = "head@academy.example"


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        yield office


@pytest.fixture
def desk(office):
    return office.desk_of("caseworker")


@pytest.fixture
def reference(office):
    return office.receive("a")[0]


def case(office, reference):
    return office.store.reader.case(reference, office.clock())


def letters_of(office, reference):
    return [each for each in case(office, reference).outgoing if each.kind != "acknowledgement"]


def address(reference, kind, of=None):
    return f"/cases/{reference}/letters/{kind}" + (f"?of={of}" if of else "")


def send(desk, reference, kind="request_information", **answers):
    """Answer the questions, then send the words as they are proposed, or as `subject` and `text` change them."""
    subject, text = answers.pop("subject", None), answers.pop("text", None)
    asked = {"recipient": "nurse@trust.example", "headings": ["Agencies involved"], **DUE, **answers}
    where = address(reference, kind)
    status, page = desk.send(where, **asked)
    assert status == 200, page
    kept = letter_desk().draft(order_of(asked, kind, reference))
    return desk.send(
        where, step="words", subject=subject or kept.subject, text=text or kept.text, drawn_on=where, **asked
    )


def order_of(asked, kind, reference):
    return Letter(
        kind=LetterKind(kind),
        recipient=asked["recipient"],
        reference=reference,
        written_at=NOW,
        headings=tuple(asked["headings"]),
        due=date(2026, 11, 17),
        choice=asked.get("choice", ""),
    )


def test_the_referrer_is_asked_for_what_is_missing_and_the_case_awaits_it(office, desk, reference):
    page = desk.see(address(reference, "request_information"))
    assert '<h1 class="govuk-heading-l">Ask the referrer for what is missing</h1>' in page
    assert 'value="nurse@trust.example"' in page
    for heading in case(office, reference).missing:
        assert f'value="{heading}"' in unescape(page)
    status, page = send(desk, reference)
    assert (status, "The letter will be sent within a minute or two." in page) == (200, True)
    (letter,) = letters_of(office, reference)
    assert (letter.kind, letter.recipient, letter.state) == ("request_information", "nurse@trust.example", "waiting")
    assert "- Agencies involved" in letter.text
    assert case(office, reference).row.state == "awaiting_information"
    history = unescape(re.sub(r"<[^>]+>", " ", desk.see(f"/cases/{reference}?view=history")))
    assert "sent a letter: Ask the referrer for what is missing" in " ".join(history.split())


def test_the_letter_answers_the_referrers_mail_and_is_known_again(office, desk, reference):
    send(desk, reference)
    (due,) = [each for each in office.store.outbox.due(NOW) if each.kind == "request_information"]
    assert due.email.in_reply_to == "<a@trust.example>"
    assert due.email.returned_to_us
    assert due.email.message_id.startswith("<ack.")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"recipient": "lig@partnership.example"}, "Enter one e-mail address, and not our own"),
        ({"recipient": "two@trust.example, three@trust.example"}, "Enter one e-mail address"),
        ({"headings": []}, "Choose at least one thing to ask for"),
        ({"headings": ["Whatever <b>somebody</b> typed"]}, "Choose at least one thing to ask for"),
        ({"due__day": "9"}, "The day must be today or later"),
        ({"due__month": "13"}, "The day must be today or later"),
    ],
)
def test_a_letter_that_cannot_be_written_says_why_and_keeps_what_was_typed(office, desk, reference, answers, said):
    asked = {"recipient": "nurse@trust.example", "headings": ["Agencies involved"], **DUE, **answers}
    status, page = desk.send(address(reference, "request_information"), **asked)
    assert (status, said in page) == (400, True)
    assert f'value="{asked["recipient"]}"' in page
    assert letters_of(office, reference) == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("We write about Imogen Vale-Hart.", "a name from this case"),
        ("We write about Imogen.", "a name from this case"),
        ("The child was born on 4 March 2019.", "a date of birth or death"),
    ],
)
def test_a_letter_with_personal_data_is_not_sent_whatever_the_browser_says(office, desk, reference, said, kind):
    desk.send(f"/cases/{reference}/fields/children[0].full_name", value="Imogen Vale-Hart", kind="misread")
    desk.send(f"/cases/{reference}/fields/children[0].dob", value__year="2019", value__month="3", value__day="4",
              kind="misread")  # fmt: skip
    status, page = send(desk, reference, text=f"Dear colleague,\n\n{said}\n")
    assert status == 400
    assert "The letter holds personal data and was not sent" in page
    assert kind in page
    assert said in page
    assert letters_of(office, reference) == []


def test_an_address_that_no_agency_is_registered_for_is_pointed_out(desk, reference):
    asked = {"headings": ["Agencies involved"], **DUE}
    _, page = desk.send(address(reference, "request_information"), recipient="nurse@trust.example", **asked)
    assert "does not belong to a registered agency" not in page
    _, page = desk.send(address(reference, "request_information"), recipient="nurse@elsewhere.test", **asked)
    assert "does not belong to a registered agency" in page


def test_two_letters_of_two_people_at_once_are_not_both_sent(office, desk, reference):
    where, version = address(reference, "request_information"), case(office, reference).row.version
    send(desk, reference)
    words = {"subject": "Your referral", "text": "Could you help?", "recipient": "nurse@trust.example",
             "headings": ["Agencies involved"], "step": "words", **DUE}  # fmt: skip
    status, page = desk.send(where, version=version, **words)
    assert (status, "Somebody else changed this case" in page) == (409, True)
    assert len(letters_of(office, reference)) == 1


def test_an_ended_case_can_still_be_told_its_outcome_and_nothing_be_asked(office, desk, reference):
    desk.send(f"/cases/{reference}/end", how="closed:no_further_action", note="The partners found no ground.")
    page = desk.see(f"/cases/{reference}/letters")
    assert "Tell the referrer the outcome" in page
    assert "Ask the referrer for what is missing" not in page
    status, _ = send(desk, reference, "outcome", choice="no_further_action")
    assert status == 200
    assert [each.kind for each in letters_of(office, reference)] == ["outcome"]
    asked = {"recipient": "nurse@trust.example", "headings": ["Agencies involved"], **DUE}
    status, page = desk.send(address(reference, "request_information"), **asked)
    assert (status, "Reopen it first" in page) == (400, True)


def request(office, desk, reference):
    """A request to a school that has gone out; its id."""
    send(desk, reference, "agency_request", recipient=SCHOOL)
    send_due(office.store.outbox, RecordingTransport(), office.clock)
    (letter,) = letters_of(office, reference)
    assert letter.state == "sent"
    return letter


def test_a_return_is_awaited_then_late_and_a_reminder_is_one_click_away(office, desk, reference):
    letter = request(office, desk, reference)
    assert "Return awaited" in desk.see(f"/cases/{reference}?view=messages")
    office.clock.time = NOW + timedelta(days=8)
    desk = office.desk_of("caseworker")
    page = desk.see(f"/cases/{reference}?view=messages")
    assert "Return late" in page
    where = address(reference, "agency_overdue", letter.id)
    assert where in page
    assert office.store.reader.late_returns(office.clock()) == [reference]
    assert f'value="{SCHOOL}"' in desk.see(where)
    status, page = desk.send(where, recipient=SCHOOL, of=str(letter.id))
    assert status == 200
    words = " ".join(page.split())
    assert "On 10 November 2026 we asked" in words
    assert "due on 17 November 2026" in words
    status, _ = desk.send(
        where, recipient=SCHOOL, of=str(letter.id), step="words", subject="Overdue", text="Please tell us."
    )
    assert status == 200
    page = desk.see(f"/cases/{reference}?view=messages")
    assert "Reminded 1 time" in page
    assert where not in page


def test_a_reminder_of_no_request_does_not_exist(desk, reference):
    assert desk.client.get(address(reference, "agency_chaser")).status_code == 404
    assert desk.client.get(address(reference, "agency_chaser", 999)).status_code == 404


def test_information_that_came_another_way_is_noted_by_hand(office, desk, reference):
    letter = request(office, desk, reference)
    messages = f"/cases/{reference}?view=messages"
    _, page = desk.send(f"/cases/{reference}/letters/{letter.id}/received", messages)
    assert "Return received" in page
    office.clock.time = NOW + timedelta(days=30)
    assert office.store.reader.late_returns(office.clock()) == []
    assert "noted that an agency" in office.desk_of("manager").see(f"/cases/{reference}?view=history")


def test_a_reply_to_a_letter_is_found_by_our_message_id(office, desk, reference):
    request(office, desk, reference)
    (sent,) = [each for each in _stored(office) if each.startswith("<ack.")]
    with office.store.work(NOW) as work:
        assert [each.reference for each in work.cases_of_our_mail([sent])] == [reference]
        assert [each.reference for each in work.cases_of_thread([sent])] == [reference]
        work.note_delivery([sent], "answered")
        work.commit()
    assert "Return received" in desk.see(f"/cases/{reference}?view=messages")


def test_a_viewer_writes_no_letters(office, reference):
    viewer = office.desk_of("viewer")
    assert viewer.client.get(f"/cases/{reference}/letters").status_code == 403
    assert "Write a letter" not in viewer.see(f"/cases/{reference}?view=messages")


def _stored(office):
    with Session(office.store._engine) as session:
        return list(session.scalars(select(OutboxRow.message_id)))


def test_what_could_not_be_sent_is_shown_and_sent_or_given_up(office, desk, reference):
    send(desk, reference)
    refuse(office)
    assert "E-mails that could not be sent" in desk.see("/health")
    messages = f"/cases/{reference}?view=messages"
    page = desk.see(messages)
    assert "The relay refused it (answer 550)" in page
    (letter,) = letters_of(office, reference)
    desk.send(f"/cases/{reference}/letters/{letter.id}/send", messages)
    assert [each.state for each in letters_of(office, reference)] == ["waiting"]
    refuse(office)
    desk.send(f"/cases/{reference}/letters/{letter.id}/cancel", messages)
    assert [each.state for each in letters_of(office, reference)] == ["cancelled"]
    assert office.store.reader.unsent() == []


def test_acknowledgements_that_were_stopped_go_out_again_by_a_click(office, desk):
    office.store.outbox.hold("too_many_returned", NOW)
    assert "No acknowledgement goes out" in desk.see("/")
    viewer = office.desk_of("viewer")
    assert "Let acknowledgements go out again" not in viewer.see("/health")
    token = token_of(viewer.see("/health"))
    assert viewer.client.post("/health/release", data={"csrf_token": token}).status_code == 403
    status, page = desk.send("/health/release", "/health")
    assert (status, "Acknowledgements go out again." in page) == (200, True)
    assert office.store.outbox.state().held_code == ""
    assert office.store.reader.health(NOW).sending_held == ""


def refuse(office):
    """One round at a relay that refuses for good."""
    refusal = TransportRefused("550", permanent=True)
    send_due(office.store.outbox, RecordingTransport(refusals=[refusal]), office.clock)
