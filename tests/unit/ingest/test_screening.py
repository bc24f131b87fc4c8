"""What kind of mail has come in, by envelope and text, and together with its documents."""

import pytest

from ingest.mail_class import decide_class
from ingest.model import DocumentFacts, MessageClass, Screening
from ingest.parse import parse_message
from ingest.screening import safety_flags, screen

BULK_TEXT = "In this issue: a baby was seriously harmed and agencies did not share information. What can we learn?"
DER_ENVELOPED = bytes.fromhex("308006092a864886f70d010703a080") + bytes(40)
DER_SIGNED = bytes.fromhex("308006092a864886f70d010702a080") + bytes(40)
RETURNED = "Your message to <old@school.example> could not be delivered: mailbox unavailable."


@pytest.mark.parametrize(
    ("headers", "subject", "text", "message_class", "reason"),
    [
        (["Auto-Submitted: auto-replied"], "Automatic reply: Received", "I am away.", "auto_reply", "auto_submitted"),
        (["AUTO-SUBMITTED: Auto-Replied (vacation)"], "x", "I am away.", "auto_reply", "auto_submitted"),
        (["Auto-Submitted: auto-replied; owner-email=a@x.example"], "x", "Away.", "auto_reply", "auto_submitted"),
        (["X-Autoreply: yes"], "x", "I am away.", "auto_reply", "auto_reply_header"),
        (["Precedence: auto_reply"], "x", "I am away.", "auto_reply", "auto_reply_precedence"),
        ([], "Out of Office Re: your mail", "Back on Monday.", "auto_reply", "auto_reply_subject"),
        (["Auto-Submitted: no"], "Question", "Which form do I use?", None, ""),
        (["Auto-Submitted: auto-generated"], "Notification", "Form attached.", None, "auto_generated"),
        ([], "RE: Out of office cover", "Who covers the LIG in August?", None, ""),
        (["Return-Path: <>"], "Undelivered Mail Returned to Sender", RETURNED, "bounce", "mail_daemon"),
        (["X-Failed-Recipients: old@x.example"], "Mail", RETURNED, "bounce", "returned_mail"),
        (["Return-Path: <>"], "Away", "Back on Monday. Duty desk: 01632 960111", "auto_reply", "null_return_path"),
        (["Return-Path: <a@x.example>"], "Away", "We are away next week: who can take a referral?", None, ""),
        ([], "Read: Your referral has been received", "Your message was read on Tuesday.", "bounce", "read_receipt"),
        (["List-Id: <weekly.x.example>"], "Weekly", BULK_TEXT, "newsletter", "list_header"),
        (["List-Unsubscribe: <mailto:u@x.example>"], "Weekly", BULK_TEXT, "newsletter", "list_header"),
        (["Precedence: Bulk"], "Weekly", BULK_TEXT, "newsletter", "bulk_precedence"),
        ([], "News", BULK_TEXT + "\n\nUnsubscribe at any time.", "newsletter", "newsletter_words"),
        ([], "Question", "How do I unsubscribe a colleague from the training list?", None, ""),
        (["X-Spam-Flag: YES"], "Hello", "Dear friend", "spam", "spam_flag"),
        (["X-Spam-Status: Yes, score=9.1"], "Hello", "Dear friend", "spam", "spam_status"),
        (["X-Spam-Status: No, score=0.1"], "Question", "Which form?", None, ""),
        (["X-MS-Exchange-Organization-SCL: 9"], "Hello", "Dear friend", "spam", "spam_level"),
        (["X-MS-Exchange-Organization-SCL: -1"], "Question", "Which form?", None, ""),
        (["X-Forefront-Antispam-Report: CIP:192.0.2.1;SFV:SPM;SCL:5"], "Hi", "Dear friend", "spam", "spam_level"),
        (["X-Forefront-Antispam-Report: CIP:192.0.2.1;SFV:NSPM;SCL:1"], "Question", "Which form?", None, ""),
        ([], "[SPAM] Cheap", "Buy now", "spam", "spam_subject"),
        (
            [],
            "Parcel on hold",
            "Your parcel is held at our depot. Pay the small fee to release it.",
            "spam",
            "spam_words",
        ),
        ([], "Account", "Your mailbox will be suspended. Verify your password here.", "spam", "spam_words"),
        ([], "Parcel", "The parcel that the child's school sent failed to arrive; was the referral in it?", None, ""),
        ([], "Recall: Referral", "Ada Finch would like to recall the message, “Referral”.", "recall", "recall_subject"),
        ([], "Accepted: LIG meeting", "", "calendar", "calendar_subject"),
        (["Content-Class: urn:content-classes:calendarmessage"], "Panel", "Room 2", "calendar", "calendar_part"),
        (["Content-Class: rpmsg.message"], "Referral", "See attached", "encrypted", "rights_protected"),
        ([], "Referral", "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----", "encrypted", "pgp_inline"),
        (
            [],
            "Secure message",
            "You have received a secure message. Click here to read it.",
            "encrypted",
            "portal_link",
        ),
        ([], "Referral", "Form: https://x.egress.com/m/12", "encrypted", "portal_link"),
        ([], "Question", "Have you received the referral that I sent by secure email?", None, ""),
        ([], "Question", "Which form?\n\nSent securely with Egress, https://www.egress.com", None, ""),
        ([], "FW: Referral", "A colleague shared a folder with you.", "encrypted", "portal_link"),
        ([], "", "", None, "empty"),
    ],
)
def test_kinds_of_mail(text_mail, rules, headers, subject, text, message_class, reason) -> None:
    screening = screen(text_mail(text, *headers, subject=subject), rules)
    assert screening.message_class == message_class
    assert reason in screening.reasons if reason else not screening.message_class


def test_reports_and_invitations_are_known_by_their_parts(mail, multipart, rules) -> None:
    text = b"Content-Type: text/plain\r\n\r\nSee below."
    for kind, reason in [("delivery-status", "delivery_report"), ("disposition-notification", "read_receipt")]:
        content = mail(multipart("report", text, f"Content-Type: message/{kind}\r\n\r\nAction: failed".encode()))
        screening = screen(parse_message(content), rules)
        assert (screening.message_class, screening.reasons[0]) == (MessageClass.BOUNCE, reason)
    invitation = b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR"
    screening = screen(parse_message(mail(multipart("alternative", text, invitation))), rules)
    assert screening.message_class is MessageClass.CALENDAR


def test_a_forwarded_report_does_not_make_a_report(mail, multipart, rules) -> None:
    report = multipart("report", b"Content-Type: message/delivery-status\r\n\r\nAction: failed", boundary="b9")
    text = b"Content-Type: text/plain\r\n\r\nOur referral came back, is this the right address?"
    content = mail(multipart("mixed", text, b"Content-Type: message/rfc822\r\n\r\n" + mail(report)))
    assert screen(parse_message(content), rules).message_class is None


@pytest.mark.parametrize(
    ("name", "content_type", "content", "code"),
    [
        ("smime.p7m", "application/pkcs7-mime", DER_ENVELOPED, "smime_encrypted"),
        ("smime.p7m", "application/pkcs7-mime", DER_SIGNED, "smime_opaque"),
        ("message.rpmsg", "application/x-microsoft-rpmsg-message", b"x", "rights_protected"),
        ("message_v4.rpmsg", "application/octet-stream", b"x", "rights_protected"),
        ("Referral.switch", "application/octet-stream", b"x", "egress"),
        ("form.docx.pgp", "application/octet-stream", b"x", "pgp_file"),
        ("message.html", "text/html", b"<p>Read the message</p>", "portal_link"),
        (
            "form.docx",
            "application/octet-stream",
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "password_office",
        ),
    ],
)
def test_protected_mail_needs_a_person(mail, multipart, part, rules, name, content_type, content, code) -> None:
    protected = part(content_type, content, f'Content-Disposition: attachment; filename="{name}"')
    message = parse_message(mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nReferral attached", protected)))
    screening = screen(message, rules)
    assert screening.message_class is MessageClass.ENCRYPTED
    assert code in screening.reasons
    assert "encrypted" in screening.flags
    assert ("link_only" in screening.flags) is (code == "portal_link")


def test_a_document_beside_a_link_is_no_mere_link(mail, multipart, part, rules) -> None:
    text = b"Content-Type: text/plain\r\n\r\nYou have received a secure message. Click here to read it."
    form = part("application/pdf", b"%PDF-1.7", 'Content-Disposition: attachment; filename="form.pdf"')
    assert "link_only" not in screen(parse_message(mail(multipart("mixed", text, form))), rules).flags


UNSAFE = [
    "We need someone to see this child before 3pm today.",
    "The children need to be seen today.",
    "He must be seen tonight.",
    "She is at immediate risk of harm.",
    "The baby is in immediate danger.",
    "They are not safe at home tonight.",
    "He has said that he will hurt her again.",
    "Dad says he will do it again tonight.",
    "She is frightened to go home.",
    "He is refusing to go home after school.",
    "She has been missing since last night.",
    "The boy is still in the house.",
    "Should we let the children go home?",
    "Could somebody visit the family today, please?",
    "Would be grateful if someone could see her today",
    "We are keeping him in school until someone comes.",
    "The baby is due to go home at 4.30 pm.",
    "We think that the baby could be harmed tonight.",
    "We cannot send the boys home at the end of the day.",
    "He is on his way to the family home.",
    "A pupil says that she was hit last night.",
    "Uncle will pick her up at 3.15 today.",
    "Parents want to take the baby home from the ward.",
    "They have nowhere to go and need a safe place tonight.",
]

NOT_UNSAFE = [
    "If a child is at immediate risk, dial 999.",
    "If you believe that a child is in immediate danger please call the police.",
    "There is no immediate risk to the children.",
    "The siblings are not at immediate risk.",
    "At the time the baby was at immediate risk of harm.",
    "She was not seen by a health visitor for nine weeks.",
    "Please find the referral that we discussed today.",
    "The review was completed today.",
    "The baby was seen today by the health visitor and is well.",
    "He will be discharged home to his grandmother next week.",
    "Can we see the chronology by 5pm today please?",
    "Social care have been informed and she will not be returning home.",
    "The form should be sent by 3pm today.",
    "He was discharged home in March 2025 with support.",
    "We saw the family on Tuesday and they are safe.",
    "Can you tell me which form to use?",
    "Thank you. You asked who was at the meeting.",
]


@pytest.mark.parametrize("text", UNSAFE)
def test_a_child_who_may_be_unsafe_now_is_noticed(rules, text: str) -> None:
    assert safety_flags(text, rules) == ("urgent", "child_may_be_unsafe_now")


@pytest.mark.parametrize("text", NOT_UNSAFE)
def test_footers_and_accounts_of_the_past_raise_no_alarm(rules, text: str) -> None:
    assert "child_may_be_unsafe_now" not in safety_flags(text, rules)


def test_our_own_wording_quoted_in_an_answer_raises_no_alarm(text_mail, rules) -> None:
    text = (
        "Thank you.\n\n> The child needs to be seen today? Dial 999.\n\nOn Monday LIG wrote:\nShe is at immediate risk."
    )
    assert screen(text_mail(text), rules).flags == ()


def test_a_forwarded_concern_does(text_mail, rules) -> None:
    text = "Please see below.\n\n-----Original Message-----\nFrom: a@x.example\n\nShe is at immediate risk of harm."
    assert "child_may_be_unsafe_now" in screen(text_mail(text, subject="FW: concern"), rules).flags


@pytest.mark.parametrize(
    ("headers", "subject", "urgent"),
    [
        ([], "URGENT referral", True),
        ([], "Referral - please read asap", True),
        (["Importance: high"], "Referral", True),
        (["X-Priority: 1 (Highest)"], "Referral", True),
        (["Importance: normal", "X-Priority: 3"], "Referral", False),
        ([], "Not urgent: question", False),
    ],
)
def test_urgent_mail_is_marked(text_mail, rules, headers, subject, urgent) -> None:
    flags = screen(text_mail("Please find the form attached.", *headers, subject=subject), rules).flags
    assert ("urgent" in flags) is urgent


@pytest.mark.parametrize(
    ("sender", "headers", "flags"),
    [
        ("a@school.example", [], ()),
        ("a@postbox.example", [], ("personal_sender",)),
        ("a@freepost.co.example", [], ("personal_sender",)),
        ("a@notpostbox.example", [], ()),
        ("no-reply@police.example", [], ("noreply_sender",)),
        ("DoNotReply@police.example", [], ("noreply_sender",)),
        ("a@school.example", ["Reply-To: b@other.example"], ("reply_to_differs",)),
        ("a@school.example", ["Reply-To: b@school.example"], ()),
        ("a@school.example", ["Reply-To: b@school.example, c@x.example"], ("reply_to_differs",)),
        ("a@school.example", ["X-Note: =?utf-8?Q?a=0D=0ABcc:_b@x.example?="], ("injection",)),
    ],
)
def test_senders_that_deserve_a_second_look(text_mail, rules, sender, headers, flags) -> None:
    assert screen(text_mail("Hello", *headers, sender=sender), rules).flags == flags


@pytest.mark.parametrize(
    ("results", "failed"),
    [
        (["mx.partnership.example; spf=pass; dmarc=fail header.from=x.example"], True),
        (["mx.partnership.example 1; dmarc=fail"], True),
        (["MX.Partnership.Example; dmarc=FAIL (p=reject)"], True),
        (["mx.partnership.example; spf=fail; dkim=fail"], True),
        (["mx.partnership.example; spf=fail; dkim=pass"], False),
        (["mx.partnership.example; dmarc=pass; spf=fail; dkim=fail"], False),
        (["mx.partnership.example; dmarc=none"], False),
        (["mx.elsewhere.example; dmarc=fail"], False),
        (["mx.partnership.example.evil.example; dmarc=fail"], False),
        (["mx.partnership.example (dmarc=fail); dmarc=pass"], False),
        (["mx.elsewhere.example; dmarc=fail", "mx.partnership.example; dmarc=fail"], True),
        ([], False),
    ],
)
def test_only_our_own_server_says_that_a_sender_failed(text_mail, rules, results, failed) -> None:
    message = text_mail("Hello", *[f"Authentication-Results: {value}" for value in results])
    assert ("sender_not_verified" in screen(message, rules).flags) is failed


@pytest.mark.parametrize(
    ("name", "content", "flags"),
    [
        ("form.docx", b"PK\x03\x04", ()),
        ("form.docm", b"PK\x03\x04", ("dangerous_attachment",)),
        ("form.exe", b"MZ", ("dangerous_attachment",)),
        ("form.pdf", b"MZ\x90\x00", ("dangerous_attachment",)),
        ("form.pdf.exe", b"MZ", ("dangerous_attachment", "unsafe_filename")),
        ("..\\\\..\\\\form.pdf", b"%PDF-", ("unsafe_filename",)),
        ("=?utf-8?Q?form=E2=80=AExcod.exe?=", b"x", ("dangerous_attachment", "unsafe_filename")),
        ("page.html", b"<p>", ("dangerous_attachment",)),
    ],
)
def test_files_that_deserve_a_second_look(mail, multipart, part, rules, name, content, flags) -> None:
    attached = part("application/octet-stream", content, f'Content-Disposition: attachment; filename="{name}"')
    message = parse_message(mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nHello", attached)))
    assert screen(message, rules).flags == flags


FORM, BLANK, OTHER, PAPER, LOCKED = "referral_form", "blank_form", "other_form", "supporting_document", "encrypted"


@pytest.mark.parametrize(
    ("found", "kinds", "typed", "answers", "decided"),
    [
        (None, [FORM], False, False, "referral"),
        (None, [FORM, PAPER, "inline_image"], False, False, "referral"),
        (None, [FORM, OTHER], False, False, "referral"),
        (None, [FORM, LOCKED], False, False, "referral"),
        (None, [], True, False, "referral"),
        (None, [FORM], False, True, "reply_with_form"),
        (None, [], True, True, "reply_with_form"),
        (None, [], False, True, "reply_no_form"),
        (None, [PAPER], False, True, "reply_no_form"),
        (None, [OTHER], False, False, "wrong_pathway"),
        (None, [OTHER, PAPER], False, False, "wrong_pathway"),
        (None, [OTHER], False, True, "wrong_pathway"),
        (None, [PAPER], False, False, "supporting"),
        (None, ["other_document"], False, False, "supporting"),
        (None, [BLANK], False, False, "query"),
        (None, ["inline_image", "signature"], False, False, "query"),
        (None, [], False, False, "query"),
        (None, [LOCKED], False, False, "encrypted"),
        (None, [LOCKED, PAPER], False, False, "encrypted"),
        (None, ["unreadable"], False, False, "referral"),
        (None, ["archive"], False, False, "referral"),
        (None, ["unreadable", PAPER], False, False, "supporting"),
        ("encrypted", ["other_document"], False, False, "encrypted"),
        ("encrypted", [], False, True, "encrypted"),
        ("encrypted", [FORM], False, False, "referral"),
        ("auto_reply", [], False, True, "auto_reply"),
        ("auto_reply", [FORM], False, False, "referral"),
        ("auto_reply", [], True, False, "referral"),
        ("newsletter", [], False, False, "newsletter"),
        ("newsletter", [], True, False, "newsletter"),
        ("newsletter", [PAPER], False, False, "newsletter"),
        ("newsletter", [FORM], False, False, "referral"),
        ("newsletter", [], False, True, "reply_no_form"),
        ("spam", [], True, False, "spam"),
        ("spam", [FORM], False, False, "referral"),
        ("bounce", [FORM], True, True, "bounce"),
        ("recall", [FORM], False, False, "recall"),
        ("calendar", [PAPER], False, False, "calendar"),
        ("calendar", [FORM], False, False, "referral"),
        ("unreadable", [], False, False, "unreadable"),
    ],
)
def test_documents_decide(text_mail, rules, found, kinds, typed, answers, decided) -> None:
    screening = Screening(message_class=MessageClass(found) if found else None)
    documents = [DocumentFacts(kind=FORM if typed else "other_document", is_body=True)]
    documents += [DocumentFacts(kind=kind, filename="paper.pdf", content=b"%PDF-1.7") for kind in kinds]
    assert decide_class(text_mail("See attached."), screening, documents, rules, answers_us=answers) == decided


@pytest.mark.parametrize(
    "text",
    [
        "I would like to refer a family to MASH, please call me back.",
        "We have an allegation against a member of staff at the club.",
        "This is a child protection concern about a pupil.",
        "There is a baby in immediate danger.",
    ],
)
def test_another_pathway_is_known_by_words_where_no_document_speaks(text_mail, rules, text) -> None:
    message = text_mail(text)
    screening = screen(message, rules)
    assert decide_class(message, screening, [], rules) is MessageClass.WRONG_PATHWAY
    assert decide_class(message, screening, [DocumentFacts(kind=FORM)], rules) is MessageClass.REFERRAL


@pytest.mark.parametrize(
    ("answered", "sender", "decided"),
    [
        ("<ack.7@partnership.example>", "ada@school.example", "reply_no_form"),
        ("<x@mail.outlook.example>", "ada@school.example", "query"),
        ("<x@partnership.example>", "colleague@partnership.example", "query"),
    ],
)
def test_an_answer_to_a_mail_of_ours_that_is_not_known_any_more(text_mail, rules, answered, sender, decided) -> None:
    message = text_mail("It was Dr Finch.", f"In-Reply-To: {answered}", subject="RE: Received", sender=sender)
    screening = screen(message, rules)
    assert decide_class(message, screening, [], rules) == decided
    with_form = MessageClass.REPLY_WITH_FORM if decided == "reply_no_form" else MessageClass.REFERRAL
    assert decide_class(message, screening, [DocumentFacts(kind=FORM)], rules) is with_form


def test_a_placeholder_of_the_server_is_not_the_mail(text_mail, rules) -> None:
    text = "The server couldn't retrieve the following message."
    subject = "Retrieval using the IMAP4 protocol failed for the following message: 752"
    screening = screen(text_mail(text, subject=subject), rules)
    assert screening.message_class is MessageClass.ENCRYPTED
    assert "server_placeholder" in screening.flags


def test_hostile_texts_are_screened_in_linear_time(text_mail, rules) -> None:
    for piece in (
        "see ",
        "child today ",
        "at immediate ",
        "if ",
        "a" * 50,
        "will hurt ",
        "> ",
        "https://x.egress.com/",
    ):
        screening = screen(text_mail(piece * (200_000 // len(piece))), rules)
        assert isinstance(screening.flags, tuple)
