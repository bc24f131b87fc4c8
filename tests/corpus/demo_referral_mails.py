"""The demo's genuine referrals as mails: forms of several kinds, one typed into the mail, one delivered twice."""

import struct
import zlib

from tests.corpus.mail_pieces import PDF, WORD, Envelope, attached, mail, multipart, on, text, with_files
from tests.corpus.make_forms import (
    demo_cases,
    demo_cases_more,
    mail_text,
    pdf_fillable,
    pdf_printed,
    word_controls,
    word_others,
    word_tables,
)
from tests.corpus.make_forms.case import Case

DISCLAIMER = (
    "This message may contain confidential information. If it was not meant for you, please delete it and tell us. "
    "Views expressed are those of the sender."
)


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
        sent=on(2, 16, 42),
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
    sent=on(3, 8, 15),
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
    return with_files(ELLWOOD, words, attached("Practice review request EC.docx", form, WORD))


def _kelsall(relay: str, *, sent_again: bool) -> bytes:
    envelope = Envelope(
        name="Imran Kelsall",
        address="imran.kelsall@channelisland.police.example",
        subject="LIG referral from Channel and Island Constabulary",
        sent=on(4, 14, 20),
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
    written = with_files(envelope, words, attached("PR2 Penhale.pdf", form, PDF))
    return b"X-Redelivered-By: mx2.iowscp.example\r\n" + written if sent_again else written


def possible_harm() -> bytes:
    """A ruled PDF with drawn ticks."""
    return _kelsall("mx.iowscp.example", sent_again=False)


def possible_harm_again() -> bytes:
    """The same mail, delivered a second time by another server."""
    return _kelsall("mx2.iowscp.example", sent_again=True)


def unregistered_placement() -> bytes:
    """A fillable PDF."""
    envelope = Envelope(
        name="Ingrid Pell",
        address="ingrid.pell@islandcouncil.gov.example",
        subject="Practice review e-form SH",
        sent=on(5, 17, 48),
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
    return with_files(envelope, words, attached("e-referral SH.pdf", form, PDF))


def two_families() -> bytes:
    """Two referrals that have nothing to do with each other, one of which says itself that nothing is met."""
    envelope = Envelope(
        name="Bernadette Lowe",
        address="b.lowe@islandhealthcare.nhs.example",
        subject="Two referrals (separate families)",
        sent=on(6, 11, 30),
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
    return with_files(envelope, words, *files)


def typed_answers_mail(case: Case) -> bytes:
    """A referral without any attachment, its answers typed below the questions of a form."""
    envelope = Envelope(
        name="Harriet Longley",
        address="harriet.longley@anchorcontact.org.example",
        subject="Referral to the Learning Inquiry Group",
        sent=on(9, 13, 5),
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
        sent=on(10, 12, 22),
    )
    words = (
        "Please find our referral attached. I was not sure who our representative on the group is and have left that "
        "part empty.\n"
        "\n"
        "Rosalind Tweed\n"
        "Tidewater Family Charity\n"
    )
    form = word_others.children_in_columns(demo_cases_more.marchetti())
    return with_files(envelope, words, attached("MARR5 Tidewater.docx", form, WORD))


def personal_sender() -> bytes:
    """A foster carer writes from a private address, on a form of long ago."""
    envelope = Envelope(
        name="Hazel Ormerod",
        address="hazel.ormerod@freemail.example",
        subject="about Bram",
        sent=on(11, 20, 14),
    )
    words = (
        "Hello, I am a foster carer and was told that I could send this to you. I found the form on the internet, I "
        "hope it is the right one. Hazel\n"
    )
    form = word_controls.legacy_fields(demo_cases_more.bram_sorrell())
    return with_files(envelope, words, attached("form.docx", form, WORD))


def word_and_pdf() -> bytes:
    """One referral twice: the Word form and a PDF of the same answers."""
    envelope = Envelope(
        name="Winifred Achebe",
        address="winifred.achebe@islandcommunityhealth.nhs.example",
        subject="LIG referral HT (Word and PDF)",
        sent=on(12, 10, 10),
    )
    words = (
        "Dear all,\n\nreferral attached, in Word and as a PDF copy in case the Word file gives trouble. It is the same "
        f"referral.\n\nWinifred Achebe\nLead School Nurse\nIsland Community Health\n01632 960705\n\n{DISCLAIMER}\n"
    )
    as_word = word_tables.four_columns(demo_cases_more.hugo_tremayne())
    as_pdf = pdf_printed.ruled_pages(demo_cases_more.hugo_tremayne())
    files = attached("LIG referral HT.docx", as_word, WORD), attached("LIG referral HT.pdf", as_pdf, PDF)
    return with_files(envelope, words, *files)
