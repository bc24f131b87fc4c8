"""Intake on the real book: large folders, renumbered and emptied ones, mail moved by people, pollers side by side."""

import subprocess
import sys
import threading
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.errors import MailboxUnavailable
from ingest.fakes import FakeMailbox
from ingest.intake import carry_out_moves, take_in
from ingest.pacing import AFTER_REFUSALS, Pacing
from ingest.reconcile import reconcile
from ingest.rounds import PolledMailbox, Rounds
from triage.model import Caseworker
from triage.store.lease import DURATION, Lease, LeaseLost
from triage.store.originals import Originals
from triage.store.queries import DatabaseCaseReader
from triage.store.receipt_book import DatabaseReceiptBook
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import ReceiptRow, ServerActionRow
from triage.store.unfinished import UnfinishedMessages

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
ARRIVED = datetime(2026, 11, 10, 8, tzinfo=UTC)
WHO = Caseworker(id=1, name="A Caseworker", role="coordinator")


def clock():
    return NOW


def filled(count, **options):
    mailbox = FakeMailbox(**options)
    for number in range(1, count + 1):
        mailbox.deliver(b"mail %d" % number, ARRIVED + timedelta(seconds=number))
    return mailbox


def states(engine):
    with Session(engine) as session:
        rows = session.scalars(select(ReceiptRow).order_by(ReceiptRow.id))
        return [(row.mailbox.folder, row.uidvalidity, row.uid, row.state) for row in rows]


def actions(engine):
    with Session(engine) as session:
        return list(session.scalars(select(EventRow.action).order_by(EventRow.id)))


def plan_moves(engine, target="Processed"):
    """What casework decides: every stored message becomes a mail and is to be moved."""
    with Session(engine) as session, session.begin():
        for row in session.scalars(select(ReceiptRow).where(ReceiptRow.state == "fetched")):
            row.state = "routed"
            session.add(ServerActionRow(receipt_id=row.id, target_folder=target))


@pytest.fixture
def health(engine, originals, domain):
    reader = DatabaseCaseReader(engine, originals, domain)
    return lambda: reader.health(NOW)


def test_a_large_folder_is_recorded_in_flat_memory_and_asked_only_for_what_is_new(engine, book, monkeypatch):
    class Watched(FakeMailbox):
        described = 0

        def describe(self, uids):
            self.described += len(uids)
            return super().describe(uids)

        def fetch(self, _uid):
            return b"x"

    mailbox = Watched()
    for _ in range(12_000):
        mailbox.deliver(b"")
    monkeypatch.setattr(book, "note_fetched", lambda *_: None)
    tracemalloc.start()
    take_in(mailbox, book, clock)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000  # bytes; whole receipts of this folder would take several times that
    assert mailbox.described == 12_000
    new = mailbox.deliver(b"")
    take_in(mailbox, book, clock)
    assert mailbox.described == 12_001
    assert states(engine)[-1] == ("INBOX", 1, new, "listed")


def test_a_number_below_the_highest_is_found_by_the_whole_listing(engine, book, monkeypatch):
    monkeypatch.setattr("ingest.intake.LISTED_WHOLE", 0)
    mailbox = filled(5)
    late = mailbox._messages.pop(3)
    take_in(mailbox, book, clock)
    mailbox._messages[3] = late
    assert take_in(mailbox, book, clock).fetched == 0
    assert take_in(mailbox, book, clock, whole=True).fetched == 1
    assert {uid for _, _, uid, state in states(engine) if state == "fetched"} == {1, 2, 3, 4, 5}


def test_a_renumbered_folder_is_listed_anew_and_said(engine, book, health):
    mailbox = filled(3)
    mailbox.broken_uids = {2}
    take_in(mailbox, book, clock)
    plan_moves(engine)
    mailbox.broken_uids, mailbox.uidvalidity = set(), 2
    take_in(mailbox, book, clock, whole=True)
    assert carry_out_moves(mailbox, book, clock).stale == 2
    assert book.pending_moves("referrals", "INBOX") == []
    assert [state for _, epoch, _, state in states(engine) if epoch == 1] == ["routed", "moved", "routed"]
    assert [state for _, epoch, _, state in states(engine) if epoch == 2] == ["fetched"] * 3
    assert health().alerts == ("folder_renumbered",)
    assert "folder_renumbered" in actions(engine)


def test_a_folder_that_comes_back_with_its_old_numbers_gives_what_was_not_fetched(engine, book):
    mailbox, other = filled(2), FakeMailbox(uidvalidity=2)
    mailbox.broken_uids = {2}
    take_in(mailbox, book, clock)
    take_in(other, book, clock)  # another folder stands in its place for a while
    mailbox.broken_uids = set()
    take_in(mailbox, book, clock)
    assert [state for *_, state in states(engine)] == ["fetched", "fetched"]


def test_a_folder_that_loses_more_than_half_is_said_unless_we_did_it(engine, book, health):
    mailbox = filled(20)
    take_in(mailbox, book, clock)
    plan_moves(engine)
    assert carry_out_moves(mailbox, book, clock).moved == 20
    take_in(mailbox, book, clock)
    assert health().alerts == ()
    for _ in range(20):
        mailbox.deliver(b"more")
    take_in(mailbox, book, clock)
    for uid in range(21, 33):
        mailbox.remove(uid)
    take_in(mailbox, book, clock)
    assert health().alerts == ("folder_shrank",)


def test_mail_that_a_person_moved_before_we_saw_it_is_found_where_it_is(engine, book, health):
    inbox, processed, quarantine = filled(3), FakeMailbox(folder="Processed"), FakeMailbox(folder="Quarantine")
    inbox.broken_uids = {1, 2}
    take_in(inbox, book, clock)
    for uid in (1, 2):
        content, arrived_at = inbox._messages.pop(uid)
        if uid == 1:
            processed.deliver(content, arrived_at)
    inbox.broken_uids = set()
    processed.deliver(b"never seen in the inbox", ARRIVED)
    processed.deliver(b"long ago", NOW - timedelta(days=61))
    report = reconcile([inbox, processed, quarantine], book, clock)
    assert (report.imported, report.vanished) == (2, 1)
    assert [state for folder, _, _, state in states(engine) if folder == "INBOX"] == ["moved", "gone", "fetched"]
    assert health().alerts == ("messages_vanished",)
    quarantine.deliver(b"mail 2", ARRIVED + timedelta(seconds=2))
    assert reconcile([inbox, processed, quarantine], book, clock).vanished == 0
    assert health().alerts == ()
    assert reconcile([inbox, processed, quarantine], book, clock).imported == 0


def test_what_we_moved_ourselves_is_known_again_and_opens_nothing(engine, book):
    inbox, processed = filled(2), FakeMailbox(folder="Processed")
    take_in(inbox, book, clock)
    plan_moves(engine)
    carry_out_moves(inbox, book, clock)
    for content in inbox.folders["Processed"]:
        processed.deliver(content, ARRIVED)
    reconcile([inbox, processed], book, clock)
    assert [state for folder, _, _, state in states(engine) if folder == "Processed"] == ["known", "known"]
    assert book.unprocessed() == []


def test_a_folder_that_cannot_be_opened_is_told_and_stops_no_other(book):
    inbox, processed, quarantine = filled(1), FakeMailbox(folder="Processed"), FakeMailbox(folder="Quarantine")
    processed.outage = True
    quarantine.deliver(b"moved by a person", ARRIVED)
    report = reconcile([inbox, processed, quarantine], book, clock)
    assert (report.imported, report.unreachable) == (2, ("Processed",))


def test_stuck_messages_are_shown_with_their_reason_and_can_be_tried_again_or_dismissed(engine, book, health):
    mailbox = filled(4)
    mailbox.broken_uids = {1}
    mailbox.largest_message = 5
    mailbox._messages[2] = (b"a large mail", ARRIVED)
    mailbox._messages[3] = (b"mail3", ARRIVED)
    mailbox._messages[4] = (b"mail4", ARRIVED)
    moment = NOW
    for _ in range(5):
        take_in(mailbox, book, lambda moment=moment: moment)
        moment += timedelta(hours=1)
    unfinished = UnfinishedMessages(engine)
    stuck = {each.state: each for each in unfinished.shown() if not each.stored}
    assert set(stuck) == {"set_aside", "oversize"}
    assert (stuck["set_aside"].reason, stuck["set_aside"].attempts) == ("mailbox_unavailable", 5)
    assert health().stuck_messages == 2
    assert unfinished.dismiss(stuck["oversize"].id, WHO, NOW, "read in the mail program")
    assert not unfinished.dismiss(stuck["oversize"].id, WHO, NOW)
    assert unfinished.try_again(stuck["set_aside"].id, WHO, NOW)
    mailbox.broken_uids, mailbox.largest_message = set(), 100
    assert take_in(mailbox, book, clock).fetched == 1
    assert health().stuck_messages == 0
    assert actions(engine)[-2:] == ["message_dismissed", "message_tried_again"]


def test_poison_at_the_head_never_keeps_back_what_comes_after(book):
    mailbox = filled(10)
    mailbox.broken_uids = {1, 2, 3}
    for _ in range(2):
        Rounds(mailboxes=[polled(mailbox)]).take_in(book, clock)
    assert len(list(book.unprocessed())) == 7


def test_a_failing_message_is_tried_less_and_less_often_and_then_set_aside(book):
    take_in(filled(1), book, clock)
    (receipt,) = book.unprocessed(NOW)
    moment, tries = NOW, []
    while len(tries) < 3:
        if list(book.unprocessed(moment)):
            tries.append(moment - NOW)
            assert book.begin_attempt(receipt, moment)
            book.note_failure(receipt, "KeyError")
        moment += timedelta(seconds=30)
    assert tries == [timedelta(), timedelta(seconds=30), timedelta(seconds=90)]
    assert not book.begin_attempt(receipt, moment)
    book.note_failure(receipt, "OperationalError")
    assert book.begin_attempt(receipt, moment)  # a passing fault has five tries


def polled(*folders):
    by_name = {each.folder: each for each in folders}
    account, inbox = folders[0].account, folders[0].folder
    moved_to = tuple(each.folder for each in folders[1:])
    return PolledMailbox(account=account, inbox=inbox, moved_to=moved_to, open_folder=by_name.__getitem__)


def test_one_failing_mailbox_never_stops_the_others(engine, book):
    broken, whole = filled(2, account="first"), filled(3, account="second")
    broken.outage = True
    rounds = Rounds(mailboxes=[polled(broken), polled(whole)], pacing=Pacing(jitter=lambda: 0))
    fault = rounds.take_in(book, clock)
    assert fault is not None
    assert len(list(book.unprocessed())) == 3
    plan_moves(engine)
    assert rounds.move(book, clock) is None  # the broken one rests
    assert len(whole.folders["Processed"]) == 3


def test_the_same_numbers_in_two_mailboxes_are_two_messages(book):
    rounds = Rounds(mailboxes=[polled(filled(2, account="first")), polled(filled(2, account="second"))])
    assert rounds.take_in(book, clock) is None
    assert sorted((each.account, each.uid) for each in book.unprocessed()) == [
        ("first", 1),
        ("first", 2),
        ("second", 1),
        ("second", 2),
    ]


def test_two_processes_never_hold_the_lease_at_once(engine):
    first, second = Lease(engine, "polling", "elsewhere:1:1"), Lease(engine, "polling", "elsewhere:2:1")
    with first.held(clock) as ours:
        assert ours
        with second.held(clock) as theirs:
            assert not theirs
    with second.held(clock) as theirs:
        assert theirs


def test_two_threads_of_one_process_wait_for_each_other(engine):
    lease = Lease(engine, "polling")
    inside, seen = threading.Event(), []

    def second():
        with lease.held(clock) as ours:
            seen.append((ours, inside.is_set()))

    thread = threading.Thread(target=second)
    with lease.held(clock) as ours:
        assert ours
        thread.start()
        lease.renew(NOW)  # still ours: the other thread has not taken it from us
        inside.set()
    thread.join()
    assert seen == [(True, True)]


def test_a_lease_that_ran_out_is_taken_over_and_its_late_holder_keeps_nothing(engine, tmp_path):
    first, second = Lease(engine, "polling", "elsewhere:1:1"), Lease(engine, "polling", "elsewhere:2:1")
    book = DatabaseReceiptBook(engine, Originals(tmp_path / "originals", b"o" * 32), first)
    mailbox = filled(1)
    assert first.take(NOW)
    assert not second.take(NOW + DURATION / 2)
    first.renew(NOW + DURATION / 2)
    assert not second.take(NOW + DURATION)
    assert second.take(NOW + DURATION * 2)
    with pytest.raises(LeaseLost):
        take_in(mailbox, book, clock)
    with pytest.raises(LeaseLost):
        first.renew(NOW + DURATION * 2)
    first.release(NOW + DURATION * 2)
    assert states(engine) == []
    assert not Lease(engine, "polling", "elsewhere:3:1").take(NOW + DURATION * 2)


def test_the_lease_of_a_killed_process_of_this_machine_is_free_at_once(engine):
    command = "from triage.store.lease import this_process; print(this_process())"
    gone = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.strip()
    assert Lease(engine, "polling", gone).take(NOW)
    assert Lease(engine, "polling").take(NOW)


def test_pacing_rests_longer_and_never_repeats_a_refused_password():
    pacing = Pacing(jitter=lambda: 0)
    passing = MailboxUnavailable("x", retryable=True)
    rests, moment = [], NOW
    for _ in range(9):
        assert pacing.may_try("a", moment)
        pacing.note_fault("a", passing, moment)
        began = moment
        while not pacing.may_try("a", moment):
            moment += timedelta(seconds=5)
        rests.append((moment - began).total_seconds())
    assert rests == [5, 10, 20, 40, 80, 160, 320, 600, 600]
    pacing.note_success("a")
    for _ in range(3):
        pacing.note_fault("a", MailboxUnavailable("x", retryable=False), moment)
    assert not pacing.may_try("a", moment + AFTER_REFUSALS - timedelta(seconds=1))
    assert pacing.may_try("b", moment)
    pacing.note_fault("b", MailboxUnavailable("x", retryable=True, wait_seconds=45), moment)
    assert not pacing.may_try("b", moment + timedelta(seconds=44))
