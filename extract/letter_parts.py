"""The parts of a letter: head, subject, text and signature. What they say is for others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extract.boilerplate import PrintedText
from extract.document import Paragraph, Place, Span
from extract.letter_child import SUBJECT
from extract.values import is_blank

_GREETING = re.compile(
    r"^\s*(?:dear|hello|hi|good (?:morning|afternoon|evening|day)|to whom it may concern|to the (?:learning|panel"
    r"|chair|group))\b"
    r"|^\s*(?:ma['’]?am|sir|madam|(?:dear )?(?:all|both|team|colleagues|everyone)|morning(?: \w+)?|afternoon)"
    r"\s*[,!.:–-]*$",
    re.I,
)
_CLOSING = re.compile(
    r"^\W*(?:yours(?: (?:sincerely|faithfully|truly|ever|respectfully))?|(?:with )?(?:(?:kind|best|warm|kindest"
    r"|many)(?:est)? )?(?:regards|wishes)|respectfully(?: yours)?|all the best|with thanks|cheers|speak soon)\W*$",
    re.I,
)
_CLOSING_AND_NAME = re.compile(
    r"^\W*(?:(?:many |kind )?(?:thanks|regards)|cheers|thank you|thx|ta|best wishes|yours sincerely)\b[\s,.–-]+"
    r"(?P<rest>[A-Za-z][\w'’.-]+(?:\s+[A-Za-z][\w'’.-]+){0,2}(?:[\s,|–-]+\(?0[\d\s]{9,13})?)\W*$",
    re.I,
)  # `thanks dave 01632 960851`
_SENT_FROM = re.compile(r"^\W*(?:sent|get outlook)\b.{0,12}\b(?:from|for)\b.{2,40}$", re.I)  # what telephones add
_OF_CHILD = re.compile(r"\s*(?:name of |full )?(?:child|patient|pupil|young person|name|re|regarding)\b", re.I)
_ABOUT_CHILD = re.compile(
    r"\s*(?:d\.?\s?o\.?\s?b|date of birth|born|nhs|home address|address|post\s?code|gp|school|sex|gender|ethnicity"
    r"|hospital|unit)\b",
    re.I,
)
DELIMITER = "--"  # mail programs set it above a signature
LONGEST_WORD = 500  # characters, as long addresses of web pages have
LONGEST_GREETING = 7  # words
LONGEST_SIGNED = 5  # words of a signature's first line
FEWEST_MEMO_LINES = 3
_MEMO_LINE = re.compile(r"\s*(from|to|date|subject|re|cc|ref|copy)\s*:\s*\S", re.I)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The parts of a letter."""

    head: tuple[Paragraph, ...]
    subject: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    signature: tuple[Paragraph, ...]


def closes_answers(text: str, printed: PrintedText, *, mail: bool) -> bool:
    """Whether a line closes a letter (`Yours faithfully`) or, in a mail, its answers (`Many thanks`)."""
    return bool(_CLOSING.match(text)) or (mail and printed.is_sign_off(text))


def find_letter(paragraphs: Sequence[Paragraph], printed: PrintedText, *, is_mail: bool = False) -> Letter | None:
    """The parts of a letter; None for a document without a greeting or memo's head near its top. A mail needs none."""
    lines = [line for each in paragraphs for line in _lines(each) if not _says_nothing(line.text)]
    greeting = next((i for i, each in enumerate(lines[:20]) if _GREETING.match(each.text)), None)
    memo = _memo_head(lines) if greeting is None else None
    greeting = memo if greeting is None else greeting
    greeting = -1 if greeting is None and is_mail else greeting
    if greeting is None or not lines:
        return None
    lines = list(_with_closing_apart(lines, greeting))
    end = _end(lines, greeting, printed)
    signed = end if end < len(lines) and _names_writer(lines, end, greeting) else end + 1
    if greeting >= 0 and memo is None and len(lines[greeting].text.split()) > LONGEST_GREETING:
        greeting -= 1  # `hi its Dave from the council can you look at a case`
    above = _above(lines, greeting)
    subject = [i for i in range(greeting + 1, min(end, greeting + 4)) if SUBJECT.match(lines[i].text)] or above
    told = {i for i in subject if re.search(r"[a-z\d]\.\s+[A-Z]", lines[i].text)}  # `Child: Leo. He was born …`
    body = [lines[i] for i in range(greeting + 1, end) if i not in subject or i in told]
    return Letter(
        head=tuple(lines[i] for i in range(max(greeting + (memo is not None), 0)) if i not in subject),
        subject=tuple(lines[i] for i in subject),
        body=tuple(body),
        signature=tuple(lines[signed : signed + 10]),
    )


def _memo_head(lines: Sequence[Paragraph]) -> int | None:
    """The last line of `From:`, `To:`, `Date:`, `Subject:` at the top of a memo; None where there is no such head."""
    found = [(i, match[1].casefold()) for i, each in enumerate(lines[:15]) if (match := _MEMO_LINE.match(each.text))]
    names = {name for _, name in found}
    return found[-1][0] if "from" in names and len(names) >= FEWEST_MEMO_LINES else None


def _names_writer(lines: Sequence[Paragraph], at: int, head: int) -> bool:
    """Whether a short line is the name behind `From:` in a memo's head."""
    senders = (line.text.partition(":")[2] for line in lines[: head + 1] if re.match(r"\s*from\s*:", line.text, re.I))
    words = {word for sender in senders for word in re.findall(r"[^\W\d_]{3,}", sender.casefold())}
    named = set(re.findall(r"[^\W\d_]{3,}", lines[at].text.casefold()))
    return bool(named) and named <= words and len(lines[at].text.split()) <= LONGEST_SIGNED


def _says_nothing(text: str) -> bool:
    """Blank lines, what telephones add, and words beyond all length, in which names would be looked for in vain."""
    blank = is_blank(text) and text.strip() != DELIMITER
    return blank or bool(_SENT_FROM.match(text)) or max(map(len, text.split())) > LONGEST_WORD


def _with_closing_apart(lines: Sequence[Paragraph], greeting: int) -> Iterator[Paragraph]:
    """`Many thanks Dave` as the closing words and the name below them."""
    for number, line in enumerate(lines):
        match = _CLOSING_AND_NAME.match(line.text) if number > max(greeting, 0) else None
        if match is None:
            yield line
            continue
        words = line.text[: match.start("rest")].strip(" ,.–-")
        yield replace(line, spans=(Span(text=words),))
        yield replace(line, spans=(Span(text=match["rest"]),))


def _above(lines: Sequence[Paragraph], greeting: int) -> list[int]:
    """Where the subject stands above the greeting: the last line that names somebody, or a block about the patient."""
    named = [i for i in range(greeting) if _is_reference(lines[i].text)]
    first = next((i for i in named if _OF_CHILD.match(lines[i].text)), None)
    if first is None:
        return named[-1:]
    block = takewhile(lambda i: i == first or bool(_ABOUT_CHILD.match(lines[i].text)), range(first, greeting))
    return list(block)


def _is_reference(text: str) -> bool:
    """`Re: Leo Marsh, d.o.b. 3/4/15` above the greeting; but not `Our ref: 12/3`."""
    match = SUBJECT.match(text)
    return bool(match and not re.match(r"\s*ref", text, re.I) and re.search(r"[A-Z][a-z]+\s+[A-Z]", match["text"]))


def _end(lines: Sequence[Paragraph], greeting: int, printed: PrintedText) -> int:
    """Where the closing words stand; a `thank you` in the text closes no letter that is signed `yours sincerely`."""
    behind = range(greeting + 1, len(lines))
    closing = next((i for i in behind if _CLOSING.match(lines[i].text)), None)
    if closing is None:
        closing = next((i for i in behind if printed.is_sign_off(lines[i].text)), None)
    if closing is None:
        closing = next((i for i in reversed(behind) if _names_writer(lines, i, greeting)), None)
    return len(lines) if closing is None else closing


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph line by line: letterheads and signatures are often typed into one."""
    text = paragraph.text
    yield from (
        (replace(paragraph, spans=(Span(text=line),)) for line in text.splitlines()) if "\n" in text else (paragraph,)
    )


def signature_places(letter: Letter) -> set[Place]:
    """Where the signature stands: its words answer no questions."""
    return {each.place for each in letter.signature}


def head_places(letter: Letter) -> set[Place]:
    """Where the letterhead stands: a reference or an address there is its writer's."""
    return {each.place for each in letter.head}


def body_places(letter: Letter) -> set[Place]:
    """Where the letter's sentences stand: what was read there as an answer to words above is none."""
    return {each.place for each in letter.body if each.text.rstrip().endswith((".", "!"))}
