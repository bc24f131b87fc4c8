"""PDFium behind one door: opens a document, hands out its pages as plain data, and closes every handle.

What the numbers and flags of the C interface mean stays in the `pdf_pdfium_*` modules; nothing of it leaves them.
"""

import ctypes
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2

from extract.errors import DocumentRefused
from extract.pdf_gate import repaired
from extract.pdf_page import PageContent
from extract.pdf_pdfium_forms import read_annotations
from extract.pdf_pdfium_shapes import read_objects
from extract.pdf_pdfium_text import read_glyphs
from extract.pdf_pixels import Pixels
from extract.pdf_view import View

_DPI = 150
_LONGEST_SIDE = 3000  # pixels: larger pages are looked at more coarsely


@dataclass(frozen=True, kw_only=True)
class OpenPage:
    """One page while its document is open: its content, and its pixels for whoever has to look at them."""

    content: PageContent
    pages: int  # of the document
    pixels: Callable[[], Pixels]  # renders anew at each call


@contextmanager
def open_pages(content: bytes) -> Iterator[Iterator[OpenPage]]:
    """The pages in order; each is closed when the next is asked for. Raises DocumentRefused("damaged") on any fault."""
    try:
        document = _opened(content)
        try:
            document.init_forms()
            with closing(_pages(document)) as pages:  # so that the last page closes before its document
                yield pages
        finally:
            document.close()
    except DocumentRefused:
        raise
    except Exception as error:
        raise DocumentRefused("damaged") from error


def _opened(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return pypdfium2.PdfDocument(repaired(content))


def _pages(document: Any) -> Generator[OpenPage, None, None]:
    for index in range(len(document)):
        page = document[index]
        try:
            yield _open_page(document, page, index + 1)
        finally:
            page.close()


def _open_page(document: Any, page: Any, number: int) -> OpenPage:
    view = _view(page)
    text = page.get_textpage()
    try:
        glyphs, unmapped = read_glyphs(text.raw, view)
    finally:
        text.close()
    shapes, images = read_objects(page.raw, view)
    widgets, notes = read_annotations(document.formenv.raw if document.formenv else None, page.raw, view)
    found = PageContent(
        number=number, width=view.width, height=view.height, glyphs=glyphs, unmapped=unmapped, shapes=shapes,
        images=images, widgets=widgets, notes=notes,
    )  # fmt: skip
    return OpenPage(content=found, pages=len(document), pixels=lambda: _render(page, view))


def _view(page: Any) -> View:
    left, bottom, right, top = page.get_bbox()
    return View(left=left, bottom=bottom, right=right, top=top, turns=page.get_rotation() // 90)


def _render(page: Any, view: View) -> Pixels:
    scale = min(_DPI / 72, _LONGEST_SIDE / max(view.width, view.height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        size = bitmap.stride * bitmap.height
        data = ctypes.string_at(bitmap.buffer, size)
        return Pixels(data=data, width=bitmap.width, height=bitmap.height, stride=bitmap.stride, scale=scale)
    finally:
        bitmap.close()
