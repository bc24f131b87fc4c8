"""Where people change things: each call is one transaction of a guard, the change and its history.

A verb is a function over a `CaseChange` or a `MailChange`; it raises a guard of `guards`, and then nothing is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from config.domain import DomainConfiguration
from triage.casework.guards import CaseEnded, EditClash, RoleMayNot, UnknownCase
from triage.model import ENDED, IMPORTED, CaseState, Caseworker
from triage.ports import CaseReader, UnfinishedBook
from triage.store.desk_work import DeskWork, HistoryLine
from triage.store.tables_case import CaseRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_work import NoteRow, WorkRow

Rest = ParamSpec("Rest")
Given = TypeVar("Given")


@dataclass(frozen=True, kw_only=True)
class By:
    """Who does it, and when."""

    who: Caseworker
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Edit(By):
    """Which case is to be changed, and the version of it that the person was looking at."""

    reference: str
    version: int


@dataclass(frozen=True, kw_only=True)
class CaseChange:
    """What a verb works with. `record` writes the history of this case."""

    work: DeskWork
    case: CaseRow
    who: Caseworker
    domain: DomainConfiguration
    same_site: Callable[[str], bool] = lambda _account: True  # whether a mailbox is of the case's own partnership

    @property
    def now(self) -> datetime:
        """Of the transaction."""
        return self.work.now

    @property
    def state(self) -> CaseState:
        """Where the case stands."""
        return CaseState(self.case.state)

    def made(self) -> dict[str, object]:
        """Who and when, as every row of people's work holds it."""
        return {"made_at": self.now, "made_by": self.who.name, "account_id": self.who.id}

    def record(self, action: str, detail: str = "", about: WorkRow | None = None) -> None:
        """One line of the history, by this person; `about` is the row that holds their words."""
        line = HistoryLine(action=action, detail=detail, about=about)
        self.work.record_by(self.who, line, case=self.case)

    def note(self, text: str) -> NoteRow | None:
        """Keep the person's words; None where there are none."""
        words = text.strip()
        return self.work.add(NoteRow(case_id=self.case.id, text=words, **self.made())) if words else None

    def must_be_open(self) -> None:
        """Guard: CaseEnded."""
        if self.state in ENDED:
            raise CaseEnded


@dataclass(frozen=True, kw_only=True)
class MailChange:
    """What a verb on a mail works with."""

    work: DeskWork
    item: ItemRow
    who: Caseworker
    domain: DomainConfiguration
    same_site: Callable[[str], bool] = lambda _account: True  # whether a mailbox is of the mail's own partnership

    def record(self, action: str, detail: str = "", case: CaseRow | None = None, about: WorkRow | None = None) -> None:
        """One line of the history, by this person."""
        line = HistoryLine(action=action, detail=detail, about=about)
        self.work.record_by(self.who, line, item=self.item, case=case)


class Workplace(CaseReader, Protocol):
    """What is read can also be changed there."""

    domain: DomainConfiguration

    @property
    def messages(self) -> UnfinishedBook:
        """Messages that are no mail yet."""

    @property
    def domains(self) -> Mapping[str, DomainConfiguration]:
        """The rules of each mailbox's cases."""

    def domain_of(self, account: str) -> DomainConfiguration:
        """The rules of the cases of one mailbox."""

    def work(self, now: datetime) -> DeskWork:
        """A transaction at a given time."""

    def release_sending(self, who: Caseworker, now: datetime) -> None:
        """Acknowledgements that were stopped altogether go out again."""


class Desk:
    """Runs verbs."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    @property
    def domain(self) -> DomainConfiguration:
        """Fields, criteria and days as configured in general."""
        return self._place.domain

    @property
    def domains(self) -> Mapping[str, DomainConfiguration]:
        """The same by mailbox."""
        return self._place.domains

    @property
    def partnerships(self) -> Mapping[str, Sequence[str]]:
        """Mailboxes by the name of the partnership whose mail they take; imported mail is the general one's."""
        found: dict[str, list[str]] = {}
        for mailbox, domain in {IMPORTED: self.domain, **self.domains}.items():
            found.setdefault(domain.partnership.name, []).append(mailbox)
        return found

    def domain_of(self, account: str) -> DomainConfiguration:
        """The same for the cases of one mailbox, whose partnership may have its own."""
        return self._place.domain_of(account)

    def change_case(
        self,
        verb: Callable[Concatenate[CaseChange, Rest], Given],
        edit: Edit,
        *rest: Rest.args,
        **named: Rest.kwargs,
    ) -> Given:
        """Do it. Raises UnknownCase, EditClash, RoleMayNot, or a guard of the verb; then nothing was changed."""
        _must_change_cases(edit.who)
        with self._place.work(edit.now) as work:
            work.confine(edit.who)
            case = work.case_to_change(edit.reference)
            if case is None:
                raise UnknownCase
            if case.version != edit.version:
                raise EditClash
            domain = self.domain_of(case.item.account)
            change = CaseChange(
                work=work,
                case=case,
                who=edit.who,
                domain=domain,
                same_site=lambda account: self.domain_of(account) is domain,
            )
            given = verb(change, *rest, **named)
            case.version += 1
            work.commit()
        return given

    def regain(self, verb: Callable[[CaseChange, str], None], by: By, reference: str, reason: str) -> None:
        """Do what regains access to a case that is kept from the person: the verb alone guards who may and when.

        Raises UnknownCase, or a guard of the verb; then nothing was changed.
        """
        with self._place.work(by.now) as work:
            case = work.case_to_change(reference)
            if case is None:
                raise UnknownCase
            verb(CaseChange(work=work, case=case, who=by.who, domain=self.domain_of(case.item.account)), reason)
            case.version += 1
            work.commit()

    def change_mail(
        self,
        verb: Callable[Concatenate[MailChange, Rest], Given],
        by: By,
        item_id: int,
        *rest: Rest.args,
        **named: Rest.kwargs,
    ) -> Given:
        """The same for a mail, whose guard against two people at once is that it is dealt with only once."""
        _must_change_cases(by.who)
        with self._place.work(by.now) as work:
            work.confine(by.who)
            item = work.item_to_change(item_id)
            if item is None:
                raise UnknownCase
            domain = self.domain_of(item.account)
            change = MailChange(
                work=work,
                item=item,
                who=by.who,
                domain=domain,
                same_site=lambda account: self.domain_of(account) is domain,
            )
            given = verb(change, *rest, **named)
            work.commit()
        return given

    def release_sending(self, by: By) -> None:
        """Let acknowledgements go out again after too many, or too many that came back. Raises RoleMayNot."""
        _must_change_cases(by.who)
        self._place.release_sending(by.who, by.now)


def _must_change_cases(who: Caseworker) -> None:
    if not who.changes_cases:
        raise RoleMayNot
