"""Rows that are one person or agency each, with their own questions in front of every fact, outside a list's block.

`Mother … Born …` among the child's details, and `1. Agency … Person … Contact …` under a heading that says nothing.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from extract.choices import read_choice
from extract.document import Cell
from extract.form_state import FormState
from extract.questions import STRONG
from extract.shapes import bold_lead, filled, is_label_cell, label_text, split_inline

KNOWN = 0.75  # score from which `Other` names a relative in a row of the build of the row before it
_LISTS = ("agencies", "family")
_NUMBERED = re.compile(r"^\W*(?P<number>\d{1,2})\s*[.):]\s*(?=\D)")
_BIRTH = ("family[].dob", "family[].relationship")


@contextmanager
def about_entry(row: Sequence[Cell], state: FormState) -> Iterator[None]:
    """While such a row is read, its questions are asked of the list's entry; any other row is read as it is."""
    before = state.block
    group = None if before.group in _LISTS or before.office else _group_of(_labels(row), state)
    state.read_relative = group == "family"
    if group is None:
        yield
        return
    state.block = replace(before, group=group)
    yield
    if state.block.group == group:
        state.block = before


def is_entry(row: Sequence[Cell], present: Sequence[Cell], state: FormState) -> bool:
    """A row of plain cells under a question for people or agencies: `Jo Field | Mother | 1 May 1990`."""
    if len(present) < 2 or any(is_label_cell(cell) for cell in row) or not state.lists_entries():
        return False
    asked = [_NUMBERED.sub("", each) for each in _labels(row)]
    return sum(state.index.knows(each, key) for each in asked for key in _LISTS) < len(present)


def _labels(row: Sequence[Cell]) -> list[str]:
    """The printed questions of a row's cells."""
    found = []
    for cell in row:
        lines = filled(cell.paragraphs)
        if not lines or read_choice(lines[0].spans):
            continue
        split = bold_lead(lines[0]) or split_inline(lines[0])
        if is_label_cell(cell):
            found.append(label_text(cell))
        elif split:
            found.append(split[0])
    return found


def _group_of(labels: Sequence[str], state: FormState) -> str | None:
    if len(labels) < 2:
        return None
    number = _NUMBERED.match(labels[0])
    if number and state.block.group is None and not any(_NUMBERED.match(each) for each in labels[1:]):
        plain = [labels[0][number.end() :], *labels[1:]]
        return next((key for key in _LISTS if all(state.index.knows(each, key) for each in plain)), None)
    asks = any(state.index.knows_as(each, path) for each in labels[1:] for path in _BIRTH)
    return "family" if asks and _names_relative(labels[0], state) else None


def _names_relative(label: str, state: FormState) -> bool:
    """`Mother`, `Name of father`; behind such a row also `Other`."""
    match = state.index.match(label, "family")
    if match is None or match.paths[0] != "family[].name":
        return False
    named = match.rule == "label" and match.score >= STRONG
    return named or (state.read_relative and match.score >= KNOWN)
