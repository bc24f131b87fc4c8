"""What files are, and which of a mail's files are referrals. Bad content is a kind and a code, never an exception."""

import io
import zipfile

import docx
import pytest

from config.schema.fields import FieldCatalogue
from extract.model import DocumentKind, InputFile
from extract.present import as_contract_json
from extract.read import read_file, read_message
from extract.sections import narrative_sections

ANSWERS = {
    "Name of child": "Leo Marsh",
    "Date of birth": "03/04/2015",
    "Date of incident": "01/02/2026",
    "What happened?": "Leo was found at the foot of the stairs and is in hospital.",
    "Agency involvement": "School wrote to the health visitor twice.",
    "Why do you think that the criteria are met?": "Neglect is suspected and he was seriously hurt.",
    "Name of referrer": "Jo Field",
    "Referring agency": "Mill Lane School",
}
TITLE = "Referral for a Local Child Safeguarding Practice Review"


def word(title: str, answers: dict[str, str]) -> bytes:
    document = docx.Document()
    document.add_heading(title, 1)
    grid = document.add_table(rows=0, cols=2)
    for label, answer in answers.items():
        cells = grid.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = answer
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def body(text: str) -> InputFile:
    return InputFile(name="body", content=text.encode(), declared_type="text/plain", is_mail_body=True)


def form(name: str = "form.docx", **changes: str) -> InputFile:
    return InputFile(name=name, content=word(TITLE, ANSWERS | {key.replace("_", " "): v for key, v in changes.items()}))


def test_a_form_gives_its_record_in_the_contracts_shape(catalogue: FieldCatalogue) -> None:
    extraction = read_file(form(), catalogue)
    shown = as_contract_json(extraction)
    assert shown["kind"] == "referral_form"
    assert shown["referral"]["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03"}]
    assert {each["path"] for each in shown["provenance"]} >= {"children[0].dob", "incident.summary", "referrer.name"}
    assert all(each["source"] and each["raw"] for each in shown["provenance"])
    assert "representative.name" in shown["missing"]
    assert "incident.date" not in shown["missing"]
    assert narrative_sections(extraction.record)["incident"].startswith("Leo was found")


def test_the_same_form_without_answers_is_blank(catalogue: FieldCatalogue) -> None:
    blank = InputFile(name="form.docx", content=word(TITLE, dict.fromkeys(ANSWERS, "")))
    extraction = read_file(blank, catalogue)
    assert extraction.kind is DocumentKind.BLANK_FORM
    assert extraction.record.readings == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Inter-Agency Referral Form (IARF)", DocumentKind.OTHER_FORM),
        ("LADO referral form", DocumentKind.OTHER_FORM),
        ("Safeguarding Adults Review request", DocumentKind.OTHER_FORM),
        ("Notification of child death", DocumentKind.OTHER_FORM),
        ("Minutes of strategy meeting", DocumentKind.SUPPORTING_DOCUMENT),
    ],
)
def test_other_papers_are_told_apart_and_give_no_referral(
    title: str, kind: DocumentKind, catalogue: FieldCatalogue
) -> None:
    answers = {"Child's name": "Leo Marsh", "Date of birth": "03/04/2015", "School": "Mill Lane School"}
    paper = InputFile(name="a.docx", content=word(title, answers))
    extraction = read_file(paper, catalogue)
    assert extraction.kind is kind
    assert extraction.missing == ()
    assert read_message([paper], catalogue).referrals == ()
    says = "Leo Marsh" if kind is DocumentKind.OTHER_FORM else None  # what another process's form says is shown
    assert extraction.record.value("children[0].full_name") == says


def test_a_form_about_something_else_is_no_referral(catalogue: FieldCatalogue) -> None:
    answers = {
        "Your name": "Jo Field",
        "Your role": "Clerk",
        "Name of your representative": "Ann Lowe",
        "Rationale for the request": "The examples show one way in which issues may be stated.",
        "Background": "Earlier requests to the board are to be enclosed.",
    }
    request = InputFile(name="a.docx", content=word("Application to the board of the club", answers))
    assert read_file(request, catalogue).kind is DocumentKind.OTHER_DOCUMENT
    told = answers | {"What happened?": "Leo was found unresponsive at home.", "Child's name": "Leo Marsh"}
    about_a_child = InputFile(name="a.docx", content=word("Application to the board of the club", told))
    assert read_file(about_a_child, catalogue).kind is DocumentKind.REFERRAL_FORM
    handbook = told | {"Opening hours of the halls": "The hall is open from nine to five. " * 1000}
    by_chance = InputFile(name="a.docx", content=word("Handbook of the club", handbook))
    assert read_file(by_chance, catalogue).kind is DocumentKind.OTHER_DOCUMENT


def test_files_are_known_by_content_not_by_name(catalogue: FieldCatalogue) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("form.docx", b"x")
    cases = {
        (b"PK\x03\x04broken", "application/pdf"): (DocumentKind.UNREADABLE, "damaged"),
        (stream.getvalue(), "application/msword"): (DocumentKind.ARCHIVE, "archive"),
        (b"\xff\xd8\xff\xe0 picture", "image/jpeg"): (DocumentKind.UNREADABLE, "damaged"),
        (b"\x00\x01\x02\x03", ""): (DocumentKind.UNREADABLE, "unknown_format"),
        (b"", ""): (DocumentKind.UNREADABLE, "empty_file"),
    }
    for (content, declared), expected in cases.items():
        extraction = read_file(InputFile(name="form.docx", content=content, declared_type=declared), catalogue)
        assert (extraction.kind, *extraction.warnings) == expected


def test_signatures_and_inline_pictures_are_set_aside(catalogue: FieldCatalogue) -> None:
    signature = InputFile(name="smime.p7s", content=b"\x30\x82", declared_type="application/pkcs7-signature")
    picture = InputFile(name="logo.png", content=b"\x89PNG", declared_type="image/png", inline=True)
    assert read_file(signature, catalogue).kind is DocumentKind.SIGNATURE
    assert read_file(picture, catalogue).kind is DocumentKind.INLINE_IMAGE


def test_a_covering_note_is_no_referral(catalogue: FieldCatalogue) -> None:
    note = body("Dear team,\nPlease find attached our LIG referral for a practice review.\nKind regards\nJo Field")
    reading = read_message([note, form()], catalogue)
    assert [each.kind for each in reading.extractions] == [DocumentKind.OTHER_DOCUMENT, DocumentKind.REFERRAL_FORM]
    assert len(reading.referrals) == 1
    assert reading.referrals[0].file == "form.docx"
    alone = read_message([note], catalogue)
    assert alone.referrals == ()


def test_answers_typed_into_the_mail_are_a_referral_where_no_form_is(catalogue: FieldCatalogue) -> None:
    typed = body("LIG referral\n" + "\n".join(f"{label.rstrip('?')}: {answer}" for label, answer in ANSWERS.items()))
    assert len(read_message([typed], catalogue).referrals) == 1
    both = read_message([typed, form()], catalogue)
    assert [each.file for each in both.referrals] == ["form.docx"]


def test_a_fact_in_the_mail_that_disagrees_with_the_form_is_a_conflict(catalogue: FieldCatalogue) -> None:
    note = body("Dear team,\nForm attached.\nDate of incident: 03/02/2026\nRegards")
    (referral,) = read_message([note, form()], catalogue).referrals
    assert {reading.value for each in referral.conflicts for reading in each.readings} == {"2026-02-01", "2026-02-03"}


def test_two_children_are_two_referrals_and_a_copy_is_none(catalogue: FieldCatalogue) -> None:
    other = form("other.docx", Name_of_child="Mia Reed", Date_of_birth="05/06/2017")
    copy = form("copy.docx", Date_of_incident="02/02/2026")
    reading = read_message([form(), copy, other], catalogue)
    assert [each.file for each in reading.referrals] == ["form.docx", "other.docx"]
    assert [each.path for each in reading.referrals[0].conflicts] == ["incident.date"]


def test_a_letter_gives_the_child_the_signature_and_its_text(catalogue: FieldCatalogue) -> None:
    letter = body(
        """12 May 2026
Dear Learning Inquiry Group
Re: Leo Marsh, DOB 03/04/2015, 4 Mill Lane, Newport PO30 8WL
I am writing to refer this child for consideration of a Local Child Safeguarding Practice Review.
On 5 May 2026 Leo was found at the foot of the stairs. The school had told two services of its worries.
I have discussed this with Kim Hale, our LIG representative, who agrees.
Yours sincerely
Jo Field
Headteacher
Mill Lane School
01632 960111"""
    )
    (referral,) = read_message([letter], catalogue).referrals
    record = referral.record
    assert record.value("children[0].full_name") == "Leo Marsh"
    assert record.value("children[0].postcode") == "PO30 8WL"
    assert record.value("incident.date") == "2026-05-05"
    assert record.value("referrer.role") == "Headteacher"
    assert record.value("representative.name") == "Kim Hale"
    assert all(reading.confidence <= 0.6 for reading in record.readings if reading.path != "children[0].dob")
