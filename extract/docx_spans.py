"""Pieces of a paragraph to spans: finds typed and printed tick boxes across runs, and joins what looks alike."""

import dataclasses
from collections.abc import Iterator

from extract.document import Mark, Span
from extract.docx_runs import Piece
from extract.ticks import TEXT_OF, FoundMark, TickHabits, find_marks

_OPAQUE = "\ufffc"  # stands for what no typed tick may reach into: known marks and prompts of empty controls


def spans_of(pieces: list[Piece], habit: TickHabits) -> tuple[Span, ...]:
    """The spans of a paragraph; a tick box is a span of its own, neighbours that look alike are one."""
    cut = _cut(pieces, find_marks("".join(_visible(each) for each in pieces), habit))
    return tuple(_span(each) for each in _joined(cut))


def _visible(piece: Piece) -> str:
    hidden = piece.mark is not None or (piece.control is not None and piece.control.placeholder)
    return _OPAQUE * len(piece.text) if hidden else piece.text


def _cut(pieces: list[Piece], marks: list[FoundMark]) -> Iterator[Piece]:
    """Split pieces at the marks; a mark that runs over several pieces takes the look of the first."""
    if not marks:
        yield from pieces
        return
    waiting = list(reversed(marks))
    begin = 0
    for piece in pieces:
        end = begin + len(piece.text)
        position = begin
        if not piece.text:
            yield piece
        while position < end:
            mark = waiting[-1] if waiting and waiting[-1].start < end else None
            upto = end if mark is None else max(mark.start, position)
            if upto > position:
                yield dataclasses.replace(piece, text=piece.text[position - begin : upto - begin])
            position = upto
            if mark is not None:
                if mark.start >= begin:
                    yield _mark_piece(piece, mark.mark)
                position = min(mark.end, end)
                if mark.end <= end:
                    waiting.pop()
        begin = end


def _mark_piece(piece: Piece, mark: Mark) -> Piece:
    return dataclasses.replace(piece, text=TEXT_OF[mark.state], mark=mark)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    group: list[Piece] = []
    for piece in pieces:
        if group and not _alike(group[-1], piece):
            yield _one(group)
            group = []
        group.append(piece)
    if group:
        yield _one(group)


def _one(group: list[Piece]) -> Piece:
    if len(group) == 1:
        return group[0]
    return dataclasses.replace(group[0], text="".join(each.text for each in group))


def _alike(one: Piece, other: Piece) -> bool:
    if one.mark is not None or other.mark is not None or one.control is not other.control:
        return False
    return one.format.look == other.format.look


def _span(piece: Piece) -> Span:
    form = piece.format
    return Span(
        text=piece.text,
        bold=bool(form.bold),
        italic=bool(form.italic),
        underline=bool(form.underline),
        strike=bool(form.strike),
        highlight=bool(form.highlight),
        grey=bool(form.grey),
        hidden=bool(form.hidden),
        size=form.size,
        mark=piece.mark,
        control=piece.control,
    )
