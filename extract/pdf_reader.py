"""PDF bytes to the layout-neutral document. The order of the work is here; each step has its own module."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extract.document import Loss, SourceDocument
from extract.pdf_drafts import draft_of, losses_of
from extract.pdf_gate import check_pdf, is_shell
from extract.pdf_joins import PageItems, joined_pages
from extract.pdf_layout import Counting, PageDraft, TableDraft, put_together
from extract.pdf_pdfium import open_pages
from extract.pdf_running import without_running_lines
from extract.pdf_spans import Writing
from extract.pdf_words import Token
from extract.ticks import habits

_AROUND_WORDS = ".,;:!?()'\"‘’“”"


def read_pdf(content: bytes) -> SourceDocument:
    """The document with its tables, ticks and form fields, placed by page and box in points from the top left.

    Raises DocumentRefused: `not_a_pdf`, `encrypted` (needs a password), `too_large`, `damaged`. A page that is only a
    picture gives nothing but the loss `scanned_page`.
    """
    checked = check_pdf(content)
    drafts: list[PageDraft] = []
    losses: list[Loss] = []
    has_fields = False
    with open_pages(checked.content) as pages:
        for page in pages:
            drafts.append(draft_of(page, checked.content))
            losses.extend(losses_of(page.content))
            has_fields = has_fields or bool(page.content.widgets)
    if is_shell(checked, has_fields=has_fields):
        losses.append(Loss(what="xfa_form", where="document"))
    drafts, touched = without_running_lines(drafts)
    losses.extend(Loss(what="page_header", where=f"page {number}") for number in touched)
    items = joined_pages(list(_items(drafts)))
    kept = tuple(dict.fromkeys(losses))
    return SourceDocument(format="pdf", items=tuple(items), losses=kept, page_count=checked.page_count)


def _items(drafts: Sequence[PageDraft]) -> Iterator[PageItems]:
    tokens = [token for draft in drafts for token in _all_tokens(draft)]
    words = frozenset(each.text.lower().strip(_AROUND_WORDS) for each in tokens if len(each.text) > 3)
    writing = Writing(
        habit=habits(" ".join(each.text for each in tokens)), vocabulary=words, body_size=_usual_size(tokens)
    )
    counting = Counting()
    for draft in drafts:
        yield PageItems(items=put_together(draft, writing, counting), height=draft.box.height)


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
