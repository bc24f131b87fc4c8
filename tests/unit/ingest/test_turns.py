"""Whose mail is read next when much waits, and that nothing is fetched onto a full disk."""

from datetime import UTC, datetime

from ingest.fakes import FakeMailbox, InMemoryReceiptBook
from ingest.ports import Receipt
from ingest.room import has_room
from ingest.rounds import PolledMailbox, Rounds
from ingest.turns import FEW, MOST_AT_ONCE, Turns

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


def receipt(number: int) -> Receipt:
    return Receipt(
        id=number,
        account="referrals",
        folder="INBOX",
        uidvalidity=7,
        uid=number,
        sha256=f"{number:064x}",
        received_at=NOW,
        first_seen_at=NOW,
    )


def test_a_flood_from_one_sender_delays_no_other():
    senders = dict.fromkeys(range(1, 20001), b"flood@elsewhere.example")
    senders |= {20_000 + number: b"nurse%d@trust.example" % number for number in range(1, 51)}
    waiting = [receipt(number) for number in senders]
    opened = []

    def original(each: Receipt) -> bytes:
        opened.append(each.id)
        return b"Subject: x\r\nFrom: A Person <%b>\r\n\r\ntext" % senders[each.id]

    turns = Turns()
    turn = turns.next(waiting, original)
    assert len(turns.next(waiting[1:], original)) == MOST_AT_ONCE
    assert len(opened) == len(waiting)  # each once
    assert len(turn) == MOST_AT_ONCE
    assert {each.id for each in waiting[-50:]} <= {each.id for each in turn[:51]}
    theirs = [each.id for each in turn if each.id <= 20_000]
    assert theirs == sorted(theirs)


def test_a_few_are_read_as_they_came_and_what_has_no_sender_waits_with_its_like():
    waiting = [receipt(number) for number in range(1, FEW + 1)]
    assert Turns().next(waiting, lambda _: b"From: one@trust.example\r\n\r\n") == waiting
    many = [receipt(number) for number in range(1, FEW + 3)]

    def original(each: Receipt) -> bytes:
        if each.id == FEW:
            raise ValueError("damaged")
        return b"" if each.id < FEW else b'FROM: "a@b.example" <c@trust.example>\n\n'

    turn = Turns().next(many, original)
    assert [each.id for each in turn[:3]] == [1, FEW, FEW + 1]
    assert len(turn) == len(many)


def test_without_room_on_the_disk_mail_waits_in_its_mailbox_and_then_comes(tmp_path):
    mailbox, book, room = FakeMailbox(), InMemoryReceiptBook(), [False]
    mailbox.deliver(b"From: a@trust.example\r\n\r\ntext")
    polled = PolledMailbox(account=mailbox.account, inbox=mailbox.folder, moved_to=(), open_folder=lambda _: mailbox)
    rounds = Rounds(mailboxes=[polled], has_room=lambda: room[0])
    fault = rounds.take_in(book, lambda: NOW)
    assert fault is not None
    assert fault.code == "disk_almost_full"
    assert list(book.receipts()) == []
    room[0] = True
    assert rounds.take_in(book, lambda: NOW) is None
    assert len(list(book.receipts())) == 1
    assert has_room(tmp_path / "not" / "there", 0)
    assert not has_room(tmp_path, 10**12)
