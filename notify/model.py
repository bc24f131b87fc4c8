"""What leaves the service, and the verdict on whether it may."""

from dataclasses import dataclass, field
from datetime import datetime
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
class IncomingMail:
    """The facts of a mail that the rules of `may_acknowledge` look at; nothing of its content."""

    sender: str | None  # the one From address, lower case; None where there is none, several, or it does not parse
    headers: tuple[tuple[str, str], ...]  # all of them, decoded
    content_types: tuple[str, ...]  # of every part, lower case
    message_class: str  # of ingest.model.MessageClass
    message_id: str = ""
    recipients: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()  # of ingest.model.Screening
    follows_up: bool = False  # its thread names a mail of ours, or one that we have taken in
    arrived_at: datetime | None = None  # at the server
    first_seen_at: datetime | None = None  # by us
    acknowledged_last_hour: int = 0  # acknowledgements already written to this sender
    acknowledged_last_day: int = 0


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


@dataclass(frozen=True, kw_only=True)
class DueEmail:
    """One row of the outbox that is due. `attempts` counts the tries that began before this one."""

    id: int
    email: OutgoingEmail
    attempts: int
    interrupted: bool = False  # an earlier try began and its end was never recorded: it may have been delivered
