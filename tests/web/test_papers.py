"""Papers of a case as pages and downloads: whole, covered until asked otherwise, never without a line of history."""

import io

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fake_cases import FakeReader

CASE = "SCP-7F3K-2Q"


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader(hostile=False)


def noted(reader: FakeReader) -> list[str]:
    return [str(each[0]) for each in reader.looked]


def test_the_notification_sheet_marks_what_is_still_to_be_found(client: FlaskClient, reader: FakeReader) -> None:
    page = client.get(f"/cases/{CASE}/notification").text

    assert "To be found" in page
    assert "RTE" in page
    assert "Rowan" not in page
    assert noted(reader)[-1] == "notification_sheet_opened"


def test_names_on_the_sheet_are_asked_for_and_noted(client: FlaskClient, reader: FakeReader) -> None:
    assert "Rowan Tamsin Ellery" in client.get(f"/cases/{CASE}/notification?names=shown").text
    assert noted(reader)[-2:] == ["notification_sheet_opened", "names_shown"]


def test_the_pack_is_a_download_and_noted(client: FlaskClient, reader: FakeReader) -> None:
    answer = client.get(f"/cases/{CASE}/rapid-review.docx")

    assert answer.headers["Content-Disposition"] == f"attachment; filename=rapid-review-{CASE}.docx"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Document(io.BytesIO(answer.data)).core_properties.title.endswith(CASE)
    assert noted(reader)[-1] == "rapid_review_downloaded"


def test_every_original_and_every_mail_that_is_looked_at_is_noted(client: FlaskClient, reader: FakeReader) -> None:
    assert client.get("/files/1").status_code == 200
    assert client.get("/mail/11").status_code == 200

    assert reader.looked[-2:] == [("file_downloaded", "1", "M Khan"), ("mail_viewed", "11", "M Khan")]


@pytest.mark.parametrize("page", ["notification", "rapid-review.docx"])
def test_papers_of_an_unknown_case_are_not_found(client: FlaskClient, page: str) -> None:
    assert client.get(f"/cases/SCP-0000-00/{page}").status_code == 404


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_blank_form_can_be_downloaded(client: FlaskClient, ending: str) -> None:
    assert f"/forms/referral-form.{ending}" in client.get("/forms").text
    answer = client.get(f"/forms/referral-form.{ending}")

    assert answer.data == f"a blank form as {ending}".encode()
    assert answer.headers["Content-Disposition"] == f"attachment; filename=referral-form.{ending}"


def test_no_other_kind_of_form_is_made(client: FlaskClient) -> None:
    assert client.get("/forms/referral-form.exe").status_code == 404


def test_the_printed_words_of_history_know_the_papers(app: Flask) -> None:
    from triage.web.wording import ACTIONS

    assert app
    assert "{who}" in ACTIONS["rapid_review_downloaded"]
    assert "{who}" in ACTIONS["notification_sheet_opened"]
