"""What the pages stand on: reading cases, and signing people in. The store fulfils both."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from triage.account_ports import CaseAccess, Codes, Feeds, Hidden, PeopleBook, ProviderBook
from triage.model import Caseworker
from triage.read_lists import CasePage, Draft, ListCounts, ListQuery, MailPage
from triage.read_models import (
    CaseView,
    HistoryCheck,
    MailItem,
    OutgoingView,
    QueueRow,
    SearchQuery,
    ServiceHealth,
    UnfinishedMessage,
    UnsentEmail,
)
from triage.statistics import Statistics


class CaseReader(Protocol):
    """Everything that the pages show."""

    def queue(self, now: datetime) -> Sequence[QueueRow]:
        """Open cases, most urgent first."""

    def case(self, reference: str, now: datetime) -> CaseView | None:
        """One case, or None for an unknown reference."""

    def needs_person(self) -> Sequence[MailItem]:
        """Mail that a person has to look at and that is not a plain referral."""

    def mail(self) -> Sequence[MailItem]:
        """Every mail ever taken in, newest first."""

    def answers(self, item_id: int) -> Sequence[OutgoingView]:
        """What was written in answer to one mail, sent or not."""

    def mail_item(self, item_id: int) -> MailItem | None:
        """One mail, with its text and attachments."""

    def original(self, file_id: int) -> tuple[str, bytes] | None:
        """File name and bytes of a stored original (attachment), for download."""

    def health(self, now: datetime) -> ServiceHealth:
        """State of intake and sending."""

    def unsent(self) -> Sequence[UnsentEmail]:
        """E-mails of ours that could not be sent, oldest first."""

    def late_returns(self, now: datetime) -> Sequence[str]:
        """References of open cases for which an agency's information is overdue."""

    def case_page(self, wanted: ListQuery, now: datetime) -> CasePage:
        """One page of open or ended cases."""

    def counts(
        self, assignee_id: int, waiting: Sequence[str], now: datetime, without: Hidden | None = None
    ) -> ListCounts:
        """How many stand in each list, less what `without` keeps apart; `waiting`: others have to act."""

    def mail_page(self, asked: int) -> MailPage:
        """One page of all mail, with the messages that became no mail of their own; newest first."""

    def search(self, query: SearchQuery, now: datetime) -> Sequence[QueueRow]:
        """Cases that fit, ended ones included, the latest received first; a bounded number."""

    def statistics(
        self,
        start: date | None,
        end: date | None,
        now: datetime,
        *,
        exact: bool,
        without: frozenset[int] = frozenset(),
    ) -> Statistics:
        """Counts over the cases received from one day to another; None leaves an end open. `without`: not these."""

    def hidden_from(self, who: Caseworker) -> Hidden:
        """What is kept from a person: cases for others only, and those of a conflict of interest."""

    def case_access(self, reference: str) -> CaseAccess:
        """Who may see a case."""

    def check_case_history(self, reference: str) -> HistoryCheck:
        """Verify the lines of one case; quick however long the whole history is."""

    def check_history(self) -> HistoryCheck:
        """Verify the chain of the whole history."""

    def draft(self, reference: str, account_id: int, form: str) -> Draft | None:
        """What this person typed into this form of a case and has not sent off."""

    def keep_draft(
        self, reference: str, account_id: int, form: str, answers: Mapping[str, Sequence[str]], now: datetime
    ) -> None:
        """Keep it, in place of an earlier one."""

    def drop_draft(self, reference: str, account_id: int, form: str) -> None:
        """It was sent, or is not wanted any more."""

    def people(self) -> Sequence[Caseworker]:
        """Who may take a case, by name."""

    def note_looked(self, action: str, who: Caseworker, now: datetime, reference: str = "", detail: str = "") -> None:
        """Record in the history that a person searched, printed or downloaded something, of one case or of all."""

    def note_mail(self, action: str, who: Caseworker, now: datetime, *, item_id: int = 0, file_id: int = 0) -> None:
        """Record in the history of a mail that a person opened it, or downloaded one of its files."""

    def note_viewed(self, reference: str, who: Caseworker, now: datetime, *, names_shown: bool = False) -> None:
        """Record in the history that a person has opened the case, and whether they had the names shown."""


class UnfinishedBook(Protocol):
    """Messages that became no mail of the team's yet, and the ways on."""

    def shown(self) -> Sequence[UnfinishedMessage]:
        """Those that a person has to look at first, then those that wait; a bounded number."""

    def try_again(self, receipt_id: int, who: Caseworker, now: datetime) -> bool:
        """Fetched or read by the next poll, as if it were new. False for one that is settled or out of reach."""

    def dismiss(self, receipt_id: int, who: Caseworker, now: datetime, reason: str = "") -> bool:
        """Nothing more is to be done with it; `reason` is a code. False for one that is not stuck."""

    def take_by_hand(self, receipt_id: int, reference: str, who: Caseworker, now: datetime) -> int | None:
        """An empty mail in its place, for a person to work with: its id. None for one that is not stuck."""


class Accounts(Protocol):
    """People who may sign in."""

    @property
    def codes(self) -> Codes:
        """One-time codes of local accounts."""

    @property
    def providers(self) -> ProviderBook:
        """Sign-in by a provider."""

    @property
    def feeds(self) -> Feeds:
        """Calendars."""

    @property
    def people(self) -> PeopleBook:
        """The list of people."""

    def sign_in(self, username: str, password: str, now: datetime) -> str | None:
        """An opaque session id, or None where the pair does not fit or the account is locked for a while."""

    def session(self, session_id: str, now: datetime) -> Caseworker | None:
        """Who is signed in; None once the session has idled or aged out."""

    def sign_out(self, session_id: str) -> None:
        """End the session."""
