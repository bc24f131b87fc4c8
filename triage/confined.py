"""What one person may see of the cases: a reader that leaves out what is kept from them. Decides nothing by itself.

Whatever a page, a list, a search, a count, an export or a download asks goes through here; what is missing here, no
page can call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from triage.account_ports import CaseAccess, Hidden
from triage.model import Caseworker
from triage.ports import CaseReader
from triage.read_lists import CasePage, Draft, ListCounts, ListQuery, MailLine, MailPage, Narrowing
from triage.read_models import (
    CaseView,
    HistoryCheck,
    MailItem,
    OutgoingView,
    QueueRow,
    SearchQuery,
    ServiceHealth,
    UnsentEmail,
)
from triage.statistics import Statistics

RESTRICTED = "restricted"  # in place of the state of a case that is kept from the person


@dataclass(frozen=True)
class ConfinedReader:
    """A CaseReader for one person. `hidden` is what is kept from them at the time of the request."""

    everything: CaseReader
    who: Caseworker
    hidden: Hidden

    def queue(self, now: datetime) -> Sequence[QueueRow]:
        """Open cases; those kept from the person as a reference only."""
        return self._masked(self.everything.queue(now))

    def case_page(self, wanted: ListQuery, now: datetime) -> CasePage:
        """The same for one page of a list. A narrowed one leaves hidden cases out: it would tell something of them."""
        kept = self.hidden.cases if wanted.narrowing != Narrowing() or wanted.order else frozenset[int]()
        page = self.everything.case_page(replace(wanted, without=self.hidden.apart_cases | kept), now)
        return replace(page, rows=self._masked(page.rows))

    def case(self, reference: str, now: datetime) -> CaseView | None:
        """One case without what belongs to a hidden one; None for a hidden one, and the history keeps the attempt."""
        if reference in self.hidden.references:
            self.everything.note_looked("restricted_refused", self.who, now, reference)
            return None
        view = self.everything.case(reference, now)
        return view if view is None or not self.hidden.cases else self._without(view)

    def needs_person(self) -> Sequence[MailItem]:
        """Mail that a person has to look at."""
        return self._mails(self.everything.needs_person())

    def mail(self) -> Sequence[MailItem]:
        """Every mail."""
        return self._mails(self.everything.mail())

    def mail_page(self, asked: int) -> MailPage:
        """One page of every mail."""
        page = self.everything.mail_page(asked)
        return replace(page, lines=[self._line(each) for each in page.lines if not self._is_hidden(each)])

    def mail_item(self, item_id: int) -> MailItem | None:
        """One mail."""
        found = None if item_id in self.hidden.items else self.everything.mail_item(item_id)
        return found and self._mails([found])[0]

    def answers(self, item_id: int) -> Sequence[OutgoingView]:
        """What was written in answer to one mail."""
        return () if item_id in self.hidden.items else self.everything.answers(item_id)

    def original(self, file_id: int) -> tuple[str, bytes] | None:
        """A stored original."""
        return None if file_id in self.hidden.files else self.everything.original(file_id)

    def search(self, query: SearchQuery, now: datetime) -> Sequence[QueueRow]:
        """Cases that fit. That a hidden case fits is itself something about it, so it is left out whole."""
        return [row for row in self.everything.search(query, now) if row.reference not in self.hidden.references]

    def statistics(self, start: date | None, end: date | None, now: datetime, *, exact: bool) -> Statistics:
        """Counts over the cases that the person may see."""
        if not self.hidden.cases:
            return self.everything.statistics(start, end, now, exact=exact)
        return self.everything.statistics(start, end, now, exact=exact, without=self.hidden.cases)

    def unsent(self) -> Sequence[UnsentEmail]:
        """E-mails of ours that could not be sent."""
        hidden = self.hidden
        found = self.everything.unsent()
        return [each for each in found if each.reference not in hidden.references and each.item_id not in hidden.items]

    def late_returns(self, now: datetime) -> Sequence[str]:
        """Cases for which an agency's information is overdue."""
        return [each for each in self.everything.late_returns(now) if each not in self.hidden.references]

    def counts(
        self, assignee_id: int, waiting: Sequence[str], now: datetime, without: Hidden | None = None
    ) -> ListCounts:
        """How many stand in each list, hidden ones too: they stand there as references. Not other partnerships'."""
        apart = without or (self.hidden if self.hidden.mailboxes is not None else None)
        return self.everything.counts(assignee_id, waiting, now, apart)

    def health(self, now: datetime) -> ServiceHealth:
        """State of intake and sending."""
        return self.everything.health(now)

    def check_case_history(self, reference: str) -> HistoryCheck:
        """Of one case; of a hidden one nothing is said."""
        return self.everything.check_case_history("" if reference in self.hidden.references else reference)

    def check_history(self) -> HistoryCheck:
        """Verify the chain of the whole history."""
        return self.everything.check_history()

    def people(self) -> Sequence[Caseworker]:
        """Who may take a case."""
        return self.everything.people()

    def case_access(self, reference: str) -> CaseAccess:
        """Who may see a case."""
        return CaseAccess() if reference in self.hidden.references else self.everything.case_access(reference)

    def draft(self, reference: str, account_id: int, form: str) -> Draft | None:
        """What this person typed into a form of a case."""
        return None if reference in self.hidden.references else self.everything.draft(reference, account_id, form)

    def keep_draft(
        self, reference: str, account_id: int, form: str, answers: Mapping[str, Sequence[str]], now: datetime
    ) -> None:
        """Keep it; of a hidden case nothing is kept."""
        if reference not in self.hidden.references:
            self.everything.keep_draft(reference, account_id, form, answers, now)

    def drop_draft(self, reference: str, account_id: int, form: str) -> None:
        """It is not wanted any more."""
        self.everything.drop_draft(reference, account_id, form)

    def hidden_from(self, who: Caseworker) -> Hidden:
        """What is kept from a person."""
        return self.everything.hidden_from(who)

    def note_looked(self, action: str, who: Caseworker, now: datetime, reference: str = "", detail: str = "") -> None:
        """A line of history by somebody who changed nothing."""
        self.everything.note_looked(action, who, now, reference, detail)

    def note_mail(self, action: str, who: Caseworker, now: datetime, *, item_id: int = 0, file_id: int = 0) -> None:
        """A line of history that a mail was opened or a file downloaded."""
        self.everything.note_mail(action, who, now, item_id=item_id, file_id=file_id)

    def note_viewed(self, reference: str, who: Caseworker, now: datetime, *, names_shown: bool = False) -> None:
        """A line of history that a case was opened."""
        self.everything.note_viewed(reference, who, now, names_shown=names_shown)

    def _masked(self, rows: Iterable[QueueRow]) -> list[QueueRow]:
        theirs = [row for row in rows if row.reference not in self.hidden.apart]
        return [_mask(row) if row.reference in self.hidden.references else row for row in theirs]

    def _mails(self, items: Iterable[MailItem]) -> list[MailItem]:
        seen = [each for each in items if each.id not in self.hidden.items]
        return [replace(each, case_references=self._seen(each.case_references)) for each in seen]

    def _seen(self, references: Iterable[str]) -> tuple[str, ...]:
        return tuple(each for each in references if each not in self.hidden.references)

    def _is_hidden(self, line: MailLine) -> bool:
        ids = {line.item.id if line.item else None, line.again.item_id if line.again else None}
        mailboxes = self.hidden.mailboxes
        elsewhere = mailboxes is not None and line.again is not None and line.again.account not in mailboxes
        return elsewhere or bool(ids & self.hidden.items)

    def _line(self, line: MailLine) -> MailLine:
        return replace(line, item=self._mails([line.item])[0]) if line.item else line

    def _without(self, view: CaseView) -> CaseView:
        """A case that shares mail with, or is like, a hidden one."""
        hidden = self.hidden
        return replace(
            view,
            documents=tuple(each for each in view.documents if each.file.id not in hidden.files),
            mail=tuple(self._mails(view.mail)),
            outgoing=tuple(each for each in view.outgoing if each.item_id not in hidden.items),
            candidates=tuple(each for each in view.candidates if each.reference not in hidden.references),
            joined=tuple(each for each in view.joined if each.reference not in hidden.references),
            proposals=tuple(
                each
                for each in view.proposals
                if each.other_reference not in hidden.references and each.item_id not in hidden.items
            ),
        )


def _mask(row: QueueRow) -> QueueRow:
    return QueueRow(
        reference=row.reference,
        initials="",
        state=RESTRICTED,
        agency="",
        received_at=row.received_at,
        serious_incident="not_classified",
        reasons=(),
        missing_headings=(),
        next_deadline=None,
        working_days_left=None,
        account=row.account,
        restricted=True,
        hidden=True,
    )
