"""The ledger of messages: ingest's ReceiptBook on the database, and the queue of what is still to be processed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain

from sqlalchemy import Engine, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from ingest.model import ListedMessage
from ingest.ports import MOST_FAULTS, FolderStatus, MessageState, PendingMove, Receipt, wait_after
from triage.store.intake_alerts import IntakeAlerts, mailbox_row, record
from triage.store.lease import Lease
from triage.store.originals import Originals
from triage.store.receipt_pages import ReceiptPages, receipts_of
from triage.store.tables_mail import ItemRow, MailboxRow, OriginalRow, ReceiptRow, ServerActionRow

MOST_ATTEMPTS = 3  # failures in processing one message before it is set aside for a person
TRANSIENT = frozenset({"OperationalError", "OSError", "TimeoutError", "ConnectionError", "LeaseLost"})
_ALIKE = 10  # messages; a folder of fewer may be emptied without anybody wondering


class DatabaseReceiptBook(IntakeAlerts):
    """Fulfils ingest.ports.ReceiptBook. Every method is one transaction, under the lease where one is held."""

    def __init__(self, engine: Engine, originals: Originals, lease: Lease | None = None) -> None:
        super().__init__(engine)
        self._originals = originals
        self._lease = lease

    def note_opened(self, account: str, folder: str, status: FolderStatus, now: datetime) -> int:
        """Compare with what was seen last; the highest UID recorded in this epoch, or 0, comes back."""
        with self._writing() as session:
            row = mailbox_row(session, account, folder)
            if row.uidvalidity not in (None, status.uidvalidity):
                self._note_renumbered_folder(session, row, status.uidvalidity, now)
            elif row.message_count is not None and _shrunk(row.message_count, status.exists):
                detail = f"{row.message_count} to {status.exists} messages"
                self.raise_in(session, row, "folder_shrank", now, detail)
            row.uidvalidity, row.message_count = status.uidvalidity, status.exists
            here = (ReceiptRow.mailbox_id == row.id, ReceiptRow.uidvalidity == status.uidvalidity)
            return session.scalar(select(func.max(ReceiptRow.uid)).where(*here)) or 0

    def unknown_uids(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> Sequence[int]:
        """Those without a receipt, or with one that says `gone`."""
        with self._reading() as session:
            known = session.scalars(
                select(ReceiptRow.uid)
                .join(ReceiptRow.mailbox)
                .where(MailboxRow.account == account, MailboxRow.folder == folder)
                .where(ReceiptRow.uidvalidity == uidvalidity, ReceiptRow.uid.in_(uids))
                .where(ReceiptRow.state != MessageState.GONE.value)
            )
            found = set(known)
        return [uid for uid in uids if uid not in found]

    def note_listed(
        self, account: str, folder: str, uidvalidity: int, messages: Sequence[ListedMessage], now: datetime
    ) -> Sequence[Receipt]:
        """Record all UIDs and return those of the epoch whose original is not stored yet, oldest first."""
        with self._writing() as session:
            mailbox_id = mailbox_row(session, account, folder).id
            here = (ReceiptRow.mailbox_id == mailbox_id, ReceiptRow.uidvalidity == uidvalidity)
            uids = [each.uid for each in messages]
            known = set(session.scalars(select(ReceiptRow.uid).where(*here, ReceiptRow.uid.in_(uids))))
            fresh = [_new_row(mailbox_id, uidvalidity, each, now) for each in messages if each.uid not in known]
            if fresh:
                session.execute(insert(ReceiptRow), fresh)
            back = (*here, ReceiptRow.uid.in_(uids), ReceiptRow.state == MessageState.GONE.value)
            session.execute(update(ReceiptRow).where(*back).values(state=MessageState.LISTED.value, attempts=0))
        return ReceiptPages(self._engine, *here, ReceiptRow.state == MessageState.LISTED.value)

    def to_fetch(self, account: str, folder: str, uidvalidity: int, now: datetime) -> Iterable[Receipt]:
        """New ones first, page by page; then those that had failed before and whose rest is over."""
        with self._writing() as session:
            mailbox_id = mailbox_row(session, account, folder).id
            here = (ReceiptRow.mailbox_id == mailbox_id, ReceiptRow.uidvalidity == uidvalidity)
            waiting = ReceiptRow.state.in_((MessageState.LISTED.value, MessageState.SET_ASIDE.value))
            again = (*here, waiting, ReceiptRow.sha256.is_(None), ReceiptRow.attempts > 0, ReceiptRow.next_at <= now)
            rested = receipts_of(session, *again)
        fresh = (*here, ReceiptRow.state == MessageState.LISTED.value, ReceiptRow.attempts == 0)
        return chain(ReceiptPages(self._engine, *fresh), rested)

    def note_fetched(self, receipt: Receipt, content: bytes, now: datetime) -> None:
        """Store the original durably, then the row that names it."""
        sha256 = self._originals.put(content)
        with self._writing() as session:
            note_original(session, sha256, len(content), now)
            row = session.get_one(ReceiptRow, receipt.id)
            if row.sha256 is None:
                state = MessageState.KNOWN if _moved_here_by_us(session, row, sha256) else MessageState.FETCHED
                row.sha256, row.state = sha256, state.value
                row.attempts, row.next_at, row.error_type = 0, None, ""

    def note_fault(self, receipt: Receipt, code: str, now: datetime) -> None:
        """It rests, longer each time; the team sees it after too many faults, and it is still tried each hour."""
        with self._writing() as session:
            row = session.get_one(ReceiptRow, receipt.id)
            row.attempts, row.error_type = row.attempts + 1, code[:100]
            row.next_at = now + wait_after(row.attempts)
            if row.attempts >= MOST_FAULTS and row.state == MessageState.LISTED.value:
                row.state = MessageState.SET_ASIDE.value
                record(session, "message_set_aside", now, f"receipt {row.id}: {code}"[:300])

    def note_oversize(self, receipt: Receipt, now: datetime) -> None:
        """Left in the mailbox."""
        self._end(receipt, MessageState.OVERSIZE, now)

    def note_gone(self, receipt: Receipt, now: datetime) -> None:
        """Listed once, and no longer on the server before its original was stored."""
        self._end(receipt, MessageState.GONE, now)

    def pending_moves(self, account: str, folder: str) -> Sequence[PendingMove]:
        """Moves decided on and not yet confirmed, oldest first."""
        with self._reading() as session:
            rows = session.scalars(
                select(ServerActionRow)
                .join(ServerActionRow.receipt)
                .join(ReceiptRow.mailbox)
                .where(ServerActionRow.done_at.is_(None), MailboxRow.account == account, MailboxRow.folder == folder)
                .order_by(ServerActionRow.id)
            )
            return [
                PendingMove(id=row.id, receipt=as_receipt(row.receipt), target_folder=row.target_folder) for row in rows
            ]

    def note_moved(self, move: PendingMove, now: datetime) -> None:
        """The server has confirmed the move."""
        with self._writing() as session:
            action = session.get_one(ServerActionRow, move.id)
            action.done_at, action.outcome = now, "moved"
            receipt = session.get_one(ReceiptRow, move.receipt.id)
            if receipt.state == MessageState.ROUTED.value:
                receipt.state = MessageState.FILED.value
            if receipt.mailbox.message_count:
                receipt.mailbox.message_count -= 1

    def note_renumbered(self, move: PendingMove, now: datetime) -> None:
        """Closed: whatever is still in the folder is listed anew, found to be the same, and moved then."""
        with self._writing() as session:
            action = session.get_one(ServerActionRow, move.id)
            action.done_at, action.outcome = now, "renumbered"

    def note_poll(self, account: str, folder: str, now: datetime, fault: str = "") -> None:
        """How a poll ended; `fault` is a code, empty for a good one."""
        with self._writing() as session:
            row = mailbox_row(session, account, folder)
            row.last_poll_at, row.poll_fault = now, fault[:100]
            if not fault:
                row.last_good_poll_at = now

    def unprocessed(self, now: datetime | None = None) -> Sequence[Receipt]:
        """Messages whose original is stored and that no item knows yet, oldest first; with `now`, rested ones only."""
        rested = () if now is None else (or_(ReceiptRow.next_at.is_(None), ReceiptRow.next_at <= now),)
        return ReceiptPages(self._engine, ReceiptRow.state == MessageState.FETCHED.value, *rested)

    def begin_attempt(self, receipt: Receipt, now: datetime | None = None) -> bool:
        """Count one more try, committed before it starts. False once the message has had its tries: set it aside.

        With `now` it rests before the next try, however this one ends. A passing fault is allowed more tries, and so is
        a try that was cut short: the process was ended from outside, as hostile content is only read in its children.
        """
        with self._writing() as session:
            row = session.get_one(ReceiptRow, receipt.id)
            row.attempts += 1
            row.next_at = None if now is None else now + wait_after(row.attempts)
            passing = row.error_type in TRANSIENT or not row.error_type
            return row.attempts <= (MOST_FAULTS if passing else MOST_ATTEMPTS)

    def note_failure(self, receipt: Receipt, error_type: str) -> None:
        """Processing raised: keep the kind of error, never its text."""
        with self._writing() as session:
            session.get_one(ReceiptRow, receipt.id).error_type = error_type[:100]

    def original(self, receipt: Receipt) -> bytes:
        """The message as it was fetched. Raises OriginalDamaged."""
        return self._originals.get(receipt.sha256 or "")

    def knows_thread(self, message_ids: Sequence[str]) -> bool:
        """Whether one of these Message-IDs is that of a mail that has been taken in."""
        named = [each for each in message_ids if each]
        if not named:
            return False
        with self._reading() as session:
            return session.scalar(select(ItemRow.id).where(ItemRow.message_id.in_(named)).limit(1)) is not None

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """A transaction that is kept only while the lease is ours."""
        with Session(self._engine) as session, session.begin():
            if self._lease is not None:
                self._lease.check(session)
            yield session

    def _reading(self) -> Session:
        return Session(self._engine.execution_options(reading=True))

    def _end(self, receipt: Receipt, state: MessageState, now: datetime) -> None:
        with self._writing() as session:
            row = session.get_one(ReceiptRow, receipt.id)
            if row.sha256 is None and row.state != state.value:
                row.state = state.value
                record(session, f"message_{state.value}", now, f"receipt {row.id}")

    def _note_renumbered_folder(self, session: Session, row: MailboxRow, uidvalidity: int, now: datetime) -> None:
        """Numbers of the old epoch name nothing any more: what was not fetched is gone until it is found again."""
        unstored = (ReceiptRow.mailbox_id == row.id, ReceiptRow.uidvalidity != uidvalidity, ReceiptRow.sha256.is_(None))
        ended = (*unstored, ReceiptRow.state.in_((MessageState.LISTED.value, MessageState.SET_ASIDE.value)))
        session.execute(update(ReceiptRow).where(*ended).values(state=MessageState.GONE.value))
        self.raise_in(session, row, "folder_renumbered", now, f"{row.uidvalidity} to {uidvalidity}")


def _shrunk(before: int, after: int) -> bool:
    """Whether more than half of the messages have left by other hands than ours."""
    return before >= _ALIKE and after * 2 < before


def _moved_here_by_us(session: Session, row: ReceiptRow, sha256: str) -> bool:
    """Whether these are the bytes of a message of the same account that we have sent to this very folder."""
    source = aliased(MailboxRow)
    same = (ReceiptRow.sha256 == sha256, ReceiptRow.id != row.id, source.account == row.mailbox.account)
    moves = (
        select(ServerActionRow.id)
        .join(ReceiptRow, ReceiptRow.id == ServerActionRow.receipt_id)
        .join(source, source.id == ReceiptRow.mailbox_id)
        .where(*same, ServerActionRow.target_folder == row.mailbox.folder)
    )
    return session.scalar(moves.limit(1)) is not None


def _new_row(mailbox_id: int, uidvalidity: int, message: ListedMessage, now: datetime) -> dict[str, object]:
    return {
        "mailbox_id": mailbox_id,
        "uidvalidity": uidvalidity,
        "uid": message.uid,
        "first_seen_at": now,
        "arrived_at": message.internal_date,
        "size": message.size,
        "state": MessageState.LISTED.value,
        "attempts": 0,
        "error_type": "",
    }


def note_original(session: Session, sha256: str, size: int, now: datetime) -> None:
    """The row that names a stored original, once."""
    if session.get(OriginalRow, sha256) is None:
        session.add(OriginalRow(sha256=sha256, size=size, stored_at=now))
        session.flush()


def as_receipt(row: ReceiptRow) -> Receipt:
    """The port's view of a row."""
    return Receipt(
        id=row.id,
        account=row.mailbox.account,
        folder=row.mailbox.folder,
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        sha256=row.sha256,
        received_at=row.arrived_at or row.first_seen_at,
        first_seen_at=row.first_seen_at,
    )
