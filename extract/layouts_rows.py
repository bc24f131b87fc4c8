"""Rows as a whole: headers that say nothing, numbers in front of questions, cells side by side as one line."""

import re
from collections.abc import Sequence

from extract.boilerplate import PrintedText, is_toned
from extract.document import Cell, Paragraph, Span
from extract.layouts_headers import is_generic_header
from extract.shapes import filled, has_mark, is_controlled, is_empty_cell, is_heading, is_label_cell
from extract.values import tidy

FEWEST_NUMBERED, MOST_NUMBERED = 3, 0.7  # rows with a number in front, and their share, that show a numbered table
FEWEST_IN_GRID = 2  # rows of three plain cells or more, a header and an entry, that show the same
FEWEST_PLAIN = 3  # rows of plain question and answer that show a table which does not set its questions apart
_PART = re.compile(
    r"^(?:part|section|step|stage|box)?\s*(?:[A-Z]|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[.):]?$",
    re.I,
)
FEWEST_GUIDING = 2  # cells of a column that show that it holds guidance
_GUIDANCE = re.compile(
    r"^(?:guidance|help|prompts?|hints?|what to (?:record|write|include|enter|tell us|put)"
    r"|how to (?:complete|answer)\b.*"
    r"|notes? (?:for|on) complet\w+|completion notes?|explanation|instructions?|include)(?: notes?)?$",
    re.I,
)
_LINK = re.compile(r"^\s*(?:change|edit|amend)\s*$", re.I)
_ROW_NUMBER = re.compile(
    r"^(?:q\.?\s*)?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?$|^\(?[a-z][.)]$|^[A-Z]\.?\d{1,2}[a-z]?[.):]?$", re.I
)


def is_generic_row(row: Sequence[Cell]) -> bool:
    """`Question | Your answer`: a row of headers that say nothing."""
    return len(row) > 1 and all(is_generic_header(tidy(cell.text)) for cell in row if not is_empty_cell(cell))


def sets_labels_apart(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table prints its questions in bold or shaded cells; headings alone in their rows are no sign of it."""
    worded = [row for row in rows if not is_generic_row(row)]
    pairs = [row for row in worded if sum(not is_empty_cell(cell) for cell in row) > 1]
    plain = [row for row in pairs if not any(is_label_cell(cell) for cell in row)]
    grid = len(plain) == len(pairs) >= FEWEST_IN_GRID and all(len(row) >= 3 for row in pairs)
    judged = pairs if grid or len(plain) >= FEWEST_PLAIN else worded
    return any(is_label_cell(cell) for row in judged for cell in row)


def unnumbered(row: list[Cell]) -> list[Cell]:
    """A row without the number that a form prints in a column of its own in front of the question or the heading."""
    if not row:
        return row
    first, others = tidy(row[0].text), [cell for cell in row[1:] if not is_empty_cell(cell)]
    if _PART.match(first) and len(others) == 1 and _is_title(others[0]) and (_is_title(row[0]) or len(first) > 1):
        return row[1:]
    return row[1:] if len(row) >= 3 and _ROW_NUMBER.match(first) else row


def without_side_heading(row: list[Cell], *, headed: bool) -> tuple[Cell | None, list[Cell]]:
    """The heading that stands beside several rows in a column of its own, and the rest of its first row."""
    if not headed or not row or row[0].column != 0 or len(row) < 2 or not is_label_cell(row[0]):
        return None, row
    return row[0], row[1:]


def has_side_headings(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column of a table holds the headings of its sections, each beside all rows of its section."""
    firsts = [row[0] for row in rows if row and row[0].column == 0 and len(row) > 1]
    tall = [cell for cell in firsts if cell.row_span > 1]
    labels = sum(is_label_cell(cell) for cell in firsts)
    return len(tall) >= 2 and len(firsts) < len(rows) and labels >= MOST_NUMBERED * len(firsts)


def prepared(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell | None, list[Cell]]]:
    """Each row without numbers of questions, links and side headings, with the side heading that begins there."""
    rows = _without_section_numbers(rows)
    headed = has_side_headings(rows)
    guiding = _guiding_columns(rows)
    plain = [[cell for cell in row if cell.column not in guiding] for row in map(_without_link, rows)]
    sides = [without_side_heading(row, headed=headed) for row in plain]
    numbered = are_numbered([row for _, row in sides])
    pairs = [(side, unnumbered(row)) for side, row in sides]
    return [(side, without_number(row) if numbered else row) for side, row in pairs]


def _without_section_numbers(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Rows without a first column that holds nothing but the section's number, in its first row."""
    firsts = [row[0] for row in rows if row and row[0].column == 0]
    if len(firsts) != len(rows) or len(rows) < FEWEST_IN_GRID or not _ROW_NUMBER.match(tidy(firsts[0].text)):
        return rows
    alone = all(is_empty_cell(cell) for cell in firsts[1:]) and all(len(row) > 1 for row in rows)
    return [row[1:] for row in rows] if alone else rows


def _guiding_columns(rows: Sequence[Sequence[Cell]]) -> set[int]:
    """Columns that tell what to write in the column beside them: headed as guidance, or all in italics or grey."""
    columns: dict[int, list[Cell]] = {}
    for cell in (cell for row in rows if len(row) > 2 for cell in row if not is_empty_cell(cell)):
        columns.setdefault(cell.column, []).append(cell)
    found = {column for column, cells in columns.items() if column and _guides(cells)}
    return found if len(set(columns) - found) >= 2 else set()


def _guides(cells: Sequence[Cell]) -> bool:
    head, *lower = cells
    toned = [all(is_toned(each) for each in filled(cell.paragraphs)) for cell in lower]
    headed = bool(_GUIDANCE.match(tidy(head.text)))
    return len(lower) >= FEWEST_GUIDING and (all(toned) or (headed and not any(map(_is_filled_in, lower))))


def _is_filled_in(cell: Cell) -> bool:
    return any(is_controlled(each) or has_mark(each) for each in cell.paragraphs)


def _without_link(row: Sequence[Cell]) -> list[Cell]:
    """A row of a printed web page without the link that stands behind each answer."""
    return list(row[:-1] if len(row) >= 3 and _LINK.match(row[-1].text) else row)


def are_numbered(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column of a table holds numbers or codes of its questions and nothing else."""
    firsts = [tidy(row[0].text) for row in rows if len(row) > 1 and not is_empty_cell(row[0])]
    coded = [each for each in firsts if _ROW_NUMBER.match(each)]
    return len(coded) >= FEWEST_NUMBERED and len(coded) >= MOST_NUMBERED * len(firsts)


def without_number(row: list[Cell]) -> list[Cell]:
    """A row of a numbered table without its number, however short the row is."""
    return row[1:] if len(row) == 2 and _ROW_NUMBER.match(tidy(row[0].text)) else row


def _is_title(cell: Cell) -> bool:
    """Whether a cell is set as a heading, and holds nothing to fill in."""
    lines = filled(cell.paragraphs)
    return len(lines) == 1 and (is_label_cell(cell) or is_heading(lines[0]))


def side_by_side(cells: Sequence[Cell], between: str = "\t") -> Paragraph:
    """One row without labels as one line: one person or agency, or one entry of a chronology."""
    spans: list[Span] = []
    for cell in cells:
        for line in filled(cell.paragraphs):
            spans.extend([Span(text=between), *line.spans] if spans else line.spans)
    return Paragraph(spans=tuple(spans), place=cells[0].place)


def next_row(rows: Sequence[list[Cell]], number: int, printed: PrintedText) -> list[Cell]:
    """The row behind one, without specimens; empty behind the last."""
    return next((row for row in rows[number + 1 :] if not (row and printed.is_example(row[0].text))), [])
