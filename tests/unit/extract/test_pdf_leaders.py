"""Dots and underscores typed to write on, with answers put over them."""

from tests.unit.extract.pdf_files import Sheet, read, texts


def _over(sheet: Sheet, y: float, question: str, answer: str, sign: str = "_") -> None:
    behind = sheet.text(60, y, question)
    sheet.text(behind, y, 40 * sign)
    sheet.text(behind + 6, y - 1.5, answer, font="Times-Roman")


def test_an_answer_put_over_underscores_is_read_without_them():
    def page(sheet: Sheet):
        _over(sheet, 100, "Full name:", "Ada Quill")
        _over(sheet, 125, "School: ", "Saltby Academy", ".")
        _over(sheet, 150, "GP: ", "Dr Vane", ".")

    assert texts(read(page)) == ["Full name:", "Ada Quill", "School:", "Saltby Academy", "GP:", "Dr Vane"]


def test_spare_lines_below_an_answer_are_left_out():
    def page(sheet: Sheet):
        sheet.text(60, 100, "What happened?")
        for y in (120, 138, 156):
            sheet.text(60, y, 80 * "_")
        sheet.text(62, 118.5, "Ada was seen at the surgery.", font="Times-Roman")

    assert texts(read(page)) == ["What happened?", "Ada was seen at the surgery."]


def test_a_question_with_nothing_over_its_dots_keeps_them():
    def page(sheet: Sheet):
        _over(sheet, 100, "Full name:", "Ada Quill")
        sheet.text(60, 130, "School: " + 40 * "_")

    assert texts(read(page)) == ["Full name:   Ada Quill", "School: " + 40 * "_"]
