"""What a person should know of intake: alerts of folders, and messages that vanished before they were stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from ingest.ports import MessageState
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import IntakeAlertRow, MailboxRow, ReceiptRow


class IntakeAlerts:
    """The part of ingest's ReceiptBook that tells of trouble. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def raise_alert(self, account: str, folder: str, code: str, now: datetime, detail: str = "") -> None:
        """One of a kind stays open for each folder; raising it again changes nothing."""
        with Session(self._engine) as session, session.begin():
            self.raise_in(session, mailbox_row(session, account, folder), code, now, detail)

    def clear_alerts(self, account: str, folder: str, codes: Sequence[str], now: datetime) -> None:
        """The folder was found whole again, or a person has looked into it."""
        with Session(self._engine) as session, session.begin():
            mailbox_id = mailbox_row(session, account, folder).id
            open_ones = (IntakeAlertRow.mailbox_id == mailbox_id, IntakeAlertRow.cleared_at.is_(None))
            cleared = update(IntakeAlertRow).where(*open_ones, IntakeAlertRow.code.in_(codes)).values(cleared_at=now)
            session.execute(cleared)

    def raise_in(self, session: Session, row: MailboxRow, code: str, now: datetime, detail: str) -> None:
        """The same within a transaction of the caller's."""
        known = select(IntakeAlertRow.id).where(
            IntakeAlertRow.mailbox_id == row.id, IntakeAlertRow.code == code, IntakeAlertRow.cleared_at.is_(None)
        )
        if session.scalar(known.limit(1)) is None:
            session.add(IntakeAlertRow(mailbox_id=row.id, code=code, detail=detail[:300], raised_at=now))
        record(session, code, now, f"{row.account}: {detail}"[:300])

    def match_gone(self, account: str, now: datetime) -> int:
        """Vanished messages of which another copy is stored become `moved`; how many others are left comes back.

        The copy has the same arrival date and size (servers keep both when a message is moved) and stands in another
        folder of the account, or under another epoch.
        """
        copy = aliased(ReceiptRow)
        elsewhere = or_(copy.mailbox_id != ReceiptRow.mailbox_id, copy.uidvalidity != ReceiptRow.uidvalidity)
        same = and_(copy.arrived_at == ReceiptRow.arrived_at, copy.size == ReceiptRow.size, copy.sha256.is_not(None))
        mine = select(MailboxRow.id).where(MailboxRow.account == account)
        gone = (ReceiptRow.mailbox_id.in_(mine), ReceiptRow.state == MessageState.GONE.value)
        with Session(self._engine) as session, session.begin():
            ours = copy.mailbox_id.in_(mine)
            for row in session.scalars(select(ReceiptRow).where(*gone, exists().where(same, elsewhere, ours))).all():
                row.state = MessageState.MOVED.value
                record(session, "message_found_again", now, f"receipt {row.id}")
            return session.scalar(select(func.count()).select_from(ReceiptRow).where(*gone)) or 0


def record(session: Session, action: str, now: datetime, detail: str) -> None:
    """One line of the history, by the service, about intake itself."""
    session.add(EventRow(happened_at=now, actor="service", action=action, detail=detail))


def mailbox_row(session: Session, account: str, folder: str) -> MailboxRow:
    """The row of a folder, made on first use."""
    found = session.scalar(select(MailboxRow).where(MailboxRow.account == account, MailboxRow.folder == folder))
    if found is None:
        found = MailboxRow(account=account, folder=folder, poll_fault="")
        session.add(found)
        session.flush()
    return found
