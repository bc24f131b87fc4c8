"""Forms typed line by line: numbered questions with the answer behind them, and `Label - answer` lines.

Both are habits of a whole document: one such line alone proves nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.boilerplate import cut_spans, is_toned
from extract.choices import head_spans, read_choice
from extract.document import Paragraph, SourceDocument
from extract.labels import LabelIndex
from extract.questions import KNOWN, STRONG
from extract.shapes import bold_lead, is_heading, split_inline
from extract.small_questions import size_of_questions
from extract.values import is_blank, tidy

FEWEST_NUMBERED = 6  # lines with rising numbers that make a list of questions
FEWEST_LABELLED = 6  # `Label: answer` lines that make a habit
FEWEST_HEADED = 6  # known questions set as headings, with plain words below, that make a habit
FEWEST_DASHED = 3  # known labels in front of a dash that make it a habit
LONGEST_SEPARATED = 9  # words of a label in front of a separator
TAB = r"\t+\s*"
TABBED_SHARE = 0.5  # of the lines with tabs that must begin with a known question for a habit
SEPARATORS = (
    r"\s*(?:\.{2,}|…)\s*",
    r"\s*=+>?\s*",
    r"\s*-+>\s*",
    r"\s*>+\s*",
    r"\s*\|\s*",
    r"\s*~+\s*",
    TAB,
    r"\s+/+\s+",
)  # signs that people set between question and answer, as patterns
FEWEST_TABBED = 2  # pairs of question and answer on a line, parted by tabs alone
FEWEST_ASKING = 2  # words of a question that is told from a title such as `Referrer: contact details`
LONGEST_DASHED = 6  # words of a label in front of a dash
_PAIR = re.compile(r"[^:?\n\t]{2,60}[:?]")
_NUMBER = re.compile(r"^\s*(?:q(?:uestion)?\s*\.?\s*)?(?P<number>\d{1,2})[a-z]?\s*[.):\-–]\s*(?=\S)", re.I)
_ASKED = re.compile(_NUMBER.pattern + r".*\?\s*$", re.I | re.S)
_QUESTION = re.compile(
    r"^(?P<label>[^?:.]{3,200}?(?:\([^)]*\))?\s*(?:[?:]|\.(?=\s+[A-Z])|\s{3,}|\t))\s*(?P<value>.*)$", re.S
)
_LABELLED = re.compile(r"^(?P<label>[A-Z][\w'’/&()-]*(?:\s[\w'’/&()-]+){0,7}):\s+\S")
_ASKING = re.compile(r"^(?:\d{1,2}[.)]\s+|[-*•]\s+)?(?P<label>[A-Z][^?.!:\n]{1,100})\?\s+\S")
_DASHED = re.compile(r"^\s*(?P<label>[^:?\n]{2,60}?)\s+[-–—]+\s*(?P<value>\S.*)?$", re.S)
_ALL_BLOCKS = (None, "child", "incident", "referrer", "representative", "family", "agencies")
_BLOCKS = (None, "child", "incident", "referrer", "representative")

_PART_NUMBER = re.compile(r"^\W*(?P<main>\d{1,2})(?:(?P<letter>[a-z])|\.(?P<part>\d{1,2}))[.):]?\s+(?=[A-Z])")
LONGEST_NEXT = 90  # characters of a question that is known by its number alone
Line = tuple[str, Paragraph]  # label and what stands behind it


@dataclass(frozen=True, kw_only=True)
class LineHabits:
    """How a document sets its questions where no table does."""

    numbered: bool = False
    asked: bool = False  # numbered questions, headings or not, each with its answer below
    dashed: bool = False
    labelled: bool = False  # `Label: answer` lines all through
    asking: bool = False  # `Question? Answer` lines all through
    headed: bool = False  # questions as headings, answers as text below
    question_size: float = 0.0  # points, where questions stand small over their answers
    separator: str = ""  # what stands between question and answer all through: a pattern, empty for nothing of its own


def habits_of(document: SourceDocument, index: LabelIndex) -> LineHabits:
    """The habits of a whole document."""
    lines = [each for each in document.items if isinstance(each, Paragraph) and not each.heading]
    numbers = [int(found["number"]) for each in lines if (found := _NUMBER.match(each.text)) and _asks(each)]
    rising = sum(later > earlier for earlier, later in pairwise(numbers))
    dashed = [found["label"] for each in lines if (found := _DASHED.match(each.text))]
    known = sum(any(_knows(label, group, index) for group in _BLOCKS) for label in dashed)
    labels = [found["label"] for each in lines if (found := _LABELLED.match(each.text))]
    sure = sum(any(_knows(label, group, index) for group in _BLOCKS) for label in labels)
    separator = _usual_separator(lines, index) if document.format == "text" else _tab_habit(lines, index)
    asked = [found for each in document.items if isinstance(each, Paragraph) and (found := _ASKED.match(each.text))]
    return LineHabits(
        asked=sum(int(a["number"]) < int(b["number"]) for a, b in pairwise(asked)) + 1 >= FEWEST_NUMBERED,
        numbered=rising + 1 >= FEWEST_NUMBERED,
        dashed=known >= FEWEST_DASHED,
        separator=separator,
        headed=_headed(document, index) >= FEWEST_HEADED,
        question_size=size_of_questions(document),
        asking=document.format in ("text", "mail") and _asked(lines, index),
        labelled=document.format == "text" and len(labels) >= FEWEST_LABELLED and sure >= FEWEST_DASHED,
    )


def _asked(lines: Sequence[Paragraph], index: LabelIndex) -> bool:
    """Whether enough lines begin with a question and go on with its answer, some of them known questions."""
    asked = [found["label"] for each in lines if (found := _ASKING.match(each.text))]
    known = sum(any(_knows(label, group, index) for group in _BLOCKS) for label in asked)
    return len(asked) >= FEWEST_LABELLED and known >= FEWEST_DASHED


def _headed(document: SourceDocument, index: LabelIndex) -> int:
    """How many headings are known questions with an answer in plain words right below."""
    return sum(
        isinstance(one, Paragraph) and one.heading and isinstance(other, Paragraph) and not other.heading
        and any(_knows(tidy(one.text), group, index) for group in _ALL_BLOCKS)
        for one, other in pairwise(document.items)
    )  # fmt: skip


def _usual_separator(lines: Sequence[Paragraph], index: LabelIndex) -> str:
    """The sign that parts question and answer on most lines of a mail, other than a colon; empty where none does."""
    counts: dict[str, int] = {}
    for separator in SEPARATORS:
        labels = [found[0] for each in lines if (found := separated_line(each, separator))]
        known = sum(any(_knows(label, group, index) for group in _ALL_BLOCKS) for label in labels)
        if len(labels) >= FEWEST_LABELLED and known >= FEWEST_DASHED:
            counts[separator] = len(labels)
    return max(counts, key=lambda each: counts[each], default="")


def _tab_habit(lines: Sequence[Paragraph], index: LabelIndex) -> str:
    """The tab as separator where most lines with tabs are a known question and its answer; else empty."""
    tabbed = [parts for each in lines if len(parts := [tidy(part) for part in each.text.split("\t")]) > 1]
    asked = [parts for parts in tabbed if any(_knows(parts[0], group, index) for group in _ALL_BLOCKS)]
    heads = [parts for parts in asked if any(_knows(parts[1], group, index) for group in _ALL_BLOCKS)]
    habit = len(asked) - len(heads) >= max(FEWEST_LABELLED, TABBED_SHARE * len(tabbed))
    return TAB if habit else ""


def separated_line(paragraph: Paragraph, separator: str) -> Line | None:
    """A few words, the separator, and the rest, which may be empty; None for any other line."""
    if not separator:
        return None
    found = re.match(rf"^\s*(?P<label>[^\W\d_][^\t:?]{{0,70}}?\??)(?:{separator})(?P<value>.*)$", paragraph.text, re.S)
    if not found or len(found["label"].split()) > LONGEST_SEPARATED:
        return None
    return tidy(found["label"]), replace(paragraph, spans=cut_spans(paragraph.spans, found.start("value")))


def is_habitual(paragraph: Paragraph, habits: LineHabits) -> bool:
    """Whether a line begins as every answer of such a mail does: a few words and a colon, or a question."""
    labelled = habits.labelled and _LABELLED.match(paragraph.text)
    return bool(labelled or (habits.asking and _ASKING.match(paragraph.text)))


def side_by_side_pairs(
    paragraph: Paragraph, index: LabelIndex, group: str | None, separator: str = ""
) -> list[Paragraph]:
    """The pairs of `Surname: A    Forename: B` on one line, parted by tabs or wide gaps; empty where there are none.

    Where the tab is the document's `separator`, one known question is enough.
    """
    text = paragraph.text
    if tabbed := _tabbed_pairs(paragraph, index, group, habit=separator == TAB):
        return tabbed
    cuts = [match.end() for match in re.finditer(r"\t+|\s{3,}", text)]
    starts = [0, *(cut for cut in cuts if _PAIR.match(text[cut:]) or _chosen(paragraph, cut))]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(text)]
    return [_part(paragraph, start, end) for start, end in zip(starts, ends, strict=True)]


def _tabbed_pairs(paragraph: Paragraph, index: LabelIndex, group: str | None, *, habit: bool) -> list[Paragraph]:
    """The pairs of `Ethnicity <tab> White British <tab> Language <tab> English`; empty unless every other part asks."""
    cells = list(re.finditer(r"[^\t]+", paragraph.text))
    asks = [_is_known(each[0], index, group) for each in cells]
    asks += [False] if habit and len(asks) % 2 and paragraph.text.endswith("\t") else []  # the last answer is empty
    enough = any(asks[::2]) and len(asks) % 2 == 0 if habit else all(asks[::2])
    if len(asks[::2]) < FEWEST_TABBED or not enough or any(asks[1::2]):
        return []  # questions side by side have their answers on the next line
    starts = [each.start() for each in cells[::2]]
    ends = [*starts[1:], len(paragraph.text)]
    return [_part(paragraph, start, end) for start, end in zip(starts, ends, strict=True)]


def _is_known(text: str, index: LabelIndex, group: str | None) -> bool:
    match = index.match(tidy(text), group)
    return match is not None and match.score >= KNOWN


def _chosen(paragraph: Paragraph, start: int) -> bool:
    """Whether a question with printed alternatives behind it begins there: `Looked after  YES / NO`."""
    choice = read_choice(_part(paragraph, start, len(paragraph.text)).spans)
    asks = choice is not None and len(choice.options) > 1 and bool(re.search(r"[^\W\d_]{2}", choice.before))
    return asks and not any(span.mark for span in paragraph.spans)


def _part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    return replace(paragraph, spans=tuple(head_spans(cut_spans(paragraph.spans, start), end - start)))


def numbered_question(paragraph: Paragraph) -> Line | None:
    """`Q8. Where? At home`: the sentence that asks, and the rest; None for a line that has no number in front."""
    number = _NUMBER.match(paragraph.text)
    found = _QUESTION.match(paragraph.text[number.end() :]) if number else None
    if not number or not found:
        return None
    return tidy(found["label"]).rstrip(" :."), replace(
        paragraph, spans=cut_spans(paragraph.spans, number.end() + found.start("value"))
    )


def asks_next(pending: str | None, paragraph: Paragraph) -> bool:
    """Whether a short line goes on with the numbering of the question before it: `3d. Action taken` behind `3c. …`."""
    before, here = _PART_NUMBER.match(pending or ""), _PART_NUMBER.match(paragraph.text)
    text = tidy(paragraph.text)
    if not before or not here or before["main"] != here["main"] or len(text) > LONGEST_NEXT or text.endswith("."):
        return False
    last, now = before["letter"] or before["part"], here["letter"] or here["part"]
    if last.isdigit() != now.isdigit():
        return False
    return int(now) == int(last) + 1 if now.isdigit() else ord(now) == ord(last) + 1


def answers_number(pending: str, paragraph: Paragraph) -> bool:
    """Whether a plain line stands below a question with a number of which it has none, and asks nothing itself."""
    text = tidy(paragraph.text)
    asks = text.endswith(("?", ":")) or _NUMBER.match(text) or is_heading(paragraph) or is_toned(paragraph)
    return bool(_NUMBER.match(pending)) and pending.endswith("?") and not asks


def dashed_line(paragraph: Paragraph, group: str | None, index: LabelIndex) -> Line | None:
    """`Gender - male` where the words in front of the dash are a known question of the block."""
    found = _DASHED.match(paragraph.text)
    if not found or not any(_knows(found["label"], each, index) for each in dict.fromkeys((group, None))):
        return None
    value = found.start("value") if found["value"] else len(paragraph.text)
    return tidy(found["label"]), replace(paragraph, spans=cut_spans(paragraph.spans, value))


def is_answered(paragraph: Paragraph, index: LabelIndex) -> bool:
    """Whether a line is a question in bold up to its colon, or a plain one in known words, with its answer behind."""
    lead = bold_lead(paragraph)
    if lead is not None:
        return paragraph.text.strip().startswith(f"{lead[0]}:")
    split = None if is_heading(paragraph) else split_inline(paragraph)
    if (
        split is None
        or is_blank(split[1].text)
        or len(split[0].split()) < FEWEST_ASKING
        or index.section(split[1].text)
    ):
        return False
    return any(_knows(split[0], each, index) for each in _ALL_BLOCKS)  # `Name of child: Leo Marsh` above a table


def _asks(paragraph: Paragraph) -> bool:
    return numbered_question(paragraph) is not None


def _knows(label: str, group: str | None, index: LabelIndex) -> bool:
    match = index.match(label, group) if len(label.split()) <= LONGEST_DASHED else None
    return bool(match and match.score >= STRONG and match.rule in ("label", "bare"))
