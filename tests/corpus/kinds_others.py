"""Mails of machines, questions, concerns, bulletins and the like."""

from collections.abc import Iterator

from tests.corpus.kinds_pieces import DEAR, FORMS, OCTETS, ONE, PNG, Expected, Row, changed, envelope, files, form
from tests.corpus.mail_pieces import WORD, Envelope, Part, attached, mail, multipart, on, text

AWAY = (
    ("sabbatical", "Sabbatical Re: your e-mail", "I am on study leave until June and shall read mail now and then."),
    ("closed", "RE: received", "Thank you for your e-mail. The clinic is now closed and will reopen at 9am on Monday."),
    ("abandoned", "This address has closed", "Please note that this address is no longer in use."),
)
UNSAFE = (
    ("neighbour", "Worried", "I am worried about my nephew. His dad is drunk tonight and has been hitting him."),
    ("marks", "Help", "She came in this morning with bruises on her arms. Her mum is coming to collect her. What now?"),
)
FRAUD = (
    ("overdue", "Payment due", "Your invoice is overdue. Pay today to avoid suspension of your account."),
    ("prize", "Good news", "You were selected as beneficiary of two million dollars. Send your bank details to claim."),
)


def in_few_words() -> Iterator[Row]:
    """Mails of a few words, known by nothing but what they say."""
    machine = Expected(classes=("auto_reply",), acknowledge=(False,))
    danger = Expected(
        classes=("wrong_pathway",), acknowledge=("hold", False), flags=("urgent", "child_may_be_unsafe_now")
    )
    fraud = Expected(classes=("spam",), acknowledge=(False,))
    number = 80
    for rows, expected in ((AWAY, machine), (UNSAFE, danger), (FRAUD, fraud)):
        for name, subject, words in rows:
            number += 1
            yield name, mail(envelope(f"writer{number}@harbour-school.example", subject, number), text(words)), expected


def machines() -> Iterator[Row]:
    auto = Expected(classes=("auto_reply",), acknowledge=(False,))
    yield (
        "out-of-office",
        mail(
            envelope("p.quay@harbour-school.example", "Automatic reply: received", 60, "Auto-Submitted: auto-replied"),
            text("I am on leave.\n"),
        ),
        auto,
    )
    yield (
        "out-of-office-bare",
        mail(
            envelope("p.quay@harbour-school.example", "Re: received by the Partnership Team", 61),
            text(
                "I am currently out of the office and will return on 4 January. For urgent matters ring 01632 960100.\n"
            ),
        ),
        auto,
    )
    yield (
        "ticket-system",
        mail(
            envelope("helpdesk@harbour-school.example", "[#8812] Your request has been received", 62),
            text("Thank you for contacting us. Your request has been logged and we will respond within 5 days.\n"),
        ),
        auto,
    )
    yield (
        "read-receipt",
        mail(
            envelope("p.quay@harbour-school.example", "Read: received by the Partnership Team", 63),
            text("Your message was read on Tuesday.\n"),
        ),
        Expected(classes=("bounce", "auto_reply"), acknowledge=(False,)),
    )
    yield (
        "bounce-plain",
        mail(
            Envelope(
                name="Mail System",
                address="mailer-daemon@mx.harbour-school.example",
                subject="Undeliverable: received",
                sent=on(17, 9, 0),
                bounce_address="",
            ),
            text("Your message could not be delivered to old@harbour-school.example: no such user.\n"),
        ),
        Expected(classes=("bounce",), acknowledge=(False,)),
    )
    news = (
        "In this issue: what reviews of serious harm tell us about children.\n\nRegister for our webinar.\n\n"
        "You are receiving this because you subscribed. Unsubscribe here.\n"
    )
    yield (
        "newsletter-bare",
        mail(envelope("news@practicenetwork.example", "Safeguarding bulletin: learning from reviews", 64), text(news)),
        Expected(classes=("newsletter",), acknowledge=(False,)),
    )
    parcel = "Dear customer, your parcel is waiting. Pay the small fee of 1.99 to release it: http://parcel-notice.example/pay\n"
    yield (
        "parcel",
        mail(envelope("info@parcel-notice.example", "Your parcel", 65), text(parcel)),
        Expected(classes=("spam",), acknowledge=(False,)),
    )
    invitation = Part(
        headers=('Content-Type: text/calendar; method=REQUEST; charset="utf-8"', "Content-Transfer-Encoding: 8bit"),
        body=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    yield (
        "invitation",
        mail(
            envelope("p.quay@harbour-school.example", "LIG meeting", 66),
            multipart("alternative", (text("LIG meeting, Tuesday 10.00\n"), invitation)),
        ),
        Expected(classes=("calendar",), acknowledge=(False,)),
    )
    yield (
        "recall",
        mail(
            envelope("g.sayle@channelcoast.icb.nhs.example", "Recall: LIG referral", 67),
            text('Gwendolyn Sayle would like to recall the message, "LIG referral".\n'),
        ),
        Expected(classes=("recall",), acknowledge=(False,)),
    )


def others() -> Iterator[Row]:
    query = Expected(classes=("query",), acknowledge=("hold", False))
    yield (
        "query",
        mail(
            envelope("q.rook@harbour-school.example", "Which form?", 70),
            text("Which form should we use for a referral?\n"),
        ),
        query,
    )
    yield (
        "query-with-logo",
        files(
            envelope("q.rook@harbour-school.example", "Question", 71),
            "Does my agency need a representative?\n",
            attached("image001.png", PNG, "image/png"),
        ),
        query,
    )
    yield "empty", mail(envelope("q.rook@harbour-school.example", "", 72), text("")), query
    yield (
        "placeholder",
        mail(
            envelope(
                "microsoft@unknown", "Retrieval using the IMAP4 protocol failed for the following message: 752", 73
            ),
            text('The server couldn\'t retrieve the following message:\n\nSubject: "LIG referral"\n'),
        ),
        Expected(classes=("encrypted",), acknowledge=(False,)),
    )
    yield (
        "concern-in-words",
        mail(
            envelope("q.rook@harbour-school.example", "Urgent", 74),
            text(
                "A pupil says that she was hit last night and is frightened to go home today. "
                "Please can a social worker see her before 3pm.\n"
            ),
        ),
        Expected(classes=("wrong_pathway",), acknowledge=("hold", False), flags=("urgent", "child_may_be_unsafe_now")),
    )
    yield (
        "program-alone",
        files(
            envelope("billing@invoices.example", "Invoice 4471", 75),
            "Please see the invoice.\n",
            attached("Invoice.pdf.exe", b"MZ" + bytes(400), OCTETS),
        ),
        Expected(classes=("spam",), acknowledge=(False,), flags=("dangerous_attachment", "unsafe_filename")),
    )
    phishing = (
        "Your mailbox is almost full. Verify your account here or it will be suspended: http://mail-verify.example/x\n"
    )
    yield (
        "phishing",
        mail(envelope("support@mail-verify.example", "Action required", 76), text(phishing)),
        Expected(classes=("spam",), acknowledge=(False,)),
    )
    typed = (FORMS / "typed_answers.eml").read_bytes()
    yield "typed", typed, ONE
    again = envelope("g.sayle@channelcoast.icb.nhs.example", "LIG referral", 1, relay="mx2.iowscp.example")
    yield (
        "delivered-again",
        files(again, DEAR, attached("LIG form MLA.docx", form("content_controls.docx"), WORD)),
        Expected(classes=("duplicate",), acknowledge=(False,)),
    )
    yield (
        "same-id-other-mail",
        files(
            envelope("g.sayle@channelcoast.icb.nhs.example", "LIG referral", 1),
            DEAR,
            attached(
                "Another.docx", changed(form("content_controls_sparse.docx"), "Otis Fairweather", "Hester Quill"), WORD
            ),
        ),
        Expected(classes=("referral",), cases=1, acknowledge=(True, "hold", False)),
    )
