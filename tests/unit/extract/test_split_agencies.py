"""Agencies named in one line: several services, or one with its team, worker and contact data."""

import pytest

from extract.people import split_agencies


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Care home, district nursing, adult social care", ["Care home", "district nursing", "adult social care"]),
        ("School, school nursing and police", ["School", "school nursing", "police"]),
        ("GP, health visiting, CAMHS, and youth justice", ["GP", "health visiting", "CAMHS", "youth justice"]),
        ("Assessment Team, Children's Services, Aldmouth Council", None),
        ("Aldmouth Primary School, Mrs Hale, 01632 960420", None),
        ("Health visiting, Ana Petrov, Weir Clinic", None),
    ],
)
def test_a_line_is_parted_where_it_names_nothing_but_services(line: str, agencies: list[str] | None) -> None:
    assert split_agencies(line) == (agencies or [line])
