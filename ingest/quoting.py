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
    r"\b(?:answer\w*|comments?|repl(?:y|ies|ied)|responses?)\b[^.\n]{0,40}"
    r"\bin (?:red|blue|green|purple|capitals|caps|bold|italics)\b"
    r"|\b(?:below|beneath|underneath|following (?:e-?mail|message)|this chain|this thread)\b",
    re.I,
)
_FROM_LINE = re.compile(r"^\s*\*?from:", re.IGNORECASE)
_SENT_LINE = re.compile(r"^\s*\*?sent:", re.IGNORECASE)  # no form asks so
_HEADERS_OF_A_MAIL = 2  # beside From
_MOST_HEADERS = 12  # lines from a divider in which headers stand
_FEWEST_ANSWERED = 3  # quoted questions with words of the sender's right below them
_LONGEST_QUESTION = 4  # lines
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
    stands below; of everything else all of it, and what is passed on without its quotation marks. Where answers stand
    between quoted lines, the quoted lines right above them are their questions and keep their marks.
    """
    own = own_words(text, subject)
    if _MARKS.search(text) and (answered := _with_questions(text)):
        return answered
    if (in_thread or is_reply(subject)) and not is_forward(subject) and not _POINTS_BELOW.search(own[:2000]):
        return own
    return _without_dividers(_MARKS.sub("", text))


def _with_questions(text: str) -> str:
    """Own words with the last quoted lines above each, which keep their marks; empty where too few stand so."""
    kept: list[str] = []
    quoted: list[str] = []  # since the last own line
    lines = text.split("\n")
    answered = 0
    for number, line in enumerate(lines):
        mark = _MARKS.match(line)
        if mark:
            quoted.append(line[mark.end() :].strip())
        elif line.strip() and not _begins_earlier_mail(lines, number):
            question = _last_paragraph(quoted)
            answered += bool(question)
            kept.extend(["", *(f"> {each}" for each in question)] if question else [])
            kept.append(line)
            quoted = []
        elif not quoted:
            kept.append("")
    return "\n".join(kept) if answered >= _FEWEST_ANSWERED else ""


def _last_paragraph(quoted: list[str]) -> list[str]:
    """The last lines without a gap, where they are short enough to be a question; else none."""
    while quoted and not quoted[-1]:
        quoted.pop()
    gap = max((number for number, line in enumerate(quoted) if not line), default=-1)
    last = quoted[gap + 1 :]
    return last if len(last) <= _LONGEST_QUESTION else last[-1:]


def _without_dividers(text: str) -> str:
    """The text without the lines that separate mails, and without the headers below them: they answer no question."""
    kept: list[str] = []
    lines = text.split("\n")
    headers_until = -1
    for number, line in enumerate(lines):
        if _begins_earlier_mail(lines, number):
            headers_until = number + _MOST_HEADERS
        elif number > headers_until or not (_HEADER_LINE.match(line) or _FROM_LINE.match(line)):
            if line.strip() and number <= headers_until:
                headers_until = -1  # the first line of what is passed on
            kept.append(line)
    return "\n".join(kept)


def _begins_earlier_mail(lines: list[str], number: int) -> bool:
    line = lines[number]
    if not _DIVIDER.match(line[:400]):
        return False
    following = [each for each in lines[number + 1 : number + 7] if each.strip()]
    if line.lstrip().startswith("_"):
        return any(_FROM_LINE.match(each) for each in following[:2])
    if _FROM_LINE.match(line):  # a form may print `From:` too; several headers follow in a mail
        headers = [each for each in following[:3] if _HEADER_LINE.match(each)]
        return len(headers) >= _HEADERS_OF_A_MAIL or any(_SENT_LINE.match(each) for each in headers)
    return True
