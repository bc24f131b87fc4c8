"""Rows of a table that are one statement and one tick box."""

from collections.abc import Sequence
from itertools import pairwise

from extract.choices import read_choice
from extract.document import Cell, MarkState
from extract.form_state import FormState
from extract.picked_statements import read_picked_row
from extract.shapes import is_empty_cell, is_label_cell
from extract.tick_cells import is_tick_word, is_ticked
from extract.values import is_blank, tidy

FEWEST_COLUMNS, MOST_CRITERIA = 3, 0.6  # statements side by side, and their known share, that show a row of criteria
SHORTEST_STATEMENT = 12  # characters; what is shorter beside a typed X is no criterion


def read_tick_row(row: Sequence[Cell], present: Sequence[Cell], state: FormState) -> bool:
    """Hand on a statement with its tick; False where the row is of another build. `present` are the filled cells."""
    if read_picked_row(row, state) or _typed_tick(row, present, state):
        return True
    if _several_statements(row, state):
        return True
    boxes = [cell for cell in row if _only_mark(cell)]
    others = [cell for cell in present if cell not in boxes]
    if len(boxes) != 1 or not others or any(read_choice(each.spans) for cell in others for each in cell.paragraphs):
        return False
    statement = max((tidy(cell.text) for cell in others), key=len)
    mark = next(span.mark for each in boxes[0].paragraphs for span in each.spans if span.mark)
    state.flush()
    state.tick(statement, mark.state, boxes[0].place)
    return True


def read_tick_columns(row: Sequence[Cell], below: Sequence[Cell], state: FormState) -> bool:
    """Hand on criteria side by side over a row of boxes or typed `X`; False where the rows are of another build."""
    heads = [cell for cell in row if not is_empty_cell(cell)]
    known = sum(state.index.criterion(cell.text) is not None for cell in heads)
    if len(heads) < FEWEST_COLUMNS or known < MOST_CRITERIA * len(heads) or len(below) < len(heads):
        return False
    said = [cell for cell in below if not is_empty_cell(cell)]
    if not said or not all(is_tick_word(cell.text) or _only_mark(cell) for cell in said):
        return False
    ticked = {cell.column for cell in said if is_ticked(cell)}
    state.flush()
    for cell in heads:
        state.tick(tidy(cell.text), MarkState.ON if cell.column in ticked else MarkState.OFF, cell.place)
    return True


def _several_statements(row: Sequence[Cell], state: FormState) -> bool:
    """Two statements or more side by side, each with its box in front of it, behind it or in the cell beside it."""
    present = [cell for cell in row if not is_empty_cell(cell)]
    kinds = [_only_mark(cell) for cell in present]
    pairs: list[tuple[str, Cell]] = []
    if len(present) > 2 and len(present) % 2 == 0 and all(one != other for one, other in pairwise(kinds)):
        for one, other in zip(present[::2], present[1::2], strict=True):
            box, words = (one, other) if kinds[0] else (other, one)
            pairs.append((tidy(words.text), box))
    elif len(present) > 1 and all(_is_ticked_statement(cell) for cell in present):
        pairs = [(tidy(_words(cell)), cell) for cell in present]
    if not pairs or not any(state.index.criterion(text) for text, _ in pairs):
        return False
    state.flush()
    for text, cell in pairs:
        state.tick(
            text, next(span.mark for each in cell.paragraphs for span in each.spans if span.mark).state, cell.place
        )
    return True


def _is_ticked_statement(cell: Cell) -> bool:
    marks = [span for each in cell.paragraphs for span in each.spans if span.mark]
    return len(marks) == 1 and len(tidy(_words(cell))) > SHORTEST_STATEMENT


def _words(cell: Cell) -> str:
    return "".join(span.text for each in cell.paragraphs for span in each.spans if not span.mark)


def _typed_tick(row: Sequence[Cell], present: Sequence[Cell], state: FormState) -> bool:
    """A criterion with an `X` typed, or nothing, in the cell beside it."""
    typed = [cell for cell in present if is_tick_word(cell.text)]
    others = [cell for cell in present if cell not in typed and len(tidy(cell.text)) > SHORTEST_STATEMENT]
    if len(others) != 1 or len(typed) > 1 or len(row) < 2 or not state.index.criterion(others[0].text):
        return False
    if len(present) - len(typed) > 2 or is_label_cell(others[0]):
        return False
    state.flush()
    state.tick(tidy(others[0].text), MarkState.ON if typed else MarkState.OFF, (typed or others)[0].place)
    return bool(typed) or len(present) == 1


def _only_mark(cell: Cell) -> bool:
    marks = [span for each in cell.paragraphs for span in each.spans if span.mark]
    return len(marks) == 1 and is_blank(_words(cell))
