"""Whatever a server answers, each message is stored once, byte for byte, and no fault looks like an empty folder."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import MailboxUnavailable
from ingest.fakes import InMemoryReceiptBook
from ingest.imap_mailbox import PARTIAL_ABOVE, ImapMailbox
from ingest.intake import take_in
from ingest.ports import MessageState
from tests.integration.fake_imap_server import FakeImapServer
from tests.integration.imap_servers import access_to

NOW = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
MAILS = {uid: b"Subject: %d\r\n\r\nText %d\r\n" % (uid, uid) for uid in (3, 4, 9, 12, 700)}


def clock():
    return NOW


def stored(book):
    return {receipt.uid: book.original(receipt) for receipt in book.receipts()}


def intake(server, book=None, **access):
    book = book or InMemoryReceiptBook()
    take_in(ImapMailbox(access_to(server.port, **access)), book, clock)
    return book


@pytest.mark.parametrize(
    "quirks",
    [
        (),
        ("esearch",),
        ("no_search",),
        ("search_too_long",),
        ("lies_in_search",),
        ("wrong_size",),
        ("no_uidnext",),
        ("esearch", "no_uidnext", "wrong_size"),
    ],
)
def test_every_message_is_stored_whatever_search_and_size_say(quirks, monkeypatch):
    monkeypatch.setattr("ingest.intake.LISTED_WHOLE", 0)  # as in a large folder
    with FakeImapServer(dict(MAILS), *quirks) as server:
        book = intake(server)
        assert stored(book) == MAILS
        server.messages |= {701: b"Subject: new\r\n\r\nText\r\n", 703: b"Subject: newer\r\n\r\nText\r\n"}
        intake(server, book)
        assert stored(book) == server.messages
        server.messages.pop(4)
        intake(server, book)
        assert len(book.receipts()) == 7


def test_a_poll_with_nothing_new_asks_for_no_message_of_a_large_folder(monkeypatch):
    monkeypatch.setattr("ingest.intake.LISTED_WHOLE", 0)
    with FakeImapServer(dict(MAILS)) as server:
        book = intake(server)
        server.commands.clear()
        intake(server, book)
        assert [command for command in server.commands if command.startswith("UID FETCH")] == []
        assert [command for command in server.commands if "SEARCH" in command] == ["UID SEARCH UID 701:*"]


@pytest.mark.parametrize(
    ("quirk", "code", "wait"),
    [
        ("throttled", "throttled", 45),
        ("bye", "token_expired", None),
        ("not_connected", "mailbox_not_connected", None),
    ],
)
def test_a_server_in_trouble_is_named_and_nothing_is_refused_for_ever(quirk, code, wait):
    with FakeImapServer(dict(MAILS), quirk) as server:
        book = InMemoryReceiptBook()
        with pytest.raises(MailboxUnavailable) as fault:
            intake(server, book)
        assert (fault.value.code, fault.value.wait_seconds, fault.value.retryable) == (code, wait, True)
        server.quirks.clear()
        assert stored(intake(server, book)) == MAILS


def test_a_message_that_is_listed_and_has_no_body_rests_and_is_shown_after_five_tries():
    now = NOW
    with FakeImapServer({3: b"Subject: x\r\n\r\ny\r\n"}, "nil_body") as server:
        book = InMemoryReceiptBook()
        tries = 0
        while tries < 5:
            mailbox = ImapMailbox(access_to(server.port))
            tries += take_in(mailbox, book, lambda: now).failed  # noqa: B023
            now += timedelta(minutes=1)
        (receipt,) = book.receipts()
        assert now - NOW > timedelta(minutes=7)  # 0, 1, 2 and 4 minutes of rest
        assert book.state(receipt) is MessageState.SET_ASIDE
        server.quirks.clear()
        now += timedelta(hours=1)
        take_in(ImapMailbox(access_to(server.port)), book, lambda: now)
        assert book.state(receipt) is MessageState.FETCHED


def test_a_message_above_the_limit_stays_in_the_mailbox_and_the_next_one_comes():
    for size in (5_000, PARTIAL_ABOVE + 1):
        with FakeImapServer({1: b"x" * size, 2: b"Subject: y\r\n\r\n"}, "wrong_size") as server:
            book = intake(server, largest_message=4_000)
            states = [book.state(receipt) for receipt in book.receipts()]
            assert states == [MessageState.OVERSIZE, MessageState.FETCHED]


def cut_everywhere(size, step):
    content = b"Subject: cut\r\n\r\n" + random.Random(1).randbytes(size - 16)
    cuts = iter(range(0, len(content), step))
    with FakeImapServer({5: content}, cut_after=cuts) as server:
        mailbox = ImapMailbox(access_to(server.port))
        book = InMemoryReceiptBook()
        drops = 0
        while next((r for r in book.receipts() if r.sha256), None) is None:
            mailbox.open()
            book.note_listed("referrals", "INBOX", 7, mailbox.describe([5]), NOW)
            (receipt,) = book.receipts()
            try:
                fetched = mailbox.fetch(5)
            except MailboxUnavailable:
                drops += 1
            else:
                book.note_fetched(receipt, fetched, NOW)
        mailbox.close()
    assert stored(book) == {5: content}
    return drops


@pytest.mark.parametrize(("size", "step"), [(32 * 1024, 64), (1024 * 1024, 4096 * 8 + 64)])
def test_a_body_cut_anywhere_is_fetched_again_and_never_kept_in_part(size, step):
    assert cut_everywhere(size, step) == -(-size // step)


def test_a_large_message_cut_between_its_pieces_comes_whole():
    content = b"Subject: large\r\n\r\n" + b"0123456789abcdef" * (PARTIAL_ABOVE // 16 + 1000)
    with FakeImapServer({5: content}, cut_after=iter([0, 100])) as server:
        assert stored(intake(server)) in ({5: content}, {5: None})
        server.cut_after = None
        assert stored(intake(server)) == {5: content}
