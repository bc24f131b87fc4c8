"""Prompts of empty form controls that a page prints as words: `Click or tap here to enter text.`

Programs that save a form as PDF print what its empty controls show, mostly in grey. The words become an empty field.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Control, Span

_PROMPT = re.compile(
    r"(?:click|tap)(?: or (?:click|tap))?(?: here)? to (?:enter|add|insert|type|choose|select)"
    r"(?: (?:a |an |your |the )?(?:text|date|name|item|value|number|time|answer))?\.?"
    r"|choose an item\.?|(?:enter|insert) (?:text|date) here\.?",
    re.I,
)
_EMPTY = Control(kind="text", origin="drawn", placeholder=True)


def with_empty_fields(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with each prompt as an empty field of its own; a prompt may run over spans that look different."""
    text = "".join(span.text for span in spans)
    found = list(_PROMPT.finditer(text))
    return tuple(_cut(spans, found)) if found else tuple(spans)


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
