"""Pieces of PDF forms with reportlab: no time of making, nothing compressed, only the standard fonts."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=12)
LABEL = ParagraphStyle("label", parent=BODY, fontName="Helvetica-Bold")
HINT = ParagraphStyle("hint", parent=BODY, fontName="Helvetica-Oblique", fontSize=8, textColor=colors.grey)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=18)
WIDTH, HEIGHT = A4


class TickBoxes(Flowable):
    """A row of drawn squares, each with its word to the right; a cross of two lines marks the chosen ones."""

    def __init__(self, options: Sequence[tuple[str, bool]]):
        super().__init__()
        self.options = options
        self.height = 14

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        return available_width, self.height

    def draw(self) -> None:
        left = 0.0
        for word, chosen in self.options:
            self.canv.rect(left, 2, 9, 9)
            if chosen:
                self.canv.line(left + 1.5, 3.5, left + 7.5, 9.5)
                self.canv.line(left + 1.5, 9.5, left + 7.5, 3.5)
            self.canv.setFont("Helvetica", 9.5)
            self.canv.drawString(left + 13, 3.5, word)
            left += 13 + self.canv.stringWidth(word, "Helvetica", 9.5) + 16


def ruled(rows: Sequence[Sequence[Any]], widths: Sequence[float], spans: Sequence[tuple[Any, ...]] = ()) -> Table:
    """A table with every rule drawn; strings become wrapped paragraphs."""
    content = [[Paragraph(each, BODY) if isinstance(each, str) else each for each in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]
    return Table(content, colWidths=list(widths), style=TableStyle(style), splitInRow=1)


def flowing(story: Sequence[Flowable], *, header: str, footer: str, title: str) -> bytes:
    """A PDF of flowables with a running header and a footer that counts pages."""

    def decorate(canvas: Canvas, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, HEIGHT - 30, header)
        canvas.drawString(50, 25, f"{footer}  Page {document.page}")

    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=50,
        rightMargin=50,
        topMargin=50,
        bottomMargin=50,
        invariant=1,
        pageCompression=0,
        title=title,
    )
    template.build(list(story), onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def gap(points: float = 8) -> Spacer:
    """White space."""
    return Spacer(1, points)


class Sheet:
    """A page written from top to bottom at given left edges: labels and answers kept apart by white space only."""

    def __init__(self, *, title: str, header: str = "", footer: str = ""):
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, invariant=1, pageCompression=0)
        self.canvas.setTitle(title)
        self._header, self._footer = header, footer
        self._page = 1
        self.y = HEIGHT - 60
        self._decorate()

    def _decorate(self) -> None:
        self.canvas.setFont("Helvetica", 8)
        if self._header:
            self.canvas.drawString(50, HEIGHT - 30, self._header)
        if self._footer:
            self.canvas.drawString(50, 25, f"{self._footer} {self._page}")

    def room(self, points: float) -> None:
        """Go to a new page unless so much is left on this one."""
        if self.y - points < 50:
            self.canvas.showPage()
            self._page += 1
            self.y = HEIGHT - 60
            self._decorate()

    def text(
        self, words: str, *, left: float = 50, right: float = WIDTH - 50, font: str = "Helvetica", size: float = 9.5
    ) -> None:
        """Wrapped text from `left` to `right`, the pen moved below it."""
        for line in words.split("\n"):
            for piece in simpleSplit(line, font, size, right - left) or [""]:
                self.room(size + 3)
                self.canvas.setFont(font, size)
                self.canvas.drawString(left, self.y, piece)
                self.y -= size + 3

    def row(self, *columns: tuple[float, str, str], advance: float = 4) -> None:
        """Pieces (left edge, font, words) on one line; each wraps within the room up to the next one's edge."""
        self.room(40)
        top, lowest = self.y, self.y
        for place, (left, font, words) in enumerate(columns):
            right = columns[place + 1][0] - 8 if place + 1 < len(columns) else WIDTH - 45
            self.y = top
            self.text(words, left=left, right=right, font=font)
            lowest = min(lowest, self.y)
        self.y = lowest - advance

    def finished(self) -> bytes:
        """The PDF's bytes."""
        self.canvas.save()
        return self._buffer.getvalue()


def wrapped(text: str, width: float, size: float = 9.5, font: str = "Helvetica") -> str:
    """The text broken into lines that fit, as the appearance of a multi-line field wants it."""
    return "\n".join(piece for line in text.split("\n") for piece in simpleSplit(line, font, size, width) or [""])


Builder = Callable[..., bytes]
