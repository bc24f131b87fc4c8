"""What the child says of a mail is the word of a stranger."""

import random

import pytest

from ingest.archives import open_message
from ingest.safe_parsing import NotAMessage, pack, parse_packed, parsed, unpack

PDF = b"%PDF-1.7\n" + bytes(range(256))


@pytest.fixture
def packed(mail, multipart, part) -> bytes:
    form = part(
        "application/pdf",
        PDF,
        'Content-Disposition: attachment; filename="Zo\udceb.pdf"'.encode("utf-8", "surrogateescape").decode("latin-1"),
    )
    return parse_packed(mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nDear team", form)))


def test_a_message_comes_through_whole(mail, multipart, part):
    content = mail(multipart("mixed", b"Content-Type: text/plain\r\n\r\nDear team", part("application/pdf", PDF)))
    assert unpack(pack(open_message(content))) == open_message(content)
    assert parsed(parse_packed(content)) == open_message(content)


def test_half_letters_are_replaced_and_nothing_fails():
    message = open_message(b"Subject: =?utf-16-le?b?2NgA?= x\r\nFrom: a@x.example\r\n\r\n\xff\xfe")
    assert unpack(pack(message)).untrusted_subject


def test_hashes_are_made_anew(packed):
    message = unpack(packed)
    lying = packed.replace(message.attachments[0].sha256.encode(), b"0" * 64)
    assert lying != packed
    assert unpack(lying).attachments[0].sha256 == message.attachments[0].sha256


@pytest.mark.parametrize("answer", [b"", b"x", b"\xff" * 8, (2**63).to_bytes(8, "big") + b"{}", bytes(8) + b"{}", None])
def test_what_is_no_answer_is_none(answer):
    assert parsed(answer) is None


def test_broken_answers_are_refused(packed):
    choose = random.Random(3)
    for size in range(0, len(packed), 37):
        with pytest.raises(NotAMessage):
            unpack(packed[:size])
    for _ in range(300):
        broken = bytearray(packed)
        broken[choose.randrange(len(broken))] ^= 1 << choose.randrange(8)
        message = parsed(bytes(broken))
        assert message is None or message.dedupe_key is not None
    with pytest.raises(NotAMessage):
        unpack(packed + b"more")
    deep = b'{"dedupe_key":' + b"[" * 100_000
    assert parsed(len(deep).to_bytes(8, "big") + deep) is None
