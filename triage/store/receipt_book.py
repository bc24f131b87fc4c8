"""The ledger of messages: ingest's ReceiptBook on the database, and the queue of what is still to be processed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, insert, select
from sqlalchemy.orm import Session

from ingest.model import ListedMessage
from ingest.ports import PendingMove, Receipt
from triage.store.originals import Originals
from triage.store.tables_mail import ItemRow, MailboxRow, OriginalRow, ReceiptRow, ServerActionRow

MOST_ATTEMPTS = 3  # crashes or failures in processing one message before it is set aside for a person


class DatabaseReceiptBook:
    """Fulfils ingest.ports.ReceiptBook. Every method is one transaction."""

    def __init__(self, engine: Engine, originals: Originals) -> None:
        self._engine = engine
        self._originals = originals

    def note_listed(
        self, account: str, folder: str, uidvalidity: int, messages: Sequence[ListedMessage], now: datetime
    ) -> Sequence[Receipt]:
        """Record all UIDs and return those whose original is not stored yet, oldest first."""
        with Session(self._engine) as session, session.begin():
            mailbox = mailbox_row(session, account, folder)
            here = (ReceiptRow.mailbox_id == mailbox.id, ReceiptRow.uidvalidity == uidvalidity)
            known = set(session.scalars(select(ReceiptRow.uid).where(*here)))
            fresh = [
                {
                    "mailbox_id": mailbox.id,
                    "uidvalidity": uidvalidity,
                    "uid": each.uid,
                    "first_seen_at": now,
                    "arrived_at": each.internal_date,
                    "state": "listed",
                    "attempts": 0,
                    "error_type": "",
                }
                for each in messages
                if each.uid not in known
            ]
            if fresh:
                session.execute(insert(ReceiptRow), fresh)
            return _receipts(session, *here, ReceiptRow.state == "listed")

    def note_fetched(self, receipt: Receipt, content: bytes, now: datetime) -> None:
        """Store the original durably, then the row that names it."""
        sha256 = self._originals.put(content)
        with Session(self._engine) as session, session.begin():
            note_original(session, sha256, len(content), now)
            row = session.get_one(ReceiptRow, receipt.id)
            if row.state == "listed":
                row.sha256, row.state = sha256, "fetched"

    def note_gone(self, receipt: Receipt, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """Listed once, and no longer on the server before its original was stored."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(ReceiptRow, receipt.id)
            if row.state == "listed":
                row.state = "gone"

    def pending_moves(self, account: str, folder: str) -> Sequence[PendingMove]:
        """Moves decided on and not yet confirmed, oldest first."""
        with Session(self._engine.execution_options(reading=True)) as session:
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
        with Session(self._engine) as session, session.begin():
            session.get_one(ServerActionRow, move.id).done_at = now
            receipt = session.get_one(ReceiptRow, move.receipt.id)
            if receipt.state == "routed":
                receipt.state = "filed"

    def note_poll(self, account: str, folder: str, now: datetime, fault: str = "") -> None:
        """How a poll ended; `fault` is a code, empty for a good one."""
        with Session(self._engine) as session, session.begin():
            row = mailbox_row(session, account, folder)
            row.last_poll_at, row.poll_fault = now, fault
            if not fault:
                row.last_good_poll_at = now

    def unprocessed(self) -> Sequence[Receipt]:
        """Messages whose original is stored and that no case or item knows yet, oldest first."""
        with Session(self._engine.execution_options(reading=True)) as session:
            return _receipts(session, ReceiptRow.state == "fetched")

    def begin_attempt(self, receipt: Receipt) -> bool:
        """Count one more try, committed before it starts. False once the message has had its tries: set it aside."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(ReceiptRow, receipt.id)
            row.attempts += 1
            return row.attempts <= MOST_ATTEMPTS

    def note_failure(self, receipt: Receipt, error_type: str) -> None:
        """Processing raised: keep the kind of error, never its text."""
        with Session(self._engine) as session, session.begin():
            session.get_one(ReceiptRow, receipt.id).error_type = error_type[:100]

    def original(self, receipt: Receipt) -> bytes:
        """The message as it was fetched. Raises OriginalDamaged."""
        return self._originals.get(receipt.sha256 or "")

    def knows_thread(self, message_ids: Sequence[str]) -> bool:
        """Whether one of these Message-IDs is that of a mail that has been taken in."""
        named = [each for each in message_ids if each]
        if not named:
            return False
        with Session(self._engine.execution_options(reading=True)) as session:
            return session.scalar(select(ItemRow.id).where(ItemRow.message_id.in_(named)).limit(1)) is not None


def mailbox_row(session: Session, account: str, folder: str) -> MailboxRow:
    """The row of a folder, made on first use."""
    found = session.scalar(select(MailboxRow).where(MailboxRow.account == account, MailboxRow.folder == folder))
    if found is None:
        found = MailboxRow(account=account, folder=folder, poll_fault="")
        session.add(found)
        session.flush()
    return found


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


def _receipts(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Receipt]:
    rows = session.scalars(select(ReceiptRow).where(*conditions).order_by(ReceiptRow.id))
    return [as_receipt(row) for row in rows]
