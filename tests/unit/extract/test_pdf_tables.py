"""Ruled tables of PDFs: cells, spans, shading, nesting, letter boxes, and tables that run over a page break."""

import pytest
from reportlab.lib.colors import HexColor, black

from extract.document import Table
from tests.unit.extract.pdf_files import HEIGHT, Sheet, cells, read, texts


def grid_text(document):
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells(document)]


def two_columns(sheet: Sheet, top: float, rows: list[tuple[str, str]], height: float = 20):
    sheet.grid([50, 200, 545], [top + height * index for index in range(len(rows) + 1)])
    for index, (label, value) in enumerate(rows):
        sheet.bold(55, top + height * index + 14, label)
        sheet.text(205, top + height * index + 14, value)


def test_labels_and_values_come_cell_by_cell():
    document = read(lambda sheet: two_columns(sheet, 100, [("Full name", "Ada Quill"), ("Sex", "Female"), ("GP", "")]))

    assert grid_text(document) == [
        (0, 0, 1, 1, "Full name"), (0, 1, 1, 1, "Ada Quill"), (1, 0, 1, 1, "Sex"), (1, 1, 1, 1, "Female"),
        (2, 0, 1, 1, "GP"), (2, 1, 1, 1, ""),
    ]  # fmt: skip
    place = cells(document)[3].place
    assert (place.page, place.table, place.row, place.column) == (1, 1, 2, 2)
    assert place.box == pytest.approx((200, 120, 545, 140), abs=0.6)
    assert cells(document)[3].paragraphs[0].place.row == 2


def test_merged_cells_appear_once_with_their_spans():
    def page(sheet: Sheet):
        for y in (100, 120, 160):
            sheet.line(50, y, 500, y)
        sheet.line(200, 140, 500, 140)
        for x in (50, 500):
            sheet.line(x, 100, x, 160)
        sheet.line(200, 120, 200, 160)
        sheet.bold(55, 114, "The child")
        sheet.text(55, 134, "Address")
        sheet.text(205, 134, "4 Mill Close")
        sheet.text(205, 154, "ZZ9 9ZZ")

    assert grid_text(read(page)) == [
        (0, 0, 1, 2, "The child"), (1, 0, 2, 1, "Address"), (1, 1, 1, 1, "4 Mill Close"), (2, 1, 1, 1, "ZZ9 9ZZ")
    ]  # fmt: skip


XS, YS = [50.0, 200.0, 400.0], [100.0, 120.0, 140.0]


def one_frame_a_cell(sheet: Sheet):
    for x0, x1 in ((50, 200), (200, 400)):
        for y in (100, 120):
            sheet.box(x0, y, x1 - x0, 20)


def thin_rectangles(sheet: Sheet):
    for y in YS:
        sheet.box(50, y, 350, 0.8, fill=True, stroke=False)
    for x in XS:
        sheet.box(x, 100, 0.8, 40, fill=True, stroke=False)


def double_lines(sheet: Sheet):
    for shift in (0, 1.5):
        sheet.grid([x + shift for x in XS], [y + shift for y in YS])


def broken_lines(sheet: Sheet):
    for y in YS:
        for x in range(50, 400, 10):
            sheet.line(x, y, x + 8, y)
    for x in XS:
        for y in range(100, 140, 5):
            sheet.line(x, y, x, y + 4)


def open_sides(sheet: Sheet):
    for y in YS:
        sheet.line(50, y, 400, y)
    sheet.line(200, 100, 200, 140)


def one_path(sheet: Sheet):
    path = sheet.canvas.beginPath()
    for y in YS:
        path.rect(50, HEIGHT - y, 350, 0.6)
    for x in XS:
        path.rect(x, HEIGHT - 140, 0.6, 40)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [one_frame_a_cell, thin_rectangles, double_lines, broken_lines, open_sides, one_path])
def test_tables_are_drawn_in_many_ways(draw):
    def page(sheet: Sheet):
        draw(sheet)
        for x, y, words in ((55, 114, "Full name"), (205, 114, "Ada Quill"), (55, 134, "Sex"), (205, 134, "Female")):
            sheet.text(x, y, words)

    assert [cell.text for cell in cells(read(page))] == ["Full name", "Ada Quill", "Sex", "Female"]


def test_coloured_cells_without_lines_are_a_table():
    def page(sheet: Sheet):
        for index in range(3):
            for x, width, tint in ((50, 150, "#dde6f5"), (201, 300, "#f4f4f4")):
                sheet.canvas.setFillColor(HexColor(tint))
                sheet.box(x, 100 + 21 * index, width, 20, fill=True, stroke=False)
        sheet.canvas.setFillColor(black)
        for index, (label, value) in enumerate([("Full name", "Ada Quill"), ("Sex", "Female"), ("GP", "Mill Surgery")]):
            sheet.text(55, 114 + 21 * index, label)
            sheet.text(206, 114 + 21 * index, value)

    assert [cell.text for cell in cells(read(page))] == [
        "Full name",
        "Ada Quill",
        "Sex",
        "Female",
        "GP",
        "Mill Surgery",
    ]


def test_shaded_cells_are_headers_unless_all_are():
    def page(sheet: Sheet):
        sheet.canvas.setFillColor(HexColor("#dde6f5"))
        sheet.box(50, 100, 150, 40, fill=True, stroke=False)
        sheet.canvas.setFillColor(black)
        two_columns(sheet, 100, [("Full name", "Ada Quill"), ("Sex", "Female")])

    assert [cell.header for cell in cells(read(page))] == [True, False, True, False]


def test_a_frame_around_a_section_is_no_table():
    def page(sheet: Sheet):
        sheet.box(40, 80, 500, 100)
        sheet.text(60, 100, "Summary")
        sheet.text(60, 130, "Nothing else is known.")

    document = read(page)

    assert texts(document) == ["Summary", "Nothing else is known."]
    assert cells(document) == []


def test_lines_to_write_on_are_no_table():
    def page(sheet: Sheet):
        for y in (110, 135, 160):
            sheet.line(150, y, 500, y)
        sheet.text(60, 108, "Name")
        sheet.text(155, 108, "Ada Quill")

    document = read(page)

    assert (texts(document), cells(document)) == (["Name", "Ada Quill"], [])


def test_a_table_inside_a_cell_stays_inside():
    def page(sheet: Sheet):
        sheet.grid([50, 200, 545], [100, 200, 220])
        sheet.text(55, 114, "Family")
        sheet.grid([220, 330, 500], [130, 150, 170])
        sheet.text(225, 144, "Rosa Quill")
        sheet.text(335, 144, "Mother")
        sheet.text(55, 214, "Sex")

    document = read(page)

    outer = cells(document)
    assert [cell.text for cell in outer] == ["Family", "", "Sex", ""]
    (inner,) = [each for each in outer[1].content if isinstance(each, Table)]
    assert [cell.text for row in inner.rows for cell in row] == ["Rosa Quill", "Mother", "", ""]


def test_letter_boxes_in_a_table_are_one_answer():
    def page(sheet: Sheet):
        sheet.grid([50, 200, *[200 + 18 * index for index in range(1, 11)]], [100, 120])
        sheet.text(55, 114, "NHS number")
        for index, digit in enumerate("9434765919"):
            sheet.text(206 + 18 * index, 114, digit)

    assert [cell.text for cell in cells(read(page))] == ["NHS number", "9434765919"]


def test_narrow_columns_with_one_cross_are_no_letter_boxes():
    def page(sheet: Sheet):
        sheet.grid([50, 300, 322, 344, 366, 388], [100, 120, 140])
        sheet.text(55, 134, "Is there an inquest?")
        for index, head in enumerate(["Y", "N", "NK", "NA"]):
            sheet.text(303 + 22 * index, 114, head, size=8)
        sheet.text(330, 134, "X")

    assert [(cell.column, cell.text) for cell in cells(read(page)) if cell.row == 1] == [
        (0, "Is there an inquest?"), (1, ""), (2, "X"), (3, ""), (4, "")
    ]  # fmt: skip


def test_paragraphs_and_tables_come_in_reading_order():
    def page(sheet: Sheet):
        sheet.bold(50, 80, "1. The child")
        two_columns(sheet, 100, [("Full name", "Ada Quill"), ("Sex", "Female")])
        sheet.bold(50, 170, "2. The referrer")
        two_columns(sheet, 190, [("Name", "Ben Reed"), ("Role", "Teacher")])

    document = read(page)

    assert texts(document) == [
        "1. The child", "Full name", "Ada Quill", "Sex", "Female",
        "2. The referrer", "Name", "Ben Reed", "Role", "Teacher",
    ]  # fmt: skip
    assert [each.place.table for each in document.items if isinstance(each, Table)] == [1, 2]


PEOPLE = [("Name", "Relationship"), ("Rosa Quill", "Mother"), ("Ivo Quill", "Father")]


def test_a_table_over_a_page_break_is_one_table():
    document = read(
        lambda sheet: two_columns(sheet, HEIGHT - 120, PEOPLE),
        lambda sheet: two_columns(sheet, 60, [("Una Quill", "Sister")]) or sheet.text(60, 300, "Referrer"),
    )

    # A single row of two cells is enough of a table to go on.
    assert [(cell.row, cell.text) for cell in cells(document)][-2:] == [(3, "Una Quill"), (3, "Sister")]
    assert len([each for each in document.items if isinstance(each, Table)]) == 1
    assert cells(document)[-1].place.page == 2


def test_a_heading_row_printed_again_comes_once():
    document = read(
        lambda sheet: two_columns(sheet, HEIGHT - 120, PEOPLE),
        lambda sheet: two_columns(sheet, 60, [PEOPLE[0], ("Una Quill", "Sister")]),
    )

    assert [cell.text for cell in cells(document) if cell.column == 0] == [
        "Name",
        "Rosa Quill",
        "Ivo Quill",
        "Una Quill",
    ]


def test_an_answer_cut_by_a_page_break_is_whole():
    def first(sheet: Sheet):
        two_columns(sheet, HEIGHT - 100, [("Sex", "Female"), ("What happened?", "The nurse rang the family and then")])

    def second(sheet: Sheet):
        two_columns(sheet, 60, [("", "wrote to the surgery."), ("Background", "None known.")])

    assert [cell.text for cell in cells(read(first, second))] == [
        "Sex", "Female", "What happened?", "The nurse rang the family and then wrote to the surgery.",
        "Background", "None known.",
    ]  # fmt: skip


def test_tables_of_other_columns_stay_apart():
    def second(sheet: Sheet):
        sheet.grid([50, 300, 545], [60, 80])
        sheet.text(55, 74, "Agency")
        sheet.text(305, 74, "Police")

    document = read(lambda sheet: two_columns(sheet, HEIGHT - 120, PEOPLE), second)

    assert len([each for each in document.items if isinstance(each, Table)]) == 2
