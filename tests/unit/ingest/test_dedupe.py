"""When two mails are the same."""

from ingest.dedupe import dedupe_key
from ingest.parse import parse_message


def key(content: bytes, account: str = "referrals") -> str:
    return dedupe_key(parse_message(content).dedupe_key, account)


def two_parts(multipart, part, content: bytes = b"\x00\x01", **options: str) -> bytes:
    return multipart(
        "mixed",
        b"Content-Type: text/plain\r\n\r\nDear team\r\nattached\r\n",
        part("application/pdf", content),
        **options,
    )


def test_same_mail_by_another_way_has_the_same_key(mail, multipart, part) -> None:
    first = mail(two_parts(multipart, part))
    other_hops = b"Received: from other by other\r\nX-Scanned: yes\r\n" + first
    other_structure = mail(two_parts(multipart, part, boundary="another"))
    other_line_ends = first.replace(b"\r\n", b"\n")
    refolded = first.replace(b"Subject: Referral", b"Subject:\r\n Referral")
    assert {key(each) for each in (first, other_hops, other_structure, other_line_ends, refolded)} == {key(first)}


def test_another_mail_has_another_key(mail, multipart, part) -> None:
    first = mail(two_parts(multipart, part))
    assert key(mail(two_parts(multipart, part, b"\x00\x02"))) != key(first)  # same Message-ID, other document
    assert key(first.replace(b"<one@", b"<two@")) != key(first)
    assert key(first.replace(b"Dear team", b"Dear Team")) != key(first)
    assert key(first.replace(b"Subject: Referral", b"Subject: Other")) != key(first)
    assert key(first, "second mailbox") != key(first)


def test_line_ends_within_an_encoded_document_count(mail, part) -> None:
    assert key(mail(part("text/csv", b"a\r\n"))) != key(mail(part("text/csv", b"a\n")))


def test_a_mail_that_cannot_be_taken_apart_is_told_by_its_bytes(mail) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000))
    assert key(mail(deep)) == key(mail(deep))
    assert key(mail(deep)) != key(mail(deep + b"x"))
