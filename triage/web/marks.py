"""Where the quotes and the sources of fields stand in the documents of a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from triage.model import EvidenceQuote
from triage.read_models import CaseView, FieldView
from triage.web.text_index import Stretch, TextIndex
from triage.web.wording import SECTION_FIELDS

_MANY = 12  # paragraphs: a source that long is marked at its first ones only


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One quote or one source in one document. `anchor` is its element id; `number` is 0 for a source."""

    anchor: str
    number: int
    stretches: tuple[Stretch, ...]
    denies: bool = False  # a quote that speaks against


@dataclass(kw_only=True)
class CaseMarks:
    """Marks by document (counted from 1), the document of each anchor, and the number of each quote."""

    by_document: dict[int, list[Mark]] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    numbers: dict[EvidenceQuote, int] = field(default_factory=dict)

    def add(self, document: int, mark: Mark) -> None:
        """Keep a mark."""
        self.by_document.setdefault(document, []).append(mark)
        self.documents[mark.anchor] = document


def quote_anchor(number: int) -> str:
    """Element id of a quote in the original."""
    return f"mark-{number}"


def source_anchor(number: int, rival: int = 0) -> str:
    """Element id of the source of the case's n-th field; `rival` counts conflicting readings from 1."""
    return f"source-{number}-{rival}" if rival else f"source-{number}"


def place_marks(case: CaseView) -> CaseMarks:
    """Find every field and quote of a case in its documents; what cannot be found has no mark, and so no link."""
    readable = enumerate(case.documents, start=1)
    indices = {number: TextIndex(each.document) for number, each in readable if each.document is not None}
    files = {number: case.documents[number - 1].file.filename for number in indices}
    marks = CaseMarks()
    for anchor, reading in _readings(case.fields):
        for number in (each for each, name in files.items() if name == reading.file):
            stretches = _source(indices[number], reading)
            if stretches:
                marks.add(number, Mark(anchor=anchor, number=0, stretches=tuple(stretches)))
                break
    for quote, denies in _quotes(case):
        number = marks.numbers.setdefault(quote, len(marks.numbers) + 1)
        _place_quote(marks, indices, _home(case, files, quote.section), (quote, number, denies))
    return marks


def _readings(fields: Iterable[FieldView]) -> Iterator[tuple[str, FieldView]]:
    for number, one in enumerate(fields, start=1):
        yield source_anchor(number), one
        for count, rival in enumerate(one.rivals, start=1):
            yield source_anchor(number, count), rival


def _source(index: TextIndex, reading: FieldView) -> list[Stretch]:
    near = index.near(reading.place)
    found = list(index.find(reading.raw or reading.value))
    for stretches in found:
        if near and all(each.paragraph in near for each in stretches):
            return stretches
    if near:
        return [index.whole(each) for each in near[:_MANY] if index.whole(each).end]
    return found[0] if len(found) == 1 else []


def _quotes(case: CaseView) -> Iterator[tuple[EvidenceQuote, bool]]:
    findings = [each.suggested for each in case.criteria] + [case.serious_incident]
    kept = dict.fromkeys(quote for each in findings for quote in each.evidence)
    yield from ((quote, False) for quote in kept)
    yield from ((quote, True) for quote in dict.fromkeys(q for f in findings for q in f.against) if quote not in kept)


def _home(case: CaseView, files: dict[int, str], section: str) -> list[int]:
    """Documents to look in, the one that the section was read from first."""
    path = SECTION_FIELDS.get(section, section)
    source = next((each.file for each in case.fields if each.path == path), "")
    return sorted(files, key=lambda number: files[number] != source)


def _place_quote(
    marks: CaseMarks, indices: dict[int, TextIndex], order: list[int], wanted: tuple[EvidenceQuote, int, bool]
) -> None:
    quote, number, denies = wanted
    for document in order:
        stretches = next(indices[document].find(quote.quote), None)
        if stretches:
            mark = Mark(anchor=quote_anchor(number), number=number, stretches=tuple(stretches), denies=denies)
            marks.add(document, mark)
            return
