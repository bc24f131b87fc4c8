"""Cuts a section into sentences. Knows of bullets, dated lines, abbreviations and wrapped lines; nothing of meaning."""

import re
from collections.abc import Iterator

MAX_SENTENCE = 420  # characters: longer runs are cut at a comma or a space, so that a quote stays a quote
LONG = 240  # from here on a semicolon ends a sentence
_WRAPPED = 45  # a line at least this long without an end mark may go on in the next line

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
_MARK = re.compile(
    r"^[\s\u2022\u25cf\u25aa\u00b7\uf0b7>*\-\u2013\u2014]+|^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+", re.IGNORECASE
)
_STARTS_ITEM = re.compile(r"^\s*(?:[\u2022\u25cf\u25aa\u00b7\uf0b7>*\-\u2013\u2014]|\(?\d|[a-z][.)]\s)", re.IGNORECASE)
_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]{1,8}[\"'\u201d\u2019)\]]{0,4}(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\[\"']{1,20}$")
_CUT = re.compile(r"[,;:\u2013\u2014]\s|\s")

Span = tuple[int, int]


class SentenceSplitter:
    """Splits text; built once with the abbreviations whose full stop ends nothing."""

    def __init__(self, abbreviations: tuple[str, ...]) -> None:
        self._abbreviations = frozenset(each.lower().rstrip(".") for each in abbreviations)

    def split(self, text: str) -> list[Span]:
        """Start and end of each sentence, in order, white space and bullets trimmed off. Nothing for blank text."""
        found: list[Span] = []
        for start, end in _paragraphs(text):
            for piece in self._sentences(text, start, end):
                found.extend(_trimmed(text, span) for span in _bounded(text, *piece))
        return [(start, end) for start, end in found if any(letter.isalnum() for letter in text[start:end])]

    def _sentences(self, text: str, start: int, end: int) -> Iterator[Span]:
        begin = start
        for mark in _END.finditer(text, start, end):
            if self._ends(text, mark, begin):
                yield begin, mark.end()
                begin = mark.end()
        yield begin, end

    def _ends(self, text: str, mark: re.Match[str], begin: int) -> bool:
        if mark.group()[0] != ".":
            return True
        word = _LAST_WORD.search(text, begin, mark.start())
        if word is None:
            return True
        letters = word.group().lower()
        if letters == "no" and not text[mark.end() : mark.end() + 3].lstrip()[:1].isdigit():
            return True  # an answer, not a number
        if letters in self._abbreviations or (len(letters) == 1 and letters.isalpha() and word.group().isupper()):
            return False
        following = text[mark.end() : mark.end() + 3].lstrip()
        return not (
            letters.isdigit() and len(letters) <= 2 and mark.start() - len(letters) == begin and following != ""
        )


def _paragraphs(text: str) -> Iterator[Span]:
    """Runs of lines that belong together: a wrapped line goes on, a list item or a finished line does not."""
    open_start, open_end, last = -1, -1, ""
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            if open_start >= 0:
                yield open_start, open_end
            open_start = -1
            continue
        if open_start >= 0 and _continues(last, line, text[open_end : match.start()]):
            open_end = match.end()
        else:
            if open_start >= 0:
                yield open_start, open_end
            open_start, open_end = match.start(), match.end()
        last = line
    if open_start >= 0:
        yield open_start, open_end


def _continues(before: str, line: str, gap: str) -> bool:
    """Whether `line` goes on with the sentence of the line before it (hard-wrapped mail or PDF text)."""
    ended = before.rstrip().endswith((".", "!", "?", ":", ";"))
    blank = gap.count("\n") > 1 or gap.count("\r") > 1
    if ended or blank or _STARTS_ITEM.match(line):
        return False
    first = line.lstrip()[:1]
    return first.islower() and len(before) >= _WRAPPED


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """The span itself, or its parts at semicolons or, failing these, near the longest length."""
    if end - start > LONG:
        for part_start, part_end in _at_semicolons(text, start, end):
            yield from _cut(text, part_start, part_end)
    else:
        yield start, end


def _at_semicolons(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in re.finditer(r";\s", text[start:end]):
        yield begin, start + match.end()
        begin = start + match.end()
    yield begin, end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > MAX_SENTENCE:
        window = [match.end() for match in _CUT.finditer(text, start + MAX_SENTENCE // 2, start + MAX_SENTENCE)]
        at = window[-1] if window else start + MAX_SENTENCE
        yield start, at
        start = at
    yield start, end


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    mark = _MARK.match(text[start:end])
    if mark is not None and mark.end() < end - start:
        start += mark.end()
    while (start < end and not text[start].isprintable()) or (start < end and text[start].isspace()):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";\x00"):
        end -= 1
    return start, end
