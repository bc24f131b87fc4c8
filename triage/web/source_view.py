"""The place that a field was read at, to stand beside its form: a crop of the page, else the lines around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.read_models import CaseView, FieldView
from triage.web.marks import Mark, place_marks, source_anchor
from triage.web.names import NameCover, children_named, is_child_name
from triage.web.original import Grid, Line, draw
from triage.web.page_boxes import DrawnPage, crop_of
from triage.web.views.pictures import file_of, page_of

AROUND = 2  # lines before and after
MOST_LINES = 14


@dataclass(frozen=True, kw_only=True)
class Source:
    """One of the two, or nothing."""

    shown: DrawnPage | None = None
    lines: Sequence[Line] = ()


def source_of(case: CaseView, field: FieldView | None) -> Source:
    """Where a field was read. In lines of text children's names are covered, but for the field that is a name."""
    if field is None or not field.value:
        return Source()
    return _cropped(case, field) or Source(lines=_lines_around(case, field))


def _cropped(case: CaseView, field: FieldView) -> Source | None:
    crop, file = crop_of(field), file_of(case, field.file)
    drawn = page_of(file.id, crop.page) if crop is not None and file is not None else None
    if crop is None or file is None or drawn is None:
        return None
    return Source(shown=DrawnPage(file_id=file.id, page=crop.page, pages=crop.page, drawn=drawn, crop=crop))


def _lines_around(case: CaseView, field: FieldView) -> Sequence[Line]:
    marks = place_marks(case)
    anchor = source_anchor(case.fields.index(field) + 1)
    number = marks.documents.get(anchor, 0)
    document = case.documents[number - 1].document if number else None
    mark = next((each for each in marks.by_document.get(number, []) if each.anchor == anchor), None)
    if document is None or mark is None:
        return ()
    cover = NameCover(() if is_child_name(field.path) else children_named(case.fields))
    return _part(list(_lines(draw(document, [mark], cover).content)), mark)


def _part(lines: Sequence[Line], mark: Mark) -> Sequence[Line]:
    first = max(0, min(each.paragraph for each in mark.stretches) - AROUND)
    last = max(each.paragraph for each in mark.stretches) + AROUND
    return lines[first : min(last + 1, first + MOST_LINES)]


def _lines(content: Sequence[Line | Grid]) -> Iterator[Line]:
    """Every line in reading order, those of cells included: the order in which a mark counts them."""
    for block in content:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for box in row:
                    yield from _lines(box.content)
