"""Makes pictures of a small filled form for tests, and does to them what scanners and phones do."""

import io

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from extract.scan_images import PagePicture, Picture
from tests.unit.extract.pdf_files import Sheet, pdf

DPI = 200
SCALE = DPI / 72
TICKED, EMPTY = (60.0, 250.0), (60.0, 280.0)


def form(sheet: Sheet) -> None:
    """A title, a ruled table of answers, two tick boxes, and options of which one is struck and one is ringed."""
    sheet.bold(60, 60, "Referral to the Learning and Inquiry Group", size=15)
    sheet.grid([50, 200, 520], [80, 105, 130, 155, 180, 220])
    labels = ("Name of child", "Date of birth", "Home address", "School", "What happened?")
    answers = ("Harriet Lowe", "25/10/2016", "4 Mill Lane, Wenham Cross", "", "Found at the foot of the stairs.")
    for row, (label, answer) in enumerate(zip(labels, answers, strict=True)):
        sheet.bold(58, 97 + 25 * row, label)
        sheet.text(208, 97 + 25 * row, answer)
    sheet.tick_box(*TICKED, "cross", size=11)
    sheet.text(80, TICKED[1] - 1, "The child has been seriously harmed")
    sheet.tick_box(*EMPTY, size=11)
    sheet.text(80, EMPTY[1] - 1, "The child has died")
    sheet.text(60, 320, "Police informed?", size=11)
    sheet.text(200, 320, "Yes", size=11)
    end = sheet.text(250, 320, "Unsure", size=11)
    sheet.line(247, 316.5, end + 3, 315.5, 1.2)
    sheet.text(60, 355, "Family informed?", size=11)
    sheet.text(200, 355, "Yes", size=11)
    sheet.text(260, 355, "No", size=11)
    sheet.canvas.setLineWidth(1.2)
    sheet.canvas.ellipse(192, 842 - 364, 228, 842 - 340)


def page(*, height: float = 400.0) -> Picture:
    """The upper part of the form as a clean picture; a whole page where the height is 842 points."""
    with pypdfium2.PdfDocument(pdf(form)) as document:
        pixels = document[0].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return np.ascontiguousarray(pixels[: round(height * SCALE)])


def picture(pixels: Picture) -> PagePicture:
    return PagePicture(pixels=np.ascontiguousarray(pixels), scale=SCALE)


def noisy(pixels: Picture, strength: float = 6.0) -> Picture:
    grain = np.random.default_rng(4).normal(0, strength, pixels.shape[:2])[:, :, None]
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def skewed(pixels: Picture, degrees: float) -> Picture:
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height), borderValue=(255, 255, 255)), dtype=np.uint8)


def photographed(pixels: Picture) -> tuple[Picture, np.ndarray]:
    """The page on a dark table, seen at an angle in uneven light; and its corners on the photo."""
    height, width = pixels.shape[:2]
    size = (round(width * 1.3), round(height * 1.25))
    corners = np.array([(0.16, 0.13), (0.86, 0.10), (0.91, 0.88), (0.11, 0.91)]) * size
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    photo = cv2.warpPerspective(pixels, warp, size, flags=cv2.INTER_AREA)
    paper = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, size)
    photo[paper < 128] = (84, 66, 50)
    light = np.linspace(1.0, 0.72, size[0])[None, :, None]
    return noisy(np.clip(photo * light, 0, 255).astype(np.uint8), 3), corners


def encoded(pixels: Picture, name: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, name, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def scanned_pdf(*pages: Picture) -> bytes:
    images = [Image.open(io.BytesIO(encoded(each, "JPEG", quality=60))) for each in pages]
    stream = io.BytesIO()
    images[0].save(stream, "PDF", save_all=True, append_images=images[1:], resolution=DPI)
    return stream.getvalue()
