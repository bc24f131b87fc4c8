"""What reading the layout yields: questions with their answers and ticked statements, not yet mapped to the record."""

from dataclasses import dataclass, field

from extract.document import MarkState, Paragraph, Place


@dataclass(frozen=True, kw_only=True)
class Block:
    """The part of a form in which a question stands; it gives a bare label such as `Name` its meaning."""

    heading: str = ""
    group: str | None = None  # key of the catalogue's group
    number: int | None = None  # of `Child 2`
    office: bool = False  # filled in by the partnership: never the referrer's data


@dataclass(frozen=True, kw_only=True)
class LabelledAnswer:
    """One question and what was written for it, still with the printed text that may stand between them."""

    label: str
    answer: tuple[Paragraph, ...]
    block: Block
    place: Place
    rule: str  # the reading by which label and answer were put together
    trust: float  # of that reading, 0 to 1
    instance: str = ""  # row or column of a grid: one person or agency each
    parent: str = ""  # the question that a `Details:` belongs to


@dataclass(frozen=True, kw_only=True)
class TickedStatement:
    """A statement beside a tick box, or of a list in which those that do not apply are struck out."""

    text: str
    state: MarkState
    block: Block
    place: Place
    left: bool = False  # left standing in such a list


@dataclass(kw_only=True)
class Readings:
    """Everything that the layout gave, in reading order."""

    answers: list[LabelledAnswer] = field(default_factory=list)
    ticked: list[TickedStatement] = field(default_factory=list)
    loose: list[Paragraph] = field(default_factory=list)  # text that stands under no question
    headings: list[str] = field(default_factory=list)
