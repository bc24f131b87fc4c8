"""Header rows: which row heads the columns below it, and what a header says. The rows below are read elsewhere."""

import re
from collections.abc import Sequence

from extract.choices import OPTION, is_alternatives, is_option
from extract.document import Cell
from extract.form_state import FormState
from extract.questions import STRONG
from extract.shapes import filled, has_mark, is_controlled, is_empty_cell, is_label_cell, label_paragraphs, label_text
from extract.values import tidy

_ONE = r"(?:child|young person|pupil|student|patient|infant|baby|twin)"
_NUMBERED = re.compile(rf"^\W*(?:{_ONE}|sibling)\W*(?:no\.?\W*)?(\d|[A-D])\W*$", re.I)
_ORDINAL = re.compile(
    rf"^\W*(?:the )?(?:(first|1st)|(second|2nd)|(third|3rd)|(fourth|4th)) {_ONE}\W*$"
    rf"|^\W*{_ONE} (?:(one)|(two)|(three)|(four))\W*$",
    re.I,
)
_IF_ANY = re.compile(r"[(\[][^()\[\]]*[)\]]|[,–-]?\s*\bif\b.*$", re.I)
_GENERIC = re.compile(
    r"^\W*(?:#|(?:your |the |please )*"
    r"(?:questions?|answers?|responses?|details|information|criteri(?:a|on)|tick|yes\W*no|comments?"
    r"|guidance|notes?|statements?|applies|tick if appl\w+|reply|section|field|item|no|nr|number|ref|item no|q"
    r"|question no|information required|to be completed)\W*|)$",
    re.I,
)
_COUNTED = re.compile(r"^\W*(?:q\s*)?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?\s+\S", re.I)
_SIGNATORIES = ("referrer", "representative")
_ONE_EACH = ("child", "referrer", "representative")
_BLOCKS = ("child", "family", "agencies", "referrer", "representative")


def is_header_row(row: Sequence[Cell], below: Sequence[Cell], state: FormState, *, formatted: bool) -> bool:
    """Whether a row heads the columns below it, rather than holding labels and values side by side."""
    if (
        len(row) < 2
        or len(below) < 2
        or any(is_controlled(each) or has_mark(each) for c in row for each in c.paragraphs)
    ):
        return False
    texts = [label_text(cell) for cell in row]
    if _heads_signatories(row, below, state):
        return True
    if _COUNTED.match(texts[0]) and _COUNTED.match(label_text(below[0])):
        return False  # each row has its own number, so that each is a question of its own
    if not all(texts[1:]) or any(_goes_on(cell) for cell in row):
        return False
    if formatted:
        heads_options = _stand_together([is_option(cell.text) for cell in row if not is_empty_cell(cell)])
        if not all(
            is_label_cell(cell) or is_empty_cell(cell) or (heads_options and is_option(cell.text)) for cell in row
        ):
            return False
        lower = [is_label_cell(cell) for cell in below]
        return not any(lower[1:])
    groups = [sum(state.index.knows(text, group) for text in texts) for group in _BLOCKS]
    alternatives = [bool(OPTION.fullmatch(tidy(text))) for text in texts]
    options = sum(alternatives[1:]) if _stand_together(alternatives) else 0
    lower_texts = [label_text(cell) for cell in below]
    lower_known = max(sum(state.index.knows(text, group) for text in lower_texts if text) for group in _BLOCKS)
    known = max(groups)
    if (
        len(row) == 2
        and _BLOCKS[groups.index(known)] in _ONE_EACH
        and state.index.knows(lower_texts[0], state.group or "")
    ):
        return False  # `Job title | Head of Safeguarding` over `Agency | …`: what stands beside a question answers it
    enough = (known >= 2 and known >= 0.6 * len(texts)) or options >= 2
    return enough and (lower_known < 2 or lower_known < known)


def signatories(headers: Sequence[str], first_cells: Sequence[str], state: FormState) -> tuple[str, ...] | None:
    """Block of each column of people: referrer and representative. `headers`: with that of the first cells.

    One of two people may have a name that is not known, where the corner is empty and the first row asks for names.
    """
    corner, *heads = headers
    found = [person_named(text, state) for text in heads]
    sure = not corner.strip() and bool(first_cells) and state.index.knows_as(first_cells[0], "referrer.name")
    if sure and len(found) == 2 and found.count(None) == 1 and all(heads):
        found = [each or next(key for key in _SIGNATORIES if key not in found) for each in found]
    named = tuple(each for each in found if each)
    return named if len(named) == len(found) > 1 and set(named) == set(_SIGNATORIES) else None


def person_named(header: str, state: FormState) -> str | None:
    """Referrer or representative where a header names one: `Completed by`, `Signed off by (safeguarding lead)`."""
    section = state.index.section(header)
    if section in _SIGNATORIES:
        return section
    match = state.index.match(header)
    named = match is not None and match.score >= STRONG and match.paths[0] in ("referrer.name", "representative.name")
    return match.paths[0].partition(".")[0] if match and named else None


def _stand_together(options: Sequence[bool]) -> bool:
    """Whether alternatives stand side by side, rather than each as the answer beside a question."""
    at = [number for number, is_one in enumerate(options) if is_one]
    return len(at) >= 2 and at[-1] - at[0] == len(at) - 1


def _heads_signatories(row: Sequence[Cell], below: Sequence[Cell], state: FormState) -> bool:
    """An empty corner, a column for each of two people, and their names in the row below."""
    if len(row) != 3 or not is_empty_cell(row[0]) or any(is_empty_cell(cell) for cell in row[1:]):
        return False
    texts = [label_text(cell) for cell in row]
    asks_names = state.index.knows_as(label_text(below[0]), "referrer.name")
    return asks_names and signatories(texts, [label_text(below[0])], state) is not None


def _goes_on(cell: Cell) -> bool:
    """Whether more than a label stands in a cell: its own answer below the bold words."""
    rest = [each for each in filled(cell.paragraphs) if each not in label_paragraphs(cell)]
    return any(not all(span.italic or span.grey for span in each.spans if span.text.strip()) for each in rest)


def child_number(header: str) -> int | None:
    """Which child a column is headed for: `Child 2 (if any)`, `Second child`; None for any other header."""
    text = tidy(_IF_ANY.sub("", header))
    if (numbered := _NUMBERED.match(text)) is not None:
        return int(numbered[1]) if numbered[1].isdigit() else 1 + "abcd".index(numbered[1].casefold())
    ordinal = _ORDINAL.match(text)
    return None if ordinal is None else 1 + [bool(each) for each in ordinal.groups()].index(True) % 4


def heads_options(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether a row prints alternatives under headers that span several columns each: one group a child."""
    spanning = sum(cell.column_span > 1 and child_number(label_text(cell)) is not None for cell in header)
    worded = [cell for cell in row if not is_empty_cell(cell)]
    return spanning >= 1 and len(worded) >= 2 * spanning and all(is_option(cell.text) for cell in worded)


def is_generic_header(text: str) -> bool:
    """`Question`, `Your answer`, `Yes / No / NK`: headers that say nothing of their column."""
    return bool(_GENERIC.match(text)) or is_alternatives(text)


def reads_as_heading(cell: Cell, state: FormState, *, formatted: bool) -> bool:
    """Whether a cell alone in its row is set or worded as a heading. `formatted`: its table sets questions apart."""
    text = tidy(cell.text)
    worded = not formatted and state.index.is_section(text)
    return is_label_cell(cell) or state.printed.is_office_heading(text) or worded
