"""Lines of tokens to the spans of a paragraph: spaces, hyphens at line ends, formatting, tick boxes in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Span
from extract.pdf_lines import gap_before
from extract.pdf_paragraphs import Lines
from extract.pdf_words import Token
from extract.ticks import TEXT_OF, TickHabits, find_marks

_OPAQUE = "\ufffc"
_SOFT_HYPHEN = "\u00ad"
_CUT_ADDRESS = re.compile(r"\S@\S*$|://\S*$|^www\.\S*$")
_WHOLE_ADDRESS = re.compile(r"\.(?:uk|com|org|net|gov|edu|eu|ie|info|example)[.,;)]?$", re.I)
_HEADING_SIZE = 1.18  # of the document's usual size
_LONGEST_HEADING = 160  # characters
_SENTENCES = re.compile(r"(?:\S+\s+){7,}\S+\.$|(?:\S+\s+){3,}[a-z]+\.\s+[A-Z]")  # is running text, however large
_SURE = 0.97  # trust from which a recognised word is not doubted
_GREY_RANGE = range(85, 205)
_GREY_SPREAD = 14  # between the strongest and the weakest of red, green and blue


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What reading a document's text depends on beyond the line itself."""

    habit: TickHabits
    vocabulary: frozenset[str]  # whole words of the document in lower case: tells which hyphens only break lines
    body_size: float  # points: the usual size of its words


def spans_of(lines: Lines, writing: Writing) -> tuple[Span, ...]:
    """The paragraph's spans; a tick box is a span of its own, neighbours that look alike are one."""
    pieces = list(_joined_lines(lines, writing))
    return tuple(_merged(_with_marks(pieces, writing.habit)))


def is_heading(lines: Lines, writing: Writing) -> bool:
    """Whether a paragraph is set larger than the text: short, and without ticks or fields."""
    tokens = [token for piece in lines.pieces for token in piece.tokens]
    letters = sum(len(each.text) + 1 for each in tokens)
    if letters > _LONGEST_HEADING or any(each.is_box or each.control for each in tokens):
        return False
    if _SENTENCES.search(" ".join(each.text for each in tokens)):
        return False
    return min(each.style.size for each in tokens) >= _HEADING_SIZE * writing.body_size


def _joined_lines(lines: Lines, writing: Writing) -> Iterator[tuple[str, Token]]:
    """Text and token in order, the text with what stands between it and the one before."""
    for number, piece in enumerate(lines.pieces):
        for index, token in enumerate(piece.tokens):
            text = token.text
            if index == len(piece.tokens) - 1 and number + 1 < len(lines.pieces):
                text = _without_break_hyphen(text, lines.pieces[number + 1].tokens[0].text, writing.vocabulary)
            text = text.replace(_SOFT_HYPHEN, "")
            if index:
                text = gap_before(piece.tokens, index) + text
            elif number:
                text = _between_lines(lines, number) + text
            yield text, token


def _between_lines(lines: Lines, number: int) -> str:
    if lines.breaks[number - 1]:
        return "\n"
    before, after = lines.pieces[number - 1].tokens[-1].text, lines.pieces[number].tokens
    if len(after) == 1 and _CUT_ADDRESS.search(before) and not _WHOLE_ADDRESS.search(before):
        return ""
    return "" if before.endswith(("-", _SOFT_HYPHEN)) and len(before) > 1 else " "


def _without_break_hyphen(word: str, following: str, vocabulary: frozenset[str]) -> str:
    """A word at a line end: its hyphen goes where the document elsewhere writes the whole word without it."""
    if not word.endswith("-") or len(word) < 3 or not following[:1].islower():
        return word
    tail = following.rstrip(".,;:!?)'\"’”")
    return word[:-1] if f"{word[:-1]}{tail}".lower().lstrip("('\"‘“") in vocabulary else word


def _with_marks(pieces: Sequence[tuple[str, Token]], habit: TickHabits) -> Iterator[Span]:
    """Spans, cut at the tick boxes that are characters of the text."""
    visible = "".join(_OPAQUE * len(text) if token.mark or token.control else text for text, token in pieces)
    waiting = list(reversed(find_marks(visible, habit)))
    begin = 0
    for text, token in pieces:
        end, position = begin + len(text), begin
        if not text or token.mark is not None:
            yield from _own_span(text, token)
            position = end
        while position < end:
            mark = waiting[-1] if waiting and waiting[-1].start < end else None
            upto = end if mark is None else max(mark.start, position)
            if upto > position:
                yield _span(text[position - begin : upto - begin], token)
            position = upto
            if mark is not None:
                if mark.start >= begin:
                    yield replace(_span(TEXT_OF[mark.mark.state], token), mark=mark.mark)
                position = min(mark.end, end)
                if mark.end <= end:
                    waiting.pop()
        begin = end


def _own_span(text: str, token: Token) -> Iterator[Span]:
    """A tick box or an empty field; the space before a tick box is a span of its own, so that the box is bare."""
    sign = text.lstrip()
    if len(sign) < len(text):
        yield _span(text[: len(text) - len(sign)], replace(token, control=None, strike=False))
    yield replace(_span(sign, token), mark=token.mark)


def _span(text: str, token: Token) -> Span:
    style = token.style
    strongest, weakest = max(style.colour), min(style.colour)
    return Span(
        text=text,
        bold=style.bold,
        italic=style.italic,
        underline=token.underline,
        strike=token.strike,
        highlight=token.highlight,
        grey=strongest - weakest <= _GREY_SPREAD and strongest in _GREY_RANGE,
        hidden=token.hidden,
        size=style.size,
        control=token.control,
        score=token.score,
        doubts=((token.text, token.score),) if token.score is not None and token.score < _SURE else (),
    )


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        if held is not None and _look(held) == _look(span) and not span.mark and not held.mark:
            held = replace(
                held, text=held.text + span.text, score=_lower(held.score, span.score), doubts=held.doubts + span.doubts
            )
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _look(span: Span) -> Span:
    return replace(span, text="", score=None, doubts=())


def _lower(one: float | None, other: float | None) -> float | None:
    """The trust in two recognised texts together."""
    known = [each for each in (one, other) if each is not None]
    return min(known, default=None)
