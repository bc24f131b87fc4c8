"""Cells that hold nothing but a tick: boxes, and an X or a tick typed by hand."""

from extract.document import Cell, MarkState
from extract.shapes import has_mark
from extract.values import is_blank, tidy

_TICK_WORDS = {"x", "✓", "✔", "☑", "☒", "yes", "y", "tick", "√", "ü", "þ"}


def is_tick_word(text: str) -> bool:
    """Whether a text is nothing but a typed tick."""
    return tidy(text).casefold() in _TICK_WORDS


def is_typed_tick(cell: Cell) -> bool:
    """Whether a cell holds a typed X or tick and no tick box."""
    return is_tick_word(cell.text) and not any(has_mark(each) for each in cell.paragraphs)


def is_ticked(cell: Cell) -> bool:
    """Whether a cell's box is ticked, or a tick typed where it has none."""
    marks = [span.mark for each in cell.paragraphs for span in each.spans if span.mark]
    if marks:
        return any(mark.state is MarkState.ON for mark in marks)
    return is_tick_word(cell.text)


def is_unticked(cell: Cell) -> bool:
    """Whether a cell holds boxes that were left empty and no words."""
    spans = [span for each in cell.paragraphs for span in each.spans]
    marks = [span.mark for span in spans if span.mark]
    words = "".join(span.text for span in spans if not span.mark)
    return bool(marks) and is_blank(words) and all(mark.state is MarkState.OFF for mark in marks)
