"""Rounds over all mailboxes: take in, move, reconcile. One that fails never stops the others.

Each mailbox is an own connection made anew for each round; how it ended is written down and shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from ingest.errors import MailboxUnavailable
from ingest.intake import Clock, carry_out_moves, take_in
from ingest.pacing import Pacing
from ingest.ports import Mailbox, ReceiptBook
from ingest.reconcile import reconcile
from ingest.room import DISK_ALMOST_FULL

LISTED_WHOLE_EVERY = timedelta(hours=1)  # a large folder, too: a server may number a message late

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class PolledMailbox:
    """One mailbox: `open_folder` gives the adapter of a folder of it, without connecting yet."""

    account: str
    inbox: str
    moved_to: tuple[str, ...]  # the folders that we move mail to
    open_folder: Callable[[str], Mailbox]


@dataclass(kw_only=True)
class Rounds:
    """What `service.py` repeats. Nothing raises but faults of our own store."""

    mailboxes: Sequence[PolledMailbox]
    pacing: Pacing = field(default_factory=Pacing)
    has_room: Callable[[], bool] = lambda: True  # on the disk; without it mail waits in its mailbox
    _listed_whole_at: dict[str, datetime] = field(default_factory=dict)

    def take_in(self, book: ReceiptBook, clock: Clock) -> MailboxUnavailable | None:
        """Fetch from every mailbox whose rest is over; the last fault comes back."""
        if not self.has_room():
            return self._without_room(book, clock)
        return self._over_all(book, clock, self._take_in)

    def move(self, book: ReceiptBook, clock: Clock) -> MailboxUnavailable | None:
        """Do on the servers what was decided; the last fault comes back."""
        return self._over_all(book, clock, _move)

    def reconcile(self, book: ReceiptBook, clock: Clock) -> MailboxUnavailable | None:
        """The nightly comparison of every mailbox with the book; the last fault comes back."""
        return self._over_all(book, clock, _reconcile)

    def _over_all(
        self, book: ReceiptBook, clock: Clock, work: Callable[[PolledMailbox, ReceiptBook, Clock], None]
    ) -> MailboxUnavailable | None:
        last: MailboxUnavailable | None = None
        for box in self.mailboxes:
            if not self.pacing.may_try(box.account, clock()):
                continue
            try:
                work(box, book, clock)
            except MailboxUnavailable as fault:
                last = fault
                self.pacing.note_fault(box.account, fault, clock())
                book.note_poll(box.account, box.inbox, clock(), fault.code)
                log.warning("mailbox_unavailable", account=box.account, code=fault.code, retryable=fault.retryable)
            else:
                self.pacing.note_success(box.account)
        return last

    def _without_room(self, book: ReceiptBook, clock: Clock) -> MailboxUnavailable:
        for box in self.mailboxes:
            book.note_poll(box.account, box.inbox, clock(), DISK_ALMOST_FULL)
        log.error(DISK_ALMOST_FULL)
        words = "the disk is almost full, so mail waits in the mailbox; free some space"
        return MailboxUnavailable(words, retryable=True, code=DISK_ALMOST_FULL)

    def _take_in(self, box: PolledMailbox, book: ReceiptBook, clock: Clock) -> None:
        started = clock()
        last = self._listed_whole_at.get(box.account)
        whole = last is None or started - last >= LISTED_WHOLE_EVERY
        take_in(box.open_folder(box.inbox), book, clock, whole=whole)
        book.note_poll(box.account, box.inbox, clock())
        if whole:
            self._listed_whole_at[box.account] = started


def _move(box: PolledMailbox, book: ReceiptBook, clock: Clock) -> None:
    carry_out_moves(box.open_folder(box.inbox), book, clock)


def _reconcile(box: PolledMailbox, book: ReceiptBook, clock: Clock) -> None:
    reconcile([box.open_folder(name) for name in (box.inbox, *box.moved_to)], book, clock)
