"""PDF bytes to the layout-neutral document. The order of the work is here; each step has its own module."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from extract.document import Loss, Paragraph, SourceDocument, Table
from extract.model import OnPage, PageDone
from extract.pdf_drafts import draft_of, is_typed_note, losses_of
from extract.pdf_gate import check_pdf, is_shell
from extract.pdf_joins import PageItems, joined_pages
from extract.pdf_layout import Counting, PageDraft, TableDraft, put_together
from extract.pdf_margins import without_margin_notes
from extract.pdf_pdfium import open_pages
from extract.pdf_running import without_running_lines
from extract.pdf_spans import Writing
from extract.pdf_words import Token
from extract.scan_budget import has_room
from extract.scan_page import read_scan
from extract.scan_pdf import MAX_SCANNED_PAGES, is_scan, picture_of_page
from extract.ticks import habits

_AROUND_WORDS = ".,;:!?()'\"‘’“”"


def read_pdf(content: bytes, on_page: OnPage | None = None) -> SourceDocument:
    """The document with its tables, ticks and form fields, placed by page and box in points from the top left.

    Pages that are only pictures are recognised, up to a number of them and while there is time (`scan_budget`), and
    `on_page` is told of each; the others are listed as `scanned_page`. The format is `scan` where none is anything
    else. Raises DocumentRefused: `not_a_pdf`, `encrypted` (needs a password), `too_large`, `damaged`.
    """
    checked = check_pdf(content)
    drafts: list[PageDraft] = []
    losses: list[Loss] = []
    has_fields = typed_over = False
    scanned = unread = 0
    with open_pages(checked.content) as pages:
        for page in pages:
            is_picture = is_scan(page.content)
            if is_picture and scanned < MAX_SCANNED_PAGES and has_room():
                scan = read_scan(picture_of_page(checked.content, page.content.number), page.content.number)
                scanned += 1
                if on_page is not None:
                    on_page(PageDone(page=page.content.number, pages=page.pages))
                if scan.has_words or not page.content.glyphs:  # else the words that the scanner hid below it
                    drafts.append(scan.draft)
                    losses.extend(scan.losses)
                    continue
            unread += is_picture
            drafts.append(draft_of(page, checked.content))
            losses.extend(losses_of(page.content))
            has_fields = has_fields or bool(page.content.widgets)
            typed_over = typed_over or any(is_typed_note(note) for note in page.content.notes)
    if is_shell(checked, has_fields=has_fields):
        losses.append(Loss(what="xfa_form", where="document"))
    form: Literal["pdf", "scan"] = "scan" if scanned and scanned + unread >= len(drafts) else "pdf"
    return replace(document_of(drafts, losses, form), typed_over=typed_over)


def document_of(drafts: list[PageDraft], losses: Sequence[Loss], form: Literal["pdf", "scan"]) -> SourceDocument:
    """The document that drafts of pages make: no running lines or notes in margins, tables joined over page breaks."""
    kept, touched = without_running_lines(drafts)
    kept, noted = without_margin_notes(kept)
    headers = [Loss(what="page_header", where=f"page {number}") for number in touched]
    margins = [Loss(what="margin_note", where=f"page {number}") for number in noted]
    items = _items(kept)
    lost = tuple(dict.fromkeys([*losses, *headers, *margins]))
    return SourceDocument(format=form, items=tuple(items), losses=lost, page_count=len(drafts))


def _items(drafts: Sequence[PageDraft]) -> list[Paragraph | Table]:
    tokens = [token for draft in drafts for token in _all_tokens(draft)]
    words = frozenset(each.text.lower().strip(_AROUND_WORDS) for each in tokens if len(each.text) > 3)
    writing = Writing(
        habit=habits(" ".join(each.text for each in tokens)), vocabulary=words, body_size=_usual_size(tokens)
    )
    counting = Counting()
    pages = (PageItems(items=put_together(each, writing, counting), height=each.box.height) for each in drafts)
    return joined_pages(list(pages))


def _usual_size(tokens: Sequence[Token]) -> float:
    """The size in which most letters of the document are set."""
    letters: Counter[float] = Counter()
    for each in tokens:
        if each.control is None and not each.is_box:
            letters[each.style.size] += len(each.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def _all_tokens(draft: PageDraft) -> Iterator[Token]:
    for piece in draft.pieces:
        yield from piece.tokens
    yield from _table_tokens(draft.tables)


def _table_tokens(tables: Iterable[TableDraft]) -> Iterator[Token]:
    for table in tables:
        for tokens in table.tokens.values():
            yield from tokens
        for inner in table.inner.values():
            yield from _table_tokens(inner)
