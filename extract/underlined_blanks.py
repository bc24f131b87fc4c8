"""Sentences to fill in whose blanks are underlined spaces: `My name is  Nell Ark  and I am  head teacher .`

Typed over such a blank, the answer is underlined too and keeps spaces around it. Each becomes a field of its own, as
blanks drawn on a page are.
"""

import re
from dataclasses import replace

from extract.document import Cell, Control, Paragraph, SourceDocument, Span, Table

FEWEST = 2  # blanks in a paragraph: one underlined run may be emphasis
FEWEST_WORDS = 3  # printed around them
_PADDED = re.compile(r"[\s_]+(?:.*[^\s_])?[\s_]+", re.S)


def with_underlined_blanks(document: SourceDocument) -> SourceDocument:
    """The document with each underlined blank of a sentence as a field to write in."""
    return replace(document, items=tuple(map(_item, document.items)))


def _item(item: Paragraph | Table) -> Paragraph | Table:
    if isinstance(item, Table):
        return replace(item, rows=tuple(tuple(map(_cell, row)) for row in item.rows))
    return _paragraph(item)


def _cell(cell: Cell) -> Cell:
    return replace(cell, content=tuple(map(_item, cell.content)))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    blanks = [span for span in paragraph.spans if _is_blank(span)]
    printed = sum(len(span.text.split()) for span in paragraph.spans if not span.underline)
    if len(blanks) < FEWEST or printed < FEWEST_WORDS or any(span.control for span in paragraph.spans):
        return paragraph
    return replace(paragraph, spans=tuple(_field(span) if _is_blank(span) else span for span in paragraph.spans))


def _is_blank(span: Span) -> bool:
    return span.underline and not span.strike and bool(_PADDED.fullmatch(span.text))


def _field(span: Span) -> Span:
    typed = span.text.strip(" _\t\u00a0")
    control = Control(kind="text", origin="drawn", placeholder=not typed)
    return replace(span, text=f" {typed} " if typed else " ", control=control, underline=False)
