"""S/MIME written by hand: signed content, in DER or in BER as mail programs write it, and a locked envelope."""

SIGNED, DATA, ENVELOPED = (bytes.fromhex(f"2a864886f70d0107{last}") for last in ("02", "01", "03"))


def der(tag: int, content: bytes) -> bytes:
    """One element of definite length."""
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def ber(tag: int, content: bytes) -> bytes:
    """One element of indefinite length."""
    return bytes([tag, 0x80]) + content + b"\0\0"


def signed_p7m(entity: bytes, *, definite: bool = False) -> bytes:
    """Signed-data around a MIME entity, without signers: nothing here looks at them."""
    wrap = der if definite else ber
    pieces = [entity[at : at + 1000] for at in range(0, len(entity), 1000)]
    octets = der(0x04, entity) if definite else ber(0x24, b"".join(der(0x04, piece) for piece in pieces))
    inner = wrap(0x30, der(0x06, DATA) + wrap(0xA0, octets))
    signed = wrap(0x30, der(0x02, b"\x01") + der(0x31, b"") + inner + der(0x31, b""))
    return wrap(0x30, der(0x06, SIGNED) + wrap(0xA0, signed))


def encrypted_p7m() -> bytes:
    """Enveloped-data."""
    return der(0x30, der(0x06, ENVELOPED) + der(0xA0, der(0x30, der(0x02, b"\0") + der(0x31, bytes(40)))))
