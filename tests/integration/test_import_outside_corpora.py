"""Mails that others have collected, malformed ones among them, and reports in the manners of many mail systems.

Nothing escapes, every byte of every leaf is kept, and no bounce is ever answered. CPython ships its test mails; the
bounces of flufl.bounce are read where SCP_TEST_BOUNCES names their folder.
"""

import email
import email.policy
import importlib.util
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.domain import load_domain
from ingest.archives import open_message
from ingest.mail_class import MailJudge
from ingest.safe_parsing import pack, unpack
from notify.may_acknowledge import may_acknowledge
from notify.model import IncomingMail, Permission
from notify.policy import AcknowledgementPolicy
from tests.corpus.bounces import bounces

MOST_SECONDS = 2.0
REPORTS = tuple(bounces())
BOUNCES, UNANSWERED = 117, 116
TRUSTING = AcknowledgementPolicy(own_addresses=frozenset(), trusted=("*",), untrusted=(), personal=(), loop_token="t")


def _python_mails() -> Path | None:
    spec = importlib.util.find_spec("test.test_email") if importlib.util.find_spec("test") else None
    folder = Path(spec.origin).parent / "data" if spec and spec.origin else None
    return folder if folder and folder.is_dir() else None


@pytest.fixture(scope="module")
def collected() -> list[bytes]:
    """The bounces in the source package of flufl.bounce, where somebody has unpacked it."""
    folder = os.environ.get("SCP_TEST_BOUNCES", "")
    if not folder:
        pytest.skip("name the folder of flufl.bounce's test data in SCP_TEST_BOUNCES to read it as well")
    return [path.read_bytes() for path in sorted(Path(folder).glob("*.txt"))]


@pytest.fixture(scope="module")
def python_mails() -> list[bytes]:
    folder = _python_mails()
    if folder is None:
        pytest.skip("this Python does not ship its tests")
    return [path.read_bytes() for path in sorted(folder.glob("msg_*.txt"))]


@pytest.fixture(scope="module")
def judge() -> MailJudge:
    return MailJudge(rules=load_domain().screening.for_site())


def leaves_of(content: bytes) -> list[bytes]:
    """What the standard library gives for every part without parts, transfer-decoded."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    payloads = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    return [payload for payload in payloads if isinstance(payload, bytes) and payload]


def holds_everything(content: bytes) -> bool:
    message = open_message(content)
    kept = {each.content for each in (*message.attachments, *message.text_leaves)}
    return set(leaves_of(content)) <= kept


def read_in_time(content: bytes, judge: MailJudge) -> IncomingMail:
    began = time.process_time()
    message = unpack(pack(open_message(content)))
    screened = judge.conclude(message, judge.screen(message), (), answers_us=False)
    assert time.process_time() - began < MOST_SECONDS
    assert screened.message_class is not None
    return IncomingMail(
        sender=message.sender.mailbox if message.sender else None,
        headers=message.headers,
        content_types=message.content_types,
        message_class=screened.message_class.value,
        message_id=message.message_id,
        recipients=message.recipients,
        flags=screened.flags,
        arrived_at=datetime(2026, 1, 5, tzinfo=UTC),
        first_seen_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


def test_every_mail_of_python_is_read_and_kept_whole(python_mails, judge):
    assert len(python_mails) > 40
    for content in python_mails:
        assert read_in_time(content, judge).headers is not None
        assert holds_everything(content)


@pytest.mark.parametrize(("name", "content"), REPORTS, ids=[name for name, _ in REPORTS])
def test_no_report_of_any_mail_system_is_answered(name, content, judge):
    mail = read_in_time(content, judge)
    assert mail.message_class == "bounce", name
    assert may_acknowledge(mail, TRUSTING).permission is Permission.NO
    assert holds_everything(content)


def test_collected_bounces_are_read_kept_whole_and_not_answered(collected, judge):
    assert len(collected) == BOUNCES
    assert all(holds_everything(content) for content in collected)
    verdicts = [may_acknowledge(read_in_time(content, judge), TRUSTING) for content in collected]
    assert sum(verdict.permission is Permission.NO for verdict in verdicts) >= UNANSWERED
    assert all(verdict.permission is not Permission.YES for verdict in verdicts)


def test_cut_mails_are_read_too(python_mails, judge):
    for content in python_mails:
        for part in range(1, 8):
            assert read_in_time(content[: len(content) * part // 8], judge).headers is not None
