"""Long scans: what was read before the time is up is kept, the rest is listed; empty pages cost next to nothing."""

import io
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from extract import image_reader, pdf_reader, scan_page
from extract.document import Loss
from extract.image_reader import read_image
from extract.model import PageDone
from extract.pdf_layout import draft_page
from extract.pdf_page import Box
from extract.pdf_reader import read_pdf
from extract.scan_blank import is_blank
from extract.scan_budget import ScanBudget, has_room, within
from extract.scan_images import PagePicture
from extract.scan_page import ScannedPage
from tests.unit.extract.scan_files import noisy, page, picture, scanned_pdf


@dataclass
class Watch:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def slow(watch: Watch, seconds: float):
    """A recognition that takes its time and finds a word on every page."""

    def read(scan: PagePicture, number: int) -> ScannedPage:
        watch.now += seconds
        draft = draft_page(number, Box(0.0, 0.0, scan.width, scan.height), [], [], [])
        return ScannedPage(draft=draft, losses=(Loss(what="read_by_ocr", where=f"page {number}"),), has_words=True)

    return read


def budget(wall: Watch, cpu: Watch) -> ScanBudget:
    return ScanBudget(wall_seconds=50, cpu_seconds=40, clock=wall, cpu_clock=cpu)


def test_pages_are_read_until_either_time_is_nearly_up() -> None:
    wall, cpu = Watch(), Watch()
    with within(budget(wall, cpu)):
        assert has_room()
        cpu.now += 33
        assert not has_room()
        cpu.now -= 20
        assert has_room()
        wall.now += 41
        assert not has_room()
    assert has_room()


@pytest.mark.parametrize("kind", ["tiff", "pdf"])
def test_pages_beyond_the_time_are_listed_and_those_before_it_kept(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [page(height=842)] * 6
    wall, told = Watch(), []
    for reader in (image_reader, pdf_reader):
        monkeypatch.setattr(reader, "read_scan", slow(wall, 9.0))
    if kind == "pdf":
        content, read = scanned_pdf(*sheets), read_pdf
    else:
        images = [Image.fromarray(each) for each in sheets]
        stream = io.BytesIO()
        images[0].save(stream, "TIFF", save_all=True, append_images=images[1:])
        content, read = stream.getvalue(), read_image
    with within(budget(wall, Watch())):
        document = read(content, told.append)
    assert [each.where for each in document.losses if each.what == "read_by_ocr"] == [f"page {n}" for n in range(1, 6)]
    assert [each.where for each in document.losses if each.what == "scanned_page"] == ["page 6"]
    assert told == [PageDone(page=number, pages=6) for number in range(1, 6)]
    assert document.format == "scan"


def test_an_empty_page_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> object:
        raise AssertionError("an empty page needs no recognition")

    monkeypatch.setattr(scan_page, "upright", never)
    empty = np.full((2339, 1654, 3), 236, np.uint8)
    empty[:40] = 90  # the scanner's lid
    empty[700:704, 800:803] = 20  # dust
    found = scan_page.read_scan(picture(noisy(empty)), 4)
    assert found.losses == (Loss(what="blank_page", where="page 4"),)
    assert not found.has_words


def test_a_page_with_a_word_or_faint_print_is_not_empty() -> None:
    sheet = page(height=842)
    assert not is_blank(picture(noisy(sheet)))
    few = np.full_like(sheet, 255)
    few[200:240, 400:700] = sheet[150:190, 160:460]
    assert not is_blank(picture(few))
    faint = (255 - (255 - sheet.astype(np.float32)) * 0.4).astype(np.uint8)
    assert not is_blank(picture(faint))
