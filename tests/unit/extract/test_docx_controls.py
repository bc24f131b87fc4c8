"""Content controls and legacy form fields: their answers, their prompts and their ticks."""

import pytest

from extract.document import MarkState, Paragraph, Span, Table
from extract.docx_reader import read_docx
from tests.unit.extract.docx_files import (
    cell,
    check_box,
    control,
    legacy_field,
    para,
    row,
    run,
    table,
    word_file,
)


def spans(body: str) -> list[Span]:
    return [span for each in read_docx(word_file(body)).paragraphs() for span in each.spans]


def first_span(body: str, text: str) -> Span:
    return next(span for span in spans(body) if span.text == text)


def test_an_answer_in_a_control_within_a_line_is_read_with_the_controls_name():
    body = para("Name: ", control(run("Ada Quill"), '<w:alias w:val="Child name"/><w:text/>', tag="child"))

    answer = first_span(body, "Ada Quill")

    assert answer.control is not None
    assert (answer.control.name, answer.control.label, answer.control.kind) == ("child", "Child name", "text")
    assert answer.control.placeholder is False


def test_controls_around_paragraphs_cells_and_rows_keep_their_answers_in_the_grid():
    body = table(
        row("Name", cell(control(para("Ada Quill"), "<w:text/>"))),
        row("Born", control(cell("3 May 2019"), "<w:date/>")),
        control(row("Sex", "Female"), "<w15:repeatingSectionItem/>"),
    )

    (grid,) = read_docx(word_file(body)).items

    assert isinstance(grid, Table)
    assert [[each.text for each in cells] for cells in grid.rows] == [
        ["Name", "Ada Quill"],
        ["Born", "3 May 2019"],
        ["Sex", "Female"],
    ]
    in_paragraph, in_cell, in_row = (cells[1].paragraphs[0].spans[0].control for cells in grid.rows)
    assert in_paragraph is not None
    assert in_paragraph.kind == "text"
    assert in_cell is not None
    assert in_cell.kind == "date"
    assert in_row is None, "a repeating row holds printed labels too, so it is no answer as a whole"


def test_the_innermost_of_nested_controls_is_the_answer():
    body = para(
        control(run("Seen on ") + control(run("3 May 2019"), "<w:date/>", tag="inner"), "<w:richText/>", tag="outer")
    )

    assert [(each.text, each.control.name if each.control else None) for each in spans(body)] == [
        ("Seen on ", None),
        ("3 May 2019", "inner"),
    ]


def test_nameless_controls_inside_others_say_nothing():
    box = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    twice = spans(para(control("<w:r/>" + control(run("☒"), ""), box), " Yes"))
    named = spans(para(control(control(run("Ada Quill"), ""), "<w:richText/>", tag="child")))

    assert [each.text for each in twice] == ["☒", " Yes"]
    assert [each.control.name for each in named if each.control] == ["child"]


def test_a_control_around_a_whole_table_does_not_turn_labels_into_answers():
    body = control(table(row("Name", control(cell("Ada Quill")))), "<w:richText/>")

    label, answer = spans(body)

    assert label.control is None
    assert answer.control is not None


def test_a_locked_section_is_printed_form_and_no_answer():
    body = control(para("About the child"), '<w:lock w:val="sdtContentLocked"/><w:richText/>')

    assert [each.control for each in spans(body)] == [None]


def test_a_control_that_shows_its_prompt_is_empty():
    body = para(control(run("Type the full name"), "<w:showingPlcHdr/><w:text/>"))

    (paragraph,) = read_docx(word_file(body)).items

    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == ""
    assert paragraph.spans[0].control is not None
    assert paragraph.spans[0].control.placeholder is True


@pytest.mark.parametrize(
    "prompt",
    ["Click or tap here to enter text.", "Choose an item.", "Click here to enter a date.", "[Select one]", "     "],
)
def test_usual_prompts_are_recognised_where_the_file_does_not_flag_them(prompt):
    (span,) = spans(para(control(run(prompt))))

    assert span.control is not None
    assert span.control.placeholder is True


@pytest.mark.parametrize(
    "answer", ["Selected for review by the school", "None", "N/A", "Enterprise Academy", "Choose Life Nursery", "-"]
)
def test_answers_that_resemble_prompts_stay_answers(answer):
    (span,) = spans(para(control(run(answer))))

    assert span.control is not None
    assert span.control.placeholder is False


def test_an_empty_control_is_still_there_as_an_empty_answer():
    (span,) = [each for each in spans(para("Name: ", control("", "<w:text/>", tag="child"))) if each.control]

    assert span.text == ""
    assert span.control is not None
    assert (span.control.name, span.control.placeholder) == ("child", True)


def test_a_drop_down_lists_its_options_without_the_prompt():
    items = (
        '<w:dropDownList><w:listItem w:displayText="Pick from these" w:value=""/>'
        '<w:listItem w:displayText="Yes" w:value="1"/><w:listItem w:value="No"/></w:dropDownList>'
    )

    (chosen,) = spans(para(control(run("Yes"), items)))
    (prompt,) = spans(para(control(run("Pick from these"), items)))

    assert chosen.control is not None
    assert (chosen.control.kind, chosen.control.options) == ("choice", ("Yes", "No"))
    assert chosen.control.placeholder is False
    assert prompt.control is not None
    assert prompt.control.placeholder is True


def test_check_boxes_in_a_line_are_spans_of_their_own():
    line = spans(para(check_box(checked=True), " Yes ", check_box(checked=False), " No"))

    assert [(each.text, each.mark.state if each.mark else None) for each in line] == [
        ("☒", MarkState.ON),
        (" Yes ", None),
        ("☐", MarkState.OFF),
        (" No", None),
    ]
    assert line[0].mark is not None
    assert line[0].mark.evidence == "control"
    assert line[0].control is not None
    assert line[0].control.kind == "check"


def test_a_check_box_around_a_cell_is_a_tick_in_the_grid():
    box = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'

    (span,) = spans(table(row(control(cell("☒"), box))))

    assert span.mark is not None
    assert span.mark.state is MarkState.ON


def test_a_check_box_drawn_with_a_symbol_font_or_with_no_sign_at_all_has_its_stored_state():
    box = '<w14:checkbox><w14:checked w14:val="true"/></w14:checkbox>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'

    assert [each.mark.state for each in spans(para(control(symbol, box))) if each.mark] == [MarkState.ON]
    assert [each.mark.state for each in spans(para(control("", box))) if each.mark] == [MarkState.ON]


def test_a_check_box_whose_sign_contradicts_its_stored_state_is_unsure():
    (span,) = spans(para(check_box(checked=False, shown="☒")))

    assert span.mark is not None
    assert span.mark.state is MarkState.UNSURE
    assert span.text == "▣"


def test_a_check_box_with_signs_of_its_own_shows_only_its_state():
    signs = '<w14:checkedState w14:val="2714"/><w14:uncheckedState w14:val="2716"/>'
    crossed = control(run("✖"), f'<w14:checkbox><w14:checked w14:val="0"/>{signs}</w14:checkbox>')
    letter = control(run("J"), '<w14:checkbox><w14:checked/><w14:checkedState w14:val="004A"/></w14:checkbox>')

    assert [each.text for each in spans(para(crossed, " Yes "))] == ["☐", " Yes "]
    assert [each.text for each in spans(para(letter, " Yes "))] == ["☒", " Yes "]


def test_a_legacy_text_field_is_an_answer():
    answer = first_span(para("Name: ", legacy_field("<w:textInput/>", "Ada Quill")), "Ada Quill")

    assert answer.control is not None
    assert (answer.control.origin, answer.control.name, answer.control.placeholder) == ("ffData", "Field1", False)


def test_a_legacy_text_field_of_en_spaces_is_empty():
    (span,) = spans(para(legacy_field("<w:textInput/>", "\u2002" * 5)))

    assert span.control is not None
    assert span.control.placeholder is True


def test_a_legacy_text_field_runs_over_paragraphs():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>First.</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Second.</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ) + para("Printed.")

    assert [(each.text, each.control is not None) for each in spans(body)] == [
        ("First.", True),
        ("Second.", True),
        ("Printed.", False),
    ]


@pytest.mark.parametrize(
    ("box", "state"),
    [
        ('<w:default w:val="0"/><w:checked/>', MarkState.ON),
        ('<w:default w:val="1"/>', MarkState.ON),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', MarkState.OFF),
        ("", MarkState.OFF),
    ],
)
def test_a_legacy_check_box_has_its_state_or_its_default(box, state):
    line = spans(para(legacy_field(f"<w:checkBox>{box}</w:checkBox>"), " Yes"))

    assert [each.mark.state for each in line if each.mark] == [state]
    assert line[-1].text == " Yes"
    assert line[-1].control is None


@pytest.mark.parametrize(
    ("setting", "shown"), [('<w:result w:val="2"/>', "No"), ('<w:default w:val="1"/>', "Yes"), ("", "Choose")]
)
def test_a_legacy_drop_down_shows_its_choice_once(setting, shown):
    entries = "".join(f'<w:listEntry w:val="{each}"/>' for each in ("Choose", "Yes", "No"))

    (span,) = spans(para(legacy_field(f"<w:ddList>{setting}{entries}</w:ddList>", shown)))

    assert span.text == shown
    assert span.control is not None
    assert span.control.options == ("Choose", "Yes", "No")
    assert span.control.placeholder is (shown == "Choose")


def test_a_legacy_drop_down_without_a_list_shows_its_result():
    (span,) = spans(para(legacy_field("<w:ddList/>", "Yes")))

    assert span.text == "Yes"
    assert span.control is not None
    assert span.control.placeholder is False


def test_a_field_that_never_ends_swallows_nothing():
    body = para('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>', "One")

    assert [(each.text, each.control) for each in spans(body + para("Two"))] == [("One", None), ("Two", None)]
