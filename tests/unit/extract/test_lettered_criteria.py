"""Criteria printed with letters and named by them, and pairs of question and answer side by side by tabs."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph
from extract.reading import read_form
from tests.unit.extract.invented_forms import document, line

PRINTED = (
    "(a)  abuse or neglect of a child is known or suspected",
    "(b)  a child has died",
    "(c)  a child has been seriously harmed",
    "(d)  practice by which children are safeguarded could be improved",
    "(e)  themes recur that have been met in other cases",
)


@pytest.mark.parametrize("named", ["a, c and d", "(a) (c) (d)", "A C D", "a; c; d"])
def test_grounds_named_by_their_letters_are_ticked(catalogue: FieldCatalogue, named: str) -> None:
    read = _read(
        catalogue,
        line("SECTION G GROUNDS", heading=True),
        line("Give the letter or letters of the grounds from this list:"),
        *map(line, PRINTED),
        line(f"Ground(s) relied on: {named}"),
    )
    ticked = {value for path, value in read.items() if path.startswith("criteria_ticked")}
    assert ticked == {"abuse_or_neglect", "serious_harm", "improvements_needed"}


def test_a_printed_list_of_grounds_answers_nothing(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("GROUNDS FOR REFERRAL", heading=True),
        *map(line, PRINTED),
        line("A baby was hurt twice and nobody spoke to the ward."),
    )
    assert read["rationale"] == "A baby was hurt twice and nobody spoke to the ward."
    assert not [path for path in read if path.startswith("criteria_ticked")]


def test_a_lettered_answer_elsewhere_is_no_printed_ground(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("GROUNDS FOR REFERRAL", heading=True),
        *map(line, PRINTED),
        line("IMMEDIATE ACTIONS TAKEN", heading=True),
        line("(a) The baby was placed with relatives."),
        line("(b) The ward changed its handover."),
    )
    assert "placed with relatives" in read["immediate_actions"]
    assert "handover" in read["immediate_actions"]


def test_letters_of_which_one_is_not_printed_tick_nothing(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("SECTION G GROUNDS", heading=True),
        *map(line, PRINTED),
        line("Ground(s) relied on: a and z"),
    )
    assert not [path for path in read if path.startswith("criteria_ticked")]


def test_pairs_side_by_side_by_tabs_are_read_each(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("SECTION B CHILD", heading=True),
        line("Full name\tAlfie Corran"),
        line("Date of birth\t16/08/2021\tSex\tMale"),
        line("Ethnicity\tWhite British\tLanguage\tEnglish"),
        line("Address\t30 Weir Close, Aldmouth, AM3 9TS"),
        line("School or nursery\tWeir Lane Primary"),
        line("NHS number\t943 476 5919"),
    )
    assert read["children[0].sex"] == "male"
    assert read["children[0].dob"] == "2021-08-16"
    assert read["children[0].ethnicity"] == "White British"
    assert read["children[0].first_language"] == "English"


def _read(catalogue: FieldCatalogue, *items: Paragraph) -> dict[str, str]:
    """Values by path."""
    return {each.path: each.value for each in read_form(document(*items), "form.docx", catalogue).record.readings}
