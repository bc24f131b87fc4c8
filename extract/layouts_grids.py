"""Grids: a header row over rows of people or agencies, a child a column, and columns of Yes, No, Not known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.choices import OPTION, is_option
from extract.document import Cell, Paragraph, Place, Span
from extract.form_state import FormState
from extract.layouts_grid_groups import group_of_grid
from extract.layouts_headers import child_number, is_generic_header, signatories
from extract.layouts_persons import PersonRow, are_numbered_persons, is_role_header, person_number, person_row
from extract.layouts_printed_rows import is_empty_row, named_as_other
from extract.questions import KNOWN
from extract.shapes import filled, has_mark, is_empty_cell, is_field, is_label_cell, label_text
from extract.tick_cells import is_ticked
from extract.values import tidy

_INSTANCE = re.compile(
    r"^\W*(?:child|young person|pupil|student|sibling|person|baby|twin|subject|adult|parent|agency)?"
    r"\W*(?:no\.?\W*)?[\dA-D]\W*$",
    re.I,
)
_CONTACT = re.compile(r"\W*contacts?\W*", re.I)  # a person, or how to reach one where another column names the person
_BLOCKS = ("child", "family", "agencies", "referrer", "representative")
_MAIN = {
    "child": ("children[].full_name", "Name"),
    "family": ("family[].name", "Name"),
    "agencies": ("agencies[].agency", "Agency"),
    "referrer": ("referrer.name", "Name"),
    "representative": ("representative.name", "Name"),
}
_LISTED = ("family", "agencies")
LONGEST_LABEL = 90  # characters of the first of two cells that is taken for a question
KNOWN_ROW = 0.75  # label score from which the first cell of a row is a question
FITS = 0.6  # label score from which a column header is taken for a question


@dataclass(frozen=True, kw_only=True)
class GridReading:
    """One cell of a grid with the question that its header or row asks."""

    label: str
    answer: tuple[Paragraph, ...]
    rule: str
    place: Place
    instance: str = ""
    group: str | None = None  # block that the row's own heading names: `Completed by | Jo Field | …`


class Grid:
    """One header row and what its columns mean."""

    def __init__(
        self, header: Sequence[Cell], first_cells: Sequence[str], state: FormState, options: Sequence[Cell] = ()
    ) -> None:
        """`options`: the row below the header, where it prints Yes, No, Not known under each child."""
        self._state = state
        self._options = {cell.column: tidy(cell.text) for cell in options if is_option(cell.text)}
        self._columns = {cell.column for cell in header}
        self._headers = {column: label_text(cell) for cell in header for column in _columns(cell)}
        columns = [column for column in sorted(self._headers) if column > 0]
        named = signatories([self._headers.get(column, "") for column in (0, *columns)], first_cells, state)
        self._people = dict(zip(columns, named or (), strict=False))
        self._entries = 0  # rows of a list so far
        self.kind = self._kind(first_cells)
        self.group = group_of_grid(self._headers, self.kind, first_cells, state)

    @property
    def has_choices(self) -> bool:
        """Whether its cells are ticks under alternatives."""
        return self.kind in ("choices", "answers") or bool(self._options)

    def holds_entry(self, row: Sequence[Cell]) -> bool:
        """Whether a row is an agency or person of the list, even where one of its cells is a box to tick."""
        return self.group in _LISTED and self.kind == "rows" and {cell.column for cell in row} == self._columns

    def fits(self, row: Sequence[Cell]) -> bool:
        """Whether a row belongs to the grid; rows of another build (label|value below a grid) end it."""
        labelled = [is_label_cell(cell) for cell in row]
        if self._is_pair(row) or (self.has_choices and _asks_in_words(row)):
            return False
        if len(row) >= 4 and labelled[0] and labelled[2] and not labelled[1]:
            return False
        return not any(labelled[1:])

    def _is_pair(self, row: Sequence[Cell]) -> bool:
        """A question and its answer below the grid, in cells that are not the columns'."""
        present = [cell for cell in row if not is_empty_cell(cell)]
        columns = {cell.column for cell in row}
        if self.kind != "rows" or len(row) != 2 or len(self._columns) < 3 or columns == self._columns or not present:
            return False
        text = label_text(row[0])
        match = self._state.index.match(text)
        asks = text.endswith("?") or bool(match and match.score >= FITS)
        whole = sum(cell.column_span for cell in row) >= len(self._columns) and len(text) <= LONGEST_LABEL
        return present[0] is row[0] and (asks or whole)

    def person_named(self, row: Sequence[Cell]) -> str:
        """which numbered person a row is about, in the list or in a later table that names nobody; else empty."""
        number = tidy(row[0].text).strip(" .)") if row and are_numbered_persons(self._headers) else ""
        names = any(self._state.index.knows_as(text, _MAIN["child"][0]) for text in self._headers.values())
        later = self._state.numbered_persons and self.group == "child" and not names
        listed = any(map(is_role_header, self._headers.values()))
        return f"block{number}" if number.isdigit() and row[0].column == 0 and (later or listed) else ""

    def read(self, row: Sequence[Cell], row_name: str, table_name: str) -> Iterator[GridReading]:
        """The readings of one row; specimen rows and rows with only a printed first cell give nothing."""
        first, *others = row
        if self.kind == "instances":
            each = self._choices_of_each if self._options else self._of_each
            yield from each(first, others, table_name)
        elif self.kind == "people":
            for cell in others:
                group = self._people.get(cell.column)
                yield replace(self._reading(label_text(first), cell, "grid", ""), group=group)
        elif self.kind == "choices":
            yield from self._choice(first, others)
        elif self.kind == "answers":
            yield from self._answers(first, others)
        elif self.kind == "questions":
            yield from self._answered(first, others)
        else:
            yield from self._entry(row, row_name)

    def _entry(self, row: Sequence[Cell], row_name: str) -> Iterator[GridReading]:
        """A row that is one person or agency, each cell under the header that asks for it."""
        self._entries += 1
        first, *others = row
        if (person := person_row(row, self._headers, self.group)) is not None:
            yield from self._person(row, row_name, person)
        elif (other := named_as_other(first, others, self.group)) is not None:
            yield self._reading(self._header(0), other, "grid", "")
        elif not is_empty_row(first, others, self._state.printed, self.group):
            group = self._row_group(first, others)
            for cell in others if group else row:
                header = self._header(cell.column)
                if header or cell is first:
                    reading = self._reading(header or "row heading", cell, "grid", "" if group else row_name)
                    yield replace(reading, group=group)

    def _person(self, row: Sequence[Cell], row_name: str, person: PersonRow) -> Iterator[GridReading]:
        """A row of a list of all persons, in the block of the person that it is."""
        if are_numbered_persons(self._headers):
            self._state.numbered_persons = True
            row_name = row_name if row_name.startswith("block") else f"block{self._entries}"
        for cell in row if person.group else ():
            label = self._header(cell.column)
            if cell is person.role:
                label = "Relationship" if person.group == "family" else ""
            if label:
                yield replace(self._reading(label, cell, "grid", row_name), group=person.group)

    def _of_each(self, first: Cell, others: Sequence[Cell], table_name: str) -> Iterator[GridReading]:
        """One answer a column; one across several columns is every child's."""
        for cell in others:
            for column in _columns(cell):
                yield self._reading(label_text(first), cell, "column", self._instance(table_name, column))

    def _instance(self, table_name: str, column: int) -> str:
        """Whose column it is: a number in the header means the same child in every table."""
        header = self._headers.get(column, "")
        number = child_number(header) or person_number(header)
        return f"block{number}" if number else f"{table_name}c{column}:{header}"

    def _choices_of_each(self, first: Cell, others: Sequence[Cell], table_name: str) -> Iterator[GridReading]:
        """One tick under each child's own Yes, No, Not known."""
        ticked: dict[str, list[Cell]] = {}
        for cell in others:
            if cell.column in self._options and is_ticked(cell):
                ticked.setdefault(self._instance(table_name, cell.column), []).append(cell)
        for name, cells in ticked.items():
            if len(cells) == 1:
                line = Paragraph(spans=(Span(text=self._options[cells[0].column]),), place=cells[0].place)
                yield GridReading(
                    label=label_text(first), answer=(line,), rule="choice_grid", place=cells[0].place, instance=name
                )

    def _row_group(self, first: Cell, others: Sequence[Cell]) -> str | None:
        """The person that a row's printed first cell names, where the columns hold what is asked of people."""
        header = self._headers.get(0, "")
        if (header and not is_generic_header(header)) or is_empty_cell(first):
            return None
        text = tidy(first.text)
        match = self._state.index.match(text)
        named = self._state.index.section(text) or (
            self._state.index.catalogue.group_of(match.paths[0]).key if match and match.score >= FITS else None
        )
        asked = sum(self._state.index.knows(self._headers.get(cell.column, ""), named or "") for cell in others)
        return named if named in ("referrer", "representative") and asked >= 2 else None

    def _header(self, column: int) -> str:
        """A column's question; the first column of people or agencies names them even where its header is a title."""
        header = self._headers.get(column, "")
        if self.group == "agencies" and _CONTACT.fullmatch(header) and self._names_people(header):
            return "Contact details"
        main = _MAIN.get(self.group or "")
        if column != 0 or not header or main is None or self._state.index.knows(header, self.group or ""):
            return header
        match = self._state.index.match(header)
        if match and match.score >= KNOWN and match.rule == "label":
            return header  # asks for something of another block: `Date of incident`
        taken = any(self._state.index.knows_as(text, main[0]) for text in self._headers.values())
        return header if taken else main[1]

    def _names_people(self, beside: str) -> bool:
        """Whether another column than the one headed so is for the names of an agency's people."""
        others = (text for text in self._headers.values() if text != beside)
        return any(self._state.index.knows_as(text, "agencies[].contact_name") for text in others)

    def _reading(self, label: str, cell: Cell, rule: str, instance: str) -> GridReading:
        return GridReading(
            label=label, answer=tuple(filled(cell.paragraphs)), rule=rule, place=cell.place, instance=instance
        )

    def _choice(self, first: Cell, others: Sequence[Cell]) -> Iterator[GridReading]:
        """A question and one tick among columns headed Yes, No, Not known; further columns hold details."""
        ticked = [cell for cell in others if self._is_option(cell) and is_ticked(cell)]
        label = label_text(first) or tidy(first.text)
        if len(ticked) == 1:
            line = Paragraph(spans=(Span(text=self._headers[ticked[0].column]),), place=ticked[0].place)
            details = self._details(label, others)
            yield GridReading(label=label, answer=(line, *details), rule="choice_grid", place=ticked[0].place)

    def _answered(self, first: Cell, others: Sequence[Cell]) -> Iterator[GridReading]:
        """A question a row: its answer in the next column, and details of a yes or no in those behind it."""
        label = label_text(first) or tidy(first.text)
        if others and label and not is_empty_cell(others[0]):
            details = self._details(label, others[1:])
            answer = (*filled(others[0].paragraphs), *details)
            yield GridReading(label=label, answer=answer, rule="cell_right", place=others[0].place)

    def _answers(self, first: Cell, others: Sequence[Cell]) -> Iterator[GridReading]:
        """The row of one alternative: ticked for the questions in whose columns a tick stands."""
        for cell in others:
            if is_ticked(cell):
                line = Paragraph(spans=(Span(text=tidy(first.text)),), place=cell.place)
                header = self._headers.get(cell.column, "")
                yield GridReading(label=header, answer=(line,), rule="choice_grid", place=cell.place)

    def _details(self, label: str, others: Sequence[Cell]) -> Iterator[Paragraph]:
        """What was written in further columns beside a yes or no that has details."""
        match = self._state.index.match(label, self._state.block.group)
        field = self._state.index.catalogue.definition(match.paths[0]) if match and match.score >= FITS else None
        if field and field.detail:
            yield from (
                line
                for cell in others
                if not self._is_option(cell)
                for line in filled(cell.paragraphs)
                if not has_mark(line)
            )

    def _is_option(self, cell: Cell) -> bool:
        return bool(OPTION.fullmatch(tidy(self._headers.get(cell.column, ""))))

    def _kind(self, first_cells: Sequence[str]) -> str:
        if len(first_cells) > 1 and all(is_option(text) for text in first_cells):
            return "answers"  # a question a column, and a row each for Yes, No, Not known
        headers = [text for column, text in sorted(self._headers.items()) if column > 0]
        if sum(bool(OPTION.fullmatch(tidy(text))) for text in headers) >= 2:
            return "choices"
        if self._people:
            return "people"  # a person a column
        if headers and all(_INSTANCE.match(text) or child_number(text) for text in headers):
            return "instances"
        if self._asks_row_by_row(first_cells, headers):
            return "questions"
        first = self._headers.get(0, "")
        named = not any(self._is_question(text) for text in headers)
        return "instances" if headers and named and not first.strip() else "rows"

    def _asks_row_by_row(self, first_cells: Sequence[str], headers: Sequence[str]) -> bool:
        """Whether the rows begin with questions of yes or no, under headers such as `Process` and `Status`."""
        index = self._state.index
        listed = max((sum(index.knows(text, group) for text in headers) for group in _LISTED), default=0)
        matches = [match for text in first_cells if text.strip() and (match := index.match(text))]
        fields = [index.catalogue.definition(match.paths[0]) for match in matches if match.score >= KNOWN_ROW]
        asked = {field.path for field in fields if field and field.type == "yesno"}
        rows = sum(bool(text.strip()) for text in first_cells)
        return listed < 2 and len(asked) >= 2 and len(asked) >= FITS * rows

    def _is_question(self, text: str) -> bool:
        index = self._state.index
        match = index.match(text, self._state.block.group)
        return bool(match and match.score >= FITS and match.rule != "likeness") or any(
            index.knows(text, each) for each in _BLOCKS
        )


def _asks_in_words(row: Sequence[Cell]) -> bool:
    """Whether a row has fields to type in and no box to tick."""
    lines = [line for cell in row for line in cell.paragraphs]
    return any(map(is_field, lines)) and not any(map(has_mark, lines))


def _columns(cell: Cell) -> Sequence[int]:
    return range(cell.column, cell.column + cell.column_span)
