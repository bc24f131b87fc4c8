"""Delivery reports in the manners of many mail systems, standard and not; all invented."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

OURS = "lig.referrals@partnership.example"
REPORTS = ("failed", "delayed")

# name, From, Subject, text, null return path
IN_WORDS = (
    (
        "qmail",
        "MAILER-DAEMON@mail.harbour.example",
        "failure notice",
        "Hi. This is the mail program at mail.harbour.example.\nI'm afraid I wasn't able to deliver your message to "
        "these addresses. This is a permanent error; I've given up.\n\n<a.person@harbour.example>:\nno mailbox here",
        True,
    ),
    (
        "exim",
        "Mail Delivery System <Mailer-Daemon@relay.example>",
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered to one or more of its recipients.\n\n"
        "  a.person@harbour.example\n    Unrouteable address\n",
        True,
    ),
    (
        "exchange",
        "Microsoft Outlook <MicrosoftExchange0123456789@trust.example>",
        "Undeliverable: Auto: received by the Partnership Team",
        "Delivery has failed to these recipients or groups:\n\na.person@trust.example\nThe address could not be found.",
        True,
    ),
    (
        "full",
        "Postmaster <postmaster@clinic.example>",
        "Returned mail: see transcript for details",
        "The mailbox of the recipient is over its quota. 552 5.2.2",
        True,
    ),
    (
        "notes",
        "Postmaster@firm.example",
        "DELIVERY FAILURE: User a.person not listed in the directory",
        "Your message was not delivered to a.person@firm.example because the user is not listed.",
        False,
    ),
    (
        "gateway",
        "Mail Gateway <postmaster@gateway.example>",
        "Message not delivered: blocked by policy",
        "Your e-mail was not delivered. 550 5.7.1",
        True,
    ),
    (
        "groupwise",
        "postmaster@council.example",
        "Message status - undeliverable",
        "The message that you sent was undeliverable to the following:\n   a person (not found)",
        True,
    ),
    ("encoded", "MAILER-DAEMON@mx.example", "=?utf-8?B?VW5kZWxpdmVyYWJsZTogcmVmZXJyYWw=?=", "Not delivered.", True),
    ("upper", "MAILER-DAEMON@MX.EXAMPLE", "UNDELIVERED MAIL RETURNED TO SENDER", "User unknown", True),
    ("no-from", "", "Delivery Status Notification (Failure)", "Delivery to a.person@harbour.example failed.", True),
)


def bounces() -> Iterator[tuple[str, bytes]]:
    """Each with its name."""
    for name, sender, subject, text, null_path in IN_WORDS:
        head = "Return-Path: <>\r\n" if null_path else ""
        head += f"From: {sender}\r\n" if sender else ""
        head += f"To: {OURS}\r\nSubject: {subject}\r\nMessage-ID: <{name}@mx.example>\r\n"
        yield name, f"{head}\r\n{text}\r\n".encode()
    for action in REPORTS:
        for returned in ("message/rfc822", "text/rfc822-headers", ""):
            yield f"{action}-{returned or 'alone'}", _report(action, returned)


def _report(action: str, returned: str) -> bytes:
    """A report as RFC 3464 has it, with the whole mail, its headers or nothing returned."""
    body = EmailMessage(policy=SMTP)
    body.set_content("This message could not be delivered, or not yet.")
    parts = [body.as_bytes(), _status(action)]
    original = (
        f"From: {OURS}\r\nTo: a.person@gone.example\r\nSubject: received\r\nMessage-ID: <ack.1@partnership.example>"
    )
    if returned:
        parts.append(f"Content-Type: {returned}\r\n\r\n{original}\r\n".encode())
    head = (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {OURS}\r\nSubject: Undelivered Mail\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="part"\r\n\r\n'
    ).encode()
    return head + b"".join(b"--part\r\n" + part + b"\r\n" for part in parts) + b"--part--\r\n"


def _status(action: str) -> bytes:
    code = "5.1.1" if action == "failed" else "4.4.1"
    return (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; a.person@gone.example\r\nAction: {action}\r\nStatus: {code}\r\n"
    ).encode()
