"""Headings that only look like headings: whole short lines in bold or in larger letters, in the body of the text.

Lines inside tables are left alone: there a bold line is mostly the label of its cell.
"""

import dataclasses
import re
from collections import Counter
from itertools import groupby

from extract.document import Paragraph, Table

_MAX_HEADING = 120
_LARGER = 1.15  # how many times the usual size
_MAX_TOGETHER = 5  # a title and its lines, headings of sections left blank; more bold lines in a row are a text in bold
_ANSWERED = re.compile(r"[^:]{1,60}:\s*\S")  # `Name: Someone` is a label with its answer
_SECTION = re.compile(r"(section|part|appendix|stage|step)\b|[\dA-Z]{1,3}[.):\s]", re.IGNORECASE)


def with_headings(items: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The items, with paragraphs that are set off as headings marked as such."""
    usual = _usual_size(items)
    marked: list[Paragraph | Table] = []
    for stands_out, group in groupby(items, key=lambda item: _stands_out(item, usual)):
        together = list(group)
        is_last = len(marked) + len(together) == len(items)
        if stands_out and len(together) <= _MAX_TOGETHER and not is_last:
            marked += [_as_heading(each) for each in together]
        else:
            marked += together
    return marked


def _as_heading(item: Paragraph | Table) -> Paragraph | Table:
    return dataclasses.replace(item, heading=True, list_item=False) if isinstance(item, Paragraph) else item


def _usual_size(items: list[Paragraph | Table]) -> float | None:
    """The size of most letters outside tables."""
    sizes: Counter[float] = Counter()
    for item in items:
        for span in item.spans if isinstance(item, Paragraph) else ():
            if span.size is not None:
                sizes[span.size] += len(span.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _stands_out(item: Paragraph | Table, usual: float | None) -> bool:
    """Whether a line outside tables is all in bold or in larger letters, and short enough for a title."""
    if isinstance(item, Table) or not _is_title(item.text):
        return False
    words = [span for span in item.spans if span.text.strip() and not span.hidden]
    if any(span.mark or span.control or span.strike for span in words):
        return False
    larger = usual is not None and all(span.size is not None and span.size >= _LARGER * usual for span in words)
    return larger or all(span.bold for span in words)


def _is_title(text: str) -> bool:
    text = text.strip()
    if len(text) > _MAX_HEADING or text.endswith((".", ",", ";")) or not any(each.isalpha() for each in text):
        return False
    return "\t" not in text and (not _ANSWERED.match(text) or bool(_SECTION.match(text)))
