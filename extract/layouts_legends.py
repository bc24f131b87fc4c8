"""Lists whose heading says what stands in each of their lines: `Agencies - agency / name / contact`, `(name, dob)`.

The legend may stand behind the heading, in brackets, or on a line of its own below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.boilerplate import cut_spans
from extract.choices import head_spans
from extract.dates import find_dates
from extract.document import Cell, Paragraph, Table
from extract.form_state import FormState
from extract.shapes import has_mark
from extract.told.family import KIN
from extract.values import find_emails, find_phones, special_answer, tidy

LONGEST = 140  # characters of a heading with its legend
FEWEST, MOST = 2, 8  # facts that a legend names
MOST_WORDS = 6  # of one of them
FIRST_KNOWN = 0.7  # score of the first of them
SHARE = 0.6  # of them that must be known
_LISTS = ("family", "agencies")
_SEPARATORS = (r"\s*\|\s*", r"\s*;\s*", r"\t+", r"\s*/\s*", r"\s+[-–—]+\s+", r"\s*,\s+")
_IN_LINES = {r"\s*/\s*": r"\s+/\s*|\s*/\s+"}  # dates and addresses have strokes of their own
_BEHIND_HEADING = re.compile(r"\s*[:(\[]\s*|\s+[-–—]+\s+")
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-hA-H])[.)]\s*|[-*•▪◦‣·–]\s+)")
_ANSWER = re.compile(
    rf"^(?:{KIN})s?$|\b(?:n/?k|n/?a|not known|unknown|none|yes|no)$|(?-i:[A-Z][a-z]+ [A-Z][a-z])", re.I
)
_EXAMPLE = re.compile(r"^\W*(?:format|please (?:give|list|use)|e\.?g\.?|as|in the (?:form|order))\s*[:\-–]?\s*", re.I)


@dataclass(frozen=True, kw_only=True)
class Legend:
    """What the lines of a list hold: the heading's own words, the names of the facts, and what parts them."""

    heading: str
    names: tuple[str, ...]
    separator: str


def legend_table(items: Sequence[Paragraph | Table], state: FormState) -> Table | None:
    """A legend with the lines below it, a row each; None where the first line is none, or the lines do not keep to it.

    `items`: a line and what stands behind it. The block that the legend's heading names is open from here on.
    """
    if not items or not isinstance(items[0], Paragraph) or has_mark(items[0]):
        return None
    legend = _legend(tidy(items[0].text), state)
    if legend is None:
        return None
    taken: list[list[Paragraph]] = []
    for line in items[1:]:
        entry = _entry(line, legend) if isinstance(line, Paragraph) else None
        if entry is None:
            break
        taken.append(entry)
    if not taken or not _keep_to(legend, taken):
        return None
    head = [_printed(items[0], name) for name in legend.names]
    rows = tuple(_row(parts, number, len(head)) for number, parts in enumerate([head, *taken]))
    if legend.heading:
        state.open_block(legend.heading)
    return Table(rows=rows, place=items[0].place)


def _legend(text: str, state: FormState) -> Legend | None:
    if len(text) > LONGEST or re.search(r"\d{2}", text):
        return None
    for cut in (*_BEHIND_HEADING.finditer(text), None):
        lead, rest = (text[: cut.start()], text[cut.end() :]) if cut else ("", _EXAMPLE.sub("", text))
        group = state.index.section(_NUMBER.sub("", lead)) if lead else state.group
        if group not in _LISTS:
            continue
        for separator in _SEPARATORS:
            names = [tidy(each) for each in re.split(separator, rest.strip(" )]:.")) if each.strip()]
            if _are_names(names, group, state):
                return Legend(heading=lead, names=tuple(names), separator=separator)
    return None


def _are_names(names: Sequence[str], group: str, state: FormState) -> bool:
    """Whether words are names of facts: the first is known, as are most, and none is a relative or an answer itself."""
    if not FEWEST <= len(names) <= MOST or any(len(each.split()) > MOST_WORDS for each in names):
        return False
    first = state.index.match(names[0], group)
    if first is None or first.score < FIRST_KNOWN or any(_ANSWER.search(each) for each in names):
        return False
    return sum(state.index.knows(each, group) for each in names) >= max(FEWEST, SHARE * len(names))


def _entry(line: Paragraph, legend: Legend) -> list[Paragraph] | None:
    """The facts of one line, as many as the legend names at most; None for a line that is no entry."""
    number = _NUMBER.match(line.text)
    at = number.end() if number else 0
    text = line.text[at:]
    for separator in dict.fromkeys((legend.separator, *_SEPARATORS)):
        cuts = list(re.finditer(_IN_LINES.get(separator, separator), text))[: len(legend.names) - 1]
        if not cuts:
            continue
        starts = [0, *(cut.end() for cut in cuts)]
        ends = [*(cut.start() for cut in cuts), len(text)]
        return [_part(line, at + start, at + end) for start, end in zip(starts, ends, strict=True)]
    return None


def _part(line: Paragraph, start: int, end: int) -> Paragraph:
    return replace(line, spans=tuple(head_spans(cut_spans(line.spans, start), end - start)))


def _keep_to(legend: Legend, entries: Sequence[Sequence[Paragraph]]) -> bool:
    """Whether dates stand where the legend says `dob`, and telephones where it says how somebody is reached."""
    for column, name in enumerate(legend.names):
        cells = [tidy(parts[column].text) for parts in entries if len(parts) > column]
        plain = [each for each in cells if each and not special_answer(each)]
        dated = sum(bool(find_dates(each)) for each in plain)
        reached = sum(bool(find_phones(each) or find_emails(each)) for each in plain)
        if re.search(r"\b(?:d\.?o\.?b|birth|born)\b", name, re.I):
            kept = dated >= len(plain) / 2
        elif re.search(r"\b(?:tel|phone|number|e-?mail|contact details|contacts?)\b", name, re.I):
            kept = reached >= len(plain) / 2
        else:
            kept = dated + reached < max(len(plain), 1)
        if not kept:
            return False
    return True


def _printed(line: Paragraph, name: str) -> Paragraph:
    span = replace(line.spans[0], text=name, mark=None, control=None)
    return replace(line, spans=(span,))


def _row(parts: Sequence[Paragraph], row: int, width: int) -> tuple[Cell, ...]:
    place = parts[0].place
    return tuple(
        Cell(content=tuple(parts[column : column + 1]), row=row, column=column, place=place, header=row == 0)
        for column in range(width)
    )
