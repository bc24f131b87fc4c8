"""One pass over a mailbox, with everything that can go wrong in between."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ingest.errors import MailboxUnavailable
from ingest.fakes import FakeMailbox, InMemoryReceiptBook
from ingest.intake import IntakeReport, MoveReport, carry_out_moves, take_in

NOW = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def filled(count: int) -> FakeMailbox:
    mailbox = FakeMailbox()
    for number in range(1, count + 1):
        mailbox.deliver(b"mail %d" % number)
    return mailbox


def stored(book: InMemoryReceiptBook) -> list[bytes | None]:
    return [book.original(receipt) for receipt in book.receipts()]


def test_every_message_is_stored_once() -> None:
    mailbox, book = filled(3), InMemoryReceiptBook()
    assert take_in(mailbox, book, clock) == IntakeReport(listed=3, fetched=3)
    assert take_in(mailbox, book, clock) == IntakeReport(listed=3)
    mailbox.deliver(b"mail 4")
    assert take_in(mailbox, book, clock) == IntakeReport(listed=4, fetched=1)
    assert stored(book) == [b"mail 1", b"mail 2", b"mail 3", b"mail 4"]


def test_arrival_is_the_servers_date_where_it_gives_one() -> None:
    mailbox, book = FakeMailbox(), InMemoryReceiptBook()
    arrived = datetime(2026, 1, 5, tzinfo=UTC)
    mailbox.deliver(b"a", arrived)
    mailbox.deliver(b"b")
    take_in(mailbox, book, clock)
    assert [receipt.received_at for receipt in book.receipts()] == [arrived, NOW]


def test_a_message_that_breaks_the_connection_stops_no_other() -> None:
    mailbox, book = filled(10), InMemoryReceiptBook()
    mailbox.broken_uids = {1, 5, 10}
    assert take_in(mailbox, book, clock) == IntakeReport(listed=10, fetched=7, failed=3)
    mailbox.broken_uids = set()
    assert take_in(mailbox, book, clock) == IntakeReport(listed=10, fetched=3)


def test_a_server_that_gives_nothing_is_left_alone_after_three_messages() -> None:
    mailbox, book = filled(50), InMemoryReceiptBook()
    mailbox.broken_uids = set(range(20, 51))
    with pytest.raises(MailboxUnavailable):
        take_in(mailbox, book, clock)
    assert [content for content in stored(book) if content] == [b"mail %d" % number for number in range(1, 20)]
    assert len(book.receipts()) == 50  # every one of them is known, and will be asked for again


def test_an_outage_in_the_middle_keeps_what_was_stored() -> None:
    class Failing(FakeMailbox):
        def fetch(self, uid: int) -> bytes | None:
            self.outage = uid == 3
            if self.outage:
                self.close()
            return super().fetch(uid)

    mailbox, book = Failing(), InMemoryReceiptBook()
    for number in range(5):
        mailbox.deliver(b"mail %d" % number)
    with pytest.raises(MailboxUnavailable):
        take_in(mailbox, book, clock)
    assert stored(book)[:2] == [b"mail 0", b"mail 1"]


def test_one_short_break_is_not_noticed() -> None:
    class Blinking(FakeMailbox):
        breaks = 1

        def fetch(self, uid: int) -> bytes | None:
            if uid == 2 and self.breaks:
                self.breaks -= 1
                self.close()
            return super().fetch(uid)

    mailbox, book = Blinking(), InMemoryReceiptBook()
    for number in range(3):
        mailbox.deliver(b"mail %d" % number)
    assert take_in(mailbox, book, clock) == IntakeReport(listed=3, fetched=3)


def test_what_a_person_took_away_is_gone_and_said() -> None:
    class Vanishing(FakeMailbox):
        def fetch(self, uid: int) -> bytes | None:
            if uid == 2:
                self.remove(2)
            return super().fetch(uid)

    mailbox, book = Vanishing(), InMemoryReceiptBook()
    for number in range(3):
        mailbox.deliver(b"mail %d" % number)
    assert take_in(mailbox, book, clock) == IntakeReport(listed=3, fetched=2, gone=1)
    assert [receipt.uid for receipt in book.gone()] == [2]


def test_a_message_without_content_that_is_still_listed_is_not_gone() -> None:
    mailbox, book = filled(2), InMemoryReceiptBook()
    mailbox.empty_uids = {1}
    assert take_in(mailbox, book, clock) == IntakeReport(listed=2, fetched=1, failed=1)
    assert book.gone() == ()


def test_renumbered_messages_are_listed_anew() -> None:
    mailbox, book = filled(2), InMemoryReceiptBook()
    take_in(mailbox, book, clock)
    mailbox.uidvalidity = 2
    assert take_in(mailbox, book, clock) == IntakeReport(listed=2, fetched=2)
    assert len(book.receipts()) == 4


def test_nobody_answers() -> None:
    mailbox, book = filled(1), InMemoryReceiptBook()
    mailbox.outage = True
    with pytest.raises(MailboxUnavailable):
        take_in(mailbox, book, clock)
    assert book.receipts() == ()


@pytest.mark.parametrize("step", ["note_listed", "note_fetched"])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_at_any_point_costs_nothing(monkeypatch: pytest.MonkeyPatch, step: str, after: bool) -> None:
    """The process dies before or after each write, at every message; the next pass makes it whole."""
    for crash_at in range(1, 5):
        mailbox, book = filled(4), InMemoryReceiptBook()
        real: Callable[..., object] = getattr(book, step)
        calls = 0

        def crashing(*arguments: object, real: Callable[..., object] = real, crash_at: int = crash_at) -> object:
            nonlocal calls
            calls += 1
            result = real(*arguments) if after or calls != crash_at else None
            if calls == crash_at:
                raise KeyboardInterrupt
            return result

        with monkeypatch.context() as patch:
            patch.setattr(book, step, crashing)
            if crash_at == 1 or step == "note_fetched":
                with pytest.raises(KeyboardInterrupt):
                    take_in(mailbox, book, clock)
        take_in(mailbox, book, clock)
        assert stored(book) == [b"mail 1", b"mail 2", b"mail 3", b"mail 4"]


def moved_book(mailbox: FakeMailbox) -> InMemoryReceiptBook:
    book = InMemoryReceiptBook()
    take_in(mailbox, book, clock)
    for receipt in book.receipts():
        book.plan_move(receipt, "Processed")
    return book


def test_decided_moves_are_done_once() -> None:
    mailbox = filled(3)
    book = moved_book(mailbox)
    assert carry_out_moves(mailbox, book, clock) == MoveReport(moved=3)
    assert carry_out_moves(mailbox, book, clock) == MoveReport()
    assert mailbox.folders["Processed"] == [b"mail 1", b"mail 2", b"mail 3"]


def test_no_decided_move_needs_no_connection() -> None:
    mailbox = filled(1)
    mailbox.outage = True
    assert carry_out_moves(mailbox, InMemoryReceiptBook(), clock) == MoveReport()


def test_moves_are_repeated_after_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox = filled(3)
    book = moved_book(mailbox)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(book, "note_moved", crash)
        with pytest.raises(KeyboardInterrupt):
            carry_out_moves(mailbox, book, clock)
    assert carry_out_moves(mailbox, book, clock) == MoveReport(moved=3)
    assert mailbox.folders["Processed"] == [b"mail 1", b"mail 2", b"mail 3"]


def test_moves_of_renumbered_messages_are_left() -> None:
    mailbox = filled(2)
    book = moved_book(mailbox)
    mailbox.uidvalidity = 2
    assert carry_out_moves(mailbox, book, clock) == MoveReport(stale=2)
    assert mailbox.folders == {}


def test_one_failing_move_stops_no_other() -> None:
    class Stubborn(FakeMailbox):
        def move(self, uid: int, target_folder: str) -> bool:
            if uid == 2:
                self.close()
            return super().move(uid, target_folder)

    mailbox = Stubborn()
    for number in range(1, 4):
        mailbox.deliver(b"mail %d" % number)
    book = moved_book(mailbox)
    assert carry_out_moves(mailbox, book, clock) == MoveReport(moved=2, failed=1)
    assert [move.receipt.uid for move in book.pending_moves("referrals", "INBOX")] == [2]
