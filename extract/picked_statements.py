"""Criteria that are singled out in a printed list by a ring or a highlighter, over their words or their number.

Counts only where others of the same document were left alone: what is marked all through was printed so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.choices import read_choice
from extract.document import Cell, MarkState, Paragraph, SourceDocument, Table
from extract.form_state import FormState
from extract.labels import LabelIndex
from extract.shapes import has_mark, is_controlled, is_empty_cell
from extract.values import tidy

LONGEST = 400  # characters of a printed criterion
MOST = 0.5  # share of a statement's letters from which the statement itself is marked
KNOWN = 0.6  # share of known criteria in a row that shows a row of statements
_ASKED = re.compile(
    r"\b(?:circle|ring|encircle|highlight|underline|mark)\b.*\b(?:appl\w+|relevant|met|criteri(?:a|on)|grounds?)\b",
    re.I,
)
_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})\s*[.):]?(?=\s|$)", re.I)


def with_numbers_picked(document: SourceDocument) -> SourceDocument:
    """The document with statements marked whose number is marked in the cell in front of them."""
    if not any(span.highlight for each in document.paragraphs() for span in each.spans):
        return document
    items = (
        replace(each, rows=tuple(_number_picked(row) for row in each.rows)) if isinstance(each, Table) else each
        for each in document.items
    )
    return replace(document, items=tuple(items))


def _number_picked(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    if not _is_number_marked(row):
        return row
    return tuple(replace(cell, content=tuple(_marked(each) for each in cell.content)) for cell in row)


def _marked(item: Paragraph | Table) -> Paragraph | Table:
    if isinstance(item, Table):
        return item
    return replace(item, spans=tuple(replace(span, highlight=True) for span in item.spans))


def picks_statements(document: SourceDocument, index: LabelIndex) -> bool:
    """Whether the document singles out some of its printed criteria, and leaves others alone."""
    marked = [each for each in document.paragraphs() if any(span.highlight for span in each.spans)]
    picked = any(_is_statement(each, index) and _is_marked([each]) for each in marked)
    return picked and any(_is_statement(each, index) and not _is_marked([each]) for each in document.paragraphs())


def read_picked_row(row: Sequence[Cell], state: FormState) -> bool:
    """Hand on criteria side by side, or one beside its number; False where the row is of another build."""
    present = [cell for cell in row if not is_empty_cell(cell)]
    if not state.picks_statements or not present or any(has_mark(each) for cell in row for each in cell.paragraphs):
        return False
    numbered = len(present) == 2 and bool(_NUMBER.fullmatch(tidy(present[0].text)))
    statements = present[1:] if numbered else present
    known = sum(_knows(cell, state.index) for cell in statements)
    if known < max(1.0, KNOWN * len(statements)) or any(read_choice(p.spans) for c in statements for p in c.paragraphs):
        return False
    if len(statements) == 1 and not numbered and not _is_marked(statements[0].paragraphs):
        return False
    state.flush()
    for cell in statements:
        on = MarkState.ON if _is_marked(cell.paragraphs) else MarkState.OFF
        state.tick(tidy(cell.text), on, cell.place)
    return True


def read_picked_line(paragraph: Paragraph, state: FormState) -> bool:
    """Hand on a criterion of such a list that stands on its own line; False for any other line."""
    if not state.picks_statements:
        return False
    if _ASKED.search(paragraph.text) and state.printed.is_instruction(paragraph.text):
        state.picks_below = state.block.heading
    if not _is_statement(paragraph, state.index):
        listed = any(each.block.heading == state.picks_below for each in state.found.ticked[-1:])
        state.picks_below = None if listed else state.picks_below  # the list is over
        return False
    on = _is_marked([paragraph])
    account = state.pending is not None and state.sense.is_prose(state.pending, state.group)
    asked = state.picks_below == state.block.heading or bool(_ASKED.search(state.block.heading))
    if not asked and (account or not on):
        return False
    state.flush()
    state.tick(tidy(paragraph.text), MarkState.ON if on else MarkState.OFF, paragraph.place)
    return True


def _knows(cell: Cell, index: LabelIndex) -> bool:
    return len(cell.paragraphs) <= 3 and index.criterion(tidy(cell.text)[:LONGEST]) is not None


def _is_statement(paragraph: Paragraph, index: LabelIndex) -> bool:
    plain = len(paragraph.text) <= LONGEST and not paragraph.heading
    return plain and not has_mark(paragraph) and not is_controlled(paragraph) and bool(index.criterion(paragraph.text))


def _is_number_marked(row: Sequence[Cell]) -> bool:
    present = [cell for cell in row if not is_empty_cell(cell)]
    number = len(present) == 2 and bool(_NUMBER.fullmatch(tidy(present[0].text)))
    return number and _is_marked(present[0].paragraphs)


def _is_marked(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether most letters are marked, or the number in front of them."""
    spans = [span for each in paragraphs for span in each.spans if not span.hidden]
    letters = sum(sign.isalnum() for span in spans for sign in span.text)
    marked = sum(sign.isalnum() for span in spans if span.highlight for sign in span.text)
    if letters and marked >= MOST * letters:
        return True
    first = next((span for span in spans if span.text.strip()), None)
    return first is not None and first.highlight and bool(_NUMBER.fullmatch(first.text.strip()))
