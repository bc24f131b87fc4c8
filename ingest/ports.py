"""What ingest needs from outside: a mailbox to read, and a book that remembers every message seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ingest.model import ListedMessage


@dataclass(frozen=True, kw_only=True)
class FolderStatus:
    """What SELECT says of the folder: the epoch of its UIDs and how many messages it holds."""

    uidvalidity: int
    exists: int


class Mailbox(Protocol):
    """A folder of messages. No method marks anything as read or deletes anything."""

    account: str
    folder: str

    def open(self) -> FolderStatus:
        """Connect and select the folder. Raises MailboxUnavailable."""

    def list_messages(self) -> Sequence[ListedMessage]:
        """Every message of the folder, oldest first. Raises MailboxUnavailable where the listing cannot be trusted."""

    def fetch(self, uid: int) -> bytes | None:
        """The whole message as stored, or None where it has gone."""

    def move(self, uid: int, target_folder: str) -> bool:
        """Move one message; True once it is in the target and no longer here. Safe to repeat."""

    def close(self) -> None:
        """End the session; never raises."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One message that the service has taken responsibility for: its original is stored under `sha256`."""

    id: int
    account: str
    folder: str
    uidvalidity: int
    uid: int
    sha256: str | None
    received_at: datetime  # the server's own date where it gives one, else when we first saw it
    first_seen_at: datetime | None = None  # by us


@dataclass(frozen=True, kw_only=True)
class PendingMove:
    """A move that the database has decided on and the server has yet to do."""

    id: int
    receipt: Receipt
    target_folder: str


class ReceiptBook(Protocol):
    """The ledger of messages. Every method is one transaction; all are safe to repeat after a crash."""

    def note_listed(
        self, account: str, folder: str, uidvalidity: int, messages: Sequence[ListedMessage], now: datetime
    ) -> Sequence[Receipt]:
        """Record all UIDs (known ones are left alone); receipts of this epoch without a stored original come back."""

    def note_fetched(self, receipt: Receipt, content: bytes, now: datetime) -> None:
        """Store the original durably, then the row that names it."""

    def note_gone(self, receipt: Receipt, now: datetime) -> None:
        """The server no longer has a message that was listed: shown to the team, never forgotten."""

    def pending_moves(self, account: str, folder: str) -> Sequence[PendingMove]:
        """Moves decided on and not yet confirmed, oldest first."""

    def note_moved(self, move: PendingMove, now: datetime) -> None:
        """The server has confirmed the move."""
