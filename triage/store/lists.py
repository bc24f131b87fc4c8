"""Lists a page at a time: whatever the number of cases and mails, a page takes the same few queries."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Engine, Select, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased, defer, selectinload

from config.domain import DomainConfiguration
from triage.account_ports import Hidden
from triage.deadlines import latest_working_day
from triage.model import ENDED, CaseState
from triage.read_lists import PAGE_SIZE, CasePage, ListCounts, ListQuery, MailLine, MailPage, asked_page
from triage.read_models import QueueRow
from triage.store.case_views import IN_A_ROW, queue_row
from triage.store.mail_views import deliveries, mail_items
from triage.store.narrowing import conditions, in_order
from triage.store.tables_case import CaseRow, FieldRow, FindingRow
from triage.store.tables_lookup import CaseLineRow
from triage.store.tables_mail import ItemRow, ReceiptRow

_OVER = [state.value for state in ENDED]
_OPEN = [state.value for state in CaseState if state not in ENDED]  # named, so that the index is used


class Lists(ABC):
    """The lists of triage.ports.CaseReader."""

    domain: DomainConfiguration

    def __init__(self, engine: Engine) -> None:
        self._reading = engine.execution_options(reading=True)

    @abstractmethod
    def domain_of(self, account: str) -> DomainConfiguration:
        """The rules of the cases of one mailbox."""

    def queue(self, now: datetime) -> Sequence[QueueRow]:
        """Every open case, most urgent first."""
        with Session(self._reading) as session:
            found = _in_order(select(CaseRow).where(CaseRow.state.in_(_OPEN)))
            return [self._row(case, now) for case in session.scalars(for_rows(found))]

    def case_page(self, wanted: ListQuery, now: datetime) -> CasePage:
        """One page of cases."""
        today = self._today(now)
        narrowed = conditions(wanted.narrowing, today, latest_working_day(today, self.domain.calendar))
        condition = and_(_condition(wanted), *narrowed)
        with Session(self._reading) as session:
            total = _count(session, select(CaseRow.id).where(condition))
            page = asked_page(total, wanted.page)
            found = select(CaseRow).where(condition)
            latest_first = found.order_by(CaseRow.ended_at.desc(), CaseRow.id.desc())
            ordered = latest_first if wanted.ended else _in_order(found, wanted.order)
            part = for_rows(ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
            rows = [self._row(case, now) for case in session.scalars(part)]
        return CasePage(total=total, page=page, rows=rows)

    def counts(
        self, assignee_id: int, waiting: Sequence[str], now: datetime, without: Hidden | None = None
    ) -> ListCounts:
        """How many stand in each list, less what `without` keeps apart; `waiting`: others have to act."""
        hidden = without or Hidden()
        theirs = CaseRow.id.not_in(hidden.apart_cases)
        still_open = and_(CaseRow.state.in_(_OPEN), theirs)
        needs_person = and_(ItemRow.needs_person.is_(True), ItemRow.id.not_in(hidden.items))
        line = select(CaseRow.id).join(CaseLineRow, CaseLineRow.case_id == CaseRow.id).where(still_open)
        last = latest_working_day(self._today(now), self.domain.calendar)
        with Session(self._reading) as session:
            return ListCounts(
                open=_count(session, select(CaseRow.id).where(still_open)),
                yours=_count(session, select(CaseRow.id).where(still_open, CaseRow.assignee_id == assignee_id)),
                waiting=_count(session, select(CaseRow.id).where(CaseRow.state.in_(waiting), theirs)),
                needs_person=_count(session, select(ItemRow.id).where(needs_person)),
                unsafe=_count(session, line.where(CaseLineRow.calm == 0)),
                overdue=_count(session, line.where(CaseLineRow.due < last)),
            )

    def mail_page(self, asked: int) -> MailPage:
        """One page of every mail there ever was, and of every message that became none of its own; newest first."""
        earlier = aliased(ReceiptRow)
        again = exists().where(earlier.item_id == ReceiptRow.item_id, earlier.id < ReceiptRow.id)
        when = func.coalesce(ReceiptRow.arrived_at, ReceiptRow.first_seen_at)
        repeated = and_(or_(ReceiptRow.item_id.is_(None), again), ReceiptRow.state != "known")
        lines = union_all(
            select(literal("item").label("kind"), ItemRow.id.label("id"), ItemRow.received_at.label("at")),
            select(literal("again"), ReceiptRow.id, when).where(repeated),
        ).subquery()
        with Session(self._reading) as session:
            total = session.scalar(select(func.count()).select_from(lines)) or 0
            page = asked_page(total, asked)
            ordered = select(lines).order_by(lines.c.at.desc(), lines.c.id.desc())
            found = session.execute(ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
            return MailPage(total=total, page=page, lines=_mail_lines(session, [(row.kind, row.id) for row in found]))

    def _row(self, case: CaseRow, now: datetime) -> QueueRow:
        domain = self.domain_of(case.item.account)
        return queue_row(case, self._today(now), domain.fields, domain.calendar)

    def _today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.domain.calendar.time_zone)).date()


def for_rows(found: Select[CaseRow]) -> Select[CaseRow]:
    """What a line of a list shows of a case and no more, in a fixed number of queries."""
    shown = and_(FieldRow.rival.is_(False), or_(FieldRow.path.like("%].full_name"), FieldRow.path == "referrer.agency"))
    return found.options(
        defer(CaseRow.sections),
        selectinload(CaseRow.fields.and_(shown)),
        selectinload(CaseRow.findings.and_(FindingRow.key.in_(IN_A_ROW))),
        selectinload(CaseRow.deadlines),
        selectinload(CaseRow.corrections),
        selectinload(CaseRow.assignee),
        selectinload(CaseRow.item).defer(ItemRow.text),
    )


def _in_order(found: Select[CaseRow], order: str = "") -> Select[CaseRow]:
    return found.join(CaseLineRow, CaseLineRow.case_id == CaseRow.id).order_by(*in_order(order))


def _condition(wanted: ListQuery) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [CaseRow.state.in_(_OVER if wanted.ended else _OPEN)]
    if wanted.assignee_id is not None:
        conditions.append(CaseRow.assignee_id == wanted.assignee_id)
    if wanted.without:
        conditions.append(CaseRow.id.not_in(wanted.without))
    if wanted.states:
        conditions.append(CaseRow.state.in_(wanted.states))
    return and_(*conditions)


def _count(session: Session, found: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _mail_lines(session: Session, found: Sequence[tuple[str, int]]) -> list[MailLine]:
    again = {
        each.id: each for each in deliveries(session, ReceiptRow.id.in_([n for kind, n in found if kind == "again"]))
    }
    wanted = {n for kind, n in found if kind == "item"} | {each.item_id for each in again.values() if each.item_id}
    items = {each.id: each for each in mail_items(session, select(ItemRow).where(ItemRow.id.in_(wanted)))}
    lines = []
    for kind, number in found:
        if kind == "item":
            lines.append(MailLine(at=items[number].received_at, item=items[number]))
        else:
            delivery = again[number]
            lines.append(MailLine(at=delivery.received_at, item=items.get(delivery.item_id or 0), again=delivery))
    return lines
