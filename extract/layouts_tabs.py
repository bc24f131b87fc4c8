"""Forms typed on lines: questions side by side with tabs, and their answers in the same order on the next line."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extract.boilerplate import cut_spans
from extract.choices import head_spans
from extract.document import Cell, Paragraph, Table
from extract.form_state import FormState
from extract.layouts_grids import FITS
from extract.layouts_lines import TAB
from extract.shapes import has_mark
from extract.values import is_blank, tidy

LONGEST = 70  # characters of one question on a shared line
FEWEST_COLUMNS = 3  # of a line of questions where the tab also parts question and answer
SHARE = 0.6  # of the questions of a line that must be known
_BLOCKS = ("child", "family", "incident", "agencies", "referrer", "representative")


def tabbed_table(items: Sequence[Paragraph | Table], state: FormState, separator: str) -> Table | None:
    """A line of questions and the lines of answers below it as a table; None where the first line is none.

    `items`: a line and what is behind it. The table has a row for each line that was taken.
    `separator`: what parts question and answer in this document; where it is the tab, two words are a pair.
    """
    lines = [each for each in takewhile(lambda each: isinstance(each, Paragraph), items) if isinstance(each, Paragraph)]
    if not lines or (separator and (separator != TAB or len(_parts(lines[0])) < FEWEST_COLUMNS)):
        return None
    if not _are_questions(lines[0], state) or _asks_again(lines[1:2], state):
        return None
    taken = [lines[0]]
    for line in lines[1:]:
        if "\t" not in line.text or has_mark(line) or _are_questions(line, state) or _ends_with_label(line):
            break
        taken.append(line)
    if len(taken) < 2:
        return None
    width = len(_parts(lines[0]))
    rows = tuple(_row(line, number, width) for number, line in enumerate(taken))
    return Table(rows=rows, place=lines[0].place)


def _are_questions(line: Paragraph, state: FormState) -> bool:
    texts = [tidy(part.text) for part in _parts(line)]
    if len(texts) < 2 or has_mark(line) or not all(texts) or max(map(len, texts)) > LONGEST:
        return False
    if any(text.endswith(":") for text in texts):
        return False
    known = sum(_is_known(text, state) for text in texts)
    return known >= max(2, SHARE * len(texts)) and not any(char.isdigit() for char in texts[-1])


def _asks_again(following: Sequence[Paragraph], state: FormState) -> bool:
    """Whether the next line begins with a question too, so that each line is a question and its answer."""
    parts = [part for line in following for part in _parts(line)]
    return len(parts) > 0 and _is_known(tidy(parts[0].text), state)


def _is_known(text: str, state: FormState) -> bool:
    groups = dict.fromkeys((state.group, *_BLOCKS))
    matches = (state.index.match(text, group) for group in groups)
    return any(match and match.score >= FITS and match.rule != "likeness" for match in matches)


def _ends_with_label(line: Paragraph) -> bool:
    return line.text.split("\t")[0].rstrip().endswith((":", "?"))


def _parts(line: Paragraph) -> list[Paragraph]:
    """What stands between the tabs; empty answers stay in their place."""
    parts: list[Paragraph] = []
    start = 0
    for piece in line.text.split("\t"):
        spans = head_spans(cut_spans(line.spans, start), len(piece))
        parts.append(replace(line, spans=tuple(spans)))
        start += len(piece) + 1
    while parts and is_blank(parts[-1].text):
        parts.pop()
    return parts


def _row(line: Paragraph, row: int, width: int) -> tuple[Cell, ...]:
    parts = _parts(line)
    padded = [parts[at : at + 1] for at in range(width - 1)] + [parts[width - 1 :]]
    return tuple(
        Cell(content=tuple(content), row=row, column=column, place=line.place, header=row == 0)
        for column, content in enumerate(padded)
    )
