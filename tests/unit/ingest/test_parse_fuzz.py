"""Damaged mail never stops the reader, and what it says stays harmless."""

import email
import hashlib
import random
from collections.abc import Callable

import pytest

from config.schema.screening import ScreeningRules
from ingest.addresses import is_addr_spec
from ingest.parse import parse_message
from ingest.screening import screen

TRIALS = 120  # for each kind of mail

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture(params=["mixed", "alternative", "report", "nested", "encoded_head", "plain"])
def whole(request: pytest.FixtureRequest, mail, multipart, part) -> bytes:
    """One well-formed mail of each shape."""
    text = (
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=C3=AB =\r\nx"
    )
    html = b'Content-Type: text/html; charset="iso-8859-1"\r\n\r\n<p>Zo\xeb <img src="cid:logo@x"></p><!-- x -->'
    logo = part("image/png", PNG, "Content-ID: <logo@x>", 'Content-Disposition: inline; filename="logo.png"')
    form = part("application/pdf", PDF, "Content-Disposition: attachment; filename*=utf-8''Zo%C3%AB%20form.pdf")
    status = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed\r\n"
    shapes = {
        "mixed": multipart("mixed", text, form),
        "alternative": multipart("alternative", text, multipart("related", html, logo, boundary="b2")),
        "report": multipart(
            "report", text, status, b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <a@b.example>"
        ),
        "nested": multipart("mixed", text, b"Content-Type: message/rfc822\r\n\r\n" + mail(multipart("mixed", form))),
        "encoded_head": text,
        "plain": b"\r\nplain\r\n",
    }
    head = "X-A: =?utf-8?B?Wm/Dqw==?= =?iso-8859-1?Q?=EB?=\r\n folded"
    return mail(shapes[request.param], head, 'To: "a, b" <c@d.example>, e@f.example', "References: <a@b> <c@d>")


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: random.Random) -> bytes:
    octets = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        octets[chance.randrange(len(octets))] = chance.randrange(256)
    return bytes(octets)


def drop_lines(content: bytes, chance: random.Random) -> bytes:
    return b"\n".join(line for line in content.split(b"\n") if chance.random() > 0.15)


def break_boundary(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    marks = [number for number, line in enumerate(lines) if line.startswith(b"--")]
    for number in chance.sample(marks, k=min(len(marks), 2)):
        lines[number] = chance.choice([b"", b"--", lines[number][:-2], lines[number] + b"--"])
    return b"\n".join(lines)


def shuffle(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    start = chance.randrange(len(lines))
    middle = lines[start : start + 8]
    chance.shuffle(middle)
    return b"\n".join(lines[:start] + middle + lines[start + 8 :])


def insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    junk = [
        b"\x00",
        b"\r",
        b"=?utf-8?Q?=0D=0ABcc:_x?=",
        b"\xff\xfe",
        b'"',
        b"(",
        b"<",
        b"Content-Type: multipart/x;\r\n",
    ]
    return content[:at] + chance.choice(junk) * chance.randint(1, 3) + content[at:]


@pytest.mark.parametrize("damage", [cut, flip, drop_lines, break_boundary, shuffle, insert])
def test_no_damage_escapes(
    whole: bytes, damage: Callable[[bytes, random.Random], bytes], rules: ScreeningRules
) -> None:
    for seed in range(TRIALS):
        content = damage(whole, random.Random(seed))
        message = parse_message(content)
        assert len(message.dedupe_key) == 64
        assert not any(set("\r\n\x00") & set(name + value) for name, value in message.headers)
        assert message.sender is None or is_addr_spec(message.sender.mailbox)
        assert not set("\r\n") & set(message.message_id + message.untrusted_subject)
        for each in message.attachments:
            assert each.sha256 == hashlib.sha256(each.content).hexdigest()
            assert 0 < len(each.filename) <= 120
        message.untrusted_text.encode("utf-8")
        assert screen(message, rules).flags is not None


@pytest.mark.parametrize("damage", [cut, flip, break_boundary])
def test_no_document_is_lost(whole: bytes, damage: Callable[[bytes, random.Random], bytes]) -> None:
    """Whatever the stdlib's own walk finds of a damaged mail is among the attachments, byte for byte."""
    for seed in range(TRIALS):
        content = damage(whole, random.Random(seed))
        expected = {
            leaf.get_payload(decode=True)
            for leaf in email.message_from_bytes(content).walk()
            if not leaf.is_multipart() and leaf.get_content_maintype() not in ("text", "multipart")
        }
        stored = {each.content for each in parse_message(content).attachments}
        assert {each for each in expected if each} <= stored
