"""Turns what a mail gave into rows of a case. Only building; nothing here commits."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from config.schema.fields import FieldCatalogue
from extract.document import Place, SourceDocument
from extract.model import Extraction, FieldReading
from triage.model import Deadline, EvidenceQuote, Finding, Suggestion
from triage.store.tables_case import DeadlineRow, FieldRow, FindingRow, OtherAnswerRow, QuoteRow
from triage.store.tables_proposed import ToldRow

_DOCUMENT = TypeAdapter(SourceDocument)


def field_rows(extraction: Extraction) -> list[FieldRow]:
    """The record's readings, then the rivals of each conflict."""
    return [
        FieldRow(
            path=reading.path,
            value=reading.value,
            raw=reading.raw,
            confidence=reading.confidence,
            file=reading.file,
            place=reading.place.as_plain(),
            rival=rival,
        )
        for rival, readings in ((False, extraction.record.readings), (True, _rivals(extraction)))
        for reading in readings
    ]


def told_rows(readings: Iterable[FieldReading]) -> list[ToldRow]:
    """What a mail without a case says."""
    return [
        ToldRow(
            path=each.path,
            value=each.value,
            raw=each.raw,
            confidence=each.confidence,
            file=each.file,
            place=plain_place(each.place),
        )
        for each in readings
    ]


def plain_place(place: Place | dict[str, Any]) -> dict[str, Any]:
    """As rows keep it."""
    return place.as_plain() if isinstance(place, Place) else place


def answer_rows(extraction: Extraction, catalogue: FieldCatalogue) -> list[OtherAnswerRow]:
    """Answered questions without a field, and those whose answer could not be read for certain: without a value."""
    answered = [OtherAnswerRow(label=each.label, value=each.value) for each in extraction.other_answers]
    unread = (each for each in extraction.open_questions if each.unreadable)
    return answered + [OtherAnswerRow(label=each.label or catalogue.label(each.path), value="") for each in unread]


def finding_rows(suggestion: Suggestion) -> list[FindingRow]:
    """Every key with its quotes for and against."""
    return [
        FindingRow(
            key=finding.key,
            value=value_to_text(finding.value),
            probability=finding.probability,
            quotes=[*_quote_rows(finding.evidence, against=False), *_quote_rows(finding.against, against=True)],
        )
        for finding in suggestion.findings
    ]


def deadline_rows(deadlines: Iterable[Deadline]) -> list[DeadlineRow]:
    """The clocks."""
    return [
        DeadlineRow(
            kind=each.kind.value,
            counted_from=each.counted_from,
            due=each.due,
            basis=each.basis,
            provisional=each.provisional,
        )
        for each in deadlines
    ]


def as_finding(row: FindingRow) -> Finding:
    """A finding from its row."""
    return Finding(
        key=row.key,
        value=text_to_value(row.value),
        probability=row.probability,
        evidence=tuple(_as_quote(quote) for quote in row.quotes if not quote.against),
        against=tuple(_as_quote(quote) for quote in row.quotes if quote.against),
    )


def value_to_text(value: str | bool) -> str:
    """`true`, `false`, or the word itself."""
    return str(value).lower()


def text_to_value(text: str) -> str | bool:
    """The inverse of `value_to_text`."""
    return {"true": True, "false": False}.get(text, text)


def document_to_bytes(document: SourceDocument | None) -> bytes | None:
    """A layout-neutral document as JSON, defaults left out."""
    return None if document is None else _DOCUMENT.dump_json(document, exclude_defaults=True)


def bytes_to_document(stored: bytes | None) -> SourceDocument | None:
    """The inverse of `document_to_bytes`."""
    return None if stored is None else _DOCUMENT.validate_json(stored)


def _rivals(extraction: Extraction) -> list[FieldReading]:
    chosen = {(reading.path, reading.raw, reading.place) for reading in extraction.record.readings}
    rivals = (reading for conflict in extraction.conflicts for reading in conflict.readings)
    return [reading for reading in rivals if (reading.path, reading.raw, reading.place) not in chosen]


def _quote_rows(quotes: Iterable[EvidenceQuote], *, against: bool) -> list[QuoteRow]:
    return [
        QuoteRow(section=each.section, start=each.start, end=each.end, quote=each.quote, against=against)
        for each in quotes
    ]


def _as_quote(row: QuoteRow) -> EvidenceQuote:
    return EvidenceQuote(section=row.section, start=row.start, end=row.end, quote=row.quote)
