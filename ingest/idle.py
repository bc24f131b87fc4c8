"""A hint that mail has come: a connection of its own that waits in IDLE and calls back. Polling remains the truth.

Nothing is read here. Whatever goes wrong costs only the hint, so it is tried again later, ever more rarely.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import structlog
from imapclient.exceptions import IMAPClientError

from ingest.errors import MailboxUnavailable
from ingest.imap_connection import MailboxAccess, connect, faults_named, hang_up

RENEW_SECONDS = 9 * 60.0  # Exchange and many firewalls drop a connection that has been still for 10 to 30 minutes
_LOOK_UP_SECONDS = 1.0  # how soon `stop` is noticed
_AT_ONCE_SECONDS = 0.05  # an empty answer sooner than that is a dead connection's

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class WakeUpPacing:
    """Seconds: how long one IDLE lasts, and the rests between tries, doubling from the first to the longest."""

    renew: float = RENEW_SECONDS
    first_rest: float = 5.0
    longest_rest: float = 600.0


class MailWakeUp:
    """A thread that calls `on_mail` when the server says that the folder has changed, and once after each reconnect."""

    def __init__(self, access: MailboxAccess, on_mail: Callable[[], None], pacing: WakeUpPacing | None = None) -> None:
        self._access = access
        self._on_mail = on_mail
        self._pacing = pacing or WakeUpPacing()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"wake-up {access.account}", daemon=True)
        self.waiting = threading.Event()  # set while the server has us in IDLE

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """End soon, without waiting for it."""
        self._stopping.set()

    def stop(self) -> None:
        """End within about a second; safe to call twice."""
        self.ask_to_stop()
        if self._thread.is_alive():
            self._thread.join(self._access.timeout)

    def _run(self) -> None:
        rest = self._pacing.first_rest
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                if not self._wait_on_one_connection():
                    log.info("no_idle", account=self._access.account)
                    return
            except MailboxUnavailable as fault:
                if time.monotonic() - began > self._pacing.longest_rest:
                    rest = self._pacing.first_rest  # it had been well for a while
                rest = max(rest, fault.wait_seconds or 0) if fault.retryable else self._pacing.longest_rest
                log.info("wake_up_broken", account=self._access.account, code=fault.code)
            finally:
                self.waiting.clear()
            self._stopping.wait(rest)
            rest = min(rest * 2, self._pacing.longest_rest)

    def _wait_on_one_connection(self) -> bool:
        """Until it breaks or `stop`; False where the server does not know IDLE. Raises MailboxUnavailable."""
        client = connect(self._access)
        try:
            with faults_named(self._access):
                if not client.has_capability("IDLE"):
                    return False
                client.select_folder(self._access.folder, readonly=True)
                while not self._stopping.is_set():
                    self._idle_once(client)
                return True
        finally:
            hang_up(client)

    def _idle_once(self, client: Any) -> None:
        """One IDLE command, from the server's `+` to our DONE. Mail that came before it is asked for, too."""
        client.idle()
        self.waiting.set()
        self._on_mail()
        ends = time.monotonic() + self._pacing.renew
        while (left := ends - time.monotonic()) > 0 and not self._stopping.is_set():
            asked = min(left, _LOOK_UP_SECONDS)
            started = time.monotonic()
            news = client.idle_check(timeout=asked)
            if _tells_of_mail(news):
                self._on_mail()
            elif not news and time.monotonic() - started < min(asked, _AT_ONCE_SECONDS):
                break  # a dead connection answers at once and for ever; DONE raises on it
        client.idle_done()
        client.noop()


class WakeUps:
    """Context manager: waits for mail of several mailboxes at once; what goes wrong with one is no other's matter."""

    def __init__(self, mailboxes: Sequence[MailboxAccess], on_mail: Callable[[], None]) -> None:
        self._all = [MailWakeUp(access, on_mail) for access in mailboxes]

    def __enter__(self) -> "WakeUps":
        for each in self._all:
            each.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._all:
            each.ask_to_stop()
        for each in self._all:
            each.stop()


def _tells_of_mail(news: Any) -> bool:
    if any(isinstance(each, tuple) and each[:1] == (b"BYE",) for each in news):
        raise IMAPClientError("the server ends the connection")
    return any(isinstance(each, tuple) and each[1:2] in ((b"EXISTS",), (b"RECENT",)) for each in news)
