"""What each cell of a row is: printed question, answer, or both in one cell."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise, takewhile

from extract.boilerplate import is_toned
from extract.choices import read_choice
from extract.document import Cell, Paragraph
from extract.form_state import FormState
from extract.label_words import counted_entry
from extract.layouts_fields import asked_in_bold
from extract.questions import STRONG
from extract.shapes import (
    bold_lead,
    filled,
    has_mark,
    is_controlled,
    is_empty_cell,
    is_filled_in,
    is_label_cell,
    label_paragraphs,
    label_text,
    split_inline,
)
from extract.values import is_blank, tidy

_NAMED_BLOCKS = ("child", "family", "incident", "agencies", "referrer", "representative")
_HINT = re.compile(r"^\s*\([^()]*\)\s*[.:?]?\s*$")
PAIRED = 4  # cells of a row of two questions and their answers
LONGEST_LABEL = 90  # characters of the first of two plain cells that is taken for a question


class Role(Enum):
    """What a cell is in its row."""

    LABEL = "label"  # printed question only
    MIXED = "mixed"  # question and answer in one cell
    VALUE = "value"
    EMPTY = "empty"


class RowRoles:
    """Roles in the rows of one table."""

    def __init__(self, state: FormState, *, formatted: bool, rows: Sequence[Sequence[Cell]] = ()) -> None:
        self._state = state
        self._formatted = formatted  # whether the table sets labels apart by shading or bold
        self._paired = not formatted and self._are_pairs(rows)  # label, value, label, value all through

    def of(self, row: Sequence[Cell], *, in_grid: bool) -> list[Role]:
        """One role a cell. In a grid two plain cells are not taken for question and answer."""
        if any(_is_field(cell) for cell in row) and _prints_beside_fields(row):
            return [Role.VALUE if _is_field(cell) else Role.LABEL if label_text(cell) else Role.EMPTY for cell in row]
        if self._is_two_pairs(row):
            empty = [is_empty_cell(cell) for cell in row]
            return [Role.EMPTY if e else Role.VALUE if i % 2 else Role.LABEL for i, e in enumerate(empty)]
        if self._all_asked_apart(row):
            return [Role.EMPTY if is_empty_cell(cell) else Role.MIXED for cell in row]
        roles = [self._role(cell, row) for cell in row]
        roles = [Role.LABEL if _asks_for_choice(row, roles, number) else each for number, each in enumerate(roles)]
        wordy = [each for each in roles if each is not Role.EMPTY]
        if len(row) % 2 == 0 and all(role is Role.LABEL for role in wordy) and not self._all_questions(row):
            return [Role.LABEL if i % 2 == 0 else Role.VALUE for i in range(len(row))]
        if {Role.LABEL, Role.MIXED} & set(roles) or in_grid or self._formatted or len(row) != 2:
            return roles
        first = label_text(row[0])  # its hint may be long
        chosen = any(read_choice(each.spans) for each in row[1].paragraphs)  # alternatives beside it: a question
        asks = (
            bool(first)
            and (len(first) <= LONGEST_LABEL or chosen)
            and not any(has_mark(each) or is_filled_in(each) for each in row[0].paragraphs)
        )
        return [Role.LABEL, Role.VALUE] if asks else roles

    @property
    def are_pairs(self) -> bool:
        """Whether the table's rows of four are two plain questions with an answer beside each."""
        return self._paired

    def known(self, text: str) -> bool:
        """Whether a text is a known question of the present block, or without one of any block."""
        group = self._state.group
        match = self._state.index.match(text, group)
        if match and match.score >= STRONG:
            return True
        return group is None and any(self._state.index.knows(text, each) for each in _NAMED_BLOCKS)

    def _are_pairs(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether rows of four cells mostly print known questions in the first and third and none elsewhere."""
        fours = [[label_text(cell) for cell in row] for row in rows if len(row) == PAIRED]
        known = [[bool(text) and self._known_anywhere(text) for text in row] for row in fours]
        asked = [sum(row[at] for row in known) for at in range(PAIRED)]
        enough = min(asked[0], asked[2]) > 0 and asked[0] + asked[2] >= len(fours)
        values = asked[1] + asked[3]  # of a post: `Job title | Head of Safeguarding`
        return len(fours) > 1 and enough and (not values or (values == 1 and asked[0] + asked[2] >= 2 * len(fours) - 1))

    def _is_two_pairs(self, row: Sequence[Cell]) -> bool:
        """Whether a row of four is two questions with an answer each, though one of them is not known."""
        if len(row) != PAIRED or self._formatted:
            return False
        labels = [row[0], row[2]]
        if any(is_controlled(line) or has_mark(line) for cell in labels for line in cell.paragraphs):
            return False
        texts = [tidy(cell.text) for cell in labels]
        if max(map(len, texts)) > LONGEST_LABEL or not all(texts):
            return False
        asking = all(text.endswith("?") for text in texts) and any(map(self._known_anywhere, texts))
        return asking or (self._paired and any(map(self._known_anywhere, texts)))

    def _all_asked_apart(self, row: Sequence[Cell]) -> bool:
        """Whether each of several cells is a question with its alternatives on one line, or another's empty box."""
        present = [cell for cell in row if not is_empty_cell(cell)]
        return len(present) > 1 and (all(map(_holds_choice, present)) or all(map(_is_counted, present)))

    def _known_anywhere(self, text: str) -> bool:
        match = self._state.index.match(text, self._state.group)
        sure = match is not None and match.score >= STRONG and match.rule != "likeness"
        return sure or any(self._state.index.knows(text, each) for each in _NAMED_BLOCKS)

    def _all_questions(self, row: Sequence[Cell]) -> bool:
        """Whether cells that all look like labels all are: else values are set in bold, or every cell is shaded."""
        if self._formatted and all(self._state.index.section(label_text(cell)) for cell in row):
            return True  # headings side by side
        return self._formatted and all(self.known(label_text(cell)) for cell in row)

    def _role(self, cell: Cell, row: Sequence[Cell]) -> Role:
        lines = filled(cell.paragraphs)
        if is_empty_cell(cell):
            return Role.EMPTY
        if self._formatted and asked_in_bold(cell):
            return Role.MIXED
        if not lines or any(is_controlled(line) for line in lines):
            return Role.MIXED if lines and _asks_itself(lines[0]) else Role.VALUE
        if self._formatted and is_label_cell(cell):
            return self._printed_role(cell, lines, row)
        split = split_inline(lines[0]) or (None if read_choice(lines[0].spans) else bold_lead(lines[0]))
        asks_on = split is not None and split[1].text.rstrip().endswith("?")  # `Notification to the Panel: made?`
        hints = split is not None and bool(_HINT.match(split[1].text))  # `How can we reach you? (by e-mail)`
        more = split is not None and bool(split[1].text.strip()) and self.known(tidy(split[1].text))  # `In care? Basis`
        answered = split is not None and not (asks_on or hints or more or is_blank(split[1].text))
        if split and answered and self._is_question(split, lines[0]):
            return Role.MIXED
        if self._formatted and any(is_label_cell(each) for each in row):
            return Role.MIXED if self._asks_line_by_line(lines) else Role.VALUE
        plain = not has_mark(lines[0]) and len(lines) <= 2
        return Role.LABEL if plain and self.known(label_text(cell)) else Role.VALUE

    def _printed_role(self, cell: Cell, lines: Sequence[Paragraph], row: Sequence[Cell]) -> Role:
        rest = [each for each in lines if each not in label_paragraphs(cell)]
        if rest and all(map(_is_hint, rest)) and _has_answer_cell(cell, row):
            return Role.LABEL
        answered = self._state.printed.answer(rest) or any(read_choice(each.spans) for each in rest)
        return Role.MIXED if answered else Role.LABEL

    def _asks_line_by_line(self, lines: Sequence[Paragraph]) -> bool:
        """Whether each of several lines is a question and its answer, and most are known: `Name: …` over `Born: …`."""
        splits = [split_inline(line) for line in lines]
        known = sum(split is not None and self._known_anywhere(split[0]) for split in splits)
        return len(lines) > 1 and all(splits) and known > 1 and 2 * known >= len(lines)

    def _is_question(self, split: tuple[str, Paragraph], paragraph: Paragraph) -> bool:
        state = self._state
        return state.sense.is_question(split, paragraph, state.group, state.pending, mail=False)


def _holds_choice(cell: Cell) -> bool:
    """`Looked after?  Yes / No`: words in front of alternatives, in a cell that holds nothing else."""
    lines = filled(cell.paragraphs)
    choice = read_choice(lines[0].spans) if len(lines) == 1 else None
    return choice is not None and len(choice.options) > 1 and bool(re.search(r"[^\W\d_]{2}", choice.before))


def _is_counted(cell: Cell) -> bool:
    """`Person 3`, with nothing written below."""
    return len(filled(cell.paragraphs)) == 1 and bool(counted_entry(label_text(cell)))


def _is_hint(line: Paragraph) -> bool:
    """Whether a line is set as a hint is, and nothing in it was picked."""
    choice = read_choice(line.spans)
    return is_toned(line) and not (choice and choice.chosen) and not any(span.bold for span in line.spans)


def _has_answer_cell(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether the next cell is there to be written in."""
    following = next((each for each in row if each.column > cell.column), None)
    return following is not None and not is_label_cell(following)


def _asks_for_choice(row: Sequence[Cell], roles: Sequence[Role], number: int) -> bool:
    """Whether a cell such as `Protection plan: category and date` asks for the alternatives in the cell beside it."""
    beside = row[number + 1].paragraphs if number + 1 < len(row) else ()
    choices = [found for each in beside if (found := read_choice(each.spans))]
    asks_itself = number + 1 < len(row) and roles[number + 1] is Role.MIXED  # its question and its choice in one cell
    return roles[number] is Role.MIXED and bool(choices) and not choices[0].before and not asks_itself


def _asks_itself(line: Paragraph) -> bool:
    """Whether a line prints its question in front of its first field: in bold, or with a colon."""
    spans = [span for span in line.spans if span.text.strip() and not span.hidden]
    printed = list(takewhile(lambda span: not span.control and not span.mark, spans))
    words = "".join(span.text for span in printed)
    asks = words.rstrip().endswith((":", "?")) or all(span.bold for span in printed)
    return len(printed) < len(spans) and asks and bool(re.search(r"[^\W\d_]", words))


def _is_field(cell: Cell) -> bool:
    return any(is_controlled(line) or has_mark(line) for line in cell.paragraphs)


def _prints_beside_fields(row: Sequence[Cell]) -> bool:
    """Whether a row is label, form field, label, form field: what is no field is printed."""
    fields = [_is_field(cell) for cell in row]
    controls = any(is_controlled(line) for cell in row for line in cell.paragraphs)
    controls = controls and not any(map(asked_in_bold, row))
    return controls and not fields[0] and all(one != other for one, other in pairwise(fields))
