"""The words of one answer: freed of printed text, and with what was picked of printed alternatives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.blocks import LabelledAnswer
from extract.boilerplate import PrintedText
from extract.choices import is_option, read_choice, read_list_choice, spread_choice
from extract.document import Paragraph, Span
from extract.parsing import Written
from extract.values import is_blank, tidy


def written_of(answer: LabelledAnswer, printed: PrintedText) -> Written:
    """What was written for one question; empty where only printed text stands there."""
    paragraphs = _rejoined(answer.answer)
    spread = spread_choice(paragraphs)
    picked = list(spread or ())
    offered, beside = spread is not None, ""
    texts: list[Paragraph] = []
    for paragraph in paragraphs:
        if spread is not None and is_option(paragraph.text):
            continue
        choice = read_choice(paragraph.spans) or read_list_choice(paragraph.spans)
        if choice is None:
            texts.append(paragraph)
            continue
        offered = True
        picked.extend(choice.chosen)
        beside = beside or choice.rest
    written = printed.answer(texts)
    lines = [line for each in written for line in each.text.splitlines() if not is_blank(line)]
    return Written(
        lines=tuple(tidy(line) for line in lines),
        rows=tuple(_rows(written)),
        picked=tuple(picked),
        place=written[0].place if written else None,
        offered=offered,
        beside="" if is_blank(beside) else beside,
    )


def _rejoined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """`Y` and `☒ N ☐ NK ☐` in cells side by side as one line, in which each box stands behind its word."""
    joined: list[Paragraph] = []
    for each in paragraphs:
        last = joined[-1] if joined else None
        boxes = bool(each.spans) and each.spans[0].mark is not None
        if last and boxes and is_option(last.text) and not any(span.mark for span in last.spans):
            joined[-1] = replace(last, spans=(*last.spans, Span(text=" "), *each.spans))
        else:
            joined.append(each)
    return joined


def _rows(written: Sequence[Paragraph]) -> Iterator[str]:
    """The lines with their gaps as bars; cells of one row of a table as one line."""
    last: tuple[int | None, ...] = ()
    row, column = "", None
    for each in written:
        lines = [
            tidy(re.sub(r"\t+|\s{3,}", " | ", line.strip())) for line in each.text.splitlines() if not is_blank(line)
        ]
        here = (each.place.page, each.place.table, each.place.row)
        beside = row and each.place.table is not None and here == last and each.place.column != column
        if beside and len(lines) == 1:
            row = f"{row} | {lines[0]}"
        else:
            yield from [row] if row else []
            yield from lines[:-1]
            row = lines[-1] if lines else ""
        last, column = here, each.place.column
    yield from [row] if row else []
