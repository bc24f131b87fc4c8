"""What ingest hands to the rest of the service: messages, their parts, and what kind of mail each one is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MessageClass(StrEnum):
    """What a mail is, as the queue shows it."""

    REFERRAL = "referral"  # carries at least one referral, in an attachment or in its text
    CORRECTION = "correction"  # a referral that the same sender has sent before, changed
    REPLY_WITH_FORM = "reply_with_form"  # answers one of our mails and carries a form
    REPLY_NO_FORM = "reply_no_form"  # answers one of our mails or follows up a case, without a form
    DUPLICATE = "duplicate"  # the same message again
    AUTO_REPLY = "auto_reply"  # out of office and the like
    BOUNCE = "bounce"  # a delivery or read report
    NEWSLETTER = "newsletter"  # mailing list or bulk mail
    SPAM = "spam"  # marked so by the mail system, or plainly so
    QUERY = "query"  # a question to the team
    WRONG_PATHWAY = "wrong_pathway"  # another process's form: child protection, LADO, adult review, child death
    SUPPORTING = "supporting"  # a chronology, minutes or a report without a referral
    ENCRYPTED = "encrypted"  # protected: a person has to open it
    CALENDAR = "calendar"  # a meeting invitation
    RECALL = "recall"  # the sender asks for an earlier mail back
    UNREADABLE = "unreadable"  # the mail itself could not be read: a person looks at the original


@dataclass(frozen=True, kw_only=True)
class Address:
    """One mail address; `mailbox` is `local@domain` in lower case and fits the strict grammar of `ingest.addresses`."""

    mailbox: str
    display_name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the last `@`."""
        return self.mailbox.rpartition("@")[2]


@dataclass(frozen=True, kw_only=True)
class ListedMessage:
    """One message as the server lists it. `uid` is unique only together with account, folder and `uidvalidity`."""

    uid: int
    internal_date: datetime | None = None  # aware; when the server took it in
    size: int | None = None  # a hint only: some servers approximate it


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One leaf of a message that is not its body text, byte for byte as the sender attached it (transfer-decoded)."""

    path: str  # place in the MIME tree, `1.2.1`
    content: bytes
    sha256: str
    filename: str  # cleaned for display; `part-1.2.bin` where the mail gives none
    untrusted_filename: str  # as decoded from the mail
    declared_type: str  # `application/pdf`
    inline: bool = False  # shown inside the HTML body (its cid is used there), so a picture rather than a document
    from_nested_message: bool = False  # belongs to a forwarded mail inside this one
    container: bool = False  # an attached mail or an archive that was opened: its content follows as attachments
    nested_text: bool = False  # not a leaf: the text of an attached mail, as read for people


@dataclass(frozen=True, kw_only=True)
class SourceMessage:
    """One mail, parsed. Everything named `untrusted_` came from outside and is never sent or logged."""

    dedupe_key: str  # SHA-256 hex over the headers and leaf bytes that identify the mail
    message_id: str  # normalised `<…>`, or empty
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    untrusted_subject: str = ""
    sender: Address | None = None  # None: no From, several, or one that does not parse
    reply_to: Address | None = None
    recipients: tuple[str, ...] = ()  # To, Cc, Delivered-To, X-Original-To
    sent_at: datetime | None = None  # the Date header; aware
    headers: tuple[tuple[str, str], ...] = ()  # all of them in order, decoded
    untrusted_text: str = ""  # body as plain text, without nested messages
    untrusted_own_text: str = ""  # where a referral may stand in it: not in what an answer repeats of earlier mails
    attachments: tuple[Attachment, ...] = ()
    text_leaves: tuple[Attachment, ...] = ()  # the leaves that the text and the report were read from, byte for byte
    defects: tuple[str, ...] = ()  # codes of what was wrong with the message
    content_types: tuple[str, ...] = ()  # of every part, containers included, not of attached mails; lower case
    untrusted_report: str = ""  # of a delivery or read report: its status fields and what it repeats of our mail
    reported_message_ids: tuple[str, ...] = ()  # normalised ids of the mails that such a report speaks of

    def header_values(self, name: str) -> tuple[str, ...]:
        """All values of a header, names compared without case."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """What one leaf of a mail turned out to be; `kind` is a value of extract's DocumentKind."""

    kind: str
    filename: str = ""
    content: bytes = b""
    text: str = ""  # its words
    is_body: bool = False  # the mail's own text
    container: bool = False  # opened, its members follow
    nested_text: bool = False  # the text of an attached mail


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What envelope and text alone say of a mail; `message_class` is None where only its documents can tell."""

    message_class: MessageClass | None
    reasons: tuple[str, ...] = ()  # codes, in the order in which they were found
    flags: tuple[str, ...] = ()  # `urgent`, `child_may_be_unsafe_now`, `encrypted`, … (the contract's names)
    authentication: str = "unknown"  # pass, fail, none, unknown: by the configured server alone; never pass by default
