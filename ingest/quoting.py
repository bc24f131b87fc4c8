"""What the sender wrote, without what the mail repeats of earlier ones. Our own wording comes back in every answer."""

import re

_MARK = re.compile(r"^\s{0,3}>")
_DIVIDER = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message)\s*-{2,}|_{10,}|on\b.{5,200}\bwrote:|from:\s.{1,200})\s*$",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(r"^\s*\*?(?:sent|date|to|subject|cc):", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(?:fw|fwd|wg|tr)\s*:", re.IGNORECASE)


def own_words(text: str, subject: str = "") -> str:
    """The text without quoted lines and without the earlier mails below it; a forwarded mail is kept whole.

    What somebody forwards is what they have to say, so with `Fw:` in the subject nothing is cut.
    """
    if _FORWARD.match(subject):
        return text
    lines = text.split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _begins_earlier_mail(lines, number):
            break
        if not _MARK.match(line):
            kept.append(line)
    return "\n".join(kept)


def _begins_earlier_mail(lines: list[str], number: int) -> bool:
    line = lines[number]
    if not _DIVIDER.match(line[:400]):
        return False
    following = lines[number + 1 : number + 5]
    if re.match(r"\s*(?:from:|_{10,})", line, re.IGNORECASE):  # a form may print `From:` too; headers follow in a mail
        return any(_HEADER_LINE.match(each) for each in following)
    return True
