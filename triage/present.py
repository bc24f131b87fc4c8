"""The queue and a case as text for a terminal and as plain values for JSON."""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from triage.model import Deadline, Finding
from triage.read_models import CaseView, QueueRow

_ROWS = TypeAdapter(tuple[QueueRow, ...])
_CASE = TypeAdapter(CaseView)


def queue_as_plain(rows: tuple[QueueRow, ...]) -> list[dict[str, Any]]:
    """The queue, most urgent first."""
    plain: list[dict[str, Any]] = _ROWS.dump_python(rows, mode="json")
    return plain


def case_as_plain(view: CaseView) -> dict[str, Any]:
    """One case with its fields, criteria, evidence, messages and history."""
    plain: dict[str, Any] = _CASE.dump_python(view, mode="json")
    return plain


def queue_as_text(rows: tuple[QueueRow, ...]) -> str:
    """A line a case: reference, initials, agency, suggestion, next deadline, what is missing."""
    if not rows:
        return "No open referrals."
    lines = [f"{len(rows)} open, most urgent first:", ""]
    for row in rows:
        flags = f"  [{', '.join(flag.replace('_', ' ') for flag in row.flags)}]" if row.flags else ""
        lines.append(f"{row.reference}  {row.initials:<10} {row.agency[:40]:<40} {_due(row)}{flags}")
        lines.append(
            f"    serious incident (suggested): {_words(row.serious_incident)} ({', '.join(row.reasons) or '–'})"
        )
        if row.missing_headings:
            lines.append(f"    not found on the form: {', '.join(row.missing_headings)}")
    return "\n".join(lines)


def case_as_text(view: CaseView) -> str:
    """The whole case, field by field and criterion by criterion, with the quotes."""
    lines = [f"{view.row.reference}  received {_moment(view.row.received_at)}  {view.row.agency}", ""]
    lines += [f"{field.group}: {field.label}: {field.value}" for field in view.fields]
    lines += ["", "Not found: " + (", ".join(view.missing) or "nothing"), "", "Criteria (suggested by the service):"]
    lines += [_finding(view.serious_incident)]
    lines += [line for criterion in view.criteria for line in _with_quotes(criterion.suggested)]
    lines += ["", "Deadlines:", *(f"  {_deadline(each)}" for each in view.deadlines)]
    lines += ["", "E-mails:", *(f"  {each.state}: {each.subject} to {each.recipient}" for each in view.outgoing)]
    lines += ["", "History:"]
    lines += [
        f"  {_moment(each.happened_at)}  {each.actor}: {_words(each.action)} {each.detail}" for each in view.history
    ]
    return "\n".join(lines)


def _with_quotes(finding: Finding) -> list[str]:
    quotes = [f'      "{quote.quote}" ({_words(quote.section)})' for quote in finding.evidence]
    return [_finding(finding), *quotes]


def _finding(finding: Finding) -> str:
    value = finding.value if isinstance(finding.value, str) else "yes" if finding.value else "no"
    return f"  {_words(finding.key)}: {_words(value)}"


def _due(row: QueueRow) -> str:
    if row.next_deadline is None or row.working_days_left is None:
        return "no deadline"
    return f"{_deadline(row.next_deadline)}, {row.working_days_left} working days left"


def _deadline(deadline: Deadline) -> str:
    provisional = "provisional: " if deadline.provisional else ""
    return f"{provisional}{_words(deadline.kind.value)} by {deadline.due:%d %B %Y}"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _moment(moment: datetime) -> str:
    return f"{moment:%d %B %Y %H:%M} UTC"
