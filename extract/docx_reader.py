"""Word files (docx, docm, dotx, dotm) to the layout-neutral document.

It walks the file's XML itself, because libraries for writing Word files lose what people fill in: content controls,
drop-downs, check boxes and tracked insertions. It reads; what a value means is the mapping's business.
"""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from extract.document import Loss, Paragraph, SourceDocument, Table
from extract.docx_blocks import read_blocks
from extract.docx_controls import content_control, control_text
from extract.docx_fields import FieldState, field_results
from extract.docx_headings import with_headings
from extract.docx_names import CONTENT_CONTROL, RELATION_ID, TABLE, TEXT, WORD
from extract.docx_nesting import Surroundings
from extract.docx_runs import PartState
from extract.docx_styles import StyleSheet
from extract.errors import DocumentRefused
from extract.package import Package, Relation
from extract.ticks import habits

_MAX_TEXT = 2_000_000  # characters of one part, some 700 pages
_EDGES = {"header": "headerReference", "footer": "footerReference"}
_NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "footnote"}


def read_docx(content: bytes) -> SourceDocument:
    """Everything a reader of the printed form sees, with ticks and controls; what is skipped is listed as losses.

    Raises `DocumentRefused` for files that are no Word files, are damaged or encrypted, or exceed the limits.
    Headers and footers stand before and after the body, and only where they hold something to fill in.
    """
    package = Package(content)
    main = package.main_part
    root = package.xml(main)
    bodies = [] if root is None else root.findall(WORD + "body")  # some makers write several
    if root is None or not bodies:
        raise DocumentRefused("not_a_word_file")
    relations = package.relations(main)
    styles = StyleSheet(_styles(package, relations))
    state = _state(main, root, styles)
    items = with_headings([item for body in bodies for item in read_blocks(body, state, Surroundings())])
    before, lost_headers = _edges(package, root, relations, styles, "header")
    after, lost_footers = _edges(package, root, relations, styles, "footer")
    return SourceDocument(
        format="docx",
        items=(*before, *items, *after),
        losses=(*lost_headers, *state.losses, *lost_footers, *_unreferred_notes(package, relations, state.losses)),
    )


def _state(part: str, root: Element, styles: StyleSheet) -> PartState:
    text = control_text(root)
    if len(text) > _MAX_TEXT:
        raise DocumentRefused("too_large")
    return PartState(part=part, styles=styles, fields=FieldState(results=field_results(root)), habits=habits(text))


def _styles(package: Package, relations: dict[str, Relation]) -> Element | None:
    name = next((each.target for each in relations.values() if each.kind == "styles"), None)
    return None if name is None else package.xml(name)


def _edges(
    package: Package, root: Element, relations: dict[str, Relation], styles: StyleSheet, kind: str
) -> tuple[list[Paragraph | Table], list[Loss]]:
    """The headers or footers that hold a table or a control; the words of others are counted as lost."""
    used = (relations.get(each.get(RELATION_ID, "")) for each in root.iter(WORD + _EDGES[kind]))
    items: list[Paragraph | Table] = []
    losses: list[Loss] = []
    for name in dict.fromkeys(each.target for each in used if each is not None):
        part = package.xml(name)
        if part is None:
            continue
        if _asks_something(part):
            state = _state(name, part, styles)
            items += read_blocks(part, state, Surroundings())
            losses += state.losses
        elif _has_words(part):
            losses.append(Loss(what=f"page_{kind}", where=name))
    return items, losses


def _unreferred_notes(package: Package, relations: dict[str, Relation], losses: list[Loss]) -> Iterator[Loss]:
    """Comments and notes with words that no text refers to; those referred to are among the losses already."""
    known = {each.what for each in losses}
    for relation in relations.values():
        lost = _NOTES.get(relation.kind, "")
        part = package.xml(relation.target) if lost and lost not in known else None
        if part is not None and _has_words(part):
            yield Loss(what=lost, where=relation.target)


def _has_words(part: Element) -> bool:
    return any((each.text or "").strip() for each in part.iter(TEXT))


def _asks_something(part: Element) -> bool:
    """Whether a header or footer is part of the form: page numbers are controls too, but nobody fills them in."""
    if next(part.iter(TABLE, WORD + "ffData"), None) is not None:
        return True
    return any(content_control(each) is not None for each in part.iter(CONTENT_CONTROL))
