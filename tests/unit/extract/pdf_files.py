"""Makes small PDFs for tests: drawn with reportlab, field structures changed with pikepdf. y counts from the top."""

import io
from collections.abc import Callable

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from extract.document import Cell, Paragraph, SourceDocument, Table
from extract.pdf_reader import read_pdf

WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """A page to draw on, with y from the top of the page to the baseline or the top edge."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, words: str, *, size: float = 10, font: str = "Helvetica") -> float:
        """Words with their baseline at y; gives the x behind them."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, words)
        return x + self.canvas.stringWidth(words, font, size)

    def bold(self, x: float, y: float, words: str, *, size: float = 10) -> float:
        return self.text(x, y, words, size=size, font="Helvetica-Bold")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def box(self, x: float, y: float, width: float, height: float, *, fill: bool = False, stroke: bool = True) -> None:
        """A rectangle whose top left is at x, y."""
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=int(stroke), fill=int(fill))

    def tick_box(self, x: float, y: float, sign: str = "", size: float = 9) -> None:
        """A drawn square with its foot at y: empty, with a cross, a tick or a filling."""
        self.box(x, y - size, size, size)
        if sign == "cross":
            self.line(x + 1, y - 1, x + size - 1, y - size + 1)
            self.line(x + 1, y - size + 1, x + size - 1, y - 1)
        elif sign == "tick":
            self.line(x + 1, y - size / 2, x + size / 2.5, y - 1.5, 1.2)
            self.line(x + size / 2.5, y - 1.5, x + size + 1, y - size, 1.2)
        elif sign == "filling":
            self.box(x + 2, y - size + 2, size - 4, size - 4, fill=True)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])


def pdf(*draw: Callable[[Sheet], object], **options: object) -> bytes:
    """A document with one page for each function that draws one."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=True, **options)  # type: ignore[arg-type]
    for page in draw:
        page(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    """The same document after `change` has worked on it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def read(*draw: Callable[[Sheet], object]) -> SourceDocument:
    return read_pdf(pdf(*draw))


def texts(document: SourceDocument) -> list[str]:
    return [each.text for each in document.paragraphs()]


def paragraph_with(document: SourceDocument, words: str) -> Paragraph:
    return next(each for each in document.paragraphs() if words in each.text)


def cells(document: SourceDocument) -> list[Cell]:
    return [cell for item in document.items if isinstance(item, Table) for row in item.rows for cell in row]


def seen(document: SourceDocument) -> list[str]:
    """Each paragraph as a reader tells it: states in brackets for tick boxes."""
    return [
        "".join(f"[{span.mark.state.value}]" if span.mark else span.text for span in each.spans)
        for each in document.paragraphs()
    ]
