"""Drawn paths and images of a page through PDFium's C interface, those inside form XObjects included."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.pdf_page import Box, Shape
from extract.pdf_pdfium_text import fill_colour
from extract.pdf_view import IDENTITY, Matrix, View, applied, multiplied

_DEEPEST = 8  # nested form XObjects
_MOST_OBJECTS = 60_000  # a page
_MOST_SEGMENTS = 400  # of one path: maps and logos are no form


def read_objects(page: Any, view: View) -> tuple[tuple[Shape, ...], tuple[Box, ...]]:
    """Paths that are painted, and the boxes of images."""
    shapes: list[Shape] = []
    images: list[Box] = []
    for handle, matrix in _objects(page):
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            shape = _shape(handle, matrix, view)
            if shape is not None:
                shapes.append(shape)
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


def _shape(handle: Any, matrix: Matrix, view: View) -> Shape | None:
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill_mode, stroked)
    fill = fill_colour(handle) if fill_mode.value else None
    stroke = _stroke_colour(handle) if stroked.value else None
    count = pdfium_c.FPDFPath_CountSegments(handle)
    if (fill is None and stroke is None) or count < 2 or count > _MOST_SEGMENTS:
        return None
    own = multiplied(_matrix(handle), matrix)
    lines, points, curves = _segments(handle, count, own, view)
    if not points:
        return None
    box = Box(
        min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)
    )
    return Shape(
        box=box, lines=tuple(lines), curves=curves, fill=fill, stroke=stroke,
        width=_stroke_width(handle, own) if stroke else 0.0, is_rectangle=not curves and _is_rectangle(lines, box),
    )  # fmt: skip


def _segments(
    handle: Any, count: int, matrix: Matrix, view: View
) -> tuple[list[tuple[float, float, float, float]], list[tuple[float, float]], int]:
    """Straight pieces, all points, and how many points belong to curves (three make one curve)."""
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: list[tuple[float, float, float, float]] = []
    points: list[tuple[float, float]] = []
    bent = 0
    start = here = (0.0, 0.0)
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = view.point(*applied(matrix, x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            bent += 1
        else:
            lines.append((*here, *point))
        points.append(point)
        here = point
        if pdfium_c.FPDFPathSegment_GetClose(segment) and here != start:
            lines.append((*here, *start))
            here = start
    return lines, points, bent // 3


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
