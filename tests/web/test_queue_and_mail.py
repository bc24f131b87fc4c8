"""The queue and the mail pages: nothing urgent can be overlooked, and every mail can be found."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import build, sign_in
from tests.web.fake_cases import NOW, FakeAccounts, FakeReader


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


def words_of(page: str) -> str:
    """The words of a page, white space aside."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").split())


def test_the_summary_says_what_must_be_done(client: FlaskClient) -> None:
    words = words_of(client.get("/").text)
    assert "3 open. In 1 a child may be unsafe now. 1 is overdue. 2 e-mails need a person." in words


def test_live_risk_and_overdue_are_words_in_red_tags(client: FlaskClient) -> None:
    page = client.get("/").text
    assert '<strong class="govuk-tag govuk-tag--red">Child may be unsafe now</strong>' in page
    assert '<strong class="govuk-tag govuk-tag--red">Overdue by 3 working days</strong>' in page


def test_rows_keep_the_order_of_the_reader(client: FlaskClient, reader: FakeReader) -> None:
    page = client.get("/").text
    places = [page.index(f">{reference}</a>") for reference in reader.cases]
    assert places == sorted(places)


def test_a_row_says_who_what_is_missing_and_what_is_due(client: FlaskClient) -> None:
    words = words_of(client.get("/").text)
    for expected in (
        "RTE, KA-E",
        "11 November 2026, 1:55pm (2 hours ago)",
        "Met Abuse or neglect suspected; serious harm evidenced",
        "3 missing Ethnicity and 2 more",
        "Provisional: local authority notification 2 working days left Friday 13 November 2026",
        "With J Adeyemi",
        "No date set",
    ):
        assert expected in words


def test_the_queue_is_narrowed_by_its_address_and_says_to_what(client: FlaskClient, reader: FakeReader) -> None:
    page = client.get("/?state=awaiting_information&agency=trust&due=nonsense&sort=received").text
    words = words_of(page)
    assert "Take away State: Awaiting information" in words
    assert "Take away Agency: trust" in words
    assert "Take away Due" not in words
    assert '<th scope="col" role="columnheader" aria-sort="descending">From and received' in page or "fits all" in words
    shown = [row for row in reader.queue(NOW) if row.state == "awaiting_information"]
    assert page.count('class="govuk-link app-reference"') == len(shown)


def test_a_list_that_nothing_fits_says_so(client: FlaskClient) -> None:
    words = words_of(client.get("/?state=sign_off").text)
    assert "No case of this list fits all of that." in words
    assert "Show the whole list" in words


def test_an_empty_queue_says_when_the_mailbox_was_last_read() -> None:
    client = build(FakeReader(empty=True), FakeAccounts()).test_client()
    sign_in(client)
    assert "No open referrals. Last mailbox check: 11 November 2026, 4:03pm." in words_of(client.get("/").text)
    assert "No mail is waiting for a person." in client.get("/needs-a-person").text
    assert "No mail has been taken in yet." in client.get("/mail").text


def test_there_is_no_banner_while_mail_comes_and_goes(client: FlaskClient, reader: FakeReader) -> None:
    reader.state = replace(reader.state, poll_fault="mailbox_unavailable", last_good_poll_at=NOW - timedelta(minutes=9))
    assert "Mail is not working" not in client.get("/").text
    assert "Mail is coming in and going out." in client.get("/health").text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"last_good_poll_at": NOW - timedelta(minutes=16)}, "last read at 11 November 2026, 3:49pm"),
        ({"last_good_poll_at": None}, "has not been read yet"),
        ({"failed_emails": 1}, "1 e-mail could not be sent"),
        ({"last_good_poll_at": None, "poll_fault": "brand_new_fault"}, "Reason: brand new fault."),
    ],
)
def test_a_silent_mailbox_or_a_failed_email_raises_the_banner(
    client: FlaskClient, reader: FakeReader, changes: dict[str, object], expected: str
) -> None:
    reader.state = replace(reader.state, **changes)
    for address in ("/", "/health"):
        words = words_of(client.get(address).text)
        assert "Check now" in words
        assert expected in words


def test_mail_that_needs_a_person_says_why_and_what_to_do(client: FlaskClient) -> None:
    words = words_of(client.get("/needs-a-person").text)
    assert "The e-mail could not be taken apart" in words
    assert "Telephone now: make sure that every child is safe" in words
    assert "Telephone the sender and send the form on to the right team today" in words
    assert "Autumn newsletter" not in words


def test_every_mail_can_be_found_whatever_became_of_it(client: FlaskClient, reader: FakeReader) -> None:
    page = client.get("/mail").text
    for item in reader.mails:
        assert f'href="/mail/{item.id}"' in page
        assert client.get(f"/mail/{item.id}").status_code == 200


def test_one_mail_shows_its_text_attachments_warnings_and_the_decision_in_words(client: FlaskClient) -> None:
    words = words_of(client.get("/mail/11").text)
    for expected in (
        "Please find a referral attached for Rowan Ellery.",
        "scan_0001.pdf Could not be read, 48 KB Warning It is a picture of a page: its text was not read",
        "Held for a person A child may be unsafe now, so a person should telephone instead",
        "Case SCP-7F3K-2Q",
    ):
        assert expected in words
    assert "Brand new code" in words_of(client.get("/mail/14").text)


def test_an_original_is_only_ever_a_download(client: FlaskClient) -> None:
    with client.get("/files/1") as answer:
        assert answer.data == b"<script>alert(1)</script>"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get("/files/999").status_code == client.get("/files/x").status_code == 404


def test_live_says_ok_and_nothing_else() -> None:
    answer = build(FakeReader(), FakeAccounts()).test_client().get("/health/live")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_a_mail_says_which_part_of_it_could_not_be_read_and_live_risk_comes_first(client: FlaskClient) -> None:
    words = words_of(client.get("/needs-a-person").text)
    assert "An attachment could not be read" in words
    assert words.index("MASH form for today") < words.index("(no subject)")


def test_all_mail_is_newest_first_whatever_order_it_was_taken_in(client: FlaskClient, reader: FakeReader) -> None:
    reader.mails = tuple(reversed(reader.mails))
    words = words_of(client.get("/mail").text)
    subjects = ["LIG referral: RE", "(no subject)", "MASH form for today", "Autumn newsletter"]
    assert [words.index(each) for each in subjects] == sorted(words.index(each) for each in subjects)
