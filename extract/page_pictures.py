"""One page of a PDF or a scan as a picture to look at, drawn in a child process: the document stays hostile.

Only a PNG and the page's size in points cross back, so that boxes of readings can be drawn over it.
"""

import io
import struct
from collections import OrderedDict
from hashlib import sha256
from threading import Lock

import pypdfium2
from PIL import Image

from extract.errors import DocumentRefused
from extract.limited_process import LimitedProcess, Limits, Stopped
from extract.model import PagePicture
from extract.scan_images import frames_of

DPI = 110
LONGEST_SIDE = 2200  # pixels
LARGEST = 8 * 1024 * 1024  # bytes of a picture
KEPT = 24  # pictures in memory
_LIMITS = Limits(wall_seconds=30, cpu_seconds=20, result_bytes=LARGEST + 64)
_ASKED = struct.Struct(">I")  # page
_GIVEN = struct.Struct(">dd")  # width and height in points
_PNG = b"\x89PNG\r\n\x1a\n"
_COLOURS = 64


def draw_packed(content: bytes) -> bytes:
    """Runs in the child: page number and document in, size and PNG out; nothing for a page that there is not."""
    number, document = _ASKED.unpack_from(content)[0], content[_ASKED.size :]
    if not document or number < 1:
        return b""
    try:
        image, width, height = _of_pdf(document, number) if b"%PDF" in document[:1024] else _of_scan(document, number)
    except (DocumentRefused, pypdfium2.PdfiumError, IndexError, OSError, ValueError):
        return b""
    out = io.BytesIO()
    image.convert("RGB").quantize(_COLOURS).save(out, format="PNG")
    return _GIVEN.pack(width, height) + out.getvalue()


class PagePictures:
    """Draws pages in children of `process`, and keeps the last ones in memory."""

    def __init__(self, process: LimitedProcess) -> None:
        self._process, self._lock = process, Lock()
        self._kept: OrderedDict[tuple[str, int], PagePicture | None] = OrderedDict()

    def page(self, content: bytes, number: int) -> PagePicture | None:
        """Page `number` (from 1) of a PDF or a picture; None where there is none, or it cannot be drawn."""
        key = (sha256(content).hexdigest(), number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = _checked(self._process.call(draw_packed, _ASKED.pack(number) + content, _LIMITS))
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return drawn


def _checked(answer: bytes | Stopped) -> PagePicture | None:
    """What came back is the word of a stranger: a picture of a sane size, or nothing."""
    if isinstance(answer, Stopped) or not answer[_GIVEN.size :].startswith(_PNG) or len(answer) > LARGEST:
        return None
    width, height = _GIVEN.unpack_from(answer)
    if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
        return None
    return PagePicture(png=answer[_GIVEN.size :], width=width, height=height)


def _of_pdf(content: bytes, number: int) -> tuple[Image.Image, float, float]:
    document = pypdfium2.PdfDocument(content)
    try:
        document.init_forms()
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, LONGEST_SIDE / max(width, height, 1.0))
        return page.render(scale=scale).to_pil(), width, height
    finally:
        document.close()


def _of_scan(content: bytes, number: int) -> tuple[Image.Image, float, float]:
    for count, frame in enumerate(frames_of(content), start=1):
        if count == number:
            image = Image.fromarray(frame.pixels)
            shrink = min(1.0, DPI / 72 / frame.scale, LONGEST_SIDE / max(image.size))
            size = (max(1, round(image.width * shrink)), max(1, round(image.height * shrink)))
            return image.resize(size), frame.width, frame.height
    raise IndexError
