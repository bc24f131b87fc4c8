"""Tables that stand side by side in one: a heading over each, with its own questions and answers below it."""

from collections.abc import Sequence
from dataclasses import replace

from extract.document import Cell, Table
from extract.form_state import FormState
from extract.layouts_headers import person_named
from extract.shapes import is_empty_cell, label_text

FEWEST_ROWS = 2  # below the headings
FEWEST_COLUMNS = 2  # of a panel: a question and its answer

Row = tuple[Cell, ...]


def panels(table: Table, state: FormState) -> list[Table]:
    """The table as it is, or parted: what stands above headings side by side, then what is under each of them."""
    for number, row in enumerate(table.rows):
        below = table.rows[number + 1 :]
        if _heads_panels(row, below, state):
            end = next((n for n, each in enumerate(below) if len(each) == 1 and len(row) > 1), len(below))
            parts = [table.rows[:number], *(_under(head, below[:end]) for head in row)]
            rest = panels(replace(table, rows=below[end:]), state) if below[end:] else []
            return [replace(table, rows=part) for part in parts if part] + rest
    return [table]


def _heads_panels(row: Row, below: Sequence[Row], state: FormState) -> bool:
    """Whether every cell of a row is the heading of a block over several columns, which the rows below keep to."""
    if len(row) < 2 or any(cell.column_span < FEWEST_COLUMNS or is_empty_cell(cell) for cell in row):
        return False
    names = [state.index.section(label_text(cell)) or person_named(label_text(cell), state) for cell in row]
    rows = list(below[: next((n for n, each in enumerate(below) if len(each) == 1), len(below))])
    keeps = all(_within(cell, row) for each in rows for cell in each)
    paired = all(len(_under(head, rows)) >= FEWEST_ROWS for head in row)
    return all(names) and len(set(names)) == len(names) and len(rows) >= FEWEST_ROWS and keeps and paired


def _within(cell: Cell, heads: Row) -> bool:
    return any(
        head.column <= cell.column and cell.column + cell.column_span <= head.column + head.column_span
        for head in heads
    )


def _under(head: Cell, below: Sequence[Row]) -> tuple[Row, ...]:
    """The heading with the cells under it, as a table of its own whose columns count from 0."""
    rows = [tuple(_moved(cell, head.column) for cell in row if _within(cell, (head,))) for row in below]
    return ((_moved(head, head.column),), *(row for row in rows if row))


def _moved(cell: Cell, by: int) -> Cell:
    return replace(cell, column=cell.column - by)
