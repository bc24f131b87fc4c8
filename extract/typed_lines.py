"""Word-like documents as people type them: answers between underscores or dots, and lines broken inside a paragraph.

Gives the same document with each line as a paragraph of its own and without the rules typed to write on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.boilerplate import cut_spans
from extract.choices import head_spans
from extract.document import Cell, Paragraph, SourceDocument, Span, Table
from extract.labels import LabelIndex
from extract.values import is_blank, tidy

_RULED = re.compile(r"_{2,}|\.{5,}|…{2,}")
_RULES = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])|_{2,}|\.{5,}|…{2,}")
LONGEST_LABEL = 8  # words in front of a rule to write on
KNOWN = 0.9  # score from which such words are a question without a colon behind them
_BLOCKS = (None, "child", "family", "incident", "agencies", "referrer", "representative")


def with_typed_lines(document: SourceDocument, index: LabelIndex) -> SourceDocument:
    """The document with lines as paragraphs; `index` tells questions that have no colon from answers."""
    if document.format != "docx":
        return document
    items = (part for item in document.items for part in _parted(item, index))
    return replace(document, items=tuple(items))


def _parted(item: Paragraph | Table, index: LabelIndex) -> Iterator[Paragraph | Table]:
    if isinstance(item, Paragraph):
        yield from (_without_rules(line, index) for line in _lines(item))
        return
    rows = tuple(tuple(_parted_cell(cell, index) for cell in row) for row in item.rows)
    yield replace(item, rows=rows)


def _parted_cell(cell: Cell, index: LabelIndex) -> Cell:
    content = tuple(part for item in cell.content for part in _parted(item, index))
    return replace(cell, content=content) if content != cell.content else cell


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph's lines; headings, and lines with tick boxes or controls, which belong together, as they are."""
    text = "".join(span.text for span in paragraph.spans)
    together = any(span.mark or span.control or span.hidden for span in paragraph.spans)
    if "\n" not in text.strip("\n") or paragraph.heading or together:
        yield paragraph
        return
    start = 0
    for line in text.split("\n"):
        spans = head_spans(cut_spans(paragraph.spans, start), len(line))
        start += len(line) + 1
        if line.strip():
            yield replace(paragraph, spans=tuple(spans))


def _without_rules(paragraph: Paragraph, index: LabelIndex) -> Paragraph:
    """`Name: __Jo Field______ Born: __1.5.1990__` as `Name: Jo Field`, a tab, `Born: 1.5.1990`."""
    text = "".join(span.text for span in paragraph.spans)
    rules = list(_RULES.finditer(text)) if _RULED.search(text) else []
    if not rules or is_blank(text) or any(span.control or span.mark for span in paragraph.spans):
        return paragraph
    words = [text[one:other] for one, other in _between(rules, len(text))]
    joints = _joints(words, index)
    if joints is None:
        return paragraph
    spans: list[Span] = []
    for (start, end), joint in zip(_between(rules, len(text)), [*joints, ""], strict=True):
        spans.extend(head_spans(cut_spans(paragraph.spans, start), end - start))
        spans.extend([Span(text=joint)] if joint else [])
    return replace(paragraph, spans=tuple(spans))


def _between(rules: Sequence[re.Match[str]], length: int) -> list[tuple[int, int]]:
    """Where the words in front of, between and behind the rules stand."""
    edges = [0, *(at for rule in rules for at in rule.span()), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _joints(words: Sequence[str], index: LabelIndex) -> list[str] | None:
    """What stands for each rule: nothing in front of an answer, a tab behind it; None where the rules part nothing."""
    joints: list[str] = []
    for number, here in enumerate(words[:-1]):
        following = words[number + 1].strip()
        asks = here.rstrip().endswith((":", "?"))
        if asks or not here.strip():
            joints.append("" if not following or not _asks(following, index) else "\t")
        elif _colon_inside(here):
            joints.append("\t" if following else "")
        elif _asks(here, index) and not (number and not _asks(words[number - 1], index)):
            joints.append(":\t" if _is_known(re.split(r"[:?]", following, maxsplit=1)[0], index) else ": ")
        elif number == 0:
            return None  # a sentence with blanks, or a rule under a heading
        else:
            joints.append("\t" if following else "")
    return joints


def _colon_inside(words: str) -> bool:
    """Whether words are a question with its answer, in front of the rule that is left of its line."""
    return bool(re.search(r"[:?]\s*\S", words))


def _asks(words: str, index: LabelIndex) -> bool:
    """Whether words are a question: with a colon behind them, or known and short."""
    label = re.split(r"[:?]", words, maxsplit=1)[0]
    if label != words:
        return len(label.split()) <= LONGEST_LABEL
    return len(label.split()) <= LONGEST_LABEL and _is_known(label, index)


def _is_known(label: str, index: LabelIndex) -> bool:
    matches = (index.match(tidy(label), group) for group in _BLOCKS if label.strip())
    return any(match and match.score >= KNOWN and match.rule != "likeness" for match in matches)
