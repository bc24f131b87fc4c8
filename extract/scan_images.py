"""Picture files (JPEG, PNG, TIFF, HEIC, BMP, GIF, WebP) to page pictures in colour, turned as the camera noted.

Limits what a small file can unpack to. Knows nothing of text.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt
import pillow_heif
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extract.errors import DocumentRefused

Picture = npt.NDArray[np.uint8]  # rows, columns, and for colour three values: red, green, blue

MAX_PIXELS = 60_000_000  # of one image
MAX_FRAMES = 50
LONGEST_SIDE = 2600  # pixels that are worth reading: A4 at 220 dpi
SMALLEST_SIDE = 300  # pixels: logos, icons and signatures are no pages
SMALLEST_AREA = 250_000  # pixels
_A4 = (595.0, 842.0)  # points
_PAGE_SHAPE = (1.25, 1.6)  # longer by shorter side of a page: Letter, A4 and legal forms in between
_LIKELY_DPI = (99.0, 1300.0)  # programs note 72 and 96 for pictures of unknown size
_LIKELY_LONG_SIDE = (300.0, 1300.0)  # points
_SCREEN_DPI = 96.0

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, kw_only=True)
class PagePicture:
    """One page as a picture. `scale` is pixels to a point."""

    pixels: Picture
    scale: float
    is_small: bool = False  # too small for a page
    pages: int = 1  # of the file that it stands in

    @property
    def width(self) -> float:
        """Points across."""
        return float(self.pixels.shape[1]) / self.scale

    @property
    def height(self) -> float:
        """Points down."""
        return float(self.pixels.shape[0]) / self.scale


def frames_of(content: bytes) -> Iterator[PagePicture]:
    """The pages of a picture file, in order; of moving pictures the first.

    Raises DocumentRefused: `damaged`, `too_large` (over 60 million pixels or 50 pages).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield from _frames(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as fault:
        raise DocumentRefused("too_large") from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as fault:
        raise DocumentRefused("damaged") from fault


def _frames(content: bytes) -> Iterator[PagePicture]:
    with Image.open(io.BytesIO(content)) as image:
        count = getattr(image, "n_frames", 1) if image.format in ("TIFF", "MPO") else 1
        if count > MAX_FRAMES:
            raise DocumentRefused("too_large")
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if number >= count or (number and image.format == "MPO"):  # MPO repeats one photo for 3D viewers
                return
            if frame.width * frame.height > MAX_PIXELS:
                raise DocumentRefused("too_large")
            yield replace(_page_picture(frame), pages=1 if image.format == "MPO" else count)


def _page_picture(frame: Image.Image) -> PagePicture:
    dpi = _dpi(frame)
    upright = ImageOps.exif_transpose(frame)
    turned = upright.size != frame.size
    across, down = (dpi[1], dpi[0]) if turned else dpi
    pixels = np.asarray(_in_colour(upright), dtype=np.uint8)
    if across > 0 and down > 0 and not 0.95 < across / down < 1.05:  # fax: twice as fine across as down
        height = round(pixels.shape[0] * across / down)
        pixels = np.asarray(
            cv2.resize(pixels, (pixels.shape[1], height), interpolation=cv2.INTER_CUBIC), dtype=np.uint8
        )
        down = across
    return fitted(pixels, _points_per_pixel(pixels, across))


def fitted(pixels: Picture, points_per_pixel: float) -> PagePicture:
    """The picture, made smaller where it is finer than reading needs, and larger where it is too coarse."""
    longest = max(pixels.shape[:2])
    small = min(pixels.shape[:2]) < SMALLEST_SIDE or pixels.shape[0] * pixels.shape[1] < SMALLEST_AREA
    factor = min(1.0, LONGEST_SIDE / longest)
    if points_per_pixel > 0.6 and longest < LONGEST_SIDE / 1.5:
        factor = 1.5
    if factor != 1.0:
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        pixels = np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=how), dtype=np.uint8)
    return PagePicture(pixels=np.ascontiguousarray(pixels), scale=factor / points_per_pixel, is_small=small)


def page_scale(pixels: Picture) -> float:
    """Points of a pixel, if the picture shows a whole page of A4."""
    return float(_A4[1] / max(pixels.shape[:2]))


def _points_per_pixel(pixels: Picture, dpi: float) -> float:
    short, long = sorted(pixels.shape[:2])
    if _LIKELY_DPI[0] < dpi < _LIKELY_DPI[1] and _LIKELY_LONG_SIDE[0] <= long * 72 / dpi <= _LIKELY_LONG_SIDE[1]:
        return 72 / dpi
    if _PAGE_SHAPE[0] <= long / short <= _PAGE_SHAPE[1]:
        return page_scale(pixels)
    return 72 / _SCREEN_DPI if long < 1400 else _A4[1] / long


def _dpi(frame: Image.Image) -> tuple[float, float]:
    noted = frame.info.get("dpi", (0, 0))
    try:
        across, down = float(noted[0]), float(noted[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0, 0.0
    return across, down


def _in_colour(image: Image.Image) -> Image.Image:
    """As red, green and blue; what is transparent shows white paper."""
    if image.mode.startswith("I") or image.mode == "F":
        data = np.asarray(image, dtype=np.float64)
        top = max(float(data.max()), 1.0)
        return Image.fromarray((data * (255.0 / top)).astype(np.uint8)).convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")
