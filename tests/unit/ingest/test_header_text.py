"""Header values as text, from whatever bytes."""

import pytest

from ingest.header_text import decode_bytes, decode_value


def raw(octets: bytes) -> str:
    """As the stdlib's parser hands a header over."""
    return octets.decode("ascii", "surrogateescape")


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"Zo\xeb Finch", "Zoë Finch"),
        ("Zoë Finch".encode(), "Zoë Finch"),
        (b"it\x92s", "it’s"),
        (b"=?iso-8859-1?Q?Zo=EB?= Finch", "Zoë Finch"),
        (b"=?ISO-8859-1*en?Q?Zo=EB?=", "Zoë"),
        (b"=?utf-8?B?Wm/D?= =?utf-8?B?qw==?=", "Zoë"),  # one letter split over two words
        (b"=?utf-8?B?Wm/D\r\n qw==?=", "Zoë"),
        (b"=?utf-8?Q?a?= =?iso-8859-1?Q?=EB?=", "aë"),
        (b"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
        (b"=?utf-8?B?Wm/Dqw?=", "Zoë"),  # padding missing
        (b"=?nonsense?Q?Zo=C3=AB?=", "Zoë"),
        (b"=?us-ascii?Q?it=92s?=", "it’s"),
        (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        (b"folded\r\n  value", "folded  value"),
        (b"=?utf-8?Q??=", ""),
    ],
)
def test_letters_survive(octets: bytes, text: str) -> None:
    assert decode_value(raw(octets)).text == text


@pytest.mark.parametrize("word", ["=0D=0ABcc:_all@x.example", "=0ABcc", "=E2=80=A8Bcc", "=00", "=0B", "=C2=85x"])
def test_hidden_line_breaks_are_taken_out_and_told(word: str) -> None:
    value = decode_value(f"=?utf-8?Q?hi{word}?=")
    assert value.hid_line_break
    assert value.text.isprintable()


def test_ordinary_folding_is_no_hidden_line_break() -> None:
    assert not decode_value("a\r\n b").hid_line_break


def test_many_encoded_words_stop_being_decoded() -> None:
    value = decode_value(" ".join(["=?utf-8?Q?a?="] * 40_000))
    assert value.text.startswith("aaaa")
    assert "=?utf-8" in value.text


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "hex", "rot13", "\x00", "", None, "utf-7x"])
def test_odd_charsets_fall_back(charset: str | None) -> None:
    assert decode_bytes("Zoë".encode(), charset) == "Zoë"


@pytest.mark.parametrize("octets", [bytes(range(256)), b"\xed\xa0\x80", b"\x81\x8d\x8f\x90\x9d"])
def test_any_octets_become_text_without_surrogates(octets: bytes) -> None:
    for charset in ("utf-8", "us-ascii", "utf-16", "cp1252", "utf-7", "gb18030"):
        decode_bytes(octets, charset).encode("utf-8")
    assert len(decode_bytes(octets, "utf-8")) == len(octets)
