"""Workbooks (xlsx, xls, ods) to the layout-neutral document: values of each sheet as tables. Nothing is computed."""

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import python_calamine

from extract.document import Cell, Loss, Mark, MarkState, Paragraph, Place, SourceDocument, Span, Table
from extract.errors import DocumentRefused
from extract.ole import is_locked
from extract.spreadsheet_size import check_size
from extract.ticks import TEXT_OF, TickHabits, find_marks, habits

_MAX_BYTES = 40 * 1024 * 1024
_MAX_SHEETS, _MAX_ROWS, _MAX_COLUMNS, _MAX_CELLS = 60, 5000, 200, 100_000
_LONGEST = 50_000  # characters of one cell

Merged = dict[tuple[int, int], tuple[int, int]]  # where a merged area begins, to its rows and columns


def read_spreadsheet(content: bytes) -> SourceDocument:
    """One heading and the tables of each sheet, parted at empty rows; hidden sheets too, each with a loss.

    Raises DocumentRefused: `encrypted`, `too_large`, `damaged`.
    """
    if len(content) > _MAX_BYTES:
        raise DocumentRefused("too_large")
    if is_locked(content):
        raise DocumentRefused("encrypted")
    check_size(content)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return _document(workbook)
    except python_calamine.PasswordError as fault:
        raise DocumentRefused("encrypted") from fault
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as fault:
        raise DocumentRefused("damaged") from fault


def _document(workbook: python_calamine.CalamineWorkbook) -> SourceDocument:
    items: list[Paragraph | Table] = []
    losses: list[Loss] = []
    sheets = [each for each in workbook.sheets_metadata if each.typ == python_calamine.SheetTypeEnum.WorkSheet]
    for number, about in enumerate(sheets[:_MAX_SHEETS], start=1):
        where = f"sheet {number}"
        sheet = workbook.get_sheet_by_name(about.name)
        rows, cut = _rows(sheet)
        if not any(any(row) for row in rows):
            continue
        if about.visible != python_calamine.SheetVisibleEnum.Visible:
            losses.append(Loss(what="hidden_sheet", where=where))
        if cut:
            losses.append(Loss(what="too_long", where=where))
        if len(sheets) > 1:
            place = Place(part=where, paragraph=1)
            items.append(Paragraph(spans=(Span(text=about.name),), place=place, heading=True))
        items.extend(_tables(rows, _merged(sheet), where))
    if len(sheets) > _MAX_SHEETS:
        losses.append(Loss(what="too_long", where="workbook"))
    return SourceDocument(format="sheet", items=tuple(items), losses=tuple(losses))


def _rows(sheet: python_calamine.CalamineSheet) -> tuple[list[list[str]], bool]:
    """The sheet's cells as text from its first row and column on, and whether some were left out."""
    rows: list[list[str]] = []
    cells = 0
    for row in sheet.to_python(skip_empty_area=False, nrows=_MAX_ROWS):
        cells += min(len(row), _MAX_COLUMNS)
        if cells > _MAX_CELLS:
            return rows, True
        rows.append([_text(value) for value in row[:_MAX_COLUMNS]])
    return rows, sheet.total_width > _MAX_COLUMNS or sheet.total_height > _MAX_ROWS


def _text(value: Any) -> str:
    """A value as a person would have typed it; a truth value is a ticked or empty box."""
    if isinstance(value, bool):
        return TEXT_OF[MarkState.ON if value else MarkState.OFF]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        day = value.strftime("%d/%m/%Y")
        return day if value.time() == datetime.time() else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value).strip()[:_LONGEST]


def _merged(sheet: python_calamine.CalamineSheet) -> Merged:
    ranges = sheet.merged_cell_ranges or []
    return {(top, left): (bottom - top + 1, right - left + 1) for (top, left), (bottom, right) in ranges}


def _tables(rows: Sequence[Sequence[str]], merged: Merged, where: str) -> Iterator[Table]:
    """The blocks of rows between empty ones."""
    habit = habits("".join(text for row in rows for text in row))
    number = 0
    for filled, block in groupby(enumerate(rows), key=lambda each: any(each[1])):
        if not filled:
            continue
        number += 1
        lines = list(block)
        width = max(index + 1 for _, row in lines for index, text in enumerate(row) if text)
        place = Place(part=where, table=number)
        yield Table(rows=tuple(_row(line, width, merged, (place, lines[0][0], habit)) for line in lines), place=place)


def _row(
    line: tuple[int, Sequence[str]], width: int, merged: Merged, table: tuple[Place, int, TickHabits]
) -> tuple[Cell, ...]:
    index, texts = line
    base, first, habit = table
    covered = _covered(index, merged)
    cells = []
    for column in range(width):
        if column in covered:
            continue
        down, across = merged.get((index, column), (1, 1))
        place = Place(part=base.part, table=base.table, row=index + 1, column=column + 1)
        text = texts[column] if column < len(texts) else ""
        cell = Cell(content=tuple(_paragraphs(text, place, habit)), row=index - first, column=column, place=place)
        cells.append(replace(cell, row_span=down, column_span=max(1, min(across, width - column))))
    return tuple(cells)


def _covered(row: int, merged: Merged) -> set[int]:
    """Columns of a row that belong to a merged area which begins elsewhere."""
    found: set[int] = set()
    for (top, left), (down, across) in merged.items():
        if top <= row < top + down:
            found.update(range(left if row > top else left + 1, min(left + across, _MAX_COLUMNS)))
    return found


def _paragraphs(text: str, place: Place, habit: TickHabits) -> Iterator[Paragraph]:
    for line in text.splitlines():
        spans: list[Span] = []
        position = 0
        for found in find_marks(line, habit):
            spans += [Span(text=line[position : found.start]), _tick(found.mark)]
            position = found.end
        spans.append(Span(text=line[position:].rstrip()))
        kept = tuple(each for each in spans if each.text)
        if kept:
            yield Paragraph(spans=kept, place=place)


def _tick(mark: Mark) -> Span:
    return Span(text=TEXT_OF[mark.state], mark=mark)
