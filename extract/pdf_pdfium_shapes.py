"""Drawn paths and images of a page through PDFium's C interface, those inside form XObjects included."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.pdf_page import Box, Shape
from extract.pdf_pdfium_text import fill_colour
from extract.pdf_view import IDENTITY, Matrix, View, applied, multiplied

Point = tuple[float, float]
Colour = tuple[int, int, int]
_DEEPEST = 8  # nested form XObjects
_MOST_OBJECTS = 60_000  # a page
_MOST_SEGMENTS = 4_000  # of one path: maps are no form
_THICKEST_FRAME = 2.5  # points


def read_objects(page: Any, view: View) -> tuple[tuple[Shape, ...], tuple[Box, ...]]:
    """Paths that are painted, and the boxes of images."""
    shapes: list[Shape] = []
    images: list[Box] = []
    for handle, matrix in _objects(page):
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            shapes.extend(_shapes(handle, matrix, view))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(_bounds(handle, matrix, view))
    return tuple(shapes), tuple(images)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    for index in range(count):
        yield from _with_inner(pdfium_c.FPDFPage_GetObject(page, index), IDENTITY, 0)


def _with_inner(handle: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium_c.FPDFPageObj_GetType(handle) != pdfium_c.FPDF_PAGEOBJ_FORM:
        yield handle, matrix
        return
    if depth >= _DEEPEST:
        return
    inside = multiplied(_matrix(handle), matrix)
    for index in range(min(pdfium_c.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)):
        yield from _with_inner(pdfium_c.FPDFFormObj_GetObject(handle, index), inside, depth + 1)


def _matrix(handle: Any) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(handle, raw)
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _bounds(handle: Any, matrix: Matrix, view: View) -> Box:
    parts = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(handle, *parts)
    left, bottom, right, top = (part.value for part in parts)
    return view.box(*applied(matrix, left, bottom), *applied(matrix, right, top))


def _shapes(handle: Any, matrix: Matrix, view: View) -> Iterator[Shape]:
    """The separate outlines of one painted path: programs draw whole tables as a single path."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill_mode, stroked)
    fill = fill_colour(handle) if fill_mode.value else None
    stroke = _stroke_colour(handle) if stroked.value else None
    count = pdfium_c.FPDFPath_CountSegments(handle)
    if (fill is None and stroke is None) or count < 2 or count > _MOST_SEGMENTS:
        return
    own = multiplied(_matrix(handle), matrix)
    width = _stroke_width(handle, own) if stroke else 0.0
    outlines = [_painted(each, fill, stroke, width) for each in _outlines(handle, count, own, view)]
    ring = _ring(outlines)
    yield from (ring,) if ring else outlines


@dataclass(slots=True)
class _Outline:
    """One run of a path without lifting the pen. Three bent points make one curve."""

    points: list[Point]
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    bent: int = 0


def _outlines(handle: Any, count: int, matrix: Matrix, view: View) -> list[_Outline]:
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[_Outline] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = view.point(*applied(matrix, x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not found:
            found.append(_Outline([point]))
            continue
        outline = found[-1]
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            outline.bent += 1
        else:
            outline.lines.append((*outline.points[-1], *point))
        outline.points.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and point != outline.points[0]:
            outline.lines.append((*point, *outline.points[0]))
    return [each for each in found if len(each.points) > 1]


def _painted(outline: _Outline, fill: Colour | None, stroke: Colour | None, width: float) -> Shape:
    xs, ys = [point[0] for point in outline.points], [point[1] for point in outline.points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    is_rectangle = not outline.bent and _is_rectangle(outline.lines, box)
    return Shape(
        box=box, lines=tuple(outline.lines), curves=outline.bent // 3, fill=fill, stroke=stroke, width=width,
        is_rectangle=is_rectangle,
    )  # fmt: skip


def _ring(outlines: list[Shape]) -> Shape | None:
    """A frame drawn as the area between two outlines, as the stroke that it looks like."""
    if len(outlines) != 2 or outlines[0].fill is None or outlines[0].stroke is not None:
        return None
    inner, outer = sorted(outlines, key=lambda each: each.box.width)
    width = (outer.box.width - inner.box.width) / 2
    alike = inner.is_rectangle == outer.is_rectangle and (inner.curves >= 4) == (outer.curves >= 4)
    if not alike or not 0 < width <= _THICKEST_FRAME or not outer.box.holds_box(inner.box, slack=0.1):
        return None
    return replace(outer, fill=None, stroke=outer.fill, width=width)


def _is_rectangle(lines: list[tuple[float, float, float, float]], box: Box) -> bool:
    """Whether straight pieces run along all four sides of their box and nowhere else."""
    level = [each for each in lines if abs(each[1] - each[3]) < 0.2 and abs(each[0] - each[2]) >= 0.2]
    upright = [each for each in lines if abs(each[0] - each[2]) < 0.2 and abs(each[1] - each[3]) >= 0.2]
    slanted = [each for each in lines if abs(each[0] - each[2]) >= 0.2 and abs(each[1] - each[3]) >= 0.2]
    at_edges = {abs(each[1] - box.top) < 0.3 for each in level} | {abs(each[0] - box.x0) < 0.3 for each in upright}
    return not slanted and 1 <= len(level) <= 3 and 1 <= len(upright) <= 3 and at_edges == {True, False}


def _stroke_colour(handle: Any) -> tuple[int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetStrokeColor(handle, *parts) or parts[3].value == 0:
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _stroke_width(handle: Any, matrix: Matrix) -> float:
    width = ctypes.c_float()
    pdfium_c.FPDFPageObj_GetStrokeWidth(handle, width)
    return float(width.value) * max(abs(matrix[0]), abs(matrix[1]))
