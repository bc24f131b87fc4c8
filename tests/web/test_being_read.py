"""The pages say which message is being read and how far its scan is; only to people whose mailbox it came to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from config.domain import load_domain
from extract.model import PageDone
from ingest.ports import Receipt
from tests.web.office import NOW, Office
from tests.web.test_partnerships import set_mailboxes
from triage.being_read import ReadingNow
from triage.web.context import attach

ADDRESSES = ("/", "/health")


@pytest.fixture
def reading() -> ReadingNow:
    return ReadingNow()


@pytest.fixture
def office(tmp_path: Path, reading: ReadingNow) -> Iterator[Office]:
    office = Office(tmp_path, load_domain())
    services = office.app.extensions["referrals"]
    attach(office.app, replace(services, ports=replace(services.ports, being_read=lambda: reading.current)))
    yield office
    office.store.close()


def receipt(number: int) -> Receipt:
    return Receipt(
        id=number, account="referrals", folder="INBOX", uidvalidity=7, uid=number, sha256="0" * 64,
        received_at=NOW - timedelta(minutes=5),
    )  # fmt: skip


def test_a_message_is_named_with_its_page_from_its_begin_to_its_end(office: Office, reading: ReadingNow) -> None:
    desk = office.desk_of("caseworker")
    reading.page_done(PageDone(page=1, pages=1))  # of nothing that is being read
    seen = []
    for number, _ in enumerate(reading.each([receipt(41), receipt(42)])):
        before = desk.see("/")
        reading.page_done(PageDone(page=3, pages=12, attachment=1 + number, attachments=1 + number))
        seen.append((before, *(desk.see(address) for address in ADDRESSES)))
    (first, *of_first), (second, *of_second) = seen
    assert "Reading message 41, which arrived 10 November 2026, 8:55am." in first
    assert "Reading message 42, which arrived 10 November 2026, 8:55am." in second
    assert all("8:55am: page 3 of 12" in each for each in of_first)
    assert all("8:55am: attachment 2 of 2, page 3 of 12" in each for each in of_second)
    assert all("Reading message" not in desk.see(address) for address in ADDRESSES)


def test_people_of_another_partnership_are_not_told(office: Office, reading: ReadingNow) -> None:
    set_mailboxes(office, "manager", ["wexborough"])
    of_another, everybody = office.desk_of("manager"), office.desk_of("administrator")
    for _ in reading.each([receipt(41)]):
        assert all("Reading message" not in of_another.see(address) for address in ADDRESSES)
        assert all("Reading message 41" in everybody.see(address) for address in ADDRESSES)


def test_a_fault_in_the_middle_leaves_nothing_standing(reading: ReadingNow) -> None:
    messages = reading.each([receipt(41)])
    next(messages)
    messages.close()
    assert reading.current is None
