"""Alternatives printed side by side behind their question, without boxes: one line of a choice, not cells of a table.

Works on the rows of a page without rules. Headers of columns of alternatives, and answers under headers, stay apart.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extract.choices import is_option
from extract.document import Paragraph, Span
from extract.shapes import has_mark, is_controlled

_GAP = 40.0  # points between two alternatives of one question
_ALIGNED = 8.0  # points by which the left edges of one column may differ
_SHORT = 3  # characters of a tick typed under a header
FEWEST_COLUMNS = 2
LARGER = 1.15  # of the size of the alternatives beside it: print this large is a section's heading
_REACH = 12  # rows below a header in which its ticks may stand

Row = list[Paragraph]


def with_options_joined(rows: Sequence[Row]) -> list[Row]:
    """The rows with each run of alternatives behind a question as one paragraph; others as they are."""
    return [_joined(row, rows, number) for number, row in enumerate(rows)]


def _joined(row: Row, rows: Sequence[Row], number: int) -> Row:
    found: Row = []
    for _, group in groupby(_numbered(row), key=lambda each: each[0]):
        run = [piece for _, piece in group]
        if len(run) > 1 and found and not _is_headed(run, rows[:number]) and not _heads(run, rows[number + 1 :]):
            found.append(_as_one(run))
        else:
            found.extend(run)
    return found


def _numbered(row: Row) -> list[tuple[int, Paragraph]]:
    """Each piece with the number of its run: neighbouring plain alternatives share one."""
    runs: list[tuple[int, Paragraph]] = []
    for piece in row:
        before = runs[-1][1] if runs else None
        alike = before is not None and _is_plain_option(before) and _is_plain_option(piece)
        near = before is not None and _left(piece) - _right(before) <= _GAP
        runs.append((runs[-1][0] + (0 if alike and near else 1) if runs else 0, piece))
    return runs


def _is_plain_option(paragraph: Paragraph) -> bool:
    return is_option(paragraph.text) and not has_mark(paragraph) and not any(span.control for span in paragraph.spans)


def _is_headed(run: Row, above: Sequence[Row]) -> bool:
    """Whether words other than alternatives stand over two of them: then they are answers under headers."""
    lefts = [_left(each) for each in run]
    for row in reversed(above[-_REACH:]):
        heads = [each for each in row if not is_option(each.text)]
        if sum(any(abs(_left(each) - left) <= _ALIGNED for each in heads) for left in lefts) > 1:
            return True
    return False


def _heads(run: Row, below: Sequence[Row]) -> bool:
    """Whether ticks stand under alternatives: then these head columns."""
    start, end = _left(run[0]) - _ALIGNED, _right(run[-1]) + _ALIGNED
    return any(
        start <= (_left(each) + _right(each)) / 2 <= end
        for row in below[:_REACH]
        for each in row
        if not is_option(each.text) and len(each.text.strip()) <= _SHORT
    )


def _as_one(run: Row) -> Paragraph:
    spans: list[Span] = []
    for piece in run:
        spans.extend((*([Span(text=" ")] if spans else []), *piece.spans))
    boxes = [each.place.box for each in run if each.place.box]
    whole = (boxes[0][0], min(each[1] for each in boxes), boxes[-1][2], max(each[3] for each in boxes))
    return replace(run[0], spans=tuple(spans), place=replace(run[0].place, box=whole))


def _left(paragraph: Paragraph) -> float:
    return paragraph.place.box[0] if paragraph.place.box else 0.0


def _right(paragraph: Paragraph) -> float:
    return paragraph.place.box[2] if paragraph.place.box else 0.0


def heads_columns(row: Sequence[Paragraph]) -> bool:
    """Whether a line is a section's heading and, beside it in smaller print, `Yes`, `No`, … over columns of boxes."""
    first, *others = row
    printed = not any(has_mark(each) or is_controlled(each) for each in row)
    if len(others) < FEWEST_COLUMNS or not printed or not all(is_option(each.text) for each in others):
        return False
    return _size(first) >= LARGER * max(map(_size, others)) > 0


def _size(paragraph: Paragraph) -> float:
    return max((span.size or 0.0 for span in paragraph.spans if span.text.strip()), default=0.0)


def begins_again(line: Paragraph, more: Paragraph) -> bool:
    """Whether alternatives begin anew behind others: `☐ Yes ☒ No` and `☒ Yes ☐ No` are two questions' answers."""
    first = "".join(span.text for span in more.spans if not span.mark).split()[:1]
    return [each.casefold() for each in first] == ["yes"] and "yes" in line.text.casefold().split()
