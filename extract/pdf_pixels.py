"""A page as grey pixels: how much ink lies within a box. It does not know how the page was drawn."""

from dataclasses import dataclass

from extract.pdf_page import Box

_DARK = 140  # of 255
_CONTRAST = 60  # steps below the paper that count as ink on a tinted background


@dataclass(frozen=True, kw_only=True)
class Pixels:
    """One byte a pixel, 0 black to 255 white, row by row; `scale` pixels make one point."""

    data: bytes
    width: int
    height: int
    stride: int
    scale: float

    def ink(self, box: Box, inner: float) -> float:
        """Share of dark pixels, 0 to 1, in the middle part of a box that is `inner` of its width and height."""
        x, y = box.middle
        half_width, half_height = box.width * inner / 2, box.height * inner / 2
        values = self._values(Box(x - half_width, y - half_height, x + half_width, y + half_height))
        if not values:
            return 0.0
        paper = sorted(values)[len(values) * 9 // 10]
        limit = max(_DARK, paper - _CONTRAST)
        return sum(value < limit for value in values) / len(values)

    def _values(self, box: Box) -> bytes:
        x0, x1 = self._column(box.x0), self._column(box.x1) + 1
        rows = range(max(0, int(box.top * self.scale)), min(self.height, int(box.bottom * self.scale) + 1))
        return b"".join(self.data[row * self.stride + x0 : row * self.stride + x1] for row in rows)

    def _column(self, x: float) -> int:
        return min(max(0, int(x * self.scale)), self.width - 1)
