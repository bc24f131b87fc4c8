"""Where fields and quotes stand on the picture of a page, in points. No markup here."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import SourceDocument
from extract.model import PagePicture
from triage.read_models import FieldView
from triage.web.marks import Mark
from triage.web.text_index import TextIndex

MARGIN = 2.0  # points between words and box
AROUND = 26.0  # points of the page around a crop


@dataclass(frozen=True, kw_only=True)
class PageBox:
    """One rectangle: what it marks, and the number of the quote (0 for a field)."""

    x: float
    y: float
    width: float
    height: float
    kind: str  # evidence, against, source
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Crop:
    """A stretch of a page around one box: what is seen of it, as an SVG's view box."""

    page: int
    top: float
    height: float
    box: PageBox


@dataclass(frozen=True, kw_only=True)
class DrawnPage:
    """One page of a document as a picture, with what is marked on it."""

    file_id: int
    page: int
    pages: int
    drawn: PagePicture
    boxes: Sequence[PageBox] = ()
    crop: Crop | None = None


def boxes_on(document: SourceDocument, marks: Sequence[Mark], page: int) -> list[PageBox]:
    """Of every mark that stands on a page, its lines."""
    index = TextIndex(document)
    found: dict[PageBox, None] = {}
    for mark in marks:
        kind = "against" if mark.denies else "evidence" if mark.number else "source"
        for stretch in mark.stretches:
            place = index.places[stretch.paragraph]
            if place.page == page and place.box is not None:
                found[_box(place.box, kind, mark.number)] = None
    return sorted(found, key=lambda each: each.kind != "source")  # quotes over fields


def crop_of(field: FieldView | None) -> Crop | None:
    """The place that a field was read at, as wide as the page; None where the reading has none on a page."""
    if field is None or field.place.page is None or field.place.box is None:
        return None
    box = _box(field.place.box, "source", 0)
    top = max(0.0, box.y - AROUND)
    return Crop(
        page=field.place.page,
        top=top,
        height=box.y + box.height + AROUND - top,
        box=box,
    )


def _box(box: tuple[float, float, float, float], kind: str, number: int) -> PageBox:
    left, top, right, bottom = box
    return PageBox(
        x=round(left - MARGIN, 1),
        y=round(top - MARGIN, 1),
        width=round(max(1.0, right - left + 2 * MARGIN), 1),
        height=round(max(1.0, bottom - top + 2 * MARGIN), 1),
        kind=kind,
        number=number,
    )
