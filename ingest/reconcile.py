"""The nightly proof that nothing was missed: every folder that we read or move to, held against the receipts.

Mail without a receipt is taken in from wherever it stands: a person moved it before we saw it, or the database is older
than the mailbox. What we moved ourselves is known again by its content when it is processed, and opens nothing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from ingest.errors import MailboxUnavailable
from ingest.intake import Clock, take_in
from ingest.model import ListedMessage
from ingest.ports import FolderStatus, Mailbox, ReceiptBook

SPAN = timedelta(days=60)  # how far back the folders that we move to are compared

VANISHED = "messages_vanished"  # listed once, and in none of the folders
_GAPS = (VANISHED, "folder_shrank", "folder_renumbered")

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class ReconcileReport:
    """What the comparison found; counts of messages."""

    imported: int = 0  # taken in from where they were
    vanished: int = 0  # listed once and nowhere to be found
    unreachable: tuple[str, ...] = ()  # folders that could not be compared


def reconcile(folders: Sequence[Mailbox], book: ReceiptBook, clock: Clock) -> ReconcileReport:
    """Compare the folders of one account, the Inbox first. Raises MailboxUnavailable where the Inbox cannot be read.

    A folder that is not there yet, or cannot be opened, is said in the report and never stops the others. Open alerts
    are cleared where everything was compared and nothing is missing.
    """
    inbox, *others = folders
    imported = take_in(inbox, book, clock, whole=True).fetched
    unreachable = []
    for folder in others:
        try:
            imported += take_in(_Recent(folder, clock() - SPAN), book, clock, whole=True).fetched
        except MailboxUnavailable as fault:
            unreachable.append(folder.folder)
            log.warning("folder_not_compared", account=folder.account, code=fault.code)
    vanished = book.match_gone(inbox.account, clock())
    if vanished:
        book.raise_alert(inbox.account, inbox.folder, VANISHED, clock(), f"{vanished} messages")
    elif not unreachable:
        for folder in folders:
            book.clear_alerts(folder.account, folder.folder, _GAPS, clock())
    log.info("reconciled", account=inbox.account, imported=imported, vanished=vanished)
    return ReconcileReport(imported=imported, vanished=vanished, unreachable=tuple(unreachable))


class _Recent:
    """A folder as if it held only what has arrived since a moment; mail without a date is taken as recent."""

    def __init__(self, mailbox: Mailbox, since: datetime) -> None:
        self.account, self.folder = mailbox.account, mailbox.folder
        self._mailbox = mailbox
        self._since = since

    def open(self) -> FolderStatus:
        return self._mailbox.open()

    def list_uids(self, above: int = 0) -> Sequence[int]:
        return self._mailbox.list_uids(above)

    def describe(self, uids: Sequence[int]) -> Sequence[ListedMessage]:
        messages = self._mailbox.describe(uids)
        return [each for each in messages if each.internal_date is None or each.internal_date >= self._since]

    def list_messages(self) -> Sequence[ListedMessage]:
        return self.describe(self.list_uids())

    def fetch(self, uid: int) -> bytes | None:
        return self._mailbox.fetch(uid)

    def move(self, uid: int, target_folder: str) -> bool:
        return self._mailbox.move(uid, target_folder)

    def move_many(self, uids: Sequence[int], target_folder: str) -> set[int]:
        return self._mailbox.move_many(uids, target_folder)

    def close(self) -> None:
        self._mailbox.close()
