"""Sentences with blanks on ruled lines: each blank is a field of its sentence, asked for by the words around it."""

from config.schema.fields import FieldCatalogue
from extract.blank_sentences import BlankSentences
from extract.labels import LabelIndex
from tests.unit.extract.invented_forms import record
from tests.unit.extract.pdf_files import Sheet, read, texts

_STRUCK = "~"


def sentence(sheet: Sheet, x: float, y: float, *parts: str | tuple[str, float]) -> None:
    """Printed words, blanks as (written, width), and words struck out, which begin with a tilde."""
    for part in parts:
        if isinstance(part, tuple):
            written, width = part
            sheet.line(x, y + 2, x + width, y + 2)
            sheet.canvas.setFillColorRGB(0.1, 0.2, 0.5)
            sheet.text(x + 4, y, written, font="Times-Italic", size=11)
            sheet.canvas.setFillColorRGB(0, 0, 0)
            x += width + 4
        else:
            end = sheet.text(x, y, part.removeprefix(_STRUCK))
            if part.startswith(_STRUCK):
                sheet.line(x, y - 3.2, end, y - 3.2)
            x = end + 3


def test_a_request_told_in_one_sentence(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(180, 60, "Oakdale Partnership: a request to look at a case", size=14)
        sentence(sheet, 60, 100, "I,", ("Jo Field", 150), ", being", ("School Nurse", 140), "with")
        sentence(sheet, 60, 122, ("Hill Street Health Centre", 190), ", ask you to consider the case of")
        sentence(sheet, 60, 144, ("Ivy Marsh", 150), ", a", "~boy", "/ girl born on", ("4 May 2021", 110), ", living")
        sentence(sheet, 60, 166, "at", ("3 Mill Lane, Oakdale", 170), "(postcode", ("PO30 1UD", 70), ").")
        sentence(sheet, 60, 200, "The events took place on", ("2 May 2026", 100), "at", ("home", 120), ".")

    document = read(page)
    found = record(catalogue, document)

    assert texts(document)[1].startswith("I,")
    assert found["referrer"] == {"name": "Jo Field", "role": "School Nurse", "agency": "Hill Street Health Centre"}
    assert found["children"] == [
        {
            "full_name": "Ivy Marsh",
            "dob": "2021-05-04",
            "sex": "female",
            "address": "3 Mill Lane, Oakdale",
            "postcode": "PO30 1UD",
        }
    ]
    assert (found["incident"]["date"], found["incident"]["location"]) == ("2026-05-02", "home")


def test_blanks_in_two_columns_and_one_left_empty(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Notice of a serious case", size=14)
        sentence(sheet, 60, 100, "The child,", ("Leo Marsh", 90), ", was")
        sentence(sheet, 60, 122, "born on", ("1 June 2019", 80), "and goes to")
        sentence(sheet, 60, 144, ("Hill Street Primary", 120), ".")
        sentence(sheet, 330, 100, "My name is", ("Sam Ward", 90), "and I")
        sentence(sheet, 330, 122, "work as", ("", 80), ". Ring me on")
        sentence(sheet, 330, 144, ("01632 960104", 90), "in office hours.")

    found = record(catalogue, read(page))

    assert found["children"][0]["full_name"] == "Leo Marsh"
    assert found["children"][0]["dob"] == "2019-06-01"
    assert found["referrer"]["name"] == "Sam Ward"
    assert "role" not in found["referrer"]


def test_an_underlined_phrase_in_running_text_is_no_blank() -> None:
    def page(sheet: Sheet) -> None:
        for y in (100, 130, 160, 190):
            x = sheet.text(60, y, "The child was ")
            end = sheet.text(x, y, "seriously harmed")
            sheet.line(x, y + 1.5, end, y + 1.5)
            sheet.text(end + 3, y, "at nursery on that day.")

    document = read(page)

    assert not any(span.control for each in document.paragraphs() for span in each.spans)


def test_words_in_front_of_a_blank_take_their_sense_from_the_blank_before(catalogue: FieldCatalogue) -> None:
    blanks = BlankSentences(LabelIndex(catalogue))

    asked = [
        blanks.question(words) for words in ("I", "being", "of", "refer the child", "of", "talked it over with", "of")
    ]

    assert asked == [
        "Name of referrer",
        "Role of referrer",
        "Agency of referrer",
        "Name of child",
        "Home address of child",
        "Name of representative",
        "Agency of representative",
    ]


def test_lines_to_write_on_behind_their_questions(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Referral to the learning group", size=14)
        sheet.bold(60, 86, "The child")
        answers = {
            "Name": "Lexi Hart",
            "Date of birth": "29/09/2015",
            "Sex": "Female",
            "Ethnicity": "White British",
            "NHS No.": "943 476 5919",
            "School / setting": "Oakdale Juniors",
            "Date of death (if any)": "",
        }
        for number, (question, answer) in enumerate(answers.items()):
            y = 110 + 20 * number
            start = sheet.text(60, y, question) + 4
            sheet.line(start, y + 1, 320, y + 1)
            if answer:
                sheet.text(start + 2, y - 1, answer)

    document = read(page)
    assert record(catalogue, document)["children"] == [
        {
            "full_name": "Lexi Hart",
            "dob": "2015-09-29",
            "sex": "female",
            "ethnicity": "White British",
            "nhs_number": "9434765919",
            "school": "Oakdale Juniors",
        }
    ]
