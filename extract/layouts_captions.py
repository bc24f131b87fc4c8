"""Questions that stand under, over or inside the box they name, rather than beside it: where each one's answer is."""

import re
from collections.abc import Sequence

from extract.boilerplate import is_toned
from extract.choices import OPTION, read_choice
from extract.document import Cell, Paragraph, Table
from extract.form_state import FormState
from extract.label_words import counted_entry
from extract.questions import STRONG
from extract.shapes import (
    bold_lead,
    filled,
    has_mark,
    is_controlled,
    is_empty_cell,
    is_label_cell,
    label_text,
)
from extract.values import tidy

MOST = 0.6  # share of a table's filled cells from which a way of setting labels counts as the table's own
FEWEST = 3  # cells that must show it
HABIT = 2  # rows of questions over answers read before, which make the way a form sets them
LONGEST_OPTION = 3  # words of an alternative
SMALLER = 0.92  # of the size of the words around it: print this small is a caption
_BLOCKS = ("child", "family", "incident", "agencies", "referrer", "representative")
_LISTS = ("family", "agencies")
_PROCESSES = ("parallel.", "notifications.")
_PERSONS = ("referrer", "representative")

Pairs = list[tuple[Cell, Cell]]  # label and value


def is_captioned(table: Table, state: FormState) -> bool:
    """Whether the cells of a table hold their own question in their first line, small, grey, or known as one."""
    rows = [row for row in table.rows if not (len(row) == 1 and is_label_cell(row[0]))]  # without headings over it
    cells = [cell for row in rows for cell in row if filled(cell.paragraphs)]
    if any(is_label_cell(cell) for cell in cells):
        return False
    if _repeats(table):
        return True
    apart = [cell for cell in cells if _has_caption(cell, state)]
    answered = [cell for cell in apart if len(filled(cell.paragraphs)) > 1]
    return len(apart) >= max(FEWEST, MOST * len(cells)) and len(answered) >= max(2, MOST * len(apart))


def is_captioned_row(row: Sequence[Cell], state: FormState) -> bool:
    """Whether the cells of one row, among rows set otherwise, begin with a known question and answer it below.

    Pages that were printed and scanned keep no colour or typeface by which such questions stood apart.
    """
    lines = [filled(cell.paragraphs) for cell in row if filled(cell.paragraphs)]
    if lines and all(counted_entry(each[0].text) for each in lines) and any(len(each) > 1 for each in lines):
        return True  # `Person 1` over her name, `Person 2` over his
    if any(is_label_cell(cell) for cell in row) or any(is_controlled(line) for each in lines for line in each):
        return False
    answered = [each for each in lines if len(each) > 1]
    asked = sum(_asks(each[0], state) for each in answered)
    plain = not any(_asks(line, state) for each in answered for line in each[1:])
    return plain and asked >= max(2, MOST * len(answered)) and 2 * len(answered) >= len(row)


def _asks(line: Paragraph, state: FormState) -> bool:
    return not has_mark(line) and any(_known(tidy(line.text), each, state) for each in (state.group, *_BLOCKS) if each)


def _repeats(table: Table) -> bool:
    """Whether every row prints the same questions in the same columns: one person or agency a row."""
    rows = [
        {cell.column: tidy(lines[0].text) for cell in row if (lines := filled(cell.paragraphs))} for row in table.rows
    ]
    answered = any(len(filled(cell.paragraphs)) > 1 for row in table.rows for cell in row)
    return answered and len(rows) > 1 and len(rows[0]) > 1 and all(row == rows[0] for row in rows[1:])


def caption_of(cell: Cell, state: FormState) -> tuple[str, tuple[Paragraph, ...]] | None:
    """Question and answer of a captioned cell; None where the cell holds no question of its own."""
    lines = filled(cell.paragraphs)
    if not lines or not _has_caption(cell, state):
        return None
    return tidy(lines[0].text), tuple(lines[1:])


def small_caption(cell: Cell) -> tuple[str, tuple[Paragraph, ...]] | None:
    """Question and answer of a cell that prints its question in clearly smaller type than the answer below it."""
    lines = filled(cell.paragraphs)
    if len(lines) < 2 or any(is_controlled(line) or has_mark(line) for line in lines[:1]):
        return None
    first, rest = lines[0], lines[1:]
    if first.text.rstrip().endswith(".") or is_toned(first):
        return None
    small = 0 < _size(first) < SMALLER * min(_size(each) for each in rest)
    return (tidy(first.text), tuple(rest)) if small and not is_label_cell(cell) else None


def hinted_caption(cell: Cell) -> tuple[str, tuple[Paragraph, ...]] | None:
    """Question and answer of a cell whose first line is a bold question and a hint in italics, grey or brackets."""
    lines = filled(cell.paragraphs)
    lead = bold_lead(lines[0]) if len(lines) > 1 and not is_label_cell(cell) else None
    if lead is None or not (is_toned(lead[1]) or re.fullmatch(r"\s*\(.*\)\s*", lead[1].text)):
        return None
    return lead[0], tuple(lines[1:])


def stacked_pairs(rows: Sequence[Sequence[Cell]], number: int, state: FormState) -> Pairs | None:
    """Labels and values of a row and the one below it, whichever of the two prints the labels; None where neither."""
    row = rows[number]
    below = rows[number + 1] if number + 1 < len(rows) else []
    after = rows[number + 2] if number + 2 < len(rows) else []
    if not below or {cell.column for cell in row} != {cell.column for cell in below}:
        return None
    if _alternate(rows, number) or (_is_last_pair(rows, number) and state.stacked >= HABIT):
        return _by_column(row, below)
    if _are_fields(below) and _are_printed(row) and not _are_fields(after):
        return _by_column(row, below)
    if _are_questions(row, state) and _are_answers(below, state) and (not after or _are_questions(after, state)):
        return _by_column(row, below) if len(row) > 1 else None
    if _asks_for_processes(row, state) and not after and number == 0 and _are_answers(below, state):
        return _by_column(row, below)
    accounts = len(row) == 1 and state.pending is not None and state.sense.is_prose(state.pending, state.group)
    if not accounts and _are_captions(below, row, state) and _are_answers(row, state):
        return _by_column(below, row)
    return None


def person_asked_for(pairs: Pairs, state: FormState) -> str | None:
    """The person that the first of a row of questions names, where the others ask about people: `Referring officer`."""
    texts = [label_text(label) for label, _ in pairs if not is_empty_cell(label)]
    if len(texts) < 2 or _is_ticked(pairs[0][1]):
        return None  # `LIG member consulted | ☒ Yes ☐ No` asks for no name
    named = state.index.section(texts[0])
    return named if named in _PERSONS and all(state.index.knows(text, named) for text in texts[1:]) else None


def _alternate(rows: Sequence[Sequence[Cell]], number: int) -> bool:
    """Whether rows set as labels and plain rows take turns, at least twice."""
    beside = [each for each in (number - 2, number, number + 2) if 0 <= each < len(rows) - 1]
    turns = {each for each in beside if _is_labels(rows[each]) and not any(map(is_label_cell, rows[each + 1]))}
    return number in turns and len(turns) > 1


def _asks_for_processes(row: Sequence[Cell], state: FormState) -> bool:
    """Whether a row of headers names other processes, of which two are known: `Police | Inquest | SAER`."""
    texts = [label_text(cell) for cell in row]
    if len(row) < FEWEST or not all(texts) or not _are_printed(row):
        return False
    matches = [state.index.match(text, state.group) for text in texts]
    known = [match.paths[0] for match in matches if match and match.score >= STRONG and match.rule != "likeness"]
    return len(known) > 1 and all(path.startswith(_PROCESSES) for path in known)


def _is_last_pair(rows: Sequence[Sequence[Cell]], number: int) -> bool:
    """Whether a row of labels has one plain row below it, and then the table or the next labels."""
    after = rows[number + 2] if number + 2 < len(rows) else []
    over = _is_labels(rows[number]) and not any(map(is_label_cell, rows[number + 1]))
    return over and (not after or _is_labels(after))


def _is_labels(row: Sequence[Cell]) -> bool:
    present = [cell for cell in row if not is_empty_cell(cell)]
    return len(present) > 1 and all(is_label_cell(cell) for cell in present)


def _by_column(labels: Sequence[Cell], values: Sequence[Cell]) -> Pairs:
    at = {cell.column: cell for cell in values}
    return [(label, at[label.column]) for label in labels if not is_empty_cell(label)]


def _are_fields(row: Sequence[Cell]) -> bool:
    """Whether every cell is a form field to type in, or a line of alternatives with their boxes."""
    return (
        bool(row)
        and all(filled(c.paragraphs) or is_controlled_cell(c) for c in row)
        and any(_holds_alternatives(cell) or (is_controlled_cell(cell) and not _is_ticked(cell)) for cell in row)
        and all(is_controlled_cell(cell) or _is_ticked(cell) for cell in row)
    )


def _is_ticked(cell: Cell) -> bool:
    return any(has_mark(each) for each in cell.paragraphs)


def _holds_alternatives(cell: Cell) -> bool:
    """Whether a cell is nothing but a line of boxes with a word or two behind each: `☐ Now ☐ Previously ☒ Never`."""
    choices = [read_choice(each.spans) for each in filled(cell.paragraphs) if has_mark(each)]
    options = choices[0].options if choices and choices[0] and not choices[0].before else ()
    return len(options) > 1 and all(0 < len(each.split()) <= LONGEST_OPTION for each in options)


def is_controlled_cell(cell: Cell) -> bool:
    """Whether a form control stands in a cell, filled or not."""
    return any(is_controlled(each) for each in cell.paragraphs)


def _are_printed(row: Sequence[Cell]) -> bool:
    return any(label_text(cell) for cell in row) and not any(
        is_controlled(each) or has_mark(each) for cell in row for each in cell.paragraphs
    )


def _are_questions(row: Sequence[Cell], state: FormState) -> bool:
    """Whether all cells are known questions of a block that is not a list of people or agencies."""
    texts = [label_text(cell) for cell in row if not is_empty_cell(cell)]
    if not texts or not _are_printed(row):
        return False
    own = state.block.group
    groups = [own] if own else [each for each in _BLOCKS if all(_known(text, each, state) for text in texts)]
    return bool(groups) and groups[0] not in _LISTS and all(_known(text, groups[0], state) for text in texts)


def _are_answers(row: Sequence[Cell], state: FormState) -> bool:
    texts = [label_text(cell) for cell in row if not is_empty_cell(cell)]
    known = any(_known(text, each, state) for text in texts for each in _BLOCKS)
    return not known and not any(is_label_cell(cell) for cell in row)


def _are_captions(row: Sequence[Cell], above: Sequence[Cell], state: FormState) -> bool:
    """Whether a row prints the questions of the boxes above it: smaller or greyer than they, and known."""
    lines = [line for cell in row for line in filled(cell.paragraphs)]
    typed = [line for cell in above for line in filled(cell.paragraphs)]
    if not lines or not _are_printed(row) or any(is_empty_cell(cell) for cell in row):
        return False
    known = sum(any(_known(label_text(cell), each, state) for each in _BLOCKS) for cell in row)
    largest = max((_size(line) for line in typed), default=0.0)
    small = all(_is_grey(line) or (0 < _size(line) < SMALLER * largest) for line in lines)
    return small and known >= MOST * len(row)


def _has_caption(cell: Cell, state: FormState) -> bool:
    lines = filled(cell.paragraphs)
    first, rest = lines[0], lines[1:]
    if is_controlled(first) or has_mark(first):
        return False
    if rest and (
        (_is_grey(first) and not all(_is_grey(each) for each in rest))
        or (0 < _size(first) < SMALLER * max(_size(each) for each in rest))
    ):
        return True
    if not rest and _is_grey(first):
        return True
    if rest and all(is_controlled(each) for each in rest):
        return True
    if rest and _is_choice(rest[0]) and all(not has_mark(each) for each in rest[1:]):
        return True  # words over a line of alternatives ask for one of them
    return any(_known(tidy(first.text), each, state) for each in (state.group, *_BLOCKS) if each)


def _is_choice(paragraph: Paragraph) -> bool:
    choice = read_choice(paragraph.spans)
    return choice is not None and not choice.before and all(OPTION.fullmatch(each) for each in choice.options)


def _known(text: str, group: str | None, state: FormState) -> bool:
    match = state.index.match(text, group)
    return bool(match and match.score >= STRONG and match.rule != "likeness")


def _is_grey(paragraph: Paragraph) -> bool:
    words = [span for span in paragraph.spans if span.text.strip()]
    return bool(words) and all(span.grey for span in words)


def _size(paragraph: Paragraph) -> float:
    return max((span.size or 0.0 for span in paragraph.spans if span.text.strip()), default=0.0)
