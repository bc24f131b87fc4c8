"""From one open page to its draft: words and ticks with what is drawn on them, shared out among the page's tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Loss
from extract.pdf_blanks import with_blanks, with_lines_to_write_on
from extract.pdf_boxes import drawn_boxes, with_drawn_boxes
from extract.pdf_captions import with_captions_above
from extract.pdf_combs import without_combs
from extract.pdf_decor import decorated
from extract.pdf_drawn_edges import DrawnEdges
from extract.pdf_field_parts import with_parts_joined
from extract.pdf_frames import is_same_box, meets, with_answer_boxes
from extract.pdf_grids import Grid, Ruling, filled_rulings, grids_of, rulings_of
from extract.pdf_hard_tables import hard_grids, is_hard
from extract.pdf_layout import PageDraft, draft_page
from extract.pdf_leaders import leader_cuts, without_leaders
from extract.pdf_nested import with_inner_grids
from extract.pdf_page import Box, Note, PageContent, Shape, Widget
from extract.pdf_pdfium import OpenPage
from extract.pdf_rings import pen_rulings, ringed, rings_of, without_rings
from extract.pdf_rounded import with_square_corners
from extract.pdf_words import Token, field_token, note_token, turned_runs, words_of
from extract.pdf_writing_lines import with_writing_lines

_SCAN_COVER = 0.5  # share of a page that a picture fills
_PICTURE_COVER = 0.2  # share from which a picture may hold an answer: no letterhead is as large
_FEW_GLYPHS = 10
_UNMAPPED = 0.05  # share of characters that a font shows without saying which they are
_WHITE = 250
_TOUCH = 1.2  # points: cells of a table are no further apart
_LOST_NOTES = {"comment": "comment", "stamp": "stamp_annotation"}


def draft_of(page: OpenPage, document: bytes) -> PageDraft:
    """The page's draft. Pixels are looked at only where tick boxes are drawn."""
    content = page.content
    words, leaders = without_leaders(list(_tokens(content)))
    squared = replace(content, shapes=tuple(with_square_corners(content.shapes)))
    boxes = drawn_boxes(squared, words)
    shapes = [each for each in squared.shapes if not any(box.holds_box(each.box, slack=1.0) for box in boxes)]
    shapes = _without_field_backgrounds(shapes, content.widgets)
    rings = rings_of(content, words)
    shapes = without_rings(shapes, rings)
    rulings = [*rulings_of(shapes), *pen_rulings(content)]
    tokens = with_drawn_boxes(ringed(decorated(words, content, rulings), rings), boxes, content, page.pixels)
    tokens, _ = with_lines_to_write_on(tokens, leaders)
    tokens, written_on = with_lines_to_write_on(with_blanks(tokens, rulings), rulings)
    if not written_on:
        tokens, written_on = with_writing_lines(tokens, rulings)
    shapes = [each for each in shapes if not any(is_same_box(each.box, line.box) for line in written_on)]
    tokens, shapes = with_answer_boxes(shapes, with_captions_above(with_parts_joined(tokens)))
    grids: list[Grid] = []
    found = _grids(rulings_of(shapes), shapes)
    for grid in found or (hard_grids(document, content.number) if is_hard(shapes, found) else []):
        left, tokens = without_combs(grid, tokens)
        if left is not None:
            grids.append(left)
    tokens = with_parts_joined(tokens)
    fills = [each.box for each in shapes if each.fill is not None and min(each.fill) < _WHITE]
    return draft_page(content.number, Box(0.0, 0.0, content.width, content.height), tokens, grids, fills)


def _without_field_backgrounds(shapes: Sequence[Shape], widgets: Sequence[Widget]) -> list[Shape]:
    """The shapes but for the boxes drawn behind form fields.

    A box that hangs together with other lines is a cell of a table that the field fills, and stays.
    """
    behind = [each for each in shapes if any(is_same_box(each.box, widget.box) for widget in widgets)]
    rest = [each for each in shapes if each not in behind]
    lines = rulings_of(rest)
    cells = [each for each in behind if any(meets(line, each.box) for line in lines)]
    lone = [each for each in behind if each not in cells]
    for cell in cells:  # grows: cells of further rows hang on those above
        joined = [each for each in lone if each.box.touches(cell.box, slack=_TOUCH)]
        lone = [each for each in lone if each not in joined]
        cells.extend(joined)
    return [each for each in shapes if each not in lone]


def is_typed_note(note: Note) -> bool:
    """Whether an annotation is words that somebody typed over the page."""
    return note.kind == "free_text" and bool(note.text.strip())


def losses_of(content: PageContent) -> Iterator[Loss]:
    """What of a page cannot be given: its picture where it is a scan, comments, stamps, signatures."""
    where = f"page {content.number}"
    area = max(content.width * content.height, 1.0)
    picture = max((each.width * each.height for each in content.images), default=0.0) / area
    if picture >= _SCAN_COVER and len(content.glyphs) < _FEW_GLYPHS and not content.widgets:
        yield Loss(what="scanned_page", where=where)
    elif picture >= _PICTURE_COVER and not any(each.style.invisible for each in content.glyphs):
        yield Loss(what="picture", where=where)
    for note in content.notes:
        if note.kind in _LOST_NOTES:
            yield Loss(what=_LOST_NOTES[note.kind], where=where)
    if content.unmapped > max(_FEW_GLYPHS, _UNMAPPED * len(content.glyphs)):
        yield Loss(what="unmapped_text", where=where)
    if any(each.kind == "signature" and each.value for each in content.widgets):
        yield Loss(what="signature_field", where=where)


def _tokens(content: PageContent) -> Iterator[Token]:
    edges = DrawnEdges(content, rulings_of(content.shapes))
    words = words_of(content.glyphs, lambda word: sorted({*edges.cuts(word), *leader_cuts(word)}))
    yield from (each for each in words if each.level)
    yield from turned_runs(each for each in words if not each.level)
    for widget in content.widgets:
        token = field_token(widget)
        if token is not None:
            yield token
    for note in content.notes:
        if is_typed_note(note):
            yield note_token(note.text, note.boxes[0])


def _grids(rulings: Sequence[Ruling], shapes: Sequence[Shape]) -> list[Grid]:
    """Tables of lines, and tables of coloured cells where no lines are."""
    ruled = [part for grid in grids_of(rulings) for part in with_inner_grids(grid)]
    filled = [
        each
        for each in grids_of(filled_rulings(shapes))
        if _has_rows_and_columns(each) and not any(each.box.touches(other.box) for other in ruled)
    ]
    return [*ruled, *filled]


def _has_rows_and_columns(grid: Grid) -> bool:
    """Bars of colour one below the other are headings or marked lines, no table."""
    return len({each.row for each in grid.cells}) > 1 and len({each.column for each in grid.cells}) > 1
