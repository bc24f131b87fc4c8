"""Readings of tables row by row: banners, label beside or above its value, lists of ticks. Grids are in `layouts_grids`."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import count

from extract.blocks import Block
from extract.choices import read_choice
from extract.document import Cell, MarkState, Paragraph, Span, Table
from extract.layouts import STRONG, LayoutWalker
from extract.layouts_grids import Grid, is_generic_header, is_header_row, is_tick_word
from extract.shapes import (
    filled,
    has_mark,
    is_controlled,
    is_empty_cell,
    is_heading,
    is_label_cell,
    label_paragraphs,
    label_text,
    split_inline,
)
from extract.values import is_blank, tidy

_PERSON_GROUPS = ("child", "family", "incident", "agencies", "referrer", "representative")


class Role(Enum):
    """What a cell is in its row."""

    LABEL = "label"  # printed question only
    MIXED = "mixed"  # question and answer in one cell
    VALUE = "value"
    EMPTY = "empty"


class TableWalker:
    """Reads the tables of one document with the walker's blocks and pending question."""

    def __init__(self, walker: LayoutWalker) -> None:
        self._walker = walker
        self._tables = count(1)
        self._table = 0
        self._rows: list[list[Cell]] = []
        self._grid: Grid | None = None
        self._formatted = False  # whether this table sets labels apart by formatting
        self._inferred: tuple[Block, Block] | None = None  # the heading's block, and the one this table's labels say

    def walk(self, table: Table) -> None:
        """Read one table row by row; tables inside cells right after the cell's own text."""
        self._table = next(self._tables)
        self._grid = None
        self._formatted = any(is_label_cell(cell) for row in table.rows for cell in row)
        self._rows = [list(row) for row in table.rows]
        self._inferred = None
        for number, row in enumerate(self._rows):
            self._row(row, number)
        self._end_inference()
        self._grid = None

    def _row(self, row: list[Cell], number: int) -> None:
        present = [cell for cell in row if not is_empty_cell(cell)]
        below = self._rows[number + 1] if number + 1 < len(self._rows) else []
        if not present or self._tick_row(row, present):
            return
        if len(present) == 1 and (len(row) == 1 or self._is_banner(row, present[0])):
            self._single(present[0], below)
        elif all(is_generic_header(tidy(cell.text)) for cell in present):
            self._grid = None
        elif is_header_row(row, below, self._walker, formatted=self._formatted):
            self._open_grid(row, number)
        elif self._grid and self._grid.fits(row):
            self._grid_row(self._grid, row, number)
        else:
            self._pairs(row, number)

    # ------------------------------------------------------------ rows of one cell
    def _is_banner(self, row: list[Cell], cell: Cell) -> bool:
        """A heading over the table: alone in its row, with nothing left to fill in beside it."""
        text = tidy(cell.text)
        if self._walker.printed.is_office_heading(text):
            return True
        if not self._formatted:
            return cell is row[0] and self._walker.index.is_section(text) and not self._known(text)
        return is_label_cell(cell) and all(each is cell or each.header for each in row)

    def _single(self, cell: Cell, below: list[Cell]) -> None:
        self._grid = None
        walker = self._walker
        labels = label_paragraphs(cell) if self._reads_as_heading(cell) else []
        rest = [each for each in filled(cell.paragraphs) if each not in labels]
        text = tidy(" ".join(each.text for each in labels))
        if labels and len(text) <= 220 and not any(read_choice(each.spans) for each in labels):
            known = walker.index.match(text, walker.block.group)
            inside = (
                bool(known and known.rule in ("bare", "pattern", "composite")) and walker.index.section(text) is None
            )
            if not (inside and walker.block.group and len(below) <= 1):
                walker.open_block(text, keep_group=inside)
            walker.ask(text, cell.place, "inside_cell" if rest else "cell_below")
            for paragraph in rest:
                walker.collect(paragraph)
        else:
            self._content(cell)
        self._nested(cell)

    def _reads_as_heading(self, cell: Cell) -> bool:
        text = tidy(cell.text)
        return (
            is_label_cell(cell)
            or self._walker.printed.is_office_heading(text)
            or (not self._formatted and self._walker.index.is_section(text))
        )

    def _content(self, cell: Cell) -> None:
        """Paragraphs of a cell that is the answer to the question above, or holds its own questions."""
        for paragraph in filled(cell.paragraphs):
            choice = read_choice(paragraph.spans)
            if choice is None and self._walker.pending and not self._own_question(paragraph):
                self._walker.collect(paragraph)
            else:
                self._walker.paragraph(paragraph)

    def _own_question(self, paragraph: Paragraph) -> bool:
        split = split_inline(paragraph)
        return is_heading(paragraph) or bool(split and self._walker.is_question(split[0], paragraph, split[1]))

    # ------------------------------------------------------------ grids
    def _open_grid(self, row: list[Cell], number: int) -> None:
        self._walker.flush()
        below = [label_text(each[0]) for each in self._rows[number + 1 :] if each]
        self._grid = Grid(row, below, self._walker)
        self._infer(self._grid.group)

    def _grid_row(self, grid: Grid, row: list[Cell], number: int) -> None:
        for reading in grid.read(row, f"t{self._table}r{number}", f"t{self._table}"):
            self._walker.flush()
            self._walker.emit(reading.label, reading.answer, reading.rule, reading.place, reading.instance)
        for cell in row:
            self._nested(cell)

    # ------------------------------------------------------------ label | value
    def _pairs(self, row: list[Cell], number: int) -> None:
        roles = self._roles(row)
        if not {Role.LABEL, Role.MIXED} & set(roles):
            self._unlabelled(row)
            return
        self._grid = None
        self._walker.flush()
        self._infer_group(number)
        label: Cell | None = None
        values: list[Cell] = []
        for cell, role in zip(row, roles, strict=True):
            if role is Role.LABEL:
                self._pair(label, values)
                label, values = cell, []
            elif role is Role.MIXED:
                self._pair(label, values)
                label, values = None, []
                self._self_contained(cell)
            else:
                values.append(cell)
        self._pair(label, values)

    def _roles(self, row: list[Cell]) -> list[Role]:
        if any(is_controlled(line) for cell in row for line in cell.paragraphs) and _prints_beside_fields(row):
            return [Role.VALUE if _is_field(cell) else Role.LABEL if label_text(cell) else Role.EMPTY for cell in row]
        roles = [self._role(cell) for cell in row]
        wordy = [each for each in roles if each is not Role.EMPTY]
        if all(role is Role.LABEL for role in wordy) and len(row) % 2 == 0:
            known = [self._known(label_text(cell)) for cell in row]  # values in bold, or all cells shaded
            if not all(known) or not self._formatted:
                return [Role.LABEL if i % 2 == 0 else Role.VALUE for i in range(len(row))]
        first_text = tidy(row[0].text)
        if Role.LABEL not in roles and Role.MIXED not in roles and len(row) == 2 and not self._formatted:
            if first_text and len(first_text) <= 90 and not has_mark_in(row[0]) and self._grid is None:
                return [Role.LABEL, Role.VALUE]
        return roles

    def _role(self, cell: Cell) -> Role:
        if is_empty_cell(cell):
            return Role.EMPTY
        lines = filled(cell.paragraphs)
        if not lines:
            return Role.VALUE
        if any(is_controlled(line) for line in lines) and not is_label_cell(cell):
            return Role.VALUE
        if self._formatted and is_label_cell(cell):
            rest = [each for each in lines if each not in label_paragraphs(cell)]
            answered = self._walker.printed.answer(rest) or any(read_choice(each.spans) for each in rest)
            return Role.MIXED if answered else Role.LABEL
        split = split_inline(lines[0])
        if split and not is_blank(split[1].text) and self._walker.is_question(split[0], lines[0], split[1]):
            return Role.MIXED
        if self._formatted and any(is_label_cell(each) for each in self._row_of(cell)):
            return Role.VALUE
        plain = not has_mark(lines[0]) and len(lines) <= 2
        return Role.LABEL if plain and self._known(label_text(cell)) else Role.VALUE

    def _row_of(self, cell: Cell) -> Sequence[Cell]:
        return next((row for row in self._rows if any(each is cell for each in row)), ())

    def _pair(self, label: Cell | None, values: list[Cell]) -> None:
        if label is None:
            for cell in values:
                for paragraph in filled(cell.paragraphs):
                    self._walker.found.loose.append(paragraph)
            return
        answered = [cell for cell in values if not is_empty_cell(cell)]
        if not values:
            self._self_contained(label)
            return
        lines = tuple(line for cell in answered for line in filled(cell.paragraphs))
        place = (answered or values)[0].place
        self._walker.flush()
        self._walker.emit(label_text(label), lines, "cell_right", place)
        for cell in answered:
            self._nested(cell)

    def _self_contained(self, cell: Cell) -> None:
        """A cell with its question in bold and the answer below it in the same cell."""
        if not is_label_cell(cell):
            for paragraph in filled(cell.paragraphs):
                self._walker.paragraph(paragraph)
            self._walker.flush()
            return
        labels = label_paragraphs(cell)
        rest = [each for each in filled(cell.paragraphs) if each not in labels]
        self._walker.ask(label_text(cell), cell.place, "inside_cell" if rest else "cell_below")
        for paragraph in rest:
            self._walker.collect(paragraph)
        if rest:
            self._walker.flush()

    def _unlabelled(self, row: list[Cell]) -> None:
        present = [cell for cell in row if not is_empty_cell(cell)]
        if is_empty_cell(row[0]) and len(present) == 1 and self._walker.found.answers and not self._walker.pending:
            last = self._walker.found.answers.pop()  # a row without a label after a page break goes on with the answer
            more = tuple(filled(present[0].paragraphs))
            self._walker.found.answers.append(replace(last, answer=(*last.answer, *more)))
            return
        if len(present) > 1 and self._walker.lists_entries():
            self._walker.collect(_side_by_side(present))
            return
        for cell in present:
            self._content(cell)
            self._nested(cell)

    def _known(self, text: str) -> bool:
        match = self._walker.index.match(text, self._walker.block.group)
        if match and match.score >= STRONG:
            return True
        return self._walker.block.group is None and any(self._walker.index.knows(text, each) for each in _PERSON_GROUPS)

    def _infer_group(self, number: int) -> None:
        """Without a heading that says it, a table's labels together say which block it is."""
        own = self._walker.block.group
        index = self._walker.index
        labels = [text for row in self._rows[number:] for cell in row if (text := label_text(cell))]
        if self._inferred or self._walker.block.office or (own and any(index.knows(text, own) for text in labels)):
            return
        self._infer(index.best_group(labels, self._walker.groups_read) or own)

    def _infer(self, group: str | None) -> None:
        """Read on in another block until the table ends or a heading opens one."""
        if group == self._walker.block.group:
            return
        before = self._inferred[0] if self._inferred else self._walker.block
        self._walker.block = replace(self._walker.block, group=group)
        self._inferred = (before, self._walker.block)

    def _end_inference(self) -> None:
        if self._inferred and self._walker.block is self._inferred[1]:
            self._walker.flush()
            self._walker.block = self._inferred[0]
        self._inferred = None

    # ------------------------------------------------------------ lists of ticks
    def _tick_row(self, row: list[Cell], present: list[Cell]) -> bool:
        """A tick box in a cell of its own beside a statement."""
        if self._typed_tick(present, row):
            return True
        boxes = [cell for cell in row if _only_mark(cell)]
        others = [cell for cell in present if cell not in boxes]
        if len(boxes) != 1 or not others or (self._grid and self._grid.kind == "choices"):
            return False
        if any(read_choice(each.spans) for cell in others for each in cell.paragraphs):
            return False
        statement = max((tidy(cell.text) for cell in others), key=len)
        mark = next(span.mark for each in boxes[0].paragraphs for span in each.spans if span.mark)
        self._walker.flush()
        self._walker.tick(statement, mark.state, boxes[0].place)
        return True

    def _typed_tick(self, present: list[Cell], row: list[Cell]) -> bool:
        """A criterion with an `X` typed, or nothing, in the cell beside it."""
        typed = [cell for cell in present if is_tick_word(cell.text)]
        others = [cell for cell in present if cell not in typed and len(tidy(cell.text)) > 12]
        if len(others) != 1 or len(typed) > 1 or len(row) < 2 or not self._walker.index.criterion(others[0].text):
            return False
        if len(present) - len(typed) > 2 or is_label_cell(others[0]):
            return False
        self._walker.flush()
        state = MarkState.ON if typed else MarkState.OFF
        self._walker.tick(tidy(others[0].text), state, (typed or others)[0].place)
        return bool(typed) or len(present) == 1

    def _nested(self, cell: Cell) -> None:
        for each in cell.content:
            if isinstance(each, Table):
                saved = (self._table, self._grid, self._formatted, self._rows, self._inferred)
                self.walk(each)
                self._table, self._grid, self._formatted, self._rows, self._inferred = saved


def has_mark_in(cell: Cell) -> bool:
    """Whether a cell holds a tick box."""
    return any(has_mark(each) for each in cell.paragraphs)


def _is_field(cell: Cell) -> bool:
    return any(is_controlled(line) for line in cell.paragraphs) or has_mark_in(cell)


def _prints_beside_fields(row: Sequence[Cell]) -> bool:
    """Whether a row is label, form field, label, form field: what is no field is printed."""
    fields = [_is_field(cell) for cell in row]
    return not fields[0] and all(one != other for one, other in zip(fields, fields[1:], strict=False))


def _side_by_side(cells: Sequence[Cell]) -> Paragraph:
    """One row without labels as one line, its cells apart by tabs: one person or agency."""
    spans: list[Span] = []
    for cell in cells:
        for line in filled(cell.paragraphs):
            spans.extend([Span(text="\t"), *line.spans] if spans else line.spans)
    return Paragraph(spans=tuple(spans), place=cells[0].place)


def _only_mark(cell: Cell) -> bool:
    marks = [span for each in cell.paragraphs for span in each.spans if span.mark]
    words = "".join(span.text for each in cell.paragraphs for span in each.spans if not span.mark)
    return len(marks) == 1 and is_blank(words)
