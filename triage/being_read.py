"""Which message the service is reading right now and how far it has come, for people who wait.

Kept in memory only, and by numbers and times alone: no name, subject or file name. Reads and decides nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from extract.model import PageDone
from ingest.ports import Receipt


@dataclass(frozen=True, kw_only=True)
class BeingRead:
    """One message that is being read; `done` is the last page of a scan that was recognised, None before the first."""

    message_id: int
    account: str
    received_at: datetime
    done: PageDone | None = None


class ReadingNow:
    """What one process is reading. One thread reads; any may look."""

    def __init__(self) -> None:
        self._current: BeingRead | None = None

    @property
    def current(self) -> BeingRead | None:
        """None while nothing is being read."""
        return self._current

    def each(self, receipts: Iterable[Receipt]) -> Iterator[Receipt]:
        """The messages again, each noted as being read until the next is asked for."""
        try:
            for receipt in receipts:
                self._current = BeingRead(
                    message_id=receipt.id, account=receipt.account, received_at=receipt.received_at
                )
                yield receipt
        finally:
            self._current = None

    def page_done(self, done: PageDone) -> None:
        """A page of it was recognised."""
        if self._current is not None:
            self._current = replace(self._current, done=done)


def in_words(done: PageDone) -> str:
    """`page 3 of 12`, or `attachment 2 of 5, page 1 of 1`."""
    page = f"page {done.page} of {done.pages}"
    return page if done.attachments == 1 else f"attachment {done.attachment} of {done.attachments}, {page}"
