"""Pages of a PDF that are only pictures: which they are, and what they look like."""

import numpy as np
import pypdfium2

from extract.errors import DocumentRefused
from extract.pdf_gate import repaired
from extract.pdf_page import PageContent
from extract.scan_images import PagePicture, fitted

MAX_SCANNED_PAGES = 40
_DPI = 200
_LONGEST_SIDE = 3000  # pixels
_COVER = 0.5  # share of a page that its pictures fill
_FEW_GLYPHS = 10  # a stamp with a number may stand on a scanned page


def is_scan(content: PageContent) -> bool:
    """Whether a page is a picture with next to no text of its own; words that a scanner hid below it do not count."""
    area = max(content.width * content.height, 1.0)
    covered = sum(max(0.0, each.width) * max(0.0, each.height) for each in content.images) / area
    seen = sum(not each.style.invisible and not each.text.isspace() for each in content.glyphs)
    return covered >= _COVER and seen < _FEW_GLYPHS and not content.widgets


def picture_of_page(content: bytes, number: int) -> PagePicture:
    """The page, counted from 1, as a picture of 200 dots an inch. Raises DocumentRefused("damaged")."""
    try:
        document = _opened(content)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(_DPI / 72, _LONGEST_SIDE / max(width, height, 1.0))
            pixels = page.render(scale=scale, rev_byteorder=True).to_numpy()
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as fault:
        raise DocumentRefused("damaged") from fault
    return fitted(np.array(pixels[:, :, :3], dtype=np.uint8), 1 / scale)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return pypdfium2.PdfDocument(repaired(content))
