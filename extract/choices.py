"""Which printed alternative was chosen: by tick, strike, highlight, underline or bold, compared within the group.

Says what was chosen and what else was typed there; which field that answers is decided elsewhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.document import MarkState, Paragraph, Span
from extract.typed_ticks import ticked_line
from extract.values import tidy

OPTION = re.compile(
    r"(yes|not\s+known|not\s+applicable|n[/.]a|na|n[/.]k|d[/.]k|dk|no(?!\s*[.:]?\s*\d)|nk|y|n|unknown|does\s+not\s+apply|applies|don['’]t\s+know|unsure|not\s+sure|male|female)"
    r"(?![\w'’])",
    re.I,
)
_ALTERNATIVES = re.compile(rf"^\W*{OPTION.pattern}(?:\W+{OPTION.pattern})+\W*$", re.I)
_OWN_WORDS = re.compile(r"^\W*yes\s*/\s*no\b(?:\s*/\s*[a-z][a-z'’ -]{1,24}){1,3}\W*$", re.I)  # `Yes / No / Not asked`
_SLASHED = re.compile(r"[^\s/](?:[^/]*[^\s/])?")
_LEADING_GROUP = re.compile(rf"^\W*{OPTION.pattern}(?:(?:\s*/\s*|\s+){OPTION.pattern})+(?=[\s/.,;:(*])", re.I)
_TRAILING_GROUP = re.compile(r"\w\W+(yes\s*/\s*no(?:\s*/\s*(?:nk|n[/.]k\.?|n[/.]a\.?|not known))?)\W*$", re.I)
_TYPED_BEHIND = re.compile(rf"{OPTION.pattern}\s*/\s*{OPTION.pattern}(?:\t|\s{{2,}})\s*{OPTION.pattern}\W*$", re.I)
_HINT = re.compile(
    r"^\W*\((?:please )?(?:delete|tick|circle|strike|select|choose|mark|underline|highlight|ring)\b[^()]*\)\W*", re.I
)
_LONE_SLASH = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")
_SEXES = {"male", "female", "boy", "girl", "m", "f"}
_SEPARATORS = " \t\n/|,;·•-–—:.()[]"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One group of alternatives on a line. `chosen` is empty where none was picked, longer where several were."""

    before: str  # printed or typed in front of the group: often the question
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    rest: str  # typed behind the last option
    unsure: bool = False

    @property
    def answered(self) -> bool:
        """Whether exactly one alternative was picked."""
        return len(self.chosen) == 1


_ALTERNATIVE_PAIR = re.compile(
    r"\[(?P<a>[^\[\]]{1,30})\]\s*/?\s*\[(?P<b>[^\[\]]{1,30})\]|\b(?P<e>boy|son|male)\s*/\s*(?P<f>girl|daughter|female)\b|\b(?P<c>(?:is|does|has|was|will|have|are|do)\b[^/]{0,12}?)\s*/\s*(?P<d>(?:is|does|has|was|will|have|are|do)\s+not\b(?:\s+been)?)",
    re.I,
)


def read_sentence_choice(spans: Sequence[Span]) -> tuple[str, str] | None:
    """`The child [does] [does not] have …`: the sentence as a question, and `Yes`, `No` or the alternative kept.

    The second text is empty where nothing was struck out; None where the line holds no such alternatives.
    """
    shown = [span for span in spans if not span.hidden]
    text = "".join(span.text for span in shown)
    match = _ALTERNATIVE_PAIR.search(text)
    if not match:
        return None
    names = next(each for each in (("a", "b"), ("e", "f"), ("c", "d")) if match[each[0]])
    pair = [(match[name].strip(), _span_at(shown, match.start(name), match.end(name))) for name in names]
    flags = [not span.strike for _, span in pair]
    if match["e"] and sum(flags) != 1:
        return None  # `Boy / girl / other: boy` is a question
    if all(flags):
        flags = [span.highlight or span.bold or span.underline for _, span in pair]
    label = tidy(text[: match.start()] + " " + text[match.end() :]).strip(" .")
    if sum(flags) != 1:
        return label, ""
    if all(word.casefold() in _SEXES for word, _ in pair):
        label = "sex of child"
    kept, other = (pair[0][0], pair[1][0]) if flags[0] else (pair[1][0], pair[0][0])
    if re.search(r"\bnot\b", kept) or re.search(r"\bnot\b", other):
        return label, "No" if re.search(r"\bnot\b", kept) else "Yes"
    return label, kept


@dataclass(frozen=True, kw_only=True)
class _Option:
    text: str
    on: bool
    unsure: bool = False


def read_choice(spans: Sequence[Span]) -> Choice | None:
    """The group of alternatives in one line; None where the line is none."""
    shown = [span for span in spans if not span.hidden]
    typed = ticked_line([span for span in shown if not _is_placeholder(span)], OPTION.pattern)
    if typed:
        return _choice(
            typed.before, [_Option(text=text, on=on) for text, on in typed.options], _without_hint(typed.rest)
        )
    if any(span.mark for span in shown):
        return _ticked(shown)
    return _formatted(shown)


def read_list_choice(spans: Sequence[Span]) -> Choice | None:
    """An alternative picked from a drop-down list with words written behind it; None for anything else."""
    words = [span for span in spans if span.text.strip() and not span.hidden and not _is_placeholder(span)]
    if len(words) < 2 or not words[0].control or words[0].control.kind != "choice" or not is_option(words[0].text):
        return None
    return _choice("", [_Option(text=tidy(words[0].text), on=True)], tidy(" ".join(span.text for span in words[1:])))


def is_option(text: str) -> bool:
    """Whether a text is one printed alternative and nothing else: `Yes`, `N/K`."""
    return bool(OPTION.fullmatch(tidy(text)))


def left_of_alternatives(text: str) -> str:
    """`/ No / /`, left where the other alternatives were deleted, as the one that stands; other text as it is."""
    parts = [part.strip() for part in _LONE_SLASH.split(text)]
    said = [part for part in parts if part]
    return " ".join(said) if len(parts) > 1 and sum(map(is_option, said)) == 1 else text


def is_alternatives(text: str) -> bool:
    """Whether a text is nothing but alternatives: `Yes / No / NK`."""
    return bool(_ALTERNATIVES.match(text))


def spread_choice(paragraphs: Sequence[Paragraph]) -> tuple[str, ...] | None:
    """What was picked of alternatives that stand in paragraphs of their own; None where they are none."""
    options = [each for each in paragraphs if is_option(each.text)]
    if len(options) < 2:
        return None
    spans = [span for each in options for span in (*each.spans, Span(text=" / "))]
    found = _formatted(spans)
    return found.chosen if found else ()


def _ticked(spans: Sequence[Span]) -> Choice:
    first = next(i for i, span in enumerate(spans) if span.mark)
    before = "".join(span.text for span in spans[:first] if not _is_placeholder(span))
    groups: list[tuple[Span, str]] = []
    for span in spans[first:]:
        if span.mark:
            groups.append((span, ""))
        elif not _is_placeholder(span):
            groups[-1] = (groups[-1][0], groups[-1][1] + span.text)
    trailing = re.search(rf"(?:^|[\s?:]){OPTION.pattern}\s*$", before, re.I)
    behind = groups[-1][1].strip(_SEPARATORS)
    if trailing and (not behind or (all(is_option(text) for _, text in groups[:-1]) and not OPTION.match(behind))):
        # `Yes ☒ No ☐ s.20`: each tick stands behind its option
        texts = [before[trailing.start(1) :], *(text for _, text in groups[:-1])]
        options = [_option(span, text) for (span, _), text in zip(groups, texts, strict=True)]
        return _choice(before[: trailing.start(1)], options, behind)
    *head, last = groups
    word, rest = _split_rest(last[1])
    return _choice(before, [*(_option(span, text) for span, text in head), _option(last[0], word)], rest)


def _option(span: Span, text: str) -> _Option:
    state = span.mark.state if span.mark else MarkState.OFF
    return _Option(text=tidy(text).strip(_SEPARATORS), on=state is MarkState.ON, unsure=state is MarkState.UNSURE)


def _split_rest(text: str) -> tuple[str, str]:
    """`Not known  N/A` into the printed option and what was typed behind it."""
    match = re.match(rf"\s*{OPTION.pattern}", text, re.I)
    if not match or re.match(r"\s*/\s*[a-z]", text[match.end() :]):
        return text, ""
    return match[0], tidy(text[match.end() :]).strip(" ,;-–—")


def _without_hint(text: str) -> str:
    """What was typed behind alternatives without the printed `(delete as appropriate)`."""
    return _HINT.sub("", text).strip(" ,;-–—")


def _choice(before: str, options: Iterable[_Option], rest: str) -> Choice:
    every = tuple(options)
    return Choice(
        before=tidy(before),
        options=tuple(each.text for each in every),
        chosen=tuple(each.text for each in every if each.on),
        rest=_without_hint(rest),
        unsure=any(each.unsure for each in every),
    )


def _formatted(spans: Sequence[Span]) -> Choice | None:
    text = "".join(span.text for span in spans)
    head = re.match(r"^(.*?[?:])\s*(?=\S)", text, re.S)
    for before in ([head[1]] if head and len(head[1]) < len(text) else []) + [""]:
        tail = _cut(spans, len(before))
        plain = "".join(span.text for span in tail)
        plain = re.sub(r"\([^)]*\)\s*$", "", plain)
        if _ALTERNATIVES.match(plain):
            return _contrasted(before, tail)
        if _OWN_WORDS.match(plain):
            return _contrasted(before, tail, _SLASHED)
        trail = _TRAILING_GROUP.search(plain) if not before else None
        if trail:
            group = _contrasted(plain[: trail.start(1)], _cut(tail, trail.start(1)))
            if group.chosen:
                return group
        lead = _LEADING_GROUP.match(plain)
        if lead:
            group = _contrasted(before, head_spans(tail, lead.end()))
            if group.chosen or len(group.options) > 2:
                return replace(group, rest=_without_hint(tidy(plain[lead.end() :]).strip(" ,;:/*-–—")))
    return None


def _contrasted(before: str, spans: Sequence[Span], option: re.Pattern[str] = OPTION) -> Choice:
    matches = _option_matches(spans, option)
    options = [(match[0], _span_at(spans, match.start(), match.end())) for match in matches]
    for chosen in (
        [not each.strike for _, each in options] if any(each.strike for _, each in options) else [],
        [each.highlight for _, each in options],
        [each.underline for _, each in options],
        [each.bold for _, each in options],
    ):
        if any(chosen) and not all(chosen):
            marked = [_Option(text=text, on=on) for (text, _), on in zip(options, chosen, strict=True)]
            return _choice(before, marked, "")
    typed = _TYPED_BEHIND.search("".join(span.text for span in spans))
    unmarked = [_Option(text=text, on=False) for text, _ in options]
    if typed and len(unmarked) > 2:  # `Yes / No   N/A`: the last was typed behind the printed ones
        return _choice(before, [*unmarked[:-1], replace(unmarked[-1], on=True)], "")
    return _choice(before, unmarked, "")


def _option_matches(spans: Sequence[Span], option: re.Pattern[str]) -> list[re.Match[str]]:
    return list(option.finditer(re.sub(r"\([^)]*\)\s*$", "", "".join(span.text for span in spans))))


def _span_at(spans: Sequence[Span], start: int, end: int) -> Span:
    """The span that covers most of a stretch of the joined text."""
    best, position, most = spans[0], 0, -1
    for span in spans:
        overlap = min(end, position + len(span.text)) - max(start, position)
        if overlap > most:
            best, most = span, overlap
        position += len(span.text)
    return best


def head_spans(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans' first `length` characters."""
    kept: list[Span] = []
    for span in spans:
        if length <= 0:
            break
        kept.append(with_text(span, span.text[:length]))
        length -= len(span.text)
    return kept


def _cut(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans without their first `length` characters."""
    kept: list[Span] = []
    for span in spans:
        if length >= len(span.text):
            length -= len(span.text)
            continue
        kept.append(with_text(span, span.text[length:]))
        length = 0
    return kept


def with_text(span: Span, text: str) -> Span:
    """The same formatting around other text."""
    return replace(span, text=text)


def _is_placeholder(span: Span) -> bool:
    return bool(span.control and span.control.placeholder)
