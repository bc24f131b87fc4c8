"""Pieces of one line of a page put together: the alternatives of one question, and what is written behind them.

Where a line of questions stands right over a line of answers, each piece belongs to the question that it stands under,
so that the alternatives of two questions side by side stay apart.
"""

from collections.abc import Sequence
from dataclasses import replace

from extract.choices import is_option
from extract.document import Paragraph, Span
from extract.option_lines import begins_again
from extract.shapes import has_mark, is_controlled
from extract.values import tidy

_GAP = 14.0  # points between a question and the answers under it
_INDENT = 8.0  # points by which an answer may begin left or right of its question
_LONGEST = 120  # characters of a question

Row = list[Paragraph]


def with_choices_joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, each from left to right, with the pieces of one answer as one paragraph."""
    found: list[Row] = []
    for row in rows:
        heads = found[-1] if found else []
        columns = _columns(row, heads) if _are_captions(heads) and _is_under(row, heads) else None
        found.append([_as_one(each) for each in columns] if columns else _joined_on(row))
    return found


def joined(above: Paragraph, below: Paragraph, between: str = " ") -> Paragraph:
    """Two pieces of one value as one paragraph."""
    box, more = _box(above), _box(below)
    whole = (min(box[0], more[0]), min(box[1], more[1]), max(box[2], more[2]), max(box[3], more[3]))
    return replace(above, spans=(*above.spans, Span(text=between), *below.spans), place=replace(above.place, box=whole))


def is_lone_box(paragraph: Paragraph) -> bool:
    """Whether a tick box stands without words."""
    return has_mark(paragraph) and not any(span.text.strip() for span in paragraph.spans if not span.mark)


def _joined_on(row: Row) -> Row:
    """`Looked after? ☐ Yes` and `☒ No` are one line of alternatives, however wide the gap between them."""
    found: Row = []
    for piece in row:
        goes_on = bool(piece.spans and piece.spans[0].mark) or is_option(piece.text)
        if found and is_lone_box(piece) and is_lone_box(found[-1]):
            found.append(piece)  # boxes without words stand under their columns' headers
        elif found and goes_on and has_mark(found[-1]) and not begins_again(found[-1], piece):
            found[-1] = joined(found[-1], piece, "   ")
        else:
            found.append(piece)
    return found


def _are_captions(row: Row) -> bool:
    """Whether nothing but printed questions stands on a line: no box, no field, no alternative."""
    return bool(row) and not any(
        has_mark(each) or is_controlled(each) or is_option(each.text) or not 0 < len(tidy(each.text)) <= _LONGEST
        for each in row
    )


def _is_under(row: Row, heads: Row) -> bool:
    away = min(_box(each)[1] for each in row) - max(_box(each)[3] for each in heads)
    return -2.0 <= away <= _GAP and row[0].place.page == heads[0].place.page


def _columns(row: Row, heads: Row) -> list[Row] | None:
    """The pieces under each question; None unless each question's begin, in line with it, with a box or a field."""
    lefts = [_box(each)[0] for each in heads]
    columns: list[Row] = [[] for _ in heads]
    for piece in row:
        under = [at for at, left in enumerate(lefts) if _box(piece)[0] >= left - _INDENT]
        if not under:
            return None
        columns[under[-1]].append(piece)
    begun = [(left, pieces) for left, pieces in zip(lefts, columns, strict=True) if pieces]
    return [pieces for _, pieces in begun] if all(_answers(left, pieces) for left, pieces in begun) else None


def _answers(left: float, pieces: Row) -> bool:
    first = pieces[0]
    set_as_answer = bool(first.spans) and (first.spans[0].mark is not None or is_controlled(first))
    worded = len(pieces) == 1 or (has_mark(first) and not is_lone_box(first))
    return abs(_box(first)[0] - left) <= _INDENT and set_as_answer and worded


def _as_one(pieces: Row) -> Paragraph:
    whole = pieces[0]
    for each in pieces[1:]:
        whole = joined(whole, each, "   ")
    return whole


def _box(paragraph: Paragraph) -> tuple[float, float, float, float]:
    return paragraph.place.box or (0.0, 0.0, 0.0, 0.0)
