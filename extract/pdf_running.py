"""Page headers and footers: lines that stand at the same height of every page, and page numbers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_layout import PageDraft
from extract.pdf_lines import Piece

_MARGIN = 0.12  # of the page's height, at the top and at the foot
_SAME_HEIGHT = 4.0  # points
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*(?:of|/)\s*\d+|\d{1,3})\W*$", re.I)


def without_running_lines(drafts: Sequence[PageDraft]) -> tuple[list[PageDraft], list[int]]:
    """The pages without their headers and footers, and the numbers of the pages that had any."""
    counts = _at_the_edge(drafts, _repeated(drafts))
    kept: list[PageDraft] = []
    touched: list[int] = []
    for draft in drafts:
        pieces = tuple(each for each in draft.pieces if not _is_running(each, draft, counts, len(drafts)))
        if len(pieces) < len(draft.pieces):
            touched.append(draft.number)
        kept.append(replace(draft, pieces=pieces))
    return kept, touched


def _repeated(drafts: Sequence[PageDraft]) -> dict[tuple[str, int], set[int]]:
    """The pages on which a line of the margins stands, by its words and height."""
    found: dict[tuple[str, int], set[int]] = {}
    for draft in drafts:
        for piece in draft.pieces:
            if _in_margin(piece, draft):
                for key in _keys(piece):
                    found.setdefault(key, set()).add(draft.number)
    return found


def _at_the_edge(
    drafts: Sequence[PageDraft], counts: dict[tuple[str, int], set[int]]
) -> dict[tuple[str, int], set[int]]:
    """Those of them that nothing else of the page is further out than, on one page at least: no questions of a form."""
    outer: set[tuple[str, int]] = set()
    for draft in drafts:
        lines = sorted((each for each in draft.pieces if _in_margin(each, draft)), key=lambda each: each.baseline)
        middle = draft.box.height / 2
        for edge in ([each for each in lines if each.baseline < middle],
                     [each for each in reversed(lines) if each.baseline > middle]):  # fmt: skip
            for line in edge:
                if not _is_running(line, draft, counts, len(drafts)):
                    break
                outer.update(_keys(line))
    return {key: pages for key, pages in counts.items() if key in outer}


def _is_running(piece: Piece, draft: PageDraft, counts: dict[tuple[str, int], set[int]], pages: int) -> bool:
    if not _in_margin(piece, draft):
        return False
    if _PAGE_NUMBER.match(piece.text) and _is_number_of(piece.text, draft.number):
        return True
    seen = max(len(counts.get(key, ())) for key in _keys(piece))
    return pages >= 2 and (seen == pages or (pages >= 3 and seen == pages - 1))


def _in_margin(piece: Piece, draft: PageDraft) -> bool:
    if piece.is_field or piece.has_mark:
        return False
    height = draft.box.height
    return piece.box.bottom <= _MARGIN * height or piece.box.top >= (1 - _MARGIN) * height


def _keys(piece: Piece) -> list[tuple[str, int]]:
    """The words with any number as `#`, at the height and one step above and below, to forgive small shifts."""
    words = re.sub(r"\d+", "#", piece.text.casefold())
    step = round(piece.baseline / _SAME_HEIGHT)
    return [(words, step + shift) for shift in (-1, 0, 1)]


def _is_number_of(text: str, page: int) -> bool:
    """`Page 1 of 3` always; a bare number only where it may count this page, else it could be an answer."""
    return not text.strip().isdigit() or int(text) == page
