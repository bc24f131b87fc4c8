"""The cases that people have judged, as the classifier's evaluation and retraining ask for them."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload

from triage.judged import JudgedCase
from triage.store.case_rows import as_finding
from triage.store.tables_case import CaseRow, FindingRow

_OF_PEOPLE = ("children[", "family[", "referrer.", "representative.", "agencies[", "incident.location")
_NO_NAMES = (".dob", ".edd", ".sex", ".agency", ".relationship", ".role", ".date", ".age", "_plan", "looked_after")


class JudgedCases:
    """Reads; changes nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[JudgedCase]:
        """Every case with a judgement, oldest first. A restricted case is left out: its words go nowhere."""
        wanted = (
            select(CaseRow)
            .where(CaseRow.judgements.any(), CaseRow.restricted.is_(False))
            .options(
                selectinload(CaseRow.findings).selectinload(FindingRow.quotes),
                selectinload(CaseRow.judgements),
                selectinload(CaseRow.fields),
                selectinload(CaseRow.corrections),
            )
            .order_by(CaseRow.id)
        )
        with Session(self._engine) as session:
            return [_judged(row) for row in session.scalars(wanted)]


def _judged(row: CaseRow) -> JudgedCase:
    said = [*((each.path, each.value) for each in row.fields), *((each.path, each.value) for each in row.corrections)]
    return JudgedCase(
        reference=row.reference,
        sections=dict(row.sections),
        findings=tuple(as_finding(each) for each in row.findings),
        judged={each.key: each.value for each in row.judgements},
        personal=tuple(value for path, value in said if path.startswith(_OF_PEOPLE) and not path.endswith(_NO_NAMES)),
    )
