"""The main job on real servers: mail arrives over IMAP, and with nobody touching anything each referral is one case."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

import service
from config.settings import load_settings
from ingest.demo_server import DemoImapServer
from notify.demo_sink import DemoSmtpSink

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "config" / "demo"
EXPECTED = yaml.safe_load((DEMO / "expected.yaml").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Polled:
    """One installation after two polls over the whole demo mailbox."""

    def __init__(self, installation, sink, logs):
        self.reader = installation.store.reader
        self.sink = sink
        self.logs = logs
        self.mails = sorted(self.reader.mail(), key=lambda mail: mail.id)


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    with DemoImapServer() as imap, DemoSmtpSink() as sink:
        here = {"host": "127.0.0.1", "tls": "none"}
        settings = {
            "data_dir": str(tmp_path_factory.mktemp("var")),
            "mailboxes": [{**here, "port": imap.port, "username": imap.username, "password": imap.password}],
            "smtp": {**here, "port": sink.port, "sender": "lig.referrals@iowscp.example"},
            "senders": {
                "trusted": ["*.example"],
                "untrusted": ["freemail.example", "lists.*"],
                "authserv_id": "mx.iowscp.example",
            },
        }
        config = tmp_path_factory.mktemp("config") / "service.yaml"
        config.write_text(yaml.safe_dump(settings), encoding="utf-8")
        for path in sorted(DEMO.glob("*.eml")):
            imap.deliver(path.read_bytes(), datetime.now(UTC))
        logs = ""
        for _ in range(2):
            command = [sys.executable, "service.py", "--config", str(config), "poll"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
            logs += done.stderr
        yield Polled(service.Service(load_settings(config)), sink, logs)


def test_every_mail_is_findable(polled):
    delivered = sorted(DEMO.glob("*.eml"))
    repeated = [entry for entry in EXPECTED if entry["class"] == "duplicate"]
    assert len(polled.mails) == len(delivered) - len(repeated)
    assert all(file.size for mail in polled.mails for file in mail.attachments)


def test_each_referral_is_one_case_and_nothing_else_is(polled):
    children = Counter()
    for row in polled.reader.queue(NOW):
        names = [field.value for field in polled.reader.case(row.reference, NOW).fields if "full_name" in field.path]
        children[names[0]] += 1
    expected = Counter(case["child"] for entry in EXPECTED for case in entry.get("cases", ()))
    assert children == expected


def test_each_genuine_referrer_has_exactly_one_acknowledgement_and_nobody_else_has_any(polled):
    written_to = Counter(mail["X-Envelope-To"] for mail in polled.sink.received)
    must = {entry["file"] for entry in EXPECTED if entry["acknowledge"] is True}
    may = must | {entry["file"] for entry in EXPECTED if True in entry.get("acknowledge_accept", ())}
    assert set(written_to.values()) == {1}
    assert _senders(must) <= set(written_to) <= _senders(may)


def test_the_acknowledgement_is_threaded_and_says_nothing_of_the_mail(polled):
    referral = (DEMO / "01-death-two-authorities.eml").read_text(encoding="utf-8", errors="replace")
    (theirs,) = re.findall(r"^Message-ID: (<.*>)", referral, flags=re.MULTILINE | re.IGNORECASE)
    (sent,) = [mail for mail in polled.sink.received if mail["In-Reply-To"] == theirs]
    assert "Thorne" not in sent.as_string()
    assert "Nadia" not in sent.as_string()
    assert sent["Auto-Submitted"] == "auto-replied"


def test_the_damaged_form_needs_a_person_and_stopped_nothing(polled):
    (damaged,) = [mail for mail in polled.reader.needs_person() if "unreadable" in {f.kind for f in mail.attachments}]
    assert damaged.id < max(mail.id for mail in polled.mails)


def test_every_quote_stands_in_its_section_at_its_offsets(polled):
    quotes = 0
    for row in polled.reader.queue(NOW):
        view = polled.reader.case(row.reference, NOW)
        for finding in (view.serious_incident, *(criterion.suggested for criterion in view.criteria)):
            assert finding.evidence or not finding.positive
            for quote in (*finding.evidence, *finding.against):
                assert view.sections[quote.section][quote.start : quote.end] == quote.quote
                quotes += 1
    assert quotes > 20


def test_every_case_has_provisional_deadlines_and_a_history(polled):
    for row in polled.reader.queue(NOW):
        view = polled.reader.case(row.reference, NOW)
        assert view.deadlines
        assert all(deadline.provisional for deadline in view.deadlines)
        assert "case_opened" in {event.action for event in view.history}


def test_nothing_personal_reaches_the_logs(polled):
    assert "intake_done" in polled.logs
    words = {case["child"] for entry in EXPECTED for case in entry.get("cases", ())}
    words |= {word for name in words for word in name.split() if len(word) > 3}
    words |= {mail.subject for mail in polled.mails if len(mail.subject) > 5} | {mail.sender for mail in polled.mails}
    words |= {file.filename for mail in polled.mails for file in mail.attachments if " " in file.filename}
    assert [word for word in words if word and word in polled.logs] == []


def test_the_demonstration_fills_its_queue_by_itself():
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SCP_")}
    command = [sys.executable, "service.py", "demo", "--once"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=True)
    cases = sum(len(entry.get("cases", ())) for entry in EXPECTED)
    assert f"{cases} open, most urgent first" in done.stdout
    assert re.search(r"\d+ acknowledgements sent, \d+ e-mails need a person", done.stdout)


def test_commands_answer_in_json_and_with_their_status(tmp_path):
    def run(*arguments, status=0):
        environment = {**os.environ, "SCP_DATA_DIR": str(tmp_path / "var")}
        command = [sys.executable, "service.py", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done

    lines = run("import", DEMO / "02-lasting-harm-one-school.eml", DEMO / "08-question.eml", "--json").stdout
    referral, question = (json.loads(line) for line in lines.splitlines())
    assert (referral["class"], len(referral["new_cases"]), question["class"]) == ("referral", 1, "query")
    (row,) = json.loads(run("queue", "--json").stdout)
    assert row["reference"] == referral["new_cases"][0]
    case = json.loads(run("case", row["reference"], "--json").stdout)
    assert case["row"]["reference"] == row["reference"]
    assert case["outgoing"] == [] or {mail["state"] for mail in case["outgoing"]} == {"held"}
    assert row["reference"] in run("case", row["reference"]).stdout
    assert "there is no case LIG-1-2" in run("case", "LIG-1-2", status=1).stderr
    form = ROOT / "tests" / "corpus" / "forms"
    word = next(form.glob("*.docx"))
    both = [json.loads(line) for line in run("extract", word, word, "--json").stdout.splitlines()]
    assert both[0] == both[1]
    assert {"kind", "referral", "provenance", "conflicts", "missing", "warnings"} <= set(both[0])
    assert "abuse_or_neglect" in json.loads(run("classify", word, "--json").stdout)
    assert "cannot be read" in run("extract", tmp_path / "nowhere.docx", status=1).stderr
    assert run("check").stdout.startswith("ok")
    run("evaluate", tmp_path, status=1)
    run("no-such-command", status=2)
    (tmp_path / "bad.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    assert "bad.yaml:1" in run("--config", tmp_path / "bad.yaml", "queue", status=2).stderr


def test_a_second_instance_is_refused_in_words(tmp_path):
    from triage.store.instance_lock import AnotherInstanceRuns, only_instance

    with only_instance(tmp_path), pytest.raises(AnotherInstanceRuns), only_instance(tmp_path):
        raise AssertionError("two instances at once")


def _senders(files):
    mails = [(DEMO / name).read_text(encoding="utf-8", errors="replace") for name in files]
    return {re.search(r"^From:.*?([\w.+-]+@[\w.-]+)", mail, re.MULTILINE)[1] for mail in mails}
