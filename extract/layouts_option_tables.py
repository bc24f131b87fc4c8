"""Tables that are nothing but alternatives with a box each, or statements with a column for an X: read as a whole."""

import re
from collections.abc import Sequence

from extract.choices import OPTION
from extract.document import Cell, MarkState, Paragraph, Span
from extract.form_state import FormState
from extract.questions import STRONG
from extract.shapes import filled, is_empty_cell
from extract.tick_cells import is_tick_word, is_ticked
from extract.values import is_blank, tidy

FEWEST = 3  # boxes that make a list of alternatives, or rows that make one of statements
SHORTEST = 12  # characters of a statement beside a column of Xs
KNOWN = 0.75  # label score from which a question is answered by the alternatives below it
_CHOSEN = ("text", "sex", "yesno")
_TO_TICK = re.compile(r"\b(?:tick|x|mark|cross|check|criteri\w+|grounds|appl(?:y|ies)|indicate)\b", re.I)


def read_option_table(rows: Sequence[Sequence[Cell]], state: FormState) -> bool:
    """Hand on what was ticked; False where the table is of another build."""
    return _read_alternatives(rows, state) or _read_statements(rows, state)


def _read_alternatives(rows: Sequence[Sequence[Cell]], state: FormState) -> bool:
    """`White British ☐ | Indian ☐ | …`: each cell one alternative and its box, whichever comes first."""
    cells = [cell for row in rows for cell in row if not is_empty_cell(cell)]
    if len(cells) < FEWEST or not all(map(_is_alternative, cells)):
        return False
    texts = [words_of(cell) for cell in cells]
    if any(map(state.index.criterion, texts)):
        return False
    chosen = [cell for cell in cells if is_ticked(cell)]
    if sum(_status(text, state) for text in texts) < 2 and _answers_pending(state):
        for cell in chosen:
            state.collect(Paragraph(spans=(Span(text=words_of(cell)),), place=cell.place))
        state.flush()
        return True
    if any(OPTION.fullmatch(text) for text in texts):
        return False
    state.flush()
    for cell in chosen:
        _tell(cell, state)
    return True


def _tell(cell: Cell, state: FormState) -> None:
    """One status that was ticked: a yes to the question that it is, else a statement."""
    words = words_of(cell)
    if _status(words, state):
        state.emit(words, (Paragraph(spans=(Span(text="Yes"),), place=cell.place),), "choice_grid", cell.place)
    else:
        state.tick(words, MarkState.ON, cell.place)


def _status(words: str, state: FormState) -> bool:
    """Whether an alternative is itself a question of yes or no about the child: `Looked after`."""
    match = state.index.match(words, "child")
    field = state.index.catalogue.definition(match.paths[0]) if match and match.score >= STRONG else None
    return field is not None and field.type == "yesno"


def _answers_pending(state: FormState) -> bool:
    match = state.index.match(state.pending, state.group) if state.pending else None
    field = state.index.catalogue.definition(match.paths[0]) if match and match.score >= KNOWN else None
    return field is not None and field.type in _CHOSEN


def _read_statements(rows: Sequence[Sequence[Cell]], state: FormState) -> bool:
    """Statements in one column and an X, or nothing, in the other."""
    pairs = [row for row in rows if any(not is_empty_cell(cell) for cell in row)]
    if len(pairs) < FEWEST or any(len(row) != 2 for row in pairs):
        return False
    for box, words in ((0, 1), (1, 0)):
        marks = [row[box] for row in pairs]
        texts = [tidy(row[words].text) for row in pairs]
        bare = all(is_empty_cell(cell) or is_tick_word(cell.text) for cell in marks)
        if bare and any(map(is_ticked, marks)) and all(len(text) > SHORTEST for text in texts):
            asks = bool(_TO_TICK.search(f"{state.pending or ''} {state.block.heading}"))
            if not asks and sum(state.index.criterion(text) is not None for text in texts) < 2:
                return False
            state.flush()
            for cell, text in zip(marks, texts, strict=True):
                state.tick(text, MarkState.ON if is_ticked(cell) else MarkState.OFF, cell.place)
            return True
    return False


def _is_alternative(cell: Cell) -> bool:
    marks = [span for each in cell.paragraphs for span in each.spans if span.mark]
    return len(marks) == 1 and len(filled(cell.paragraphs)) == 1 and not is_blank(words_of(cell))


def words_of(cell: Cell) -> str:
    """A cell's words without its boxes."""
    return tidy("".join(span.text for each in cell.paragraphs for span in each.spans if not span.mark))
