"""Words of Word files: formatting and styles, tracked changes, text boxes, headers, and that nothing is lost unsaid."""

import io

import docx
import pytest

from extract.document import Paragraph, Span
from extract.docx_reader import read_docx
from tests.unit.extract.docx_files import (
    cell,
    control,
    legacy_field,
    para,
    row,
    run,
    table,
    word_file,
)

LOOKS = ("bold", "italic", "underline", "strike", "highlight", "grey", "hidden")


def spans(body: str, *, styles: str = "") -> list[Span]:
    return [span for each in read_docx(word_file(body, styles=styles)).paragraphs() for span in each.spans]


def texts(body: str) -> list[str]:
    return [each.text for each in read_docx(word_file(body)).paragraphs()]


def losses(body: str) -> list[str]:
    return [each.what for each in read_docx(word_file(body)).losses]


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ("<w:b/>", "bold"),
        ("<w:i/>", "italic"),
        ('<w:u w:val="single"/>', "underline"),
        ("<w:strike/>", "strike"),
        ("<w:dstrike/>", "strike"),
        ('<w:highlight w:val="yellow"/>', "highlight"),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', "highlight"),
        ('<w:color w:val="808080"/>', "grey"),
        ("<w:vanish/>", "hidden"),
    ],
)
def test_formatting_is_read(properties, look):
    (span,) = spans(para(run("words", properties)))

    shown = {name for name in LOOKS if getattr(span, name)}
    assert shown == {look}


@pytest.mark.parametrize(
    "properties",
    [
        '<w:b w:val="0"/>',
        '<w:strike w:val="false"/>',
        '<w:u w:val="none"/>',
        '<w:highlight w:val="none"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
        '<w:color w:val="000000"/>',
        '<w:color w:val="404040"/>',
        '<w:color w:val="FF0000"/>',
        '<w:color w:val="auto"/>',
    ],
)
def test_formatting_switched_off_and_ordinary_colours_are_plain(properties):
    (span,) = spans(para(run("words", properties)))

    assert span == Span(text="words")


def test_size_is_in_points():
    assert [each.size for each in spans(para(run("words", '<w:sz w:val="23"/>')))] == [11.5]


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Loud"><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Louder"><w:basedOn w:val="Loud"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Prompt"><w:rPr><w:color w:val="808080"/><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round2"/></w:style>
<w:style w:type="paragraph" w:styleId="Round2"><w:basedOn w:val="Round"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""


def styled(style: str, *content: str) -> str:
    return para(*content, properties=f'<w:pStyle w:val="{style}"/>')


def test_styles_hand_down_their_formatting():
    (inherited,) = spans(styled("Louder", "words"), styles=STYLES)
    (direct,) = spans(styled("Louder", run("words", '<w:b w:val="0"/><w:sz w:val="20"/>')), styles=STYLES)
    (plain,) = spans(para("words"), styles=STYLES)

    assert (inherited.bold, inherited.italic, inherited.size) == (True, True, 14)
    assert (direct.bold, direct.italic, direct.size) == (False, True, 10)
    assert (plain.bold, plain.size) == (False, 11)


def test_character_styles_apply_over_paragraph_styles():
    (prompt,) = spans(para(run("words", '<w:rStyle w:val="Prompt"/>')), styles=STYLES)
    (twice,) = spans(styled("Loud", run("words", '<w:rStyle w:val="Strong"/>')), styles=STYLES)

    assert (prompt.grey, prompt.hidden) == (True, True)
    assert twice.bold is False, "bold in both styles switches back to plain (17.7.3)"


def test_styles_in_a_circle_and_unknown_styles_do_no_harm():
    assert [each.bold for each in spans(styled("Round", "words"), styles=STYLES)] == [True]
    assert [each.text for each in spans(styled("Nowhere", "words"), styles=STYLES)] == ["words"]


def items(body: str) -> list[Paragraph]:
    return list(read_docx(word_file(body, styles=STYLES)).paragraphs())


def test_headings_by_style_and_outline_level():
    found = items(styled("H1b", "One") + para("Two", properties='<w:outlineLvl w:val="1"/>') + para("Three"))

    assert [each.heading for each in found] == [True, True, False]


def test_short_lines_wholly_in_bold_or_larger_letters_are_headings():
    body = (
        para(run("About the child", "<w:b/>"))
        + para(run("Background", '<w:sz w:val="32"/>'))
        + para(run("Name: ", "<w:b/>"), "Ada Quill")
        + para(run("Name: Ada Quill", "<w:b/>"))
        + para(run("Section 2: The incident", "<w:b/>"))
        + para(run("Please answer every question.", "<w:b/>"))
        + para("The school rang the family and went on ringing for a whole week, without an answer from anyone. " * 3)
    )

    assert [each.heading for each in items(body)] == [True, True, False, False, True, False, False]


def test_bold_labels_without_an_answer_are_no_headings():
    body = (
        para(run("NHS number: ", "<w:b/>"))
        + para(run("Name: ", "<w:b/>"), "Ada Quill")
        + para(run("Status: ", "<w:b/>"), control(run("     ")))
        + para(run("Summary:", "<w:b/>"))
        + para("Ada was seen at school.")
        + para(run("Religion:", "<w:b/>"))
        + para(run("The family", "<w:b/>"))
        + para("Known to the school.")
        + para(run("Referral: families of one child or more", '<w:b/><w:sz w:val="40"/>'))
        + para("The end")
    )

    assert [each.text for each in items(body) if each.heading] == [
        "Summary:",
        "The family",
        "Referral: families of one child or more",
    ]


def test_bold_tells_nothing_in_a_text_that_is_all_bold():
    bold = "".join(para(run(f"Line {each}", "<w:b/>")) for each in ("one", "two", "three", "four", "five", "six"))

    assert not any(each.heading for each in items(bold + para("The end")))
    assert not any(each.heading for each in items(para("Kind regards") + para(run("Bea Lark", "<w:b/>"))))


def test_bold_lines_above_tables_are_headings_though_nothing_else_stands_outside_tables():
    body = (
        para(run("About the child", "<w:b/>")) + table(row("Name")) + para(run("Incident", "<w:b/>")) + table(row("a"))
    )

    assert [each.text for each in items(body) if each.heading] == ["About the child", "Incident"]


def test_bold_lines_in_tables_are_labels_but_headings_where_a_cell_lays_out_the_page():
    label = para(run("Name of child", "<w:b/>")) + para("Ada Quill")
    page = para(run("About the child", "<w:b/>")) + table(row("Name", "Ada Quill"))

    assert not any(each.heading for each in items(table(row(cell(label)))))
    assert [each.text for each in items(table(row(cell(page)))) if each.heading] == ["About the child"]


def test_list_items_by_numbering_style_and_typed_bullet():
    numbered = para("One", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    unnumbered = para("Four", properties='<w:pStyle w:val="Bullets"/><w:numPr><w:numId w:val="0"/></w:numPr>')

    found = items(numbered + styled("Bullets", "Two") + para("• Three") + unnumbered)

    assert [each.list_item for each in found] == [True, True, True, False]


def test_hidden_words_are_kept_apart():
    (paragraph,) = items(para("seen", run(" unseen", "<w:vanish/>")))

    assert paragraph.text == "seen"
    assert [each.hidden for each in paragraph.spans] == [False, True]


def test_runs_that_look_alike_are_one_span():
    assert [each.text for each in spans(para("Ada ", run("Qui"), run("ll"), run("!", "<w:b/>")))] == ["Ada Quill", "!"]


def test_breaks_tabs_hyphens_and_spaces():
    body = para(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c\u00add</w:t></w:r>",
        "<w:r><w:noBreakHyphen/><w:softHyphen/><w:t>e\u00a0f</w:t></w:r>",
    )

    assert texts(body) == ["a\tb\ncd-e f"]


def test_insertions_are_read_and_deletions_counted():
    body = para(
        "It was ",
        f'<w:ins w:id="1">{run("new")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("moved")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{run(" moved")}</w:moveTo>',
    )

    assert texts(body) == ["It was new moved"]
    assert losses(body) == ["tracked_deletion", "tracked_deletion"]


def test_wrappers_are_looked_through():
    body = para(
        f'<w:hyperlink r:id="x">{run("a")}</w:hyperlink>',
        f"<w:smartTag>{run('b')}</w:smartTag>",
        f'<w:fldSimple w:instr="AUTHOR">{run("c")}</w:fldSimple>',
        '<w:bookmarkStart w:id="1" w:name="m"/>',
        f"<w:bdo>{run('d')}</w:bdo>",
        f"<w:customXml>{run('e')}</w:customXml>",
    )

    assert texts(body) == ["abcde"]
    assert losses(body) == []


def test_field_codes_are_not_text():
    body = para(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3 May")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert texts(body) == ["3 May"]


def test_comments_footnotes_pictures_and_formulas_are_counted():
    body = para(
        run("seen"),
        '<w:r><w:commentReference w:id="1"/></w:r>',
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        "<w:r><w:drawing/></w:r>",
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        "<w:r><w:object/></w:r>",
    )

    assert texts(body) == ["seen"]
    assert losses(body) == ["comment", "footnote", "picture", "formula", "embedded_object"]


def box(content: str) -> str:
    return f"<w:txbxContent>{content}</w:txbxContent>"


def test_a_text_box_is_read_once_after_its_paragraph():
    drawing = f"<w:drawing><wps:wsp><wps:txbx>{box(para('In the box'))}</wps:txbx></wps:wsp></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{box(para('In the box'))}</v:textbox></v:shape></w:pict>"
    both = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'

    twice = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert texts(para(twice, "Beside it")) == ["Beside it", "In the box"]
    assert texts(para(f"<w:r>{fallback}</w:r>")) == ["In the box"]


def test_a_text_box_may_hold_a_table_with_controls():
    grid = table(row("Name", cell(para(control(run("Ada Quill"))))))
    body = para(f"<w:r><w:pict><v:textbox>{box(grid)}</v:textbox></w:pict></w:r>")

    assert texts(body) == ["Name", "Ada Quill"]


def test_a_character_given_only_in_the_fallback_is_read():
    choice = '<mc:Choice Requires="w16se"/><mc:Fallback><w:t>☐</w:t></mc:Fallback>'

    assert texts(para(f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>", " Yes")) == ["☐ Yes"]


def test_headers_with_something_to_fill_in_are_read_and_others_counted():
    document = read_docx(
        word_file(
            para("Body"),
            edges={
                "header_1": table(row("Reference", "AB 12")),
                "header_2": para("OFFICIAL"),
                "footer_1": para("Initials: ", control(run("AQ"))),
                "footer_2": para("Page 1"),
                "footer_3": control(para("2"), "<w:docPartObj/>"),
                "footer_4": para(""),
            },
        )
    )

    assert [each.text for each in document.paragraphs()] == ["Reference", "AB 12", "Body", "Initials: AQ"]
    assert [each.place.part for each in document.items] == [
        "word/header_1.xml",
        "word/document.xml",
        "word/footer_1.xml",
    ]
    assert [(each.what, each.where) for each in document.losses] == [
        ("page_header", "word/header_2.xml"),
        ("page_footer", "word/footer_2.xml"),
        ("page_footer", "word/footer_3.xml"),
    ]


def test_the_table_of_contents_is_left_out_and_counted():
    document = read_docx(word_file(styled("TOC1", "1 Child ... 2") + para("Child"), styles=STYLES))

    assert [each.text for each in document.paragraphs()] == ["Child"]
    assert [each.what for each in document.losses] == ["table_of_contents"]


def test_blank_paragraphs_are_left_out_but_counted_in_places():
    (paragraph,) = items(para("") + para("   ") + para("words"))

    assert paragraph.place.paragraph == 3


def test_a_file_with_the_usual_styles_is_read():
    written = docx.Document()
    written.add_heading("About the child", level=2)
    written.add_paragraph("School nursing", style="List Bullet")
    grid = written.add_table(rows=2, cols=2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "Family"
    grid.cell(1, 1).text = "Bea Quill"
    stream = io.BytesIO()
    written.save(stream)

    document = read_docx(stream.getvalue())

    assert [(each.text, each.heading, each.list_item) for each in document.paragraphs()] == [
        ("About the child", True, False),
        ("School nursing", False, True),
        ("Family", False, False),
        ("Bea Quill", False, False),
    ]
    assert [each.column_span for each in document.items[2].rows[0]] == [2]
    assert document.losses == ()


def test_no_character_is_lost_unsaid():
    body = (
        para("Plain ", run("bold", "<w:b/>"), f'<w:ins w:id="1">{run(" inserted")}</w:ins>')
        + para("Name: ", control(run("Ada") + control(run(" Quill"))), legacy_field("<w:textInput/>", "legacy"))
        + table(
            row("label", control(cell("in a cell"))),
            control(row(cell("nested", table(row("inner", "grid"))), "x"), "<w15:repeatingSectionItem/>"),
        )
        + para(f"<w:r><w:pict><v:textbox>{box(para('boxed'))}</v:textbox></w:pict></w:r>")
        + f"<w:customXml>{para('wrapped')}</w:customXml>"
        + control(control(para("block control")), "<w:group/>")
        + para(
            f'<w:fldSimple w:instr="AUTHOR">{run("author")}</w:fldSimple>', f"<w:unheardOf>{run('odd')}</w:unheardOf>"
        )
    )
    written = (
        "Plain bold inserted Name: Ada Quill legacy label in a cell nested inner grid x boxed wrapped "
        "block control author"
    )

    document = read_docx(word_file(body))

    emitted = "".join(span.text for each in document.paragraphs() for span in each.spans)
    assert sorted(emitted.replace(" ", "")) == sorted(written.replace(" ", ""))
    assert [each.what for each in document.losses] == ["unknown_element"]
