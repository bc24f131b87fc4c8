"""Whole mails: text, attachments, headers, identity."""

import base64
from datetime import UTC, datetime

import pytest

from ingest.archives import open_message
from ingest.parse import parse_message

PDF = b"%PDF-1.7\nnot really\n"
PNG = b"\x89PNG\r\n\x1a\nnot really"


def test_headers_are_read(mail) -> None:
    message = parse_message(
        mail(b"\r\nHello\r\n", "Reply-To: b@x.example", "References: <a@x.example>\r\n <b@x.example>")
    )
    assert message.sender is not None
    assert message.sender.mailbox == "ada.finch@harbour-school.example"
    assert message.reply_to is not None
    assert message.reply_to.mailbox == "b@x.example"
    assert message.untrusted_subject == "Referral"
    assert message.message_id == "<one@harbour-school.example>"
    assert message.references == ("<a@x.example>", "<b@x.example>")
    assert message.recipients == ("lig@partnership.example",)
    assert message.sent_at == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    assert message.header_values("MIME-VERSION") == ("1.0",)
    assert message.defects == ()


def test_raw_letters_in_headers_are_kept(mail) -> None:
    head = "From: Zo\xeb Finch <zoe@x.example>\r\nSubject: Form f\xfcr Zo\xeb\r\n"
    message = parse_message(mail(b"\r\nx", head=head))
    assert message.untrusted_subject == "Form für Zoë"
    assert message.sender is not None
    assert message.sender.display_name == "Zoë Finch"


def test_attachments_keep_every_byte(mail, multipart, part) -> None:
    content = bytes(range(256)) * 50
    entity = multipart(
        "mixed",
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nDear team",
        part("application/octet-stream", content, 'Content-Disposition: attachment; filename="form.docx"'),
        part("text/plain", b"line one\r\nline two\n", 'Content-Disposition: attachment; filename="notes.txt"'),
    )
    message = parse_message(mail(entity))
    assert message.untrusted_text == "Dear team"
    assert [(each.path, each.filename, each.content) for each in message.attachments] == [
        ("2", "form.docx", content),
        ("3", "notes.txt", b"line one\r\nline two\n"),
    ]


def test_parts_without_a_name_are_kept_and_named_by_what_they_are(mail, multipart, part) -> None:
    inner = multipart("related", b"Content-Type: text/plain\r\n\r\nx", part("application/pdf", PDF), boundary="b2")
    entity = multipart("mixed", inner, part("application/octet-stream", b"\x00\x01"), part("image/x-unknown", PNG))
    message = parse_message(mail(entity))
    assert [each.filename for each in message.attachments] == ["part-1.2.pdf", "part-2.bin", "part-3.png"]
    assert message.attachments[0].content == PDF


def test_a_mail_that_is_nothing_but_a_pdf(mail) -> None:
    entity = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PDF)
    message = parse_message(mail(entity))
    assert message.untrusted_text == ""
    assert [(each.filename, each.content) for each in message.attachments] == [("part-1.pdf", PDF)]


def test_plain_text_is_preferred_and_the_other_alternative_is_no_attachment(mail, multipart) -> None:
    entity = multipart(
        "alternative",
        b"Content-Type: text/plain\r\n\r\nplain words",
        b"Content-Type: text/html\r\n\r\n<p>rich words</p>",
    )
    message = parse_message(mail(entity))
    assert message.untrusted_text == "plain words"
    assert message.attachments == ()


def test_html_is_taken_where_plain_text_is_blank_or_says_nothing(mail, multipart) -> None:
    long = "<p>" + "The answers follow here. " * 40 + "</p>"
    for plain in (b"  \r\n", b"Please use an HTML reader."):
        entity = multipart(
            "alternative",
            b"Content-Type: text/plain\r\n\r\n" + plain,
            b"Content-Type: text/html\r\n\r\n" + long.encode(),
        )
        assert parse_message(mail(entity)).untrusted_text.startswith("The answers follow here.")


def test_alternative_that_holds_pictures_and_a_document(mail, multipart, part) -> None:
    html = b'Content-Type: text/html\r\n\r\n<p>rich</p><img src="cid:logo@x">'
    logo = part("image/png", PNG, "Content-ID: <logo@x>", 'Content-Disposition: inline; filename="image001.png"')
    scan = part("image/png", PNG + b"2", "Content-ID: <scan@x>", 'Content-Disposition: inline; filename="scan.png"')
    related = multipart("related", html, logo, boundary="b3")
    entity = multipart(
        "mixed",
        multipart("alternative", b"Content-Type: text/plain\r\n\r\nplain", related, boundary="b2"),
        scan,
        part("application/pdf", PDF, "Content-ID: <logo@x>", 'Content-Disposition: inline; filename="form.pdf"'),
    )
    message = parse_message(mail(entity))
    assert message.untrusted_text == "plain"
    assert [(each.filename, each.inline) for each in message.attachments] == [
        ("image001.png", True),
        ("scan.png", False),  # nothing shows it, so somebody has to look at it
        ("form.pdf", False),  # a document is never a mere picture
    ]


def test_several_text_parts_are_one_text(mail, multipart, part) -> None:
    entity = multipart(
        "mixed",
        b"Content-Type: text/plain\r\n\r\nbefore",
        part("application/pdf", PDF, 'Content-Disposition: inline; filename="form.pdf"'),
        b"Content-Type: text/html\r\n\r\n<p>after</p>",
    )
    message = parse_message(mail(entity))
    assert message.untrusted_text == "before\n\nafter"
    assert len(message.attachments) == 1


def test_a_forwarded_mail_stays_apart(mail, multipart, part) -> None:
    inner = mail(
        multipart("mixed", b"Content-Type: text/plain\r\n\r\nold words", part("application/pdf", PDF), boundary="b9")
    )
    entity = multipart(
        "mixed", b"Content-Type: text/plain\r\n\r\nsee below", b"Content-Type: message/rfc822\r\n\r\n" + inner
    )
    message = parse_message(mail(entity))
    assert message.untrusted_text == "see below"
    found = [(each.path, each.filename, each.content, each.from_nested_message) for each in message.attachments]
    assert found[1:] == [("2.0", "message-2.txt", b"old words", True), ("2.2", "part-2.2.pdf", PDF, True)]
    assert found[0][:2] == ("2", "message-2.eml")
    assert message.attachments[0].container
    assert b"old words" in message.attachments[0].content


def test_forwarded_mails_are_opened_however_they_are_packed(mail, multipart, part) -> None:
    inner = mail(multipart("mixed", part("application/pdf", PDF), boundary="b9"))
    for packed in (
        part("message/rfc822", inner),
        part("application/octet-stream", inner, 'Content-Disposition: attachment; filename="Old mail.EML"'),
    ):
        message = parse_message(mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nx", packed)))
        carrier, form = message.attachments
        assert carrier.content.replace(b"\r\n", b"\n") == inner.replace(b"\r\n", b"\n")
        assert (carrier.container, carrier.declared_type) == (True, "message/rfc822")
        assert (form.content, form.from_nested_message) == (PDF, True)


def test_a_mail_within_a_mail_within_a_mail(mail, multipart, part) -> None:
    content = mail(part("application/pdf", PDF))
    for _ in range(5):
        content = mail(
            multipart("mixed", b"Content-Type: message/rfc822\r\n\r\n" + content, boundary=f"b{len(content)}")
        )
    message = parse_message(content)
    carrier, form = message.attachments
    assert (carrier.container, form.content) == (True, PDF)


def test_a_delivery_report_gives_its_facts_and_no_attachments(mail, multipart) -> None:
    entity = multipart(
        "report",
        b"Content-Type: text/plain\r\n\r\nYour message could not be delivered.",
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nStatus: 5.1.1",
        b"Content-Type: text/rfc822-headers\r\n\r\nSubject: Received [LIG-7]\r\nMessage-ID: <ours@partnership.example>",
    )
    message = parse_message(mail(entity))
    assert message.untrusted_text == "Your message could not be delivered."
    assert message.attachments == ()
    assert message.reported_message_ids == ("<ours@partnership.example>",)
    assert "[LIG-7]" in message.untrusted_report
    assert "Status: 5.1.1" in message.untrusted_report
    assert message.content_types[:2] == ("multipart/report", "text/plain")


def test_a_returned_mail_tells_its_id(mail, multipart) -> None:
    returned = mail(head="Message-ID: <ours@partnership.example>\r\nSubject: x\r\n")
    entity = multipart(
        "report", b"Content-Type: text/plain\r\n\r\nFailed.", b"Content-Type: message/rfc822\r\n\r\n" + returned
    )
    assert parse_message(mail(entity)).reported_message_ids == ("<ours@partnership.example>",)


def test_parts_of_an_attached_mail_are_not_parts_of_this_one(mail, multipart) -> None:
    report = multipart("report", b"Content-Type: message/delivery-status\r\n\r\nAction: failed", boundary="b9")
    entity = multipart("mixed", b"Content-Type: message/rfc822\r\n\r\n" + mail(report))
    assert parse_message(mail(entity)).content_types == ("multipart/mixed", "message/rfc822")


def test_calendar_entries_are_kept(mail, multipart) -> None:
    entity = multipart(
        "alternative",
        b"Content-Type: text/plain\r\n\r\nmeeting",
        b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR",
    )
    message = parse_message(mail(entity))
    assert [each.filename for each in message.attachments] == ["part-2.ics"]
    assert message.untrusted_text == "meeting"


def test_text_in_any_charset(mail) -> None:
    for declared, octets, text in [
        ("us-ascii", b"it\x92s", "it’s"),
        ("iso-8859-1", b"it\x92s", "it’s"),
        ("utf-16", "Zoë".encode("utf-16"), "Zoë"),
        ("nonsense", "Zoë".encode(), "Zoë"),
        ("utf-8", b"Zo\xeb", "Zoë"),
    ]:
        entity = f"Content-Type: text/plain; charset={declared}\r\n".encode()
        entity += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(octets)
        assert parse_message(mail(entity)).untrusted_text == text


def test_flowed_lines_are_joined(mail) -> None:
    entity = (
        b"Content-Type: text/plain; format=flowed\r\n\r\nName of \r\nchild: Ada\r\n> quoted \r\nown\r\n-- \r\nDSL\r\n"
    )
    assert parse_message(mail(entity)).untrusted_text == "Name of child: Ada\n> quoted \nown\n-- \nDSL"


def test_broken_base64_gives_what_it_holds(mail) -> None:
    entity = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    whole = base64.b64encode(PDF)
    for wire in (whole.rstrip(b"="), whole + b"\r\n-- junk", whole[:8] + b"!*" + whole[8:]):
        message = parse_message(mail(entity + wire))
        assert message.attachments[0].content.startswith(PDF)


def test_a_lost_boundary_is_found_again(mail, multipart, part) -> None:
    whole = multipart("mixed", b"Content-Type: text/plain\r\n\r\nDear team", part("application/pdf", PDF))
    for declared in (b"multipart/mixed", b'multipart/mixed; boundary="other"', b'multipart/mixed; boundary=""'):
        message = parse_message(mail(whole.replace(b'multipart/mixed; boundary="b1"', declared, 1)))
        assert message.untrusted_text == "Dear team"
        assert [each.content for each in message.attachments] == [PDF]
        assert message.defects


def test_a_multipart_without_parts_is_kept_whole(mail) -> None:
    message = parse_message(mail(b"Content-Type: multipart/mixed; boundary=x\r\n\r\nonly words\r\n"))
    assert [each.content for each in message.attachments] == [b"only words\r\n"]


def test_hidden_line_breaks_are_noted_and_gone(mail) -> None:
    message = parse_message(mail(head="From: a@x.example\r\nSubject: =?utf-8?Q?hi=0D=0ABcc:_all@x.example?=\r\n"))
    assert message.untrusted_subject == "hi Bcc: all@x.example"
    assert "header_line_break" in message.defects
    assert not any("\n" in value or "\r" in value for _, value in message.headers)


def test_nothing_is_mandatory() -> None:
    for content in (
        b"",
        b"\r\n",
        b"\r\n\r\nonly text",
        b"no header at all",
        b"\x00\xff" * 100,
        b"From:",
        b":\r\n:\r\n",
    ):
        message = parse_message(content)
        assert message.sender is None
        assert "sender_unclear" in message.defects
        assert len(message.dedupe_key) == 64
    assert parse_message(b"\r\n\r\nonly text").untrusted_text == "only text"


def test_nesting_beyond_the_limit_is_said(mail, multipart) -> None:
    entity = b"Content-Type: text/plain\r\n\r\ndeep"
    for level in range(80):
        entity = multipart("mixed", entity, boundary=f"level-{level}")
    message = parse_message(mail(entity))
    assert "parts_beyond_limit" in message.defects
    assert message.untrusted_subject == "Referral"


def test_absurd_structures_leave_the_headers(mail) -> None:
    """900 open boundaries over 60,000 lines would take the stdlib most of a minute; 2,000 exhaust its stack."""
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(900))
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000))
    for entity in (nested + b"line\r\n" * 60_000, deep):
        message = parse_message(mail(entity))
        assert message.untrusted_subject == "Referral"
        assert message.sender is not None
        assert "structure_unreadable" in message.defects


def test_ten_thousand_parts_are_cut(mail, multipart) -> None:
    entity = multipart("mixed", *[b"Content-Type: text/plain\r\n\r\nx"] * 10_500)
    message = parse_message(mail(entity))
    assert "parts_beyond_limit" in message.defects
    assert message.untrusted_text.startswith("x\n\nx")


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "no-such-charset", "utf-16"])
@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream", "multipart/report"])
def test_a_charset_that_cannot_be_keeps_every_byte(charset, content_type):
    head = f"From: a@trust.example\r\nContent-Type: {content_type}; charset={charset}\r\n"
    message = open_message(head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n\xff\xfe\x80 words\r\n")
    assert b"\xff\xfe\x80 words\r\n" in {each.content for each in (*message.attachments, *message.text_leaves)}


def test_an_8_bit_multipart_without_its_boundary_is_kept_as_it_stands():
    body = b"--other\nContent-Type: text/plain\n\ncaf\xe9\n"
    message = open_message(b'Content-Type: multipart/mixed; boundary="zz"\n\n' + body)
    assert body in {each.content for each in (*message.attachments, *message.text_leaves)}
