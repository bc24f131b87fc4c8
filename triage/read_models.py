"""What the pages and the command line show: flat, frozen, already worded where a code has one meaning only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from extract.document import Place, SourceDocument
from triage.model import AuditEvent, Deadline, Finding


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
class FieldView:
    """One field as read. More than one reading means a conflict: the first is the one in the record."""

    path: str  # `children[0].dob`
    label: str  # `Date of birth`, from configuration
    group: str  # `Child 1`, `Incident`, `Referrer`, …
    value: str
    raw: str
    confidence: float
    file: str
    place: Place
    rivals: tuple["FieldView", ...] = ()


@dataclass(frozen=True, kw_only=True)
class CriterionView:
    """One criterion in its three columns, never merged."""

    key: str
    part: str  # A, B, C
    title: str  # short label
    printed: str  # the criteria set's own wording
    ticked: bool | None  # by the referrer; None where the form does not offer it
    suggested: Finding
    judged: str  # by a caseworker; empty where nobody has yet


@dataclass(frozen=True, kw_only=True)
class OutgoingView:
    """One e-mail of ours: what it says and what became of it."""

    recipient: str
    subject: str
    text: str
    state: str  # waiting, sending, sent, held, failed
    written_at: datetime
    sent_at: datetime | None


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
    other_answers: tuple[tuple[str, str], ...]  # question and answer that no field takes
    sections: Mapping[str, str]  # the narrative that was classified
    criteria: tuple[CriterionView, ...]
    serious_incident: Finding
    suggestion_warnings: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    documents: tuple[DocumentView, ...]
    mail: tuple[MailItem, ...]
    outgoing: tuple[OutgoingView, ...]
    history: tuple[AuditEvent, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceHealth:
    """Is mail still coming in and going out?"""

    last_poll_at: datetime | None
    last_good_poll_at: datetime | None
    poll_fault: str  # empty, or a code
    waiting_messages: int  # fetched and not yet processed
    waiting_emails: int
    failed_emails: int
