"""Killed at any step and started again: no mail lost, no second case, no third copy of an acknowledgement."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from imapclient import IMAPClient
from sqlalchemy import text

from config.domain import load_domain
from ingest.demo_server import DemoImapServer
from notify.demo_sink import DemoSmtpSink
from triage.store.assembly import Store
from triage.store.engine import open_database

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "config" / "demo"
MAILS = (
    "01-death-two-authorities.eml",
    "02-lasting-harm-one-school.eml",
    "03-newsletter.eml",
    "12-follow-up.eml",
    "16-damaged-form.eml",
)
POINTS = 20
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Worker:
    """The killable service in a process of its own."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.killable_service"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def poll(self, config, kill_at=None, kill_after=None):
        wanted = {"config": str(config), "kill_at": kill_at, "kill_after": kill_after}
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def stop(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="module")
def imap():
    with DemoImapServer() as server:
        yield server


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture
def sink():
    with DemoSmtpSink() as sink:
        yield sink


@pytest.fixture
def installation(tmp_path, imap, sink):
    """A filled mailbox and the configuration of an empty installation beside it."""
    _fill(imap)
    here = {"host": "127.0.0.1", "tls": "none"}
    settings = {
        "data_dir": str(tmp_path / "var"),
        "mailboxes": [{**here, "port": imap.port, "username": imap.username, "password": imap.password}],
        "smtp": {**here, "port": sink.port, "sender": "lig.referrals@iowscp.example"},
        "senders": {"trusted": ["*.example"], "untrusted": ["lists.*"]},
    }
    config = tmp_path / "service.yaml"
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return config


def test_killed_at_twenty_points_it_recovers_by_being_started_again(tmp_path, imap, sink, worker, installation):
    steps = worker.poll(installation)["steps"]
    expected = _state(tmp_path / "var")
    assert len(expected["mails"]) == len(MAILS)
    assert expected["acknowledged"] == _acknowledged(sink)
    killed = 0
    for point in range(POINTS):
        kill_at = 1 + point * (steps - 1) // (POINTS - 1)
        data_dir = tmp_path / f"var{point}"
        config = tmp_path / f"service{point}.yaml"
        config.write_text(installation.read_text(encoding="utf-8").replace("/var", f"/var{point}"), encoding="utf-8")
        _fill(imap)
        before = Counter(_acknowledged(sink))
        killed += worker.poll(config, kill_at)["killed"]
        worker.poll(config)
        found = _state(data_dir)
        assert found["mails"] == expected["mails"], f"killed at step {kill_at}"
        assert found["children"] == expected["children"], f"killed at step {kill_at}"
        assert _folders(imap) == {"INBOX": 0, "Processed": len(MAILS)}, f"killed at step {kill_at}"
        copies = Counter(_acknowledged(sink)) - before
        assert set(copies) == set(expected["acknowledged"]), f"killed at step {kill_at}"
        assert max(copies.values()) <= 2, f"killed at step {kill_at}"
        if max(copies.values()) == 2:  # only a try whose end was never heard of is repeated, and recognisably so
            assert len({mail["Message-ID"] for mail in sink.received[-sum(copies.values()) :]}) == len(copies)
    # A slow run renews its lease more often, so that the last steps of one run may lie beyond the end of another.
    assert killed >= POINTS - 4


def _fill(imap):
    client = IMAPClient("127.0.0.1", port=imap.port, ssl=False, timeout=10)
    client.login(imap.username, imap.password)
    for folder in ("INBOX", "Processed", "Quarantine"):
        client.select_folder(folder)
        client.delete_messages(client.search())
        client.expunge()
    client.logout()
    for name in MAILS:
        imap.deliver((DEMO / name).read_bytes(), datetime.now(UTC))


def _folders(imap):
    client = IMAPClient("127.0.0.1", port=imap.port, ssl=False, timeout=10)
    client.login(imap.username, imap.password)
    counts = {folder: client.select_folder(folder)[b"EXISTS"] for folder in ("INBOX", "Processed")}
    client.logout()
    return counts


def _acknowledged(sink):
    return sorted(mail["X-Envelope-To"] for mail in sink.received)


def _state(data_dir):
    """What the team would see, without what is random: subjects, children, and who was written to."""
    engine = open_database(f"sqlite:///{data_dir / 'referrals.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()
    store = Store(f"sqlite:///{data_dir / 'referrals.db'}", data_dir, load_domain())
    mails = store.reader.mail()
    rows = store.reader.queue(NOW)
    children = sorted(
        next(field.value for field in store.reader.case(row.reference, NOW).fields if field.path.endswith(".full_name"))
        for row in rows
    )
    for mail in mails:
        for file in mail.attachments:
            assert len(store.reader.original(file.id)[1]) == file.size
    store.close()
    return {
        "mails": sorted((mail.subject, mail.message_class, len(mail.case_references)) for mail in mails),
        "children": children,
        "acknowledged": sorted(mail.sender for mail in mails if mail.acknowledgement == "yes"),
    }
