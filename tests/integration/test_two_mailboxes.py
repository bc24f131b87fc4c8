"""Two partnerships' mailboxes in one installation, from configuration to moved mail."""

from datetime import UTC, datetime, timedelta

import pytest
import yaml

import service
from config.settings import load_settings
from ingest.demo_server import DemoImapServer
from ingest.errors import MailboxUnavailable
from tests.integration.imap_servers import USER, WORD, append, contents, create_folder, free_port

MAIL = (
    b"From: Nurse <nurse@trust.example>\r\nTo: lig@partnership.example\r\nDate: Mon, 23 Nov 2026 08:00:00 +0000\r\n"
    b"Subject: A question\r\nMessage-ID: <q1@trust.example>\r\n\r\nWhen does the group meet next?\r\n"
)


@pytest.fixture
def server():
    with DemoImapServer(USER, WORD) as server:
        create_folder(server.port, "North")
        yield server


@pytest.fixture
def configuration(tmp_path, server):
    here = {"host": "127.0.0.1", "port": server.port, "tls": "none", "username": USER, "password": WORD}
    boxes = [
        {**here, "name": "south"},
        {**here, "name": "away", "port": free_port()},
        {
            **here,
            "name": "north",
            "folder": "North",
            "processed_folder": "North done",
            "quarantine_folder": "North odd",
        },
    ]
    file = tmp_path / "service.yaml"
    file.write_text(yaml.safe_dump({"data_dir": str(tmp_path / "var"), "mailboxes": boxes}), encoding="utf-8")
    return file


@pytest.fixture
def installation(configuration):
    installation = service.Service(load_settings(configuration))
    yield installation
    installation.store.close()


def test_each_mailbox_is_read_and_moved_by_itself_and_one_that_is_away_stops_none(server, installation, monkeypatch):
    monkeypatch.setattr("ingest.pacing.FIRST", timedelta(minutes=10))
    for folder in ("INBOX", "North"):
        append(server.port, MAIL, folder)
    with pytest.raises(MailboxUnavailable, match="'away'"):
        installation.poll()
    assert len(installation.store.reader.mail()) == 2  # the same mail to two partnerships is a matter of both
    assert contents(server.port, "INBOX") == contents(server.port, "North") == []
    assert contents(server.port, "Processed") == contents(server.port, "North done") == [MAIL]
    assert installation.store.reader.health(datetime.now(UTC)).poll_fault == "server_refuses_connections"
    append(server.port, MAIL, "North")
    installation.poll()  # the one that is away rests
    assert len(installation.store.reader.mail()) == 2
    assert contents(server.port, "North done") == [MAIL, MAIL]


def test_the_nightly_comparison_takes_in_what_a_person_had_moved_and_leaves_it_there(server, installation):
    append(server.port, MAIL, "INBOX")
    with pytest.raises(MailboxUnavailable):
        installation.poll()
    moved = MAIL.replace(b"q1@", b"q2@")
    append(server.port, moved, "Processed")
    installation.reconcile()
    assert len(installation.process_stored()) == 1
    assert len(installation.store.reader.mail()) == 2
    assert contents(server.port, "Processed") == [MAIL, moved]
    installation.reconcile()
    assert installation.process_stored() == []


def test_while_another_process_polls_this_one_does_not(server, installation, configuration):
    append(server.port, MAIL, "INBOX")
    second = service.Service(load_settings(configuration))
    second.store.polling._owner = "elsewhere:1:1"
    with second.store.polling.held(service.now) as ours:
        assert ours
        assert installation.poll() == []
    assert contents(server.port, "INBOX") == [MAIL]
    second.store.close()
