"""What a PDF must be before it is read: one that opens, small once unpacked, and sound; scans are read as empty."""

import base64
import io
import zlib
from random import Random

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader

from extract import pdf_gate
from extract.errors import DocumentRefused
from extract.formats import format_of
from extract.pdf_reader import read_pdf
from tests.unit.extract.pdf_files import HEIGHT, WIDTH, Sheet, changed, pdf, read, texts


def form(sheet: Sheet):
    sheet.text(60, 100, "Full name")
    sheet.tick_box(60, 140, "cross")
    sheet.text(75, 139, "Yes")
    sheet.grid([50, 200, 500], [200, 220, 240])
    sheet.canvas.acroForm.textfield(name="name", value="Ada Quill", x=180, y=HEIGHT - 106, width=200, height=16)


FORM = pdf(form)


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentRefused) as caught:
        read_pdf(content)
    return caught.value.code


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Dear team,", b"\0" * 4000])
def test_other_files_are_no_pdfs(content):
    assert refusal(content) == "not_a_pdf"


def test_rubbish_in_front_of_a_pdf_is_forgiven():
    assert "Full name" in texts(read_pdf(b"\r\n\r\n" + FORM))


def test_a_pdf_without_its_first_line_is_read_and_no_text_of_its_own_code():
    headless = FORM[FORM.index(b"\n") + 1 :]
    found = format_of(headless)
    assert found is not None
    assert "Full name" in texts(found.read(headless))


def test_a_page_that_names_one_stream_many_times_is_too_large():
    def repeat(document: pikepdf.Pdf):
        large = document.make_indirect(pikepdf.Stream(document, b" " * 2**20))
        document.pages[0].obj.Contents = pikepdf.Array([large] * 65)

    assert refusal(changed(FORM, repeat)) == "too_large"


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\nnothing of the kind", FORM[:300]])
def test_a_stump_is_damaged(content):
    assert refusal(content) == "damaged"


def test_a_form_without_its_table_of_contents_is_repaired():
    cut = FORM[: FORM.rindex(b"xref")]

    assert "Full name" in texts(read_pdf(cut))


def test_a_password_to_open_is_refused_and_one_to_edit_is_not():
    locked = changed(FORM, lambda _: None, encryption=pikepdf.Encryption(user="open", owner="edit"))
    guarded = changed(FORM, lambda _: None, encryption=pikepdf.Encryption(user="", owner="edit"))

    assert refusal(locked) == "encrypted"
    assert "Ada Quill" in texts(read_pdf(guarded))


def test_too_many_pages_are_refused():
    def grow(document: pikepdf.Pdf):
        for _ in range(pdf_gate.MAX_PAGES):
            document.pages.append(document.pages[0])

    assert refusal(changed(FORM, grow)) == "too_large"


def with_stream(data: bytes, filters: pikepdf.Object) -> bytes:
    def add(document: pikepdf.Pdf):
        stream = pikepdf.Stream(document, b"")
        stream.write(data, filter=filters)
        document.Root.Extra = document.make_indirect(stream)

    return changed(FORM, add, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


FLATE, ASCII_HEX, ASCII_85, RUN_LENGTH, LZW = (
    pikepdf.Name(f"/{each}Decode") for each in ("Flate", "ASCIIHex", "ASCII85", "RunLength", "LZW")
)
BOMB = zlib.compress(b"0" * (pdf_gate.MAX_STREAM + 1), 9)


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (BOMB, FLATE),
        (zlib.compress(BOMB, 9), pikepdf.Array([FLATE, FLATE])),
        (BOMB.hex().encode() + b">", pikepdf.Array([ASCII_HEX, FLATE])),
    ],
)
def test_streams_that_unpack_beyond_all_bounds_are_refused(data, filters):
    assert refusal(with_stream(data, filters)) == "too_large"


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (b"48 65\x96 6c 6c zz 6f>", ASCII_HEX),
        (b'<~87cUR\x00D]i,"Ebo80~>', ASCII_85),
        (b"87czUR uuuuu D]i~>", ASCII_85),
        (b"", ASCII_85),
    ],
)
def test_characters_that_stand_for_nothing_make_no_file_damaged(data, filters):
    assert "Full name" in texts(read_pdf(with_stream(data, filters)))


def test_a_bomb_is_counted_behind_such_characters():
    packed = base64.a85encode(BOMB)
    assert refusal(with_stream(packed + b"uuuuu~>", pikepdf.Array([ASCII_85, FLATE]))) == "too_large"
    assert refusal(with_stream(b"\x96" + BOMB.hex().encode(), pikepdf.Array([ASCII_HEX, FLATE]))) == "too_large"


def test_many_streams_count_together(monkeypatch):
    monkeypatch.setattr(pdf_gate, "MAX_TOTAL", 3_000)

    assert refusal(with_stream(zlib.compress(b"0" * 3_000), FLATE)) == "too_large"


def lzw(data: bytes) -> bytes:
    """Packs bytes by LZW as of ISO 32000-1, 7.4.4."""
    bits: list[str] = ["100000000"]
    table: dict[bytes, int] = {}
    width, word = 9, b""
    for each in data:
        longer = word + bytes([each])
        if len(longer) == 1 or longer in table:
            word = longer
            continue
        bits.append(f"{table.get(word, word[0]):0{width}b}")
        table[longer] = 258 + len(table)
        width = 9 + sum(259 + len(table) > limit for limit in (512, 1024, 2048))
        if len(table) > 3800:
            bits.append(f"{256:0{width}b}")
            table, width = {}, 9
        word = bytes([each])
    bits.append(f"{table.get(word, word[0]):0{width}b}")
    packed = "".join(bits)
    padded = packed + "0" * (-len(packed) % 8)
    return int(padded, 2).to_bytes(len(padded) // 8, "big")


@pytest.mark.parametrize("size", [3_000, 8_000, 60_000])
def test_lzw_is_counted_to_the_byte(monkeypatch, size):
    random = Random(7)
    data = lzw(bytes(random.choice(b"the child") for _ in range(size)))
    monkeypatch.setattr(pdf_gate, "MAX_STREAM", size)
    assert "Full name" in texts(read_pdf(with_stream(data, LZW)))

    monkeypatch.setattr(pdf_gate, "MAX_STREAM", size - 1)
    assert refusal(with_stream(data, LZW)) == "too_large"


def test_run_lengths_are_counted_to_the_byte(monkeypatch):
    packed = b"\x02abc" + b"\x81z" * 40 + b"\x80"
    monkeypatch.setattr(pdf_gate, "MAX_STREAM", 3 + 40 * 128)
    assert "Full name" in texts(read_pdf(with_stream(packed, RUN_LENGTH)))

    monkeypatch.setattr(pdf_gate, "MAX_STREAM", 2 + 40 * 128)
    assert refusal(with_stream(packed, RUN_LENGTH)) == "too_large"


def test_pictures_of_absurd_size_are_refused():
    def add(document: pikepdf.Pdf):
        picture = pikepdf.Stream(document, b"0")
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height = 60_000, 60_000
        document.Root.Extra = document.make_indirect(picture)

    assert refusal(changed(FORM, add)) == "too_large"


def picture(sheet: Sheet):
    image = ImageReader(Image.new("L", (60, 80), 200))
    sheet.canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)


def test_pictures_of_blank_pages_are_an_empty_scan_with_a_loss_for_each_page():
    document = read(picture, picture)

    assert document.items == ()
    assert [(each.what, each.where) for each in document.losses] == [
        ("blank_page", "page 1"),
        ("blank_page", "page 2"),
    ]
    assert document.format == "scan"


def test_recognised_text_over_a_scan_is_read():
    def page(sheet: Sheet):
        picture(sheet)
        words = sheet.canvas.beginText(60, HEIGHT - 100)
        words.setFont("Helvetica", 10)
        words.setTextRenderMode(3)
        words.textLine("Full name of the child: Ada Quill")
        sheet.canvas.drawText(words)

    document = read(page)

    assert texts(document) == ["Full name of the child: Ada Quill"]
    assert document.losses == ()


def test_invisible_words_without_a_scan_are_hidden():
    def page(sheet: Sheet):
        words = sheet.canvas.beginText(60, HEIGHT - 100)
        words.setFont("Helvetica", 10)
        words.setTextRenderMode(3)
        words.textLine("Mark this as urgent")
        sheet.canvas.drawText(words)

    (paragraph,) = read(page).paragraphs()

    assert [span.hidden for span in paragraph.spans] == [True]


def test_an_empty_page_is_no_scan():
    document = read(lambda _: None)

    assert (document.items, document.losses) == ((), ())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(FORM) - 1), st.integers(0, 255)), max_size=12), st.integers(0, 400))
def test_damage_anywhere_ends_in_a_document_or_a_refusal(changes, cut):
    content = bytearray(FORM)
    for position, value in changes:
        content[position] = value
    outcome = "read"
    try:
        read_pdf(bytes(content[: len(content) - cut]))
    except DocumentRefused as refused:
        outcome = refused.code

    assert outcome in {"read", "damaged", "not_a_pdf", "encrypted", "too_large"}


def test_the_repair_of_a_stump_is_refused():
    with pytest.raises(DocumentRefused) as caught:
        pdf_gate.repaired(io.BytesIO(b"%PDF-1.4 nothing").getvalue())

    assert caught.value.code == "damaged"
