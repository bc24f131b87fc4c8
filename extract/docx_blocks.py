"""Paragraphs, text boxes and nested tables of one part of a Word file, in reading order.

It knows how blocks nest; the words inside a paragraph are `docx_runs`' and the grid is `docx_tables`'.
"""

from lxml.etree import _Element as Element

from extract.document import Paragraph, Span, Table
from extract.docx_names import PARAGRAPH, TABLE, number, value
from extract.docx_nesting import Surroundings, unwrapped
from extract.docx_runs import PartState, RunWalk
from extract.docx_spans import spans_of
from extract.docx_styles import ParagraphStyle
from extract.docx_tables import read_table

_BODY_LEVEL = 9  # outline level of body text (17.3.1.20)
_BULLETS = ("•", "▪", "◦", "‣", "·")
_HEADING_NAMES = ("heading ", "title", "subtitle")
_CONTENTS_TITLE = "toc "


def read_blocks(parent: Element, state: PartState, around: Surroundings) -> list[Paragraph | Table]:
    """The paragraphs that say something, and the tables, directly in this element or in wrappers."""
    items: list[Paragraph | Table] = []
    for element, form in unwrapped(parent, frozenset({PARAGRAPH, TABLE}), state, around.form):
        if element.tag == TABLE:
            items.append(read_table(element, state, form, read_blocks))
        else:
            here = Surroundings(table=around.table, row=around.row, column=around.column, form=form)
            items += _read_paragraph(element, state, here)
    return items


def _read_paragraph(element: Element, state: PartState, around: Surroundings) -> list[Paragraph | Table]:
    """The paragraph, unless it is blank, and after it the contents of text boxes anchored in it."""
    state.paragraphs += 1
    place = around.place(state, state.paragraphs)
    style_id = value(element, "pPr", "pStyle")
    style = state.styles.paragraph(style_id)
    walk = RunWalk(state, style_id)
    walk.walk(element, around.form)
    state.fields.end_of_paragraph()
    spans = spans_of(walk.pieces, state.habits)
    items: list[Paragraph | Table] = []
    if style.name.startswith(_CONTENTS_TITLE):
        state.lose("table_of_contents")
    elif _says_something(spans):
        heading = _is_heading(element, style)
        listed = not heading and _is_listed(element, style, spans)
        items.append(Paragraph(spans=spans, place=place, heading=heading, list_item=listed))
    outside = Surroundings(table=around.table, row=around.row, column=around.column)
    for box in walk.boxes:
        items += read_blocks(box, state, outside)
    return items


def _says_something(spans: tuple[Span, ...]) -> bool:
    return any(span.control is not None or span.mark is not None or span.text.strip() for span in spans)


def _is_heading(element: Element, style: ParagraphStyle) -> bool:
    direct = number(value(element, "pPr", "outlineLvl"))
    level = style.outline if direct is None else direct
    return (level is not None and level < _BODY_LEVEL) or style.name.startswith(_HEADING_NAMES)


def _is_listed(element: Element, style: ParagraphStyle, spans: tuple[Span, ...]) -> bool:
    direct = value(element, "pPr", "numPr", "numId")
    numbered = style.numbered if direct is None else direct != "0"
    return numbered or spans[0].text.lstrip().startswith(_BULLETS)
