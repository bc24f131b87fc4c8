"""Readings of tables: label beside or above its value, grids with a header row, a child a column, lists of ticks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from extract.choices import OPTION, read_choice
from extract.document import Cell, MarkState, Paragraph, Table
from extract.layouts import STRONG, LayoutWalker
from extract.people import RELATIONSHIP
from extract.shapes import (
    filled,
    has_mark,
    is_controlled,
    is_empty_cell,
    is_heading,
    is_label_cell,
    label_paragraphs,
    label_text,
)
from extract.values import is_blank, tidy

_INSTANCE = re.compile(
    r"^\W*(?:child|young person|sibling|person|baby|twin|subject|adult|parent|agency)?\W*(?:no\.?\W*)?[\dA-D]\W*$", re.I
)
_TICK_WORDS = {"x", "✓", "✔", "☑", "☒", "yes", "y", "tick", "√", "ü", "þ"}
_GENERIC = re.compile(
    r"^\W*(?:question|item|your |the )*(?:questions?|answers?|responses?|details|information|criteri(?:a|on)|tick|please tick"
    r"|yes\W*no|comments?|guidance|notes?|statements?|applies|tick if appl\w+|reply|section|field)\W*$",
    re.I,
)


class TableWalker:
    """Reads the tables of one document with the walker's blocks and pending question."""

    def __init__(self, walker: LayoutWalker) -> None:
        self._walker = walker
        self._tables = count(1)
        self._table = 0
        self._rows: list[list[Cell]] = []
        self._headers: dict[int, str] = {}  # column to printed header, of the grid being read
        self._formatted = False  # whether this table sets labels apart by formatting

    def walk(self, table: Table) -> None:
        """Read one table row by row."""
        self._table = next(self._tables)
        self._headers = {}
        self._formatted = any(is_label_cell(cell) for row in table.rows for cell in row)
        rows = [[cell for cell in row] for row in table.rows]
        self._rows = rows
        for number, row in enumerate(rows):
            below = rows[number + 1] if number + 1 < len(rows) else []
            self._row(row, below, number)
        self._headers = {}

    def _row(self, row: list[Cell], below: list[Cell], number: int) -> None:
        present = [cell for cell in row if not is_empty_cell(cell)]
        if not present:
            return
        if self._tick_row(row, present):
            return
        if len(present) == 1 and (len(row) == 1 or self._is_banner(row, present[0])):
            self._single(present[0], below)
        elif all(_GENERIC.match(tidy(cell.text)) for cell in present):
            self._headers = {}
        elif self._is_header_row(row, below):
            self._open_grid(row, [label_text(each[0]) for each in self._rows[number + 1 :] if each])
        elif self._headers and self._fits_grid(row):
            self._grid_row(row, number)
        else:
            self._pairs(row, number)

    # ------------------------------------------------------------ rows of one cell
    def _is_banner(self, row: list[Cell], cell: Cell) -> bool:
        """A heading over the whole table: alone in its row, with nothing left to fill in beside it."""
        if self._headers and not is_label_cell(cell):
            return False
        return is_label_cell(cell) and all(each is cell or each.header for each in row)

    def _single(self, cell: Cell, below: list[Cell]) -> None:
        self._headers = {}
        walker = self._walker
        labels = label_paragraphs(cell) if is_label_cell(cell) else []
        rest = [each for each in filled(cell.paragraphs) if each not in labels]
        text = tidy(" ".join(each.text for each in labels))
        if labels and len(text) <= 220 and not any(read_choice(each.spans) for each in labels):
            known = walker.index.match(text, walker.block.group)
            inside = known and known.rule in ("bare", "pattern", "composite") and walker.index.section(text) is None
            if not (inside and walker.block.group and len(below) == 1):
                walker.open_block(text, keep_group=bool(inside))
            walker.ask(text, cell.place, "cell_below" if not rest else "inside_cell")
            for paragraph in rest:
                walker.collect(paragraph)
        else:
            self._content(cell)
        self._nested(cell)

    def _content(self, cell: Cell) -> None:
        """Paragraphs of a cell that is the answer to the question above, or holds its own questions."""
        for paragraph in filled(cell.paragraphs):
            choice = read_choice(paragraph.spans)
            if choice is None and self._walker.pending and not self._own_question(paragraph):
                self._walker.collect(paragraph)
            else:
                self._walker.paragraph(paragraph)

    def _own_question(self, paragraph: Paragraph) -> bool:
        return is_heading(paragraph) or bool(re.match(r"^[^:]{2,80}:", paragraph.text))

    # ------------------------------------------------------------ grids
    def _is_header_row(self, row: list[Cell], below: list[Cell]) -> bool:
        if len(row) < 2 or not below or len(below) < 2:
            return False
        texts = [label_text(cell) for cell in row]
        if sum(bool(text) for text in texts) < 2 or any(not text for text in texts[1:]):
            return False
        if any(is_controlled(each) or has_mark(each) for cell in row for each in cell.paragraphs):
            return False
        if self._formatted:
            if not all(is_label_cell(cell) or is_empty_cell(cell) for cell in row):
                return False
            lower = [is_label_cell(cell) for cell in below]
            return not any(lower[1:]) or (all(lower) and len(row) != len(below))
        return all(self._known(text) for text in texts if text) and not all(
            self._known(label_text(cell)) for cell in below if not is_empty_cell(cell)
        )

    def _known(self, text: str) -> bool:
        match = self._walker.index.match(text, self._walker.block.group)
        return bool(match and match.score >= STRONG)

    def _grid_group(self, first_cells: Sequence[str]) -> str | None:
        """The block whose bare labels the headers are; the present one where it fits as well as any."""
        walker = self._walker
        headers = [text for text in self._headers.values() if text]
        if self._grid_kind() == "instances":
            named = {walker.index.section(text) for text in headers} - {None}
            return named.pop() if len(named) == 1 else walker.block.group
        kin = sum(bool(RELATIONSHIP.search(text)) for text in first_cells)
        score = {
            group: sum(walker.index.knows(text, group) for text in headers)
            + (0.5 if group == walker.block.group else 0)
            + (1 if group == "family" and kin >= 2 else 0)
            for group in ("child", "family", "agencies", "referrer", "representative")
        }
        best = max(score, key=lambda each: score[each])
        own = score.get(walker.block.group or "", 0)
        return best if score[best] > own and (own < 1.5 or score[best] >= own + 1) else walker.block.group

    def _open_grid(self, row: list[Cell], first_cells: Sequence[str]) -> None:
        self._walker.flush()
        self._headers = {column: label_text(cell) for cell in row for column in _columns(cell)}
        group = self._grid_group(first_cells)
        if group != self._walker.block.group:
            self._walker.block = replace(self._walker.block, group=group)

    def _fits_grid(self, row: list[Cell]) -> bool:
        """Rows of another build (label|value below a grid) end the grid."""
        labelled = [is_label_cell(cell) for cell in row]
        if len(row) >= 4 and labelled[0] and labelled[2] and not labelled[1]:
            return False
        return not any(labelled[1:])

    def _grid_row(self, row: list[Cell], number: int) -> None:
        kind = self._grid_kind()
        first, *others = row
        if kind == "instances" and not is_empty_cell(first):
            for cell in others:
                header = self._headers.get(cell.column, "")
                self._emit(label_text(first), cell, "column", f"t{self._table}c{cell.column}:{header}")
            return
        if kind == "choices":
            self._choice_row(row)
            return
        printed_first = is_label_cell(first) and not is_label_cell(row[-1])
        if printed_first and all(is_empty_cell(cell) for cell in others):
            return
        if self._walker.printed.is_example(first.text):
            return
        for cell in row:
            header = self._headers.get(cell.column, "")
            if header or cell is first:
                self._emit(header or "row heading", cell, "grid", f"t{self._table}r{number}")

    def _grid_kind(self) -> str:
        headers = [text for column, text in sorted(self._headers.items()) if column > 0]
        if headers and all(OPTION.fullmatch(tidy(text)) for text in headers):
            return "choices"
        if headers and all(_INSTANCE.match(text) for text in headers):
            return "instances"
        first = self._headers.get(0, "")
        if headers and not any(self._fits(text) for text in headers) and (not first or not self._fits(first)):
            return "instances" if not first.strip() else "grid"
        return "grid"

    def _fits(self, text: str) -> bool:
        match = self._walker.index.match(text, self._walker.block.group)
        return bool(match and match.score >= 0.6) or any(
            self._walker.index.match(text, key) for key in ("child", "family", "agencies", "referrer")
        )

    def _choice_row(self, row: list[Cell]) -> None:
        """A question and one tick among columns headed Yes, No, Not known."""
        first, *others = row
        chosen = [self._headers.get(cell.column, "") for cell in others if _is_ticked(cell)]
        label = label_text(first) or tidy(first.text)
        if len(chosen) == 1:
            source = next(cell for cell in others if _is_ticked(cell))
            self._emit_text(label, chosen[0], source, "choice_grid")

    # ------------------------------------------------------------ label | value
    def _pairs(self, row: list[Cell], number: int) -> None:
        labelled = self._label_flags(row)
        if not any(labelled):
            self._unlabelled(row)
            return
        self._headers = {}
        self._walker.flush()
        label: Cell | None = None
        values: list[Cell] = []
        for cell, is_label in zip(row, labelled, strict=True):
            if is_label:
                self._pair(label, values, number)
                label, values = cell, []
            else:
                values.append(cell)
        self._pair(label, values, number)

    def _label_flags(self, row: list[Cell]) -> list[bool]:
        if self._formatted and any(is_label_cell(cell) for cell in row):
            flags = [is_label_cell(cell) for cell in row]
            if all(flags):  # a filled-in value in bold, or headers without a grid: labels and values alternate
                known = [self._known(label_text(cell)) for cell in row]
                return known if known[0] and not all(known) else [i % 2 == 0 for i in range(len(row))]
            return flags
        known = [self._known(label_text(cell)) for cell in row]
        if len(row) in (2, 4) and known[0] and not has_mark_in(row[0]):
            return [i % 2 == 0 for i in range(len(row))]
        if len(row) == 2 and not is_empty_cell(row[0]) and not self._formatted:
            text = tidy(row[0].text)
            return [text.endswith((":", "?")) or (len(text) <= 80 and self._headers == {}), False]
        return known if known[0] else [False] * len(row)

    def _pair(self, label: Cell | None, values: list[Cell], number: int) -> None:
        if label is None:
            for cell in values:
                self._content(cell)
            return
        filled_values = [cell for cell in values if not is_empty_cell(cell)]
        if not values:
            self._self_contained(label)
            return
        for cell in filled_values or values[:1]:
            self._emit(label_text(label), cell, "cell_right", "")
        del number

    def _self_contained(self, cell: Cell) -> None:
        """A cell with its question in bold and the answer below it in the same cell."""
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
            self._continue(present[0])
            return
        for cell in present:
            self._content(cell)
            self._nested(cell)

    def _continue(self, cell: Cell) -> None:
        """A row without a label after a page break goes on with the answer above it."""
        last = self._walker.found.answers.pop()
        self._walker.found.answers.append(replace(last, answer=(*last.answer, *filled(cell.paragraphs))))

    # ------------------------------------------------------------ lists of ticks
    def _tick_row(self, row: list[Cell], present: list[Cell]) -> bool:
        """A tick box in a cell of its own beside a statement."""
        if self._typed_tick(present, row):
            return True
        boxes = [cell for cell in row if _only_mark(cell)]
        others = [cell for cell in present if cell not in boxes]
        if len(boxes) != 1 or not others or (self._grid_kind() == "choices" and self._headers):
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
        typed = [cell for cell in present if tidy(cell.text).casefold() in _TICK_WORDS]
        others = [cell for cell in present if cell not in typed and len(tidy(cell.text)) > 12]
        if len(others) != 1 or len(typed) > 1 or len(row) < 2 or not self._walker.index.criterion(others[0].text):
            return False
        if len(present) - len(typed) > 2 or is_label_cell(others[0]):
            return False
        state = MarkState.ON if typed else MarkState.OFF
        self._walker.flush()
        self._walker.tick(tidy(others[0].text), state, (typed or others)[0].place)
        return bool(typed) or len(present) == 1

    # ------------------------------------------------------------ handing on
    def _emit(self, label: str, cell: Cell, rule: str, instance: str) -> None:
        lines = tuple(filled(cell.paragraphs))
        self._walker.flush()
        self._walker.emit(label, lines, rule, cell.place, instance)
        self._nested(cell)

    def _emit_text(self, label: str, text: str, cell: Cell, rule: str) -> None:
        from extract.document import Span

        line = Paragraph(spans=(Span(text=text),), place=cell.place)
        self._walker.flush()
        self._walker.emit(label, (line,), rule, cell.place)

    def _nested(self, cell: Cell) -> None:
        for each in cell.content:
            if isinstance(each, Table):
                saved = (self._table, self._headers, self._formatted, self._rows)
                self.walk(each)
                self._table, self._headers, self._formatted, self._rows = saved


def has_mark_in(cell: Cell) -> bool:
    """Whether a cell holds a tick box."""
    return any(has_mark(each) for each in cell.paragraphs)


def _columns(cell: Cell) -> Sequence[int]:
    return range(cell.column, cell.column + cell.column_span)


def _only_mark(cell: Cell) -> bool:
    marks = [span for each in cell.paragraphs for span in each.spans if span.mark]
    words = "".join(span.text for each in cell.paragraphs for span in each.spans if not span.mark)
    return len(marks) == 1 and is_blank(words)


def _is_ticked(cell: Cell) -> bool:
    marks = [span.mark for each in cell.paragraphs for span in each.spans if span.mark]
    if marks:
        return any(mark.state is MarkState.ON for mark in marks)
    return tidy(cell.text).casefold() in _TICK_WORDS
