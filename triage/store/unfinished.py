"""Messages that became no mail of the team's yet: waiting, resting, too large, gone or set aside; and the ways on."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from ingest.model import MessageClass
from ingest.ports import FOR_A_PERSON, MessageState
from notify.model import Permission
from triage.model import Caseworker
from triage.read_models import UnfinishedMessage
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import IntakeAlertRow, ItemRow, MailboxRow, ReceiptRow

MOST_SHOWN = 500  # the longest page; how many there are in all is in the service's health
_WAITING = (MessageState.LISTED.value, MessageState.FETCHED.value)
_STUCK = tuple(state.value for state in FOR_A_PERSON)


class UnfinishedMessages:
    """Reads and settles them. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def shown(self) -> Sequence[UnfinishedMessage]:
        """Those that a person has to look at first, then those that wait, oldest first; at most MOST_SHOWN."""
        found = (
            select(ReceiptRow, MailboxRow)
            .join(MailboxRow, MailboxRow.id == ReceiptRow.mailbox_id)
            .where(ReceiptRow.item_id.is_(None), ReceiptRow.state.in_((*_WAITING, *_STUCK)))
            .order_by(ReceiptRow.state.in_(_WAITING), ReceiptRow.id)
            .limit(MOST_SHOWN)
        )
        with Session(self._engine.execution_options(reading=True)) as session:
            return [_view(row, mailbox) for row, mailbox in session.execute(found)]

    def try_again(self, receipt_id: int, who: Caseworker, now: datetime) -> bool:
        """Fetched or processed by the next poll, as if it were new. False for one that is settled or out of reach."""
        with Session(self._engine) as session, session.begin():
            row = session.get(ReceiptRow, receipt_id)
            if row is None or row.item_id is not None or row.state not in (*_WAITING, *_STUCK):
                return False
            if not row.sha256 and row.uidvalidity != row.mailbox.uidvalidity:
                return False  # its number names nothing any more
            row.state = MessageState.FETCHED.value if row.sha256 else MessageState.LISTED.value
            row.attempts, row.next_at, row.error_type = 0, None, ""
            session.add(_event(who, "message_tried_again", row, now))
            return True

    def take_by_hand(self, receipt_id: int, reference: str, who: Caseworker, now: datetime) -> int | None:
        """A mail without content in its place, which a person can open as a case or join to one: its id.

        `reference` is the mail's own. None for a message that is not stuck.
        """
        with Session(self._engine) as session, session.begin():
            row = _stuck_row(session, receipt_id)
            if row is None:
                return None
            item = _empty_item(row, reference)
            session.add(item)
            session.flush()
            row.item_id = item.id
            session.add(_event(who, "message_by_hand", row, now))
            return item.id

    def dismiss(self, receipt_id: int, who: Caseworker, now: datetime, reason: str = "") -> bool:
        """A person has dealt with it (in the mail program, say); `reason` is a code. False for one not stuck."""
        with Session(self._engine) as session, session.begin():
            row = _stuck_row(session, receipt_id)
            if row is None:
                return False
            row.state = MessageState.DISMISSED.value
            session.add(_event(who, "message_dismissed", row, now, reason))
            return True


def _stuck_row(session: Session, receipt_id: int) -> ReceiptRow | None:
    row = session.get(ReceiptRow, receipt_id)
    return None if row is None or row.item_id is not None or row.state not in _STUCK else row


def _empty_item(row: ReceiptRow, reference: str) -> ItemRow:
    return ItemRow(
        dedupe_key=hashlib.sha256(f"by-hand\0{row.id}".encode()).hexdigest(),
        reference=reference,
        account=row.mailbox.account,
        received_at=row.arrived_at or row.first_seen_at,
        message_class=MessageClass.UNREADABLE.value,
        reasons=[f"message_{row.state}"],
        flags=[],
        needs_person=True,
        permission=Permission.NO.value,
        permission_reasons=[],
    )


def open_alerts(session: Session) -> tuple[str, ...]:
    """Codes of what is wrong with intake, each once, oldest first."""
    codes = select(IntakeAlertRow.code).where(IntakeAlertRow.cleared_at.is_(None)).order_by(IntakeAlertRow.id)
    return tuple(dict.fromkeys(session.scalars(codes)))


def stuck_messages(session: Session) -> int:
    """How many wait for a person to look into them."""
    stuck = (ReceiptRow.state.in_(_STUCK), ReceiptRow.item_id.is_(None))
    return session.scalar(select(func.count()).select_from(ReceiptRow).where(*stuck)) or 0


def _view(row: ReceiptRow, mailbox: MailboxRow) -> UnfinishedMessage:
    return UnfinishedMessage(
        id=row.id,
        account=mailbox.account,
        folder=mailbox.folder,
        state=row.state,
        reason=row.error_type,
        attempts=row.attempts,
        received_at=row.arrived_at or row.first_seen_at,
        first_seen_at=row.first_seen_at,
        next_at=row.next_at,
        size=row.size,
        stored=row.sha256 is not None,
    )


def _event(who: Caseworker, action: str, row: ReceiptRow, now: datetime, reason: str = "") -> EventRow:
    return EventRow(happened_at=now, actor=who.name, action=action, detail=f"receipt {row.id} {reason}".strip()[:300])
