"""As many invented mails as wanted, no two alike: referrals in forms and in words, and what else a mailbox sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.corpus.kinds_pieces import DEAR, OCTETS, changed, envelope, files, form, locked_zip
from tests.corpus.mail_pieces import WORD, Envelope, attached, mail, text

_FIRST = "Ada Bryn Cora Dara Eli Fern Gwen Hugo Iris Jory Kit Lark Milo Nell Orla Piers Quin Rhea Saul Tess Una Vere"
_LAST = (
    "Arlow Brannock Corrin Dunmere Ellery Farrow Gantry Hollin Ivery Jessop Kerrow Lanyon Marden Norrie Oakes Penrow"
)
FIRST, LAST = (*_FIRST.split(), "Wyn", "Yves", "Zara"), (*_LAST.split(), "Quarrie", "Rendle", "Selwick", "Tarrant")
AGENCIES = ("harbour-school", "islandcouncil.gov", "channelcoast.icb.nhs", "channelisland.police", "kerne")


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """One of many. `child` is named in no other; empty for a mail that is no referral."""

    content: bytes
    child: str = ""


def many_mails(count: int) -> Iterator[Numbered]:
    """Most of them referrals from senders of their own; every fortieth comes twice, byte for byte."""
    written: list[Numbered] = []
    for number in range(count):
        again = number % 40 == 39
        written.append(written[number - 20] if again else _one(number))
        yield written[-1]


def _one(number: int) -> Numbered:
    child = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
    env = envelope(f"worker{number}@{AGENCIES[number % len(AGENCIES)]}.example", f"Referral {number}", number % 900)
    if number % 10 == 7:
        return Numbered(content=_other(number, env))
    if number % 3 == 0:
        return Numbered(content=_with_form(number, env, child), child=child)
    return Numbered(content=mail(env, text(_in_words(number, env, child))), child=child)


def _with_form(number: int, env: Envelope, child: str) -> bytes:
    document = changed(form("captions_below.docx"), "Kit Arran Sorley", child)
    document = changed(document, "07/07/2009", f"{1 + number % 28:02d}/{1 + number % 12:02d}/{2009 + number % 15}")
    return files(env, DEAR, attached(f"Referral {number}.docx", document, WORD))


def _in_words(number: int, env: Envelope, child: str) -> str:
    return (
        "Dear team,\n\nplease consider the following case.\n\n"
        f"Child's name: {child}\n"
        f"Child's date of birth: {1 + number % 28:02d}/{1 + number % 12:02d}/{2008 + number % 16}\n"
        f"Date of incident: {1 + number % 27:02d}/10/2026\nPlace of incident: Kerne\n"
        f"Summary of incident: {child.split()[0]} was found with burns to both hands after being left alone overnight. "
        "A neighbour had called the police twice that month.\n"
        "Background: The family was known to early help. Two agencies held different information.\n"
        f"Referrer: Hana Curnow, Early Help Coordinator, 01632 960{number % 1000:03d}, {env.address}\n"
    )


def _other(number: int, env: Envelope) -> bytes:
    kind = number // 10 % 5
    if kind == 0:
        return mail(env, text("When does the group meet next? Kind regards\n"))
    if kind == 1:
        return files(env, "The form is in the archive.\n", attached("form.zip", locked_zip(), "application/zip"))
    if kind == 2:
        return files(env, DEAR, attached("form.docx", f"PK\x03\x04 damaged {number}".encode() * 40, WORD))
    if kind == 3:
        away = envelope(env.address, "Automatic reply: meeting", number, "Auto-Submitted: auto-replied")
        return mail(away, text(f"I am away until the {1 + number % 28}th.\n"))
    return files(env, "See attached.\n", attached("scan.bin", bytes(range(256)) * 8 + bytes([number % 251]), OCTETS))
