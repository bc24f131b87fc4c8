"""Builds the read models of a case from its rows. Wording that a code has only one of comes from configuration."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from config.schema.calendar import WorkingCalendar
from config.schema.criteria import CriteriaSet
from config.schema.fields import FieldCatalogue
from extract.document import Place
from triage.deadlines import working_days_between
from triage.model import CANNOT_TELL, Deadline, DeadlineKind, Finding
from triage.read_models import Correction, CriterionView, DecisionView, FieldView, Judgement, QueueRow
from triage.store.case_rows import as_finding, text_to_value
from triage.store.tables_case import CaseRow, DeadlineRow, FieldRow, FindingRow
from triage.store.tables_proposed import ProposalRow
from triage.store.tables_work import CorrectionRow, JudgementRow

IN_A_ROW = ("abuse_or_neglect", "child_died", "serious_harm", "serious_incident")  # findings that a list shows
SEVERITY = {"met": 0, "possible": 1, "not_classified": 1, "not_met": 2}


def queue_row(case: CaseRow, today: date, catalogue: FieldCatalogue, calendar: WorkingCalendar) -> QueueRow:
    """One line of the queue."""
    standing = standing_values(case)
    findings = {row.key: light_finding(row) for row in case.findings}
    deadlines = [as_deadline(row) for row in case.deadlines]
    running = [each for each in deadlines if each.met_on is None] if case.ended_at is None else []
    following = min(running, key=lambda each: each.due, default=None)
    return QueueRow(
        reference=case.reference,
        initials=initials(value for path, value in standing.items() if path.endswith("].full_name")),
        state=case.state,
        agency=standing.get("referrer.agency") or case.item.sender.rpartition("@")[2],
        received_at=case.received_at,
        serious_incident=serious_incident(case, findings),
        reasons=_reasons(findings),
        missing_headings=tuple(dict.fromkeys(catalogue.form_heading(path) for path in missing_paths(case))),
        next_deadline=following,
        working_days_left=working_days_between(today, following.due, calendar) if following else None,
        flags=tuple(case.flags),
        assigned_to=case.assignee.name if case.assignee else "",
        assignee_id=case.assignee_id,
        version=case.version,
        ended_at=case.ended_at,
        ended_reason=case.ended_reason,
        account=case.item.account,
        restricted=case.restricted,
    )


def light_finding(row: FindingRow) -> Finding:
    """A finding without its quotes, which a list does not show."""
    return Finding(key=row.key, value=text_to_value(row.value), probability=row.probability)


def urgency(row: QueueRow) -> tuple[bool, date, int, datetime]:
    """Sort key: a child who may be unsafe first, then by due date, then by what is suggested, then by arrival."""
    due = row.next_deadline.due if row.next_deadline else date.max
    return ("child_may_be_unsafe_now" not in row.flags, due, SEVERITY[row.serious_incident], row.received_at)


def serious_incident(case: CaseRow, findings: dict[str, Finding]) -> str:
    """The suggested value, or `not_classified` where the text gave nothing to read."""
    finding = findings.get("serious_incident")
    if finding is None or (CANNOT_TELL & set(case.warnings) and not finding.positive):
        return "not_classified"
    return str(finding.value)


def field_views(case: CaseRow, catalogue: FieldCatalogue) -> tuple[FieldView, ...]:
    """The record with the rivals of each conflict and the latest correction, then what only a person knew."""
    corrected = {row.path: row for row in case.corrections}
    read = {row.path for row in case.fields}
    rivals: dict[str, list[FieldView]] = {}
    for row in case.fields:
        if row.rival:
            rivals.setdefault(row.path, []).append(field_view(row, catalogue))
    views = [field_view(row, catalogue, tuple(rivals.get(row.path, ()))) for row in case.fields if not row.rival]
    views += [_typed_in(row, catalogue) for path, row in corrected.items() if path not in read]
    return tuple(replace(view, correction=as_correction(corrected.get(view.path))) for view in views)


def standing_values(case: CaseRow) -> dict[str, str]:
    """Path to the value that counts: what was read, and what people put in its place. Emptied fields are left out."""
    values = {row.path: row.value for row in case.fields if not row.rival}
    values |= {row.path: row.value for row in case.corrections}
    return {path: value for path, value in values.items() if value}


def missing_paths(case: CaseRow) -> tuple[str, ...]:
    """Required fields that neither the referral nor a person has answered."""
    standing = standing_values(case)
    return tuple(path for path in case.missing if path not in standing)


def as_correction(row: CorrectionRow | None) -> Correction | None:
    """A correction from its row."""
    if row is None:
        return None
    return Correction(value=row.value, kind=row.kind, reason=row.reason, by=row.made_by, at=row.made_at)


def criterion_views(case: CaseRow, criteria: CriteriaSet) -> tuple[CriterionView, ...]:
    """Every criterion in its three columns. A form that offers no criteria has ticked none and denied none."""
    findings = {row.key: as_finding(row) for row in case.findings}
    ticked = {row.value for row in case.fields if row.path.startswith("criteria_ticked[")}
    judged = {row.key: row for row in case.judgements}
    nothing_read = not findings  # opened by hand: every criterion is there to be judged
    return tuple(
        CriterionView(
            key=criterion.key,
            part=criterion.part,
            title=criterion.title,
            printed=criterion.printed[0] if criterion.printed else criterion.title,
            ticked=criterion.key in ticked if ticked else None,
            suggested=findings.get(criterion.key) or Finding(key=criterion.key, value=False, probability=0.0),
            judged=judged[criterion.key].value if criterion.key in judged else "",
            judgement=as_judgement(judged.get(criterion.key)),
        )
        for criterion in criteria.criteria
        if criterion.key in findings or nothing_read
    )


def as_judgement(row: JudgementRow | None) -> Judgement | None:
    """A judgement from its row."""
    return Judgement(value=row.value, note=row.note, by=row.made_by, at=row.made_at) if row else None


def decision_views(case: CaseRow, second_person_for: Collection[str] = ()) -> tuple[DecisionView, ...]:
    """Everything recorded, oldest first; what a later record puts right is kept and no longer stands."""
    corrected = {row.corrects_id for row in case.decisions}
    said = {row.decision_id: row for row in case.confirmations}
    return tuple(
        DecisionView(
            id=row.id,
            kind=row.kind,
            outcome=row.outcome,
            reasons=row.reasons,
            criteria=tuple(row.criteria),
            decided_by=row.decided_by,
            decided_role=row.decided_role,
            decided_on=row.decided_on,
            external_reference=row.external_reference,
            by=row.made_by,
            at=row.made_at,
            corrects=row.corrects_id,
            stands=row.id not in corrected,
            account_id=row.account_id,
            confirmed=said[row.id].value if row.id in said else "",
            confirmed_by=said[row.id].made_by if row.id in said else "",
            confirmed_note=said[row.id].note if row.id in said else "",
            waits=row.kind in second_person_for and row.id not in said and row.id not in corrected,
        )
        for row in case.decisions
    )


def as_deadline(row: DeadlineRow) -> Deadline:
    """A clock from its row."""
    return Deadline(
        kind=DeadlineKind(row.kind),
        counted_from=row.counted_from,
        due=row.due,
        basis=row.basis,
        provisional=row.provisional,
        met_on=row.met_on,
    )


def initials(names: Iterable[str]) -> str:
    """`TM` for Teddy Marchbanks, `KA-F` for Kobi Asante-Firth; `–` where no name was read."""
    said = [_initials_of(name) for name in names]
    return ", ".join(each for each in said if each) or "–"


def _initials_of(name: str) -> str:
    return "".join("-".join(half[:1].upper() for half in word.split("-") if half) for word in name.split())[:12]


def _reasons(findings: dict[str, Finding]) -> tuple[str, ...]:
    words = []
    for key in IN_A_ROW[:3]:
        finding = findings.get(key)
        if finding is not None and finding.positive:
            what = key.replace("_", " ")
            words.append(what if finding.value is True else f"{what} {finding.value}")
    return tuple(words)


def _typed_in(row: CorrectionRow, catalogue: FieldCatalogue) -> FieldView:
    return FieldView(
        path=row.path,
        label=catalogue.label(row.path),
        group=catalogue.group(row.path),
        value="",
        raw="",
        confidence=1.0,
        file="",
        place=Place(part=""),
    )


def field_view(row: FieldRow | ProposalRow, catalogue: FieldCatalogue, rivals: tuple[FieldView, ...] = ()) -> FieldView:
    """One reading from its row."""
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
