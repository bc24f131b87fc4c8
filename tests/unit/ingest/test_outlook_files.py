"""Outlook's own files: a `.msg` as the mail that it was, a `winmail.dat` as its files."""

import struct
from datetime import UTC, datetime

import pytest

from ingest.archives import open_message
from ingest.outlook_message import as_mail, is_outlook_message
from ingest.rich_text import rtf_to_text, unpacked_rtf
from ingest.tnef_package import TnefContent, unpack_tnef
from tests.corpus.outlook_files import OutlookMail, compound_file, outlook_file, winmail

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
SMALL = b"%PDF-1.7 small"
RTF = rb"{\rtf1\ansi\fromtext{\fonttbl{\f0 Arial;}}\pard Dear team\par Zo\'eb \u8217? s form{\*\hidden x}\par}"


def msg(**facts) -> bytes:
    return outlook_file(OutlookMail(**facts))


@pytest.mark.parametrize("narrow", [False, True])
def test_a_message_is_read_from_its_properties(narrow):
    sent = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    content = msg(text="Dear team,\r\nplease see Zoë's form.", sent=sent, message_id="<one@x.example>", narrow=narrow)
    message = open_message(content)
    assert is_outlook_message(content)
    assert message.untrusted_text == "Dear team,\nplease see Zoë's form."
    assert (message.sender.mailbox, message.sender.display_name) == ("ada.finch@harbour-school.example", "Ada Finch")
    assert message.recipients == ("lig@partnership.example",)
    assert (message.untrusted_subject, message.message_id, message.sent_at) == ("Referral", "<one@x.example>", sent)
    assert message.attachments == ()


def test_transport_headers_come_first_and_those_of_the_body_go():
    lines = (
        "Received: from a by b",
        "From: Bea Lark",
        " <bea@x.example>",
        "Content-Type: text/x-odd",
        "Auto-Submitted: no",
    )
    headers = "\r\n".join(lines)
    message = open_message(msg(headers=headers, text="Hello"))
    assert message.sender.mailbox == "bea@x.example"
    assert message.header_values("Auto-Submitted") == ("no",)
    assert message.header_values("Subject") == ("Referral",)
    assert message.untrusted_text == "Hello"


def test_attachments_keep_every_byte_whatever_their_size_and_name():
    name = 'Überweisung – Zoë; "final".pdf'
    message = open_message(msg(text="x", attachments=[(name, PDF), ("small.pdf", SMALL), ("empty.txt", b"")]))
    assert [(each.untrusted_filename, each.content) for each in message.attachments] == [
        (name, PDF),
        ("small.pdf", SMALL),
    ]


def test_a_mail_within_a_mail_is_opened():
    inner = OutlookMail(subject="Old", text="old words", attachments=[("form.pdf", PDF)])
    message = open_message(msg(text="see below", attachments=[("FW: old", inner)]))
    carrier, text, form = message.attachments
    assert (carrier.container, carrier.declared_type) == (True, "message/rfc822")
    assert (text.nested_text, text.content) == (True, b"old words")
    assert (form.content, form.from_nested_message, form.untrusted_filename) == (PDF, True, "form.pdf")


def test_an_outlook_file_attached_to_a_mail_is_opened(mail, multipart, part):
    attached = part(
        "application/octet-stream",
        msg(text="inside", attachments=[("form.pdf", PDF)]),
        'Content-Disposition: attachment; filename="Referral.msg"',
    )
    message = open_message(mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nsee attached", attached)))
    assert [(each.path, each.filename, each.container) for each in message.attachments] == [
        ("2", "Referral.msg", True),
        ("2!0", "message.txt", False),
        ("2!2", "form.pdf", False),
    ]
    assert message.attachments[2].content == PDF


def test_html_only_and_rtf_only_messages_have_a_text():
    assert open_message(msg(html="<p>Dear team,</p><p>Zoë</p>")).untrusted_text == "Dear team,\n\nZoë"
    stored = struct.pack("<IIII", len(RTF) + 12, len(RTF), 0x414C454D, 0) + RTF
    assert open_message(msg(rtf=stored)).untrusted_text.split() == ["Dear", "team", "Zoë", "’", "s", "form"]


def test_compressed_rtf_is_unpacked():
    # Literals, then a reference to the first ten letters of the common beginning, which the window holds at the start.
    packed = bytes([0b00000100]) + b"hi" + struct.pack(">H", (0 << 4) | 8)
    whole = struct.pack("<IIII", len(packed) + 12, 12, 0x75465A4C, 0) + packed
    assert unpacked_rtf(whole) == b"hi{\\rtf1\\ans"
    assert unpacked_rtf(b"short") == b""
    assert unpacked_rtf(struct.pack("<IIII", 4, 2**31, 0x75465A4C, 0) + b"abcd") == b""
    assert rtf_to_text(b"{\\rtf1 " + b"{" * 5000) == ""


def test_reports_and_invitations_keep_what_they_are():
    report = open_message(
        msg(message_class="REPORT.IPM.Note.NDR", subject="Undeliverable: Received", text="No such user")
    )
    assert report.content_types[0] == "multipart/report"
    meeting = open_message(msg(message_class="IPM.Schedule.Meeting.Request", text="Panel"))
    assert meeting.header_values("Content-Class") == ("urn:content-classes:calendarmessage",)


def test_damaged_outlook_files_are_results():
    whole = msg(text="Dear team", attachments=[("form.pdf", PDF)])
    for size in range(0, len(whole), 97):
        assert open_message(whole[:size]).dedupe_key
    for place in range(0, 3000, 13):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        assert open_message(bytes(broken)).dedupe_key
    assert as_mail(b"not ole") is None
    assert as_mail(compound_file({"WordDocument": b"x" * 5000})) is not None


def test_the_files_of_a_package_stand_behind_it(mail, multipart, part):
    package = winmail([("Überweisung.pdf", PDF), ("notes.txt", b"words")])
    attached = part("application/ms-tnef", package, 'Content-Disposition: attachment; filename="winmail.dat"')
    message = open_message(mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nhello", attached)))
    assert [(each.path, each.filename, each.content) for each in message.attachments[1:]] == [
        ("2!1", "Überweisung.pdf", PDF),
        ("2!2", "notes.txt", b"words"),
    ]
    assert message.attachments[0].container
    assert message.untrusted_text == "hello"


def test_a_text_that_only_the_package_has_is_the_mails(mail, part):
    package = winmail([("form.pdf", PDF)], text="Dear team,\r\nattached.")
    message = open_message(mail(part("application/ms-tnef", package)))
    assert message.untrusted_text == message.untrusted_own_text == "Dear team,\nattached."


def test_damaged_packages_are_results():
    whole = winmail([("form.pdf", PDF)])
    for size in range(0, len(whole), 61):
        assert isinstance(unpack_tnef(whole[:size]), str | TnefContent)
    assert unpack_tnef(b"x") == "damaged"
