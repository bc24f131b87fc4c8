"""Pages as pictures: of PDFs and scans, from a child process, and nothing from what is neither."""

import io
import struct

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extract.limited_process import LimitedProcess, Stopped
from extract.page_pictures import KEPT, PagePictures, draw_packed


@pytest.fixture(scope="module")
def pdf():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 600))
    for number in (1, 2):
        canvas.drawString(72, 500, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan():
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, format="PNG", dpi=(150, 150))
    return out.getvalue()


def drawn(content, number=1):
    return draw_packed(struct.pack(">I", number) + content)


def test_a_page_of_a_pdf_is_drawn_with_its_size_in_points(pdf):
    answer = drawn(pdf, 2)
    assert struct.unpack_from(">dd", answer) == (400, 600)
    image = Image.open(io.BytesIO(answer[16:]))
    assert image.format == "PNG"
    assert abs(image.width / image.height - 400 / 600) < 0.01
    assert image.convert("L").getextrema()[0] < 100


def test_a_scan_is_drawn_at_its_own_size():
    width, height = struct.unpack_from(">dd", drawn(scan()))
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a word file", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_page_gives_nothing(content):
    assert drawn(content) == b""


@pytest.mark.parametrize("number", [0, 3, 2**32 - 1])
def test_a_page_that_there_is_not_gives_nothing(pdf, number):
    assert drawn(pdf, number) == b""


class Answers:
    """In place of the child process."""

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), 0

    def call(self, _function, _content, _limits):
        self.calls += 1
        return self.answers[0]


@pytest.mark.parametrize(
    "answer",
    [
        Stopped.CRASHED,
        b"",
        struct.pack(">dd", 10, 10) + b"<svg onload=alert(1)>",
        struct.pack(">dd", float("nan"), 10) + b"\x89PNG\r\n\x1a\n",
        struct.pack(">dd", 1e9, 10) + b"\x89PNG\r\n\x1a\n",
    ],
)
def test_the_childs_answer_is_the_word_of_a_stranger(answer):
    assert PagePictures(Answers(answer)).page(b"x", 1) is None


def test_a_page_is_drawn_once_and_few_are_kept():
    process = Answers(struct.pack(">dd", 10, 20) + b"\x89PNG\r\n\x1a\n...")
    pictures = PagePictures(process)
    assert pictures.page(b"x", 1) == pictures.page(b"x", 1)
    assert process.calls == 1
    for number in range(2, KEPT + 2):
        pictures.page(b"x", number)
    pictures.page(b"x", 1)
    assert process.calls == KEPT + 2


def test_it_is_drawn_in_a_child(pdf):
    process = LimitedProcess((draw_packed,))
    try:
        page = PagePictures(process).page(pdf, 1)
    finally:
        process.close()
    assert page is not None
    assert (page.width, page.height) == (400, 600)
    assert page.png.startswith(b"\x89PNG")
