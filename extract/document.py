"""The layout-neutral document that every reader gives: text with its formatting, ticks, form controls and positions."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something stands, precise enough to find it again by eye. Counts start at 1."""

    part: str  # `word/document.xml`, `word/header1.xml`, `page`, `body`
    page: int | None = None
    box: tuple[float, float, float, float] | None = None  # x0, top, x1, bottom in PDF points from the top left
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None  # in document order, counted within the part
    control: str | None = None  # form-field name or content-control tag

    def as_plain(self) -> dict[str, Any]:
        """Only what is known, for JSON."""
        return {key: value for key, value in asdict(self).items() if value is not None}


class MarkState(StrEnum):
    """State of a tick box."""

    ON = "on"
    OFF = "off"
    UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A tick box, however it was made. `evidence`: control, glyph, typed, drawn."""

    state: MarkState
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Control:
    """A form control: content control (`sdt`) or old field (`ffData`) of Word, PDF widget (`acroform`), web page.

    `drawn`: a box on a page that is drawn to be written in, with its words.
    """

    kind: Literal["text", "check", "radio", "choice", "date"]
    origin: Literal["sdt", "ffData", "acroform", "html", "drawn"]
    name: str = ""  # tag or field name
    label: str = ""  # alias or tooltip
    options: tuple[str, ...] = ()
    placeholder: bool = False  # shows only its prompt, so it is empty


@dataclass(frozen=True, kw_only=True)
class Span:
    """A run of text in one formatting. A tick box is a span of its own whose text is ☒, ☐ or ▣ (unsure)."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    grey: bool = False  # printed in grey: usually guidance
    hidden: bool = False
    size: float | None = None  # points
    score: float | None = None  # trust in recognised text, 0 to 1; None where the file itself holds the text
    doubts: tuple[tuple[str, float], ...] = ()  # its recognised words that are not sure, each with the trust in it
    mark: Mark | None = None
    control: Control | None = None


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph or line."""

    spans: tuple[Span, ...]
    place: Place
    heading: bool = False
    list_item: bool = False
    question: bool = False  # asks for certain: quoted from another's mail, with the answer below

    @property
    def text(self) -> str:
        """What a reader sees, struck words included, hidden ones not; placeholders of empty controls not."""
        return "".join(s.text for s in self.spans if not s.hidden and not (s.control and s.control.placeholder))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table. `row` and `column` count from 0 in the grid; a merged cell appears once."""

    content: "tuple[Paragraph | Table, ...]"
    row: int
    column: int
    place: Place
    row_span: int = 1
    column_span: int = 1
    header: bool = False  # marked as a header row, or shaded

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The cell's own paragraphs, without those of nested tables."""
        return tuple(each for each in self.content if isinstance(each, Paragraph))

    @property
    def text(self) -> str:
        """The paragraphs' text, one a line."""
        return "\n".join(each.text for each in self.paragraphs).strip()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A grid, row by row; rows may differ in length where cells are merged."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Loss:
    """Something that a reader skipped on purpose or did not understand: a code and where, never content."""

    what: str
    where: str


ENVELOPE_PART = "envelope"  # part of a place in the head of a mail


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """From whom a mail came and when it was sent, as its head says; empty where it does not, or cannot be believed."""

    sender_name: str = ""
    sender_address: str = ""
    sent: date | None = None  # by the sender's clock
    passed_on: bool = False  # of the mail that was passed on: its writer need not be who refers


@dataclass(frozen=True, kw_only=True)
class SourceDocument:
    """One document in reading order."""

    format: Literal["docx", "pdf", "text", "scan", "html", "mail", "sheet"]  # mail: a mail's text with its tables
    items: tuple[Paragraph | Table, ...]
    losses: tuple[Loss, ...] = ()
    page_count: int | None = None
    envelope: Envelope | None = None  # of the mail whose own text it is
    typed_over: bool = False  # words were put over its pages as annotations

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order, those of table cells included."""
        yield from _paragraphs(self.items)


def _paragraphs(items: tuple[Paragraph | Table, ...]) -> Iterator[Paragraph]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from _paragraphs(cell.content)
