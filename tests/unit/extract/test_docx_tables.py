"""Tables of Word files: merges, nesting, headers and places."""

from extract.document import Cell, Table
from extract.docx_reader import read_docx
from tests.unit.extract.docx_files import cell, control, para, row, run, table, word_file

SHADED = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'
START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def grid(body: str, *, styles: str = "") -> Table:
    return next(item for item in read_docx(word_file(body, styles=styles)).items if isinstance(item, Table))


def shape(of: Table) -> list[tuple[str, int, int, int, int]]:
    return [(each.text, each.row, each.column, each.row_span, each.column_span) for cells in of.rows for each in cells]


def test_a_cell_over_several_columns_appears_once_and_shifts_its_neighbours():
    body = table(row(cell("About", properties='<w:gridSpan w:val="2"/>'), "Date"), row("a", "b", "c"))

    assert shape(grid(body)) == [
        ("About", 0, 0, 1, 2),
        ("Date", 0, 2, 1, 1),
        ("a", 1, 0, 1, 1),
        ("b", 1, 1, 1, 1),
        ("c", 1, 2, 1, 1),
    ]


def test_a_cell_over_several_rows_appears_once():
    body = table(
        row(cell("Child", properties=START), "Name"),
        row(cell(properties=GOES_ON), "Born"),
        row(cell("Carer", properties=START), "Name"),
    )

    assert shape(grid(body)) == [
        ("Child", 0, 0, 2, 1),
        ("Name", 0, 1, 1, 1),
        ("Born", 1, 1, 1, 1),
        ("Carer", 2, 0, 1, 1),
        ("Name", 2, 1, 1, 1),
    ]


def test_words_left_under_a_merge_are_counted_as_lost():
    body = table(row(cell("Child", properties=START)), row(cell("left over", properties=GOES_ON)))

    document = read_docx(word_file(body))

    assert [each.what for each in document.losses] == ["covered_cell"]
    assert [each.text for each in document.paragraphs()] == ["Child"]


def test_a_continued_cell_with_nothing_above_it_is_a_cell():
    assert shape(grid(table(row(cell("Alone", properties=GOES_ON), "b")))) == [("Alone", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]


def test_the_older_merge_of_columns_is_understood():
    body = table(row(cell("Both", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "c"))

    assert shape(grid(body)) == [("Both", 0, 0, 1, 2), ("c", 0, 2, 1, 1)]


def test_a_row_that_begins_further_right_keeps_its_columns():
    assert shape(grid(table(row("c", properties='<w:gridBefore w:val="2"/>')))) == [("c", 0, 2, 1, 1)]


def test_a_nested_table_stands_in_its_cell_and_has_its_own_number():
    body = table(row("Family", cell(table(row("Mother", "Bea Quill")), "after"))) + table(row("next"))

    first, last = read_docx(word_file(body)).items

    assert isinstance(first, Table)
    inner, after = first.rows[0][1].content
    assert isinstance(inner, Table)
    assert [each.text for each in inner.rows[0]] == ["Mother", "Bea Quill"]
    assert (first.place.table, inner.place.table, last.place.table) == (1, 2, 3)
    assert (after.place.table, after.place.row, after.place.column) == (1, 1, 2)


def test_a_table_within_a_control_is_read():
    assert shape(grid(control(table(row("Name", "Ada Quill")), "<w:richText/>")))[1][0] == "Ada Quill"


def test_places_count_from_one():
    (name, born) = grid(para("Above") + table(row("Name"), row("Born"))).rows

    assert (born[0].place.table, born[0].place.row, born[0].place.column) == (1, 2, 1)
    assert born[0].paragraphs[0].place.paragraph == 3
    assert name[0].place.part == "word/document.xml"


def headers(body: str, *, styles: str = "") -> list[bool]:
    return [each.header for cells in grid(body, styles=styles).rows for each in cells]


def test_header_rows_and_shaded_cells_are_headers():
    assert headers(table(row("Name", "Born", properties="<w:tblHeader/>"), row("Ada", "2019"))) == [
        True,
        True,
        False,
        False,
    ]
    assert headers(table(row(cell("Name", properties=SHADED), "Ada"))) == [True, False]


def test_white_and_automatic_shading_is_none():
    white = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
    none = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'

    assert headers(table(row(cell("Ada", properties=white), cell("2019", properties=none)))) == [False, False]


def test_shading_of_a_whole_table_tells_nothing():
    rows = (row(cell(each, properties=SHADED), cell("answer", properties=SHADED)) for each in ("Name", "Born"))

    assert headers(table(*rows)) == [False, False, False, False]


def test_a_table_style_can_make_the_first_row_a_header():
    style = (
        '<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        "</w:style>"
    )
    rows = row("Name") + row("Ada")

    on = table(rows, properties='<w:tblStyle w:val="Grid"/><w:tblLook w:val="04A0"/>')
    off = table(rows, properties='<w:tblStyle w:val="Grid"/><w:tblLook w:val="0480" w:firstRow="0"/>')

    assert headers(on, styles=style) == [True, False]
    assert headers(off, styles=style) == [False, False]


def test_a_row_deleted_by_a_tracked_change_is_left_out():
    document = read_docx(word_file(table(row("kept"), row("gone", properties='<w:del w:id="1"/>'))))

    assert [each.text for each in document.paragraphs()] == ["kept"]
    assert [each.what for each in document.losses] == ["tracked_deletion"]


def test_lines_of_a_cell_stay_apart_and_empty_cells_stay():
    (cells,) = grid(table(row(cell("12 Quay Lane", "Newport"), cell(), cell(para(run("a"), run("b")))))).rows

    assert [each.text for each in cells] == ["12 Quay Lane\nNewport", "", "ab"]
    assert all(isinstance(each, Cell) for each in cells)


def test_absurd_spans_are_bounded():
    body = table(
        row(cell("a", properties='<w:gridSpan w:val="99999999"/>'), cell("b", properties='<w:gridSpan w:val="x"/>'))
    )

    assert [(each[3], each[4]) for each in shape(grid(body))] == [(1, 63), (1, 1)]
