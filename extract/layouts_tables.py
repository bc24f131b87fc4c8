"""Readings of tables row by row: banners, label beside or above its value. Grids and ticks are read elsewhere."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from extract.choices import is_option
from extract.document import Cell, Paragraph, Table
from extract.form_state import FormState
from extract.layouts_captions import (
    caption_of,
    is_captioned,
    is_captioned_row,
    person_asked_for,
    stacked_pairs,
)
from extract.layouts_cells import CellContents, only_heads
from extract.layouts_columns import ColumnTable, column_tables, parallel_rows
from extract.layouts_entries import about_entry, is_entry
from extract.layouts_fields import read_asking_cells
from extract.layouts_grids import Grid, GridReading
from extract.layouts_headers import heads_options, is_header_row
from extract.layouts_inferred import InferredBlock
from extract.layouts_option_tables import read_option_table
from extract.layouts_panels import panels
from extract.layouts_roles import PAIRED, Role, RowRoles
from extract.layouts_rows import is_generic_row, next_row, prepared, sets_labels_apart, side_by_side
from extract.layouts_ticks import read_tick_columns, read_tick_row
from extract.shapes import filled, is_empty_cell, is_label_cell, label_text
from extract.tick_cells import is_typed_tick
from extract.values import tidy


class TableWalker:
    """Reads the tables of one document with the walker's blocks and pending question."""

    def __init__(
        self, state: FormState, read_paragraph: Callable[[Paragraph], None], tables: Iterator[int] | None = None
    ) -> None:
        self._state = state
        self._read_paragraph = read_paragraph
        self._tables = tables or count(1)
        self._table = 0
        self._rows: list[list[Cell]] = []
        self._given: Sequence[Sequence[Cell]] = ()  # the rows with the numbers in front of them
        self._grid: Grid | None = None
        self._formatted = False  # whether this table sets labels apart by formatting
        self._roles = RowRoles(state, formatted=False)
        self._narrative = False  # rows such as date and event that together are the account asked for above
        self._captioned = False  # whether this table's cells hold their own questions
        self._taken: set[int] = set()  # rows that were read with the row above them
        self._columns: dict[int, ColumnTable] = {}  # rows that ask of a person or an agency a column
        self._parallel: frozenset[int] = frozenset()  # rows of several answers, whose columns were not understood
        self._inferred = InferredBlock(state)
        self._cells = CellContents(state, read_paragraph, self._walk_inside)

    def walk(self, table: Table) -> None:
        """Read one table row by row; tables inside cells right after the cell's own text."""
        for each in panels(table, self._state):
            self._walk(each)

    def _walk_inside(self, table: Table) -> None:
        TableWalker(self._state, self._read_paragraph, self._tables).walk(table)

    def _walk(self, table: Table) -> None:
        self._table = next(self._tables)
        self._grid = None
        self._given = table.rows
        rows = prepared(table.rows)
        self._rows = [row for _, row in rows]
        self._formatted = sets_labels_apart(self._rows)
        self._roles = RowRoles(self._state, formatted=self._formatted, rows=self._rows)
        self._columns = {number: each for each in column_tables(self._rows, self._state) for number in each.rows}
        if not self._columns and read_option_table(self._rows, self._state):
            return
        self._parallel = parallel_rows(self._rows, self._state)
        self._narrative, self._taken = False, set()
        self._captioned = not self._formatted and is_captioned(table, self._state)
        for number, row in enumerate(self._rows):
            if (side := rows[number][0]) is not None:
                self._grid = None
                self._state.open_block(re.sub(r"^\W*(?:[A-Z]|\d{1,2})[.)]?\s+", "", label_text(side)))
            if number in self._columns and len(row) > 1:
                self._hand_on(self._columns[number].read(number, row, f"t{self._table}"))
            elif number not in self._taken:
                left = read_asking_cells(row, self._state, in_grid=self._grid is not None)
                self._grid = self._grid if len(left) == len(row) else None
                self._row(left, number)
        self._inferred.end()
        self._grid = None

    def _row(self, row: list[Cell], number: int) -> None:
        present = [cell for cell in row if not is_empty_cell(cell)]
        below = next_row(self._rows, number, self._state.printed)
        if not present or self._ticks(row, present, number):
            return
        if len(row) > 1 and self._state.printed.is_example(row[0].text):
            return
        captioned = self._captioned or (self._grid is None and is_captioned_row(row, self._state))
        if captioned or self._stacked(number):
            self._captions(row) if captioned else None
        elif len(present) == 1 and (len(row) == 1 or self._is_banner(row, present[0])):
            self._single(present[0], below)
        elif is_generic_row(present):
            self._grid = None
        elif not self._answers_children(row) and self._is_header(row, below):
            self._open_grid(row, number)
        elif self._narrative and self._state.pending:
            self._state.collect(side_by_side(present, " – "))
        elif self._grid and self._grid.fits(row):
            self._grid_row(self._grid, row, number)
        elif is_entry(row, present, self._state) and not self._roles.known(label_text(row[0])):
            self._state.collect(side_by_side(present))
        else:
            with about_entry(row, self._state):
                self._pairs(row, number)

    def _is_header(self, row: list[Cell], below: list[Cell]) -> bool:
        pairs = self._roles.are_pairs and len(row) == PAIRED
        return not pairs and is_header_row(row, below, self._state, formatted=self._formatted)

    def _ticks(self, row: list[Cell], present: list[Cell], number: int) -> bool:
        """A row of statements with their boxes; the boxes of several may stand in the row below."""
        if self._grid is not None and (self._grid.has_choices or self._grid.holds_entry(row)):
            return False
        columns = read_tick_columns(row, next(iter(self._rows[number + 1 :]), []), self._state)
        self._taken.update({number + 1} if columns else ())
        return columns or read_tick_row(row, present, self._state)

    def _answers_children(self, row: list[Cell]) -> bool:
        """`Looked after | Yes | No` under a child a column: answers, no columns of alternatives."""
        instances = self._grid is not None and self._grid.kind == "instances"
        return instances and all(is_option(cell.text) for cell in row[1:])

    def _captions(self, row: list[Cell]) -> None:
        """Cells that print their question over the answer."""
        self._inferred.by_labels(self._rows)
        for cell in row:
            found = caption_of(cell, self._state)
            if found:
                self._state.flush()
                self._state.emit(found[0], found[1], "inside_cell", cell.place)
            elif not is_empty_cell(cell):
                self._cells.content(cell)
            self._cells.nested(cell)

    def _stacked(self, number: int) -> bool:
        """A row of questions over or under a row of answers."""
        pairs = None if self._grid else stacked_pairs(self._rows, number, self._state)
        if not pairs:
            return False
        self._state.flush()
        person = person_asked_for(pairs, self._state)
        self._inferred.read_as(person) if person else self._inferred.by_labels(self._rows[number:])
        self._taken.add(number + 1)
        self._state.stacked += 1
        for label, value in pairs:
            text = "Name" if person and label is pairs[0][0] else label_text(label)
            self._state.emit(text, tuple(filled(value.paragraphs)), "cell_below", value.place)
            self._cells.nested(value)
        return True

    # ------------------------------------------------------------ rows of one cell
    def _is_banner(self, row: list[Cell], cell: Cell) -> bool:
        """A heading over the table: alone in its row, with nothing left to fill in beside it."""
        text = tidy(cell.text)
        if self._state.printed.is_office_heading(text):
            return True
        if not self._formatted and cell is row[0] and is_label_cell(cell):
            return True
        if not self._formatted:
            return cell is row[0] and self._state.index.is_section(text) and not self._roles.known(text)
        return is_label_cell(cell) and all(each is cell or each.header for each in row)

    def _single(self, cell: Cell, below: list[Cell]) -> None:
        self._grid = None
        self._cells.alone(cell, more_rows=len(below) > 1, formatted=self._formatted)

    # ------------------------------------------------------------ grids
    def _open_grid(self, row: list[Cell], number: int) -> None:
        state = self._state
        listed = [text for cell in row if (text := label_text(cell))]
        if (
            state.pending
            and state.sense.is_prose(state.pending, state.group)
            and not state.index.best_group(listed, ())
            and not any(state.index.section(text) for text in listed)
        ):
            self._narrative = True
            return
        self._state.flush()
        below = [label_text(each[0]) for each in self._rows[number + 1 :] if each]
        options = self._rows[number + 1] if heads_options(self._rows[number + 1], row) else []
        self._taken.update({number + 1} if options else ())
        self._grid = Grid(row, below, self._state, options)
        self._inferred.read_as(self._grid.group)

    def _grid_row(self, grid: Grid, row: list[Cell], number: int) -> None:
        name = grid.person_named(self._given[number]) or f"t{self._table}r{number}"
        self._hand_on(grid.read(row, name, f"t{self._table}"))
        for cell in row:
            self._cells.nested(cell)

    def _hand_on(self, readings: Iterable[GridReading]) -> None:
        for reading in readings:
            self._state.flush()
            before = self._state.block
            if reading.group:
                self._state.block = replace(before, group=reading.group)
            self._state.emit(reading.label, reading.answer, reading.rule, reading.place, reading.instance)
            self._state.block = before

    # ------------------------------------------------------------ label | value
    def _pairs(self, row: list[Cell], number: int) -> None:
        roles = self._roles.of(row, in_grid=self._grid is not None)
        if not {Role.LABEL, Role.MIXED} & set(roles):
            self._unlabelled(row)
            return
        self._grid = None
        self._state.flush()
        self._inferred.by_labels(self._rows[number:])
        label: Cell | None = None
        values: list[Cell] = []
        for cell, role in zip(row, roles, strict=True):
            if role is Role.LABEL:
                self._pair(label, values)
                label, values = cell, []
            elif role is Role.MIXED:
                heading = label if not values and label and only_heads(label, cell, self._state) else None
                self._pair(None if heading else label, values)
                label, values = None, []
                self._cells.below_heading(heading, cell) if heading else self._cells.self_contained(cell)
            else:
                values.append(cell)
        self._pair(label, values, several=number in self._parallel)

    def _pair(self, label: Cell | None, values: list[Cell], *, several: bool = False) -> None:
        if label is None or (several and len(values) > 1):
            self._state.found.loose.extend(line for cell in values for line in filled(cell.paragraphs))
            return
        answered = [cell for cell in values if not is_empty_cell(cell)]
        if not values:
            self._cells.self_contained(label)
            return
        if len(values) > 1 and answered and all(is_typed_tick(cell) for cell in answered):
            return  # ticks under columns whose heads were not understood say nothing
        lines = tuple(line for cell in answered for line in filled(cell.paragraphs))
        if len(answered) == 1 and not lines and only_heads(label, answered[0], self._state):
            self._cells.below_heading(label, answered[0])
            return
        place = (answered or values)[0].place
        self._state.flush()
        self._state.emit(label_text(label), lines, "cell_right", place)
        for cell in answered:
            self._cells.nested(cell)

    def _unlabelled(self, row: list[Cell]) -> None:
        present = [cell for cell in row if not is_empty_cell(cell)]
        if is_empty_cell(row[0]) and len(present) == 1 and self._state.found.answers and not self._state.pending:
            last = self._state.found.answers.pop()  # a row without a label after a page break goes on with the answer
            more = tuple(filled(present[0].paragraphs))
            self._state.found.answers.append(replace(last, answer=(*last.answer, *more)))
            return
        for cell in present:
            self._cells.content(cell)
            self._cells.nested(cell)
