"""One pass over a mailbox: every message is written down, then its original stored; later, decided moves carried out.

Nothing is parsed here. All state is in the receipt book, so a crash at any point costs no message and repeats nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from ingest.errors import MailboxUnavailable, MessageTooLarge
from ingest.ports import FolderStatus, Mailbox, PendingMove, Receipt, ReceiptBook

Clock = Callable[[], datetime]

# So many messages failing one after another, each tried twice, is a fault of the server and not of the messages.
MAX_FAILED_IN_A_ROW = 3

# Up to so many messages a folder is listed whole by every pass; above, only what lies beyond the last one known.
LISTED_WHOLE = 5_000
_COMPARED, _NOTED = 5_000, 500  # messages a transaction
_MOVES = 50  # a command

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class IntakeReport:
    """What one pass did; counts of messages."""

    listed: int = 0  # on the server
    fetched: int = 0  # originals stored by this pass
    gone: int = 0  # listed once, no longer on the server
    failed: int = 0  # to be tried again by a later pass
    oversize: int = 0  # larger than the limit: left in the mailbox and shown


@dataclass(frozen=True, kw_only=True)
class MoveReport:
    """What one round of moves did; counts of messages."""

    moved: int = 0
    failed: int = 0  # to be tried again
    stale: int = 0  # the folder's UIDs have been renumbered since: closed, for the messages are listed anew


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
        """A fresh connection. Raises MailboxUnavailable, also where the folder was renumbered in between."""
        status: FolderStatus = self.mailbox.open()
        if status.uidvalidity != self.status.uidvalidity:
            raise MailboxUnavailable(
                f"mailbox '{self.mailbox.account}': the folder was rebuilt; it will be listed anew",
                retryable=True,
                code="folder_rebuilt",
            )


def take_in(mailbox: Mailbox, book: ReceiptBook, clock: Clock, *, whole: bool = False) -> IntakeReport:
    """Record every message that is not known yet, store the originals still missing.

    One message that cannot be fetched never stops the next. `whole` lists a large folder from its beginning, too.
    Raises MailboxUnavailable where the server cannot be reached or listed; what was stored until then stays stored.
    """
    try:
        session = _Session(mailbox)
        record_listing(mailbox, book, session.status, clock, whole=whole)
        due = book.to_fetch(mailbox.account, mailbox.folder, session.status.uidvalidity, clock())
        report = _fetch_all(session, book, due, clock)
    finally:
        mailbox.close()
    if report.gone or whole:
        book.match_gone(mailbox.account, clock())
    listed = session.status.exists
    log.info("intake_done", account=mailbox.account, listed=listed, fetched=report.fetched, failed=report.failed)
    return replace(report, listed=listed)


def record_listing(
    mailbox: Mailbox, book: ReceiptBook, status: FolderStatus, clock: Clock, *, whole: bool = False
) -> int:
    """Give every message of the open folder a receipt; how many were new comes back. In batches, whatever its size."""
    known_up_to = book.note_opened(mailbox.account, mailbox.folder, status, clock())
    whole = whole or status.exists <= LISTED_WHOLE
    new = 0
    here = (mailbox.account, mailbox.folder, status.uidvalidity)
    for uids in _batches(mailbox.list_uids(0 if whole else known_up_to), _COMPARED):
        for unknown in _batches(book.unknown_uids(*here, uids), _NOTED):
            book.note_listed(*here, mailbox.describe(unknown), clock())
            new += len(unknown)
    return new


def carry_out_moves(mailbox: Mailbox, book: ReceiptBook, clock: Clock) -> MoveReport:
    """Do on the server what the book has decided on; safe to repeat. Raises MailboxUnavailable like `take_in`."""
    moves = book.pending_moves(mailbox.account, mailbox.folder)
    if not moves:
        return MoveReport()
    moved = failed = 0
    try:
        session = _Session(mailbox)
        current, stale = _by_epoch(moves, session.status.uidvalidity)
        for move in stale:
            book.note_renumbered(move, clock())
        for target, batch in _by_target(current):
            done = _moved_together(session, batch, target)
            for move in batch:
                if move.receipt.uid in done or _move(session, move):
                    book.note_moved(move, clock())
                    moved += 1
                else:
                    failed += 1
    finally:
        mailbox.close()
    log.info("moves_done", account=mailbox.account, moved=moved, failed=failed, stale=len(stale))
    return MoveReport(moved=moved, failed=failed, stale=len(stale))


def _fetch_all(session: _Session, book: ReceiptBook, receipts: Iterable[Receipt], clock: Clock) -> IntakeReport:
    fetched = failed = oversize = 0
    absent: list[Receipt] = []
    for receipt in receipts:
        try:
            content = session.twice(lambda uid=receipt.uid: session.mailbox.fetch(uid))  # type: ignore[misc]
        except MessageTooLarge:
            book.note_oversize(receipt, clock())
            oversize += 1
            continue
        except MailboxUnavailable as fault:
            failed += 1
            log.warning("fetch_failed", receipt=receipt.id, code=fault.code)
            book.note_fault(receipt, fault.code, clock())
            session.note_failure(fault)
            continue
        session.failed_in_a_row = 0
        if isinstance(content, bytes):
            book.note_fetched(receipt, content, clock())
            fetched += 1
        else:
            absent.append(receipt)
    gone, still_there = _confirm_gone(session, book, absent, clock)
    return IntakeReport(fetched=fetched, gone=gone, failed=failed + still_there, oversize=oversize)


def _confirm_gone(session: _Session, book: ReceiptBook, absent: Sequence[Receipt], clock: Clock) -> tuple[int, int]:
    """A message that gave nothing is gone only if a second listing does not name it either."""
    if not absent:
        return 0, 0
    present = set(session.mailbox.list_uids(min(receipt.uid for receipt in absent) - 1))
    gone = 0
    for receipt in absent:
        if receipt.uid in present:
            book.note_fault(receipt, "no_content", clock())
        else:
            book.note_gone(receipt, clock())
            gone += 1
    return gone, len(absent) - gone


def _moved_together(session: _Session, moves: Sequence[PendingMove], target_folder: str) -> set[int]:
    """Those that one command has moved; none where it failed, and then each is tried by itself."""
    if len(moves) < 2:
        return set()
    try:
        return session.mailbox.move_many([move.receipt.uid for move in moves], target_folder)
    except MailboxUnavailable as fault:
        log.warning("moves_failed", account=session.mailbox.account, code=fault.code)
        session.reopen()
        return set()


def _move(session: _Session, move: PendingMove) -> bool:
    try:
        done = bool(session.twice(lambda: session.mailbox.move(move.receipt.uid, move.target_folder)))
    except MailboxUnavailable as fault:
        log.warning("move_failed", receipt=move.receipt.id)
        session.note_failure(fault)
        return False
    session.failed_in_a_row = 0
    return done


def _by_epoch(moves: Sequence[PendingMove], uidvalidity: int) -> tuple[list[PendingMove], list[PendingMove]]:
    current = [move for move in moves if move.receipt.uidvalidity == uidvalidity]
    return current, [move for move in moves if move.receipt.uidvalidity != uidvalidity]


def _by_target(moves: Sequence[PendingMove]) -> Iterator[tuple[str, Sequence[PendingMove]]]:
    """Batches of moves to one folder: in a large folder one command costs a second, whatever it moves."""
    for target in dict.fromkeys(move.target_folder for move in moves):
        there = [move for move in moves if move.target_folder == target]
        for start in range(0, len(there), _MOVES):
            yield target, there[start : start + _MOVES]


def _batches(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), size):
        yield uids[start : start + size]
