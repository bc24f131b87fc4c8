"""Scans, fax and photos of one form, read to the end: whatever was done to the picture, the answers are the same."""

import io

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from extract.document import MarkState, Paragraph, SourceDocument, Span, Table
from extract.formats import read_document
from extract.image_reader import read_image
from extract.pdf_reader import read_pdf
from extract.scan_images import Picture
from tests.unit.extract.pdf_files import Sheet, pdf
from tests.unit.extract.scan_files import encoded, noisy, page, photographed, scanned_pdf, skewed

ANSWERS = {
    "Name of child": "Harriet Lowe",
    "Date of birth": "25/10/2016",
    "Home address": "4 Mill Lane, Wenham Cross",
    "School": "",
    "What happened?": "Found at the foot of the stairs.",
}


@pytest.fixture(scope="module")
def whole() -> Picture:
    return page(height=842)


def answers(document: SourceDocument) -> dict[str, str]:
    (table,) = (each for each in document.items if isinstance(each, Table))
    return {row[0].text: row[1].text for row in table.rows}


def ticks(document: SourceDocument) -> dict[str, MarkState]:
    return {
        each.text[1:].strip(): span.mark.state for each in document.paragraphs() for span in each.spans[:1] if span.mark
    }


def spans(document: SourceDocument) -> list[Span]:
    return [span for each in document.paragraphs() for span in each.spans]


def check_form(document: SourceDocument) -> None:
    assert document.format == "scan"
    assert ("read_by_ocr", "page 1") in [(each.what, each.where) for each in document.losses]
    assert answers(document) == ANSWERS
    assert ticks(document) == {
        "The child has been seriously harmed": MarkState.ON,
        "The child has died": MarkState.OFF,
    }


def test_a_skewed_scan_in_a_pdf(whole: Picture) -> None:
    document = read_pdf(scanned_pdf(noisy(skewed(whole, 1.4))))

    check_form(document)
    assert document.page_count == 1
    assert [each.text.strip() for each in spans(document) if each.strike] == ["Unsure"]
    assert [each.text.strip() for each in spans(document) if each.highlight] == ["Yes"]
    title = next(each for each in document.items if isinstance(each, Paragraph))
    assert title.text == "Referral to the Learning and Inquiry Group"
    assert all(each.size is not None and each.size >= 13 for each in title.spans)
    labels = [each for each in spans(document) if each.text == "Name of child"]
    assert labels
    assert labels[0].bold
    name = next(each for each in spans(document) if each.text == "Harriet Lowe")
    assert name.score is not None
    assert 0.6 <= name.score <= 1.0
    assert not name.bold


@pytest.mark.parametrize("turns", [1, 2])
def test_pages_that_lie_sideways_or_on_their_head(whole: Picture, turns: int) -> None:
    check_form(read_image(encoded(np.ascontiguousarray(np.rot90(whole, turns)), "PNG")))


def test_a_heic_photo_that_the_phone_turned(whole: Picture) -> None:
    photo, _ = photographed(whole)
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    turned = Image.fromarray(np.ascontiguousarray(np.rot90(photo, 1)))
    turned.info["exif"] = exif.tobytes()
    pillow_heif.from_pillow(turned).save(stream, quality=80)
    check_form(read_document(stream.getvalue()))


def test_a_fax_of_two_pages(whole: Picture) -> None:
    black = Image.fromarray(skewed(noisy(whole, 10), 0.4)).convert("L").point(lambda value: 255 if value > 150 else 0)
    stream = io.BytesIO()
    blank = Image.new("1", black.size, 1)
    black.convert("1").save(stream, "TIFF", save_all=True, append_images=[blank], compression="group4", dpi=(200, 200))

    document = read_document(stream.getvalue())

    assert answers(document) == ANSWERS
    assert [(each.what, each.where) for each in document.losses] == [
        ("read_by_ocr", "page 1"),
        ("blank_page", "page 2"),
    ]
    assert document.page_count == 2


def test_scanned_pages_between_others_are_read_too(whole: Picture) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf(letter))) as typed, pikepdf.open(io.BytesIO(scanned_pdf(whole))) as scan:
        typed.pages.extend(scan.pages)
        stream = io.BytesIO()
        typed.save(stream)

    document = read_pdf(stream.getvalue())

    assert document.format == "pdf"
    assert next(document.paragraphs()).text == "Please find our referral overleaf."
    assert answers(document) == ANSWERS
    found = next(each for each in document.paragraphs() if each.text == "Harriet Lowe")
    assert found.place.page == 2
    assert found.place.box is not None
    assert np.allclose(found.place.box, (208, 89, 264, 99), atol=4)


def letter(sheet: Sheet) -> None:
    sheet.text(60, 100, "Please find our referral overleaf.")


def test_a_picture_without_words_is_blank() -> None:
    document = read_image(encoded(np.full((1200, 850, 3), 250, np.uint8), "PNG"))
    assert document.items == ()
    assert [each.what for each in document.losses] == ["blank_page"]
