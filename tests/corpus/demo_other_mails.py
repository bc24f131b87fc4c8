"""The rest of the demo's mail: bulletins, reports, questions, a wrong form, and forms that cannot be opened."""

import io

import pikepdf

from tests.corpus.demo_referral_mails import ELLWOOD
from tests.corpus.mail_pieces import PDF, WORD, Envelope, Part, attached, mail, multipart, on, text, with_files
from tests.corpus.make_forms import demo_cases_more, others, pdf_printed, word_tables


def newsletter() -> bytes:
    """A bulletin to many that speaks of reviews and serious harm."""
    envelope = Envelope(
        name="Practice Bulletin",
        address="bulletin@lists.practicebulletin.example",
        subject="Safeguarding practice bulletin, November: learning from reviews of serious harm",
        sent=on(4, 10, 5),
        bounce_address="bulletin-bounces@lists.practicebulletin.example",
        headers=(
            "List-Id: Safeguarding practice bulletin <bulletin.lists.practicebulletin.example>",
            "List-Unsubscribe: <https://lists.practicebulletin.example/leave>",
            "Precedence: bulk",
        ),
    )
    words = (
        "In this issue\n"
        "\n"
        "* What national reviews say about children who died or were seriously harmed\n"
        "* Referring a case: a reminder of the criteria\n"
        "* Free webinar on 26 November: information sharing\n"
        "\n"
        "You receive this bulletin because you subscribed to it. To leave the list follow the link above.\n"
    )
    return mail(envelope, text(words))


def out_of_office() -> bytes:
    """An automatic answer to a receipt."""
    envelope = Envelope(
        name="Katherine Ellwood",
        address=ELLWOOD.address,
        subject="Automatic reply: received by the Partnership Team",
        sent=on(5, 9, 1),
        bounce_address="",
        headers=("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"),
    )
    words = (
        "I am out of school until Monday 9 November. For anything urgent about a pupil please ring the school office "
        "and ask for the duty safeguarding lead.\n"
    )
    return mail(envelope, text(words))


def question() -> bytes:
    """Somebody asks which form to use."""
    envelope = Envelope(
        name="Aidan Purcell",
        address="a.purcell@harbourhomes.org.example",
        subject="Which form should we use?",
        sent=on(9, 9, 12),
    )
    words = (
        "Hello,\n"
        "\n"
        "we are a housing association and have never made a referral to the LIG. Could you tell me which form we "
        "should use, and whether somebody on our side has to approve it first? There is no case yet, I would just like "
        "to have the right form to hand.\n"
        "\n"
        "Many thanks\n"
        "Aidan Purcell\n"
        "Tenancy Manager, Harbour Homes\n"
    )
    return mail(envelope, text(words))


def protection_form() -> bytes:
    """A child-protection referral that was meant for the safeguarding hub: somebody must see it at once."""
    envelope = Envelope(
        name="Joy Abara",
        address="j.abara@millhatch.sch.example",
        subject="URGENT - child going home at 3.15 today",
        sent=on(10, 13, 40),
    )
    form = others.two_columns(
        "MASH referral form",
        "Request for support or protection. Send to the Multi-Agency Safeguarding Hub.",
        {
            "Child": {"Name": "Elsie Pargeter", "Date of birth": "04/12/2017", "Address": "9 Mill Hatch Road PO30 9ZC"},
            "Worry": {
                "What are you worried about?": (
                    "Elsie has a fresh mark on her cheek. She says that her uncle did it last night, that he will be "
                    "there when she gets home and that she is frightened to go."
                ),
                "Is the child at immediate risk of significant harm?": "Yes",
                "Do the parents know about this referral?": "No, we could not reach her mother.",
            },
            "Your details": {"Name": "Joy Abara", "Role": "Designated Safeguarding Lead", "Telephone": "01632 960720"},
        },
        "MASH/2 2026",
    )
    words = (
        "Urgent: please can a social worker come to school before 3.15 today, she is not safe to go home. Form "
        "attached.\n\nJoy Abara\nDSL, Mill Hatch Primary School\n01632 960720\n"
    )
    return with_files(envelope, words, attached("MASH form EP.docx", form, WORD))


def follow_up() -> bytes:
    """An answer to the sender's own earlier referral, with a fact and without a form."""
    envelope = Envelope(
        name="Katherine Ellwood",
        address=ELLWOOD.address,
        subject=f"RE: {ELLWOOD.subject}",
        sent=on(11, 9, 27),
        headers=(f"In-Reply-To: {ELLWOOD.message_id}", f"References: {ELLWOOD.message_id}"),
    )
    words = (
        "Good morning,\n"
        "\n"
        "one thing to add to my referral of last week: the psychiatrist is Dr Lena Marchbank, 01632 960655, and she is "
        "willing to speak to the group.\n"
        "\n"
        "Katherine\n"
        "\n"
        "> Our referral is attached. Desmond Quayle at the council has seen and\n"
        "> approved it.\n"
    )
    return mail(envelope, text(words))


def bounce() -> bytes:
    """A report that a receipt could not be delivered."""
    envelope = Envelope(
        name="Mail Delivery System",
        address="mailer-daemon@mx.iowscp.example",
        subject="Undelivered Mail Returned to Sender",
        sent=on(12, 10, 31),
        bounce_address="",
        headers=("Auto-Submitted: auto-replied",),
    )
    failed = "rosalind.tweed@tidewaterfamilies.org.example"
    status = Part(
        headers=("Content-Type: message/delivery-status",),
        body=(
            b"Reporting-MTA: dns; mx.iowscp.example\r\n\r\n"
            b"Final-Recipient: rfc822; " + failed.encode() + b"\r\nAction: failed\r\nStatus: 5.2.2\r\n"
            b"Diagnostic-Code: smtp; 552 5.2.2 mailbox full\r\n"
        ),
    )
    returned = Part(
        headers=("Content-Type: text/rfc822-headers",),
        body=(
            b"From: Partnership Team <lig.referrals@iowscp.example>\r\nTo: " + failed.encode() + b"\r\n"
            b"Subject: Auto: received by the Partnership Team\r\n"
        ),
    )
    words = f"The mail system could not deliver your message to <{failed}>: mailbox full.\n"
    parts = text(words), status, returned
    return mail(envelope, multipart("report", parts, parameters=" report-type=delivery-status;"))


def damaged_form() -> bytes:
    """A Word form that broke off on its way."""
    envelope = Envelope(
        name="Gareth Mulholland",
        address="head@staldhelms.sch.example",
        subject="LIG referral",
        sent=on(13, 8, 55),
    )
    whole = word_tables.four_columns(demo_cases_more.caleb_inskip())
    words = (
        "Dear team,\n\nplease find attached our referral to the Learning Inquiry Group, approved by Desmond "
        "Quayle.\n\nGareth Mulholland\nHeadteacher, St Aldhelm's Primary School\n01632 960605\n"
    )
    return with_files(envelope, words, attached("LIG referral form.docx", whole[:9000], WORD))


def locked_form() -> bytes:
    """A PDF that asks for a password."""
    envelope = Envelope(
        name="Theo Marchant",
        address="theo.marchant@quaysidepractice.nhs.example",
        subject="Referral (password protected)",
        sent=on(13, 16, 2),
    )
    words = (
        "Dear team,\n"
        "\n"
        "our referral is attached. It is protected; I will telephone with the password on Monday.\n"
        "\n"
        "Theo Marchant\n"
        "Practice Manager, Quayside Practice\n"
        "01632 960640\n"
    )
    return with_files(envelope, words, attached("Referral protected.pdf", _locked(), PDF))


def _locked() -> bytes:
    """A form encrypted with RC4 and a fixed file identifier: the stronger ciphers need random bytes."""
    out = io.BytesIO()
    lock = pikepdf.Encryption(user="quayside", owner="quayside-owner", R=4, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(pdf_printed.tab_stops(demo_cases_more.caleb_inskip()))) as pdf:
        pdf.save(out, encryption=lock, static_id=True, compress_streams=False)
    return out.getvalue()
