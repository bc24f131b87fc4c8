"""One pass over a mailbox: every message is written down, then its original stored; later, decided moves carried out.

Nothing is parsed here. All state is in the receipt book, so a crash at any point costs no message and repeats nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from ingest.errors import MailboxUnavailable
from ingest.ports import FolderStatus, Mailbox, PendingMove, Receipt, ReceiptBook

Clock = Callable[[], datetime]

# So many messages failing one after another, each tried twice, is a fault of the server and not of the messages.
MAX_FAILED_IN_A_ROW = 3

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class IntakeReport:
    """What one pass did; counts of messages."""

    listed: int = 0  # on the server
    fetched: int = 0  # originals stored by this pass
    gone: int = 0  # listed once, no longer on the server
    failed: int = 0  # to be tried again by the next pass


@dataclass(frozen=True, kw_only=True)
class MoveReport:
    """What one round of moves did; counts of messages."""

    moved: int = 0
    failed: int = 0  # to be tried again
    stale: int = 0  # the folder's UIDs have been renumbered since, so these no longer name a message


class _Session:
    """The open mailbox, opened again after a fault. A folder renumbered in between ends the pass."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self.status = mailbox.open()
        self.failed_in_a_row = 0

    def twice(self, work: Callable[[], bool | bytes | None]) -> bool | bytes | None:
        """The result of `work`, tried again once on a fresh connection. Raises MailboxUnavailable on a second fault."""
        try:
            return work()
        except MailboxUnavailable as fault:
            if not fault.retryable:
                raise
            self.reopen()
            return work()

    def note_failure(self, fault: MailboxUnavailable) -> None:
        """Carry on with the next message on a fresh connection, unless the server itself seems at fault."""
        self.failed_in_a_row += 1
        if not fault.retryable or self.failed_in_a_row >= MAX_FAILED_IN_A_ROW:
            raise fault
        self.reopen()

    def reopen(self) -> None:
        status: FolderStatus = self.mailbox.open()
        if status.uidvalidity != self.status.uidvalidity:
            raise MailboxUnavailable(
                f"mailbox '{self.mailbox.account}': the folder was rebuilt; it will be listed anew", retryable=True
            )


def take_in(mailbox: Mailbox, book: ReceiptBook, clock: Clock) -> IntakeReport:
    """List the folder, record every message, store the originals still missing.

    One message that cannot be fetched never stops the next. Raises MailboxUnavailable where the server cannot be
    reached or listed; what was stored until then stays stored.
    """
    try:
        session = _Session(mailbox)
        messages = mailbox.list_messages()
        receipts = book.note_listed(mailbox.account, mailbox.folder, session.status.uidvalidity, messages, clock())
        report = _fetch_all(session, book, receipts, clock)
    finally:
        mailbox.close()
    log.info("intake_done", account=mailbox.account, listed=len(messages), fetched=report.fetched, failed=report.failed)
    return replace(report, listed=len(messages))


def carry_out_moves(mailbox: Mailbox, book: ReceiptBook, clock: Clock) -> MoveReport:
    """Do on the server what the book has decided on; safe to repeat. Raises MailboxUnavailable like `take_in`."""
    moves = book.pending_moves(mailbox.account, mailbox.folder)
    if not moves:
        return MoveReport()
    try:
        session = _Session(mailbox)
        current, stale = _by_epoch(moves, session.status.uidvalidity)
        moved = failed = 0
        for move in current:
            if _move(session, move):
                book.note_moved(move, clock())
                moved += 1
            else:
                failed += 1
    finally:
        mailbox.close()
    log.info("moves_done", account=mailbox.account, moved=moved, failed=failed, stale=stale)
    return MoveReport(moved=moved, failed=failed, stale=stale)


def _fetch_all(session: _Session, book: ReceiptBook, receipts: Iterable[Receipt], clock: Clock) -> IntakeReport:
    fetched = failed = 0
    absent: list[Receipt] = []
    for receipt in receipts:
        try:
            content = session.twice(lambda uid=receipt.uid: session.mailbox.fetch(uid))  # type: ignore[misc]
        except MailboxUnavailable as fault:
            failed += 1
            log.warning("fetch_failed", receipt=receipt.id)
            session.note_failure(fault)
            continue
        session.failed_in_a_row = 0
        if isinstance(content, bytes):
            book.note_fetched(receipt, content, clock())
            fetched += 1
        else:
            absent.append(receipt)
    gone, still_there = _confirm_gone(session, book, absent, clock)
    return IntakeReport(fetched=fetched, gone=gone, failed=failed + still_there)


def _confirm_gone(session: _Session, book: ReceiptBook, absent: Sequence[Receipt], clock: Clock) -> tuple[int, int]:
    """A message that gave nothing is gone only if a second listing does not name it either."""
    if not absent:
        return 0, 0
    present = {message.uid for message in session.mailbox.list_messages()}
    gone = 0
    for receipt in absent:
        if receipt.uid not in present:
            book.note_gone(receipt, clock())
            gone += 1
    return gone, len(absent) - gone


def _move(session: _Session, move: PendingMove) -> bool:
    try:
        done = bool(session.twice(lambda: session.mailbox.move(move.receipt.uid, move.target_folder)))
    except MailboxUnavailable as fault:
        log.warning("move_failed", receipt=move.receipt.id)
        session.note_failure(fault)
        return False
    session.failed_in_a_row = 0
    return done


def _by_epoch(moves: Sequence[PendingMove], uidvalidity: int) -> tuple[list[PendingMove], int]:
    current = [move for move in moves if move.receipt.uidvalidity == uidvalidity]
    return current, len(moves) - len(current)
