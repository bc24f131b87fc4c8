"""The outbox on the database: notify's Outbox."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from notify.model import DueEmail, OutgoingEmail
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import OutboxRow

_EMAIL = TypeAdapter(OutgoingEmail)


class DatabaseOutbox:
    """Fulfils notify.ports.Outbox. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, now: datetime) -> Sequence[DueEmail]:
        """What may be tried now, oldest first. A row still `sending` was interrupted: its try may have succeeded."""
        ready = or_(OutboxRow.next_at.is_(None), OutboxRow.next_at <= now)
        with Session(self._engine.execution_options(reading=True)) as session:
            rows = session.scalars(
                select(OutboxRow).where(OutboxRow.state.in_(("waiting", "sending")), ready).order_by(OutboxRow.id)
            )
            return [
                DueEmail(
                    id=row.id,
                    email=stored_email(row),
                    attempts=row.attempts,
                    interrupted=row.interrupted or row.state == "sending",
                )
                for row in rows
            ]

    def note_sending(self, email: DueEmail, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """Committed before the relay is contacted."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(OutboxRow, email.id)
            row.state, row.interrupted = "sending", email.interrupted
            row.attempts += 1

    def note_sent(self, email: DueEmail, now: datetime) -> None:
        """The relay has taken it."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(OutboxRow, email.id)
            row.state, row.sent_at, row.next_at, row.code = "sent", now, None, ""
            action = "acknowledgement_sent_again" if email.interrupted else "acknowledgement_sent"
            session.add(_event(row, now, action))

    def note_failed(self, email: DueEmail, now: datetime, *, retry_at: datetime | None, code: str) -> None:
        """The try failed; without `retry_at` a person has to look."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(OutboxRow, email.id)
            row.state, row.next_at, row.code = ("waiting" if retry_at else "failed"), retry_at, code[:60]
            row.interrupted = email.interrupted or code == "no_answer_after_data"
            if retry_at is None:
                session.add(_event(row, now, "acknowledgement_failed", code[:60]))


def stored_email(row: OutboxRow) -> OutgoingEmail:
    """The e-mail of a row."""
    return _EMAIL.validate_json(row.email)


def _event(row: OutboxRow, now: datetime, action: str, detail: str = "") -> EventRow:
    return EventRow(happened_at=now, actor="service", action=action, detail=detail, item_id=row.item_id)
