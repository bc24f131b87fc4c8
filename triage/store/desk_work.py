"""The transaction in which a person changes a case or a mail: finds rows for change, adds what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select

from notify.model import OutgoingEmail
from triage.model import LOOKING, Caseworker
from triage.store import outbox
from triage.store.base import Base
from triage.store.case_access import AccessWork
from triage.store.tables_audit import AccountRow, EventRow
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_mail import ItemRow, OutboxRow, PartRow, ReceiptRow
from triage.store.tables_work import ItemOutcomeRow, WorkRow

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """What happened, in codes and ids; `about` is the row that holds people's words."""

    action: str
    detail: str = ""
    about: WorkRow | None = None


class DeskWork(AccessWork):
    """Rows come locked where the database can, so that of two people who save at once the second sees the first."""

    def case_to_change(self, reference: str) -> CaseRow | None:
        """The case, or None for an unknown reference and for a case that is kept from the person."""
        case = self._session.scalar(select(CaseRow).where(CaseRow.reference == reference).with_for_update())
        return None if case is None or case.id in self.hidden.cases else case

    def item_to_change(self, item_id: int) -> ItemRow | None:
        """The mail, or None, likewise."""
        item = self._session.scalar(select(ItemRow).where(ItemRow.id == item_id).with_for_update())
        return None if item is None or item.id in self.hidden.items else item

    def item_of_file(self, file_id: int) -> ItemRow | None:
        """The mail that a stored original came with, or None."""
        part = self._session.get(PartRow, file_id)
        return None if part is None else self._session.get(ItemRow, part.item_id)

    def email_to_change(self, email_id: int) -> OutboxRow | None:
        """One e-mail of ours, or None."""
        return self._session.scalar(select(OutboxRow).where(OutboxRow.id == email_id).with_for_update())

    def links(self, *, case: CaseRow | None = None, item: ItemRow | None = None) -> Sequence[CaseLinkRow]:
        """What joins a case, a mail, or both."""
        found = select(CaseLinkRow).order_by(CaseLinkRow.id)
        if case is not None:
            found = found.where(CaseLinkRow.case_id == case.id)
        if item is not None:
            found = found.where(CaseLinkRow.item_id == item.id)
        return self._session.scalars(found).all()

    def account(self, account_id: int) -> AccountRow | None:
        """A person."""
        return self._session.get(AccountRow, account_id)

    def add(self, row: Row) -> Row:
        """Keep a new row; on return it has its id."""
        self._session.add(row)
        self._session.flush()
        return row

    def add_outcome(self, item: ItemRow, who: Caseworker, outcome: str, reason: str = "") -> ItemOutcomeRow:
        """What a person did with a mail. It leaves the list of mail that needs a person, and stays findable."""
        item.needs_person = False
        made = {"made_at": self.now, "made_by": who.name, "account_id": who.id}
        return self.add(ItemOutcomeRow(item_id=item.id, outcome=outcome, reason=reason, **made))

    def receipts_of(self, item: ItemRow) -> Sequence[ReceiptRow]:
        """The deliveries of a mail, the first one first."""
        return self._session.scalars(
            select(ReceiptRow).where(ReceiptRow.item_id == item.id).order_by(ReceiptRow.id)
        ).all()

    def emails_of(self, item: ItemRow) -> Sequence[OutboxRow]:
        """What was written in answer to a mail."""
        return self._session.scalars(select(OutboxRow).where(OutboxRow.item_id == item.id)).all()

    def read_again(self, item: ItemRow, receipt: ReceiptRow) -> None:
        """The stored original of a delivery is processed as if it had just come; the mail read from it steps aside."""
        item.dedupe_key = f"retried:{item.id}"
        receipt.state, receipt.attempts, receipt.error_type = "fetched", 0, ""
        receipt.item_id, receipt.next_at = None, None

    def letters_of(self, case: CaseRow) -> Sequence[OutboxRow]:
        """The letters of a case, whatever became of them, oldest first."""
        return self._session.scalars(select(OutboxRow).where(OutboxRow.case_id == case.id).order_by(OutboxRow.id)).all()

    def queue_letter(self, case: CaseRow, kind: str, email: OutgoingEmail, due_on: date | None) -> OutboxRow:
        """Have it sent."""
        return outbox.queue_letter(self._session, case.id, kind, email, due_on)

    def release_email(self, email: OutboxRow, who: Caseworker) -> None:
        """Send what was held. ValueError where it is in no state to be sent."""
        outbox.release(self._session, email, who.name, self.now)

    def cancel_email(self, email: OutboxRow, who: Caseworker) -> None:
        """Do not send it. ValueError where it has gone."""
        outbox.cancel(self._session, email, who.name, self.now)

    def record_by(
        self, who: Caseworker, line: HistoryLine, *, case: CaseRow | None = None, item: ItemRow | None = None
    ) -> None:
        """One line of the history, by a person."""
        about = line.about
        self._session.add(
            EventRow(
                happened_at=self.now,
                actor=who.name,
                action=line.action,
                detail=line.detail[:300],
                case_id=case.id if case else None,
                item_id=item.id if item else None,
                case_version=case.version if case and line.action not in LOOKING else None,
                about=f"{about.__tablename__}:{about.id}" if about is not None else "",
            )
        )
