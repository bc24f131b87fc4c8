"""What the sender wrote, without what the mail repeats of earlier ones. Our own wording comes back in every answer."""

import re

_MARK = re.compile(r"^\s{0,3}>")
_DIVIDER = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message)\s*-{2,}|_{10,}|on\b.{5,200}\bwrote:|from:\s.{1,200})\s*$",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(r"^\s*\*?(?:sent|date|to|subject|cc):", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(?:(?:re|aw|sv|antw)\s*:\s*)*(?:fw|fwd|wg|tr)\s*:", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:re|aw|sv|antw)\s*:", re.IGNORECASE)
_POINTS_BELOW = re.compile(
    r"\b(?:below|beneath|underneath|following (?:e-?mail|message)|this chain|this thread)\b", re.I
)
_MARKS = re.compile(r"^(?:[ \t]?>)+[ \t]?", re.MULTILINE)


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


def is_forward(subject: str) -> bool:
    """Whether the subject says that a mail is passed on."""
    return _FORWARD.match(subject) is not None


def is_reply(subject: str) -> bool:
    """Whether the subject says that a mail answers another."""
    return _REPLY.match(subject) is not None and not is_forward(subject)


def text_to_read(text: str, subject: str, *, in_thread: bool) -> str:
    """The part of a mail's text in which a referral may stand.

    Of an answer only its own words, as a referral that it repeats has been taken in before, unless they point to what
    stands below; of everything else all of it, and what is passed on without its quotation marks.
    """
    own = own_words(text, subject)
    if (in_thread or is_reply(subject)) and not is_forward(subject) and not _POINTS_BELOW.search(own[:2000]):
        return own
    return _MARKS.sub("", text)


def _begins_earlier_mail(lines: list[str], number: int) -> bool:
    line = lines[number]
    if not _DIVIDER.match(line[:400]):
        return False
    following = lines[number + 1 : number + 5]
    if re.match(r"\s*(?:from:|_{10,})", line, re.IGNORECASE):  # a form may print `From:` too; headers follow in a mail
        return any(_HEADER_LINE.match(each) for each in following)
    return True
