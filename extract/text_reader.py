"""Plain text (the body of a mail, a .txt file) to the layout-neutral document.

It finds paragraphs, headings and ticks. Signatures and disclaimers stay paragraphs: what they mean is for others.
"""

import re
from collections.abc import Iterator

from extract.document import Loss, Paragraph, Place, SourceDocument, Span
from extract.quoted_questions import ASKED
from extract.text_lines import Line, joined_lines, own_lines
from extract.ticks import TEXT_OF, TickHabits, find_marks, habits

_PART = "body"
_MAX_TEXT = 2_000_000  # characters
_MAX_HEADING = 80
_MAX_QUESTION = 120
_MIN_CAPITALS = 3
_RULE = re.compile(r"\s*([-_=*#~])\1{2,}\s*")
_BULLET = re.compile(r"\s*[-*•▪◦‣·–]\s+\S")
_DECORATED = re.compile(r"\s*(?P<sign>[*=#~+_-])(?P=sign){0,5}\s*(?P<title>[^\W\d_][^:*=#~]{1,78}?)\s*(?P=sign){2,6}")
_STARRED = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,100}?)(?<=\S)\*(?![\w*])")
_LABEL = re.compile(r"\s*[^\s:][^:]{0,60}:(\s|$)")
_SECTION = re.compile(
    r"\s*((section|part|appendix)\b.{0,70}|\d{1,2}([.)]|\.\d{1,2}[.)]?)\s+[A-Z].{0,70})", re.IGNORECASE
)
_BETWEEN_PAIRS = re.compile(r"(?<=[\w)][.;])\s+(?=[A-Z][\w /&'-]{1,25}[:?]\s)")
_PAIR = re.compile(r"(?:\d{1,2}[.)]\s+)?[A-Z][\w /&'-]{1,25}[:?]\s+\S")
_MAX_PAIR = 8  # words of a question and its answer beside others on a line
_NUMBERED = re.compile(r"\(?\d{1,2}[.):]\s")
_MARKED = r"(?:\s?\d{0,2}\s?[.:)\-–]\**|\s?\d{1,2}\**(?=\s))"  # `Q:`, `Q 3.`, `A12`
_QUESTION_SIGN = re.compile(rf"\s*\**(?:Q|Question){_MARKED}\s+(?=\S)")
_SIGN = re.compile(rf"\s*\**(?:Q|A|Question|Answer|Ans){_MARKED}(?:\s+|$)")
_ANSWER = re.compile(r"(yes|no|none|unknown|n/?a|n\.a\.|nk|tbc|male|female)[.\s]*", re.IGNORECASE)
_CODE = re.compile(r"(?=\S*\d)(?=\S*[A-Z])\S{3,}")  # postcodes and references are no headings
_TIDY = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u00ad": None, "\u200b": None, "\ufeff": None, "\x00": None, ASKED: None}
)


def read_text(content: str) -> SourceDocument:
    """One paragraph a line (hard-wrapped lines joined), without blank lines, rules and quoted mails.

    Quoted text and everything below a reply or forward divider are listed as losses, as is what exceeds two million
    characters. Any text is accepted.
    """
    own, losses = own_lines(content[:_MAX_TEXT].translate(_TIDY))
    if len(content) > _MAX_TEXT:
        losses = (*losses, Loss(what="too_long", where=_PART))
    lines = joined_lines(own)
    habit = habits("\n".join(own))
    signed = _has_signs(lines)
    items: list[Paragraph] = []
    for index, line in enumerate(lines):
        if _RULE.fullmatch(line.text):
            continue
        quoted = line.text.startswith(ASKED)
        asks = quoted or (signed and bool(_QUESTION_SIGN.match(line.text)))
        text = line.text.removeprefix(ASKED)
        text = _SIGN.sub("", text).strip() if signed else text.strip()
        title = _DECORATED.fullmatch(text)
        text = title["title"] if title else text
        items.extend(
            Paragraph(
                spans=tuple(_spans(part, habit)),
                place=Place(part=_PART, paragraph=index + 1),
                heading=asks or title is not None or _is_heading(lines, index),
                list_item=bool(_BULLET.match(part)),
                question=quoted,
            )
            for part in ([text] if quoted else _pairs(text))
        )
    return SourceDocument(format="text", items=tuple(items), losses=losses)


def _has_signs(lines: list[Line]) -> bool:
    """Whether the writer put `Q:` in front of questions and `A:` in front of answers."""
    asked = sum(bool(_QUESTION_SIGN.match(line.text)) for line in lines)
    return asked > 1 and sum(bool(_SIGN.match(line.text)) for line in lines) - asked > 1


def _pairs(text: str) -> list[str]:
    """`CP plan: no. LAC: no. MASH: yes` as one text a pair; a line that is not all such pairs as it is."""
    number = _NUMBERED.match(text)
    first, *others = _BETWEEN_PAIRS.split(text[number.end() :] if number else text)
    parts = [(number[0] if number else "") + first, *others]
    paired = all(_PAIR.match(part) and len(part.split()) <= _MAX_PAIR for part in parts)
    return parts if len(parts) > 1 and paired else [text]


def _spans(text: str, habit: TickHabits) -> Iterator[Span]:
    """Ticks as spans of their own, `*words*` in bold, as mail programs write bold in plain text."""
    position = 0
    for found in find_marks(text, habit):
        yield from _words(text[position : found.start])
        yield Span(text=TEXT_OF[found.mark.state], mark=found.mark)
        position = found.end
    yield from _words(text[position:])


def _words(text: str) -> Iterator[Span]:
    position = 0
    for match in _STARRED.finditer(text):
        if match.start() > position:
            yield Span(text=text[position : match.start()])
        yield Span(text=match[1], bold=True)
        position = match.end()
    if position < len(text):
        yield Span(text=text[position:])


def _is_heading(lines: list[Line], index: int) -> bool:
    line = lines[index]
    text = line.text.strip().strip("*").strip()
    below = lines[index + 1] if index + 1 < len(lines) else None
    if not any(each.isalpha() for each in text):
        return False
    if bullet := _BULLET.match(line.text):
        return _heads_bullets(line.text, below.text if below else "", bullet.end() - 1)
    if below is not None and _RULE.fullmatch(below.text) and not line.alone_below:
        return len(text) <= _MAX_HEADING
    if text.endswith((":", "?")):
        return _asks(line, text, below)
    directly_answers = index > 0 and not line.alone_above and lines[index - 1].text.rstrip().endswith((":", "?"))
    return not directly_answers and (_in_capitals(text) or _is_section(line, text, below))


def _heads_bullets(text: str, below: str, at: int) -> bool:
    """`* Incident` over bullets that are set further in: their heading."""
    words = text[at:].rstrip(" :")
    indent, further = (len(each) - len(each.lstrip()) for each in (text, below))
    return further > indent and bool(_BULLET.match(below)) and len(words) <= _MAX_HEADING and ":" not in words


def _asks(line: Line, text: str, below: Line | None) -> bool:
    """A label or question on a line of its own is a heading where its answer stands below, and not the next label."""
    if below is None or len(text) > (_MAX_HEADING if text.endswith(":") else _MAX_QUESTION):
        return False
    numbered = text.endswith("?") and line.alone_above and _NUMBERED.match(text)
    if (_LABEL.match(below.text) and not numbered) or (line.alone_below and _in_capitals(below.text.strip())):
        return False
    return line.alone_above or not line.alone_below


def _in_capitals(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    if len(letters) < _MIN_CAPITALS or len(text) > _MAX_HEADING or not all(each.isupper() for each in letters):
        return False
    return not _ANSWER.fullmatch(text) and not _CODE.search(text) and ":" not in text.rstrip(":")


def _is_section(line: Line, text: str, below: Line | None) -> bool:
    """A numbered line apart from the text above it, and not one of a list."""
    if not line.alone_above or text.endswith((".", ",", ";")) or not _SECTION.fullmatch(text):
        return False
    return below is None or line.alone_below or not _SECTION.fullmatch(below.text.strip())
