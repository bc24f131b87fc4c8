"""Packages of office files that came damaged: read as far as they are whole, else refused; never raised over."""

import io
import zipfile

import pytest

from config.schema.fields import FieldCatalogue
from extract.model import DocumentKind, InputFile
from extract.read import read_file
from tests.unit.extract.docx_files import para, word_file

ALLOWED = {DocumentKind.OTHER_DOCUMENT, DocumentKind.UNREADABLE, DocumentKind.ARCHIVE, DocumentKind.ENCRYPTED}


def packed(packing: int) -> bytes:
    written, target = io.BytesIO(word_file(para("Name of child: Ida Marsh") * 20)), io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w", packing) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name in source.namelist():
            package.writestr(name, source.read(name))
    return target.getvalue()


CONTENT = packed(zipfile.ZIP_DEFLATED)
DIRECTORY = CONTENT.rindex(b"PK\x05\x06")


def kind_of(content: bytes, catalogue: FieldCatalogue) -> DocumentKind:
    return read_file(InputFile(name="form.docx", content=content), catalogue).kind


@pytest.mark.parametrize("lost", [1, 10, 200])
@pytest.mark.parametrize("at", [4, 30, 300, len(CONTENT) // 2])
def test_bytes_that_are_missing_at_any_place(at: int, lost: int, catalogue: FieldCatalogue) -> None:
    assert kind_of(CONTENT[:at] + CONTENT[at + lost :], catalogue) in ALLOWED


@pytest.mark.parametrize("at", range(DIRECTORY, DIRECTORY + 22))
@pytest.mark.parametrize("value", [0, 0x7F, 0xFF])
def test_each_byte_of_the_end_of_the_directory(at: int, value: int, catalogue: FieldCatalogue) -> None:
    damaged = CONTENT[:at] + bytes([value]) + CONTENT[at + 1 :]
    assert kind_of(damaged, catalogue) in ALLOWED


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_entries_whose_packed_bytes_are_broken(packing: int, catalogue: FieldCatalogue) -> None:
    whole = packed(packing)
    assert kind_of(whole, catalogue) is DocumentKind.OTHER_DOCUMENT
    for at in range(60, len(whole) // 2, 37):
        damaged = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        assert kind_of(damaged, catalogue) in ALLOWED
