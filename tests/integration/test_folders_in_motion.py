"""Folders that people and servers change under us, on Dovecot: renumbered, renamed, deleted; mail moved, repeated."""

from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient

from ingest.errors import MailboxUnavailable
from ingest.fakes import InMemoryReceiptBook
from ingest.imap_mailbox import ImapMailbox, polled
from ingest.intake import carry_out_moves, take_in
from ingest.reconcile import reconcile
from ingest.rounds import Rounds
from tests.conftest import require_tool
from tests.integration.imap_servers import USER, WORD, access_to, append, contents, create_folder, dovecot

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


def clock():
    return NOW


def mail(number):
    return b"Subject: %d\r\nMessage-ID: <%d@trust.example>\r\n\r\nText %d\r\n" % (number, number, number)


@pytest.fixture(scope="module")
def port():
    with dovecot(require_tool("dovecot")) as port:
        yield port


@pytest.fixture
def folder(port, request):
    return create_folder(port, f"Inbox {request.node.name[:60]}")


@pytest.fixture
def person(port):
    """Somebody with a mail program."""
    client = IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10)
    client.login(USER, WORD)
    yield client
    client.logout()


def originals(book):
    return sorted(content for receipt in book.receipts() if (content := book.original(receipt)))


def test_a_folder_deleted_and_made_again_is_listed_anew(port, folder, person):
    book, mailbox = InMemoryReceiptBook(), ImapMailbox(access_to(port, folder=folder))
    append(port, mail(1), folder)
    take_in(mailbox, book, clock)
    person.delete_folder(folder)
    with pytest.raises(MailboxUnavailable) as fault:
        take_in(mailbox, book, clock)
    assert fault.value.code == "folder_cannot_be_opened"
    person.create_folder(folder)
    for number in (1, 2):
        append(port, mail(number), folder)
    take_in(mailbox, book, clock)
    assert originals(book) == [mail(1), mail(1), mail(2)]  # the same content is told by its key when it is processed
    assert book.alerts == {("referrals", folder, "folder_renumbered")}


def test_a_renamed_folder_is_a_fault_and_nothing_is_lost_once_it_is_named_again(port, folder, person):
    book = InMemoryReceiptBook()
    rounds = Rounds(mailboxes=[polled(access_to(port, folder=folder), ())])
    append(port, mail(1), folder)
    assert rounds.take_in(book, clock) is None
    append(port, mail(2), folder)
    person.rename_folder(folder, f"{folder} renamed")
    assert rounds.take_in(book, clock).code == "folder_cannot_be_opened"
    assert book.faults == {("referrals", folder): "folder_cannot_be_opened"}
    assert take_in(ImapMailbox(access_to(port, folder=f"{folder} renamed")), book, clock).fetched == 2


def test_what_a_person_moves_before_we_see_it_is_taken_in_from_there(port, folder, person):
    filed = create_folder(port, f"{folder} filed")
    book = InMemoryReceiptBook()
    for number in range(1, 5):
        append(port, mail(number), folder)
    person.select_folder(folder)
    person.move(person.search()[:2], filed)
    boxes = [ImapMailbox(access_to(port, folder=name)) for name in (folder, filed, "No such folder")]
    report = reconcile(boxes, book, clock)
    assert (report.imported, report.vanished, report.unreachable) == (4, 0, ("No such folder",))
    assert originals(book) == [mail(number) for number in range(1, 5)]


def test_mail_that_vanishes_between_listing_and_fetching_is_found_again(port, folder, person):
    filed = create_folder(port, f"{folder} filed")
    append(port, mail(1), folder)

    class Slow(ImapMailbox):
        def fetch(self, uid):
            person.select_folder(folder)
            person.move(person.search(), filed)
            return super().fetch(uid)

    book = InMemoryReceiptBook()
    assert take_in(Slow(access_to(port, folder=folder)), book, clock).gone == 1
    boxes = [ImapMailbox(access_to(port, folder=name)) for name in (folder, filed)]
    assert reconcile(boxes, book, clock).vanished == 0
    assert originals(book) == [mail(1)]


def test_the_same_mail_twice_is_two_messages_stored(port, folder):
    book = InMemoryReceiptBook()
    for _ in range(2):
        append(port, mail(1), folder)
    assert take_in(ImapMailbox(access_to(port, folder=folder)), book, clock).fetched == 2
    assert originals(book) == [mail(1), mail(1)]


def test_many_moves_are_one_command_and_each_is_seen_to_arrive(port, folder, person):
    book, mailbox = InMemoryReceiptBook(), ImapMailbox(access_to(port, folder=folder))
    for number in range(60):
        append(port, mail(number), folder)
    take_in(mailbox, book, clock)
    target = f"{folder} done"
    for receipt in book.receipts():
        book.plan_move(receipt, target)
    person.select_folder(folder)
    person.delete_messages(person.search()[:1])
    person.expunge()  # a person has thrown one away meanwhile: it is stored already
    assert carry_out_moves(mailbox, book, clock).moved == 60
    assert len(contents(port, target)) == 59
    assert contents(port, folder) == []
    assert carry_out_moves(mailbox, book, clock).moved == 0


def test_reading_and_moving_mark_nothing_as_read(port, folder, person):
    append(port, mail(1), folder)
    book, mailbox = InMemoryReceiptBook(), ImapMailbox(access_to(port, folder=folder))
    take_in(mailbox, book, clock)
    book.plan_move(book.receipts()[0], f"{folder} done")
    carry_out_moves(mailbox, book, clock)
    person.select_folder(f"{folder} done", readonly=True)
    assert [flags for flags in person.get_flags(person.search()).values() if b"\\Seen" in flags] == []
