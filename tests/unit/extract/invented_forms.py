"""Small invented forms, built straight as documents so that no reader is needed."""

from dataclasses import replace
from itertools import count
from typing import Any

from config.schema.fields import FieldCatalogue
from extract.document import Cell, Mark, MarkState, Paragraph, Place, SourceDocument, Span, Table
from extract.reading import read_form

_numbers = count(1)
_tables = count(1)

CellText = str | tuple[str | Paragraph | Table, ...]


def ticks(text: str) -> tuple[Span, ...]:
    """Spans of a line in which ☒ and ☐ are tick boxes."""
    spans: list[Span] = []
    rest = text
    while rest:
        at = min((i for i in (rest.find("☒"), rest.find("☐")) if i >= 0), default=-1)
        if at < 0:
            spans.append(Span(text=rest))
            break
        if at:
            spans.append(Span(text=rest[:at]))
        state = MarkState.ON if rest[at] == "☒" else MarkState.OFF
        spans.append(Span(text=rest[at], mark=Mark(state=state, evidence="glyph")))
        rest = rest[at + 1 :]
    return tuple(spans)


def line(text: str, **format_: bool) -> Paragraph:
    """A paragraph in one formatting, ticks as boxes; `heading=True` for a heading."""
    heading = format_.pop("heading", False)
    spans = ticks(text) if not format_ else (Span(text=text, **format_),)
    return Paragraph(spans=spans, place=Place(part="body", paragraph=next(_numbers)), heading=heading)


def runs(*spans: Span | str) -> Paragraph:
    """A paragraph of several runs."""
    every = tuple(Span(text=each) if isinstance(each, str) else each for each in spans)
    return Paragraph(spans=every, place=Place(part="body", paragraph=next(_numbers)))


def bold(text: str) -> Span:
    return Span(text=text, bold=True)


def struck(text: str) -> Span:
    return Span(text=text, strike=True)


def table(*rows: tuple[CellText, ...], bold_labels: bool = True) -> Table:
    """A table. A text that begins with `*` is set in bold, as printed labels are; a tuple is one line each."""
    number = next(_tables)
    built = []
    for r, row in enumerate(rows):
        cells = []
        for c, content in enumerate(row):
            parts = content if isinstance(content, tuple) else (content,) if content else ()
            place = Place(part="body", table=number, row=r + 1, column=c + 1)
            lines = tuple(_content(part, place, bold_labels=bold_labels) for part in parts)
            cells.append(Cell(content=lines, row=r, column=c, place=place))
        built.append(tuple(cells))
    return Table(rows=tuple(built), place=Place(part="body", table=number))


def document(*items: Paragraph | Table, format_: str = "docx") -> SourceDocument:
    """A document of these items."""
    return SourceDocument(format="text" if format_ == "text" else "docx", items=items)


def mail(text: str) -> SourceDocument:
    """A plain text, one paragraph a line."""
    return document(*(line(each) for each in text.splitlines() if each.strip()), format_="text")


def _content(part: str | Paragraph | Table, place: Place, *, bold_labels: bool) -> Paragraph | Table:
    if isinstance(part, Table):
        return part
    if isinstance(part, Paragraph):
        return replace(part, place=place)
    if part.startswith("*"):
        return replace(line(part[1:], bold=True) if bold_labels else line(part[1:]), place=place)
    return replace(line(part), place=place)


def record(catalogue: FieldCatalogue, source: SourceDocument) -> dict[str, Any]:
    """The referral that is read from a document, as plain values."""
    return read_form(source, "form.docx", catalogue).record.as_plain()


def cell(text: str, row: int, column: int, span: int = 1, rows: int = 1, **format_: bool) -> Cell:
    """One cell of a table with all its words in one formatting."""
    content = (line(text, **format_),) if text else ()
    place = line("x").place
    return Cell(content=content, row=row, column=column, place=place, column_span=span, row_span=rows)
