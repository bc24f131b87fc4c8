"""Mails that others have collected, malformed ones among them: CPython's test mails and the bounces of flufl.bounce.

Nothing escapes, every byte of every leaf is kept, and no bounce is ever answered.
"""

import email
import email.policy
import importlib.metadata
import importlib.util
import os
import subprocess
import sys
import tarfile
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

NEEDED = bool(os.environ.get("SCP_TEST_REQUIRE_ALL"))
MOST_SECONDS = 2.0
BOUNCES, UNANSWERED = 117, 116


def _python_mails() -> Path | None:
    spec = importlib.util.find_spec("test.test_email") if importlib.util.find_spec("test") else None
    folder = Path(spec.origin).parent / "data" if spec and spec.origin else None
    return folder if folder and folder.is_dir() else None


@pytest.fixture(scope="module")
def bounces(tmp_path_factory) -> list[bytes]:
    given = os.environ.get("SCP_TEST_BOUNCES", "")
    if not given and not NEEDED:
        pytest.skip("the bounces are in the source package of flufl.bounce only: name its folder in SCP_TEST_BOUNCES")
    folder = Path(given) if given else _downloaded(tmp_path_factory.mktemp("bounces"))
    return [path.read_bytes() for path in sorted(folder.glob("*.txt"))]


def _downloaded(folder: Path) -> Path:
    """The data in the source package of the version that is installed."""
    wanted = f"flufl.bounce=={importlib.metadata.version('flufl.bounce')}"
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--dest",
        str(folder),
        wanted,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("*/tests/data"))


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


def test_every_bounce_is_read_and_kept_whole(bounces, judge):
    assert len(bounces) == BOUNCES
    for content in bounces:
        assert read_in_time(content, judge).headers is not None
        assert holds_everything(content)


def test_bounces_are_not_answered(bounces, judge):
    policy = AcknowledgementPolicy(own_addresses=frozenset(), trusted=("*",), untrusted=(), personal=(), loop_token="t")
    verdicts = [may_acknowledge(read_in_time(content, judge), policy) for content in bounces]
    assert sum(verdict.permission is Permission.NO for verdict in verdicts) >= UNANSWERED
    assert all(verdict.permission is not Permission.YES for verdict in verdicts)


def test_cut_mails_are_read_too(python_mails, judge):
    for content in python_mails:
        for part in range(1, 8):
            assert read_in_time(content[: len(content) * part // 8], judge).headers is not None
