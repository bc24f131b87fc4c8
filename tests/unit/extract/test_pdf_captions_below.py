"""Forms with ruled lines to write on and the questions in small print under them, and dates in three fields."""

from extract.pdf_reader import read_pdf
from tests.unit.extract.pdf_files import HEIGHT, Sheet, pdf, texts


def field(sheet: Sheet, x: float, y: float, width: float, value: str) -> None:
    """A field with its top at y, on a ruled line."""
    sheet.line(x, y + 16.5, x + width, y + 16.5)
    sheet.canvas.acroForm.textfield(
        name=f"Text{x}{y}", value=value, x=x, y=HEIGHT - y - 16, width=width, height=16, borderWidth=0
    )


def captioned(sheet: Sheet, x: float, y: float, caption: str, value: str) -> None:
    field(sheet, x, y, 150, value)
    sheet.text(x, y + 26, caption, size=7.5)


def labelled(sheet: Sheet, x: float, y: float, label: str, value: str) -> None:
    sheet.text(x, y - 3, label, size=9)
    field(sheet, x, y, 150, value)


def test_a_caption_under_a_line_comes_before_what_is_written_on_it():
    def page(sheet: Sheet) -> None:
        sheet.bold(50, 110, "A. Young person", size=12)
        captioned(sheet, 50, 118, "Home address", "14 Quarry Rise")
        captioned(sheet, 50, 152, "Town", "Oldtown")
        captioned(sheet, 50, 186, "Religion", "")
        captioned(sheet, 50, 220, "School", "Hill Primary")

    shown = texts(read_pdf(pdf(page)))

    assert shown == [
        "A. Young person", "Home address", "14 Quarry Rise", "Town", "Oldtown", "Religion", "", "School",
        "Hill Primary",
    ]  # fmt: skip


def test_labels_over_their_fields_stay_where_they_are():
    rows = [("Home address", "14 Quarry Rise"), ("Town", "Oldtown"), ("Religion", "None"), ("School", "Hill Primary")]

    def page(sheet: Sheet) -> None:
        for number, (label, value) in enumerate(rows):
            labelled(sheet, 50, 100 + 30 * number, label, value)

    assert texts(read_pdf(pdf(page))) == [text for row in rows for text in row]


def test_three_fields_of_a_date_are_one():
    def page(sheet: Sheet) -> None:
        sheet.text(50, 112, "Date of birth")
        for x, part, value in ((130, "DD", "09"), (170, "MM", "11"), (210, "YYYY", "2012")):
            field(sheet, x, 100, 30, value)
            sheet.text(x, 126, part, size=7)
        sheet.text(163, 112, "/")
        sheet.text(203, 112, "/")

    assert texts(read_pdf(pdf(page))) == ["Date of birth", "09/11/2012"]


def test_neighbouring_fields_of_words_are_two_answers():
    def page(sheet: Sheet) -> None:
        field(sheet, 50, 100, 60, "Ada")
        field(sheet, 114, 100, 60, "Roe")

    assert texts(read_pdf(pdf(page))) == ["Ada", "Roe"]
