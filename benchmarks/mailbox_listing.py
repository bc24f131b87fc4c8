"""How a poll with nothing new grows with the mailbox: a private Dovecot, the real book, 1,000 and 100,000 messages.

    python -m benchmarks.mailbox_listing [SMALL LARGE]

Prints, for each size, how long the first listing and a later poll take and how much memory they need, then the ratio of
the polls. Originals are not fetched: their number is the same for both sizes.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import structlog

from ingest.imap_connection import MailboxAccess
from ingest.imap_mailbox import ImapMailbox
from ingest.intake import record_listing, take_in
from tests.integration.imap_servers import USER, WORD, dovecot
from triage.store.engine import open_database, upgrade
from triage.store.originals import Originals
from triage.store.receipt_book import DatabaseReceiptBook

MAIL = b"From: a@trust.example\r\nSubject: mail %d\r\nMessage-ID: <%d@trust.example>\r\n\r\nText\r\n"
POLLS = 5


def now() -> datetime:
    return datetime.now(UTC)


def fill(home: Path, count: int) -> None:
    """Write the messages as another program would have left them, read or not."""
    folder = home / "mail" / USER / "Maildir" / "cur"
    for name in ("cur", "new", "tmp"):
        (folder.parent / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        content = MAIL % (number, number)
        (folder / f"{1_700_000_000 + number}.M{number}.host,S={len(content)}:2,").write_bytes(content)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "nobody", str(home / "mail")], check=True)


def measure(port: int, data: Path) -> tuple[float, float, float]:
    """Seconds of the first listing, of the whole listing again, and of the median poll."""
    engine = open_database(f"sqlite:///{data / 'referrals.db'}")
    upgrade(engine)
    book = DatabaseReceiptBook(engine, Originals(data / "originals", b"k" * 32))
    access = MailboxAccess(host="127.0.0.1", port=port, tls="none", username=USER, password=WORD, timeout=300)
    first = timed(lambda: listed(access, book))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE receipt SET state = 'filed'")
    whole = timed(lambda: take_in(ImapMailbox(access), book, now, whole=True))
    polls = sorted(timed(lambda: take_in(ImapMailbox(access), book, now)) for _ in range(POLLS))
    engine.dispose()
    return first, whole, polls[POLLS // 2]


def listed(access: MailboxAccess, book: DatabaseReceiptBook) -> None:
    mailbox = ImapMailbox(access)
    record_listing(mailbox, book, mailbox.open(), now)
    mailbox.close()


def timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def main(sizes: list[int]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    binary = shutil.which("dovecot") or "/usr/sbin/dovecot"
    polls = []
    for count in sizes:
        with (
            tempfile.TemporaryDirectory() as data,
            dovecot(binary, lambda home, count=count: fill(home, count)) as port,
        ):
            first, whole, poll = measure(port, Path(data))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:>7} messages: first listing {first:.2f} s, whole listing again {whole:.2f} s,", end=" ")
        print(f"poll with nothing new {poll:.3f} s, peak memory so far {memory} MiB")
        polls.append(poll)
    print(f"ratio of the polls: {polls[-1] / polls[0]:.1f}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 100_000])
