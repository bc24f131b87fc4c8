"""The narrative of a record by the names that classification uses."""

from extract.model import ReferralRecord

NARRATIVE = {
    "incident": "incident.summary",
    "background": "background",
    "agency_involvement": "agency_involvement",
    "rationale": "rationale",
}


def narrative_sections(record: ReferralRecord) -> dict[str, str]:
    """Text of each narrative section; an unanswered one, `unknown` or `not_applicable` comes back empty."""
    texts = {section: record.value(path) or "" for section, path in NARRATIVE.items()}
    return {section: "" if text in ("unknown", "not_applicable") else text for section, text in texts.items()}
