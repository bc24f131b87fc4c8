"""Two partnerships in one installation: each with its own criteria, wording, days and team, by configuration alone."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

import service
from config.load import DEFAULTS
from config.settings import load_settings
from ingest.demo_server import DemoImapServer
from notify.demo_sink import DemoSmtpSink
from tests.integration.imap_servers import USER, WORD, append, create_folder
from triage.casework.desk import By, Desk
from triage.casework.mailroom import open_as_case
from triage.model import DeadlineKind
from triage.store.outbox import ALERT, stored_email
from triage.store.tables_mail import OutboxRow

REFERRAL = (DEFAULTS / "demo" / "09-typed-into-the-mail.eml").read_bytes()
QUESTION = (DEFAULTS / "demo" / "08-question.eml").read_bytes()


def site_of_the_north(folder: Path) -> Path:
    """Its own name, reference, wording of the answer, one criterion more, and ten days instead of five."""
    (folder / "criteria").mkdir(parents=True)
    partnership = yaml.safe_load((DEFAULTS / "partnership.yaml").read_text(encoding="utf-8"))
    partnership |= {"name": "Northern Partnership", "reference_prefix": "NSP"}
    partnership["acknowledgement"]["subject"] = "Auto: the North has it [{reference}]"
    criteria = yaml.safe_load((DEFAULTS / "criteria" / "wt2023.yaml").read_text(encoding="utf-8"))
    local = {
        "key": "local_learning",
        "part": "C",
        "title": "Local learning",
        "printed": ["the North can learn from it"],
    }
    criteria |= {"id": "north-2026", "criteria": [*criteria["criteria"], local]}
    calendar = yaml.safe_load((DEFAULTS / "calendar.yaml").read_text(encoding="utf-8"))
    calendar["la_notification"]["working_days"] = 10
    named = {"partnership.yaml": partnership, "criteria/wt2023.yaml": criteria, "calendar.yaml": calendar}
    for name, content in named.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture
def sink():
    with DemoSmtpSink() as sink:
        yield sink


@pytest.fixture
def installation(tmp_path, sink):
    with DemoImapServer(USER, WORD) as server:
        create_folder(server.port, "North")
        for folder in ("INBOX", "North"):
            append(server.port, REFERRAL, folder)
        append(server.port, QUESTION, "North")
        here = {"host": "127.0.0.1", "port": server.port, "tls": "none", "username": USER, "password": WORD}
        north = {
            "name": "north",
            "folder": "North",
            "processed_folder": "North done",
            "quarantine_folder": "North odd",
            "site_folder": str(site_of_the_north(tmp_path / "north")),
            "team": {"addresses": ["team@north.example"], "quiet_from": "00:00", "quiet_until": "00:00"},
        }
        settings = {
            "data_dir": str(tmp_path / "var"),
            "mailboxes": [{**here, "name": "south"}, {**here, **north}],
            "smtp": {"host": "127.0.0.1", "port": sink.port, "tls": "none", "sender": "lig.referrals@iowscp.example"},
            "senders": {"trusted": ["*.example"]},
            "team": {"addresses": ["team@south.example"], "quiet_from": "00:00", "quiet_until": "00:00"},
        }
        config = tmp_path / "service.yaml"
        config.write_text(yaml.safe_dump(settings), encoding="utf-8")
        installation = service.Service(load_settings(config))
        installation.poll()
        yield installation
        installation.store.close()


@pytest.fixture
def cases(installation):
    """Each mailbox's case."""
    reader = installation.store.reader
    return {row.account: reader.case(row.reference, service.now()) for row in reader.queue(service.now())}


def clock(case, kind):
    return next(each for each in case.deadlines if each.kind is kind)


def test_each_mailbox_is_read_answered_and_shown_by_its_own_partnership(cases, sink):
    south, north = cases["south"], cases["north"]
    assert (south.row.reference[:3], north.row.reference[:3]) == ("LIG", "NSP")
    assert (south.criteria_set, north.criteria_set) == ("wt2023", "north-2026")
    assert "local_learning" in {each.key for each in north.criteria}
    assert "local_learning" not in {each.key for each in south.criteria}
    days = [clock(case, DeadlineKind.LA_NOTIFICATION).due for case in (south, north)]
    assert days[1] - days[0] >= timedelta(days=7)  # ten working days in place of five
    subjects = sorted(mail["Subject"].partition(" [")[0] for mail in sink.received)
    assert subjects == ["Auto: received by the Partnership Team", "Auto: the North has it"]


def test_what_people_do_is_held_against_the_rules_of_the_case(installation):
    desk, question = Desk(installation.store.reader), installation.store.reader.needs_person()[0]
    installation.store.accounts.add("morgan", "Morgan Tees", "manager", "correct horse battery")
    by = By(who=installation.store.reader.people()[0], now=service.now())
    reference = desk.change_mail(open_as_case, by, question.id)
    by_hand = installation.store.reader.case(reference, service.now())
    assert question.account == "north"
    assert (reference[:3], by_hand.criteria_set) == ("NSP", "north-2026")


def test_each_team_is_told_of_its_own_cases_only(installation):
    installation.tell_team()
    with Session(installation.store._engine) as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == ALERT)).all()
        told = {row.recipient: stored_email(row).text for row in rows}
    question = installation.store.reader.needs_person()[0].id
    assert f"E-mail {question}" in told["team@north.example"]
    assert f"E-mail {question}" not in told.get("team@south.example", "")
    before = len(rows)
    installation.tell_team()
    with Session(installation.store._engine) as session:
        assert len(session.scalars(select(OutboxRow).where(OutboxRow.kind == ALERT)).all()) == before
