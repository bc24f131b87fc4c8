"""Cells that print a question and hold the form field or the alternatives for its answer, one pair or several."""

from collections.abc import Sequence

from extract.boilerplate import is_toned
from extract.choices import read_choice
from extract.document import Cell, Paragraph
from extract.form_state import FormState
from extract.questions import KNOWN, LONGEST
from extract.shapes import all_bold, filled, has_mark, is_controlled, is_empty_cell, is_field, without_hint
from extract.values import is_blank, tidy

FEWEST = 2  # alternatives of a line
LONGEST_OPTION = 3  # words of an alternative

Asked = list[tuple[str, list[Paragraph]]]  # questions with the fields behind each


def read_asking_cells(row: Sequence[Cell], state: FormState, *, in_grid: bool = False) -> list[Cell]:
    """Hand on the questions of such cells; gives the cells that are left to be read otherwise.

    Beside a cell of printed words alone, which may be the question of the whole row, only known questions count. A
    row of a grid may begin with such a cell: `GP` and the surgery's name.
    """
    pairs = {id(cell): asked for cell in row if (asked := asked_in(cell))}
    if in_grid and len(row) > 1 and (id(row[0]) in pairs) >= len(pairs):
        return list(row)
    labelled = any(_is_printed(cell) for cell in row if id(cell) not in pairs)
    if labelled:
        pairs = {key: asked for key, asked in pairs.items() if all(_is_known(label, state) for label, _ in asked)}
    for cell in row:
        for label, fields in pairs.get(id(cell), ()):
            state.flush()
            answer = tuple(each for each in fields if not is_blank(each.text) or has_mark(each))
            state.emit(label, answer, "inside_cell", cell.place)
    return [cell for cell in row if id(cell) not in pairs]


def asked_in_bold(cell: Cell) -> Asked:
    """The questions of a cell that prints one in bold over its field or alternatives, ticked or picked otherwise."""
    return asked_in(cell, caption=True) if any(map(_is_caption, filled(cell.paragraphs)[:1])) else []


def asked_in(cell: Cell, *, caption: bool = False) -> Asked:
    """The questions of a cell with the fields or the line of a form's own boxes behind each; none for other cells.

    Under a `caption` in bold every field to type in, and alternatives picked in any way, answer as well.
    """
    asked: Asked = []
    for each in cell.paragraphs:
        if is_field(each) or _is_line_of_boxes(each) or (caption and _answers_caption(each)):
            if not asked:
                return []
            asked[-1][1].append(each)
        elif is_controlled(each) or has_mark(each):
            return []
        elif asked and not asked[-1][1]:  # a second line before the field: the question's hint
            if not (is_toned(each) or each.text.lstrip().startswith("(")):
                return []
        elif not is_blank(each.text):
            asked.append((tidy(without_hint(each)), []))
    return asked if all(fields and len(label) <= LONGEST for label, fields in asked) else []


def _is_caption(paragraph: Paragraph) -> bool:
    return all_bold(paragraph) and not is_controlled(paragraph) and not has_mark(paragraph)


def _is_line_of_boxes(paragraph: Paragraph) -> bool:
    """Alternatives with a form's own tick boxes, and no question in front of them."""
    boxes = [span for span in paragraph.spans if span.mark]
    choice = read_choice(paragraph.spans) if len(boxes) > 1 else None
    return choice is not None and not choice.before.strip() and all(span.control for span in boxes)


def _answers_caption(paragraph: Paragraph) -> bool:
    if not has_mark(paragraph) and is_controlled(paragraph):
        return True
    choice = read_choice(paragraph.spans)
    if choice is None or choice.before.strip() or len(choice.options) < FEWEST:
        return False
    short = all(0 < len(each.split()) <= LONGEST_OPTION for each in choice.options)
    return short and (has_mark(paragraph) or bool(choice.chosen))


def _is_printed(cell: Cell) -> bool:
    return not is_empty_cell(cell) and not any(is_controlled(each) or has_mark(each) for each in cell.paragraphs)


def _is_known(label: str, state: FormState) -> bool:
    match = state.index.match(label, state.group)
    return match is not None and match.score >= KNOWN
