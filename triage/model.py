"""The words of casework: findings with their evidence, states of a case, deadlines and history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SECTIONS = ("incident", "background", "agency_involvement", "rationale")  # the narrative sections that are classified


# Warnings of a suggestion with which nothing can be told: a finding that is not positive then says nothing, and the
# case is ranked as one that may be serious.
CANNOT_TELL = frozenset({"text_too_short", "not_english", "readers_disagree", "not_classified"})


IMPORTED = "import"  # account of messages from disk: when they once arrived somewhere says nothing about us
REGAINED = "access_regained"  # flag of a restricted case that somebody opened to themselves, no manager being left


@dataclass(frozen=True, kw_only=True)
class EvidenceQuote:
    """An exact substring of one section: `sections[section][start:end] == quote`."""

    section: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the text says on one key. `value` is a bool, or one of the key's words (`known`, `possible`, `met`, …)."""

    key: str
    value: str | bool
    probability: float  # 0 to 1, of any positive value; pages show words, not this number
    evidence: tuple[EvidenceQuote, ...] = ()  # at least one where the value is positive
    against: tuple[EvidenceQuote, ...] = ()  # sentences that deny it or only seem to speak of it

    @property
    def positive(self) -> bool:
        """Whether the value says that the criterion is or may be there."""
        return self.value not in (False, "not_indicated", "not_met")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the service suggests for one referral: every key of the criteria set, read from `sections`."""

    criteria_set: str
    sections: Mapping[str, str]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()  # codes: `text_too_short`, `not_classified`, …

    def finding(self, key: str) -> Finding:
        """The finding of a key; KeyError for a key that the set does not have."""
        for each in self.findings:
            if each.key == key:
                return each
        raise KeyError(key)


class CaseState(StrEnum):
    """Where a case stands. Only people move a case on; which move is allowed from where is in `triage.lifecycle`."""

    LOGGED = "logged"  # opened by the service: reference, fields, suggestions
    NEEDS_PERSON = "needs_person"  # opened, and something in it could not be read
    AWAITING_INFORMATION = "awaiting_information"  # the referrer was asked for what is missing
    AWAITING_REPRESENTATIVE = "awaiting_representative"  # the agency's representative has yet to approve
    TRIAGE = "triage"  # a person has taken it up
    PARTNER_DECISION = "partner_decision"  # recommended; the partners decide whether it is notifiable
    SCOPING = "scoping"  # agencies are asked what they know
    RAPID_REVIEW = "rapid_review"
    SIGN_OFF = "sign_off"  # the partners sign the rapid review off and send it to the Panel
    PANEL_REPLY = "panel_reply"  # the Panel has it
    LCSPR = "lcspr"  # local child safeguarding practice review
    LOCAL_LEARNING = "local_learning"  # learning without a statutory review
    ACTIONS = "actions"  # the action plan is being carried out
    ON_HOLD = "on_hold"  # until a criminal case or an inquest allows more
    REDIRECTED = "redirected"  # passed on to another process or area
    WITHDRAWN = "withdrawn"  # by the referring agency
    MERGED = "merged"  # the same event as another case
    CLOSED = "closed"  # by a person, with a reason


ENDED = frozenset({CaseState.REDIRECTED, CaseState.WITHDRAWN, CaseState.MERGED, CaseState.CLOSED})


class DeadlineKind(StrEnum):
    """Which clock."""

    LA_NOTIFICATION = "la_notification"  # local authority notifies the national Panel: 5 working days from awareness
    RAPID_REVIEW = "rapid_review"  # rapid review sent to the Panel: 15 working days from the notification
    ACKNOWLEDGE = "acknowledge"  # a person confirms receipt: local


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A due date. Provisional until a person has set the day from which it counts."""

    kind: DeadlineKind
    counted_from: date
    due: date
    basis: str  # code of where the start comes from: `received`, `date_known`, `sin_date`, …
    provisional: bool = True
    met_on: date | None = None  # the day on which it was done; None while it runs


@dataclass(frozen=True, kw_only=True)
class AuditEvent:
    """One line of the append-only history. `detail` holds codes and ids, never the referral's words."""

    happened_at: datetime
    actor: str  # a person's name, or `service`
    action: str  # `case_opened`, `acknowledgement_queued`, `case_viewed`, …
    detail: str = ""
    words: str = ""  # what the person wrote with it; kept beside the history, not in it
    case_version: int | None = None  # the version of the case that was changed; None for looking


LOOKING = frozenset(
    {
        "case_viewed", "names_shown", "page_shown", "front_sheet_printed", "history_downloaded", "mail_viewed",
        "notification_sheet_opened", "rapid_review_downloaded", "restricted_refused", "file_downloaded",
    }
)  # fmt: skip
"""Actions of the history that changed nothing."""


@dataclass(frozen=True, kw_only=True)
class Caseworker:
    """A person who may sign in."""

    id: int
    name: str
    role: str  # caseworker, manager, viewer, administrator

    @property
    def changes_cases(self) -> bool:
        """Whether the role may change anything in a case or a mail; every role may look."""
        return self.role in ("caseworker", "manager")
