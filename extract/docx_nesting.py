"""How the blocks of a Word file nest: wrappers that are looked through, and the cell and control around a block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from extract.document import Paragraph, Place, Table
from extract.docx_controls import FormField, form_within
from extract.docx_names import ALTERNATIVES, CONTENT_CONTROL, DELETED, TEXT, TRANSPARENT, WORD, child, chosen
from extract.docx_runs import PartState

_LOST_BLOCKS = {WORD + "altChunk": "embedded_document", WORD + "subDoc": "embedded_document"}


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Where blocks stand: the cell, if any, and the form control around them."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    form: FormField | None = None

    def place(self, state: PartState, paragraph: int | None = None) -> Place:
        """The place of something that stands here."""
        return Place(part=state.part, table=self.table, row=self.row, column=self.column, paragraph=paragraph)


BlockReader = Callable[[Element, PartState, Surroundings], list[Paragraph | Table]]


def unwrapped(
    parent: Element, wanted: frozenset[str], state: PartState, form: FormField | None
) -> Iterator[tuple[Element, FormField | None]]:
    """The wanted elements in order, each with the innermost form control around it; wrappers are looked through."""
    for each in parent:
        tag = str(each.tag)
        if tag in wanted:
            yield each, form
        elif tag == CONTENT_CONTROL:
            content = child(each, "sdtContent")
            if content is not None:
                yield from unwrapped(content, wanted, state, form_within(each, form))
        elif tag in TRANSPARENT or tag == ALTERNATIVES:
            branch = chosen(each) if tag == ALTERNATIVES else each
            if branch is not None:
                yield from unwrapped(branch, wanted, state, form)
        else:
            _skip(each, state)


def _skip(element: Element, state: PartState) -> None:
    tag = str(element.tag)
    if tag in DELETED:
        state.lose("tracked_deletion")
    elif tag in _LOST_BLOCKS:
        state.lose(_LOST_BLOCKS[tag])
    elif next(element.iter(TEXT), None) is not None:
        state.lose("unknown_element")
