"""What cases are found and ordered by follows every change of a case, on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from triage.read_lists import ListQuery, Narrowing
from triage.read_models import SearchQuery
from triage.store.case_lookup import NEVER, bring_up_to_date
from triage.store.case_words import fold
from triage.store.tables_audit import AccountRow
from triage.store.tables_case import CaseRow, DeadlineRow, FieldRow, FindingRow
from triage.store.tables_lookup import CaseLineRow, MatchKeyRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_work import CorrectionRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


def new_case(number, **fields):
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
    rows = [FieldRow(path=path, value=value, raw=value, **read) for path, value in fields.items()]
    return CaseRow(
        reference=f"LIG-{number}",
        item=item,
        state="logged",
        opened_at=NOW,
        received_at=NOW,
        criteria_set="wt2023",
        configuration="1",
        sections={},
        missing=[],
        flags=[],
        warnings=[],
        fields=rows,
        deadlines=[DeadlineRow(kind="acknowledge", counted_from=NOW.date(), due=date(2026, 11, 17), basis="received")],
    )


@pytest.fixture
def cases(engine):
    with Session(engine) as session, session.begin():
        session.add(AccountRow(username="m", name="M Khan", role="manager", password_hash=""))
        session.add(new_case(1, **{"children[0].full_name": "Zoë O’Grady-Łubin", "children[0].dob": "2020-03-02"}))
        session.add(new_case(2, **{"children[0].full_name": "Kai Rowe", "referrer.phone": "01632 960 123"}))
    return engine


def found(reader, words):
    return [row.reference for row in reader.search(SearchQuery(words=words), NOW)]


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("zoe", ["LIG-1"]),
        ("ZOË ogr", []),
        ("o'grady lub", ["LIG-1"]),
        ("ŁUBIN", ["LIG-1"]),
        ("01632 960123", []),
        ("01632 960", ["LIG-2"]),
        ("lig-1", ["LIG-1"]),
        ("row kai", ["LIG-2"]),
        ('" OR 1=1 --', []),
        ("!!!", []),
        ("kai | zoe", []),
        ("NEAR(kai rowe)", []),
    ],
)
def test_words_are_found_by_their_beginning_whatever_their_accents(reader, words, expected):
    assert found(reader, words) == expected


def test_what_a_person_puts_right_is_found_and_matched_in_the_same_transaction(cases, reader):
    with Session(cases) as session, session.begin():
        made = {"made_at": NOW, "made_by": "M Khan", "account_id": 1}
        told = {"path": "children[0].full_name", "value": "Kai Thorne", "previous": "Kai Rowe", "kind": "misread"}
        session.add(CorrectionRow(case_id=2, **told, **made))
    assert found(reader, "thorne") == ["LIG-2"]
    assert found(reader, "rowe") == ["LIG-2"]
    with Session(cases) as session:
        keys = set(session.scalars(select(MatchKeyRow.key).where(MatchKeyRow.case_id == 2)))
    assert {"word:thorne", "word:kai"} <= keys
    assert "word:rowe" not in keys


def test_nothing_follows_a_change_that_was_not_kept(cases, reader):
    with Session(cases) as session:
        session.begin()
        session.add(FieldRow(case_id=2, path="background", value="lighthouse", raw="", confidence=1, file="", place={}))
        session.flush()
        session.rollback()
    assert found(reader, "lighthouse") == []


def test_the_order_follows_the_clocks_and_an_ended_case_has_none(cases):
    with Session(cases) as session, session.begin():
        case = session.get_one(CaseRow, 1)
        case.flags = ["child_may_be_unsafe_now"]
        session.get_one(CaseRow, 2).state = "closed"
    with Session(cases) as session:
        lines = {row.case_id: (row.calm, row.due) for row in session.scalars(select(CaseLineRow))}
    assert lines == {1: (0, date(2026, 11, 17)), 2: (1, NEVER)}


def test_cases_from_before_are_brought_up_to_date_once(cases, reader):
    with Session(cases) as session, session.begin():
        session.execute(delete(CaseLineRow))
        session.execute(delete(MatchKeyRow))
        session.execute(text("DELETE FROM case_words"))
    assert found(reader, "zoe") == []
    assert (bring_up_to_date(cases), bring_up_to_date(cases)) == (2, 0)
    assert found(reader, "zoe") == ["LIG-1"]


def test_folding_keeps_words_of_other_scripts():
    assert fold("Ångström Ελένη 3/4 naïve_ﬁle") == ["angstrom", "ελενη", "3", "4", "naive", "file"]


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        (Narrowing(), ["LIG-1", "LIG-2"]),
        (Narrowing(state="logged"), ["LIG-1", "LIG-2"]),
        (Narrowing(state="triage"), []),
        (Narrowing(incident="met"), ["LIG-1"]),
        (Narrowing(incident="not_classified"), ["LIG-2"]),
        (Narrowing(criterion="child_died"), ["LIG-1"]),
        (Narrowing(criterion="cross_border"), []),
        (Narrowing(agency="ISLAND trust"), ["LIG-1"]),
        (Narrowing(agency="100%"), []),
        (Narrowing(area="wendry"), ["LIG-2"]),
        (Narrowing(due="overdue"), []),
        (Narrowing(due="week"), ["LIG-1", "LIG-2"]),
        (Narrowing(given="nobody"), ["LIG-1", "LIG-2"]),
        (Narrowing(given="somebody"), []),
        (Narrowing(state="logged", agency="island trust", due="week"), ["LIG-1"]),
    ],
)
def test_a_list_is_narrowed_by_what_stands_in_its_cases(cases, reader, narrowing, expected):
    with Session(cases) as session, session.begin():
        one, two = session.scalars(select(CaseRow).order_by(CaseRow.reference))
        read = {"confidence": 1.0, "file": "f", "place": {"part": "x"}}
        one.fields.append(FieldRow(path="referrer.agency", value="Island Trust", raw="", **read))
        two.fields.append(FieldRow(path="incident.local_authority", value="Wendry", raw="", **read))
        for key, value in (("serious_incident", "met"), ("child_died", "true"), ("cross_border", "false")):
            one.findings.append(FindingRow(key=key, value=value, probability=0.9))
    found = reader.case_page(ListQuery(narrowing=narrowing), NOW)
    assert sorted(row.reference for row in found.rows) == expected
    assert found.total == len(expected)


def test_a_list_is_put_in_another_order(cases, reader):
    with Session(cases) as session, session.begin():
        session.scalars(select(CaseRow).where(CaseRow.reference == "LIG-2")).one().received_at = NOW - timedelta(days=1)
    assert [row.reference for row in reader.case_page(ListQuery(order="received"), NOW).rows] == ["LIG-1", "LIG-2"]
    assert [row.reference for row in reader.case_page(ListQuery(), NOW).rows] == ["LIG-2", "LIG-1"]
