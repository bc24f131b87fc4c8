"""Header rows: which row heads the columns below it, and what a header says. The rows below are read elsewhere."""

import re
from collections.abc import Sequence

from extract.choices import OPTION, is_alternatives, is_option
from extract.document import Cell
from extract.form_state import FormState
from extract.shapes import filled, has_mark, is_controlled, is_empty_cell, is_label_cell, label_paragraphs, label_text
from extract.values import tidy

NUMBERED = re.compile(r"^\W*(?:child|young person|sibling|baby|twin)\W*(?:no\.?\W*)?(\d)\W*$", re.I)
_GENERIC = re.compile(
    r"^\W*(?:#|(?:your |the |please )*"
    r"(?:questions?|answers?|responses?|details|information|criteri(?:a|on)|tick|yes\W*no|comments?"
    r"|guidance|notes?|statements?|applies|tick if appl\w+|reply|section|field|item|no|nr|number|ref|item no|q"
    r"|question no|information required|to be completed)\W*|)$",
    re.I,
)
_COUNTED = re.compile(r"^\W*(?:q\s*)?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?\s+\S", re.I)
_BLOCKS = ("child", "family", "agencies", "referrer", "representative")


def is_header_row(row: Sequence[Cell], below: Sequence[Cell], state: FormState, *, formatted: bool) -> bool:
    """Whether a row heads the columns below it, rather than holding labels and values side by side."""
    if (
        len(row) < 2
        or len(below) < 2
        or any(is_controlled(each) or has_mark(each) for c in row for each in c.paragraphs)
    ):
        return False
    texts = [label_text(cell) for cell in row]
    if _COUNTED.match(texts[0]) and _COUNTED.match(label_text(below[0])):
        return False  # each row has its own number, so that each is a question of its own
    if not all(texts[1:]) or any(_goes_on(cell) for cell in row):
        return False
    if formatted:
        heads_options = sum(is_option(cell.text) for cell in row) >= 2
        if not all(
            is_label_cell(cell) or is_empty_cell(cell) or (heads_options and is_option(cell.text)) for cell in row
        ):
            return False
        lower = [is_label_cell(cell) for cell in below]
        return not any(lower[1:])
    groups = [sum(state.index.knows(text, group) for text in texts) for group in _BLOCKS]
    options = sum(bool(OPTION.fullmatch(tidy(text))) for text in texts[1:])
    lower_texts = [label_text(cell) for cell in below]
    lower_known = max(sum(state.index.knows(text, group) for text in lower_texts if text) for group in _BLOCKS)
    known = max(groups)
    enough = (known >= 2 and known >= 0.6 * len(texts)) or options >= 2
    return enough and (lower_known < 2 or lower_known < known)


def _goes_on(cell: Cell) -> bool:
    """Whether more than a label stands in a cell: its own answer below the bold words."""
    rest = [each for each in filled(cell.paragraphs) if each not in label_paragraphs(cell)]
    return any(not all(span.italic or span.grey for span in each.spans if span.text.strip()) for each in rest)


def heads_options(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether a row prints alternatives under headers that span several columns each: one group a child."""
    spanning = sum(cell.column_span > 1 and bool(NUMBERED.match(label_text(cell))) for cell in header)
    worded = [cell for cell in row if not is_empty_cell(cell)]
    return spanning >= 1 and len(worded) >= 2 * spanning and all(is_option(cell.text) for cell in worded)


def is_generic_header(text: str) -> bool:
    """`Question`, `Your answer`, `Yes / No / NK`: headers that say nothing of their column."""
    return bool(_GENERIC.match(text)) or is_alternatives(text)
