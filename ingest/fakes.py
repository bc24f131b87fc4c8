"""A mailbox and a receipt book in memory, for tests and trials; they pass the same contract tests as the real ones."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ingest.errors import MailboxUnavailable
from ingest.model import ListedMessage
from ingest.ports import FolderStatus, PendingMove, Receipt


class FakeMailbox:
    """A folder of messages in memory. `broken_uids` make every fetch of them fail; `outage` makes `open` fail."""

    def __init__(self, account: str = "referrals", folder: str = "INBOX", uidvalidity: int = 1) -> None:
        self.account = account
        self.folder = folder
        self.uidvalidity = uidvalidity
        self.outage = False
        self.broken_uids: set[int] = set()
        self.empty_uids: set[int] = set()  # listed, and yet without content
        self.folders: dict[str, list[bytes]] = {}
        self._messages: dict[int, tuple[bytes, datetime | None]] = {}
        self._next_uid = 1
        self._connected = False

    def deliver(self, content: bytes, arrived_at: datetime | None = None) -> int:
        """Put a message into the folder; its UID comes back."""
        uid, self._next_uid = self._next_uid, self._next_uid + 1
        self._messages[uid] = (content, arrived_at)
        return uid

    def remove(self, uid: int) -> None:
        """Take a message away, as a person in a mail program would."""
        del self._messages[uid]

    def open(self) -> FolderStatus:
        """Status of the folder; raises MailboxUnavailable during an outage."""
        self._connected = not self.outage
        self._check()
        return FolderStatus(uidvalidity=self.uidvalidity, exists=len(self._messages))

    def list_messages(self) -> Sequence[ListedMessage]:
        """Every message, oldest first."""
        self._check()
        return tuple(
            ListedMessage(uid=uid, internal_date=arrived_at, size=len(content))
            for uid, (content, arrived_at) in sorted(self._messages.items())
        )

    def fetch(self, uid: int) -> bytes | None:
        """The message, or None; a broken one costs the connection."""
        self._check()
        if uid in self.broken_uids:
            self._connected = False
            self._check()
        return None if uid in self.empty_uids or uid not in self._messages else self._messages[uid][0]

    def move(self, uid: int, target_folder: str) -> bool:
        """True once the message has left the folder."""
        self._check()
        if uid in self._messages:
            self.folders.setdefault(target_folder, []).append(self._messages.pop(uid)[0])
        return True

    def close(self) -> None:
        """End the session."""
        self._connected = False

    def _check(self) -> None:
        if not self._connected:
            raise MailboxUnavailable(f"mailbox '{self.account}': not connected", retryable=True)


@dataclass(kw_only=True)
class _Entry:
    receipt: Receipt
    content: bytes | None = None
    gone_at: datetime | None = None


@dataclass(kw_only=True)
class InMemoryReceiptBook:
    """A receipt book that forgets everything when the process ends."""

    _entries: dict[tuple[str, str, int, int], _Entry] = field(default_factory=dict)
    _moves: dict[int, PendingMove] = field(default_factory=dict)
    _moved: dict[int, datetime] = field(default_factory=dict)

    def note_listed(
        self, account: str, folder: str, uidvalidity: int, messages: Sequence[ListedMessage], now: datetime
    ) -> Sequence[Receipt]:
        """Known messages are left alone; the receipts without an original come back, oldest first."""
        for message in messages:
            key = (account, folder, uidvalidity, message.uid)
            if key not in self._entries:
                self._entries[key] = _Entry(receipt=_new_receipt(len(self._entries) + 1, key, message, now))
        return tuple(
            entry.receipt
            for key, entry in self._entries.items()
            if key[:3] == (account, folder, uidvalidity) and entry.receipt.sha256 is None and entry.gone_at is None
        )

    def note_fetched(self, receipt: Receipt, content: bytes, now: datetime) -> None:  # noqa: ARG002 - the port's shape
        """Keep the original; a second time changes nothing."""
        entry = self._entry(receipt)
        entry.content = content
        entry.receipt = replace(entry.receipt, sha256=hashlib.sha256(content).hexdigest())

    def note_gone(self, receipt: Receipt, now: datetime) -> None:
        """Remember since when the message is missing."""
        self._entry(receipt).gone_at = now

    def plan_move(self, receipt: Receipt, target_folder: str) -> None:
        """What casework decides in the real book."""
        identifier = len(self._moves) + 1
        self._moves[identifier] = PendingMove(id=identifier, receipt=receipt, target_folder=target_folder)

    def pending_moves(self, account: str, folder: str) -> Sequence[PendingMove]:
        """Moves planned and not confirmed, oldest first."""
        return tuple(
            move
            for identifier, move in self._moves.items()
            if identifier not in self._moved and (move.receipt.account, move.receipt.folder) == (account, folder)
        )

    def note_moved(self, move: PendingMove, now: datetime) -> None:
        """The move is confirmed."""
        self._moved.setdefault(move.id, now)

    def receipts(self) -> Sequence[Receipt]:
        """All receipts, oldest first."""
        return tuple(entry.receipt for entry in self._entries.values())

    def original(self, receipt: Receipt) -> bytes | None:
        """The stored original of a receipt."""
        return self._entry(receipt).content

    def gone(self) -> Sequence[Receipt]:
        """Receipts of messages that had vanished before they could be fetched."""
        return tuple(entry.receipt for entry in self._entries.values() if entry.gone_at is not None)

    def _entry(self, receipt: Receipt) -> _Entry:
        return self._entries[receipt.account, receipt.folder, receipt.uidvalidity, receipt.uid]


def _new_receipt(identifier: int, key: tuple[str, str, int, int], message: ListedMessage, now: datetime) -> Receipt:
    account, folder, uidvalidity, uid = key
    return Receipt(
        id=identifier,
        account=account,
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        sha256=None,
        received_at=message.internal_date or now,
    )
