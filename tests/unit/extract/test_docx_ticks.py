"""Tick boxes made of characters in Word files: symbol fonts, Unicode boxes, and brackets typed as boxes."""

import pytest

from extract.docx_reader import read_docx
from tests.unit.extract.docx_files import control, para, run, word_file

ON, OFF, UNSURE = "on", "off", "unsure"


def line(*content: str) -> list[str]:
    """The spans of one paragraph, ticks as their state."""
    document = read_docx(word_file(para(*content)))
    return [span.mark.state.value if span.mark else span.text for each in document.paragraphs() for span in each.spans]


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def in_font(text: str, font: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("font", "code", "state"),
    [
        ("Wingdings", "F0FE", ON),
        ("Wingdings", "F0FD", ON),
        ("Wingdings", "F0FC", ON),
        ("Wingdings", "F078", ON),
        ("Wingdings", "00FE", ON),
        ("Wingdings", "F0A8", OFF),
        ("Wingdings", "F06F", OFF),
        ("Wingdings", "F071", OFF),
        ("Wingdings 2", "F052", ON),
        ("Wingdings 2", "F0A3", OFF),
        ("Webdings", "F061", ON),
        ("Webdings", "F063", OFF),
    ],
)
def test_symbols_of_symbol_fonts(font, code, state):
    assert line(sign(font, code), " Yes") == [state, " Yes"]


@pytest.mark.parametrize(
    ("text", "font", "state"),
    [
        ("\uf0fe", "Wingdings", ON),
        ("\uf0a8", "Wingdings", OFF),
        ("þ", "Wingdings", ON),
        ("ý", "Wingdings", ON),
        ("ü", "Wingdings", ON),
        ("¨", "Wingdings", OFF),
        ("o", "Wingdings", OFF),
        ("R", "Wingdings 2", ON),
        ("S", "Wingdings 2", ON),
        ("T", "Wingdings 2", ON),
        ("P", "Wingdings 2", ON),
        ("£", "Wingdings 2", OFF),
        ("\uf052", "Wingdings 2", ON),
        ("\uf0fe", "Calibri", ON),
    ],
)
def test_letters_and_private_characters_in_symbol_fonts(text, font, state):
    assert line(in_font(text, font), " Yes") == [state, " Yes"]


def test_a_symbol_font_may_come_from_a_style():
    style = (
        '<w:style w:type="character" w:styleId="Tick"><w:rPr>'
        '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:style>'
    )
    document = read_docx(word_file(para(run("þ", '<w:rStyle w:val="Tick"/>')), styles=style))

    (span,) = [span for each in document.paragraphs() for span in each.spans]
    assert span.mark is not None


def test_words_set_in_a_symbol_font_by_mistake_stay_words():
    assert line(in_font("School nurse", "Wingdings")) == ["School nurse"]


def test_an_ornament_is_counted_as_lost():
    document = read_docx(word_file(para(sign("Wingdings", "F04A"), "words")))

    assert [each.text for each in document.paragraphs()] == ["words"]
    assert [each.what for each in document.losses] == ["symbol"]


@pytest.mark.parametrize(
    ("glyph", "state"),
    [
        ("☐", OFF),
        ("▢", OFF),
        ("□", OFF),
        ("☑", ON),
        ("☒", ON),
        ("✓", ON),
        ("✔\ufe0f", ON),
        ("✗", ON),
        ("√", ON),
        ("▣", UNSURE),
    ],
)
def test_boxes_of_unicode(glyph, state):
    assert line(f"{glyph} Yes") == [state, " Yes"]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("[x]", ON),
        ("[X]", ON),
        ("[ x ]", ON),
        ("[✓]", ON),
        ("[ ]", OFF),
        ("[]", OFF),
        ("[  ]", OFF),
        ("(X)", ON),
        ("( )", OFF),
        ("__x__", ON),
    ],
)
def test_boxes_typed_with_brackets(typed, state):
    assert line(f"Yes {typed} No") == ["Yes ", state, " No"]


def test_a_typed_box_over_several_runs_is_one_tick():
    assert line(run("["), run("x", "<w:b/>"), run("] Yes "), run("[ ", "<w:i/>"), run("]"), " No") == [
        ON,
        " Yes ",
        OFF,
        " No",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "X",
        "Mother (aged 31)",
        "(ix) first (x) second",
        "see [1] and [note]",
        "f(x)",
        "a_x_b",
        "■ first point",
        "● first point",
        "Box 4",
        "____",
    ],
)
def test_what_is_not_plainly_a_box_stays_text(text):
    assert line(text) == [text]


def test_filled_squares_are_ticks_only_beside_empty_ones():
    assert line("■ Yes □ No") == [ON, " Yes ", OFF, " No"]


def test_round_buttons_are_ticks_where_they_come_together():
    assert line("● Yes ○ No") == [ON, " Yes ", OFF, " No"]
    assert line("○ Yes ○ No") == [OFF, " Yes ", OFF, " No"]


def test_a_cross_beside_check_marks_is_unsure():
    assert line("✓ Yes ✗ No") == [ON, " Yes ", UNSURE, " No"]


def test_ticks_keep_their_formatting_and_how_they_were_made():
    document = read_docx(word_file(para(run("☒ Yes", "<w:strike/>"), " [x]")))

    (paragraph,) = document.paragraphs()
    assert [(each.text, each.strike, each.mark.evidence) for each in paragraph.spans if each.mark] == [
        ("☒", True, "glyph"),
        ("☒", False, "typed"),
    ]


def test_prompts_hold_no_ticks():
    document = read_docx(word_file(para("Yes [", control(run("x"), "<w:showingPlcHdr/><w:text/>"), "]")))

    assert [span.mark for each in document.paragraphs() for span in each.spans] == [None, None, None]
