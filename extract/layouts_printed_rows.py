"""Rows of a list whose first cell the form prints: `GP`, `School`, `Other (please state)`. Which are entries at all."""

import re
from collections.abc import Sequence

from extract.boilerplate import PrintedText
from extract.document import Cell
from extract.people import names_body
from extract.shapes import is_controlled, is_empty_cell, is_label_cell
from extract.tick_cells import is_unticked
from extract.values import NOT_APPLICABLE, find_phones, special_answer, tidy

_NOBODY = {"none", "no", "nil", "n", "not involved", "no involvement", "not known to service", "not required"}
_OTHER = re.compile(r"^\W*(?:any )?others?(?: agenc\w+| services?| professionals?)?\W*(?:\([^()]*\))?\W*$", re.I)
_EXAMPLE = re.compile(r"^\W*(?:example|e\.g)", re.I)


def is_empty_row(first: Cell, others: Sequence[Cell], printed: PrintedText, group: str | None) -> bool:
    """Whether a row is no entry: its first cell printed and nothing beside it, nobody named, or an example."""
    chosen = any(is_controlled(line) for line in first.paragraphs)  # from a list, so that somebody did
    common = printed.is_row_head(first.text) or bool(_OTHER.match(first.text))
    head = not chosen and (
        (is_label_cell(first) and not (others and is_label_cell(others[-1]))) or (common and len(others) >= 2)
    )
    said = [tidy(cell.text) for cell in others if not is_empty_cell(cell) and not is_unticked(cell)]
    nobody = all(_says_nobody(text) or (common and special_answer(text) == NOT_APPLICABLE) for text in said)
    if nobody and (head or (len(others) >= 2 and said and group == "agencies")):
        return True
    return printed.is_example(first.text) or any(_EXAMPLE.match(tidy(cell.text)) for cell in others)


def named_as_other(first: Cell, others: Sequence[Cell], group: str | None) -> Cell | None:
    """The cell that names the agency in a row that prints `Other (please state)`; None where the row is no such row."""
    if group != "agencies" or not _OTHER.match(first.text):
        return None
    said = [cell for cell in others if not is_empty_cell(cell)]
    text = tidy(said[0].text) if said else ""
    return said[0] if names_body(text) or ("," in text and find_phones(text)) else None


def _says_nobody(text: str) -> bool:
    return text.casefold().strip(" .-") in _NOBODY
