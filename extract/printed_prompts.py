"""Prompts of empty form controls that stand as words: `Click or tap here to enter text.`

Programs that save a form in another format (PDF, OpenDocument, an e-mail) keep what its empty controls show and forget
that they are empty. The words become an empty field.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Cell, Control, Paragraph, SourceDocument, Span, Table

_PROMPT = re.compile(
    r"\b(?:(?:click|tap|press)(?: (?:or|/) (?:click|tap))?(?: here)?(?: to)?"
    r" (?:enter|add|insert|type|choose|select|write)\b"
    r"(?: (?:(?:a|an|your|the|some) )?(?:text|date|name|item|value|number|time|answer|option|details))?(?: here)?"
    r"|(?:choose|select) an (?:item|option)|(?:enter|insert|type) (?:your )?(?:text|date|answer) here)\b\.?",
    re.I,
)
_EMPTY = Control(kind="text", origin="drawn", placeholder=True)


def with_empty_fields(document: SourceDocument) -> SourceDocument:
    """The document with each prompt as an empty field of its own; a prompt may run over spans that look different."""
    return replace(document, items=tuple(map(_item, document.items)))


def _item(item: Paragraph | Table) -> Paragraph | Table:
    if isinstance(item, Table):
        return replace(item, rows=tuple(tuple(map(_cell, row)) for row in item.rows))
    found = list(_PROMPT.finditer("".join(span.text for span in item.spans)))
    return replace(item, spans=tuple(_cut(item.spans, found))) if found else item


def _cell(cell: Cell) -> Cell:
    return replace(cell, content=tuple(map(_item, cell.content)))


def _cut(spans: Sequence[Span], found: Sequence[re.Match[str]]) -> Iterator[Span]:
    begin = 0
    for span in spans:
        end = begin + len(span.text)
        at = begin
        for match in found:
            start, stop = max(match.start(), begin), min(match.end(), end)
            if start >= stop or span.mark or span.control:
                continue
            if start > at:
                yield replace(span, text=span.text[at - begin : start - begin])
            if match.start() >= begin:
                yield replace(span, text=match[0], control=_EMPTY)
            at = stop
        if at < end or not span.text:
            yield replace(span, text=span.text[at - begin :])
        begin = end
