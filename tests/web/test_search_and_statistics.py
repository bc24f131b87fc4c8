"""Finding cases and counting them: nothing of a search in an address or in the history, no small count on a page."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config.domain import load_domain
from tests.web.conftest import sign_in, token_of
from tests.web.fake_cases import FakeAccounts, FakeReader
from tests.web.office import NOW, open_office
from tests.web.test_queue_and_mail import words_of


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        yield office


def search(desk, words, **more):
    return desk.send("/search", words=words, **({"which": "all"} | more))


@pytest.mark.parametrize(
    "words",
    [
        "vale-hart",
        "imogen FEMUR",
        "Westcliff",
        "nurse@trust.example",
        "Please find",
        "f.pdf",
        "Hartvale",
        "looked at twice",
    ],
)
def test_a_closed_case_is_found_by_any_of_its_words(office, words):
    (reference,) = office.receive()
    desk = office.desk_of("viewer")
    worker = office.desk_of("caseworker")
    worker.send(f"/cases/{reference}/fields/children[0].full_name", value="Imogen Hartvale", kind="misread")
    worker.send(f"/cases/{reference}/end", how="closed:no_further_action", note="Looked at twice by the group.")
    status, page = search(desk, words)
    assert status == 200
    assert f'href="/cases/{reference}"' in page
    assert "1 case found" in words_of(page)


def test_every_word_must_be_there_and_signs_are_only_signs(office):
    office.receive()
    desk = office.desk_of("caseworker")
    for words in ("imogen nowhere", "%", "_____", "' OR 1=1 --"):
        assert "0 cases found" in words_of(search(desk, words)[1]), words


def test_a_search_can_be_narrowed_to_closed_cases_and_dates(office):
    (reference,) = office.receive()
    desk = office.desk_of("caseworker")
    assert "0 cases found" in words_of(search(desk, "imogen", which="ended")[1])
    assert reference in search(desk, "imogen", which="open", from__day="10", from__month="11", from__year="2026")[1]
    assert "0 cases found" in words_of(search(desk, "", to__day="9", to__month="11", to__year="2026")[1])
    status, page = search(desk, "imogen", from__day="31", from__month="2", from__year="2026")
    assert (status, "real date" in page) == (400, True)
    status, page = search(desk, " ")
    assert (status, "Enter a word or a date" in page) == (400, True)


def test_that_somebody_searched_is_recorded_and_not_for_what(office):
    from sqlalchemy.orm import Session

    from triage.store.tables_audit import EventRow

    office.receive()
    search(office.desk_of("caseworker"), "imogen")
    with Session(office.store.outbox._engine) as session:
        (line,) = session.query(EventRow).filter(EventRow.action == "searched")
    assert (line.actor, line.detail) == ("Caseworker Person", "found 1")
    assert office.store.reader.check_history().holds


def test_small_counts_are_hidden_until_a_manager_asks_and_that_is_recorded(office):
    office.receive()
    words = words_of(office.desk_of("caseworker").see("/statistics"))
    assert "Received hidden" in words
    assert office.desk_of("caseworker").client.get("/statistics?exact=yes").status_code == 403
    manager = office.desk_of("manager")
    assert "Received 1 " in words_of(manager.see("/statistics?exact=yes"))
    rows = list(csv.reader(io.StringIO(manager.client.get("/statistics.csv").data.decode("utf-8-sig"))))
    assert ["The way of referrals", "Received", "hidden"] in rows


def test_only_cases_of_the_period_are_counted(office):
    office.receive()
    manager = office.desk_of("manager")
    assert "Received 0" in words_of(manager.see("/statistics?exact=yes&year=2025"))
    assert "1 April 2026 to 31 March 2027" in words_of(manager.see("/statistics?year=nonsense"))
    assert "Received 1 " in words_of(manager.see("/statistics?exact=yes&year=all"))


def test_clocks_that_were_kept_or_missed_are_counted(office):
    (reference,) = office.receive()
    worker = office.desk_of("caseworker")
    worker.send(
        f"/cases/{reference}/record", step="check", go="record", what="notification", outcome="sent",
        decided_by="T. Moss", decided_role="Director", decided__day="9", decided__month="11", decided__year="2026",
    )  # fmt: skip
    counted = office.store.reader.statistics(None, None, NOW, exact=True)
    (clocks,) = [block for block in counted.blocks if block.name == "timeliness"]
    assert {bar.name: bar.count for bar in clocks.bars} == {
        "acknowledge:running": 1,
        "la_notification:in_time": 1,
        "rapid_review:running": 1,
    }


def test_charts_are_drawn_without_inline_style_and_agencies_are_text(client: FlaskClient) -> None:
    page = client.get("/statistics").text
    assert "<svg" in page
    assert "style=" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_front_sheet_has_facts_three_columns_and_no_names_and_is_recorded(
    client: FlaskClient, reader: FakeReader
) -> None:
    words = words_of(client.get("/cases/SCP-7F3K-2Q/print").text)
    assert "Criterion Ticked by referrer Suggested by the service Judged by caseworker" in words
    assert "a skull fracture and bleeding on the brain" in words
    assert "Not found on the form Ethnicity; Date of the incident; LIG representative" in words
    assert "Rowan" not in words
    assert reader.looked == [("front_sheet_printed", "SCP-7F3K-2Q", "M Khan")]
    assert "Rowan Tamsin Ellery" in words_of(client.get("/cases/SCP-7F3K-2Q/print?names=shown").text)
    assert ("names_shown", "SCP-7F3K-2Q", "M Khan") in reader.looked


def test_a_viewer_may_search_but_not_without_a_token(app: Flask, accounts: FakeAccounts) -> None:
    accounts.role = "viewer"
    client = app.test_client()
    sign_in(client)
    token = token_of(client.get("/search").text)
    assert client.post("/search", data={"csrf_token": token, "words": "x"}).status_code == 200
    assert client.post("/search", data={"words": "x"}).status_code == 403


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader(hostile=True)
