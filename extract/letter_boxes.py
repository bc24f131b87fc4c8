"""Tables that are one row of little boxes, a digit each, as forms print them for dates and numbers: one answer.

Boxes drawn on the pages of a PDF are joined where the page is read (`pdf_combs`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Cell, Paragraph, SourceDocument, Span, Table
from extract.values import tidy

FEWEST = 4  # boxes in a row
DIGITS = 0.6  # share of boxes with a digit: ticks typed into columns are letters


def with_letter_boxes_joined(document: SourceDocument) -> SourceDocument:
    """The document with each such row as one paragraph, or as one cell where it is part of a wider row."""
    return replace(document, items=tuple(_joined(document.items)))


def _joined(items: Sequence[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    for item in items:
        if not isinstance(item, Table):
            yield item
        elif len(item.rows) == 1 and _are_boxes(item.rows[0]):
            yield _word(item.rows[0])
        else:
            yield replace(item, rows=tuple(_row(row) for row in item.rows))


def _row(row: Sequence[Cell]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for run in _runs(row):
        if _are_boxes(run):
            cells.append(replace(run[0], content=(_word(run),), column_span=sum(each.column_span for each in run)))
        else:
            cells.extend(replace(cell, content=tuple(_joined(cell.content))) for cell in run)
    return tuple(cells)


def _runs(row: Sequence[Cell]) -> list[list[Cell]]:
    """Neighbouring cells with one character at most, each other cell for itself."""
    runs: list[list[Cell]] = []
    little = False
    for cell in row:
        is_little = _is_little(cell)
        if is_little and little:
            runs[-1].append(cell)
        else:
            runs.append([cell])
        little = is_little
    return runs


def _is_little(cell: Cell) -> bool:
    plain = all(isinstance(each, Paragraph) and not any(span.mark for span in each.spans) for each in cell.content)
    return plain and len(tidy(cell.text)) <= 1


def _are_boxes(cells: Sequence[Cell]) -> bool:
    texts = [tidy(cell.text) for cell in cells if _is_little(cell)]
    digits = sum(text.isdigit() for text in texts)
    return len(texts) == len(cells) >= FEWEST and digits >= max(FEWEST, DIGITS * len(texts))


def _word(cells: Sequence[Cell]) -> Paragraph:
    text = "".join(tidy(cell.text) for cell in cells)
    return Paragraph(spans=(Span(text=text),), place=cells[0].place)
