"""Judged cases come out of the store with what was suggested, the latest judgement, and the people to be replaced."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from triage.store.judged_cases import JudgedCases
from triage.store.tables_audit import AccountRow
from triage.store.tables_case import CaseRow, DeadlineRow, FieldRow, FindingRow, QuoteRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_work import JudgementRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
BY = {"made_by": "M Khan", "made_at": NOW, "account_id": 1}


def case(number, *, restricted=False, judged=("does_not", "supports")):
    item = ItemRow(
        dedupe_key=f"k{number}",
        reference=f"M-{number}",
        received_at=NOW,
        message_class="referral",
        reasons=[],
        flags=[],
        needs_person=False,
        permission_reasons=[],
    )
    read = {"confidence": 1.0, "file": "f", "place": {"part": "x"}}
    said = {"children[0].full_name": "Kai Rowe", "children[0].dob": "2020-03-02", "referrer.agency": "Westcliff Trust"}
    quote = QuoteRow(section="incident", start=0, end=3, quote="Kai")
    return CaseRow(
        reference=f"LIG-{number}",
        item=item,
        state="triage",
        opened_at=NOW,
        received_at=NOW,
        criteria_set="wt2023",
        configuration="1",
        sections={"incident": "Kai is well."},
        missing=[],
        flags=[],
        warnings=[],
        restricted=restricted,
        fields=[FieldRow(path=path, value=value, raw=value, **read) for path, value in said.items()],
        findings=[FindingRow(key="cross_border", value="true", probability=0.8, quotes=[quote])],
        judgements=[JudgementRow(key="cross_border", value=each, **BY) for each in judged],
        deadlines=[DeadlineRow(kind="acknowledge", counted_from=NOW.date(), due=date(2026, 11, 17), basis="received")],
    )


def test_only_judged_cases_that_are_not_restricted_come_out(engine):
    with Session(engine) as session, session.begin():
        session.add(AccountRow(id=1, username="m", name="M Khan", role="manager", password_hash=""))
        session.flush()
        session.add_all([case(1), case(2, judged=()), case(3, restricted=True)])
    (found,) = JudgedCases(engine).all()
    assert found.reference == "LIG-1"
    assert found.judged == {"cross_border": "supports"}
    assert found.personal == ("Kai Rowe",)
    assert (found.findings[0].positive, found.findings[0].evidence[0].quote) == (True, "Kai")
