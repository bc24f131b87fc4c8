"""Form widgets and other annotations of a page through PDFium's C interface."""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.document import MarkState
from extract.pdf_page import Box, Note, Widget
from extract.pdf_view import View

_UNSEEN = 0x02 | 0x20  # annotation flags hidden and no-view, ISO 32000-1, table 165
_PASSWORD = 1 << 13  # field flag, table 228: never read
_SIGNED = "signed"
_MOST = 5_000  # annotations a page
_MOST_OPTIONS = 500
_LONGEST = 200_000  # bytes of one string
_KINDS = {
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD: "text",
    pdfium_c.FPDF_FORMFIELD_COMBOBOX: "choice",
    pdfium_c.FPDF_FORMFIELD_LISTBOX: "choice",
    pdfium_c.FPDF_FORMFIELD_CHECKBOX: "check",
    pdfium_c.FPDF_FORMFIELD_RADIOBUTTON: "radio",
    pdfium_c.FPDF_FORMFIELD_SIGNATURE: "signature",
}
_NOTES = {
    pdfium_c.FPDF_ANNOT_FREETEXT: "free_text",
    pdfium_c.FPDF_ANNOT_TEXT: "comment",
    pdfium_c.FPDF_ANNOT_HIGHLIGHT: "highlight",
    pdfium_c.FPDF_ANNOT_STRIKEOUT: "strike",
    pdfium_c.FPDF_ANNOT_UNDERLINE: "underline",
    pdfium_c.FPDF_ANNOT_STAMP: "stamp",
    pdfium_c.FPDF_ANNOT_INK: "ink",
    pdfium_c.FPDF_ANNOT_CIRCLE: "circle",
    pdfium_c.FPDF_ANNOT_SQUARE: "square",
    pdfium_c.FPDF_ANNOT_POLYGON: "polygon",
}


def read_annotations(form: Any, page: Any, view: View) -> tuple[tuple[Widget, ...], tuple[Note, ...]]:
    """Visible widgets with what they show, and visible notes. `form` is None in a document without fields."""
    widgets: list[Widget] = []
    notes: list[Note] = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST)):
        handle = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            _read(handle, form, view, (widgets, notes))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(handle)
    return tuple(widgets), tuple(notes)


def _read(handle: Any, form: Any, view: View, found: tuple[list[Widget], list[Note]]) -> None:
    if pdfium_c.FPDFAnnot_GetFlags(handle) & _UNSEEN:
        return
    subtype = pdfium_c.FPDFAnnot_GetSubtype(handle)
    if subtype == pdfium_c.FPDF_ANNOT_WIDGET and form is not None:
        widget = _widget(form, handle, view)
        if widget is not None:
            found[0].append(widget)
    elif subtype in _NOTES:
        text = _string(lambda *rest: pdfium_c.FPDFAnnot_GetStringValue(handle, b"Contents", *rest))
        strokes = tuple(_strokes(handle, view)) if subtype == pdfium_c.FPDF_ANNOT_INK else ()
        found[1].append(Note(kind=_NOTES[subtype], boxes=_areas(handle, view), text=text, strokes=strokes))


def _widget(form: Any, handle: Any, view: View) -> Widget | None:
    kind = _KINDS.get(pdfium_c.FPDFAnnot_GetFormFieldType(form, handle))
    flags = pdfium_c.FPDFAnnot_GetFormFieldFlags(form, handle)
    if kind is None or (kind == "text" and flags & _PASSWORD):
        return None
    value, state = "", None
    options: tuple[str, ...] = ()
    if kind == "choice":
        value, options = _choice(form, handle)
    elif kind in ("check", "radio"):
        state = MarkState.ON if pdfium_c.FPDFAnnot_IsChecked(form, handle) else MarkState.OFF
        export = _string(lambda *rest: pdfium_c.FPDFAnnot_GetFormFieldExportValue(form, handle, *rest))
        options = (export,) if export else ()
    elif kind == "signature":
        value = _SIGNED if pdfium_c.FPDFAnnot_HasKey(handle, b"V") else ""
    elif kind == "text":
        value = _string(lambda *rest: pdfium_c.FPDFAnnot_GetFormFieldValue(form, handle, *rest))
    return Widget(
        kind=kind, box=_rectangle(handle, view), value=value, options=options, state=state,
        name=_string(lambda *rest: pdfium_c.FPDFAnnot_GetFormFieldName(form, handle, *rest)),
        label=_string(lambda *rest: pdfium_c.FPDFAnnot_GetFormFieldAlternateName(form, handle, *rest)),
    )  # fmt: skip


def _choice(form: Any, handle: Any) -> tuple[str, tuple[str, ...]]:
    """What a list shows as chosen, several one a line, and all it offers. Own words typed into a box count too."""
    options: list[str] = []
    chosen: list[str] = []
    for index in range(min(max(pdfium_c.FPDFAnnot_GetOptionCount(form, handle), 0), _MOST_OPTIONS)):
        label = _string(lambda *rest, at=index: pdfium_c.FPDFAnnot_GetOptionLabel(form, handle, at, *rest))
        options.append(label)
        if pdfium_c.FPDFAnnot_IsOptionSelected(form, handle, index):
            chosen.append(label)
    stored = "" if chosen else _string(lambda *rest: pdfium_c.FPDFAnnot_GetFormFieldValue(form, handle, *rest))
    return "\n".join(chosen) or stored, tuple(options)


def _areas(handle: Any, view: View) -> tuple[Box, ...]:
    """The quadrilaterals of a text mark-up, else the annotation's rectangle."""
    quad = pdfium_c.FS_QUADPOINTSF()
    boxes = []
    for index in range(pdfium_c.FPDFAnnot_CountAttachmentPoints(handle)):
        if pdfium_c.FPDFAnnot_GetAttachmentPoints(handle, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            boxes.append(view.box(min(xs), min(ys), max(xs), max(ys)))
    return tuple(boxes) or (_rectangle(handle, view),)


def _strokes(handle: Any, view: View) -> Iterator[tuple[tuple[float, float], ...]]:
    """The points of each stroke of a pen."""
    for index in range(min(pdfium_c.FPDFAnnot_GetInkListCount(handle), _MOST_OPTIONS)):
        count = min(pdfium_c.FPDFAnnot_GetInkListPath(handle, index, None, 0), _MOST)
        points = (pdfium_c.FS_POINTF * max(count, 1))()
        pdfium_c.FPDFAnnot_GetInkListPath(handle, index, points, count)
        yield tuple(view.point(each.x, each.y) for each in points[:count])


def _rectangle(handle: Any, view: View) -> Box:
    raw = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(handle, raw)
    return view.box(raw.left, raw.bottom, raw.right, raw.top)


def _string(call: Callable[..., int]) -> str:
    """A UTF-16 string by the usual two calls: its length in bytes, then its content. Line ends become newlines."""
    size = call(None, 0)
    if size <= 2:
        return ""
    size = min(size, _LONGEST)
    buffer = ctypes.create_string_buffer(size + 2)
    call(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    text = buffer.raw[:size].decode("utf-16-le", errors="replace").partition("\0")[0]
    return text.replace("\r\n", "\n").replace("\r", "\n")
