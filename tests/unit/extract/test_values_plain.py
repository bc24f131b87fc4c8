"""Single values as people write them."""

import pytest

from extract.dates import parse_date, parse_time
from extract.values import (
    find_emails,
    find_phones,
    find_postcode,
    nhs_number,
    parse_sex,
    parse_yes_no,
    special_answer,
    without_postcode,
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("04.09.18", "2018-09-04"),
        ("3/7/2019", "2019-07-03"),
        ("9th April 2026 (same day)", "2026-04-09"),
        ("Thurs 24th September 2026", "2026-09-24"),
        ("17 June '09", "2009-06-17"),
        ("2nd of March 1981", "1981-03-02"),
        ("14/02/87", "1987-02-14"),
        ("2026-03-01", "2026-03-01"),
        ("11-Jan-2009", "2009-01-11"),
        ("12/03/2026 11:20", "2026-03-12"),
    ],
)
def test_dates_are_read_day_first(written: str, iso: str) -> None:
    assert parse_date(written) == iso


@pytest.mark.parametrize("written", ["31/02/2026", "44260031907", "01632 960114", "early March 2026", "13/13/2020", ""])
def test_what_is_not_a_full_date_is_none(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("21:40hrs", "21:40"),
        ("2.15pm", "14:15"),
        ("12 am", "00:00"),
        ("0510", "05:10"),
        ("2140 hrs", "21:40"),
        ("9th April 2026 at 05:10", "05:10"),
        ("noon", "12:00"),
        ("about 3 pm", "about 3 pm"),
    ],
)
def test_times_keep_the_writers_doubt(written: str, time: str) -> None:
    assert parse_time(written) == time


def test_a_date_is_not_a_time() -> None:
    assert parse_time("03.10.25 - School") is None


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("Yes", ("yes", "")),
        ("n", ("no", "")),
        ("NK", ("unknown", "")),
        ("N/A", ("not_applicable", "")),
        ("Yes, s.20, Island Council", ("yes", "s.20, Island Council")),
        ("Yes (autism)", ("yes", "autism")),
        ("No longer open", ("no", "No longer open")),
        ("None", ("no", "")),
    ],
)
def test_yes_and_no_with_the_words_beside_them(written: str, answer: tuple[str, str]) -> None:
    assert parse_yes_no(written) == answer


def test_a_sentence_is_no_answer() -> None:
    assert parse_yes_no("Nothing is recorded of this") is None


@pytest.mark.parametrize(("written", "answer"), [("n/k", "unknown"), ("n.a.", "not_applicable"), ("None stated", None)])
def test_unknown_not_applicable_and_words_are_three_things(written: str, answer: str | None) -> None:
    assert special_answer(written) == answer


def test_an_nhs_number_needs_its_check_digit() -> None:
    assert nhs_number("943 476 5919") == ("9434765919", True)
    assert nhs_number("943 476 5918") == ("9434765918", False)
    assert nhs_number("12345") is None


def test_postcodes_are_normalised_and_leave_the_address() -> None:
    found = find_postcode("Flat 2, Quay House, po339qt")
    assert found is not None
    assert found[0] == "PO33 9QT"
    assert without_postcode("41 Mill Lane, Newport\nPO30 8WL") == "41 Mill Lane, Newport"


def test_contact_data_is_found_among_words() -> None:
    assert find_phones("Tel: 01632 960402 or 07700 900001") == ["01632 960402", "07700 900001"]
    assert find_phones("101 ext 960 411") == ["101 ext 960 411"]
    assert find_emails("write to jo.field@school.sch.example.") == ["jo.field@school.sch.example"]
    assert find_emails("jo.field@school.sch.exa\nmple") == ["jo.field@school.sch.example"]
    assert find_emails("jo@school.example\n13.11.2026") == ["jo@school.example"]


@pytest.mark.parametrize(("written", "sex"), [("M", "male"), ("Girl", "female"), ("Non-binary", "Non-binary")])
def test_sex_is_normalised_only_where_it_is_plain(written: str, sex: str) -> None:
    assert parse_sex(written) == sex


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Y s20 Downshire CC", ("yes", "s20 Downshire CC")),
        ("YES s.31 full care order", ("yes", "s.31 full care order")),
        ("Yes he was on a plan", ("yes", "Yes he was on a plan")),
    ],
)
def test_a_yes_with_a_section_of_an_act_behind_it(text: str, said: tuple[str, str]) -> None:
    assert parse_yes_no(text) == said
