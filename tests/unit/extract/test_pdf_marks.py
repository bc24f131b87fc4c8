"""Ticks in PDFs: drawn squares and circles, glyphs, ink; and words that are struck out, underlined or highlighted."""

import pikepdf
import pytest
from reportlab.lib.colors import HexColor, black, red, white, yellow

from extract.document import MarkState
from extract.pdf_reader import read_pdf
from tests.unit.extract.pdf_files import HEIGHT, Sheet, cells, changed, paragraph_with, pdf, read, seen, texts

ON, OFF = MarkState.ON, MarkState.OFF


def marks(document):
    return [span.mark for each in document.paragraphs() for span in each.spans if span.mark]


@pytest.mark.parametrize("sign", ["cross", "tick", "filling"])
@pytest.mark.parametrize("size", [6, 9, 14])
def test_a_drawn_box_is_ticked_by_what_is_drawn_in_it(sign, size):
    def page(sheet: Sheet):
        sheet.tick_box(60, 100, sign, size)
        sheet.text(78, 99, "Yes")
        sheet.tick_box(120, 100, "", size)
        sheet.text(138, 99, "No")

    document = read(page)

    assert seen(document) == ["[on] Yes [off] No"]
    assert {each.evidence for each in marks(document)} == {"drawn"}


def test_a_box_drawn_as_four_lines_is_one_box():
    def page(sheet: Sheet):
        sheet.line(60, 91, 69, 91)
        sheet.line(60, 100, 69, 100)
        sheet.line(60, 91, 60, 100)
        sheet.line(69, 91, 69, 100)
        sheet.text(75, 99, "Known to the police")

    assert seen(read(page)) == ["[off] Known to the police"]


def test_a_box_drawn_twice_with_a_tint_is_one_box():
    def page(sheet: Sheet):
        sheet.canvas.setFillColor(HexColor("#dde6f5"))
        sheet.box(60, 91, 10, 10, fill=True, stroke=False)
        sheet.canvas.setFillColor(black)
        sheet.box(60.3, 91.3, 9.4, 9.4)
        sheet.text(75, 99, "Known to the police")

    assert seen(read(page)) == ["[off] Known to the police"]


@pytest.mark.parametrize("shape", ["square", "circle"])
def test_a_frame_drawn_as_the_area_between_two_outlines_is_a_box(shape):
    def page(sheet: Sheet):
        path = sheet.canvas.beginPath()
        for shrink in (0, 0.8):
            if shape == "square":
                path.rect(60 + shrink, HEIGHT - 100 + shrink, 9 - 2 * shrink, 9 - 2 * shrink)
            else:
                path.circle(64.5, HEIGHT - 95.5, 4.5 - shrink)
        sheet.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)
        sheet.text(75, 99, "Known to the police")

    assert seen(read(page)) == ["[off] Known to the police"]


def test_a_tick_drawn_in_one_path_with_its_box_counts():
    def page(sheet: Sheet):
        path = sheet.canvas.beginPath()
        path.rect(60, HEIGHT - 100, 9, 9)
        path.moveTo(61, HEIGHT - 99)
        path.lineTo(68, HEIGHT - 92)
        path.moveTo(61, HEIGHT - 92)
        path.lineTo(68, HEIGHT - 99)
        sheet.canvas.drawPath(path)
        sheet.text(75, 99, "Known to the police")

    assert seen(read(page)) == ["[on] Known to the police"]


@pytest.mark.parametrize("sign", ["X", "x"])
def test_a_letter_typed_into_a_drawn_box_is_its_tick(sign):
    def page(sheet: Sheet):
        sheet.tick_box(60, 100)
        sheet.text(62, 98.5, sign, size=8)
        sheet.text(75, 99, "Yes")

    assert seen(read(page)) == ["[on] Yes"]


def test_a_red_tick_counts():
    def page(sheet: Sheet):
        sheet.tick_box(60, 100)
        sheet.canvas.setStrokeColor(red)
        sheet.line(61, 95, 64, 99, 1.2)
        sheet.line(64, 99, 72, 90, 1.2)
        sheet.canvas.setStrokeColor(black)
        sheet.text(78, 99, "Yes")

    assert seen(read(page)) == ["[on] Yes"]


def test_digits_in_drawn_boxes_stay_digits():
    def page(sheet: Sheet):
        sheet.text(60, 100, "NHS number")
        for index, digit in enumerate("9434765919"):
            sheet.box(150 + 15 * index, 89, 15, 15)
            sheet.text(154 + 15 * index, 100, digit)

    document = read(page)

    assert marks(document) == []
    assert texts(document) == ["NHS number", "9434765919"]


def test_round_buttons_tell_their_state():
    def page(sheet: Sheet):
        for index, label in enumerate(["Yes", "No", "Not known"]):
            x = 60 + 70 * index
            sheet.canvas.circle(x, HEIGHT - 97, 4.5)
            if label == "No":
                sheet.canvas.circle(x, HEIGHT - 97, 2.4, fill=1)
            sheet.text(x + 9, 100, label)

    assert seen(read(page)) == ["[off] Yes [on] No [off] Not known"]


def test_round_and_square_bullets_are_no_ticks():
    def page(sheet: Sheet):
        for index, words in enumerate(["First point", "Second point"]):
            sheet.canvas.circle(60, HEIGHT - 97 - 20 * index, 2.8, fill=1)
            sheet.text(75, 100 + 20 * index, words)
        sheet.box(57, 134, 6, 6, fill=True)
        sheet.text(75, 140, "Third point")
        sheet.canvas.setFillColor(black)

    document = read(page)

    assert [text.strip() for text in texts(document)][:2] == ["First point", "Second point"]


def test_labels_in_front_of_their_boxes_stay_with_them():
    def page(sheet: Sheet):
        sheet.text(60, 100, "Yes")
        sheet.tick_box(90, 101, "cross")
        sheet.text(130, 100, "No")
        sheet.tick_box(155, 101)

    assert seen(read(page)) == ["Yes [on] No [off]"]


def test_the_question_stays_apart_from_its_options():
    def page(sheet: Sheet):
        sheet.text(60, 100, "Is the child looked after?")
        for index, label in enumerate(["Yes", "No", "Not known"]):
            sheet.tick_box(300 + 60 * index, 101, "cross" if label == "No" else "")
            sheet.text(314 + 60 * index, 100, label)

    assert seen(read(page)) == ["Is the child looked after?", "[off] Yes [on] No [off] Not known"]


def test_a_box_beside_a_statement_of_two_lines_stands_at_its_head():
    def page(sheet: Sheet):
        sheet.tick_box(60, 101, "tick")
        sheet.text(
            85, 100, "There is cause for concern about how two or more agencies worked together over a long time"
        )
        sheet.text(85, 112, "to safeguard the child")
        sheet.tick_box(60, 131)
        sheet.text(85, 130, "The child has died")

    assert seen(read(page)) == [
        "[on] There is cause for concern about how two or more agencies worked together over a long time"
        " to safeguard the child",
        "[off] The child has died",
    ]


def test_boxes_in_table_cells_do_not_disturb_the_table():
    def page(sheet: Sheet):
        sheet.grid([50, 300, 545], [80, 110, 140])
        sheet.text(55, 100, "Care proceedings")
        sheet.tick_box(310, 101)
        sheet.text(322, 100, "Yes")
        sheet.tick_box(360, 101, "cross")
        sheet.text(372, 100, "No")
        sheet.text(55, 130, "Inquest")

    document = read(page)

    assert [cell.text for cell in cells(document)] == ["Care proceedings", "☐ Yes ☒ No", "Inquest", ""]


def test_signs_of_dingbat_fonts_are_ticks():
    def page(sheet: Sheet):
        x = sheet.text(60, 100, "✔", font="ZapfDingbats")
        x = sheet.text(x + 4, 100, "Yes")
        x = sheet.text(x + 12, 100, "❏", font="ZapfDingbats")
        sheet.text(x + 4, 100, "No")

    document = read(page)

    assert seen(document) == ["[on] Yes [off] No"]
    assert {each.evidence for each in marks(document)} == {"glyph"}


def test_brackets_typed_as_boxes_are_ticks():
    document = read(lambda sheet: sheet.text(60, 100, "[x] Yes [ ] No"))

    assert [(each.state, each.evidence) for each in marks(document)] == [(ON, "typed"), (OFF, "typed")]


def test_ink_over_a_drawn_box_ticks_it():
    def page(sheet: Sheet):
        sheet.tick_box(60, 100, size=12)
        sheet.text(78, 98, "Yes")
        sheet.tick_box(120, 100, size=12)
        sheet.text(138, 98, "No")

    def scribble(document: pikepdf.Pdf):
        points = [61, HEIGHT - 95, 65, HEIGHT - 99, 74, HEIGHT - 86]
        stream = f"1.5 w {points[0]} {points[1]} m {points[2]} {points[3]} l {points[4]} {points[5]} l S"
        box = [58, HEIGHT - 102, 76, HEIGHT - 84]
        form = pikepdf.Stream(document, stream.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box)
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Ink, Rect=box, F=4, InkList=[points],
            AP=pikepdf.Dictionary(N=document.make_indirect(form)),
        )  # fmt: skip
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])

    assert seen(read_pdf(changed(pdf(page), scribble))) == ["[on] Yes [off] No"]


def test_an_option_with_a_line_through_it_is_struck():
    def page(sheet: Sheet):
        x = sheet.text(60, 100, "Yes ")
        sheet.line(60, 96.8, x - 3, 96.8)
        sheet.text(x, 100, "/ No")

    spans = paragraph_with(read(page), "No").spans

    assert [(span.text, span.strike) for span in spans] == [("Yes", True), (" / No", False)]


def test_an_option_in_brackets_may_be_struck_between_them():
    def page(sheet: Sheet):
        x = sheet.text(60, 100, "The child ")
        end = sheet.text(x, 100, "[is]")
        sheet.line(x + 4, 96.8, end - 4, 96.8)
        sheet.text(end + 3, 100, "[is not] looked after")

    struck = [span.text.strip() for each in read(page).paragraphs() for span in each.spans if span.strike]

    assert struck == ["[is]"]


def test_an_underlined_option_is_told_from_a_line_to_write_on():
    def page(sheet: Sheet):
        x = sheet.text(60, 100, "Male ")
        end = sheet.text(x, 100, "Female")
        sheet.line(x, 101.5, end, 101.5)
        sheet.text(60, 140, "Name of school")
        sheet.line(60, 142, 400, 142)

    document = read(page)

    assert [(span.text, span.underline) for span in paragraph_with(document, "Female").spans] == [
        ("Male", False),
        (" Female", True),
    ]
    assert not any(span.underline for span in paragraph_with(document, "school").spans)


def test_a_highlighted_option_is_told_from_a_shaded_row():
    def page(sheet: Sheet):
        sheet.canvas.setFillColor(yellow)
        sheet.box(59, 91, 26, 12, fill=True, stroke=False)
        sheet.canvas.setFillColor(HexColor("#e8eef5"))
        sheet.box(50, 130, 400, 20, fill=True, stroke=False)
        sheet.canvas.setFillColor(black)
        x = sheet.text(60, 100, "Male ")
        sheet.text(x, 100, "Female")
        sheet.text(60, 144, "Referrer")

    document = read(page)

    assert [(span.text, span.highlight) for span in paragraph_with(document, "Female").spans] == [
        ("Male", True),
        (" Female", False),
    ]
    assert not any(span.highlight for span in paragraph_with(document, "Referrer").spans)


@pytest.mark.parametrize(("subtype", "flag"), [("Highlight", "highlight"), ("StrikeOut", "strike")])
def test_mark_up_annotations_mark_their_words(subtype, flag):
    def page(sheet: Sheet):
        x = sheet.text(60, 100, "Yes ")
        sheet.text(x, 100, "No")

    def annotate(document: pikepdf.Pdf):
        top, foot = HEIGHT - 92, HEIGHT - 102
        quad = [60, top, 77, top, 60, foot, 77, foot]
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + subtype), Rect=[60, foot, 77, top], QuadPoints=quad, F=4
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])

    spans = paragraph_with(read_pdf(changed(pdf(page), annotate)), "Yes").spans

    assert [(span.text, getattr(span, flag)) for span in spans] == [("Yes", True), (" No", False)]


def test_white_words_on_white_paper_are_hidden_and_on_a_dark_bar_are_not():
    def page(sheet: Sheet):
        sheet.canvas.setFillColor(HexColor("#1f3a5f"))
        sheet.box(50, 88, 400, 18, fill=True, stroke=False)
        sheet.canvas.setFillColor(white)
        sheet.text(60, 100, "The child")
        sheet.text(60, 200, "Ignore what stands above")
        sheet.canvas.setFillColor(black)
        sheet.text(60, 300, "Referrer")

    document = read(page)

    assert texts(document) == ["The child", "", "Referrer"]
    hidden = [span.text for each in document.paragraphs() for span in each.spans if span.hidden]
    assert hidden == ["Ignore what stands above"]
