"""Picture files: every format gives the same upright page, and none unpacks to more than a page."""

import io
import struct
import zlib

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue
from extract.errors import DocumentRefused
from extract.image_reader import read_image
from extract.model import DocumentKind, InputFile
from extract.read import read_file
from extract.scan_images import frames_of
from tests.unit.extract.scan_files import encoded

PORTRAIT = np.full((1400, 990, 3), 255, np.uint8)
PORTRAIT[:100] = (200, 30, 30)  # its upper edge is red


def is_upright(pixels: np.ndarray) -> bool:
    height, width = pixels.shape[:2]
    top = pixels[: height // 30].reshape(-1, 3).mean(axis=0)
    return height > width and top[0] > 150 and top[1] < 90


def code(content: bytes) -> str:
    with pytest.raises(DocumentRefused) as refused:
        list(frames_of(content))
    return refused.value.code


@pytest.mark.parametrize("name", ["PNG", "JPEG", "BMP", "TIFF", "WEBP"])
def test_every_format_gives_the_page(name: str) -> None:
    (page,) = frames_of(encoded(PORTRAIT, name))
    assert is_upright(page.pixels)
    assert round(page.height) == 842


def test_heic_gives_the_page() -> None:
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(PORTRAIT)).save(stream, quality=80)
    (page,) = frames_of(stream.getvalue())
    assert is_upright(page.pixels)


@pytest.mark.parametrize(("tag", "turns"), [(3, 2), (6, 1), (8, 3)])
def test_the_camera_says_which_way_is_up(tag: int, turns: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = tag
    (page,) = frames_of(encoded(np.ascontiguousarray(np.rot90(PORTRAIT, turns)), "JPEG", exif=exif))
    assert is_upright(page.pixels)


def test_fax_pages_that_are_finer_across_than_down_get_their_shape_back() -> None:
    squat = Image.new("1", (1728, 1143), 1)
    stream = io.BytesIO()
    squat.save(stream, "TIFF", compression="group4", dpi=(204, 98))
    (page,) = frames_of(stream.getvalue())
    assert 1.3 < page.height / page.width < 1.5


def test_each_page_of_a_tiff_comes_and_only_the_first_of_moving_pictures() -> None:
    pages = [Image.fromarray(PORTRAIT)] * 3
    tiff, gif = io.BytesIO(), io.BytesIO()
    pages[0].save(tiff, "TIFF", save_all=True, append_images=pages[1:])
    pages[0].save(gif, "GIF", save_all=True, append_images=[Image.new("RGB", (990, 1400))])
    assert len(list(frames_of(tiff.getvalue()))) == 3
    assert len(list(frames_of(gif.getvalue()))) == 1


def test_transparent_and_deep_pictures_show_white_paper() -> None:
    clear = Image.new("RGBA", (800, 1130), (0, 0, 0, 0))
    deep = Image.fromarray(np.full((1130, 800), 65535, np.uint16))
    for image in (clear, deep):
        stream = io.BytesIO()
        image.save(stream, "PNG")
        (page,) = frames_of(stream.getvalue())
        assert page.pixels.min() == 255


def huge_png(side: int) -> bytes:
    """A few bytes that claim to be a picture of so many pixels a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [7_800, 12_000, 60_000])
def test_pictures_beyond_the_limit_are_refused_unopened(side: int) -> None:
    assert code(huge_png(side)) == "too_large"


def test_too_many_pages_are_refused() -> None:
    pages = [Image.new("1", (400, 400), 1)] * 51
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert code(stream.getvalue()) == "too_large"


def test_broken_pictures_are_damaged() -> None:
    whole = encoded(PORTRAIT, "JPEG")
    assert code(whole[: len(whole) // 3]) == "damaged"
    assert code(b"\xff\xd8\xff\xe0 picture") == "damaged"


def test_logos_are_not_recognised() -> None:
    document = read_image(encoded(PORTRAIT[:200, :600], "PNG"))
    assert document.items == ()
    assert [each.what for each in document.losses] == ["small_picture"]


def test_a_logo_is_a_document_of_no_account() -> None:
    catalogue = load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)
    logo = InputFile(name="logo.png", content=encoded(PORTRAIT[:200, :600], "PNG"), declared_type="image/png")
    assert read_file(logo, catalogue).kind is DocumentKind.OTHER_DOCUMENT
