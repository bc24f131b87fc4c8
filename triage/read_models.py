"""What the pages and the command line show: flat, frozen, already worded where a code has one meaning only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from extract.document import SourceDocument
from triage.model import AuditEvent, Deadline, Finding
from triage.read_fields import Correction as Correction
from triage.read_fields import FieldView as FieldView
from triage.read_joined import CandidateView, JoinedCase, ProposalView


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """One open case in the queue."""

    reference: str
    initials: str  # of the subject child or children: `TJM`, `KA-F, EA-F`; `–` where no name was read
    state: str  # CaseState
    agency: str  # the referrer's, as read; else the sender's domain
    received_at: datetime
    serious_incident: str  # met, possible, not_met, or `not_classified`
    reasons: tuple[str, ...]  # short words: `child died`, `harm possible`, `abuse or neglect suspected`
    missing_headings: tuple[str, ...]  # of required fields
    next_deadline: Deadline | None
    working_days_left: int | None  # negative once overdue
    flags: tuple[str, ...] = ()  # `child_may_be_unsafe_now`, `urgent`, …
    assigned_to: str = ""
    assignee_id: int | None = None
    version: int = 1  # a form sends it back, so that nobody overwrites anybody
    ended_at: datetime | None = None
    ended_reason: str = ""  # code
    restricted: bool = False  # only named people may see the case
    hidden: bool = False  # this person may not: nothing but the reference stands here
    account: str = ""  # of the mailbox that its mail came by; with several partnerships it says whose case it is


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One message as the server listed it. `item_id` is the mail that it became, if it did."""

    received_at: datetime
    account: str
    state: str
    item_id: int | None
    id: int = 0  # of its receipt


@dataclass(frozen=True, kw_only=True)
class MailItem:
    """One mail as the team sees it, whatever became of it."""

    id: int
    received_at: datetime
    sender: str  # address, or empty
    subject: str
    message_class: str
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    state: str  # of its receipt: fetched, routed, filed, parse_failed, duplicate, gone, …
    acknowledgement: str  # yes, held, no
    acknowledgement_reasons: tuple[str, ...]
    case_references: tuple[str, ...]  # opened or proposed
    needs_person: bool
    attachments: tuple["StoredFile", ...] = ()
    text: str = ""  # the body, plain
    deliveries: tuple[Delivery, ...] = ()  # of the same mail, first to last
    relation: str = ""  # to the case that it is shown with: opened, proposed, linked
    outcomes: tuple["ItemOutcome", ...] = ()  # what people did with it
    opened_case: bool = False  # one of `case_references` was opened from it
    answer_held: bool = False  # an acknowledgement is held or could not be sent: it waits for a person's word
    authentication: str = "unknown"  # what our own mail server said of the sender: pass, fail, none, unknown
    account: str = ""  # of the mailbox that it came by


@dataclass(frozen=True, kw_only=True)
class ItemOutcome:
    """What a person did with a mail: opened_by_hand, linked, not_a_referral, retried."""

    outcome: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One original that can be downloaded."""

    id: int
    filename: str
    kind: str  # DocumentKind
    sha256: str
    size: int  # bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a caseworker holds of a criterion: supports, does_not, cannot_tell."""

    value: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A recommendation, a decision or a notification as it was recorded."""

    id: int
    kind: str
    outcome: str
    reasons: str
    criteria: tuple[str, ...]  # keys relied on
    decided_by: str
    decided_role: str
    decided_on: date
    external_reference: str
    by: str
    at: datetime
    corrects: int | None
    stands: bool  # no later record of its kind puts it right
    account_id: int = 0  # of whoever entered it, who cannot be the second person
    confirmed: str = ""  # by a second person: confirmed, not_confirmed; empty where nobody has said
    confirmed_by: str = ""
    confirmed_note: str = ""
    waits: bool = False  # it counts only once a second person has confirmed it

    @property
    def counts(self) -> bool:
        """Nothing later puts it right, and it waits for nobody who has yet to confirm it, or would not."""
        return self.stands and not self.waits and self.confirmed != "not_confirmed"


@dataclass(frozen=True, kw_only=True)
class CriterionView:
    """One criterion in its three columns, never merged."""

    key: str
    part: str  # A, B, C
    title: str  # short label
    printed: str  # the criteria set's own wording
    ticked: bool | None  # by the referrer; None where the form does not offer it
    suggested: Finding
    judged: str  # by a caseworker, as a code; empty where nobody has yet
    judgement: Judgement | None = None  # who judged so, when, and with what note


@dataclass(frozen=True, kw_only=True)
class OutgoingView:
    """One e-mail of ours: what it says and what became of it."""

    id: int
    kind: str  # acknowledgement, or a notify.model.LetterKind
    recipient: str
    subject: str
    text: str
    state: str  # waiting, sending, sent, held, cancelled, failed
    written_at: datetime
    sent_at: datetime | None
    item_id: int | None = None  # the mail that it answers
    code: str = ""  # why it has not gone out, or what the last try came to
    delivery: str = ""  # returned, out_of_office, answered; empty where nothing was heard
    delivery_at: datetime | None = None
    due_on: date | None = None  # by when an answer is asked for


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """One document of the case for display: its text blocks beside the fields."""

    file: StoredFile
    document: SourceDocument | None  # None where it could not be read


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """Everything the page of a case shows."""

    row: QueueRow
    criteria_set: str
    fields: tuple[FieldView, ...]
    missing: tuple[str, ...]  # headings of required fields that were not found
    other_answers: tuple[tuple[str, str], ...]  # question and answer that no field takes; no answer: unreadable
    sections: Mapping[str, str]  # the narrative that was classified
    criteria: tuple[CriterionView, ...]
    serious_incident: Finding
    suggestion_warnings: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    documents: tuple[DocumentView, ...]
    mail: tuple[MailItem, ...]
    outgoing: tuple[OutgoingView, ...]
    history: tuple[AuditEvent, ...]
    missing_paths: tuple[str, ...] = ()  # of required fields
    decisions: tuple[DecisionView, ...] = ()  # oldest first
    candidates: tuple[CandidateView, ...] = ()  # likeliest first
    joined: tuple[JoinedCase, ...] = ()
    proposals: tuple[ProposalView, ...] = ()  # unanswered ones first


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """What somebody looks for. `which`: all, open, ended."""

    words: str = ""
    received_from: date | None = None
    received_to: date | None = None
    which: str = "all"


@dataclass(frozen=True, kw_only=True)
class HistoryCheck:
    """Whether the history is as it was written. `fault` is empty, or: changed, missing, words_changed, outside."""

    lines: int
    fault: str
    at: int  # the line at which the fault was found; else the last one
    head: str = ""  # begins the keyed hash of the last line: note it elsewhere to find a history put back

    @property
    def holds(self) -> bool:
        """No line was changed, dropped or added."""
        return not self.fault


@dataclass(frozen=True, kw_only=True)
class ServiceHealth:
    """Is mail still coming in and going out?"""

    last_poll_at: datetime | None
    last_good_poll_at: datetime | None
    poll_fault: str  # empty, or a code
    waiting_messages: int  # fetched and not yet processed
    waiting_emails: int
    failed_emails: int
    sending_held: str = ""  # why no acknowledgement goes out until a person releases them, as a code
    relay_fault: str = ""  # what the relay said last, as a code, while it cannot be used
    alerts: tuple[str, ...] = ()  # of intake, as codes: folder_renumbered, folder_shrank, messages_vanished
    stuck_messages: int = 0  # set aside, too large or gone before they were read: a person has to look


@dataclass(frozen=True, kw_only=True)
class UnsentEmail:
    """One e-mail of ours that could not be sent, and where to deal with it: a case, else a mail, else nowhere."""

    kind: str  # acknowledgement, alert, or a notify.model.LetterKind
    code: str
    written_at: datetime
    reference: str = ""
    item_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnfinishedMessage:
    """One message of the mailbox that is no mail of the team's yet."""

    id: int
    account: str
    folder: str
    state: str  # ingest.ports.MessageState: listed, fetched, set_aside, oversize, gone
    reason: str  # of the last failed try, as a code; empty where there was none
    attempts: int
    received_at: datetime
    first_seen_at: datetime
    next_at: datetime | None  # when it is tried again; None: by the next poll, or never by itself
    size: int | None  # bytes, as the server gives it
    stored: bool  # its original is kept
