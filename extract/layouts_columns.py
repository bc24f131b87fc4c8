"""Tables with a person or an agency a column: which rows are such a table, whom each column is for, what it says.

The first row may say who everybody is (`Role | Child | Child | Mother`), number them (`| Child 1 | Adult 1`), or give
their names. Columns of subject children alone are a grid, read elsewhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extract.column_owners import ColumnOwner, is_worker, owner_of, said_role
from extract.document import Cell, Paragraph, Span
from extract.form_state import FormState
from extract.layouts_grids import GridReading
from extract.layouts_headers import is_generic_header
from extract.layouts_persons import is_role_header
from extract.misplaced import SHAPES
from extract.people import names_body
from extract.questions import KNOWN, STRONG
from extract.shapes import filled, has_mark, is_controlled, is_empty_cell, is_label_cell, label_text
from extract.values import tidy

FEWEST_COLUMNS = 2  # people or agencies
FEWEST_ROWS = 2  # known questions below heads that say who is who
FEWEST_PARALLEL = 3  # rows with several answers each that show columns without such heads
LONGEST_QUESTION = 90  # characters
_LISTS = ("child", "family", "agencies")
_SIGNATORIES = ("referrer", "representative")
_PREFIXES = {"child": "children[]", "family": "family[]", "agencies": "agencies[]"}
_MAIN = {"child": "children[].full_name", "family": "family[].name", "agencies": "agencies[].agency"}
_CORNER = re.compile(
    r"\W*(?:\d{1,2}\W+)?(?:who|who (?:is|are) (?:this|it|they)|person|people|persons?|members?|party|parties|individual"
    r"|which (?:person|agency)|about|family|children|household|agenc(?:y|ies)|type|details? of)?\W*",
    re.I,
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’À-ÿ-]+ ){1,3}[A-ZÀ-Þ][\w'’À-ÿ-]+")

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, kw_only=True)
class _Part:
    """Rows of a table with the same columns. `heads`: whether the first says whom they are for, `named` by names."""

    rows: Rows  # of the whole table
    numbers: range
    heads: bool
    named: bool = False

    def asking(self) -> list[int]:
        """The rows that ask something."""
        return [number for number in self.numbers if not (self.heads and number == self.numbers.start)]

    def labels(self) -> list[str]:
        """What they ask."""
        return [label_text(self.rows[number][0]) for number in self.asking() if self.rows[number]]


@dataclass(frozen=True, kw_only=True)
class ColumnTable:
    """Rows of a table that ask one question each of every column's person or agency."""

    rows: range
    owners: Mapping[int, ColumnOwner]  # by column
    heads: int | None  # the row that says whom each column is for; it asks nothing itself
    named: bool  # whether its heads are the names
    roles: bool  # whether another row says how the relatives are related
    state: FormState

    def read(self, number: int, row: Sequence[Cell], table_name: str) -> Iterator[GridReading]:
        """The readings of one of the rows; of a row about something else only what stands across all columns."""
        first, *others = row
        label = label_text(first)
        for cell in others:
            for column in range(cell.column, cell.column + cell.column_span):
                owner = self.owners.get(column)
                reading = self._of_column(number, label, cell, owner) if owner else None
                if owner and reading:
                    yield replace(reading, instance=owner.name or f"{table_name}c{column}", group=owner.group)
        if len(others) == 1 and number != self.heads and not self._is_listed(label):
            yield GridReading(
                label=label, answer=tuple(filled(others[0].paragraphs)), rule="cell_right", place=others[0].place
            )

    def _of_column(self, number: int, label: str, cell: Cell, owner: ColumnOwner) -> GridReading | None:
        lines = tuple(filled(cell.paragraphs))
        if number == self.heads:
            asked = _named_as(owner) if self.named else "" if self.roles else "Relationship"
            said = tidy(cell.text) if self.named else owner.role
            lines = (Paragraph(spans=(Span(text=said),), place=cell.place),) if asked and said else ()
        else:
            asked = self._asked(label, owner)
        return GridReading(label=asked, answer=lines, rule="column", place=cell.place) if asked else None

    def _asked(self, label: str, owner: ColumnOwner) -> str:
        """The row's question where it is one of the column's list, or of none; else empty."""
        if is_role_header(label) and owner.group == "family" and not self._asks(label, "family"):
            return "Relationship"
        if owner.group == "child" and is_role_header(label):
            return ""
        return label if self._asks(label, owner.group or "") else ""

    def _asks(self, label: str, group: str) -> bool:
        match = self.state.index.match(label, group)
        return match is not None and match.score >= KNOWN and match.paths[0].startswith(_PREFIXES[group])

    def _is_listed(self, label: str) -> bool:
        return any(self._asks(label, group) for group in _LISTS)


def column_tables(rows: Rows, state: FormState) -> tuple[ColumnTable, ...]:
    """Every such part of a table, in order."""
    found: list[ColumnTable] = []
    start = 0
    while start < len(rows):
        first = start == 0 or len(rows[start - 1]) == 1
        table = _headed(rows, start, state) or (_unheaded(rows, start, state) if first else None)
        found.extend([table] if table else [])
        start = table.rows.stop if table else start + 1
    return tuple(found)


def parallel_rows(rows: Rows, state: FormState) -> frozenset[int]:
    """Rows that answer for several persons or agencies side by side: no one answer is made of their cells."""
    found: set[int] = set()
    for start in range(len(rows)):
        if start not in found and len(stretch := _stretch(rows, start, state)) >= FEWEST_PARALLEL:
            several = [number for number in stretch if len(_filled(rows[number])) >= FEWEST_COLUMNS]
            if len(several) >= FEWEST_PARALLEL and any(_fits_each(rows[number], state) for number in several):
                found.update(several)
    return frozenset(found)


def _headed(rows: Rows, start: int, state: FormState) -> ColumnTable | None:
    """The part of a table below a row that says whom each column is for."""
    head = rows[start]
    if len(head) <= FEWEST_COLUMNS or any(cell.column_span > 1 for cell in head[1:]) or not _is_corner(head[0], state):
        return None
    worded = [cell for cell in head[1:] if not is_empty_cell(cell) and not is_worker(label_text(cell))]
    owners = {cell.column: owner_of(label_text(cell)) for cell in worded}
    named = not any(owners.values()) and is_empty_cell(head[0]) and _are_names(head[1:])
    if len(owners) < FEWEST_COLUMNS or not (all(owners.values()) or named):
        return None
    known = {column: owner or ColumnOwner(group=None) for column, owner in owners.items()}
    part = _Part(rows=rows, numbers=_stretch(rows, start, state), heads=True, named=named)
    return _table(part, known, state)


def _unheaded(rows: Rows, start: int, state: FormState) -> ColumnTable | None:
    """`Name | Jo Field | Al Rix` over `Date of birth | … | …`: the rows themselves ask for names."""
    stretch = _stretch(rows, start, state) if _is_asking(rows[start], state) else range(0)
    several = [number for number in stretch if len(_filled(rows[number])) >= FEWEST_COLUMNS]
    if len(several) < FEWEST_PARALLEL or not any(_fits_each(rows[number], state) for number in several):
        return None
    columns = {cell.column for number in several for cell in _filled(rows[number])}
    unsaid = dict.fromkeys(sorted(columns), ColumnOwner(group=None))
    return _table(_Part(rows=rows, numbers=stretch, heads=False), unsaid, state)


def _table(part: _Part, owners: dict[int, ColumnOwner], state: FormState) -> ColumnTable | None:
    roles = next((part.rows[number] for number in part.asking() if _says_roles(part.rows[number], state)), None)
    if roles is not None:
        owners = {column: _with_role(owner, roles, column) for column, owner in owners.items()}
    labels = part.labels()
    group = _group(part, state)
    owners = {column: owner if owner.group else replace(owner, group=group) for column, owner in owners.items()}
    groups = {owner.group for owner in owners.values() if owner.group}
    if not all(owner.group for owner in owners.values()):
        return None
    if groups == {"child"} and part.heads and not part.named and roles is None:
        return None  # a child a column and nobody else is a grid
    asked = sum(any(state.index.knows(label, each) for each in groups) for label in labels)
    if asked < FEWEST_ROWS or (part.named and _asks_main(labels, groups, state)):
        return None
    related = any(state.index.knows_as(label, "family[].relationship") for label in labels)
    return ColumnTable(
        rows=part.numbers,
        owners=owners,
        heads=part.numbers.start if part.heads else None,
        named=part.named,
        roles=related or roles is not None,
        state=state,
    )


def _stretch(rows: Rows, start: int, state: FormState) -> range:
    """The rows from one on that have its columns; banners between them count where such a row follows."""
    if len(rows[start]) <= FEWEST_COLUMNS:
        return range(start, start)
    first, *others = rows[start]
    columns = {column for cell in others for column in _columns(cell)}

    def belongs(number: int) -> bool:
        row = rows[number]
        if len(row) == 1:
            return _goes_on_below(rows, number, belongs, state)
        same = row[0].column == first.column and {column for cell in row[1:] for column in _columns(cell)} <= columns
        return same and _is_asking(row, state)

    return range(start, start + 1 + len(list(takewhile(belongs, range(start + 1, len(rows))))))


def _goes_on_below(rows: Rows, number: int, belongs: Callable[[int], bool], state: FormState) -> bool:
    """Whether a row alone is a banner among rows about the same people, and not that of another block."""
    section = state.index.section(label_text(rows[number][0]))
    below = rows[number + 1 : number + 2]
    return section in (None, "child") and bool(below) and len(below[0]) > FEWEST_COLUMNS and belongs(number + 1)


def _is_asking(row: Sequence[Cell], state: FormState) -> bool:
    """A question in front, and behind it no further question and no answer that is marked among printed ones."""
    label = label_text(row[0])
    printed = not any(is_controlled(each) or has_mark(each) for each in row[0].paragraphs)
    if not label or not printed or len(label) > LONGEST_QUESTION or any(map(is_label_cell, row[1:])):
        return False
    texts = [label_text(cell) for cell in row[2:]]
    return not any(text and owner_of(text) is None and _is_question(text, state) for text in texts)


def _is_question(text: str, state: FormState) -> bool:
    matches = (state.index.match(text, group) for group in (None, *_LISTS, "referrer"))
    return any(match and match.score >= STRONG and match.rule in ("label", "bare") for match in matches)


def _is_corner(cell: Cell, state: FormState) -> bool:
    """Whether the first cell of a row of heads asks nothing that the heads could be answers to."""
    text = label_text(cell)
    if is_empty_cell(cell) or is_generic_header(text) or is_role_header(text) or _CORNER.fullmatch(text):
        return True
    match = state.index.match(text)
    return is_label_cell(cell) and not text.endswith("?") and (match is None or match.score < KNOWN)


def _are_names(cells: Sequence[Cell]) -> bool:
    texts = [tidy(cell.text) for cell in cells if not is_empty_cell(cell)]
    return len(texts) >= FEWEST_COLUMNS and (all(map(_NAME.fullmatch, texts)) or all(map(names_body, texts)))


def _says_roles(row: Sequence[Cell], state: FormState) -> bool:
    """`Relationship | Mother | Father`, `Role | Subject | Sibling`: says of several columns who they are."""
    label = label_text(row[0]) if row else ""
    if not is_role_header(label) and not state.index.knows_as(label, "family[].relationship"):
        return False
    return any(said_role(tidy(cell.text)) for cell in _filled(row))


def _with_role(owner: ColumnOwner, row: Sequence[Cell], column: int) -> ColumnOwner:
    said = next((said_role(tidy(cell.text)) for cell in row[1:] if column in _columns(cell)), None)
    return replace(owner, group=said.group) if said and owner.group is None else owner


def _group(part: _Part, state: FormState) -> str | None:
    """The list that columns belong to whose heads do not say it: the block's, else that of most questions."""
    own, labels = state.block.group, part.labels()
    counts = {group: sum(state.index.knows(label, group) for label in labels) for group in (*_LISTS, *_SIGNATORIES)}
    best = max(_LISTS, key=lambda each: counts[each])
    group = own if own in _LISTS and counts[own] >= FEWEST_ROWS else best
    asked = any(state.index.knows_as(label, _MAIN[group]) for label in labels)
    signs = own in _SIGNATORIES or any(counts[each] >= counts[group] for each in _SIGNATORIES)
    sure = own == group or (counts[group] > FEWEST_ROWS and not signs)
    return group if counts[group] >= FEWEST_ROWS and sure and (asked or part.heads) else None


def _asks_main(labels: Sequence[str], groups: set[str], state: FormState) -> bool:
    return any(state.index.knows_as(label, _MAIN[group]) for label in labels for group in groups)


def _named_as(owner: ColumnOwner) -> str:
    return "Agency" if owner.group == "agencies" else "Name"


def _fits_each(row: Sequence[Cell], state: FormState) -> bool:
    """Whether each of several cells alone is an answer to the row's question: a date of birth each, an e-mail each."""
    texts = [tidy(cell.text) for cell in _filled(row)]
    matches = (state.index.match(label_text(row[0]), group) for group in (*_LISTS, "referrer"))
    fields = (state.index.catalogue.definition(each.paths[0]) for each in matches if each and each.score >= KNOWN)
    shapes = {field.type for field in fields if field and field.type in SHAPES}
    return len(texts) >= FEWEST_COLUMNS and any(all(SHAPES[shape](text) for text in texts) for shape in shapes)


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row[1:] if not is_empty_cell(cell)]


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)
