"""Everything that the pages and the command line read: triage's CaseReader on the database."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.orm import Session

from config.domain import DomainConfiguration
from triage.model import AuditEvent, CaseState, Caseworker
from triage.read_models import CaseView, DocumentView, MailItem, OutgoingView, QueueRow, ServiceHealth, StoredFile
from triage.store.case_rows import as_finding, bytes_to_document
from triage.store.case_views import as_deadline, criterion_views, field_views, queue_row, urgency
from triage.store.originals import Originals
from triage.store.outbox import stored_email
from triage.store.tables_audit import EventRow
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_mail import ItemRow, MailboxRow, OutboxRow, PartRow, ReceiptRow
from triage.store.unit_of_work import WHOLE_MAIL


class DatabaseCaseReader:
    """Fulfils triage.ports.CaseReader."""

    def __init__(self, engine: Engine, originals: Originals, domain: DomainConfiguration) -> None:
        self._writing = engine
        self._engine = engine.execution_options(reading=True)
        self._originals = originals
        self._domain = domain

    def queue(self, now: datetime) -> Sequence[QueueRow]:
        """Open cases, most urgent first."""
        with Session(self._engine) as session:
            cases = session.scalars(select(CaseRow).where(CaseRow.state != CaseState.CLOSED.value))
            return sorted((self._row(case, now) for case in cases), key=urgency)

    def case(self, reference: str, now: datetime) -> CaseView | None:
        """One case, or None for an unknown reference."""
        with Session(self._engine) as session:
            case = session.scalar(select(CaseRow).where(CaseRow.reference == reference))
            return None if case is None else self._view(session, case, now)

    def needs_person(self) -> Sequence[MailItem]:
        """Mail that a person has to look at, newest first."""
        return self._mail(ItemRow.needs_person)

    def mail(self) -> Sequence[MailItem]:
        """Every mail ever taken in, newest first."""
        return self._mail(ItemRow.id > 0)

    def mail_item(self, item_id: int) -> MailItem | None:
        """One mail, with its text and attachments."""
        return next(iter(self._mail(ItemRow.id == item_id)), None)

    def original(self, file_id: int) -> tuple[str, bytes] | None:
        """File name and bytes of one stored leaf of a mail."""
        with Session(self._engine) as session:
            part = session.get(PartRow, file_id)
            return None if part is None else (part.filename, self._originals.get(part.sha256))

    def health(self, now: datetime) -> ServiceHealth:  # noqa: ARG002 - the port's signature
        """State of intake and sending."""
        with Session(self._engine) as session:
            boxes = session.scalars(select(MailboxRow).where(MailboxRow.last_poll_at.is_not(None))).all()
            return ServiceHealth(
                last_poll_at=max((box.last_poll_at for box in boxes if box.last_poll_at), default=None),
                last_good_poll_at=min((box.last_good_poll_at for box in boxes if box.last_good_poll_at), default=None),
                poll_fault=next((box.poll_fault for box in boxes if box.poll_fault), ""),
                waiting_messages=_count(session, ReceiptRow, ReceiptRow.state.in_(("listed", "fetched"))),
                waiting_emails=_count(session, OutboxRow, OutboxRow.state.in_(("waiting", "sending"))),
                failed_emails=_count(session, OutboxRow, OutboxRow.state == "failed"),
            )

    def note_viewed(self, reference: str, who: Caseworker, now: datetime) -> None:
        """One line of history: somebody opened the case."""
        with Session(self._writing) as session, session.begin():
            case_id = session.scalar(select(CaseRow.id).where(CaseRow.reference == reference))
            session.add(EventRow(happened_at=now, actor=who.name, action="case_viewed", detail="", case_id=case_id))

    def _row(self, case: CaseRow, now: datetime) -> QueueRow:
        today = now.astimezone(ZoneInfo(self._domain.calendar.time_zone)).date()
        return queue_row(case, today, self._domain.fields, self._domain.calendar)

    def _mail(self, condition: object) -> Sequence[MailItem]:
        with Session(self._engine) as session:
            items = session.scalars(select(ItemRow).where(condition).order_by(ItemRow.id.desc()))  # type: ignore[arg-type]
            return [_mail_item(session, item) for item in items]

    def _view(self, session: Session, case: CaseRow, now: datetime) -> CaseView:
        row = self._row(case, now)
        links = select(CaseLinkRow.item_id).where(CaseLinkRow.case_id == case.id)
        items = session.scalars(select(ItemRow).where(ItemRow.id.in_(links)).order_by(ItemRow.id)).all()
        return CaseView(
            row=row,
            criteria_set=case.criteria_set,
            fields=field_views(case, self._domain.fields),
            missing=row.missing_headings,
            other_answers=tuple((each.label, each.value) for each in case.answers),
            sections=dict(case.sections),
            criteria=criterion_views(case, self._domain.criteria),
            serious_incident=next(as_finding(each) for each in case.findings if each.key == "serious_incident"),
            suggestion_warnings=tuple(case.warnings),
            deadlines=tuple(as_deadline(each) for each in case.deadlines),
            documents=_documents(case),
            mail=tuple(_mail_item(session, item) for item in items),
            outgoing=_outgoing(session, [item.id for item in items]),
            history=_history(session, case),
        )


def _documents(case: CaseRow) -> tuple[DocumentView, ...]:
    """The form first, then the other leaves of its mail that a person might want to read."""
    parts = sorted(case.item.parts, key=lambda part: part.id != case.form_part_id)
    shown = (part for part in parts if part.kind not in ("inline_image", "signature") and part.path != WHOLE_MAIL)
    return tuple(DocumentView(file=_stored_file(part), document=bytes_to_document(part.document)) for part in shown)


def _outgoing(session: Session, item_ids: Sequence[int]) -> tuple[OutgoingView, ...]:
    rows = session.scalars(select(OutboxRow).where(OutboxRow.item_id.in_(item_ids)).order_by(OutboxRow.id)).all()
    return tuple(
        OutgoingView(
            recipient=row.recipient,
            subject=stored_email(row).subject,
            text=stored_email(row).text,
            state=row.state,
            written_at=row.written_at,
            sent_at=row.sent_at,
        )
        for row in rows
    )


def _history(session: Session, case: CaseRow) -> tuple[AuditEvent, ...]:
    belongs = or_(EventRow.case_id == case.id, EventRow.item_id == case.item_id)
    rows = session.scalars(select(EventRow).where(belongs).order_by(EventRow.id))
    return tuple(
        AuditEvent(happened_at=row.happened_at, actor=row.actor, action=row.action, detail=row.detail)
        for row in rows
        if row.case_id in (None, case.id)  # the same mail may have opened another case
    )


def _mail_item(session: Session, item: ItemRow) -> MailItem:
    references = session.scalars(
        select(CaseRow.reference)
        .join(CaseLinkRow, CaseLinkRow.case_id == CaseRow.id)
        .where(CaseLinkRow.item_id == item.id)
        .order_by(CaseRow.id)
    ).all()
    state = session.scalar(select(ReceiptRow.state).where(ReceiptRow.item_id == item.id).order_by(ReceiptRow.id))
    return MailItem(
        id=item.id,
        received_at=item.received_at,
        sender=item.sender,
        subject=item.subject,
        message_class=item.message_class,
        reasons=tuple(item.reasons),
        flags=tuple(item.flags),
        state=state or "",
        acknowledgement=item.permission,
        acknowledgement_reasons=tuple(item.permission_reasons),
        case_references=tuple(references),
        needs_person=item.needs_person,
        attachments=tuple(_stored_file(part) for part in item.parts if part.path != "body"),
        text=item.text,
    )


def _stored_file(part: PartRow) -> StoredFile:
    return StoredFile(
        id=part.id,
        filename=part.filename,
        kind=part.kind,
        sha256=part.sha256,
        size=part.size,
        warnings=tuple(part.warnings),
    )


def _count(session: Session, table: type[ReceiptRow] | type[OutboxRow], condition: object) -> int:
    return session.scalar(select(func.count()).select_from(table).where(condition)) or 0  # type: ignore[arg-type]
