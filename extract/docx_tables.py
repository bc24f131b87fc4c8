"""Tables of Word as grids: merged cells, rows and cells inside controls, and which cells are headers (17.4)."""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extract.document import Cell, Paragraph, Place, Table
from extract.docx_controls import FormField
from extract.docx_headings import with_headings
from extract.docx_names import CELL, PARAGRAPH, ROW, VALUE, WORD, child, is_on, number, switch, value
from extract.docx_nesting import BlockReader, Surroundings, unwrapped
from extract.docx_runs import PartState
from extract.docx_styles import is_shaded

_MAX_SPAN = 63  # columns that Word allows
_FIRST_ROW = 0x0020  # bit of `w:tblLook` (17.4.55)


@dataclass(kw_only=True)
class _Draft:
    """A cell while its table is being read, since later rows may still make it taller."""

    row: int
    column: int
    column_span: int
    place: Place
    content: list[Paragraph | Table] = field(default_factory=list)
    row_span: int = 1
    in_header_row: bool = False
    shaded: bool = False


def read_table(element: Element, state: PartState, form: FormField | None, read: BlockReader) -> Table:
    """One table, its cells read by `read`; rows deleted by a tracked change are left out and recorded."""
    state.tables += 1
    reading = _TableReading(element, state, read)
    for row, row_form in unwrapped(element, frozenset({ROW}), state, form):
        if child(row, "trPr", "del") is not None:
            state.lose("tracked_deletion")
        else:
            reading.read_row(row, row_form)
    return reading.table()


class _TableReading:
    def __init__(self, element: Element, state: PartState, read: BlockReader) -> None:
        self._state = state
        self._read = read
        self._number = state.tables
        self._styled_header = _has_styled_header(element, state)
        self._rows: list[list[_Draft]] = []
        self._open: dict[int, _Draft] = {}  # by column: the cell that continued ones below belong to

    def read_row(self, row: Element, form: FormField | None) -> None:
        index = len(self._rows)
        drafts: list[_Draft] = []
        self._rows.append(drafts)
        header = bool(switch(child(row, "trPr"), "tblHeader")) or (index == 0 and self._styled_header)
        column = number(value(row, "trPr", "gridBefore")) or 0
        for cell, cell_form in unwrapped(row, frozenset({CELL}), self._state, form):
            span = min(max(number(value(cell, "tcPr", "gridSpan")) or 1, 1), _MAX_SPAN)
            if drafts and _continues(cell, "hMerge"):
                drafts[-1].column_span += span
                self._pass_over(cell)
            elif _continues(cell, "vMerge") and column in self._open:
                self._open[column].row_span += 1
                self._pass_over(cell)
            else:
                drafts.append(self._draft(cell, (index, column, span), cell_form))
                drafts[-1].in_header_row = header
                self._note_merge(cell, column, drafts[-1])
            column += span

    def table(self) -> Table:
        """The finished table. Shading tells nothing where every cell of several rows has it."""
        drafts = [draft for row in self._rows for draft in row]
        tells = len(self._rows) == 1 or not all(draft.shaded for draft in drafts)
        return Table(
            rows=tuple(tuple(_cell(draft, shading_tells=tells) for draft in row) for row in self._rows),
            place=Place(part=self._state.part, table=self._number),
        )

    def _draft(self, cell: Element, grid: tuple[int, int, int], form: FormField | None) -> _Draft:
        row, column, span = grid
        around = Surroundings(table=self._number, row=row + 1, column=column + 1, form=form)
        return _Draft(
            row=row,
            column=column,
            column_span=span,
            place=around.place(self._state),
            content=_as_page(self._read(cell, self._state, around)),
            shaded=_is_shaded_cell(cell),
        )

    def _note_merge(self, cell: Element, column: int, draft: _Draft) -> None:
        if child(cell, "tcPr", "vMerge") is not None:
            self._open[column] = draft
        else:
            self._open.pop(column, None)

    def _pass_over(self, cell: Element) -> None:
        """Word does not show what is left in a cell that a merge covers."""
        if self._read(cell, self._state, Surroundings()):
            self._state.lose("covered_cell")


def _as_page(content: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """A cell with tables in it only lays out a page, so its lines in bold are headings like those of the body."""
    return with_headings(content) if any(isinstance(each, Table) for each in content) else content


def _cell(draft: _Draft, *, shading_tells: bool) -> Cell:
    return Cell(
        content=tuple(draft.content),
        row=draft.row,
        column=draft.column,
        place=draft.place,
        row_span=draft.row_span,
        column_span=draft.column_span,
        header=draft.in_header_row or (draft.shaded and shading_tells),
    )


def _continues(cell: Element, merge: str) -> bool:
    found = child(cell, "tcPr", merge)
    return found is not None and found.get(VALUE, "continue") == "continue"


def _is_shaded_cell(cell: Element) -> bool:
    """Shaded itself, or by each of its paragraphs."""
    if is_shaded(child(cell, "tcPr", "shd")):
        return True
    paragraphs = cell.findall(PARAGRAPH)
    return bool(paragraphs) and all(is_shaded(child(each, "pPr", "shd")) for each in paragraphs)


def _has_styled_header(element: Element, state: PartState) -> bool:
    look = child(element, "tblPr", "tblLook")
    if look is None or not state.styles.stands_out(value(element, "tblPr", "tblStyle")):
        return False
    first_row = look.get(WORD + "firstRow")
    if first_row is not None:
        return is_on(first_row)
    return bool(_bits(look.get(VALUE)) & _FIRST_ROW)


def _bits(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
