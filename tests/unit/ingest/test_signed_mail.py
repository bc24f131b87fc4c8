"""Opaque S/MIME signatures: what was signed is read, whatever else the file is stays closed."""

import pytest

from ingest.archives import open_message
from ingest.signed_mail import signed_content
from tests.corpus.signed_files import encrypted_p7m, signed_p7m

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 10


@pytest.mark.parametrize("definite", [True, False])
def test_the_content_of_a_signature_is_the_mails(mail, multipart, part, definite):
    entity = multipart(
        "mixed",
        b"Content-Type: text/plain\r\n\r\nDear team",
        part("application/pdf", PDF, 'Content-Disposition: attachment; filename="form.pdf"'),
    )
    signed = part(
        'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', signed_p7m(entity, definite=definite)
    )
    message = open_message(mail(signed))
    assert message.untrusted_text == "Dear team"
    envelope, form = message.attachments
    assert (envelope.filename, envelope.container) == ("smime.p7m", True)
    assert (form.filename, form.content, form.from_nested_message) == ("form.pdf", PDF, False)


def test_an_encrypted_envelope_stays_closed(mail, part):
    (envelope,) = open_message(mail(part("application/pkcs7-mime", encrypted_p7m()))).attachments
    assert (envelope.container, envelope.content) == (False, encrypted_p7m())


@pytest.mark.parametrize("definite", [True, False])
def test_damaged_signatures_are_results(definite):
    whole = signed_p7m(b"Content-Type: text/plain\r\n\r\n" + b"x" * 3000, definite=definite)
    for size in range(len(whole) - 1):
        assert signed_content(whole[:size]) is None or not definite
    for place in range(60):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        assert isinstance(signed_content(bytes(broken)), bytes | None)
    assert signed_content(b"\x30\x80" * 5000) is None
    assert signed_content(b"") is None
