"""The outbox on the database: notify's Outbox, and what people do with a single e-mail of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Engine, func, or_, select
from sqlalchemy.orm import Session

from notify.model import DueEmail, FailedTry, OutgoingEmail, SendingLoad, SendingState
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import OutboxRow
from triage.store.tables_outgoing import SendingStateRow

_EMAIL = TypeAdapter(OutgoingEmail)
ACKNOWLEDGEMENT, ALERT = "acknowledgement", "alert"


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
                    kind=row.kind,
                    possible_copies=row.possible_copies,
                    tried_at=row.tried_at,
                )
                for row in rows
            ]

    def note_sending(self, email: DueEmail, now: datetime) -> None:
        """Committed before the e-mail is handed over: from here on there may be one copy more."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(OutboxRow, email.id)
            row.state, row.tried_at = "sending", now
            row.attempts, row.possible_copies = row.attempts + 1, email.possible_copies + 1

    def note_sent(self, email: DueEmail, now: datetime) -> None:
        """The relay has taken it."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(OutboxRow, email.id)
            row.state, row.sent_at, row.next_at, row.code = "sent", now, None, ""
            session.add(_event(row, now, "possibly_sent_twice" if email.possible_copies else "sent"))

    def note_failed(self, email: DueEmail, failure: FailedTry, now: datetime) -> None:
        """The try failed; without a next one a person has to look."""
        with Session(self._engine) as session, session.begin():
            row = session.get_one(OutboxRow, email.id)
            row.state, row.next_at = ("waiting" if failure.retry_at else "failed"), failure.retry_at
            row.code, row.possible_copies = failure.code[:60], email.possible_copies + failure.outcome_unknown
            if failure.retry_at is None:
                session.add(_event(row, now, "failed", failure.code[:60]))

    def put_off(self, email: DueEmail, until: datetime) -> None:
        """Not before then."""
        with Session(self._engine) as session, session.begin():
            session.get_one(OutboxRow, email.id).next_at = until

    def state(self) -> SendingState:
        """Whether sending rests."""
        with Session(self._engine.execution_options(reading=True)) as session:
            row = session.get(SendingStateRow, 1)
            if row is None:
                return SendingState()
            return SendingState(
                held_code=row.held_code,
                relay_code=row.relay_code,
                relay_failures=row.relay_failures,
                relay_retry_at=row.relay_retry_at,
            )

    def load(self, now: datetime) -> SendingLoad:
        """What has been sent lately; acknowledgements only since the last release by hand."""
        with Session(self._engine.execution_options(reading=True)) as session:
            row = session.get(SendingStateRow, 1)
            released = row.released_at if row and row.released_at else now - timedelta(days=1)
            hour = max(released, now - timedelta(hours=1))
            sent = (OutboxRow.kind == ACKNOWLEDGEMENT, OutboxRow.state.in_(("sent", "sending")))
            return SendingLoad(
                tries_last_minute=_count(session, OutboxRow.tried_at > now - timedelta(minutes=1)),
                acknowledged_last_ten_minutes=_count(
                    session, *sent, OutboxRow.tried_at > max(released, now - timedelta(minutes=10))
                ),
                acknowledged_last_hour=_count(session, *sent, OutboxRow.tried_at > hour),
                returned_last_hour=_count(
                    session, *sent, OutboxRow.delivery == "returned", OutboxRow.delivery_at > hour
                ),
            )

    def hold(self, code: str, now: datetime) -> None:
        """No further acknowledgement until a person releases them."""
        with Session(self._engine) as session, session.begin():
            row = _sending_state(session)
            row.held_at, row.held_code = now, code[:60]
            session.add(EventRow(happened_at=now, actor="service", action="acknowledgements_held", detail=code[:60]))

    def note_relay(self, code: str, retry_at: datetime | None) -> None:
        """The relay is out, or, with an empty code, back."""
        with Session(self._engine) as session, session.begin():
            row = _sending_state(session)
            row.relay_failures = row.relay_failures + 1 if code else 0
            row.relay_code, row.relay_retry_at = code[:60], retry_at

    def release_held(self, who: str, now: datetime) -> None:
        """A person lets acknowledgements go out again; what was sent before no longer counts against them."""
        with Session(self._engine) as session, session.begin():
            row = _sending_state(session)
            row.held_at, row.held_code, row.released_at = None, "", now
            session.add(EventRow(happened_at=now, actor=who[:200], action="acknowledgements_released"))


def new_row(kind: str, email: OutgoingEmail, state: str, now: datetime) -> OutboxRow:
    """A row for an e-mail, `waiting` to be sent or `held` for a person; of no mail and no case yet."""
    return OutboxRow(
        kind=kind,
        recipient=email.recipient,
        message_id=email.message_id,
        email=_EMAIL.dump_json(email),
        written_at=now,
        state=state,
        attempts=0,
        possible_copies=0,
        code="",
        delivery="",
    )


def queue_letter(session: Session, case_id: int, kind: str, email: OutgoingEmail, due_on: date | None) -> OutboxRow:
    """A letter that a person sends, at the moment that it bears; `due_on` where it asks for an answer by a day.

    Whoever calls this records in the case's history who sent it.
    """
    row = new_row(kind, email, "waiting", email.written_at)
    row.case_id, row.due_on = case_id, due_on
    session.add(row)
    return row


def release(session: Session, row: OutboxRow, who: str, now: datetime) -> None:
    """A person sends one held or failed e-mail. It carries the date of this decision, not of its draft."""
    if row.state not in ("held", "failed"):
        raise ValueError(f"an e-mail that is {row.state} cannot be released")
    email = stored_email(row)
    row.email = _EMAIL.dump_json(OutgoingEmail(**{**vars(email), "written_at": now}))
    row.state, row.next_at, row.code, row.attempts, row.possible_copies = "waiting", None, "", 0, 0
    session.add(_event(row, now, "released", actor=who))


def cancel(session: Session, row: OutboxRow, who: str, now: datetime) -> None:
    """A person decides that one e-mail is not sent."""
    if row.state not in ("held", "failed", "waiting"):
        raise ValueError(f"an e-mail that is {row.state} cannot be cancelled")
    row.state, row.next_at = "cancelled", None
    session.add(_event(row, now, "cancelled", actor=who))


def note_delivery(session: Session, message_ids: Sequence[str], outcome: str, now: datetime) -> Sequence[OutboxRow]:
    """What a mail says of e-mails of ours: `returned`, `out_of_office` or `answered`. Those that it names come back.

    Whoever was sent an e-mail can claim this, so it is shown and counted and never acted on further. A return stays.
    """
    if not message_ids:
        return []
    named = select(OutboxRow).where(OutboxRow.message_id.in_(message_ids), OutboxRow.state.in_(("sent", "sending")))
    rows = session.scalars(named.order_by(OutboxRow.id)).all()
    for row in rows:
        if row.delivery not in ("returned", outcome):
            row.delivery, row.delivery_at = outcome, now
            session.add(_event(row, now, outcome))
    return rows


def stored_email(row: OutboxRow) -> OutgoingEmail:
    """The e-mail of a row."""
    return _EMAIL.validate_json(row.email)


def email_as_bytes(email: OutgoingEmail) -> bytes:
    """What a row keeps of an e-mail."""
    return _EMAIL.dump_json(email)


def _sending_state(session: Session) -> SendingStateRow:
    row = session.get(SendingStateRow, 1)
    if row is None:
        row = SendingStateRow(id=1, held_code="", relay_code="", relay_failures=0)
        session.add(row)
    return row


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(OutboxRow).where(*conditions)) or 0


def _event(row: OutboxRow, now: datetime, what: str, detail: str = "", actor: str = "service") -> EventRow:
    word = row.kind if row.kind in (ACKNOWLEDGEMENT, ALERT) else "letter"
    return EventRow(
        happened_at=now,
        actor=actor[:200],
        action=f"{word}_{what}",
        detail=detail or (row.kind if word == "letter" else ""),
        item_id=row.item_id,
        case_id=row.case_id,
    )
