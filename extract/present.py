"""An extraction as the JSON of the contract's `extract --json`."""

from typing import Any

from extract.model import Extraction, FieldReading, OtherAnswer


def as_contract_json(extraction: Extraction) -> dict[str, Any]:
    """Plain values only, ready for `json.dumps`; keys and shapes are the contract's (section 3)."""
    return {
        "file": extraction.file,
        "kind": extraction.kind.value,
        "referral": extraction.record.as_plain(),
        "provenance": [_reading(each) for each in extraction.record.readings],
        "conflicts": [
            {"path": each.path, "readings": [_reading(reading) for reading in each.readings]}
            for each in extraction.conflicts
        ],
        "other_answers": [_other(each) for each in extraction.other_answers],
        "missing": list(extraction.missing),
        "missing_labels": dict(extraction.missing_labels),
        "empty": [each.path for each in extraction.open_questions if not each.unreadable],
        "unreadable": [each.path for each in extraction.open_questions if each.unreadable],
        "warnings": list(extraction.warnings),
    }


def _reading(reading: FieldReading) -> dict[str, Any]:
    return {
        "path": reading.path,
        "value": reading.value,
        "raw": reading.raw,
        "confidence": reading.confidence,
        "source": {"file": reading.file, **reading.place.as_plain()},
    }


def _other(answer: OtherAnswer) -> dict[str, Any]:
    return {"label": answer.label, "value": answer.value, "source": answer.place.as_plain()}
