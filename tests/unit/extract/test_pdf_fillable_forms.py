"""Forms filled in by their fields, without ruled tables: columns of boxes, rows below them, and printed words."""

from dataclasses import replace

from config.domain import load_domain
from extract.blocks import Block, LabelledAnswer
from extract.document import Control, Paragraph, Place, SourceDocument, Span
from extract.fillable import without_printed_answers
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import HEIGHT, Sheet, pdf

PLACE = Place(part="page")


def values_of(content: bytes) -> dict[str, str]:
    record = read_form(read_pdf(content), "form.pdf", load_domain(None).fields).record
    return {reading.path: reading.value for reading in record.readings}


def field(sheet: Sheet, x: float, y: float, value: str) -> None:
    """A field on a ruled line, its foot at y."""
    sheet.line(x, y + 0.5, x + 150, y + 0.5)
    sheet.canvas.acroForm.textfield(
        name=f"Text{x}{y}", value=value, x=x, y=HEIGHT - y, width=150, height=15, borderWidth=0
    )


def boxes(sheet: Sheet, y: float, columns: list[float], ticked: int) -> None:
    for number, x in enumerate(columns):
        sheet.canvas.acroForm.checkbox(
            name=f"Check Box{x}{y}", checked=number == ticked, x=x, y=HEIGHT - y, size=10, buttonStyle="check"
        )


def test_columns_of_boxes_headed_beside_the_sections_heading_and_a_question_in_words_below_them():
    columns = [364.0, 424.0, 484.0]

    def page(sheet: Sheet) -> None:
        sheet.bold(50, 80, "3. Status of the child", size=12)
        for x, words in zip(columns, ["Yes", "No", "Not known"], strict=True):
            sheet.bold(x - 4, 80, words, size=8)
        for number, (question, ticked) in enumerate(
            [("Disability", 1), ("Subject to a child protection plan", 0), ("Looked after by a local authority", 2)]
        ):
            sheet.text(50, 98 + 17 * number, question)
            boxes(sheet, 98 + 17 * number, columns, ticked)
        sheet.text(50, 152, "Plan category and dates")
        field(sheet, 200, 155, "Neglect, from 3 May 2024")

    values = values_of(pdf(page))

    assert values["children[0].disability"] == "no"
    assert values["children[0].cp_plan"] == "yes"
    assert values["children[0].looked_after"] == "unknown"
    assert values["children[0].cp_plan_detail"] == "Neglect, from 3 May 2024"


def line(text: str, name: str = "") -> Paragraph:
    control = Control(kind="text", origin="acroform", name=name) if name else None
    return Paragraph(spans=(Span(text=text, control=control),), place=PLACE)


def answered(label: str, answer: Paragraph, rule: str = "cell_right", instance: str = "") -> LabelledAnswer:
    return LabelledAnswer(
        label=label, answer=(answer,), block=Block(), place=PLACE, rule=rule, trust=1.0, instance=instance
    )


def form(fields: int) -> SourceDocument:
    return SourceDocument(
        format="pdf", items=tuple(line("Words", f"Text{number}") for number in range(fields)), losses=(), page_count=1
    )


def test_printed_words_answer_nothing_where_a_form_is_filled_in_by_its_fields():
    answers = [answered("Ref", line("Date received")), answered("Name", line("Jo Field", "Text1"))]

    kept = without_printed_answers(answers, form(12))

    assert [[each.text for each in answer.answer] for answer in kept] == [[], ["Jo Field"]]
    assert without_printed_answers(answers, form(3)) == answers


def test_what_was_typed_over_the_pages_may_be_an_answer_beside_the_fields():
    answers = [answered("Ref", line("Typed over the page")), answered("Name", line("Jo Field", "Text1"))]

    assert without_printed_answers(answers, replace(form(12), typed_over=True)) == answers


def test_a_printed_agency_stays_where_its_row_was_filled_in():
    answers = [
        answered("Agency", line("School"), "grid", "row1"),
        answered("Name", line("Jo Field", "Text1"), "grid", "row1"),
        answered("Agency", line("Police"), "grid", "row2"),
    ]

    kept = without_printed_answers(answers, form(12))

    assert [len(each.answer) for each in kept] == [1, 1, 0]
