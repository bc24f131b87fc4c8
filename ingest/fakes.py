"""A mailbox and a receipt book in memory, for tests and trials; they pass the same contract tests as the real ones."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ingest.errors import MailboxUnavailable, MessageTooLarge
from ingest.model import ListedMessage
from ingest.ports import MOST_FAULTS, FolderStatus, MessageState, PendingMove, Receipt, wait_after


class FakeMailbox:
    """A folder of messages in memory. `broken_uids` make every fetch of them fail; `outage` makes `open` fail."""

    def __init__(self, account: str = "referrals", folder: str = "INBOX", uidvalidity: int = 1) -> None:
        self.account = account
        self.folder = folder
        self.uidvalidity = uidvalidity
        self.outage = False
        self.broken_uids: set[int] = set()
        self.empty_uids: set[int] = set()  # listed, and yet without content
        self.largest_message = 150 * 1024 * 1024  # bytes
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

    def list_uids(self, above: int = 0) -> Sequence[int]:
        """UIDs greater than `above`, ascending."""
        self._check()
        return sorted(uid for uid in self._messages if uid > above)

    def describe(self, uids: Sequence[int]) -> Sequence[ListedMessage]:
        """Date and size of messages."""
        self._check()
        return tuple(
            ListedMessage(uid=uid, internal_date=self._messages[uid][1], size=len(self._messages[uid][0]))
            for uid in uids
        )

    def list_messages(self) -> Sequence[ListedMessage]:
        """Every message, oldest first."""
        return self.describe(self.list_uids())

    def fetch(self, uid: int) -> bytes | None:
        """The message, or None; a broken one costs the connection."""
        self._check()
        if uid in self.broken_uids:
            self._connected = False
            self._check()
        if uid in self.empty_uids or uid not in self._messages:
            return None
        if len(self._messages[uid][0]) > self.largest_message:
            raise MessageTooLarge
        return self._messages[uid][0]

    def move(self, uid: int, target_folder: str) -> bool:
        """True once the message has left the folder."""
        self._check()
        if uid in self._messages:
            self.folders.setdefault(target_folder, []).append(self._messages.pop(uid)[0])
        return True

    def move_many(self, uids: Sequence[int], target_folder: str) -> set[int]:
        """All of them, one after another."""
        return {uid for uid in uids if self.move(uid, target_folder)}

    def close(self) -> None:
        """End the session."""
        self._connected = False

    def _check(self) -> None:
        if not self._connected:
            raise MailboxUnavailable(f"mailbox '{self.account}': not connected", retryable=True)


@dataclass(kw_only=True)
class _Entry:
    receipt: Receipt
    described: ListedMessage
    content: bytes | None = None
    state: MessageState = MessageState.LISTED
    attempts: int = 0
    next_at: datetime | None = None


@dataclass(kw_only=True)
class InMemoryReceiptBook:
    """A receipt book that forgets everything when the process ends."""

    alerts: set[tuple[str, str, str]] = field(default_factory=set)  # account, folder, code
    faults: dict[tuple[str, str], str] = field(default_factory=dict)  # how the last poll of a folder ended
    _entries: dict[tuple[str, str, int, int], _Entry] = field(default_factory=dict)
    _folders: dict[tuple[str, str], FolderStatus] = field(default_factory=dict)
    _moves: dict[int, PendingMove] = field(default_factory=dict)
    _moved: dict[int, datetime] = field(default_factory=dict)

    def note_opened(self, account: str, folder: str, status: FolderStatus, now: datetime) -> int:
        """Compared with what was seen last."""
        before = self._folders.get((account, folder), status)
        self._folders[account, folder] = status
        if before.uidvalidity != status.uidvalidity:
            self.raise_alert(account, folder, "folder_renumbered", now)
            for key, entry in self._entries.items():
                if key[:2] == (account, folder) and key[2] != status.uidvalidity and entry.content is None:
                    entry.state = MessageState.GONE
        elif before.exists >= 10 and status.exists * 2 < before.exists:
            self.raise_alert(account, folder, "folder_shrank", now)
        here = (account, folder, status.uidvalidity)
        return max((key[3] for key in self._entries if key[:3] == here), default=0)

    def unknown_uids(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> Sequence[int]:
        """Those without a receipt, or with one that says `gone`."""
        entries = [self._entries.get((account, folder, uidvalidity, uid)) for uid in uids]
        return [
            uid for uid, entry in zip(uids, entries, strict=True) if entry is None or entry.state is MessageState.GONE
        ]

    def note_listed(
        self, account: str, folder: str, uidvalidity: int, messages: Sequence[ListedMessage], now: datetime
    ) -> Sequence[Receipt]:
        """Known messages are left alone; the receipts without an original come back, oldest first."""
        for message in messages:
            key = (account, folder, uidvalidity, message.uid)
            if key not in self._entries:
                receipt = _new_receipt(len(self._entries) + 1, key, message, now)
                self._entries[key] = _Entry(receipt=receipt, described=message)
            elif self._entries[key].state is MessageState.GONE:
                self._entries[key].state, self._entries[key].attempts = MessageState.LISTED, 0
        return tuple(
            entry.receipt
            for key, entry in self._entries.items()
            if key[:3] == (account, folder, uidvalidity) and entry.state is MessageState.LISTED
        )

    def to_fetch(self, account: str, folder: str, uidvalidity: int, now: datetime) -> Sequence[Receipt]:
        """New ones first, then those whose rest is over."""
        due = [
            entry
            for key, entry in self._entries.items()
            if key[:3] == (account, folder, uidvalidity)
            and entry.content is None
            and entry.state in (MessageState.LISTED, MessageState.SET_ASIDE)
            and (entry.next_at is None or entry.next_at <= now)
        ]
        return tuple(entry.receipt for entry in sorted(due, key=lambda entry: entry.attempts > 0))

    def note_fetched(self, receipt: Receipt, content: bytes, now: datetime) -> None:  # noqa: ARG002 - the port's shape
        """Keep the original; a second time changes nothing."""
        entry = self._entry(receipt)
        entry.content, entry.state, entry.attempts = content, MessageState.FETCHED, 0
        entry.receipt = replace(entry.receipt, sha256=hashlib.sha256(content).hexdigest())

    def note_fault(self, receipt: Receipt, code: str, now: datetime) -> None:  # noqa: ARG002 - the port's shape
        """Let it rest; set it aside after too many."""
        entry = self._entry(receipt)
        entry.attempts += 1
        entry.next_at = now + wait_after(entry.attempts)
        if entry.attempts >= MOST_FAULTS:
            entry.state = MessageState.SET_ASIDE

    def note_oversize(self, receipt: Receipt, now: datetime) -> None:  # noqa: ARG002 - the port's shape
        """Not to be fetched."""
        self._entry(receipt).state = MessageState.OVERSIZE

    def note_gone(self, receipt: Receipt, now: datetime) -> None:  # noqa: ARG002 - the port's shape
        """Remember that the message is missing."""
        self._entry(receipt).state = MessageState.GONE

    def match_gone(self, account: str, now: datetime) -> int:  # noqa: ARG002 - the port's shape
        """By date and size, as the database does."""
        mine = [entry for key, entry in self._entries.items() if key[0] == account]
        for gone in (entry for entry in mine if entry.state is MessageState.GONE and entry.described.internal_date):
            if any(_same_elsewhere(gone, entry) for entry in mine if entry.content is not None):
                gone.state = MessageState.MOVED
        return sum(entry.state is MessageState.GONE for entry in mine)

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

    def note_renumbered(self, move: PendingMove, now: datetime) -> None:
        """The move is closed undone."""
        self._moved.setdefault(move.id, now)

    def raise_alert(
        self,
        account: str,
        folder: str,
        code: str,
        now: datetime,  # noqa: ARG002 - the port's shape
        detail: str = "",  # noqa: ARG002 - the port's shape
    ) -> None:
        """Open until cleared."""
        self.alerts.add((account, folder, code))

    def clear_alerts(self, account: str, folder: str, codes: Sequence[str], now: datetime) -> None:  # noqa: ARG002
        """Close them."""
        self.alerts -= {(account, folder, code) for code in codes}

    def note_poll(self, account: str, folder: str, now: datetime, fault: str = "") -> None:  # noqa: ARG002
        """Remember how it ended."""
        self.faults[account, folder] = fault

    def receipts(self) -> Sequence[Receipt]:
        """All receipts, oldest first."""
        return tuple(entry.receipt for entry in self._entries.values())

    def original(self, receipt: Receipt) -> bytes | None:
        """The stored original of a receipt."""
        return self._entry(receipt).content

    def state(self, receipt: Receipt) -> MessageState:
        """How far a message has come."""
        return self._entry(receipt).state

    def gone(self) -> Sequence[Receipt]:
        """Receipts of messages that had vanished before they could be fetched."""
        return tuple(entry.receipt for entry in self._entries.values() if entry.state is MessageState.GONE)

    def _entry(self, receipt: Receipt) -> _Entry:
        return self._entries[receipt.account, receipt.folder, receipt.uidvalidity, receipt.uid]


def _same_elsewhere(one: _Entry, other: _Entry) -> bool:
    same = replace(one.described, uid=0) == replace(other.described, uid=0)
    here, there = one.receipt, other.receipt
    return same and (here.folder, here.uidvalidity) != (there.folder, there.uidvalidity)


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
