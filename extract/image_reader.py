"""Picture files of pages (scans, fax, phone photos) to the layout-neutral document."""

from extract.document import Loss, SourceDocument
from extract.model import OnPage, PageDone
from extract.pdf_layout import PageDraft
from extract.pdf_reader import document_of
from extract.scan_budget import has_room
from extract.scan_images import frames_of
from extract.scan_page import read_scan
from extract.scan_pdf import MAX_SCANNED_PAGES


def read_image(content: bytes, on_page: OnPage | None = None) -> SourceDocument:
    """The pages with their tables and ticks, placed in points of a page of A4 where the picture names no size.

    `on_page` is told of each page that was recognised. Every such page is listed as the loss `read_by_ocr`; pages
    without text as `blank_page`, pages beyond the most, or that there is no time for, as `scanned_page`, and pictures
    too small for a page as `small_picture`: those are not recognised. Raises DocumentRefused: `damaged`, `too_large`.
    """
    drafts: list[PageDraft] = []
    losses: list[Loss] = []
    for number, page in enumerate(frames_of(content), start=1):
        where = f"page {number}"
        if page.is_small:
            losses.append(Loss(what="small_picture", where=where))
        elif number > MAX_SCANNED_PAGES or not has_room():
            losses.append(Loss(what="scanned_page", where=where))
        else:
            scan = read_scan(page, number)
            drafts.append(scan.draft)
            losses.extend(scan.losses)
            if on_page is not None:
                on_page(PageDone(page=number, pages=page.pages))
    return document_of(drafts, losses, "scan")
