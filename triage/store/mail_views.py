"""Builds the read models of mail from their rows: for any number of mails in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from triage.read_models import Delivery, ItemOutcome, MailItem, OutgoingView, StoredFile, UnsentEmail
from triage.store.outbox import stored_email
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_mail import ItemRow, MailboxRow, OutboxRow, PartRow, ReceiptRow
from triage.store.tables_work import ItemOutcomeRow
from triage.store.unit_of_work import MAIL_TEXT

_AT_ONCE = 500  # ids in one condition


def mail_items(session: Session, wanted: Select[ItemRow]) -> list[MailItem]:
    """The mails that a query finds, in its order."""
    rows = session.scalars(wanted.options(selectinload(ItemRow.parts).defer(PartRow.document))).all()
    facts = _Facts(session, [row.id for row in rows])
    return [_mail_item(row, facts) for row in rows]


def deliveries(session: Session, condition: ColumnElement[bool]) -> list[Delivery]:
    """Messages as the server listed them, oldest first."""
    found = select(ReceiptRow, MailboxRow.account).join(ReceiptRow.mailbox).where(condition).order_by(ReceiptRow.id)
    return [_delivery(row, account) for row, account in session.execute(found)]


def outgoing(session: Session, condition: ColumnElement[bool]) -> tuple[OutgoingView, ...]:
    """E-mails of ours, oldest first."""
    rows = session.scalars(select(OutboxRow).where(condition).order_by(OutboxRow.id)).all()
    return tuple(_outgoing_view(row) for row in rows)


def unsent(session: Session) -> list[UnsentEmail]:
    """E-mails of ours that could not be sent, oldest first."""
    found = (
        select(OutboxRow.kind, OutboxRow.code, OutboxRow.written_at, CaseRow.reference, OutboxRow.item_id)
        .outerjoin(CaseRow, CaseRow.id == OutboxRow.case_id)
        .where(OutboxRow.state == "failed")
        .order_by(OutboxRow.id)
    )
    return [
        UnsentEmail(kind=kind, code=code, written_at=at, reference=reference or "", item_id=item_id)
        for kind, code, at, reference, item_id in session.execute(found)
    ]


def stored_file(part: PartRow) -> StoredFile:
    """One leaf of a mail."""
    return StoredFile(
        id=part.id,
        filename=part.filename,
        kind=part.kind,
        sha256=part.sha256,
        size=part.size,
        warnings=tuple(part.warnings),
    )


class _Facts:
    """What stands about mails in other tables, by the mail's id."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self.references: dict[int, list[str]] = defaultdict(list)
        self.deliveries: dict[int, list[Delivery]] = defaultdict(list)
        self.opened: set[int] = set()
        self.held: set[int] = set()
        self.outcomes: dict[int, list[ItemOutcome]] = defaultdict(list)
        for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
            self._gather(session, some)

    def _gather(self, session: Session, ids: Sequence[int]) -> None:
        links = (
            select(CaseLinkRow.item_id, CaseRow.reference, CaseLinkRow.relation)
            .join(CaseLinkRow.case)
            .where(CaseLinkRow.item_id.in_(ids), CaseLinkRow.relation != "rejected")
            .order_by(CaseRow.id)
        )
        for item_id, reference, relation in session.execute(links):
            self.references[item_id].append(reference)
            self.opened |= {item_id} if relation == "opened" else set()
        held = select(OutboxRow.item_id).where(OutboxRow.item_id.in_(ids), OutboxRow.state.in_(("held", "failed")))
        self.held |= {each for each in session.scalars(held) if each is not None}
        for delivery in deliveries(session, ReceiptRow.item_id.in_(ids)):
            self.deliveries[delivery.item_id or 0].append(delivery)
        found = select(ItemOutcomeRow).where(ItemOutcomeRow.item_id.in_(ids)).order_by(ItemOutcomeRow.id)
        for row in session.scalars(found):
            done = ItemOutcome(outcome=row.outcome, reason=_words(row), by=row.made_by, at=row.made_at)
            self.outcomes[row.item_id].append(done)


def _outgoing_view(row: OutboxRow) -> OutgoingView:
    email = stored_email(row)
    return OutgoingView(
        id=row.id,
        kind=row.kind,
        recipient=row.recipient,
        subject=email.subject,
        text=email.text,
        state=row.state,
        written_at=row.written_at,
        sent_at=row.sent_at,
        item_id=row.item_id,
        code=row.code,
        delivery=row.delivery,
        delivery_at=row.delivery_at,
        due_on=row.due_on,
    )


def _words(row: ItemOutcomeRow) -> str:
    return "" if row.outcome == "retried" else row.reason  # which delivery was read again says nothing to a person


def _delivery(row: ReceiptRow, account: str) -> Delivery:
    return Delivery(
        received_at=row.arrived_at or row.first_seen_at,
        account=account,
        state=row.state,
        item_id=row.item_id,
        id=row.id,
    )


def _mail_item(item: ItemRow, facts: _Facts) -> MailItem:
    delivered = facts.deliveries[item.id]
    return MailItem(
        id=item.id,
        received_at=item.received_at,
        sender=item.sender,
        subject=item.subject,
        message_class=item.message_class,
        reasons=tuple(item.reasons),
        flags=tuple(item.flags),
        state=delivered[0].state if delivered else "",
        acknowledgement=item.permission,
        acknowledgement_reasons=tuple(item.permission_reasons),
        case_references=tuple(facts.references[item.id]),
        needs_person=item.needs_person,
        attachments=_attachments(item.parts),
        text=item.text,
        authentication=item.authentication,
        deliveries=tuple(delivered),
        outcomes=tuple(facts.outcomes[item.id]),
        opened_case=item.id in facts.opened,
        answer_held=item.id in facts.held,
        account=item.account,
    )


def _attachments(parts: Iterable[PartRow]) -> tuple[StoredFile, ...]:
    return tuple(stored_file(part) for part in parts if part.path != "body" and part.kind != MAIL_TEXT)
