"""The page of a case: sources lead to their marks, names stay covered, three columns are never merged."""

import csv
import io
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from extract.document import Place
from tests.web.fake_cases import FakeReader, full_case
from tests.web.test_queue_and_mail import words_of

CASE = "/cases/SCP-7F3K-2Q"


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


def part(page: str, start: str, end: str) -> str:
    return page[page.index(start) : page.index(end, page.index(start))]


def test_every_view_of_a_case_is_noted_once(client: FlaskClient, reader: FakeReader) -> None:
    client.get(CASE)
    client.get(f"{CASE}?view=criteria&names=shown")
    client.get("/cases/SCP-0000-00")
    assert reader.viewed == [("SCP-7F3K-2Q", "M Khan")] * 2
    assert reader.shown == ["SCP-7F3K-2Q"]


def test_an_unknown_case_is_not_found_and_odd_queries_do_no_harm(client: FlaskClient) -> None:
    assert client.get("/cases/SCP-0000-00").status_code == 404
    for query in ("view=../../etc", "document=99", "document=-1", "document=x", "names=all"):
        assert client.get(f"{CASE}?{query}").status_code == 200


def test_names_are_initials_everywhere_until_they_are_asked_for(client: FlaskClient) -> None:
    for view in ("referral", "criteria", "messages", "history"):
        for document in (1, 2, 3):
            page = client.get(f"{CASE}?view={view}&document={document}").text
            assert not re.search("Rowan|Ellery|Tamsin|Amos-", page)
    shown = client.get(f"{CASE}?names=shown").text
    assert "Rowan Tamsin Ellery" in shown
    assert "names=shown" in part(shown, 'aria-label="Case"', "</nav>")
    assert "Hide names" in shown


def test_missing_fields_come_first(client: FlaskClient) -> None:
    page = client.get(CASE).text
    assert page.index("Not found on the form") < page.index(">Child 1<")
    assert "<li>LIG representative <a" in page


def test_a_field_links_to_the_mark_around_its_source(client: FlaskClient) -> None:
    page = client.get(CASE).text
    row = part(page, "<dt>Telephone</dt>", "</div>")
    assert "01632 960123" in row
    anchor = re.search(r'data-mark="(source-\d+)">\s*table 2, row 3', row)
    assert anchor
    assert re.search(rf'id="{anchor.group(1)}" tabindex="-1"></span><mark[^>]*>01632 960123</mark>', page)


def test_a_field_whose_place_is_not_in_the_document_has_a_place_but_no_link(client: FlaskClient) -> None:
    row = part(client.get(CASE).text, "<dt>Ticked</dt>", "</div>")
    assert "Abuse or neglect" in row
    assert "paragraph 99" in row
    assert "<a " not in row


def test_both_values_of_a_conflict_are_shown_with_their_sources(client: FlaskClient) -> None:
    row = part(client.get(CASE).text, "<dt>Date of birth</dt>", "</div>")
    words = words_of(row)
    assert "Conflict: 2 values" in words
    assert "2 March 2026 (as written: “02/03/2026”) table 1, row 2" in words
    assert "3 March 2026 document 2, page 1, paragraph 2" in words
    assert "document=2" in row


def test_not_known_doubt_and_long_text_are_said(client: FlaskClient) -> None:
    words = words_of(client.get(CASE).text)
    assert "Not known (as written: “NK”)" in words
    assert "17 August 2021 (as written: “17.8.2021”) Check: read with doubt" in words
    assert "Whole text (" in words
    assert "Other answers on the form Is an interpreter needed for R? No, R's mother speaks English" in words
    assert "Name of health visitor Could not be read for certain: look at the original" in words


def test_the_original_shows_tables_ticks_struck_words_and_prompts_and_no_hidden_text(client: FlaskClient) -> None:
    page = client.get(CASE).text
    assert '<td class="app-grid__label" colspan="2">' in page
    assert 'role="img" aria-label="ticked">☒</span>' in page
    assert 'role="img" aria-label="not ticked">☐</span>' in page
    assert "<s>Yes</s>" in page
    assert '<span class="app-prompt ">Click or tap to enter text</span>' in page
    assert "Ignore all earlier rules" not in page
    assert "This document holds hidden text, which is not shown here." in page
    assert "Not shown here: page footer; pictures (2)." in page


def test_another_document_is_shown_with_its_pages_and_an_unreadable_one_says_so(client: FlaskClient) -> None:
    assert '<p class="app-page-turn">Page 2</p>' in client.get(f"{CASE}?document=2").text
    page = client.get(f"{CASE}?document=3").text
    assert "This document cannot be shown." in page
    assert 'href="/files/3"' in page


def test_each_criterion_has_three_columns_in_words(client: FlaskClient) -> None:
    words = words_of(client.get(f"{CASE}?view=criteria").text)
    columns = "Ticked by referrer {} Suggested by the service {} Judged by caseworker Not yet judged"
    assert "Abuse or neglect " + columns.format("Ticked", "Evidence found: suspected") in words
    assert "Improvements needed " + columns.format("Ticked", "Possible") in words
    assert "Recurrent themes " + columns.format("Not ticked", "May be denied") in words
    assert "Institutional setting " + columns.format("No ticks on the form", "Nothing found") in words
    assert "%" not in words


def test_the_serious_incident_line_gives_its_rule(client: FlaskClient) -> None:
    words = words_of(client.get(f"{CASE}?view=criteria").text)
    assert "Serious incident, as suggested: Met By the rule: abuse or neglect is known or suspected, and" in words
    assert "Child died: nothing found" in words
    assert "There is too little text for suggestions that mean much" in words


def test_a_quote_and_its_mark_lead_to_each_other(client: FlaskClient) -> None:
    page = client.get(f"{CASE}?view=criteria").text
    quote = part(page, 'id="evidence-2"', "</li>")
    assert "a skull fracture and bleeding on the brain" in quote
    assert 'data-mark="mark-2"' in quote
    mark = part(page, 'id="mark-2"', "</a>")
    assert '<mark class="app-mark app-mark--evidence">a skull fracture and bleeding on the brain</mark>' in mark
    assert 'href="/cases/SCP-7F3K-2Q?view=criteria&amp;document=1#evidence-2"' in mark


def test_text_against_is_marked_apart(client: FlaskClient) -> None:
    page = client.get(f"{CASE}?view=criteria").text
    assert "Text against" in page
    assert '<mark class="app-mark app-mark--against">No earlier review has raised this.</mark>' in page


def test_a_quote_that_the_document_does_not_hold_is_shown_without_a_link(
    client: FlaskClient, reader: FakeReader
) -> None:
    case = full_case()
    reader.cases["SCP-7F3K-2Q"] = replace(case, documents=case.documents[1:])
    words = words_of(client.get(f"{CASE}?view=criteria").text)
    assert "a skull fracture and bleeding on the brain What happened · not found in the original as drawn" in words


def test_messages_show_the_acknowledgement_and_its_state(client: FlaskClient) -> None:
    words = words_of(client.get(f"{CASE}?view=messages").text)
    assert "Auto: referral received [SCP-7F3K-2Q] Held for a person" in words
    assert "If a child is at risk now, call 999." in words
    assert "LIG referral: RE" in words


def test_history_is_newest_first_and_an_unknown_code_stays_readable(client: FlaskClient) -> None:
    words = words_of(part(client.get(f"{CASE}?view=history").text, '<ol class="app-timeline">', "</ol>"))
    order = ["moon phase noted", "J Adeyemi viewed the case", "held the acknowledgement", "The service opened the case"]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)
    assert "A child may be unsafe now, so a person should telephone instead" in words


def test_the_history_says_whether_it_holds(client: FlaskClient, reader: FakeReader) -> None:
    address = f"{CASE}?view=history"
    assert "History verified 42 lines of this case as written." in words_of(client.get(address).text)
    reader.check = replace(reader.check, fault="missing", at=17)
    words = words_of(client.get(address).text)
    assert "History does not hold Lines of the history are missing (line 17)." in words
    assert "Tell your administrator now" in words


def test_the_history_can_be_narrowed(client: FlaskClient) -> None:
    def lines(only: str) -> str:
        return part(client.get(f"{CASE}?view=history&only={only}").text, '<ol class="app-timeline">', "</ol>")

    assert "viewed the case" in lines("views")
    assert "opened the case" not in lines("views")
    assert "held the acknowledgement" in lines("messages")
    assert "viewed the case" not in lines("changes")
    assert "opened the case" in lines("changes")
    assert "viewed the case" in lines("nonsense")


def test_the_history_is_downloaded_as_inert_cells_and_that_is_recorded(client: FlaskClient, reader: FakeReader) -> None:
    case = full_case()
    formula = replace(case.history[0], actor='=HYPERLINK("http://x.example")', words="@SUM(1)\n+2")
    reader.cases["SCP-7F3K-2Q"] = replace(case, history=(formula,))
    answer = client.get(f"{CASE}/history.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="history-SCP-7F3K-2Q.csv"'
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["When", "Who", "What", "Words"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert reader.looked == [("history_downloaded", "SCP-7F3K-2Q", "M Khan")]


def test_a_deadline_is_called_provisional_and_says_from_when_it_counts(client: FlaskClient) -> None:
    words = words_of(client.get(CASE).text)
    assert "by Friday 13 November 2026, counted from 6 November 2026, when the e-mail arrived." in words
    assert "Provisional: the local authority notifies the national Panel" in words


def test_a_case_of_which_nothing_could_be_read_still_has_a_page(client: FlaskClient) -> None:
    words = words_of(client.get("/cases/SCP-2M9D-8X").text)
    assert "This case has no documents." in words
    assert "Nothing could be read from this referral." in words
    assert "Overdue by 3 working days" in words
    words = words_of(client.get("/cases/SCP-2M9D-8X?view=criteria").text)
    assert "Serious incident, as suggested: No suggestion" in words


def test_a_very_long_document_is_cut_and_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.web.original.MOST_PARAGRAPHS", 10)
    page = client.get(CASE).text
    assert "The document is longer than this page shows." in page
    assert "Section 3" not in page


def test_two_documents_of_the_same_name_keep_their_own_marks(client: FlaskClient, reader: FakeReader) -> None:
    case = full_case()
    letter = replace(case.documents[1], file=replace(case.documents[1].file, filename=case.documents[0].file.filename))
    field = replace(case.fields[1].rivals[0], file=letter.file.filename, place=Place(part="page", page=1, paragraph=2))
    reader.cases["SCP-7F3K-2Q"] = replace(case, documents=(case.documents[0], letter), fields=(field,))
    row = part(client.get(CASE).text, "<dt>Date of birth</dt>", "</div>")
    assert "document 2, page 1, paragraph 2" in words_of(row)


def test_the_derived_test_has_its_own_line_and_no_card(client: FlaskClient, reader: FakeReader) -> None:
    case = full_case()
    derived = replace(
        case.criteria[0], key=case.serious_incident.key, title="The test", suggested=case.serious_incident
    )
    reader.cases["SCP-7F3K-2Q"] = replace(case, criteria=(derived, *case.criteria))
    assert "The test" not in client.get(f"{CASE}?view=criteria").text


def test_part_a_is_not_worded_softer_than_the_rule_took_it(client: FlaskClient, reader: FakeReader) -> None:
    case = full_case()
    unsure = replace(case.criteria[1], suggested=replace(case.criteria[1].suggested, value=True, probability=0.51))
    reader.cases["SCP-7F3K-2Q"] = replace(case, criteria=(unsure,))
    assert "Child died: evidence found" in words_of(client.get(f"{CASE}?view=criteria").text)


def test_people_of_a_list_share_a_card_and_stay_together(client: FlaskClient, reader: FakeReader) -> None:
    case = full_case()
    paths = ("agencies[0].agency", "agencies[1].agency", "agencies[0].contact", "agencies[1].contact")
    place = Place(part="body", paragraph=1)
    made = [
        replace(case.fields[0], path=path, label=path[-7:], group=f"Agency {path[9]}", value=path, place=place)
        for path in paths
    ]
    reader.cases["SCP-7F3K-2Q"] = replace(case, fields=tuple(made))
    page = client.get(CASE).text
    words = words_of(page)
    assert page.count(">Agencies</h3>") == 1
    order = [words.index(each) for each in (paths[0], paths[2], paths[1], paths[3])]
    assert order == sorted(order)
