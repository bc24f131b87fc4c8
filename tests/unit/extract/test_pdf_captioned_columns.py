"""Questions in small print over boxes and alternatives, two or three to a line of the page."""

from typing import Any

from config.schema.fields import FieldCatalogue
from extract.pdf_page import Box, Shape
from extract.pdf_reader import read_pdf
from extract.pdf_rounded import with_square_corners
from extract.reading import read_form
from tests.unit.extract.pdf_files import HEIGHT, Sheet, pdf, read, seen


def record(catalogue: FieldCatalogue, *pages: Any) -> dict[str, Any]:
    return read_form(read_pdf(pdf(*pages)), "form.pdf", catalogue).record.as_plain()


def captions(sheet: Sheet, y: float, *words: str, grey: float = 0.35, width: float = 260) -> None:
    sheet.canvas.setFillGray(grey)
    for number, each in enumerate(words):
        sheet.text(41 + number * width, y, each, size=7)
    sheet.canvas.setFillGray(0)


def rounded(sheet: Sheet, y: float, *words: str, width: float = 260) -> None:
    sheet.canvas.setStrokeGray(0.5)
    for number, each in enumerate(words):
        sheet.canvas.roundRect(40 + number * width, HEIGHT - y - 18, width - 12, 18, 3)
        sheet.text(45 + number * width, y + 13, each, font="Times-Roman")


def circles(sheet: Sheet, x: float, y: float, *words: str, on: str) -> float:
    for each in words:
        sheet.canvas.circle(x + 4, HEIGHT - y, 4, stroke=1, fill=0)
        if each == on:
            sheet.canvas.circle(x + 4, HEIGHT - y, 2.4, stroke=0, fill=1)
        x = sheet.text(x + 11, y + 3, each, size=9) + 10
    return x


def test_grey_captions_over_rounded_boxes_and_circles_in_two_columns(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "The child", size=13)
        for y, asked, said in (
            (90, ("First name(s)", "Last name"), ("Leo", "Marsh")),
            (126, ("Date of birth", "School or college"), ("03-04-2015", "Hill Primary")),
            (162, ("Also known as", "Registered with (GP)"), ("", "Hill Surgery")),
        ):
            captions(sheet, y, *asked)
            rounded(sheet, y + 4, *said)
        captions(sheet, 200, "Looked after", "Child protection plan")
        circles(sheet, 43, 212, "Yes", "No", "Not sure", on="No")
        circles(sheet, 303, 212, "Yes", "No", "Not sure", on="Yes")
        captions(sheet, 230, "Serious incident notified", "MASH told")
        end = circles(sheet, 43, 242, "Yes", "No", "Not sure", on="Yes")
        sheet.text(end + 6, 245, "26/05/2026", font="Times-Roman")
        circles(sheet, 303, 242, "Yes", "No", "Not sure", on="No")

    found = record(catalogue, page)
    assert found["children"] == [
        {
            "full_name": "Leo Marsh", "dob": "2015-04-03", "school": "Hill Primary", "gp": "Hill Surgery",
            "looked_after": "no", "cp_plan": "yes",
        }
    ]  # fmt: skip
    assert found["notifications"] == {"sin_made": "yes", "sin_date": "2026-05-26", "mash_referral": "no"}


def test_hints_in_italics_behind_grey_captions_are_no_part_of_the_question(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Incident", size=13)
        for y, asked, hint, said in (
            (90, "What happened?", "people, place, injuries", "Leo was hurt at home on Sunday night."),
            (130, "Relevant background", "family history, earlier concerns", "The family moved here in March."),
            (170, "What has been done to make children safe?", "", "Leo lives with his aunt for now."),
        ):
            sheet.canvas.setFillGray(0.35)
            end = sheet.text(41, y, asked, size=7)
            sheet.text(end + 6, y, hint, size=6, font="Helvetica-Oblique")
            sheet.canvas.setFillGray(0)
            rounded(sheet, y + 4, said, width=520)

    found = record(catalogue, page)
    assert found["incident"] == {"summary": "Leo was hurt at home on Sunday night."}
    assert found["background"] == "The family moved here in March."
    assert found["immediate_actions"] == "Leo lives with his aunt for now."


def test_questions_in_a_row_belong_to_the_person_that_its_first_one_names(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Family", size=13)
        for number, (name, about) in enumerate((("Ann Marsh", "Mother 02-03-1990"), ("Tom Reed", "Father"), ("", ""))):
            captions(sheet, 90 + 36 * number, f"Person {number + 1}: name", "Relationship and date of birth")
            rounded(sheet, 94 + 36 * number, name, about)
        sheet.bold(40, 230, "Agencies who know the child", size=13)
        for number, (agency, worker) in enumerate((("Hill Housing", "Jo Field 01632 960222"), ("Hill Nursery", ""))):
            captions(sheet, 250 + 36 * number, f"Agency {number + 1}", "Worker and contact details")
            rounded(sheet, 254 + 36 * number, agency, worker)

    found = record(catalogue, page)
    assert found["family"] == [
        {"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-03-02"},
        {"name": "Tom Reed", "relationship": "Father"},
    ]
    assert found["agencies"] == [
        {"agency": "Hill Housing", "contact_name": "Jo Field", "contact": "01632 960222"},
        {"agency": "Hill Nursery"},
    ]


def test_black_captions_over_square_boxes_in_three_columns(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Other processes", size=13)
        asked = ("Police investigation", "Inquest", "Care proceedings")
        captions(sheet, 90, *asked, grey=0, width=175)
        for number, on in enumerate(("Yes", "No", "N/K")):
            x = 41.0 + 175 * number
            for each in ("Yes", "No", "N/K"):
                sheet.tick_box(x, 106, "cross" if each == on else "")
                x = sheet.text(x + 12, 105, each, size=9) + 8

    assert record(catalogue, page)["parallel"] == {
        "police_investigation": "yes", "inquest": "no", "care_proceedings": "unknown",
    }  # fmt: skip


def test_large_tick_boxes_in_the_rows_of_a_table_are_no_cells_of_it(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setStrokeGray(0.3)
        rows = (("Looked after", "No"), ("Child protection plan", "Yes"), ("Disabled", "D/K"))
        for number in range(len(rows) + 1):
            sheet.line(36, 100 + 24 * number, 560, 100 + 24 * number)
        for x in (36, 230, 560):
            sheet.line(x, 100, x, 100 + 24 * len(rows))
        for number, (label, on) in enumerate(rows):
            y = 100 + 24 * number
            sheet.bold(42, y + 14, label, size=9)
            x = 240.0
            for each in ("Yes", "No", "D/K"):
                x = sheet.text(x, y + 15, each, size=8) + 5
                for x0, y0, x1, y1 in ((0, 3, 18, 3), (0, 20, 18, 20), (0, 3, 0, 20), (18, 3, 18, 20)):
                    sheet.line(x + x0, y + y0, x + x1, y + y1)
                if each == on:
                    sheet.text(x + 5, y + 15, "x", size=10)
                x += 36

    assert record(catalogue, page)["children"] == [{"looked_after": "no", "cp_plan": "yes", "disability": "unknown"}]


def test_narrow_cells_of_a_table_are_no_tick_boxes() -> None:
    def page(sheet: Sheet) -> None:
        for number in range(4):
            sheet.line(100, 100 + 18 * number, 136, 100 + 18 * number)
        for x in (100, 118, 136):
            sheet.line(x, 100, x, 154)
        sheet.text(104, 113, "A1")

    assert "☐" not in " ".join(seen(read(page)))


def test_short_answers_that_fill_their_rounded_box_are_not_ringed(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "The child", size=13)
        captions(sheet, 90, "Sex", "First language", "Ethnicity", width=60)
        rounded(sheet, 94, "Female", "Welsh", "", width=60)
        captions(sheet, 126, "Name of child", "School")
        rounded(sheet, 130, "Mia Marsh", "Hill Primary")

    assert record(catalogue, page)["children"] == [
        {"full_name": "Mia Marsh", "sex": "female", "first_language": "Welsh", "school": "Hill Primary"}
    ]


def test_corners_are_squared_and_rings_stay_round() -> None:
    sides = ((43.0, 10.0, 87.0, 10.0), (43.0, 28.0, 87.0, 28.0), (40.0, 13.0, 40.0, 25.0), (90.0, 13.0, 90.0, 25.0))
    soft = Shape(box=Box(40, 10, 90, 28), lines=sides, curves=4, stroke=(0, 0, 0))
    ring = Shape(box=Box(40, 10, 90, 28), lines=(), curves=4, stroke=(0, 0, 0))
    squared, kept = with_square_corners([soft, ring])
    assert squared.is_rectangle
    assert (squared.curves, len(squared.lines)) == (0, 4)
    assert kept is ring


def test_a_sentence_over_the_fields_of_several_lines(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(40, 60, "Declaration by referrer", size=13)
        for number, ((first, one), (second, two)) in enumerate(
            (
                (("I,", "DC Ana Petrov"), (", (post)", "Detective Constable")),
                (("of (organisation)", "Marsh Police"), ("tel.", "01632 960590")),
            )
        ):
            y = 90 + 24 * number
            for x, label, said in ((41, first, one), (290, second, two)):
                end = sheet.text(x, y, label, size=9) + 4
                sheet.canvas.acroForm.textfield(
                    name=f"f{number}{x}",
                    value=said,
                    x=end,
                    y=HEIGHT - y - 4,
                    width=x + 235 - end,
                    height=15,
                    fontSize=9,
                )

    assert record(catalogue, page)["referrer"] == {
        "name": "DC Ana Petrov", "role": "Detective Constable", "agency": "Marsh Police", "phone": "01632 960590",
    }  # fmt: skip
