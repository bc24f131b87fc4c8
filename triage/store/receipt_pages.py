"""Receipts as a sequence that is read from the database page by page: a backlog of any length takes little memory."""

from collections.abc import Iterator, Sequence
from typing import overload

from sqlalchemy import ColumnElement, Engine, func, select
from sqlalchemy.orm import Session

from ingest.ports import Receipt
from triage.store.tables_mail import MailboxRow, ReceiptRow

PAGE = 500


class ReceiptPages(Sequence[Receipt]):
    """The receipts that fit the conditions, oldest first, as they are when each page is read."""

    def __init__(self, engine: Engine, *conditions: ColumnElement[bool]) -> None:
        self._engine = engine.execution_options(reading=True)
        self._conditions = conditions

    def __len__(self) -> int:
        counted = select(func.count()).select_from(ReceiptRow).where(*self._conditions)
        with Session(self._engine) as session:
            return session.scalar(counted) or 0

    def __iter__(self) -> Iterator[Receipt]:
        last = 0
        while page := self._page(ReceiptRow.id > last):
            yield from page
            last = page[-1].id

    @overload
    def __getitem__(self, index: int) -> Receipt: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Receipt]: ...
    def __getitem__(self, index: int | slice) -> Receipt | Sequence[Receipt]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # what it holds changes

    def _page(self, *further: ColumnElement[bool]) -> list[Receipt]:
        with Session(self._engine) as session:
            return receipts_of(session, *self._conditions, *further, limit=PAGE)


def receipts_of(session: Session, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Receipt]:
    """The receipts that fit, oldest first."""
    rows = session.execute(
        select(
            ReceiptRow.id,
            MailboxRow.account,
            MailboxRow.folder,
            ReceiptRow.uidvalidity,
            ReceiptRow.uid,
            ReceiptRow.sha256,
            ReceiptRow.arrived_at,
            ReceiptRow.first_seen_at,
        )
        .join(MailboxRow, MailboxRow.id == ReceiptRow.mailbox_id)
        .where(*conditions)
        .order_by(ReceiptRow.id)
        .limit(limit)
    )
    return [
        Receipt(
            id=row.id,
            account=row.account,
            folder=row.folder,
            uidvalidity=row.uidvalidity,
            uid=row.uid,
            sha256=row.sha256,
            received_at=row.arrived_at or row.first_seen_at,
            first_seen_at=row.first_seen_at,
        )
        for row in rows
    ]
