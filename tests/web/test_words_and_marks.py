"""The small parts under the pages: times, names, file names, words for codes, and finding text in documents."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Paragraph, Place, SourceDocument, Span
from tests.web.fake_cases import NOW
from tests.web.fake_documents import form
from triage.amounts import time_left
from triage.model import EvidenceQuote, Finding
from triage.web import phrases, wording, wording_work
from triage.web.names import NameCover, initials
from triage.web.places import place_in_words
from triage.web.text_index import TextIndex
from triage.web.times import as_age, as_moment
from triage.web.views.files import clean_filename


def document(*texts: str | Span) -> SourceDocument:
    spans = [(Span(text=each) if isinstance(each, str) else each) for each in texts]
    lines = [Paragraph(spans=(s,), place=Place(part="body", paragraph=n)) for n, s in enumerate(spans, start=1)]
    return SourceDocument(format="text", items=tuple(lines))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 11, 16, 5, tzinfo=UTC), "11 November 2026, 4:05pm"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 12:30am"),
        (datetime(2026, 1, 2, 12, 0, tzinfo=UTC), "2 January 2026, 12:00pm"),
        (None, "never"),
    ],
)
def test_times_are_said_in_british_time(moment: datetime | None, words: str) -> None:
    assert as_moment(moment) == words


@pytest.mark.parametrize(
    ("gone", "words"),
    [(0, "just now"), (-90, "just now"), (61, "1 minute ago"), (7300, "2 hours ago"), (90000, "1 day ago")],
)
def test_ages_are_rounded_down(gone: int, words: str) -> None:
    assert as_age(NOW - timedelta(seconds=gone), NOW) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(2, "2 working days left"), (1, "1 working day left"), (0, "due today"), (-1, "overdue by 1 working day")],
)
def test_time_left_is_in_working_days(days: int, words: str) -> None:
    assert time_left(days) == words


def test_names_are_covered_whole_in_parts_and_in_capitals_and_other_words_are_not() -> None:
    cover = NameCover(("Rowan May Ellery", "Unborn Baby Ellery", "Kit Amos-Field"))
    text = "ROWAN ELLERY (rowan may  ellery), Rowan's brother Kit; Kitchen; in May; Baby unit; Amos-Field family"
    assert cover(text) == "R E (RME), R's brother K; Kitchen; in May; Baby unit; A-F family"
    assert [text[each.start : each.end] for each in cover.stretches("Kit Amos-Field and Kit")] != []
    assert NameCover(())(text) == text
    assert initials("Kit Amos-Field") == "KA-F"


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_covering_never_fails_and_covers_every_capitalised_name(text: str, names: list[str]) -> None:
    cover = NameCover(tuple(names))
    stretches = cover.stretches(text)
    assert all(before.end <= after.start for before, after in pairwise(stretches))
    assert isinstance(cover(text), str)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("report.docx", "report.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("", "attachment"),
        ("...", "attachment"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_file_names_are_cleaned_for_download(name: str, cleaned: str) -> None:
    assert clean_filename(name) == cleaned


@given(st.text())
def test_no_file_name_gets_a_separator_or_control_character_through(name: str) -> None:
    cleaned = clean_filename(name)
    assert 0 < len(cleaned) <= 120
    assert not set(cleaned) & set('\\/:*?"<>|\r\n\0\u202e')


def test_a_code_that_nobody_knows_stays_readable() -> None:
    assert phrases.in_words(wording.REASONS, "brand_new_code") == "brand new code"
    assert phrases.in_tag(wording_work.CASE_STATES, "brand_new") == ("Brand new", "grey")
    assert phrases.warnings(("odd_thing:here", "damaged")) == ["Odd thing (here)", "It is damaged"]
    assert phrases.warnings(("damaged:a", "damaged:b", "lost_ink:c")) == ["It is damaged (2 places)"]
    assert (
        phrases.not_shown(("damaged", "lost_ink:c", "lost_odd_thing:d", "lost_ink:e"))
        == "handwriting on the screen (2); odd thing"
    )


@pytest.mark.parametrize(
    ("value", "probability", "against", "words"),
    [
        (True, 0.9, False, "evidence found"),
        ("known", 0.9, True, "evidence found: known"),
        ("possible", 0.9, False, "possible"),
        (True, 0.5, False, "possible"),
        ("suspected", 0.5, False, "evidence found: suspected"),
        (False, 0.4, True, "may be denied"),
        ("not_indicated", 0.1, False, "nothing found"),
    ],
)
def test_a_finding_is_said_in_words(value: str | bool, probability: float, against: bool, words: str) -> None:
    quote = EvidenceQuote(section="incident", start=0, end=1, quote="x")
    finding = Finding(key="k", value=value, probability=probability, against=(quote,) if against else ())
    assert phrases.suggestion(finding, graded=True) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(part="page", page=1, table=2, row=4, column=1), "page 1, table 2, row 4"),
        (Place(part="word/header1.xml", paragraph=1), "page header, paragraph 1"),
        (Place(part="page", page=3, control="Text7"), "page 3, form field"),
        (Place(part="body"), "e-mail text"),
        (Place(part="word/document.xml"), ""),
    ],
)
def test_places_are_said_as_a_person_would(place: Place, words: str) -> None:
    assert place_in_words(place) == words


def test_words_are_found_across_lines_and_whatever_the_quotation_marks() -> None:
    index = TextIndex(document("She said: “he  fell", "from the sofa” – twice"))
    found = next(index.find('"he fell from the sofa" - twice'))
    assert [(each.paragraph, each.start, each.end) for each in found] == [(0, 10, 19), (1, 0, 22)]
    assert not list(index.find("from the chair"))
    assert not list(index.find(" \n"))


def test_struck_words_and_prompts_are_not_found() -> None:
    index = TextIndex(document(Span(text="Yes", strike=True), "No"))
    assert not list(index.find("Yes"))
    assert [each[0].paragraph for each in index.find("No")] == [1]


def test_a_place_is_found_by_what_it_says_and_a_contradiction_excludes() -> None:
    index = TextIndex(form())
    (number,) = index.near(Place(part="word/document.xml", table=1, row=2, column=2))
    assert index.paragraphs[number].text == "02/03/2026"
    assert index.near(Place(part="word/document.xml", table=8, row=2)) == []
    assert index.near(Place(part="word/document.xml")) == []


def test_a_box_on_a_page_is_found_by_overlap() -> None:
    boxes = [(10.0, 10.0, 90.0, 20.0), (10.0, 30.0, 90.0, 40.0)]
    lines = [Paragraph(spans=(Span(text="x"),), place=Place(part="page", page=1, box=box)) for box in boxes]
    index = TextIndex(SourceDocument(format="pdf", items=tuple(lines)))
    assert index.near(Place(part="page", page=1, box=(50.0, 32.0, 60.0, 38.0))) == [1]
    assert index.near(Place(part="page", page=2, box=(50.0, 32.0, 60.0, 38.0))) == []
