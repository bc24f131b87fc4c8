"""What ingest needs from outside: a mailbox to read, and a book that remembers every message seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from ingest.model import ListedMessage


class MessageState(StrEnum):
    """How far a message has come. What a person has to look at is in `FOR_A_PERSON`."""

    LISTED = "listed"  # seen on the server; with attempts: could not be fetched yet, tried again
    FETCHED = "fetched"  # its original is stored; with attempts: could not be processed yet, tried again
    ROUTED = "routed"  # it is a mail with its cases; the move is still to be done
    FILED = "filed"  # moved on the server, too
    DUPLICATE = "duplicate"  # the same content as a mail before
    SET_ASIDE = "set_aside"  # every try has failed; where even its original is missing it is still tried each hour
    OVERSIZE = "oversize"  # larger than the limit: it is in the mailbox only
    GONE = "gone"  # listed once, and no longer on the server before it could be fetched
    MOVED = "moved"  # gone, and found again in another folder or under another number: taken in from there
    KNOWN = "known"  # what we have moved here ourselves, seen by the comparison of folders
    PLACEHOLDER = "placeholder"  # the server could not convert it and gave a substitute: open it in Outlook
    DISMISSED = "dismissed"  # a person has decided that nothing is to be done


FOR_A_PERSON = (MessageState.SET_ASIDE, MessageState.OVERSIZE, MessageState.GONE)

_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
MOST_FAULTS = 5  # a passing fault so often is shown to the team as one that may not pass


def wait_after(attempts: int) -> timedelta:
    """How long a message rests after so many failed tries: the next poll first, then 1 minute, doubling to 1 hour."""
    if attempts < 2:
        return timedelta()
    return min(_FIRST_WAIT * (1 << min(attempts - 2, 10)), _LONGEST_WAIT)


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

    def list_uids(self, above: int = 0) -> Sequence[int]:
        """UIDs greater than `above`, ascending; all of them where the numbers have no order.

        Raises MailboxUnavailable where the listing cannot be trusted.
        """

    def describe(self, uids: Sequence[int]) -> Sequence[ListedMessage]:
        """Date and size of messages, in the order asked for; for a few hundred at a time."""

    def list_messages(self) -> Sequence[ListedMessage]:
        """Every message of the folder, oldest first. Raises MailboxUnavailable where the listing cannot be trusted."""

    def fetch(self, uid: int) -> bytes | None:
        """The whole message as stored, or None where it has gone. Raises MessageTooLarge."""

    def move(self, uid: int, target_folder: str) -> bool:
        """Move one message; True once it is in the target and no longer here. Safe to repeat."""

    def move_many(self, uids: Sequence[int], target_folder: str) -> set[int]:
        """Move messages with one command; those that are in the target and no longer here. Safe to repeat."""

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

    def note_opened(self, account: str, folder: str, status: FolderStatus, now: datetime) -> int:
        """What SELECT said; the highest UID recorded in this epoch comes back, 0 for none.

        A new epoch, or the sudden loss of more than half of the messages, is recorded with an alert.
        """

    def unknown_uids(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> Sequence[int]:
        """Those of the UIDs that have no receipt or whose message was thought gone, in the order given."""

    def note_listed(
        self, account: str, folder: str, uidvalidity: int, messages: Sequence[ListedMessage], now: datetime
    ) -> Sequence[Receipt]:
        """Record all UIDs; receipts of this epoch without a stored original come back.

        Known ones are left alone, but for one that was thought gone: it waits to be fetched again.
        """

    def to_fetch(self, account: str, folder: str, uidvalidity: int, now: datetime) -> Iterable[Receipt]:
        """Receipts of this epoch whose original is to be fetched now: new ones first, then those whose rest is over."""

    def note_fetched(self, receipt: Receipt, content: bytes, now: datetime) -> None:
        """Store the original durably, then the row that names it."""

    def note_fault(self, receipt: Receipt, code: str, now: datetime) -> None:
        """It could not be fetched: it rests (`wait_after`), and after MOST_FAULTS faults the team sees it."""

    def note_oversize(self, receipt: Receipt, now: datetime) -> None:
        """Larger than the limit: shown to the team, not fetched again by itself."""

    def note_gone(self, receipt: Receipt, now: datetime) -> None:
        """The server no longer has a message that was listed: shown to the team, never forgotten."""

    def match_gone(self, account: str, now: datetime) -> int:
        """Vanished messages that were found elsewhere are settled; how many others are left comes back."""

    def pending_moves(self, account: str, folder: str) -> Sequence[PendingMove]:
        """Moves decided on and not yet confirmed, oldest first."""

    def note_moved(self, move: PendingMove, now: datetime) -> None:
        """The server has confirmed the move."""

    def note_renumbered(self, move: PendingMove, now: datetime) -> None:
        """The move names a message of an epoch that has ended: it is closed, the message is listed anew."""

    def raise_alert(self, account: str, folder: str, code: str, now: datetime, detail: str = "") -> None:
        """Something a person should look into. One of a kind stays open for each folder."""

    def clear_alerts(self, account: str, folder: str, codes: Sequence[str], now: datetime) -> None:
        """The folder was found whole again."""

    def note_poll(self, account: str, folder: str, now: datetime, fault: str = "") -> None:
        """How a poll ended; `fault` is a code, empty for a good one."""
