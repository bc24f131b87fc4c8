"""What a second account says otherwise: the same people under other numbers, and nothing that was said before."""

from dataclasses import dataclass

import pytest

from triage.differences import OF_THE_REFERRER, differences


@dataclass(frozen=True)
class Reading:
    path: str
    value: str


STANDING = {
    "children[0].full_name": "Imogen Vale-Hart",
    "children[0].dob": "2024-03-02",
    "family[0].name": "Dana Vale",
    "family[0].relationship": "Mother",
    "agencies[0].agency": "Harbour School",
    "incident.location": "At home",
    "referrer.name": "A. Nurse",
}


def found(told, known=(), leave_out=(), standing=STANDING):
    readings = [Reading(path, value) for path, value in told.items()]
    return {each.path: each.reading.value for each in differences(standing, known, readings, leave_out)}


def test_what_stands_is_no_difference_whatever_its_spaces_and_capitals():
    assert found({"incident.location": " at  HOME.", "children[0].dob": "2024-03-02"}) == {}


def test_another_value_and_a_new_one_are():
    told = {"incident.location": "At school", "incident.time": "14:00"}
    assert found(told) == told


def test_what_was_read_before_is_not_said_once_more():
    assert found({"incident.location": "At school"}, known=[("incident.location", "At school")]) == {}


def test_empty_answers_and_ticks_are_no_changes():
    assert found({"incident.location": "", "criteria_ticked[0]": "serious_harm"}) == {}


def test_another_agencys_referrer_is_left_out():
    assert found({"referrer.name": "B. Officer"}, leave_out=OF_THE_REFERRER) == {}
    assert found({"referrer.name": "B. Officer"}) == {"referrer.name": "B. Officer"}


@pytest.mark.parametrize("name", ["Imogen Vale Hart", "Immy Vale-Hart", "Imogen Hartvale"])
def test_a_child_is_known_again_under_another_number(name):
    told = {"children[3].full_name": name, "children[3].sex": "female"}
    assert found(told).get("children[0].sex") == "female"


def test_a_child_with_the_same_birth_is_known_again_by_it():
    told = {"children[0].full_name": "Corrected Name", "children[0].dob": "2024-03-02", "children[0].sex": "female"}
    assert found(told) == {"children[0].full_name": "Corrected Name", "children[0].sex": "female"}


def test_another_child_comes_after_the_last_one():
    told = {"children[0].full_name": "Jonah Prewett", "children[0].dob": "2020-01-09"}
    assert found(told) == {"children[1].full_name": "Jonah Prewett", "children[1].dob": "2020-01-09"}


def test_relatives_and_agencies_are_matched_by_name():
    told = {
        "family[0].name": "Lee Askew",
        "family[0].relationship": "Partner",
        "family[1].name": "Dana Vale",
        "family[1].relationship": "Stepmother",
        "agencies[0].agency": "Harrow Police",
        "agencies[1].agency": "Harbour Primary School",
        "agencies[1].contact": "01632 960001",
    }
    assert found(told) == {
        "family[1].name": "Lee Askew",
        "family[1].relationship": "Partner",
        "family[0].relationship": "Stepmother",
        "agencies[1].agency": "Harrow Police",
        "agencies[0].agency": "Harbour Primary School",
        "agencies[0].contact": "01632 960001",
    }


def test_two_children_of_the_second_account_never_become_one():
    told = {
        "children[0].full_name": "Imogen Vale-Hart",
        "children[1].full_name": "Imogen Vale-Hart",
        "children[1].sex": "female",
    }
    assert found(told) == {"children[1].full_name": "Imogen Vale-Hart", "children[1].sex": "female"}
