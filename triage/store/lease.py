"""Leases: of all processes on one database, one at a time does a kind of work, and a late one is stopped by its fence.

A holder renews its lease while it lives. Where it has died, the next may take the lease once it has run out, or at once
where both are on the same machine and the process is seen to be gone. Every transaction of the work checks the fence.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from triage.store.tables_mail import LeaseRow

DURATION = timedelta(seconds=60)
_RENEW_SECONDS = 15.0


class LeaseLost(Exception):
    """Another process has taken the work over; nothing of this transaction is kept."""


class Lease:
    """The right to one kind of work, as seen from this process, whose own threads wait for each other."""

    def __init__(self, engine: Engine, name: str, owner: str | None = None) -> None:
        self._engine = engine
        self._name = name
        self._owner = owner or this_process()
        self._fence: int | None = None  # None: not held, so nothing to check
        self._one_thread = threading.Lock()

    @contextmanager
    def held(self, clock: Callable[[], datetime]) -> Iterator[bool]:
        """Whether the work may be done now; while it is being done, the lease is renewed in the background."""
        with self._one_thread:
            if not self.take(clock()):
                yield False
                return
            done = threading.Event()
            keeper = threading.Thread(target=self._keep, args=(done, clock), name="lease", daemon=True)
            keeper.start()
            try:
                yield True
            finally:
                done.set()
                keeper.join()
                self.release(clock())

    def take(self, now: datetime) -> bool:
        """True once it is ours. Taking it again from itself gives a new fence, so an older self is stopped too."""
        with Session(self._engine) as session, session.begin():
            row = session.get(LeaseRow, self._name, with_for_update=True)
            if row is None:
                row = LeaseRow(name=self._name, owner=self._owner, until=now, fence=0)
                session.add(row)
            elif row.owner != self._owner and row.until > now and not _has_ended(row.owner):
                return False
            row.owner, row.until = self._owner, now + DURATION
            row.fence += 1
            self._fence = row.fence
        return True

    def release(self, now: datetime) -> None:
        """The next may have it at once."""
        fence, self._fence = self._fence, None
        with Session(self._engine) as session, session.begin():
            row = session.get(LeaseRow, self._name, with_for_update=True)
            if row is not None and row.fence == fence:
                row.until = now

    def check(self, session: Session) -> None:
        """To be called inside a transaction of the work. Raises LeaseLost."""
        if self._fence is None:
            return
        fence = session.scalar(select(LeaseRow.fence).where(LeaseRow.name == self._name).with_for_update(read=True))
        if fence != self._fence:
            raise LeaseLost

    def renew(self, now: datetime) -> None:
        """Hold it for longer. Raises LeaseLost."""
        with Session(self._engine) as session, session.begin():
            self.check(session)
            session.get_one(LeaseRow, self._name).until = now + DURATION

    def _keep(self, done: threading.Event, clock: Callable[[], datetime]) -> None:
        while not done.wait(_RENEW_SECONDS):
            try:
                self.renew(clock())
            except LeaseLost:
                return  # the work's next transaction finds out
            except SQLAlchemyError:
                continue  # a busy database: there are three more tries before it runs out


def this_process() -> str:
    """A name that no other process has had, and by which one on this machine can tell whether it still runs."""
    pid = os.getpid()
    return f"{_machine()}:{pid}:{_started(pid)}"


def _has_ended(owner: str) -> bool:
    """Whether the owner was a process of this machine that is gone; False where nobody here can tell."""
    machine, _, process = owner.rpartition(":")[0].rpartition(":")
    started = owner.rpartition(":")[2]
    if machine != _machine() or not machine or not process.isdigit() or not started:
        return False
    return _started(int(process)) != started


def _machine() -> str:
    """This boot of this machine, and which processes it lets us see; empty where it does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}".replace(":", "")
    except OSError:
        return ""


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
