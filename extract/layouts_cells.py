"""What stands inside a cell that holds its own questions: one with its answer, several, a heading with a table below.

Which cell is such a one is judged row by row elsewhere.
"""

import re
from collections.abc import Callable

from extract.choices import read_choice
from extract.document import Cell, Paragraph, Table
from extract.form_state import FormState
from extract.layouts_captions import hinted_caption, small_caption
from extract.layouts_fields import asked_in_bold
from extract.layouts_headers import reads_as_heading
from extract.shapes import (
    all_bold,
    bold_lead,
    filled,
    is_heading,
    is_label_cell,
    label_paragraphs,
    label_text,
    split_inline,
)
from extract.values import tidy

LONGEST_HEADING = 220  # characters of the words of a cell that heads the rows below it
_COUNT = re.compile(r"^\W*(?:[A-Z]|\d{1,2})[.)]?\s+(?=\S)")


class CellContents:
    """Reads the contents of single cells into the state of a walk."""

    def __init__(
        self, state: FormState, read_paragraph: Callable[[Paragraph], None], walk_table: Callable[[Table], None]
    ) -> None:
        self._state = state
        self._read_paragraph = read_paragraph
        self._walk_table = walk_table

    def alone(self, cell: Cell, *, more_rows: bool, formatted: bool) -> None:
        """A cell alone in its row: a heading, a question over its answer, or an answer.

        `more_rows`: whether the row below has several cells. `formatted`: whether the table sets its questions apart.
        """
        state = self._state
        caption = hinted_caption(cell) or (small_caption(cell) if state.pending is None else None)
        if caption:
            state.flush()
            state.emit(caption[0], caption[1], "inside_cell", cell.place)
            self.nested(cell)
            return
        labels = label_paragraphs(cell) if reads_as_heading(cell, state, formatted=formatted) else []
        rest = [each for each in filled(cell.paragraphs) if each not in labels]
        text = tidy(" ".join(each.text for each in labels))
        if labels and len(text) <= LONGEST_HEADING and not any(read_choice(each.spans) for each in labels):
            known = state.index.match(text, state.block.group)
            own = known is not None and known.rule in ("bare", "pattern", "composite")
            inside = own and state.index.section(text) is None
            if not (inside and state.block.group and not more_rows):
                state.open_block(text, keep_group=inside)
            state.ask(text, cell.place, "inside_cell" if rest else "cell_below")
            for paragraph in rest:
                state.collect(paragraph)
        else:
            self.content(cell)
        self.nested(cell)

    def content(self, cell: Cell) -> None:
        """Paragraphs of a cell that is the answer to the question above, or holds its own questions."""
        for paragraph in filled(cell.paragraphs):
            choice = read_choice(paragraph.spans)
            if choice is None and self._state.pending and not self._own_question(paragraph):
                self._state.collect(paragraph)
            else:
                self._read_paragraph(paragraph)

    def self_contained(self, cell: Cell) -> None:
        """A cell with its question in bold and the answer below it in the same cell, or with several such."""
        if asks_several(cell):
            self._in_order(cell)
            return
        if pairs := asked_in_bold(cell):
            for label, lines in pairs:
                self._state.flush()
                self._state.emit(label, tuple(lines), "inside_cell", cell.place)
            return
        if not is_label_cell(cell):
            for paragraph in filled(cell.paragraphs):
                self._read_paragraph(paragraph)
            self._state.flush()
            return
        labels = label_paragraphs(cell)
        rest = [each for each in filled(cell.paragraphs) if each not in labels]
        self._state.ask(label_text(cell), cell.place, "inside_cell" if rest else "cell_below")
        for paragraph in rest:
            self._state.collect(paragraph)
        if rest:
            self._state.flush()

    def below_heading(self, heading: Cell, cell: Cell) -> None:
        """A cell of questions or with a table, beside a cell that does nothing but head it: `The child | Name: …`."""
        state = self._state
        text = _COUNT.sub("", label_text(heading))
        fresh = state.block.group is not None and state.block.group not in state.groups_read
        state.open_block(text, keep_group=fresh)
        opened = state.block
        if filled(cell.paragraphs):
            self.self_contained(cell)
        else:
            self.nested(cell)
        state.flush()
        state.block = opened

    def nested(self, cell: Cell) -> None:
        """The tables inside a cell."""
        for each in cell.content:
            if isinstance(each, Table):
                self._walk_table(each)

    def _in_order(self, cell: Cell) -> None:
        before = self._state.block
        for each in cell.content:
            if isinstance(each, Table):
                self._state.flush()
                self._walk_table(each)
            elif filled([each]):
                self._read_paragraph(each)
        self._state.flush()
        self._state.block = before

    def _own_question(self, paragraph: Paragraph) -> bool:
        split, state = split_inline(paragraph) or bold_lead(paragraph), self._state
        asks = split and state.sense.is_question(split, paragraph, state.block.group, state.pending, mail=False)
        return bool(asks) or is_heading(paragraph)


def asks_several(cell: Cell) -> bool:
    """Whether several bold lines in a cell each have their own lines or table below them."""
    items = [each for each in cell.content if isinstance(each, Table) or filled([each])]
    heads = [isinstance(each, Paragraph) and all_bold(each) and is_heading(each) for each in items]
    begun = [at for at, head in enumerate(heads) if head and (at == 0 or not heads[at - 1])]
    return len(begun) > 1 and not heads[-1]


def only_heads(heading: Cell, cell: Cell, state: FormState) -> bool:
    """Whether a cell does nothing but head the one beside it, which holds questions of its own or a table."""
    if not is_label_cell(heading):
        return False
    lines, tables = filled(cell.paragraphs), any(isinstance(each, Table) for each in cell.content)
    named = state.index.section(_COUNT.sub("", label_text(heading))) is not None
    return (tables and not lines) or (bool(lines) and (asks_several(cell) or named or len(lines) > 1))
