"""Photos of the pages of one form, sent as a file each: which of a mail's pictures go together, and as one document.

Reads no picture itself; where each reading stands is told by the photo's own file and page.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.document import Cell, Loss, Paragraph, Place, SourceDocument, Table
from extract.model import DocumentKind, Extraction, FieldReading
from extract.pdf_joins import PageItems, joined_pages

FURTHER_PAGE = "further_page"  # warning of a photo that was read together with the first page's
_HEIGHT = 842.0  # points of a page of A4
_ASIDE = (DocumentKind.INLINE_IMAGE, DocumentKind.SIGNATURE, DocumentKind.SUPPORTING_DOCUMENT)

_Read = Callable[[SourceDocument, str], Extraction]


def with_pages_joined(extractions: Sequence[Extraction], pictures: Sequence[bool], read: _Read) -> list[Extraction]:
    """The extractions of a mail's files, the photos of one form read as one document in place of its first page.

    `pictures` tells which files are pictures. A photo without a child of its own that follows a form's page goes on
    with that form; it keeps its kind of a form, with the warning `further_page`, and gives no referral of its own.
    """
    found = list(extractions)
    for group in _groups(extractions, pictures):
        pages = [found[number] for number in group]
        whole = read(_one_document(pages), pages[0].file)
        if whole.kind is not DocumentKind.REFERRAL_FORM:
            continue
        found[group[0]] = _as_sent(whole, pages)
        for number in group[1:]:
            found[number] = replace(_page_of_form(found[number]), warnings=(*found[number].warnings, FURTHER_PAGE))
    return found


def _groups(extractions: Sequence[Extraction], pictures: Sequence[bool]) -> list[list[int]]:
    """Numbers of the files of each form, two or more: first a page with a child on it, then those that go on."""
    groups: list[list[int]] = []
    for number, (each, is_picture) in enumerate(zip(extractions, pictures, strict=True)):
        if not is_picture or each.document is None or each.kind in _ASIDE or not each.document.items:
            continue
        begins = any(each.record.values("children["))
        if begins:
            groups.append([number])
        elif groups:
            groups[-1].append(number)
    return [group for group in groups if len(group) > 1]


def _one_document(pages: Sequence[Extraction]) -> SourceDocument:
    parts: list[PageItems] = []
    losses: list[Loss] = []
    before = 0
    for page in pages:
        document = page.document
        if document is None:
            continue
        items = [_moved(each, before) for each in document.items]
        parts.append(PageItems(items=items, height=_HEIGHT))
        losses += [Loss(what=each.what, where=f"{page.file} {each.where}") for each in document.losses]
        before += document.page_count or 1
    return SourceDocument(format="scan", items=tuple(joined_pages(parts)), losses=tuple(losses), page_count=before)


def _moved(item: Paragraph | Table, by: int) -> Paragraph | Table:
    """The item as it stands so many pages further on."""
    if isinstance(item, Paragraph):
        return replace(item, place=_later(item.place, by))
    rows = tuple(tuple(_cell(each, by) for each in row) for row in item.rows)
    return replace(item, rows=rows, place=_later(item.place, by))


def _cell(cell: Cell, by: int) -> Cell:
    content = tuple(_moved(each, by) for each in cell.content)
    return replace(cell, content=content, place=_later(cell.place, by))


def _later(place: Place, by: int) -> Place:
    return replace(place, page=(place.page or 1) + by)


def _as_sent(whole: Extraction, pages: Sequence[Extraction]) -> Extraction:
    """The reading with each value's own photo, and its page within that."""
    ends: list[int] = []
    for page in pages:
        ends.append((ends[-1] if ends else 0) + ((page.document.page_count if page.document else None) or 1))

    def sent(reading: FieldReading) -> FieldReading:
        page = reading.place.page or 1
        number = next((n for n, end in enumerate(ends) if page <= end), len(ends) - 1)
        first = ends[number - 1] if number else 0
        return replace(reading, file=pages[number].file, place=replace(reading.place, page=page - first))

    conflicts = tuple(replace(each, readings=tuple(map(sent, each.readings))) for each in whole.conflicts)
    record = replace(whole.record, readings=tuple(map(sent, whole.record.readings)))
    return replace(whole, record=record, conflicts=conflicts)


def _page_of_form(extraction: Extraction) -> Extraction:
    return replace(
        extraction,
        kind=DocumentKind.REFERRAL_FORM,
        record=replace(extraction.record, readings=()),
        conflicts=(),
        other_answers=(),
        missing=(),
        missing_labels=(),
        open_questions=(),
    )
