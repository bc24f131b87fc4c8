"""E-mails into a folder: whole, readable, and no second file for a resend; and headers that cannot grow."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from config.settings import SmtpSettings
from notify.dispatch import send_due
from notify.errors import TransportRefused
from notify.fakes import InMemoryOutbox
from notify.model import OutgoingEmail
from notify.relay import RelayAccess, transport
from notify.wire import as_message

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
EMAIL = OutgoingEmail(
    message_id="<1@iowscp.example>",
    recipient="nurse@trust.example",
    subject="Auto: received",
    text="Received.\n",
    written_at=NOW,
)


def folder(tmp_path):
    settings = SmtpSettings(folder=tmp_path / "out", sender="lig@iowscp.example")
    return transport(RelayAccess(**settings.access()))


def test_what_is_due_lies_in_the_folder_once(tmp_path):
    outbox = InMemoryOutbox([EMAIL, replace(EMAIL, message_id="<2@iowscp.example>")])
    send_due(outbox, folder(tmp_path), lambda: NOW)
    folder(tmp_path).send(EMAIL)
    written = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (tmp_path / "out").iterdir()]
    assert sorted(each["Message-ID"] for each in written) == ["<1@iowscp.example>", "<2@iowscp.example>"]
    assert outbox.states == ["sent", "sent"]


def test_a_folder_that_cannot_be_made_is_a_relay_that_is_out(tmp_path):
    (tmp_path / "out").write_text("a file", "utf-8")
    with pytest.raises(TransportRefused, match="folder_not_writable"):
        folder(tmp_path).check()


def test_settings_need_a_relay_or_a_folder():
    with pytest.raises(ValueError, match="folder"):
        SmtpSettings(sender="lig@iowscp.example")


@pytest.mark.parametrize("subject", ["=?utf-8?q?hi=0D=0ABcc:_x=40y.test?=", "hi\r\nBcc: x@y.test", "hi\u2028there"])
def test_a_header_that_could_grow_is_refused_and_fails_for_a_person_to_see(tmp_path, subject):
    grown = replace(EMAIL, subject=subject)
    with pytest.raises(ValueError, match="header"):
        as_message(grown, "lig@iowscp.example", "Team")
    outbox = InMemoryOutbox([grown, EMAIL])
    send_due(outbox, folder(tmp_path), lambda: NOW)
    assert outbox.states == ["failed", "sent"]
