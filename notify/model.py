"""What leaves the service, and the verdict on whether it may."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Permission(StrEnum):
    """May an acknowledgement be sent?"""

    YES = "yes"  # by itself
    HELD = "held"  # a person decides
    NO = "no"  # never


@dataclass(frozen=True, kw_only=True)
class AcknowledgementVerdict:
    """The permission, where to, and every rule that spoke, as codes. `recipient` is None unless YES or HELD."""

    permission: Permission
    reasons: tuple[str, ...]
    recipient: str | None = None


@dataclass(frozen=True, kw_only=True)
class AcknowledgedBefore:
    """How many acknowledgements have gone out, or are about to, without a person: what the limits count."""

    address_last_hour: int = 0  # to this sender
    address_last_day: int = 0
    same_subject_last_three_hours: int = 0  # to this sender, for mails of the same subject
    domain_last_hour: int = 0  # to anybody of the sender's domain
    in_all_last_day: int = 0


@dataclass(frozen=True, kw_only=True)
class IncomingMail:
    """The facts of a mail that the rules of `may_acknowledge` look at; nothing of its content."""

    sender: str | None  # the one From address, lower case; None where there is none, several, or it does not parse
    headers: tuple[tuple[str, str], ...]  # all of them, decoded
    content_types: tuple[str, ...]  # of every part, lower case
    message_class: str  # of ingest.model.MessageClass
    message_id: str = ""
    recipients: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()  # of ingest.model.Screening
    made_by_us: bool = False  # its own Message-ID is one that only we can have made
    follows_up: bool = False  # its thread names a mail of ours, or one that we have taken in
    opens_case: bool = False  # a new one, by a referral in it
    arrived_at: datetime | None = None  # at the server
    first_seen_at: datetime | None = None  # by us
    before: AcknowledgedBefore = AcknowledgedBefore()


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """What the composed acknowledgement may know: our reference(s) and which configured headings are missing."""

    token: str  # reference of the mail itself: what makes the e-mail's Message-ID unique
    references: tuple[str, ...]  # ours, opaque
    received_at: datetime
    missing_headings: tuple[str, ...] = ()  # chosen from configuration, never copied from the mail
    readable: bool = True  # False: at least one part could not be read and a person will look


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Where an acknowledgement goes and what it answers."""

    recipient: str
    message_id: str  # ours
    answers: str  # the referrer's Message-ID, unchecked
    written_at: datetime
    loop_token: str  # by which we know our own mail again


class LetterKind(StrEnum):
    """Which letter; also the kind of its row in the outbox."""

    REQUEST_INFORMATION = "request_information"
    AGENCY_REQUEST = "agency_request"
    AGENCY_CHASER = "agency_chaser"
    AGENCY_OVERDUE = "agency_overdue"
    REDIRECT = "redirect"
    OUTCOME = "outcome"
    WRONG_FORM = "wrong_form"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a person asks for. `headings` come from our own configuration; nothing comes from a mail."""

    kind: LetterKind
    recipient: str
    reference: str  # ours, opaque
    written_at: datetime
    token: str = ""  # lower-case letters and digits that make the e-mail's Message-ID unique; none while it is a draft
    headings: tuple[str, ...] = ()
    due: date | None = None
    asked: date | None = None  # when the information was first asked for
    choice: str = ""  # of `pathways` or `outcomes`
    answers: str = ""  # the Message-ID of the mail that it answers, unchecked


class PersonalKind(StrEnum):
    """What no letter may hold. What was found is told by its kind; the value itself is never repeated."""

    NAME = "name"
    DATE_OF_BIRTH = "date_of_birth"
    NHS_NUMBER = "nhs_number"
    ADDRESS = "address"


@dataclass(frozen=True, kw_only=True)
class PersonalValue:
    """One value of a case that no letter may hold; a date of birth as ISO `YYYY-MM-DD`."""

    kind: PersonalKind
    value: str


@dataclass(frozen=True, kw_only=True)
class OutgoingEmail:
    """One e-mail ready to send. `message_id` is fixed when it is written, so that a resend is recognisably the same."""

    message_id: str
    recipient: str
    subject: str
    text: str
    written_at: datetime  # aware; the Date header
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=())
    returned_to_us: bool = False  # a person wrote it: a bounce comes to our mailbox, not to the null sender


@dataclass(frozen=True, kw_only=True)
class DueEmail:
    """One row of the outbox that is due. `attempts` counts the tries that began before this one."""

    id: int
    email: OutgoingEmail
    attempts: int
    kind: str = "acknowledgement"
    possible_copies: int = 0  # tries whose end was never heard of: each may have been delivered
    tried_at: datetime | None = None

    @property
    def automatic(self) -> bool:
        """Whether no person has asked for it."""
        return self.kind == "acknowledgement"


@dataclass(frozen=True, kw_only=True)
class FailedTry:
    """Why a try failed. `retry_at` None means that a person has to look."""

    code: str
    retry_at: datetime | None
    outcome_unknown: bool = False  # it may have been delivered all the same


@dataclass(frozen=True, kw_only=True)
class SendingState:
    """Whether sending rests."""

    held_code: str = ""  # acknowledgements rest until a person releases them
    relay_code: str = ""  # what the relay said last, where it could not be used at all
    relay_failures: int = 0  # in a row
    relay_retry_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SendingLoad:
    """What has been sent lately."""

    tries_last_minute: int = 0
    acknowledged_last_ten_minutes: int = 0
    acknowledged_last_hour: int = 0
    returned_last_hour: int = 0  # of these, as undeliverable


class AlertKind(StrEnum):
    """What the team is told of, most urgent first."""

    LIVE_RISK = "live_risk"
    MAILBOX_UNREACHABLE = "mailbox_unreachable"
    SENDING_HELD = "sending_held"
    RELAY_OUT = "relay_out"
    ACCESS_REGAINED = "access_regained"
    DEADLINE_OVER = "deadline_over"
    DEADLINE_NEAR = "deadline_near"
    EMAIL_FAILED = "email_failed"
    NEEDS_PERSON = "needs_person"
    LATE_RETURN = "late_return"
    CONTACT_UNCHECKED = "contact_unchecked"


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One matter. `subject` is a reference, a mailbox or a code, never a person; `link` a page of ours, or empty."""

    kind: AlertKind
    subject: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What to send now, and what to remember as told once it is in the outbox."""

    emails: tuple[OutgoingEmail, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
