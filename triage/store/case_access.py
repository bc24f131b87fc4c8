"""Which cases a person may not see: restricted to others, of a declared conflict, of other partnerships."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.engine.base import OptionEngine
from sqlalchemy.orm import Session

from triage.account_ports import CaseAccess, Hidden
from triage.model import Caseworker
from triage.store.joining_work import JoiningWork
from triage.store.tables_audit import AccountRow
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_mail import ItemRow, PartRow
from triage.store.tables_people import AccountMailboxRow, CaseAccessRow

NAMED, CONFLICT = "named", "conflict"


class AccessWork(JoiningWork):
    """A person's transaction, from which what is kept from them stays away; and who may see a case."""

    hidden = Hidden()

    def confine(self, who: Caseworker) -> None:
        """From here on, hidden cases and mails are not found."""
        self.hidden = hidden_from(self._session, who)

    def access_of(self, case: CaseRow, kind: str) -> Sequence[CaseAccessRow]:
        """The people named for the case, or locked out of it."""
        found = select(CaseAccessRow).where(CaseAccessRow.case_id == case.id, CaseAccessRow.kind == kind)
        return self._session.scalars(found.order_by(CaseAccessRow.id)).all()

    def is_kept_from(self, case: CaseRow, account_id: int) -> bool:
        """Whether somebody may not see the case."""
        found = select(CaseRow.id).where(CaseRow.id == case.id, hidden_condition(account_id))
        return self._session.scalar(found) is not None

    def is_apart(self, case: CaseRow, account_id: int) -> bool:
        """Whether the case is of a partnership that the person is not for."""
        found = select(CaseRow.id).where(CaseRow.id == case.id, apart_condition(account_id))
        return self._session.scalar(found) is not None

    def forget_access(self, case: CaseRow, kind: str, account_id: int | None = None) -> None:
        """Nobody is named or locked out any more, or one person."""
        gone = delete(CaseAccessRow).where(CaseAccessRow.case_id == case.id, CaseAccessRow.kind == kind)
        self._session.execute(gone if account_id is None else gone.where(CaseAccessRow.account_id == account_id))


class AccessLookups:
    """Who may see what, of triage.ports.CaseReader."""

    _reading: OptionEngine

    def hidden_from(self, who: Caseworker) -> Hidden:
        """What is kept from a person."""
        with Session(self._reading) as session:
            return hidden_from(session, who)

    def case_access(self, reference: str) -> CaseAccess:
        """Who may see a case."""
        with Session(self._reading) as session:
            return case_access(session, reference)


def hidden_condition(account_id: int) -> ColumnElement[bool]:
    """True for the cases that a person may not see."""
    of_person = and_(CaseAccessRow.case_id == CaseRow.id, CaseAccessRow.account_id == account_id)
    named = exists().where(of_person, CaseAccessRow.kind == NAMED)
    conflict = exists().where(of_person, CaseAccessRow.kind == CONFLICT)
    return or_(conflict, and_(CaseRow.restricted.is_(True), ~named), apart_condition(account_id))


def apart_condition(account_id: int) -> ColumnElement[bool]:
    """True for the cases of other partnerships than those that a person is for, if they are for any."""
    of_person = AccountMailboxRow.account_id == account_id
    mailboxes = select(AccountMailboxRow.mailbox).where(of_person)
    theirs = select(ItemRow.id).where(ItemRow.account.in_(mailboxes))
    return and_(exists().where(of_person), CaseRow.item_id.not_in(theirs))


def hidden_from(session: Session, who: Caseworker) -> Hidden:
    """All that is kept from a person: three quick look-ups, and more only where there is anything."""
    mine = session.execute(
        select(CaseAccessRow.case_id, CaseAccessRow.kind).where(CaseAccessRow.account_id == who.id)
    ).all()
    named = {row.case_id for row in mine if row.kind == NAMED}
    conflicts = {row.case_id for row in mine if row.kind == CONFLICT}
    restricted = set(session.scalars(select(CaseRow.id).where(CaseRow.restricted.is_(True))))
    own = frozenset(session.scalars(select(AccountMailboxRow.mailbox).where(AccountMailboxRow.account_id == who.id)))
    others = select(CaseRow.id, CaseRow.reference).where(apart_condition(who.id))
    apart = {row.id: row.reference for row in session.execute(others)} if own else {}
    cases = frozenset((restricted - named) | conflicts | set(apart))
    if not (cases or own):
        return Hidden()
    linked = select(CaseLinkRow.item_id).where(CaseLinkRow.case_id.in_(cases), CaseLinkRow.relation != "rejected")
    items = frozenset(session.scalars(linked)) | frozenset(
        session.scalars(select(CaseRow.item_id).where(CaseRow.id.in_(cases)))
    )
    if own:
        items |= frozenset(session.scalars(select(ItemRow.id).where(ItemRow.account.not_in(own))))
    return Hidden(
        mailboxes=own or None,
        apart_cases=frozenset(apart),
        apart=frozenset(apart.values()),
        cases=cases,
        references=frozenset(session.scalars(select(CaseRow.reference).where(CaseRow.id.in_(cases)))),
        items=items,
        files=frozenset(session.scalars(select(PartRow.id).where(PartRow.item_id.in_(items)))),
    )


def case_access(session: Session, reference: str) -> CaseAccess:
    """Who may see a case; as for an open one where there is no such case."""
    case = session.scalar(select(CaseRow).where(CaseRow.reference == reference))
    if case is None:
        return CaseAccess()
    rows = select(CaseAccessRow.kind, AccountRow.id, AccountRow.name, AccountRow.role).where(
        CaseAccessRow.case_id == case.id, AccountRow.id == CaseAccessRow.account_id
    )
    found = [(kind, Caseworker(id=n, name=name, role=role)) for kind, n, name, role in session.execute(rows)]
    people = {kind: tuple(who for each, who in found if each == kind) for kind in (NAMED, CONFLICT)}
    return CaseAccess(restricted=case.restricted, named=people[NAMED], conflicts=people[CONFLICT])
