"""Headings that only look like headings: whole short lines in bold or in larger letters, in the body of the text.

Lines inside tables are left alone: there a bold line is mostly the label of its cell.
"""

import dataclasses
import re
from collections import Counter
from itertools import groupby, zip_longest
from operator import itemgetter

from extract.document import Paragraph, Table

_MAX_HEADING = 120
_LARGER = 1.15  # how many times the usual size
_MAX_TOGETHER = 5  # a title and its lines, headings of sections left blank; more bold lines in a row are a text in bold
_LABEL = re.compile(r"[^:]{1,60}:(\s|$)")
_SECTION = re.compile(r"(section|part|appendix|stage|step)\b|[\dA-Z]{1,3}[.):\s]", re.IGNORECASE)


def with_headings(items: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The items, with paragraphs that are set off as headings marked as such."""
    usual = _usual_size(items)
    flags = [_stands_out(item, below, usual) for item, below in zip_longest(items, items[1:])]
    marked: list[Paragraph | Table] = []
    for stands_out, group in groupby(zip(items, flags, strict=True), key=itemgetter(1)):
        together = [item for item, _ in group]
        is_last = len(marked) + len(together) == len(items)
        is_title = stands_out and len(together) <= _MAX_TOGETHER and not is_last
        marked += [_as_heading(each) for each in together] if is_title else together
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


def _stands_out(item: Paragraph | Table, below: Paragraph | Table | None, usual: float | None) -> bool:
    """Whether a line outside tables is all in bold or in larger letters, and short enough for a title."""
    if isinstance(item, Table) or any(span.mark or span.control or span.strike for span in item.spans):
        return False
    text = item.text.strip()
    if not _is_short(text):
        return False
    words = [span for span in item.spans if span.text.strip() and not span.hidden]
    if usual is not None and all(span.size is not None and span.size >= _LARGER * usual for span in words):
        return True
    return all(span.bold for span in words) and not _is_field(text, below)


def _is_short(text: str) -> bool:
    if len(text) > _MAX_HEADING or text.endswith((".", ",", ";")):
        return False
    return "\t" not in text and any(each.isalpha() for each in text)


def _is_field(text: str, below: Paragraph | Table | None) -> bool:
    """Whether a bold line is a label with its answer, or one left without an answer among other such labels."""
    if _LABEL.match(text) and not text.endswith(":"):
        return not _SECTION.match(text)
    if not text.endswith(":") or below is None:
        return False
    return isinstance(below, Paragraph) and (all(span.bold for span in below.spans) or bool(_LABEL.match(below.text)))
