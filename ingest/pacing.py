"""How often a mailbox that fails may be tried: sooner where it may mend by itself, rarely where only a person can.

Kept in memory: a restart, which is how a corrected setting takes effect, tries at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import random

from ingest.errors import MailboxUnavailable

FIRST, LONGEST = timedelta(seconds=5), timedelta(minutes=10)
REFUSALS = 3  # a fourth wrong password in a row may lock the account
AFTER_REFUSALS = timedelta(hours=1)


@dataclass(kw_only=True)
class Pacing:
    """When each mailbox may be tried again. `jitter` gives 0 to 1 and spreads the tries of many installations."""

    jitter: Callable[[], float] = random
    _faults: dict[str, int] = field(default_factory=dict)
    _rests_until: dict[str, datetime] = field(default_factory=dict)

    def may_try(self, account: str, now: datetime) -> bool:
        """Whether its rest is over."""
        return now >= self._rests_until.get(account, now)

    def note_success(self, account: str) -> None:
        """All is well again."""
        self._faults.pop(account, None)
        self._rests_until.pop(account, None)

    def note_fault(self, account: str, fault: MailboxUnavailable, now: datetime) -> None:
        """A failed try. What the server asks for is obeyed; a refused login is not repeated into a lock-out."""
        count = self._faults[account] = self._faults.get(account, 0) + 1
        rest = min(FIRST * (1 << min(count - 1, 10)), LONGEST) * (1 + 0.2 * self.jitter())
        if not fault.retryable and count >= REFUSALS:
            rest = AFTER_REFUSALS
        if fault.wait_seconds is not None:
            rest = max(rest, timedelta(seconds=fault.wait_seconds))
        self._rests_until[account] = now + rest
