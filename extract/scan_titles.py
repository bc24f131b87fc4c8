"""Titles in dark bars: once their letters are turned dark on light, what still tells that they are headings."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from extract.pdf_grids import Grid
from extract.pdf_page import Box
from extract.pdf_words import Token
from extract.scan_images import Picture

_MOST = 0.5  # share of a word or a cell that was dark


class Bars:
    """Where a page was dark before its bars were turned light; boxes are in points."""

    def __init__(self, before: Picture, after: Picture, scale: float) -> None:
        self._dark: npt.NDArray[np.bool_] = np.asarray((before != after).any(axis=2))
        self._scale = scale
        self._any = bool(self._dark.any())

    def bold(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens, those in bars in bold."""
        return [
            replace(each, style=each.style._replace(bold=True)) if self._holds(each.box) else each for each in tokens
        ]

    def cells(self, grids: Sequence[Grid]) -> list[Box]:
        """The cells that are bars."""
        return [cell.box for grid in grids for cell in grid.cells if self._holds(cell.box)]

    def _holds(self, box: Box) -> bool:
        if not self._any:
            return False
        x0, y0, x1, y1 = (max(0, round(side * self._scale)) for side in box)
        part = self._dark[y0:y1, x0:x1]
        return bool(part.size) and float(part.mean()) > _MOST
