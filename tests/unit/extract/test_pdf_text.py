"""Words of PDFs: lines, paragraphs, columns, reading order, formatting, and lines that repeat on every page."""

from dataclasses import replace

import pikepdf
import pytest
from reportlab.lib.colors import HexColor

from extract.pdf_drafts import losses_of
from extract.pdf_page import PageContent
from extract.pdf_pdfium_text import readable
from extract.pdf_reader import read_pdf
from tests.unit.extract.pdf_files import HEIGHT, Sheet, changed, pdf, read, texts

PROSE = [
    "The health visitor saw the family every two weeks through the winter and",
    "wrote to the surgery after each visit. In March the letters were returned",
    "unopened because the practice had moved, and nobody rang to ask why they",
    "had come back.",
]


def lines(sheet: Sheet, x: float, y: float, words: list[str], **options):
    for index, each in enumerate(words):
        sheet.text(x, y + 13 * index, each, **options)


def test_wrapped_prose_is_one_paragraph():
    document = read(lambda sheet: lines(sheet, 60, 100, PROSE))

    assert texts(document) == [" ".join(PROSE)]
    place = next(document.paragraphs()).place
    assert (place.part, place.page, place.paragraph) == ("page", 1, 1)
    x0, top, x1, bottom = place.box
    assert (x0, top, bottom) == pytest.approx((60, 92, 141.2), abs=0.5)
    assert 380 < x1 < 420


def test_a_new_paragraph_begins_where_a_line_ends_short():
    second = ["A strategy meeting was held on the Friday and agreed that the family", "should be told."]

    assert texts(read(lambda sheet: lines(sheet, 60, 100, PROSE + second))) == [" ".join(PROSE), " ".join(second)]


def test_labels_below_one_another_stay_apart():
    def page(sheet: Sheet):
        lines(sheet, 60, 100, ["Full name", "Date of birth", "Sex", "Ethnicity"])
        lines(sheet, 200, 100, ["Ada Quill", "3 May 2019", "Female", "White British"])

    assert texts(read(page)) == [
        "Full name", "Ada Quill", "Date of birth", "3 May 2019", "Sex", "Female", "Ethnicity", "White British"
    ]  # fmt: skip


def test_values_that_reach_the_next_label_stay_in_their_rows():
    def page(sheet: Sheet):
        lines(sheet, 60, 100, ["Name", "Agency", "E-mail"])
        lines(sheet, 200, 100, ["Teresa Quillan", "Saltby Council, Children's Team", "t.quillan@saltby.example"])
        sheet.text(290, 100, "Role")
        sheet.text(420, 100, "Head of Service")

    assert texts(read(page)) == [
        "Name", "Teresa Quillan", "Role", "Head of Service", "Agency", "Saltby Council, Children's Team",
        "E-mail", "t.quillan@saltby.example",
    ]  # fmt: skip


def test_rows_without_lines_that_reach_the_margin_stay_apart():
    def page(sheet: Sheet):
        lines(sheet, 60, 100, ["Bluebell Homecare", "Community nursing"])
        lines(sheet, 230, 100, ["Registered manager", "Alma Prideaux"])
        lines(sheet, 390, 100, ["office@bluebell-homecare.example", "01632 960577"])

    assert texts(read(page)) == [
        "Bluebell Homecare", "Registered manager", "office@bluebell-homecare.example",
        "Community nursing", "Alma Prideaux", "01632 960577",
    ]  # fmt: skip


def test_short_labelled_lines_without_gaps_stay_apart():
    words = ["Name: Ada Quill", "Date of birth: 3 May 2019", "School: Reed Lane Primary"]

    assert texts(read(lambda sheet: lines(sheet, 60, 100, words))) == words


def test_words_parted_by_a_wide_gap_are_paragraphs_of_their_own():
    def page(sheet: Sheet):
        sheet.text(60, 100, "Surname")
        sheet.text(130, 100, "Quill")
        sheet.text(300, 100, "Forename")
        sheet.text(370, 100, "Ada")

    document = read(page)

    assert texts(document) == ["Surname", "Quill", "Forename", "Ada"]
    assert [each.place.box[0] for each in document.paragraphs()] == pytest.approx([60, 130, 300, 370], abs=0.5)


def test_a_label_that_wraps_beside_its_value_is_one_paragraph():
    def page(sheet: Sheet):
        lines(sheet, 60, 100, ["Local reference (social care,", "police or other)"])
        sheet.text(210, 100, "LCS 700214")
        sheet.text(60, 130, "Sex")
        sheet.text(210, 130, "Female")

    assert texts(read(page)) == ["Local reference (social care, police or other)", "LCS 700214", "Sex", "Female"]


def test_an_address_beside_its_label_keeps_its_lines():
    def page(sheet: Sheet):
        sheet.text(60, 100, "Home address")
        lines(sheet, 200, 100, ["4 Mill Close", "Saltby", "ZZ9 9ZZ"])
        sheet.text(60, 150, "Sex")
        sheet.text(200, 150, "Female")

    assert texts(read(page)) == ["Home address", "4 Mill Close\nSaltby\nZZ9 9ZZ", "Sex", "Female"]


def test_two_columns_of_prose_keep_their_order():
    columns: list[str] = []

    def page(sheet: Sheet):
        sheet.bold(60, 80, "Two views", size=14)
        left = [
            "The school saw the child on most days and had",
            "no concern until the spring of this year, when",
            "the child was away for a week without a word",
            "from the family.",
        ]
        right = [
            "The surgery had not seen the child since birth",
            "and did not know that the family had moved to",
            "the other side of the county in that summer",
            "of last year.",
        ]
        lines(sheet, 60, 110, left)
        lines(sheet, 310, 110, right)
        columns.extend([" ".join(left), " ".join(right)])
        sheet.text(
            60, 200, "Signed by the referrer on the day of the referral, who is content for this to be shared on."
        )

    assert texts(read(page)) == [
        "Two views",
        *columns,
        "Signed by the referrer on the day of the referral, who is content for this to be shared on.",
    ]


def test_justified_words_stay_in_their_line():
    def page(sheet: Sheet):
        x = 60.0
        for word in ["The", "nurse", "rang", "the", "family", "on", "each", "of", "those", "days"]:
            x = sheet.text(x, 100, word) + 6.5

    assert texts(read(page)) == ["The nurse rang the family on each of those days"]


def test_hyphens_at_line_ends_go_only_where_the_document_writes_the_word_without():
    def page(sheet: Sheet):
        first = "The partnership asked every agency for what they knew about this safe-"
        second = "guarding matter, and safeguarding leads met on the day; the school works part-"
        lines(sheet, 60, 100, [first, second, "time hours only."])

    assert texts(read(page)) == [
        "The partnership asked every agency for what they knew about this safeguarding matter, and safeguarding leads"
        " met on the day; the school works part-time hours only."
    ]


def test_an_address_of_mail_broken_across_lines_is_whole():
    def page(sheet: Sheet):
        sheet.grid([50, 200, 330], [80, 120])
        sheet.text(55, 95, "E-mail")
        sheet.text(205, 95, "t.wheal@westacademy.sch.")
        sheet.text(205, 108, "example")

    assert "t.wheal@westacademy.sch.example" in texts(read(page))


def test_formatting_comes_with_the_words():
    def page(sheet: Sheet):
        x = sheet.bold(60, 100, "Summary ")
        x = sheet.text(x, 100, "in your words ", font="Helvetica-Oblique")
        sheet.canvas.setFillColor(HexColor("#808080"))
        sheet.text(x, 100, "up to a page", size=8)

    spans = next(read(page).paragraphs()).spans

    assert [(span.text.strip(), span.bold, span.italic, span.grey, span.size) for span in spans] == [
        ("Summary", True, False, False, 10),
        ("in your words", False, True, False, 10),
        ("up to a page", False, False, True, 8),
    ]


def test_a_bold_label_and_its_value_touch_without_a_space():
    def page(sheet: Sheet):
        x = sheet.bold(60, 100, "Name")
        sheet.text(x, 100, ": Ada Quill")

    assert texts(read(page)) == ["Name: Ada Quill"]


def test_headings_are_larger_than_the_text():
    def page(sheet: Sheet):
        sheet.bold(60, 80, "The incident", size=14)
        lines(sheet, 60, 100, PROSE)

    assert [each.heading for each in read(page).paragraphs()] == [True, False]


def test_bullets_begin_paragraphs_with_their_wrapped_lines():
    def page(sheet: Sheet):
        lines(sheet, 60, 100, ["•", "", "•"])
        lines(sheet, 72, 100, [PROSE[0], PROSE[3], "A second point."])

    document = read(page)

    assert texts(document) == [f"• {PROSE[0]} {PROSE[3]}", "• A second point."]
    assert all(each.list_item for each in document.paragraphs())


def test_words_printed_twice_to_look_bold_come_once():
    def page(sheet: Sheet):
        sheet.text(60, 100, "Referrer")
        sheet.text(60.3, 100, "Referrer")

    assert texts(read(page)) == ["Referrer"]


def test_raised_figures_stay_in_their_line():
    def page(sheet: Sheet):
        x = sheet.text(60, 100, "on the 3")
        x = sheet.text(x, 96.5, "rd", size=6)
        sheet.text(x + 2.8, 100, "of May")

    assert texts(read(page)) == ["on the 3rd of May"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_drawn_sideways_and_shown_upright_reads_as_usual(rotation):
    """Landscape pages are often stored as portrait ones with turned content."""

    def page(sheet: Sheet):
        sheet.canvas.rotate(rotation)
        x, y = {90: (60, -100), 180: (-500, -100), 270: (-700, 100)}[rotation]
        sheet.canvas.setFont("Helvetica", 10)
        sheet.canvas.drawString(x, y, "Full name")
        sheet.canvas.drawString(x + 120, y, "Ada Quill")

    def turn(document: pikepdf.Pdf):
        document.pages[0].Rotate = rotation

    assert texts(read_pdf(changed(pdf(page), turn))) == ["Full name", "Ada Quill"]


def test_boxes_count_from_the_corner_of_the_visible_part():
    def crop(document: pikepdf.Pdf):
        document.pages[0].CropBox = [40, 30, 555, HEIGHT - 60]

    content = changed(pdf(lambda sheet: sheet.text(60, 100, "Full name")), crop)

    box = next(read_pdf(content).paragraphs()).place.box
    assert box[:2] == pytest.approx((20, 32), abs=0.2)


def test_sideways_words_in_the_margin_do_not_mix_with_lines():
    def page(sheet: Sheet):
        sheet.canvas.saveState()
        sheet.canvas.rotate(90)
        sheet.canvas.setFont("Helvetica", 8)
        sheet.canvas.drawString(400, -30, "Keep this form safe")
        sheet.canvas.restoreState()
        lines(sheet, 60, 390, PROSE)

    assert sorted(texts(read(page))) == sorted(["Keep this form safe", " ".join(PROSE)])


def running(number: int):
    def page(sheet: Sheet):
        sheet.text(60, 40, "Saltby Safeguarding Partnership: in confidence")
        sheet.text(60, 200, f"What the agency on sheet {['one', 'two', 'three'][number - 1]} did")
        sheet.text(60, 810, "Form version 3")
        sheet.text(480, 810, f"Page {number} of 3")

    return page


def test_lines_that_repeat_on_every_page_are_left_out_and_recorded():
    document = read(running(1), running(2), running(3))

    assert texts(document) == [f"What the agency on sheet {number} did" for number in ("one", "two", "three")]
    assert [(each.what, each.where) for each in document.losses] == [
        ("page_header", "page 1"),
        ("page_header", "page 2"),
        ("page_header", "page 3"),
    ]
    assert document.page_count == 3


def test_a_single_page_keeps_its_head_but_not_its_number():
    def page(sheet: Sheet):
        sheet.text(60, 40, "Saltby Safeguarding Partnership")
        sheet.text(60, 200, "Referrer")
        sheet.text(300, 815, "Page 1 of 1")

    assert texts(read(page)) == ["Saltby Safeguarding Partnership", "Referrer"]


def test_answers_that_repeat_in_the_middle_of_pages_are_kept():
    def page(sheet: Sheet):
        sheet.text(60, 300, "Not known")

    assert texts(read(page, page)) == ["Not known", "Not known"]


def test_prose_over_a_page_break_is_one_paragraph():
    first = ["The nurse rang the family in the first week of March and was told that they", "would come on the day and"]

    def foot(sheet: Sheet):
        sheet.bold(60, 700, "What happened?")
        lines(sheet, 60, 720, first)

    def head(sheet: Sheet):
        lines(sheet, 60, 110, ["nobody came."])
        sheet.bold(60, 140, "Background")

    document = read(foot, head)

    assert texts(document) == ["What happened?", f"{' '.join(first)} nobody came.", "Background"]


def test_an_answer_at_a_page_foot_does_not_run_into_the_next_page():
    def head(sheet: Sheet):
        sheet.text(60, 110, "unknown")

    document = read(lambda sheet: sheet.text(60, 700, "Teacher"), head)

    assert texts(document) == ["Teacher", "unknown"]


@pytest.mark.parametrize(
    ("code", "font", "text"),
    [
        (0xFB03, None, "ffi"),
        (0x02, None, "-"),
        (0xA0, None, " "),
        (0xF0FE, None, "☑"),
        (0xFE, "wingdings", "☑"),
        (0x34, "zapfdingbats", "✔"),
        (0xF0B7, None, "•"),
        (0xE123, None, ""),
        (0xFFFD, None, ""),
        (0xD801, None, ""),
        (0xE9, None, "é"),
    ],
)
def test_characters_are_read_as_they_look(code, font, text):
    assert readable(code, font) == text


def test_fonts_that_do_not_say_what_they_show_are_recorded():
    page = PageContent(number=2, width=595, height=842, unmapped=400)

    assert [(each.what, each.where) for each in losses_of(page)] == [("unmapped_text", "page 2")]
    assert list(losses_of(replace(page, unmapped=3))) == []
