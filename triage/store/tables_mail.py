"""Tables of the mail: what was listed and stored, the mails, their parts, our e-mails, and moves still to be done."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage.store.base import Base


class MailboxRow(Base):
    """One folder that is read, and how the last polls went."""

    __tablename__ = "mailbox"
    __table_args__ = (UniqueConstraint("account", "folder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(200))
    folder: Mapped[str] = mapped_column(String(200))
    last_poll_at: Mapped[datetime | None]
    last_good_poll_at: Mapped[datetime | None]
    poll_fault: Mapped[str] = mapped_column(String(100), default="")
    uidvalidity: Mapped[int | None] = mapped_column(BigInteger)  # the epoch that was seen last
    message_count: Mapped[int | None]  # as last seen, less what we have moved away since


class OriginalRow(Base):
    """One stored original; its encrypted bytes are a file named by the hash, written before this row."""

    __tablename__ = "original"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    stored_at: Mapped[datetime]


class ReceiptRow(Base):
    """One message that the server listed; `state` is one of ingest.ports.MessageState."""

    __tablename__ = "receipt"
    __table_args__ = (
        UniqueConstraint("mailbox_id", "uidvalidity", "uid"),
        Index("ix_receipt_waiting", "mailbox_id", "state", "uidvalidity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    first_seen_at: Mapped[datetime]
    arrived_at: Mapped[datetime | None]  # the server's own date
    size: Mapped[int | None] = mapped_column(BigInteger)  # as the server gives it, which may be wrong
    sha256: Mapped[str | None] = mapped_column(ForeignKey("original.sha256"), index=True)
    state: Mapped[str] = mapped_column(String(20), default="listed", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None]  # not to be tried again before
    error_type: Mapped[str] = mapped_column(String(100), default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)

    mailbox: Mapped[MailboxRow] = relationship()


class ItemRow(Base):
    """One logical mail, however often it was delivered."""

    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(80), unique=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    message_id: Mapped[str] = mapped_column(String(1000), default="", index=True)
    received_at: Mapped[datetime]
    sender: Mapped[str] = mapped_column(String(320), default="", index=True)
    subject: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    message_class: Mapped[str] = mapped_column(String(30))
    reasons: Mapped[list[Any]]
    flags: Mapped[list[Any]]
    needs_person: Mapped[bool]
    permission: Mapped[str] = mapped_column(String(10), default="no")
    permission_reasons: Mapped[list[Any]]
    # pass, fail, none or unknown, as our own mail server said of the sender
    authentication: Mapped[str] = mapped_column(String(10), default="unknown", server_default="unknown")
    account: Mapped[str] = mapped_column(String(200), default="", server_default="")  # of the mailbox it came by first

    parts: Mapped[list["PartRow"]] = relationship(order_by="PartRow.id")


class PartRow(Base):
    """One leaf of a mail: an attachment, or its text (`path` is `body`)."""

    __tablename__ = "part"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    path: Mapped[str] = mapped_column(String(100))
    filename: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(30))
    sha256: Mapped[str] = mapped_column(ForeignKey("original.sha256"))
    size: Mapped[int]
    warnings: Mapped[list[Any]]
    document: Mapped[bytes | None] = mapped_column(LargeBinary)  # the layout-neutral document as JSON


class ServerActionRow(Base):
    """A move that was decided with the case and that the server has yet to do."""

    __tablename__ = "server_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), unique=True)
    target_folder: Mapped[str] = mapped_column(String(200))
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(String(20), default="")  # moved, or renumbered: nothing was left to move

    receipt: Mapped[ReceiptRow] = relationship()


class IntakeAlertRow(Base):
    """Something about a folder that a person should look into; open until the folder is found whole again."""

    __tablename__ = "intake_alert"

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox_id: Mapped[int] = mapped_column(ForeignKey("mailbox.id"))
    code: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(300), default="")  # counts and epochs
    raised_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None] = mapped_column(index=True)

    mailbox: Mapped[MailboxRow] = relationship()


class LeaseRow(Base):
    """Who may do one kind of work now. The fence grows with every new holder, so that a late one is recognised."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    until: Mapped[datetime]
    fence: Mapped[int] = mapped_column(BigInteger)


class OutboxRow(Base):
    """One e-mail of ours: an acknowledgement (of a mail), a letter (of a case) or an alert (of neither).

    States: waiting, sending, sent, held (for a person), cancelled (by a person), failed (a person has to look).
    """

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("kind", "item_id"),)  # letters and alerts have no mail, and may repeat

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(320), index=True)
    message_id: Mapped[str] = mapped_column(String(300), unique=True)
    email: Mapped[bytes] = mapped_column(LargeBinary)  # notify.model.OutgoingEmail as JSON
    written_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    possible_copies: Mapped[int] = mapped_column(default=0, server_default="0")  # tries whose end is not known
    tried_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    code: Mapped[str] = mapped_column(String(60), default="")
    sent_at: Mapped[datetime | None]
    delivery: Mapped[str] = mapped_column(
        String(20), default="", server_default=""
    )  # returned, out_of_office, answered
    delivery_at: Mapped[datetime | None]
    due_on: Mapped[date | None]  # of a request: by when an answer is asked for
