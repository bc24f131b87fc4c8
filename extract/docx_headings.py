"""Headings that only look like headings: whole short lines in bold or in larger letters, in the body of the text.

Lines inside tables are left alone: there a bold line is mostly the label of its cell.
"""

import dataclasses
import re
from collections import Counter

from extract.document import Paragraph, Span, Table

_MAX_HEADING = 120
_LARGER = 1.15  # how many times the usual size
_TOO_COMMON = 0.5  # where more of the body than this is bold, bold tells nothing
_ANSWERED = re.compile(r"[^:]{1,60}:\s*\S")  # `Name: Someone` is a label with its answer
_SECTION = re.compile(r"(section|part|appendix|stage|step)\b|[\dA-Z]{1,3}[.):\s]", re.IGNORECASE)


def with_headings(items: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The items, with paragraphs that are set off as headings marked as such."""
    spans = [span for item in items if isinstance(item, Paragraph) for span in item.spans if span.text.strip()]
    usual = _usual_size(spans)
    length = sum(len(span.text) for span in spans)
    bold_tells = sum(len(span.text) for span in spans if span.bold) <= _TOO_COMMON * length
    return [
        dataclasses.replace(item, heading=True, list_item=False)
        if isinstance(item, Paragraph) and _stands_out(item, usual, bold_tells=bold_tells)
        else item
        for item in items
    ]


def _usual_size(spans: list[Span]) -> float | None:
    sizes: Counter[float] = Counter()
    for span in spans:
        if span.size is not None:
            sizes[span.size] += len(span.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _stands_out(paragraph: Paragraph, usual: float | None, *, bold_tells: bool) -> bool:
    words = [span for span in paragraph.spans if span.text.strip() and not span.hidden]
    if not words or any(span.mark or span.control or span.strike for span in words) or not _is_title(paragraph.text):
        return False
    if bold_tells and all(span.bold for span in words):
        return True
    return usual is not None and all(span.size is not None and span.size >= _LARGER * usual for span in words)


def _is_title(text: str) -> bool:
    text = text.strip()
    if len(text) > _MAX_HEADING or text.endswith((".", ",", ";")) or not any(each.isalpha() for each in text):
        return False
    return "\t" not in text and (not _ANSWERED.match(text) or bool(_SECTION.match(text)))
