"""Notes for the writer in a margin beside the form: small print in a strip of its own, with the questions next to it.

`Parents first, then anyone in the home.` in italics left of the block that it explains. They answer nothing, and no row
of the form holds them, so they are left out as page headers are. A strip of questions, with only
answers next to it, is no margin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.pdf_layout import PageDraft
from extract.pdf_lines import Piece
from extract.pdf_page import Box, Style, around
from extract.pdf_panels import Block, is_form, lines_of

_SMALLER = 0.92  # of the size of the form's own print
_EDGE = 3.0  # points by which notes of one margin may begin apart
_GUTTER = 6.0  # points between a margin and the form, at least
_WIDEST = 0.34  # of the page's width
_LEAST_LINES, _LEAST_NOTES = 3, 2
_SENTENCE = 4  # words that a note has, usually
_SPARSE = 0.6  # share of the form's lines that may have a note beside them: rows of a table all do
_LINE = 1.6  # of the size: how far baselines of one note stand apart


@dataclass(frozen=True, kw_only=True)
class _Margin:
    """A strip of a document's pages, and how what stands in it is set: size, italic, bold, colour."""

    left: float
    right: float
    look: tuple[object, ...]

    def holds(self, piece: Piece) -> bool:
        inside = self.left - _EDGE <= piece.box.x0 and piece.box.x1 <= self.right + _EDGE
        return inside and _look(piece) == self.look and _is_print(piece)


def without_margin_notes(drafts: Sequence[PageDraft]) -> tuple[list[PageDraft], list[int]]:
    """The pages without the notes in their margins, and the numbers of the pages that had any."""
    margins = list(dict.fromkeys(found for draft in drafts for found in _margins(draft)))
    kept: list[PageDraft] = []
    touched: list[int] = []
    for draft in drafts:
        pieces = tuple(each for each in draft.pieces if not any(margin.holds(each) for margin in margins))
        if len(pieces) < len(draft.pieces):
            touched.append(draft.number)
        kept.append(replace(draft, pieces=pieces))
    return kept, touched


def _margins(draft: PageDraft) -> Iterator[_Margin]:
    """The margins of one page that show beyond doubt that they are some."""
    lines = [each for each in draft.pieces if _is_print(each) and not _style(each).bold]
    for look in dict.fromkeys(map(_look, lines)):
        alike = [each for each in lines if _look(each) == look]
        for start in dict.fromkeys(round(each.box.x0) for each in alike):
            strip = [each for each in alike if abs(each.box.x0 - start) <= _EDGE]
            if _is_margin(strip, draft):
                box = around([each.box for each in strip])
                yield _Margin(left=box.x0, right=box.x1, look=look)


def _is_margin(strip: Sequence[Piece], draft: PageDraft) -> bool:
    box = around([each.box for each in strip])
    notes = _notes(strip)
    if len(strip) < _LEAST_LINES or len(notes) < _LEAST_NOTES or box.width > _WIDEST * draft.box.width:
        return False
    return _are_sentences(notes) and _is_beside_form(box, strip, draft)


def _notes(strip: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of a strip, note by note."""
    ordered = sorted(strip, key=lambda each: each.baseline)
    notes = [[ordered[0]]]
    for one, two in pairwise(ordered):
        if two.baseline - one.baseline <= _LINE * one.size:
            notes[-1].append(two)
        else:
            notes.append([two])
    return notes


def _are_sentences(notes: Sequence[Sequence[Piece]]) -> bool:
    texts = [" ".join(each.text for each in note) for note in notes]
    told = [each for each in texts if len(each.split()) >= _SENTENCE and not each.rstrip().endswith((":", "?"))]
    return len(told) >= 0.7 * len(texts)


def _is_beside_form(box: Box, strip: Sequence[Piece], draft: PageDraft) -> bool:
    """Whether all else at the height of a strip stands apart from it, on one side, and is a form by itself."""
    others = [Block(each.box, each, -1) for each in draft.pieces if each not in strip]
    others += [Block(each.grid.box, None, number) for number, each in enumerate(draft.tables)]
    level = [each for each in others if each.box.shared_height(box) > 0]
    right = bool(level) and all(each.box.x0 >= box.x1 + _GUTTER for each in level)
    left = bool(level) and all(each.box.x1 <= box.x0 - _GUTTER for each in level)
    if not (right or left) or not _is_set_apart(strip[0], level) or not is_form(level):
        return False
    lines = lines_of(level)
    beside = [line for line in lines if any(each.box.shared_height(line[0].box) > 0 for each in strip)]
    return len(lines) > 2 and len(beside) <= _SPARSE * len(lines)


def _is_set_apart(note: Piece, form: Sequence[Block]) -> bool:
    """Whether notes are printed smaller than the form beside them, or in italics and no larger."""
    usual = median([each.piece.size for each in form if each.piece] or [note.size])
    return note.size <= _SMALLER * usual or (_style(note).italic and note.size <= usual)


def _is_print(piece: Piece) -> bool:
    """Whether a line is words alone, no field and no tick box."""
    return (
        bool(piece.words) and not piece.has_mark and all(each.control is None and each.level for each in piece.tokens)
    )


def _look(piece: Piece) -> tuple[object, ...]:
    style = _style(piece)
    return round(style.size, 1), style.italic, style.bold, style.colour


def _style(piece: Piece) -> Style:
    return (piece.words or piece.tokens)[0].style
