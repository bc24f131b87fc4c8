"""One transaction over a mail, its cases, its history, its acknowledgement and its move: all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, Select, or_, select
from sqlalchemy.orm import Session

from ingest.ports import Receipt
from notify.model import AcknowledgedBefore, OutgoingEmail
from triage.store.acknowledged import acknowledged_before
from triage.store.earlier_cases import Child, EarlierCase, cases_of_child
from triage.store.lease import Lease
from triage.store.originals import Originals
from triage.store.outbox import email_as_bytes, note_delivery
from triage.store.receipt_book import note_original
from triage.store.tables_audit import EventRow
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_mail import ItemRow, OriginalRow, OutboxRow, PartRow, ReceiptRow, ServerActionRow
from triage.store.tables_proposed import ProposalRow, ToldRow
from triage.store.tables_work import ItemOutcomeRow

WHOLE_MAIL = "mail"  # path of the part that is the mail itself
MAIL_TEXT = "mail_text"  # kind of a leaf that is text of the mail, or of one within: kept as it came, shown as read


@dataclass(frozen=True, kw_only=True)
class NewPart:
    """One leaf of a mail to keep."""

    path: str
    filename: str
    kind: str
    content: bytes
    warnings: tuple[str, ...] = ()
    document: bytes | None = None


class UnitOfWork:
    """Use as a context manager; nothing is kept unless `commit` was called."""

    def __init__(self, engine: Engine, originals: Originals, now: datetime, lease: Lease | None = None) -> None:
        self._session = Session(engine, expire_on_commit=False)  # what was taken in is still told afterwards
        self._originals = originals
        self._lease = lease
        self.now = now

    def __enter__(self) -> Self:
        self._session.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def commit(self) -> None:
        """Everything since the beginning becomes durable together. Raises LeaseLost where another has taken over."""
        if self._lease is not None:
            self._lease.check(self._session)
        self._session.commit()

    def item_with_key(self, dedupe_key: str) -> ItemRow | None:
        """The mail that was taken in under this key."""
        return self._session.scalar(select(ItemRow).where(ItemRow.dedupe_key == dedupe_key))

    def add_item(self, receipt: Receipt, item: ItemRow, parts: Sequence[NewPart]) -> ItemRow:
        """A new mail with its leaves; their bytes are on disk before their rows are written."""
        item.account = receipt.account
        self._session.add(item)
        self._session.flush()
        for part in parts:
            sha256 = self._originals.put(part.content)
            note_original(self._session, sha256, len(part.content), self.now)
            self._session.add(
                PartRow(
                    item_id=item.id,
                    path=part.path,
                    filename=part.filename,
                    kind=part.kind,
                    sha256=sha256,
                    size=len(part.content),
                    warnings=list(part.warnings),
                    document=part.document,
                )
            )
        self._add_whole_mail(receipt, item)
        self.close_receipt(receipt, item, "routed")
        self._session.flush()
        return item

    def _add_whole_mail(self, receipt: Receipt, item: ItemRow) -> None:
        """The mail as it came, one click away: it was stored before anything was read from it."""
        original = self._session.get_one(OriginalRow, receipt.sha256)
        self._session.add(
            PartRow(
                item_id=item.id,
                path=WHOLE_MAIL,
                filename="e-mail.eml",
                kind="other_document",
                sha256=original.sha256,
                size=original.size,
                warnings=[],
            )
        )

    def in_full(self, case: CaseRow) -> CaseRow:
        """The same case with all that hangs on it, whichever transaction it was found in."""
        return self._session.get_one(CaseRow, case.id)

    def propose(self, rows: Sequence[ProposalRow]) -> int:
        """Keep changes that are proposed to a case; how many."""
        self._session.add_all(rows)
        self._session.flush()
        return len(rows)

    def keep_told(self, item: ItemRow, rows: Sequence[ToldRow]) -> None:
        """What a mail without a case says, for the case that a person may join it to."""
        for row in rows:
            row.item_id = item.id
        self._session.add_all(rows)

    def part_id(self, item: ItemRow, path: str) -> int | None:
        """The id of one leaf."""
        return self._session.scalar(select(PartRow.id).where(PartRow.item_id == item.id, PartRow.path == path))

    def close_receipt(self, receipt: Receipt, item: ItemRow, state: str) -> None:
        """The receipt has become this mail."""
        row = self._session.get_one(ReceiptRow, receipt.id)
        row.item_id, row.state = item.id, state

    def add_case(self, case: CaseRow) -> CaseRow:
        """A new case, linked to the mail that it came by."""
        self._session.add(case)
        self._session.flush()
        self.link(case, case.item_id, "opened", "referral")
        return case

    def link(self, case: CaseRow, item_id: int, relation: str, reason: str) -> None:
        """Say that a mail belongs, or may belong, to a case."""
        self._session.add(CaseLinkRow(case_id=case.id, item_id=item_id, relation=relation, reason=reason))

    def cases_of_thread(self, message_ids: Sequence[str]) -> Sequence[CaseRow]:
        """Cases of the mails, theirs or ours, that carry one of these Message-IDs."""
        theirs = select(ItemRow.id).where(ItemRow.message_id.in_(message_ids))
        ours = select(OutboxRow.item_id).where(OutboxRow.message_id.in_(message_ids))
        linked = select(CaseLinkRow.case_id).where(CaseLinkRow.item_id.in_(theirs.union(ours)))
        return self._cases_among(linked, message_ids)

    def cases_of_item(self, item: ItemRow) -> Sequence[CaseRow]:
        """Cases that a mail has opened, or is or may be linked to."""
        linked = select(CaseLinkRow.case_id).where(CaseLinkRow.item_id == item.id, CaseLinkRow.relation != "rejected")
        return self._session.scalars(select(CaseRow).where(CaseRow.id.in_(linked)).order_by(CaseRow.id)).all()

    def cases_named(self, references: Sequence[str]) -> Sequence[CaseRow]:
        """Cases with one of these references."""
        found = select(CaseRow).where(CaseRow.reference.in_(references)).order_by(CaseRow.id)
        return self._session.scalars(found).all()

    def cases_of_our_mail(self, message_ids: Sequence[str]) -> Sequence[CaseRow]:
        """Cases that our e-mails with these Message-IDs were written on, or whose mail they answered."""
        items = select(OutboxRow.item_id).where(OutboxRow.message_id.in_(message_ids))
        linked = select(CaseLinkRow.case_id).where(CaseLinkRow.item_id.in_(items), CaseLinkRow.relation == "opened")
        return self._cases_among(linked, message_ids)

    def _cases_among(self, linked: Select[int], message_ids: Sequence[str]) -> Sequence[CaseRow]:
        """Cases with one of these ids, and those of our letters with one of these Message-IDs."""
        letters = select(OutboxRow.case_id).where(OutboxRow.message_id.in_(message_ids), OutboxRow.case_id.is_not(None))
        either = or_(CaseRow.id.in_(linked), CaseRow.id.in_(letters))
        return self._session.scalars(select(CaseRow).where(either).order_by(CaseRow.id)).all()

    def recipients_of(self, message_ids: Sequence[str]) -> Sequence[str]:
        """Whom our e-mails with these Message-IDs went to."""
        return self._session.scalars(select(OutboxRow.recipient).where(OutboxRow.message_id.in_(message_ids))).all()

    def cases_of_child(self, child: Child) -> Sequence[EarlierCase]:
        """Cases about the same child, or perhaps the same, the newest first."""
        return cases_of_child(self._session, child)

    def acknowledged_before(self, sender: str, subject: str) -> AcknowledgedBefore:
        """How much has gone out to this sender and its domain."""
        return acknowledged_before(self._session, sender, subject, self.now)

    def note_delivery(self, message_ids: Sequence[str], outcome: str) -> None:
        """A mail says what became of e-mails of ours: `returned`, `out_of_office` or `answered`."""
        note_delivery(self._session, message_ids, outcome, self.now)

    def queue_email(self, kind: str, item: ItemRow, email: OutgoingEmail, state: str) -> None:
        """Write an e-mail into the outbox: `waiting` to be sent, `held` for a person. One of a kind for each mail."""
        self._session.add(
            OutboxRow(
                kind=kind,
                item_id=item.id,
                recipient=email.recipient,
                message_id=email.message_id,
                email=email_as_bytes(email),
                written_at=self.now,
                state=state,
                attempts=0,
                possible_copies=0,
                code="",
                delivery="",
            )
        )

    def answered_before(self, item: ItemRow) -> bool:
        """Whether the mail was read once before from the same delivery, and an answer to it has gone or will go."""
        deliveries = self._session.scalars(select(ReceiptRow.id).where(ReceiptRow.item_id == item.id))
        again = [f"receipt:{each}" for each in deliveries]
        retried = select(ItemOutcomeRow.item_id).where(
            ItemOutcomeRow.outcome == "retried", ItemOutcomeRow.reason.in_(again)
        )
        answered = select(OutboxRow.id).where(OutboxRow.item_id.in_(retried), OutboxRow.state != "cancelled")
        return self._session.scalar(answered.limit(1)) is not None

    def plan_move(self, receipt: Receipt, target_folder: str) -> None:
        """The server is to move the message once this is committed."""
        planned = self._session.scalar(select(ServerActionRow).where(ServerActionRow.receipt_id == receipt.id))
        if planned is None:
            self._session.add(ServerActionRow(receipt_id=receipt.id, target_folder=target_folder))
        elif planned.done_at is None:  # read again before the first move was done
            planned.target_folder = target_folder

    def record(
        self, action: str, *, case: CaseRow | None = None, item: ItemRow | None = None, detail: str = ""
    ) -> None:
        """One line of the history, by the service."""
        self._session.add(
            EventRow(
                happened_at=self.now,
                actor="service",
                action=action,
                detail=detail,
                case_id=case.id if case else None,
                item_id=item.id if item else None,
            )
        )
