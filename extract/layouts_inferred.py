"""The block that a table's labels say it is, where no heading does; read on in it until the table ends."""

from collections.abc import Iterator, Sequence

from extract.blocks import Block
from extract.document import Cell
from extract.form_state import FormState
from extract.questions import STRONG
from extract.shapes import filled, is_label_cell, label_paragraphs, label_text


class InferredBlock:
    """One table's block. `end` puts the heading's block back."""

    def __init__(self, state: FormState) -> None:
        self._state = state
        self._several = False
        self._both: tuple[Block, Block] | None = None  # the heading's block, and the one this table's labels say

    def by_labels(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Without a heading that says it, a table's labels together say which block it is."""
        own = self._state.block.group
        index = self._state.index
        if self._both and self._state.block is not self._both[1]:
            self._both = None  # a heading inside the table opened another block
        labels = [text for row in _until_heading(rows) for cell in row if (text := label_text(cell))]
        if self._both or self._state.block.office or (own and any(index.knows(text, own) for text in labels)):
            return
        if self._several:
            return
        if own is None and {"referrer.name", "representative.name"} <= set(self._named(labels)):
            self._several = True
            return  # two people in one table: each question for a name says whose the next ones are
        self.read_as(index.best_group(labels, self._state.groups_read) or own)

    def _named(self, labels: Sequence[str]) -> Iterator[str]:
        matches = (self._state.index.match(text) for text in labels)
        return (path for match in matches if match and match.score >= STRONG for path in match.paths)

    def read_as(self, group: str | None) -> None:
        """Read on in another block until the table ends or a heading opens one."""
        if group == self._state.block.group:
            return
        before = self._both[0] if self._both else self._state.block
        self._both = (before, self._state.in_group(group))

    def end(self) -> None:
        """The table is read; nothing changes where a heading opened another block meanwhile."""
        if self._both and self._state.block is self._both[1]:
            self._state.flush()
            self._state.block = self._both[0]
        self._both = None
        self._several = False


def _until_heading(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The rows in front of the next one that is nothing but a heading across the table."""
    for number, row in enumerate(rows):
        alone = len(row) == 1 and row[0].column_span > 1 and is_label_cell(row[0])
        if number and alone and len(label_paragraphs(row[0])) == len(filled(row[0].paragraphs)):
            return
        yield row
