"""Documents read in a child: as in the parent, and one hostile file costs itself only."""

import io
import zipfile

import pytest

from config.load import configuration_file, load_yaml
from config.schema.fields import FieldCatalogue
from extract import safe_reading
from extract.limited_process import LimitedProcess, Stopped
from extract.model import DocumentKind, InputFile
from extract.protected import is_protected
from extract.read import read_message
from extract.safe_reading import NOT_SAFE, SafeReader, read_packed, warm_up

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

    def call(self, function, content, limits):
        self.calls += 1
        return Stopped.CRASHED if self.mark in content else self.process.call(function, content, limits)


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
