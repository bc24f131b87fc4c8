"""PDF bytes to the layout-neutral document. The order of the work is here; each step has its own module."""

from collections.abc import Iterable

from extract.document import Loss, Paragraph, SourceDocument, Table
from extract.pdf_gate import Checked, check_pdf, is_shell
from extract.pdf_grids import filled_rulings, grids_of, rulings_of
from extract.pdf_layout import Counting, PageDraft, draft_page, put_together
from extract.pdf_page import Box, PageContent
from extract.pdf_pdfium import OpenPage, open_pages
from extract.pdf_spans import Writing
from extract.pdf_words import Token, field_token, note_token, turned_runs, words_of
from extract.ticks import habits

_SCAN_COVER = 0.5  # share of a page that a picture fills
_FEW_GLYPHS = 10


def read_pdf(content: bytes) -> SourceDocument:
    """The document with its tables, ticks and form fields, placed by page and box in points from the top left.

    Raises DocumentRefused: `not_a_pdf`, `encrypted` (needs a password), `too_large`, `damaged`. Pages that are only
    pictures give nothing but the loss `scanned_page`.
    """
    checked = check_pdf(content)
    drafts: list[PageDraft] = []
    losses: list[Loss] = []
    widgets = 0
    with open_pages(checked.content) as pages:
        for page in pages:
            drafts.append(_draft(page))
            losses.extend(_losses(page.content))
            widgets += len(page.content.widgets)
    if is_shell(checked, range(widgets)):
        losses.append(Loss(what="xfa_form", where="document"))
    return _document(checked, drafts, losses)


def _draft(page: OpenPage) -> PageDraft:
    content = page.content
    tokens = list(_tokens(content))
    lines = grids_of(rulings_of(content.shapes))
    filled = [
        grid
        for grid in grids_of(filled_rulings(content.shapes))
        if not any(grid.box.touches(other.box) for other in lines)
    ]
    fills = [each.box for each in content.shapes if each.fill is not None and min(each.fill) < 250]
    box = Box(0.0, 0.0, content.width, content.height)
    return draft_page(content.number, box, tokens, [*lines, *filled], fills)


def _tokens(content: PageContent) -> Iterable[Token]:
    words = words_of(content.glyphs)
    yield from (each for each in words if each.level)
    yield from turned_runs(each for each in words if not each.level)
    for widget in content.widgets:
        token = field_token(widget)
        if token is not None:
            yield token
    for note in content.notes:
        if note.kind == "free_text" and note.text.strip():
            yield note_token(note.text, note.boxes[0])


def _losses(content: PageContent) -> Iterable[Loss]:
    where = f"page {content.number}"
    area = max(content.width * content.height, 1.0)
    picture = max((each.width * each.height for each in content.images), default=0.0) / area
    if picture >= _SCAN_COVER and len(content.glyphs) < _FEW_GLYPHS and not content.widgets:
        yield Loss(what="scanned_page", where=where)


def _document(checked: Checked, drafts: list[PageDraft], losses: list[Loss]) -> SourceDocument:
    texts = [token.text for draft in drafts for token in _all_tokens(draft)]
    words = frozenset(each.lower().strip(".,;:!?()'\"‘’“”") for each in texts if len(each) > 3)
    writing = Writing(habit=habits(" ".join(texts)), vocabulary=words)
    counting = Counting()
    items: list[Paragraph | Table] = []
    for draft in drafts:
        items.extend(put_together(draft, writing, counting))
    return SourceDocument(
        format="pdf", items=tuple(items), losses=tuple(dict.fromkeys(losses)), page_count=checked.page_count
    )


def _all_tokens(draft: PageDraft) -> Iterable[Token]:
    for piece in draft.pieces:
        yield from piece.tokens
    for table in draft.tables:
        for tokens in table.tokens.values():
            yield from tokens
