"""Pictures of PDF forms with a box and the field's name on every reading, to see at a glance what was read where."""

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extract.model import FieldReading

DPI = 100
SURE = 0.85  # confidence from which a box is drawn as sure
_SURE, _UNSURE, _WORDS = (0, 110, 90), (200, 90, 0), (255, 255, 255)
_MARGIN = 2  # pixels between words and box
LONGEST_NAME = 30  # characters of a path on the picture


def drawn(content: bytes, readings: Sequence[FieldReading]) -> bytes:
    """A PNG of the pages that hold readings, one below the other. Raises ValueError where none has a place."""
    numbers = sorted({each.place.page for each in readings if each.place.page and each.place.box})
    if not numbers:
        raise ValueError("nothing was read that has a place on a page")
    document = pypdfium2.PdfDocument(content)
    try:
        document.init_forms()
        pages = [_page(document, number, readings) for number in numbers]
    finally:
        document.close()
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    out = io.BytesIO()
    whole.quantize(32).save(out, format="PNG", optimize=True)
    return out.getvalue()


def _page(document: pypdfium2.PdfDocument, number: int, readings: Sequence[FieldReading]) -> Image.Image:
    scale = DPI / 72
    picture: Image.Image = document[number - 1].render(scale=scale).to_pil().convert("RGB")
    canvas = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=10)
    for reading in readings:
        if reading.place.page != number or reading.place.box is None:
            continue
        left, top, right, bottom = (edge * scale for edge in reading.place.box)
        colour = _SURE if reading.confidence >= SURE else _UNSURE
        canvas.rectangle((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN), outline=colour, width=2)
        text = f"{reading.path[-LONGEST_NAME:]} {reading.confidence:.2f}"
        _, _, wide, high = canvas.textbbox((0, 0), text, font=font)
        beside = min(right + 2 * _MARGIN, picture.width - wide - 2 * _MARGIN)
        canvas.rectangle((beside, top - _MARGIN, beside + wide + 2 * _MARGIN, top + high + _MARGIN), fill=colour)
        canvas.text((beside + _MARGIN, top - _MARGIN), text, font=font, fill=_WORDS)
    return picture
