"""How a paragraph or cell looks: like a label, a heading, `Label: value`. Knows formatting and shape, not fields."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extract.boilerplate import cut_spans
from extract.choices import head_spans, is_option
from extract.document import Cell, Paragraph, Table
from extract.values import is_blank, tidy
from extract.whole_questions import goes_on_asking

_INLINE = re.compile(
    r"^\s*(?:[•*\-–]\s+)?(?P<label>[^:\n]{1,140}?)\s*(?::|\?\s*:?|\t+|_{3,}|\.{4,})(?P<value>.*)$", re.S
)
_REACHED = re.compile(r"\d{5}|@")  # `CAMHS - 01632 960101` is no heading
_PRINTED_QUESTION = re.compile(r"\W*[A-Z][^:.?]{2,60}[:?]\s*")  # between two fields
_SET_APART = re.compile(r"(?:\t|\s{3,})(?=[A-Z][^:?\n]{1,40}:)")
SHORT_QUESTION = 5  # words of a second question behind the first: `Are the police involved? Crime reference?`
LONGEST_HEADING = 160  # characters; guidance and answers are longer


def filled(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs in which anything is printed or written."""
    return [each for each in paragraphs if not is_blank(each.text) or any(span.mark for span in each.spans)]


def all_bold(paragraph: Paragraph) -> bool:
    """Whether every shown word is bold."""
    words = [span for span in paragraph.spans if span.text.strip() and not span.hidden]
    return bool(words) and all(span.bold for span in words)


def is_leaning(paragraph: Paragraph) -> bool:
    """Whether every shown word is in italics."""
    words = [span for span in paragraph.spans if span.text.strip() and not span.hidden]
    return bool(words) and all(span.italic for span in words)


def all_underlined(paragraph: Paragraph) -> bool:
    """Whether every shown word is underlined."""
    words = [span for span in paragraph.spans if span.text.strip() and not span.hidden]
    return bool(words) and all(span.underline for span in words)


def is_controlled(paragraph: Paragraph) -> bool:
    """Whether a form control holds text or a tick here."""
    return any(span.control for span in paragraph.spans)


def without_hint(paragraph: Paragraph) -> str:
    """A question without the hint in italics or grey behind it on the same line; in italics alone behind a grey one."""
    shown = [span for span in paragraph.spans if not span.hidden]
    plain = "".join(span.text for span in shown if not (span.italic or span.grey))
    upright = "".join(span.text for span in shown if not span.italic)
    return next((each for each in (plain, upright) if each.strip()), paragraph.text)


def is_filled_in(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but the words of a page's form field or box to write in."""
    words = [span for span in paragraph.spans if span.text.strip() and not span.hidden]
    return bool(words) and all(
        span.control and not span.mark and span.control.origin in ("acroform", "drawn") for span in words
    )


def is_field(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a page's form field or box to write in, filled or not."""
    return is_filled_in(paragraph) or (
        bool(paragraph.spans) and all(span.control and span.control.placeholder for span in paragraph.spans)
    )


def has_mark(paragraph: Paragraph) -> bool:
    """Whether a tick box stands here."""
    return any(span.mark for span in paragraph.spans)


def is_capitals(text: str) -> bool:
    """Whether short text is all in capitals, as headings of plain text are."""
    words = re.sub(r"\([^()]*\)\s*$|\b\w*\d\w*\b", "", text)  # a postcode or a reference is no word
    letters = [each for each in words if each.isalpha()]
    return len(letters) >= 4 and all(each.isupper() for each in letters) and len(text) <= 90


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is set as a heading: by style, bold all through, or capitals."""
    text = tidy(paragraph.text)
    if not text or len(text) > LONGEST_HEADING or has_mark(paragraph) or is_controlled(paragraph):
        return False
    return paragraph.heading or all_bold(paragraph) or (is_capitals(text) and not _REACHED.search(text))


def split_inline(paragraph: Paragraph) -> tuple[str, Paragraph] | None:
    """`Label: value` (or tab, question mark, leader) as label and rest; the rest may be empty. None otherwise."""
    match = _INLINE.match(paragraph.text)
    if not match or not re.search(r"[^\W\d_]", match["label"]):
        return None
    if re.search(r"\d$", match["label"]) and re.match(r"\d", match["value"]):  # 10:30 is a time
        return None
    set_apart = paragraph.heading or all_bold(paragraph)
    asks_on = set_apart and match["value"].rstrip().endswith("?") and len(match["value"].split()) <= SHORT_QUESTION
    if asks_on or (match["value"] and goes_on_asking(paragraph.text, match["value"], set_apart=set_apart)):
        return tidy(paragraph.text), replace(paragraph, spans=())
    label = match["label"] + ("?" if paragraph.text[match.end("label") :].lstrip().startswith("?") else "")
    return tidy(label), replace(paragraph, spans=cut_spans(paragraph.spans, match.start("value")))


def split_at_bold_labels(paragraph: Paragraph) -> list[Paragraph]:
    """`**Name:** Jo **Role:** Head` as one paragraph a label; a paragraph without such labels as it is."""
    starts = [0]
    for number, span in enumerate(paragraph.spans[1:], start=1):
        before = paragraph.spans[number - 1]
        if span.bold and not before.bold and re.match(r"\s*[^\W\d][^:]{1,120}:", span.text) and before.text.strip():
            starts.append(number)
    if len(starts) == 1:
        return [paragraph]
    ends = [*starts[1:], len(paragraph.spans)]
    return [replace(paragraph, spans=paragraph.spans[start:end]) for start, end in zip(starts, ends, strict=True)]


def split_at_fields(paragraph: Paragraph) -> list[tuple[str, Paragraph]]:
    """A line with form fields to type in: the words in front of each, and the field as a paragraph of its own."""
    found: list[tuple[str, Paragraph]] = []
    words = ""
    for span in paragraph.spans:
        if span.mark:
            return []
        if span.control and span.control.kind in ("text", "choice", "date"):
            found.append((tidy(words).strip(" .,;:()–-"), replace(paragraph, spans=(span,))))
            words = ""
        else:
            words += span.text
    return found


def bold_lead(paragraph: Paragraph) -> tuple[str, Paragraph] | None:
    """Bold words at the start and the plain rest; None unless there are both."""
    spans = [span for span in paragraph.spans if not span.hidden]
    lead = list(takewhile(lambda span: span.bold or not span.text.strip(), spans))
    label = "".join(span.text for span in lead)
    rest = spans[len(lead) :]
    if not label.strip() or not any(span.text.strip() for span in rest):
        return None
    return tidy(label).rstrip(":"), replace(paragraph, spans=tuple(rest))


def label_paragraphs(cell: Cell) -> list[Paragraph]:
    """The paragraphs of a label cell that print the question: without its hints in italics, grey or small print."""
    lines = filled(cell.paragraphs)
    if not lines:
        return []
    first = lines[0]
    kept = [first]
    for line in lines[1:]:
        same_tone = all(span.italic or span.grey for span in line.spans if span.text.strip()) == all(
            span.italic or span.grey for span in first.spans if span.text.strip()
        )
        if not same_tone or all_bold(first) != all_bold(line) or _size(line) < 0.9 * _size(first):
            break
        kept.append(line)
    return kept


def label_text(cell: Cell) -> str:
    """The question of a label cell on one line."""
    return tidy(" ".join(each.text for each in label_paragraphs(cell)))


def is_label_cell(cell: Cell) -> bool:
    """Whether a cell is set as printed text: shaded, marked as header, or bold in its first line, without controls."""
    lines = filled(cell.paragraphs)
    if not lines or any(is_controlled(line) or has_mark(line) for line in lines) or is_option(lines[0].text):
        return False
    return (cell.header or all_bold(lines[0])) and len(tidy(lines[0].text)) <= 300


def is_empty_cell(cell: Cell) -> bool:
    """Whether nothing stands in a cell, nested tables included."""
    return not filled(cell.paragraphs) and not any(isinstance(each, Table) for each in cell.content)


def _size(paragraph: Paragraph) -> float:
    return max((span.size or 0.0 for span in paragraph.spans if span.text.strip()), default=0.0)


def parted_behind_ticks(paragraph: Paragraph) -> list[Paragraph]:
    """`☒ Agreed ☐ Not agreed   Date: 2 May` as the alternatives and the question set apart behind them.

    Likewise `[Yes]  Details: [asthma]`, where a field stands in front of the printed question.
    """
    marks = [number for number, span in enumerate(paragraph.spans) if span.mark]
    if not marks:
        return _parted_behind_fields(paragraph)
    ticked = sum(len(span.text) for span in paragraph.spans[: marks[-1] + 1])
    behind = _SET_APART.search(paragraph.text, ticked)
    if behind is None or any(span.hidden for span in paragraph.spans):
        return [paragraph]
    parts = (head_spans(paragraph.spans, behind.start()), cut_spans(paragraph.spans, behind.end()))
    return [replace(paragraph, spans=tuple(spans)) for spans in parts]


def _parted_behind_fields(paragraph: Paragraph) -> list[Paragraph]:
    fields = [bool(span.control) for span in paragraph.spans]
    starts = [
        number
        for number, span in enumerate(paragraph.spans)
        if any(fields[:number]) and not span.control and _PRINTED_QUESTION.fullmatch(span.text)
    ]
    ends = [*starts, len(paragraph.spans)]
    parts = [paragraph.spans[start:end] for start, end in zip([0, *starts], ends, strict=True)]
    return [replace(paragraph, spans=each) for each in parts] if starts else [paragraph]
