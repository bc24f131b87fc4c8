"""Documents read in a child: as in the parent, and one hostile file costs itself only."""

import io
import struct
import zipfile

import pytest

from config.load import configuration_file, load_yaml
from config.schema.fields import FieldCatalogue
from extract import safe_reading
from extract.limited_process import LimitedProcess, Stopped
from extract.model import DocumentKind, InputFile, PageDone
from extract.protected import is_protected
from extract.read import read_message
from extract.safe_reading import NOT_SAFE, SafeReader, read_packed, warm_up
from tests.unit.extract.scan_files import encoded, page, scanned_pdf

TYPED = b"""LIG referral

Name of child: Ada Finch
Date of birth: 1 May 2015
Date of incident: 2 June 2026
Summary of incident: She was seen by a nurse and then by nobody.
Background: Known to the health visitor.
Rationale: Agencies did not share what they knew.
Police investigation: No
Name of referrer: Bea Lark
Agency of referrer: Harbour School
"""
FILES = [
    InputFile(name="text", content=b"Dear team", declared_type="text/plain", is_mail_body=True),
    InputFile(name="form.txt", content=TYPED),
    InputFile(name="broken.docx", content=b"PK\x03\x04broken"),
]


@pytest.fixture(scope="module")
def catalogue():
    return load_yaml(configuration_file("fields.yaml"), FieldCatalogue)


@pytest.fixture(scope="module")
def reader():
    process = LimitedProcess([read_packed], [(read_packed, warm_up(None))])
    yield SafeReader(process=process)
    process.close()


def test_a_child_reads_as_the_parent_does(reader, catalogue):
    there, here = reader.read_message(FILES), read_message(FILES, catalogue)
    assert there == here
    assert [each.kind for each in there.extractions][1:] == [DocumentKind.REFERRAL_FORM, DocumentKind.UNREADABLE]
    assert there.referrals[0].document is there.extractions[1].document


class Dying:
    """A process in which every call dies that holds the marked file."""

    def __init__(self, process, mark):
        self.process, self.mark, self.calls = process, mark, 0

    def call(self, function, content, limits, on_note=None):
        self.calls += 1
        return Stopped.CRASHED if self.mark in content else self.process.call(function, content, limits, on_note)


def test_a_file_that_kills_its_reader_costs_itself_only(reader):
    deadly = InputFile(name="deadly.pdf", content=b"%PDF-1.7 deadly")
    dying = Dying(reader.process, b"deadly")
    reading = SafeReader(process=dying).read_message([*FILES, deadly])
    assert reading.extractions[3].warnings == (NOT_SAFE,)
    assert reading.extractions[3].kind is DocumentKind.UNREADABLE
    assert len(reading.referrals) == 1
    assert dying.calls == 5


@pytest.mark.parametrize("answer", [b"", b"{}", b"[]", b'{"extractions":[],"referrals":[]}', b"\xff", b"[" * 100_000])
def test_a_lying_child_is_not_believed(answer):
    class Liar:
        def call(self, *_):
            return answer

    reading = SafeReader(process=Liar()).read_message(FILES)
    assert [each.warnings for each in reading.extractions] == [(NOT_SAFE,)] * 3
    assert reading.referrals == ()


@pytest.fixture(scope="module")
def scan():
    return scanned_pdf(*[page()] * 3)


def test_each_page_of_a_scan_is_told_of_while_it_is_read_in_the_child(reader, scan):
    told = []
    reading = reader.read_message([FILES[0], InputFile(name="scan.pdf", content=scan), FILES[1]], told.append)
    assert told == [PageDone(page=number, pages=3, attachment=1, attachments=2) for number in (1, 2, 3)]
    assert "lost_read_by_ocr:page 3" in reading.extractions[1].warnings


def test_a_mail_read_file_by_file_counts_its_attachments_on(reader):
    photo = InputFile(name="page.png", content=encoded(page(), "PNG"))
    dying = Dying(reader.process, b"deadly")
    told = []
    deadly = InputFile(name="deadly.pdf", content=b"%PDF-1.7 deadly")
    SafeReader(process=dying).read_message([FILES[0], deadly, photo], told.append)
    assert told == [PageDone(page=1, pages=1, attachment=2, attachments=2)]


@pytest.mark.parametrize("note", [b"", bytes(16), struct.pack(">IIII", 3, 2, 1, 1), struct.pack(">IIII", 1, 2, 0, 1)])
def test_a_child_that_tells_nonsense_is_not_heard(note):
    class Babbling:
        def call(self, _function, _content, _limits, on_note):
            on_note(note)
            return Stopped.CRASHED

    told = []
    SafeReader(process=Babbling()).read_message(FILES, told.append)
    assert told == []


def locked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    content = bytearray(out.getvalue())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("file", "protected"),
    [
        (InputFile(name="smime.p7m", content=b"\x30\x80"), True),
        (InputFile(name="x", content=b"\x30\x80", declared_type="application/pkcs7-mime"), True),
        (InputFile(name="message_v2.rpmsg", content=b"x"), True),
        (InputFile(name="Referral.switch", content=b"x"), True),
        (InputFile(name="encrypted.asc", content=b"-----BEGIN PGP MESSAGE-----\n"), True),
        (InputFile(name="signature.asc", content=b"-----BEGIN PGP SIGNATURE-----\n"), False),
        (InputFile(name="forms.zip", content=locked_zip()), True),
        (InputFile(name="form.docx", content=b"PK\x03\x04broken"), False),
        (InputFile(name="form.pdf", content=b"%PDF-1.7"), False),
    ],
)
def test_locked_files_are_known(file, protected):
    assert is_protected(file) is protected
    assert safe_reading.read_packed(safe_reading._pack_files([file], None))
