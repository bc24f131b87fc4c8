"""Kills the service again and again while it takes mail in from a private Dovecot, then compares what it has with it.

    python -m benchmarks.kill_run [MAILS KILLS SEED]

By default 500 mails and 200 kills with SIGKILL: half at a random step towards disk, database, mailbox or relay, half
at a random moment, both spread over all that the poll has to do. Mail keeps arriving meanwhile, every fortieth twice.
Prints each figure with its bound and ends with 1 where one is not kept.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import yaml
from imapclient import IMAPClient
from sqlalchemy import text

from config.domain import load_domain
from notify.demo_sink import DemoSmtpSink
from tests.corpus.many_mails import Numbered, many_mails
from tests.integration.imap_servers import USER, WORD, dovecot
from tests.integration.test_kill import Worker
from triage.store.assembly import Store
from triage.store.engine import open_database

STEPS_AT_FIRST, STEPS_A_MAIL, STEPS_A_MOVE = 20, 16, 3  # how long a poll is likely to be
SECONDS_AT_FIRST, SECONDS_A_MAIL = 3.0, 0.7
UNCERTAIN = "SELECT recipient FROM outbox WHERE state = 'failed' AND code = 'possibly_sent_twice'"
LARGE = 100_000  # limits of sending, so that none of them stands between a mail and its acknowledgement


def main(count: int = 500, kills: int = 200, seed: int = 1) -> int:
    home = Path(tempfile.mkdtemp(prefix="kill-run-"))
    mails = list(many_mails(count))
    with DemoSmtpSink() as sink, dovecot(shutil.which("dovecot") or "/usr/sbin/dovecot") as port:
        config = configured(home, port, sink.port)
        began = time.monotonic()
        killed = run(config, mails, port, (kills, random.Random(seed)))
        seconds = time.monotonic() - began
        figures = compared(home / "var", mails, sink, port)
    print(f"{count} mails, {killed} kills, seed {seed}, {seconds:.0f} s; data in {home}")
    kept = True
    for name, (found, bound, good) in figures.items():
        kept &= good
        print(f"{'ok ' if good else 'NOT'}  {name}: {found} (bound: {bound})")
    return 0 if kept else 1


def configured(home: Path, port: int, relay: int) -> Path:
    limits = dict.fromkeys(("domain_an_hour", "in_all_a_day", "in_all_in_ten_minutes", "address_a_day"), LARGE)
    here = {"host": "127.0.0.1", "tls": "none"}
    settings = {
        "data_dir": str(home / "var"),
        "mailboxes": [{**here, "port": port, "username": USER, "password": WORD, "wake_up": False}],
        "smtp": {**here, "port": relay, "sender": "lig.referrals@iowscp.example"},
        "senders": {"trusted": ["*.example"], "limits": limits},
    }
    (home / "service.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return home / "service.yaml"


def run(config: Path, mails: list[Numbered], port: int, plan: tuple[int, random.Random]) -> int:
    """Deliver, poll and kill until all has been delivered and taken in; how many polls were killed."""
    kills, chance = plan
    worker, killed, delivered, idle = Worker(), 0, 0, 0
    while killed < kills or idle < 3:
        due = len(mails) if killed >= kills else len(mails) * (killed + 1) // kills
        deliver([each.content for each in mails[delivered:due]], port)
        delivered = due
        if killed >= kills:
            worker.poll(config)
            idle = idle + 1 if in_folder(port, "INBOX") == 0 else 0
            time.sleep(0 if idle else 30)  # what was killed while it was read rests a while before the next try
        else:
            killed += worker.poll(config, **end_of_life(config.parent, port, delivered, chance))["killed"]
        sys.stderr.write(f"\r{killed} kills, {delivered} delivered, {in_folder(port, 'INBOX')} in the inbox   ")
    worker.stop()
    return killed


def end_of_life(home: Path, port: int, delivered: int, chance: random.Random) -> dict[str, float]:
    """When to kill the next poll: somewhere in what it has to do, as far as can be told beforehand."""
    unread, unmoved = delivered - processed(home / "var" / "referrals.db"), in_folder(port, "INBOX")
    if chance.random() < 0.5:
        return {"kill_at": chance.randint(1, STEPS_AT_FIRST + STEPS_A_MAIL * unread + STEPS_A_MOVE * unmoved)}
    return {"kill_after": chance.uniform(0.0, SECONDS_AT_FIRST + SECONDS_A_MAIL * unread)}


def processed(database: Path) -> int:
    """How many messages have become mails."""
    if not database.is_file():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT count(*) FROM receipt WHERE item_id IS NOT NULL").fetchone()
    return int(found[0])


def deliver(contents: list[bytes], port: int) -> None:
    with signed_in(port) as client:
        for content in contents:
            client.append("INBOX", content)


def in_folder(port: int, folder: str) -> int:
    with signed_in(port) as client:
        return int(client.select_folder(folder, readonly=True)[b"EXISTS"]) if client.folder_exists(folder) else 0


def signed_in(port: int) -> IMAPClient:
    client = IMAPClient("127.0.0.1", port=port, ssl=False, timeout=30)
    client.login(USER, WORD)
    return client


def compared(data: Path, mails: list[Numbered], sink: DemoSmtpSink, port: int) -> dict[str, tuple[object, str, bool]]:
    """Each figure with its bound, and whether that is kept."""
    store = Store(f"sqlite:///{data / 'referrals.db'}", data, load_domain())
    items, history, now = store.reader.mail(), store.reader.check_history(), datetime.now(UTC)
    wanted = {each.content for each in mails}
    originals = {store.reader.original(file.id)[1] for item in items for file in item.attachments if is_whole(file)}
    children = Counter(child_of(store, row.reference, now) for row in store.reader.queue(now))
    copies = Counter(str(each["Message-ID"]) for each in sink.received)
    answered = {str(each["X-Envelope-To"]) for each in sink.received}
    permitted = {item.sender for item in items if item.acknowledgement == "yes"}
    engine = open_database(f"sqlite:///{data / 'referrals.db'}")
    with engine.connect() as connection:
        integrity = connection.execute(text("PRAGMA integrity_check")).scalar()
        uncertain = set(connection.execute(text(UNCERTAIN)).scalars())
    engine.dispose()
    spared = {each.content for each in mails if each.content in _set_aside(store)}
    lacking = permitted - answered - uncertain
    moved = in_folder(port, "Processed") + in_folder(port, "Quarantine")
    referred = {each.child for each in mails if each.child and each.content not in spared}
    figures: dict[str, tuple[object, str, bool]] = {
        "mails lost": (len(wanted - originals), "0", wanted <= originals),
        "items beyond the mails that differ": (len(items) - len(wanted), "0", len(items) == len(wanted)),
        "children without a case": (len(referred - set(children)), "0", referred <= set(children)),
        "cases beyond one a child": (children.total() - len(children), "0", children.total() == len(children)),
        "cases of nobody's child": (len(set(children) - referred), "0", set(children) <= referred),
        "mails set aside for a person, killed at every try": (len(spared), "said", True),
        "left in the inbox": (in_folder(port, "INBOX"), "0", in_folder(port, "INBOX") == 0),
        "moved": (moved, str(len(mails)), moved == len(mails)),
        "most copies of an acknowledgement": (max(copies.values()), "2", max(copies.values()) <= 2),
        "acknowledgements sent twice": (sum(each == 2 for each in copies.values()), "said", True),
        "left to a person, killed twice while it was sent": (len(uncertain), "said", True),
        "permitted and not sent otherwise": (len(lacking), "0", not lacking),
        "lines of history, chain": (f"{history.lines}, {history.fault or 'unbroken'}", "unbroken", history.holds),
        "integrity of the database": (integrity, "ok", integrity == "ok"),
        "unfinished messages": (len(store.reader.messages.shown()), "0", not store.reader.messages.shown()),
    }
    store.close()
    return figures


def _set_aside(store: Store) -> set[bytes]:
    """The originals of mails that a person has to read."""
    aside = [item for item in store.reader.mail() if item.state == "set_aside"]
    return {store.reader.original(file.id)[1] for item in aside for file in item.attachments if is_whole(file)}


def is_whole(file: object) -> bool:
    return getattr(file, "filename", "") == "e-mail.eml"


def child_of(store: Store, reference: str, now: datetime) -> str:
    case = store.reader.case(reference, now)
    return next((each.value for each in case.fields if each.path.endswith(".full_name")), "") if case else ""


if __name__ == "__main__":
    raise SystemExit(main(*(int(each) for each in sys.argv[1:])))
