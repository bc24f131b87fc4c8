"""Write the demo's mailbox: `python -m tests.corpus.make_demo_mailbox [FOLDER]`, by default `config/demo`.

Finished mails from invented agencies, in the order of arrival, and `expected.yaml`, which says what each mail is and
what becomes of it. In the demo every domain that ends in `.example` is trusted but `freemail.example` and `lists.*`.
Every run gives the same bytes.
"""

import io
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import yaml

from tests.corpus.mail_pieces import PDF, WORD, Envelope, Part, attached, mail, multipart, text
from tests.corpus.make_forms import (
    demo_cases,
    demo_cases_more,
    mail_text,
    others,
    pdf_fillable,
    pdf_printed,
    word_controls,
    word_others,
    word_tables,
)
from tests.corpus.make_forms.case import Case

FOLDER = Path(__file__).parents[2] / "config" / "demo"
DISCLAIMER = (
    "This message may contain confidential information. If it was not meant for you, please delete it and tell us. "
    "Views expressed are those of the sender."
)


@dataclass(frozen=True, kw_only=True)
class DemoMail:
    """One mail and what is expected of it; `also` holds further right answers where more than one will do."""

    file: str
    what: str
    message_class: str
    new_cases: int
    acknowledge: bool | str
    make: Callable[[], bytes]
    also: dict[str, list[Any]] | None = None
    flags: tuple[str, ...] = ()
    links_to: str = ""
    cases: tuple[dict[str, Any], ...] = ()

    def expectation(self) -> dict[str, Any]:
        """The entry of `expected.yaml`."""
        entry: dict[str, Any] = {
            "file": self.file,
            "what": self.what,
            "class": self.message_class,
            "new_cases": self.new_cases,
            "acknowledge": self.acknowledge,
        }
        entry |= {f"{key}_accept": values for key, values in (self.also or {}).items()}
        if self.flags:
            entry["flags"] = list(self.flags)
        if self.links_to:
            entry["links_to"] = self.links_to
        if self.cases:
            entry["cases"] = list(self.cases)
        return entry


def _on(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def _case(child: str, incident: str, *indicated: str, unclear: str = "") -> dict[str, Any]:
    case: dict[str, Any] = {"child": child, "serious_incident": incident, "indicated": list(indicated)}
    return case | ({"unclear": unclear.split()} if unclear else {})


def _with_files(envelope: Envelope, words: str, *files: Part) -> bytes:
    return mail(envelope, multipart("mixed", (text(words), *files)))


def _logo() -> bytes:
    """A small two-coloured PNG, stored without compression."""
    width, height = 60, 20
    row = b"\0" + b"\x1d\x70\xb8" * 20 + b"\xff\xff\xff" * 40
    data = zlib.compress(row * height, 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def death_two_authorities() -> bytes:
    """A form full of content controls, a signature with a picture."""
    envelope = Envelope(
        name="Saoirse Keane",
        address="s.keane@islandhealthcare.nhs.example",
        subject="Confidential: LIG referral",
        sent=_on(2, 16, 42),
    )
    words = (
        "Dear colleagues,\n"
        "\n"
        "Please find attached a referral to the Learning Inquiry Group. Jocelyn Hartree has approved it. I am happy to "
        "present the case.\n"
        "\n"
        "Best wishes\n"
        "\n"
        "Dr Saoirse Keane\n"
        "Designated Doctor for Child Deaths\n"
        f"Island Healthcare NHS Trust\nTel: 01632 960642\n\n{DISCLAIMER}\n"
    )
    html = (
        "<html><body><p>Dear colleagues,</p><p>Please find attached a referral to the Learning Inquiry Group. Jocelyn "
        "Hartree has approved it. I am happy to present the case.</p><p>Best wishes</p><p>Dr Saoirse "
        "Keane<br>Designated Doctor for Child Deaths<br>Island Healthcare NHS Trust<br>Tel: 01632 960642</p><p><img "
        f'src="cid:logo@islandhealthcare"></p><p>{DISCLAIMER}</p></body></html>\n'
    )
    picture = attached("image001.png", _logo(), "image/png", cid="logo@islandhealthcare")
    body = multipart("related", (multipart("alternative", (text(words), text(html, subtype="html"))), picture))
    form = attached("LIG referral NRT.docx", word_controls.content_controls(demo_cases.nadia_thorne()), WORD)
    return mail(envelope, multipart("mixed", (body, form)))


ELLWOOD = Envelope(
    name="Katherine Ellwood",
    address="k.ellwood@seabrookacademy.sch.example",
    subject="Referral for a practice review - EC",
    sent=_on(3, 8, 15),
)


def lasting_harm_one_school() -> bytes:
    """A form of tables whose answers are struck out."""
    words = (
        "Good morning,\n"
        "\n"
        "Our referral is attached. Desmond Quayle at the council has seen and approved it. The family know that we are "
        "writing to you.\n"
        "\n"
        "Kind regards\n"
        "Katherine Ellwood\n"
        "Deputy Head and DSL, Seabrook Academy\n"
        f"01632 960650\n\n{DISCLAIMER}\n"
    )
    form = word_tables.four_columns(demo_cases.erin_castleton())
    return _with_files(ELLWOOD, words, attached("Practice review request EC.docx", form, WORD))


def newsletter() -> bytes:
    """A bulletin to many that speaks of reviews and serious harm."""
    envelope = Envelope(
        name="Practice Bulletin",
        address="bulletin@lists.practicebulletin.example",
        subject="Safeguarding practice bulletin, November: learning from reviews of serious harm",
        sent=_on(4, 10, 5),
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


def _kelsall(relay: str, *, sent_again: bool) -> bytes:
    envelope = Envelope(
        name="Imran Kelsall",
        address="imran.kelsall@channelisland.police.example",
        subject="LIG referral from Channel and Island Constabulary",
        sent=_on(4, 14, 20),
        relay=relay,
    )
    form = pdf_printed.ruled_pages(demo_cases.arlo_penhale())
    words = (
        "Please see the attached referral, authorised by Supt Vane.\n"
        "\n"
        "DS 4471 Imran Kelsall\n"
        "Child Abuse Investigation\n"
        "Channel and Island Constabulary\n"
    )
    written = _with_files(envelope, words, attached("PR2 Penhale.pdf", form, PDF))
    return b"X-Redelivered-By: mx2.iowscp.example\r\n" + written if sent_again else written


def possible_harm() -> bytes:
    """A ruled PDF with drawn ticks."""
    return _kelsall("mx.iowscp.example", sent_again=False)


def possible_harm_again() -> bytes:
    """The same mail, delivered a second time by another server."""
    return _kelsall("mx2.iowscp.example", sent_again=True)


def out_of_office() -> bytes:
    """An automatic answer to a receipt."""
    envelope = Envelope(
        name="Katherine Ellwood",
        address=ELLWOOD.address,
        subject="Automatic reply: received by the Partnership Team",
        sent=_on(5, 9, 1),
        bounce_address="",
        headers=("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"),
    )
    words = (
        "I am out of school until Monday 9 November. For anything urgent about a pupil please ring the school office "
        "and ask for the duty safeguarding lead.\n"
    )
    return mail(envelope, text(words))


def unregistered_placement() -> bytes:
    """A fillable PDF."""
    envelope = Envelope(
        name="Ingrid Pell",
        address="ingrid.pell@islandcouncil.gov.example",
        subject="Practice review e-form SH",
        sent=_on(5, 17, 48),
    )
    words = (
        "Hello,\n"
        "\n"
        "form attached, filled in on screen. Marcus Fell approved it this afternoon. Media interest is possible, so "
        "please ring me before anything goes out.\n"
        "\n"
        "Ingrid Pell\n"
        "LADO, Island Council\n"
        "01632 960590\n"
    )
    form = pdf_fillable.named_fields(demo_cases.sky_hollander())
    return _with_files(envelope, words, attached("e-referral SH.pdf", form, PDF))


def two_families() -> bytes:
    """Two referrals that have nothing to do with each other, one of which says itself that nothing is met."""
    envelope = Envelope(
        name="Bernadette Lowe",
        address="b.lowe@islandhealthcare.nhs.example",
        subject="Two referrals (separate families)",
        sent=_on(6, 11, 30),
    )
    words = (
        "Dear team,\n"
        "\n"
        "I attach two referrals about two families who do not know each other. The second is sent for information "
        "only. Jocelyn Hartree has approved both.\n"
        "\n"
        "Bernadette Lowe\n"
        "Named Nurse\n"
        "Island Healthcare NHS Trust\n"
        f"01632 960680\n\n{DISCLAIMER}\n"
    )
    first = word_others.bracket_paragraphs(demo_cases.orla_brightwell())
    second = pdf_printed.tab_stops(demo_cases_more.caleb_inskip())
    files = attached("Referral OB.docx", first, WORD), attached("Referral CI.pdf", second, PDF)
    return _with_files(envelope, words, *files)


def question() -> bytes:
    """Somebody asks which form to use."""
    envelope = Envelope(
        name="Aidan Purcell",
        address="a.purcell@harbourhomes.org.example",
        subject="Which form should we use?",
        sent=_on(9, 9, 12),
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


def typed_answers_mail(case: Case) -> bytes:
    """A referral without any attachment, its answers typed below the questions of a form."""
    envelope = Envelope(
        name="Harriet Longley",
        address="harriet.longley@anchorcontact.org.example",
        subject="Referral to the Learning Inquiry Group",
        sent=_on(9, 13, 5),
    )
    words = (
        "Dear Partnership Team,\n\nthe form does not open on our computers, so I have typed its questions and our "
        f"answers below.\n\n{mail_text.typed_answers(case)}\n"
        "With thanks\n\nHarriet Longley\nAnchor Family Contact Centre\n"
    )
    return mail(envelope, text(words))


def typed_into_the_mail() -> bytes:
    """The referral of the contact centre."""
    return typed_answers_mail(demo_cases_more.jonah_teague())


def gaps() -> bytes:
    """A referral without a date of incident and without the approval of a LIG representative."""
    envelope = Envelope(
        name="Rosalind Tweed",
        address="rosalind.tweed@tidewaterfamilies.org.example",
        subject="Multi-agency review referral",
        sent=_on(10, 12, 22),
    )
    words = (
        "Please find our referral attached. I was not sure who our representative on the group is and have left that "
        "part empty.\n"
        "\n"
        "Rosalind Tweed\n"
        "Tidewater Family Charity\n"
    )
    form = word_others.children_in_columns(demo_cases_more.marchetti())
    return _with_files(envelope, words, attached("MARR5 Tidewater.docx", form, WORD))


def protection_form() -> bytes:
    """A child-protection referral that was meant for the safeguarding hub: somebody must see it at once."""
    envelope = Envelope(
        name="Joy Abara",
        address="j.abara@millhatch.sch.example",
        subject="URGENT - child going home at 3.15 today",
        sent=_on(10, 13, 40),
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
    return _with_files(envelope, words, attached("MASH form EP.docx", form, WORD))


def follow_up() -> bytes:
    """An answer to the sender's own earlier referral, with a fact and without a form."""
    envelope = Envelope(
        name="Katherine Ellwood",
        address=ELLWOOD.address,
        subject=f"RE: {ELLWOOD.subject}",
        sent=_on(11, 9, 27),
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


def personal_sender() -> bytes:
    """A foster carer writes from a private address, on a form of long ago."""
    envelope = Envelope(
        name="Hazel Ormerod",
        address="hazel.ormerod@freemail.example",
        subject="about Bram",
        sent=_on(11, 20, 14),
    )
    words = (
        "Hello, I am a foster carer and was told that I could send this to you. I found the form on the internet, I "
        "hope it is the right one. Hazel\n"
    )
    form = word_controls.legacy_fields(demo_cases_more.bram_sorrell())
    return _with_files(envelope, words, attached("form.docx", form, WORD))


def word_and_pdf() -> bytes:
    """One referral twice: the Word form and a PDF of the same answers."""
    envelope = Envelope(
        name="Winifred Achebe",
        address="winifred.achebe@islandcommunityhealth.nhs.example",
        subject="LIG referral HT (Word and PDF)",
        sent=_on(12, 10, 10),
    )
    words = (
        "Dear all,\n\nreferral attached, in Word and as a PDF copy in case the Word file gives trouble. It is the same "
        f"referral.\n\nWinifred Achebe\nLead School Nurse\nIsland Community Health\n01632 960705\n\n{DISCLAIMER}\n"
    )
    as_word = word_tables.four_columns(demo_cases_more.hugo_tremayne())
    as_pdf = pdf_printed.ruled_pages(demo_cases_more.hugo_tremayne())
    files = attached("LIG referral HT.docx", as_word, WORD), attached("LIG referral HT.pdf", as_pdf, PDF)
    return _with_files(envelope, words, *files)


def bounce() -> bytes:
    """A report that a receipt could not be delivered."""
    envelope = Envelope(
        name="Mail Delivery System",
        address="mailer-daemon@mx.iowscp.example",
        subject="Undelivered Mail Returned to Sender",
        sent=_on(12, 10, 31),
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
        sent=_on(13, 8, 55),
    )
    whole = word_tables.four_columns(demo_cases_more.caleb_inskip())
    words = (
        "Dear team,\n\nplease find attached our referral to the Learning Inquiry Group, approved by Desmond "
        "Quayle.\n\nGareth Mulholland\nHeadteacher, St Aldhelm's Primary School\n01632 960605\n"
    )
    return _with_files(envelope, words, attached("LIG referral form.docx", whole[:9000], WORD))


def locked_form() -> bytes:
    """A PDF that asks for a password."""
    envelope = Envelope(
        name="Theo Marchant",
        address="theo.marchant@quaysidepractice.nhs.example",
        subject="Referral (password protected)",
        sent=_on(13, 16, 2),
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
    return _with_files(envelope, words, attached("Referral protected.pdf", _locked(), PDF))


def _locked() -> bytes:
    """A form encrypted with RC4 and a fixed file identifier: the stronger ciphers need random bytes."""
    out = io.BytesIO()
    lock = pikepdf.Encryption(user="quayside", owner="quayside-owner", R=4, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(pdf_printed.tab_stops(demo_cases_more.caleb_inskip()))) as pdf:
        pdf.save(out, encryption=lock, static_id=True, compress_streams=False)
    return out.getvalue()


MAILS = (
    DemoMail(
        file="01-death-two-authorities.eml",
        what="Word form of content controls, picture in the signature",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=death_two_authorities,
        cases=(
            _case(
                "Nadia Rose Thorne",
                "met",
                "improvements_needed",
                "recurrent_themes",
                "multi_agency_working",
                "cross_border",
                unclear="single_agency_concern",
            ),
        ),
    ),
    DemoMail(
        file="02-lasting-harm-one-school.eml",
        what="Word form of tables, answers struck out",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=lasting_harm_one_school,
        cases=(_case("Erin Castleton", "met", "improvements_needed", "recurrent_themes", "single_agency_concern"),),
    ),
    DemoMail(
        file="03-newsletter.eml",
        what="bulletin of a mailing list",
        message_class="newsletter",
        new_cases=0,
        acknowledge=False,
        make=newsletter,
    ),
    DemoMail(
        file="04-possible-harm.eml",
        what="ruled PDF with drawn ticks; the outcome for the child is not yet known",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=possible_harm,
        cases=(
            _case(
                "Arlo Penhale",
                "possible",
                "improvements_needed",
                "multi_agency_working",
                unclear="single_agency_concern",
            ),
        ),
    ),
    DemoMail(
        file="05-out-of-office.eml",
        what="automatic reply",
        message_class="auto_reply",
        new_cases=0,
        acknowledge=False,
        make=out_of_office,
    ),
    DemoMail(
        file="06-unregistered-placement.eml",
        what="fillable PDF",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=unregistered_placement,
        cases=(
            _case(
                "Sky Hollander",
                "met",
                "improvements_needed",
                "multi_agency_working",
                "national_panel_local_review",
                "single_agency_concern",
                "cross_border",
                "institutional_setting",
            ),
        ),
    ),
    DemoMail(
        file="07-two-families.eml",
        what="two referrals in one mail: Word paragraphs, and a PDF laid out by tab stops that denies every criterion",
        message_class="referral",
        new_cases=2,
        acknowledge=True,
        make=two_families,
        cases=(
            _case("Orla Brightwell", "met", "no_agency_involvement", unclear="improvements_needed"),
            _case("Caleb Inskip", "not_met"),
        ),
    ),
    DemoMail(
        file="08-question.eml",
        what="which form to use",
        message_class="query",
        new_cases=0,
        acknowledge="hold",
        make=question,
        also={"acknowledge": ["hold", False]},
    ),
    DemoMail(
        file="09-typed-into-the-mail.eml",
        what="referral in the text of the mail",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=typed_into_the_mail,
        cases=(
            _case(
                "Jonah Teague",
                "met",
                "improvements_needed",
                "multi_agency_working",
                "single_agency_concern",
                unclear="institutional_setting",
            ),
        ),
    ),
    DemoMail(
        file="10-gaps.eml",
        what="Word form with a column for each child; no date of incident, no approval",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=gaps,
        cases=(
            _case("Dante Marchetti", "met", "improvements_needed", "multi_agency_working", "single_agency_concern"),
        ),
    ),
    DemoMail(
        file="11-protection-form.eml",
        what="form for the safeguarding hub, a child may be unsafe now",
        message_class="wrong_pathway",
        new_cases=0,
        acknowledge="hold",
        make=protection_form,
        also={"acknowledge": ["hold", False]},
        flags=("urgent", "child_may_be_unsafe_now"),
    ),
    DemoMail(
        file="12-follow-up.eml",
        what="answer to the sender's own referral, no form",
        message_class="reply_no_form",
        new_cases=0,
        acknowledge=False,
        make=follow_up,
        also={"acknowledge": [False, "hold"]},
        links_to="02-lasting-harm-one-school.eml",
    ),
    DemoMail(
        file="13-personal-sender.eml",
        what="old Word form with form fields, from a private address",
        message_class="referral",
        new_cases=1,
        acknowledge="hold",
        make=personal_sender,
        flags=("personal_sender",),
        cases=(
            _case(
                "Bram Sorrell",
                "met",
                "improvements_needed",
                "multi_agency_working",
                "single_agency_concern",
                "institutional_setting",
            ),
        ),
    ),
    DemoMail(
        file="14-word-and-pdf.eml",
        what="one referral as Word form and as PDF",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=word_and_pdf,
        cases=(
            _case(
                "Hugo Tremayne", "met", "improvements_needed", "multi_agency_working", unclear="single_agency_concern"
            ),
        ),
    ),
    DemoMail(
        file="15-bounce.eml",
        what="report of a receipt that did not arrive",
        message_class="bounce",
        new_cases=0,
        acknowledge=False,
        make=bounce,
    ),
    DemoMail(
        file="16-damaged-form.eml",
        what="Word form that broke off on its way",
        message_class="referral",
        new_cases=0,
        acknowledge="hold",
        make=damaged_form,
        also={"class": ["referral", "unreadable"], "new_cases": [0, 1], "acknowledge": ["hold", True]},
    ),
    DemoMail(
        file="17-locked-form.eml",
        what="PDF that asks for a password",
        message_class="encrypted",
        new_cases=0,
        acknowledge="hold",
        make=locked_form,
        also={"new_cases": [0, 1], "acknowledge": ["hold", True]},
        flags=("encrypted",),
    ),
    DemoMail(
        file="18-possible-harm-again.eml",
        what="mail 04, delivered a second time",
        message_class="duplicate",
        new_cases=0,
        acknowledge=False,
        make=possible_harm_again,
        links_to="04-possible-harm.eml",
    ),
)
HEADER = (
    "# What each mail of the demo is and what becomes of it, in the order of arrival. `..._accept` lists further right\n"
    "# answers; `indicated` the criteria of parts B and C that the referral's words indicate (the others they do not);\n"
    "# `unclear` those on which two careful readers may differ.\n"
)


def made() -> Iterator[tuple[str, bytes]]:
    """Each file of the demo's mailbox: its name and bytes."""
    for each in MAILS:
        yield each.file, each.make()
    entries = [each.expectation() for each in MAILS]
    yield "expected.yaml", (HEADER + yaml.safe_dump(entries, sort_keys=False, width=110)).encode()


def write(folder: Path = FOLDER) -> None:
    """Write the mailbox into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
