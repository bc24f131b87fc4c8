"""Builds the read models of a case from its rows. Wording that a code has only one of comes from configuration."""

from collections.abc import Iterable
from datetime import date, datetime

from config.schema.calendar import WorkingCalendar
from config.schema.criteria import CriteriaSet
from config.schema.fields import FieldCatalogue
from extract.document import Place
from triage.deadlines import working_days_between
from triage.model import Deadline, DeadlineKind, Finding
from triage.read_models import CriterionView, FieldView, QueueRow
from triage.store.case_rows import as_finding
from triage.store.tables_case import CaseRow, DeadlineRow, FieldRow

SEVERITY = {"met": 0, "possible": 1, "not_classified": 1, "not_met": 2}


def queue_row(case: CaseRow, today: date, catalogue: FieldCatalogue, calendar: WorkingCalendar) -> QueueRow:
    """One line of the queue."""
    findings = {row.key: as_finding(row) for row in case.findings}
    deadlines = [as_deadline(row) for row in case.deadlines]
    following = min(deadlines, key=lambda each: each.due, default=None)
    return QueueRow(
        reference=case.reference,
        initials=initials(row.value for row in case.fields if row.path.endswith("].full_name") and not row.rival),
        state=case.state,
        agency=_agency(case),
        received_at=case.received_at,
        serious_incident=serious_incident(case, findings),
        reasons=_reasons(findings),
        missing_headings=tuple(dict.fromkeys(catalogue.form_heading(path) for path in case.missing)),
        next_deadline=following,
        working_days_left=working_days_between(today, following.due, calendar) if following else None,
        flags=tuple(case.flags),
    )


def urgency(row: QueueRow) -> tuple[bool, date, int, datetime]:
    """Sort key: a child who may be unsafe first, then by due date, then by what is suggested, then by arrival."""
    due = row.next_deadline.due if row.next_deadline else date.max
    return ("child_may_be_unsafe_now" not in row.flags, due, SEVERITY[row.serious_incident], row.received_at)


def serious_incident(case: CaseRow, findings: dict[str, Finding]) -> str:
    """The suggested value, or `not_classified` where the text gave nothing to read."""
    finding = findings.get("serious_incident")
    if finding is None or ("text_too_short" in case.warnings and not finding.positive):
        return "not_classified"
    return str(finding.value)


def field_views(case: CaseRow, catalogue: FieldCatalogue) -> tuple[FieldView, ...]:
    """The record with the rivals of each conflict beside the reading that stands."""
    rivals: dict[str, list[FieldView]] = {}
    for row in case.fields:
        if row.rival:
            rivals.setdefault(row.path, []).append(_field_view(row, catalogue))
    return tuple(_field_view(row, catalogue, tuple(rivals.get(row.path, ()))) for row in case.fields if not row.rival)


def criterion_views(case: CaseRow, criteria: CriteriaSet) -> tuple[CriterionView, ...]:
    """Every criterion in its three columns. A form that offers no criteria has ticked none and denied none."""
    findings = {row.key: as_finding(row) for row in case.findings}
    ticked = {row.value for row in case.fields if row.path.startswith("criteria_ticked[")}
    return tuple(
        CriterionView(
            key=criterion.key,
            part=criterion.part,
            title=criterion.title,
            printed=criterion.printed[0] if criterion.printed else criterion.title,
            ticked=criterion.key in ticked if ticked else None,
            suggested=findings[criterion.key],
            judged="",
        )
        for criterion in criteria.criteria
        if criterion.key in findings
    )


def as_deadline(row: DeadlineRow) -> Deadline:
    """A clock from its row."""
    return Deadline(
        kind=DeadlineKind(row.kind),
        counted_from=row.counted_from,
        due=row.due,
        basis=row.basis,
        provisional=row.provisional,
    )


def initials(names: Iterable[str]) -> str:
    """`TM` for Teddy Marchbanks, `KA-F` for Kobi Asante-Firth; `–` where no name was read."""
    said = [_initials_of(name) for name in names]
    return ", ".join(each for each in said if each) or "–"


def _initials_of(name: str) -> str:
    return "".join("-".join(half[:1].upper() for half in word.split("-") if half) for word in name.split())[:12]


def _agency(case: CaseRow) -> str:
    named = next((row.value for row in case.fields if row.path == "referrer.agency" and not row.rival), "")
    return named or case.item.sender.rpartition("@")[2]


def _reasons(findings: dict[str, Finding]) -> tuple[str, ...]:
    words = []
    for key in ("abuse_or_neglect", "child_died", "serious_harm"):
        finding = findings.get(key)
        if finding is not None and finding.positive:
            what = key.replace("_", " ")
            words.append(what if finding.value is True else f"{what} {finding.value}")
    return tuple(words)


def _field_view(row: FieldRow, catalogue: FieldCatalogue, rivals: tuple[FieldView, ...] = ()) -> FieldView:
    place = dict(row.place)
    if place.get("box") is not None:
        place["box"] = tuple(place["box"])
    return FieldView(
        path=row.path,
        label=catalogue.label(row.path),
        group=catalogue.group(row.path),
        value=row.value,
        raw=row.raw,
        confidence=row.confidence,
        file=row.file,
        place=Place(**place),
        rivals=rivals,
    )
