"""A suggestion as the JSON object that the service's contract promises. Words and values only, no reading of text."""

from typing import Any

from triage.model import EvidenceQuote, Finding, Suggestion


def as_contract_json(suggestion: Suggestion, identity: dict[str, str]) -> dict[str, Any]:
    """`identity` (`id` or `file`) first, then the criteria set, then every key with value, probability and quotes."""
    document: dict[str, Any] = {**identity, "criteria_set": suggestion.criteria_set}
    document |= {finding.key: _cell(finding) for finding in suggestion.findings}
    return document | {"warnings": list(suggestion.warnings)}


def _cell(finding: Finding) -> dict[str, Any]:
    return {
        "value": finding.value,
        "probability": finding.probability,
        "evidence": [_quote(each) for each in finding.evidence],
        "against": [_quote(each) for each in finding.against],
    }


def _quote(quote: EvidenceQuote) -> dict[str, Any]:
    return {"quote": quote.quote, "section": quote.section, "start": quote.start, "end": quote.end}
