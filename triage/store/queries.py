"""Everything that the pages and the command line read: triage's CaseReader on the database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, Select, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from config.domain import DomainConfiguration
from triage.model import ENDED, AuditEvent, Caseworker, Finding
from triage.read_models import (
    CaseView,
    DocumentView,
    HistoryCheck,
    MailItem,
    OutgoingView,
    QueueRow,
    SearchQuery,
    ServiceHealth,
    UnsentEmail,
)
from triage.statistics import Statistics, compute
from triage.store import history_chain, joined_cases
from triage.store.case_access import AccessLookups
from triage.store.case_facts import Counted, case_facts
from triage.store.case_rows import as_finding, bytes_to_document
from triage.store.case_views import (
    as_deadline,
    criterion_views,
    decision_views,
    field_views,
    missing_paths,
    standing_values,
)
from triage.store.desk_work import DeskWork, HistoryLine
from triage.store.drafts import Drafts
from triage.store.history_views import events
from triage.store.lists import Lists, for_rows
from triage.store.mail_views import mail_items, outgoing, stored_file, unsent
from triage.store.originals import Originals
from triage.store.outbox import DatabaseOutbox
from triage.store.returns import late_returns
from triage.store.search import matching
from triage.store.tables_audit import AccountRow, EventRow
from triage.store.tables_case import CaseLinkRow, CaseRow, FindingRow
from triage.store.tables_mail import ItemRow, MailboxRow, OutboxRow, PartRow, ReceiptRow
from triage.store.tables_outgoing import SendingStateRow
from triage.store.unfinished import UnfinishedMessages, open_alerts, stuck_messages
from triage.store.unit_of_work import MAIL_TEXT, WHOLE_MAIL

_NO_DOCUMENTS = ("inline_image", "signature", MAIL_TEXT)
_OVER = [state.value for state in ENDED]


class DatabaseCaseReader(Drafts, AccessLookups, Lists):
    """Fulfils triage.ports.CaseReader."""

    def __init__(
        self,
        engine: Engine,
        originals: Originals,
        domain: DomainConfiguration,
        domains: Mapping[str, DomainConfiguration] | None = None,
    ) -> None:
        super().__init__(engine)
        self._writing = engine
        self._engine = engine.execution_options(reading=True)
        self._originals = originals
        self.messages = UnfinishedMessages(engine)
        self.domain = domain
        self._domains = domains or {}

    @property
    def domains(self) -> Mapping[str, DomainConfiguration]:
        """The rules of each mailbox's cases."""
        return self._domains

    def domain_of(self, account: str) -> DomainConfiguration:
        """The rules of the cases of one mailbox; the general ones where it has none of its own."""
        return self._domains.get(account, self.domain)

    def work(self, now: datetime) -> DeskWork:
        """A transaction in which people change what is read here."""
        return DeskWork(self._writing, self._originals, now)

    def case(self, reference: str, now: datetime) -> CaseView | None:
        """One case, or None for an unknown reference."""
        with Session(self._engine) as session:
            case = session.scalar(_in_full(select(CaseRow).where(CaseRow.reference == reference)))
            return None if case is None else self._view(session, case, now)

    def needs_person(self) -> Sequence[MailItem]:
        """Mail that a person has to look at, newest first."""
        return self._mail(ItemRow.needs_person.is_(True))

    def mail(self) -> Sequence[MailItem]:
        """Every mail ever taken in, newest first."""
        return self._mail(ItemRow.id > 0)

    def mail_item(self, item_id: int) -> MailItem | None:
        """One mail, with its text and attachments."""
        return next(iter(self._mail(ItemRow.id == item_id)), None)

    def answers(self, item_id: int) -> Sequence[OutgoingView]:
        """What was written in answer to one mail, sent or not."""
        with Session(self._engine) as session:
            return outgoing(session, OutboxRow.item_id == item_id)

    def search(self, query: SearchQuery, now: datetime) -> Sequence[QueueRow]:
        """Cases that fit, ended ones included, the latest received first; a bounded number."""
        with Session(self._engine) as session:
            return [self._row(case, now) for case in session.scalars(for_rows(matching(session, query)))]

    def statistics(
        self, start: date | None, end: date | None, now: datetime, *, exact: bool, without: frozenset[int] = frozenset()
    ) -> Statistics:
        """Counts over the cases received from one day to another; None leaves an end open. `without`: not these."""
        rules = (self.domain, *self._domains.values())
        criteria = list(dict.fromkeys(each.key for domain in rules for each in domain.criteria.criteria))
        with Session(self._engine) as session:
            counted = Counted(
                start=start,
                end=end,
                today=self._today(now),
                without=without,
                second_person_for=lambda account: self.domain_of(account).partnership.second_person_for,
            )
            facts = case_facts(session, counted)
        return Statistics(start=start, end=end, blocks=compute(facts, criteria, exact=exact), exact=exact)

    def check_case_history(self, reference: str) -> HistoryCheck:
        """Verify the lines of one case."""
        with Session(self._engine) as session:
            case_id = session.scalar(select(CaseRow.id).where(CaseRow.reference == reference))
            return history_chain.verify_case(session, case_id or 0)

    def check_history(self) -> HistoryCheck:
        """Verify the chain of the whole history."""
        with Session(self._engine) as session:
            return history_chain.verify(session)

    def people(self) -> Sequence[Caseworker]:
        """Who may take a case, by name."""
        with Session(self._engine) as session:
            rows = session.scalars(select(AccountRow).where(AccountRow.disabled_at.is_(None)).order_by(AccountRow.name))
            found = (Caseworker(id=row.id, name=row.name, role=row.role) for row in rows)
            return [each for each in found if each.changes_cases]

    def original(self, file_id: int) -> tuple[str, bytes] | None:
        """File name and bytes of one stored leaf of a mail."""
        with Session(self._engine) as session:
            part = session.get(PartRow, file_id)
            return None if part is None else (part.filename, self._originals.get(part.sha256))

    def health(self, now: datetime) -> ServiceHealth:  # noqa: ARG002 - the port's signature
        """State of intake and sending."""
        with Session(self._engine) as session:
            boxes = session.scalars(select(MailboxRow).where(MailboxRow.last_poll_at.is_not(None))).all()
            sending = session.get(SendingStateRow, 1)
            return ServiceHealth(
                last_poll_at=max((box.last_poll_at for box in boxes if box.last_poll_at), default=None),
                last_good_poll_at=min((box.last_good_poll_at for box in boxes if box.last_good_poll_at), default=None),
                poll_fault=next((box.poll_fault for box in boxes if box.poll_fault), ""),
                waiting_messages=_count(session, ReceiptRow, ReceiptRow.state.in_(("listed", "fetched"))),
                waiting_emails=_count(session, OutboxRow, OutboxRow.state.in_(("waiting", "sending"))),
                failed_emails=_count(session, OutboxRow, OutboxRow.state == "failed"),
                sending_held=sending.held_code if sending else "",
                relay_fault=sending.relay_code if sending else "",
                alerts=open_alerts(session),
                stuck_messages=stuck_messages(session),
            )

    def unsent(self) -> Sequence[UnsentEmail]:
        """E-mails of ours that could not be sent."""
        with Session(self._engine) as session:
            return unsent(session)

    def release_sending(self, who: Caseworker, now: datetime) -> None:
        """Acknowledgements go out again."""
        DatabaseOutbox(self._writing).release_held(who.name, now)

    def late_returns(self, now: datetime) -> Sequence[str]:
        """Open cases for which an agency's information is overdue."""
        with Session(self._engine) as session:
            return late_returns(session, now, lambda account: self.domain_of(account).calendar)

    def note_viewed(self, reference: str, who: Caseworker, now: datetime, *, names_shown: bool = False) -> None:
        """The history keeps that somebody opened the case, and apart from it that they had the names shown."""
        for action in ("case_viewed", "names_shown") if names_shown else ("case_viewed",):
            self.note_looked(action, who, now, reference)

    def note_mail(self, action: str, who: Caseworker, now: datetime, *, item_id: int = 0, file_id: int = 0) -> None:
        """A line of history of a mail by somebody who opened it, or downloaded one of its files."""
        with self.work(now) as work:
            item = work.item_of_file(file_id) if file_id else work.item_to_change(item_id)
            work.record_by(who, HistoryLine(action=action, detail=f"file:{file_id}" if file_id else ""), item=item)
            work.commit()

    def note_looked(self, action: str, who: Caseworker, now: datetime, reference: str = "", detail: str = "") -> None:
        """A line of history by somebody who changed nothing."""
        with self.work(now) as work:
            case = work.case_to_change(reference) if reference else None
            work.record_by(who, HistoryLine(action=action, detail=detail), case=case)
            work.commit()

    def _mail(self, condition: ColumnElement[bool]) -> Sequence[MailItem]:
        with Session(self._engine) as session:
            return mail_items(session, select(ItemRow).where(condition).order_by(ItemRow.id.desc()))

    def _view(self, session: Session, case: CaseRow, now: datetime) -> CaseView:
        row, domain = self._row(case, now), self.domain_of(case.item.account)
        merged = joined_cases.merged_into(session, case.id)
        theirs = and_(CaseLinkRow.case_id.in_([case.id, *merged]), CaseLinkRow.relation != "rejected")
        own_last = select(CaseLinkRow.item_id, CaseLinkRow.relation).order_by(CaseLinkRow.case_id == case.id)
        links = session.execute(own_last.where(theirs))
        relations = {link.item_id: link.relation for link in links}
        items = mail_items(session, select(ItemRow).where(ItemRow.id.in_(relations)).order_by(ItemRow.id))
        together = [case, *session.scalars(select(CaseRow).where(CaseRow.id.in_(merged)).order_by(CaseRow.id))]
        return CaseView(
            row=row,
            criteria_set=case.criteria_set,
            fields=field_views(case, domain.fields),
            missing=row.missing_headings,
            other_answers=tuple((each.label, each.value) for each in case.answers),
            sections=dict(case.sections),
            criteria=criterion_views(case, domain.criteria),
            serious_incident=_serious_incident(case),
            suggestion_warnings=tuple(case.warnings),
            deadlines=tuple(as_deadline(each) for each in case.deadlines),
            documents=tuple(each for one in together for each in _documents(one)),
            mail=tuple(replace(item, relation=relations[item.id]) for item in items),
            outgoing=outgoing(session, or_(OutboxRow.item_id.in_(relations), OutboxRow.case_id == case.id)),
            history=_history(session, case),
            missing_paths=missing_paths(case),
            decisions=decision_views(case, domain.partnership.second_person_for),
            candidates=joined_cases.candidates(session, case, lambda account: self.domain_of(account) is domain),
            joined=joined_cases.joined(session, case),
            proposals=joined_cases.proposals(session, case, standing_values(case), domain.fields),
        )


def _in_full(found: Select[CaseRow]) -> Select[CaseRow]:
    """Everything that the page of a case shows, in a fixed number of queries."""
    return found.options(
        selectinload(CaseRow.fields),
        selectinload(CaseRow.findings).selectinload(FindingRow.quotes),
        selectinload(CaseRow.deadlines),
        selectinload(CaseRow.corrections),
        selectinload(CaseRow.assignee),
        selectinload(CaseRow.item),
    )


def _serious_incident(case: CaseRow) -> Finding:
    found = (as_finding(each) for each in case.findings if each.key == "serious_incident")
    return next(found, Finding(key="serious_incident", value="not_met", probability=0.0))


def _documents(case: CaseRow) -> tuple[DocumentView, ...]:
    """The form first, then the other leaves of its mail that a person might want to read."""
    parts = sorted(case.item.parts, key=lambda part: part.id != case.form_part_id)
    shown = (part for part in parts if part.kind not in _NO_DOCUMENTS and part.path != WHOLE_MAIL)
    return tuple(DocumentView(file=stored_file(part), document=bytes_to_document(part.document)) for part in shown)


def _history(session: Session, case: CaseRow) -> tuple[AuditEvent, ...]:
    """What happened to the case, and to the mail that opened it unless it was another of that mail's cases."""
    of_its_mail = and_(EventRow.item_id == case.item_id, EventRow.case_id.is_(None))
    return events(session, or_(EventRow.case_id == case.id, of_its_mail))


def _count(session: Session, table: type[ReceiptRow] | type[OutboxRow], condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(condition)) or 0
