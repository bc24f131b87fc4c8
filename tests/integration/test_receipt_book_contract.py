"""What every receipt book does: the one in memory and the database's."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ingest.fakes import FakeMailbox, InMemoryReceiptBook
from ingest.intake import IntakeReport, take_in
from ingest.model import ListedMessage
from triage.store.receipt_book import DatabaseReceiptBook

NOW = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
ARRIVED = datetime(2026, 3, 3, 8, tzinfo=UTC)
TWO = (ListedMessage(uid=5, internal_date=ARRIVED), ListedMessage(uid=2**51 + 1))


@pytest.fixture(params=["memory", "database"])
def either(request: pytest.FixtureRequest, book: DatabaseReceiptBook) -> Any:
    return InMemoryReceiptBook() if request.param == "memory" else book


def test_known_messages_are_noted_once(either: Any) -> None:
    first = either.note_listed("referrals", "INBOX", 1, TWO, NOW)
    again = either.note_listed("referrals", "INBOX", 1, TWO, NOW)
    assert [receipt.uid for receipt in first] == [5, 2**51 + 1]
    assert list(again) == list(first)
    assert [receipt.received_at for receipt in first] == [ARRIVED, NOW]


def test_stored_and_gone_messages_are_not_asked_for_again(either: Any) -> None:
    first, second = either.note_listed("referrals", "INBOX", 1, TWO, NOW)
    either.note_fetched(first, b"mail", NOW)
    either.note_fetched(first, b"mail", NOW)
    either.note_gone(second, NOW)
    assert list(either.note_listed("referrals", "INBOX", 1, [], NOW)) == []
    assert list(either.to_fetch("referrals", "INBOX", 1, NOW)) == []


def test_a_message_thought_gone_that_is_listed_again_is_fetched(either: Any) -> None:
    first, second = either.note_listed("referrals", "INBOX", 1, TWO, NOW)
    either.note_fetched(first, b"mail", NOW)
    either.note_gone(second, NOW)
    assert list(either.unknown_uids("referrals", "INBOX", 1, [5, 2**51 + 1, 7])) == [2**51 + 1, 7]
    assert list(either.note_listed("referrals", "INBOX", 1, TWO, NOW)) == [second]
    assert list(either.to_fetch("referrals", "INBOX", 1, NOW)) == [second]


def test_accounts_folders_and_epochs_are_kept_apart(either: Any) -> None:
    places = [("referrals", "INBOX", 1), ("referrals", "INBOX", 2), ("referrals", "Other", 1), ("second", "INBOX", 1)]
    for account, folder, uidvalidity in places:
        receipts = either.note_listed(account, folder, uidvalidity, TWO[:1], NOW)
        assert [(each.account, each.folder, each.uidvalidity) for each in receipts] == [(account, folder, uidvalidity)]
        assert list(either.pending_moves(account, folder)) == []


def test_a_pass_over_a_mailbox(either: Any) -> None:
    mailbox = FakeMailbox()
    mailbox.deliver(b"one")
    mailbox.deliver(b"two", ARRIVED)
    assert take_in(mailbox, either, lambda: NOW) == IntakeReport(listed=2, fetched=2)
    assert take_in(mailbox, either, lambda: NOW) == IntakeReport(listed=2)
