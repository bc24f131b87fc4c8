"""What the commands print: queue, case and imported mail, as text for a terminal or as plain values for JSON."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from tqdm import tqdm

from extract.model import OnPage, PageDone
from ingest.ports import Receipt
from notify.model import Permission
from triage.amounts import time_left
from triage.being_read import in_words
from triage.casework import Outcome
from triage.model import Deadline, Finding
from triage.read_models import CaseView, HistoryCheck, QueueRow

Item = TypeVar("Item")
Progress = Callable[[Sequence[Receipt]], Iterable[Receipt]]

_ROWS = TypeAdapter(tuple[QueueRow, ...])
_CASE = TypeAdapter(CaseView)


def progress(items: Sequence[Item], what: str) -> Iterable[Item]:
    """The items again, with a bar on a terminal's standard error while they are worked through."""
    return tqdm(items, desc=what, unit="e-mail", disable=None, leave=True)


@contextmanager
def pages_told(*, asked: bool) -> Iterator[OnPage | None]:
    """What writes each page of a scan to standard error: over the last one on a terminal, a line each where asked."""
    screen = sys.stderr.isatty()
    start, end = ("\r\033[K", "") if screen else ("", "\n")

    def show(done: PageDone) -> None:
        _to_stderr(f"{start}{in_words(done)}{end}")

    try:
        yield show if screen or asked else None
    finally:
        _to_stderr(start)


def _to_stderr(text: str) -> None:
    with suppress(OSError):  # nobody looks any more
        sys.stderr.write(text)
        sys.stderr.flush()


def demo_as_text(address: str, username: str, password: str) -> str:
    """Where to look, how to sign in, and what is worth seeing."""
    return (
        f"\nOpen {address} and sign in as {username} with the password {password}\n"
        "(or as caseworker, or as admin for people and settings, with the same one)\n"
        "Look at: the queue with its most urgent case on top; a case with the form beside its fields and the quotes\n"
        "behind each suggested criterion; the tab of e-mails that need a person. Ctrl-C ends the demonstration."
    )


def import_as_plain(file: str, outcome: Outcome) -> dict[str, Any]:
    """One line of `import --json`."""
    permission = outcome.verdict.permission
    duplicate = outcome.mail.message_class.value == "duplicate"
    return {
        "file": file,
        "class": outcome.mail.message_class.value,
        "acknowledge": {Permission.YES: True, Permission.HELD: "hold", Permission.NO: False}[permission],
        "reasons": [*outcome.mail.screening.reasons, *outcome.verdict.reasons],
        "new_cases": [case.reference for case in outcome.taken.new_cases],
        "linked_cases": [case.reference for case in outcome.taken.linked_cases],
        "needs_person": outcome.taken.item.needs_person and not duplicate,
        "flags": list(outcome.mail.flags),
        "attachments": list(_attachments(outcome)),
    }


def _attachments(outcome: Outcome) -> Iterable[dict[str, str]]:
    """Each attachment under the name that the mail gives it; the text of an attached mail is not one."""
    message = outcome.mail.message
    attached = {each.path: each for each in (message.attachments if message else ())}
    for each in outcome.mail.files:
        if each.path in attached and not attached[each.path].nested_text:
            name = attached[each.path].untrusted_filename or each.extraction.file
            yield {"filename": name, "kind": each.extraction.kind.value, "sha256": each.sha256}


def import_as_text(file: str, outcome: Outcome) -> str:
    """One line a message: what it is, and what became of it."""
    plain = import_as_plain(file, outcome)
    cases = ", ".join((*plain["new_cases"], *(f"{each} (proposed)" for each in plain["linked_cases"]))) or "no case"
    return f"{file}: {_words(plain['class'])}, {cases}, acknowledgement: {permission_words(outcome)}"


def permission_words(outcome: Outcome) -> str:
    """yes, held for a person, or no."""
    return {"yes": "yes", "held": "held for a person", "no": "no"}[outcome.verdict.permission.value]


def history_fault(found: HistoryCheck) -> str:
    """What is wrong with the history, and where."""
    faults = {
        "changed": "a line was changed, or written with another key",
        "missing": "lines are missing",
        "words_changed": "what a person wrote was changed or removed",
        "outside": "lines were added outside the service",
    }
    return f"{faults[found.fault]} (line {found.at})"


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
    return f"{_deadline(row.next_deadline)}, {time_left(row.working_days_left)}"


def _deadline(deadline: Deadline) -> str:
    provisional = "provisional: " if deadline.provisional else ""
    return f"{provisional}{_words(deadline.kind.value)} by {deadline.due:%d %B %Y}"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _moment(moment: datetime) -> str:
    return f"{moment:%d %B %Y %H:%M} UTC"
