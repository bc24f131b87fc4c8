"""Which referrals look like one another, and why: a table of pairs, and keys that would have found each of them."""

import pytest

from triage.match_keys import blocking_keys
from triage.matching import Kind, compare
from triage.names_alike import same_name
from triage.traits import traits_of

CHILD = {
    "children[0].full_name": "Imogen Vale-Hart",
    "children[0].dob": "2024-03-02",
    "children[0].nhs_number": "9434765919",
    "children[0].address": "14 Quarry Lane, Tidewell",
    "children[0].postcode": "ZZ9 9ZZ",
    "family[0].name": "Dana Vale",
    "family[0].relationship": "Mother",
    "incident.date": "2026-11-04",
    "incident.location": "14 Quarry Lane",
    "parallel.crime_reference": "44260001234",
}


def changed(**changes):
    return {path: value for path, value in (CHILD | changes).items() if value}


def only(**facts):
    return {path.replace("__", "."): value for path, value in facts.items()}


BARE = {
    "children[0].nhs_number": "",
    "parallel.crime_reference": "",
    "family[0].name": "",
    "family[0].relationship": "",
}
NOWHERE = BARE | {"children[0].address": "", "children[0].postcode": "", "incident.location": ""}

ALIKE = [
    ("the same form again", CHILD, Kind.SAME_EVENT, "nhs_number_same"),
    ("a corrected date of birth", changed(**{"children[0].dob": "2024-03-03"}), Kind.SAME_EVENT, "born_near"),
    ("another incident", changed(**{"incident.date": "2026-09-01"}), Kind.SAME_CHILD, "nhs_number_same"),
    ("no incident date", changed(**NOWHERE | {"incident.date": ""}), Kind.SAME_EVENT, "born_same"),
    (
        "day and month exchanged",
        changed(**NOWHERE | {"children[0].dob": "2024-02-03"}),
        Kind.SAME_EVENT,
        "born_transposed",
    ),
    (
        "incident day and month exchanged",
        changed(**NOWHERE | {"incident.date": "2026-04-11"}),
        Kind.SAME_EVENT,
        "incident_date_transposed",
    ),
    (
        "a slip in the surname",
        changed(**NOWHERE | {"children[0].full_name": "Imogen Vale-Heart"}),
        Kind.SAME_EVENT,
        "name_variant",
    ),
    (
        "a spelling of the first name",
        changed(**NOWHERE | {"children[0].full_name": "Imojen Vale Hart"}),
        Kind.SAME_EVENT,
        "name_variant",
    ),
    ("a short name", changed(**NOWHERE | {"children[0].full_name": "Immy Vale-Hart"}), Kind.SAME_EVENT, "name_variant"),
    ("an initial", changed(**NOWHERE | {"children[0].full_name": "I. Vale-Hart"}), Kind.SAME_EVENT, "name_short"),
    (
        "surname first",
        changed(**NOWHERE | {"children[0].full_name": "VALE-HART, Imogen"}),
        Kind.SAME_EVENT,
        "name_same",
    ),
    (
        "half of the double name",
        changed(**NOWHERE | {"children[0].full_name": "Imogen Hart"}),
        Kind.SAME_EVENT,
        "name_part",
    ),
    (
        "only the number agrees",
        changed(**NOWHERE | {"children[0].full_name": "A. N. Other", "children[0].nhs_number": "9434765919"}),
        Kind.SAME_EVENT,
        "nhs_number_same",
    ),
    (
        "only name and incident",
        changed(**NOWHERE | {"children[0].dob": ""}),
        Kind.SAME_EVENT,
        "name_same",
    ),
    (
        "a brother, with the first child as his sister",
        only(
            **{
                "children[0].full_name": "Corin Vale-Hart",
                "children[0].dob": "2019-08-01",
                "family[0].name": "Imogen Vale-Hart",
                "family[0].relationship": "Half-sister",
                "family[0].dob": "2024-03-02",
            }
        ),
        Kind.SIBLING,
        "named_in_family",
    ),
    (
        "a brother at the same address with the same mother",
        changed(
            **{
                "children[0].full_name": "Corin Vale",
                "children[0].dob": "2019-08-01",
                "children[0].nhs_number": "9434765870",
                "incident.date": "2026-06-01",
                "incident.location": "",
                "parallel.crime_reference": "",
            }
        ),
        Kind.SIBLING,
        "parent_same",
    ),
    (
        "another family's child in the same incident",
        only(
            **{
                "children[0].full_name": "Jonah Prewett",
                "children[0].dob": "2020-01-09",
                "incident.date": "2026-11-04",
                "incident.location": "Quarry Lane 14, Tidewell",
            }
        ),
        Kind.SAME_INCIDENT,
        "incident_place_same",
    ),
    (
        "the same crime reference",
        only(
            **{
                "children[0].full_name": "Jonah Prewett",
                "children[0].dob": "2020-01-09",
                "parallel.crime_reference": "44 26 0001234",
            }
        ),
        Kind.SAME_INCIDENT,
        "crime_reference_same",
    ),
]

UNLIKE = [
    ("nothing", {}),
    (
        "another child on the same day",
        only(**{"children[0].full_name": "Jonah Prewett", "children[0].dob": "2024-03-02"}),
    ),
    (
        "the same first name",
        changed(**NOWHERE | {"children[0].full_name": "Imogen Prewett", "children[0].dob": "2021-05-05"}),
    ),
    (
        "the same surname",
        changed(**NOWHERE | {"children[0].full_name": "Corin Vale-Hart", "children[0].dob": "2011-07-30"}),
    ),
    ("a namesake born in another year", changed(**NOWHERE | {"children[0].dob": "2013-10-21"})),
    ("another number", changed(**NOWHERE | {"children[0].dob": "2013-10-21", "children[0].nhs_number": "9434765870"})),
    (
        "the same day somewhere else",
        only(
            **{
                "children[0].full_name": "Jonah Prewett",
                "incident.date": "2026-11-04",
                "incident.location": "Harbour Road 3",
            }
        ),
    ),
    (
        "the same hospital on another day",
        only(
            **{
                "children[0].full_name": "Jonah Prewett",
                "incident.date": "2026-02-01",
                "incident.location": "14 Quarry Lane",
            }
        ),
    ),
]


@pytest.mark.parametrize(("facts", "kind", "reason"), [row[1:] for row in ALIKE], ids=[row[0] for row in ALIKE])
def test_referrals_that_have_something_in_common_are_found_with_the_reason(facts, kind, reason):
    mine, theirs = traits_of(CHILD), traits_of(facts)
    found = compare(mine, theirs)
    assert found is not None
    assert (found.kind, reason in found.reasons) == (kind, True), found
    assert compare(theirs, mine) == found
    assert blocking_keys(mine) & blocking_keys(theirs)


@pytest.mark.parametrize("facts", [row[1] for row in UNLIKE], ids=[row[0] for row in UNLIKE])
def test_what_chance_explains_is_no_candidate(facts):
    assert compare(traits_of(CHILD), traits_of(facts)) is None


def test_an_unborn_child_is_found_again_by_its_expected_date():
    unborn = traits_of(
        {
            "children[0].full_name": "Unborn Prewett",
            "children[0].edd": "2026-09-01",
            "children[0].postcode": "ZZ9 9ZZ",
            "children[0].address": "2 Mill Row",
        }
    )
    born = traits_of(
        {
            "children[0].full_name": "Ada Prewett",
            "children[0].dob": "2026-08-20",
            "children[0].postcode": "ZZ9 9ZZ",
            "children[0].address": "2 Mill Row",
        }
    )
    found = compare(unborn, born)
    assert found is not None
    assert set(found.reasons) == {"born_as_expected", "postcode_same", "address_same", "surname_same"}


def test_of_several_children_the_pair_that_agrees_best_counts():
    two = traits_of(
        {
            "children[0].full_name": "Jonah Prewett",
            "children[0].dob": "2020-01-09",
            "children[1].full_name": "Imogen Vale-Hart",
            "children[1].dob": "2024-03-02",
        }
    )
    found = compare(traits_of(CHILD), two)
    assert found is not None
    assert found.kind is Kind.SAME_EVENT


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Zoë Müller", "Zoe Muller", "name_same"),
        ("Łukasz Żak", "Lukasz Zak", "name_same"),
        ("Siân O’Reilly", "Sian OReilly", "name_same"),
        ("Mohammed Ali Khan", "Muhammad Khan", "name_variant"),
        ("Tom Smyth", "Thomas Smith", "name_variant"),
        ("Kathryn Reid", "Catherine Reed", "name_variant"),
        ("Jack Filips", "Jake Phillips", "name_variant"),
        ("T Marlow", "Tomas Jay Marlow", "name_short"),
        ("Teddy", "Edward Marlow", "name_differs"),
        ("Marlow", "Edward Marlow", "surname_same"),
        ("Ann Li", "Amy Lu", "name_differs"),
        ("", "Edward", ""),
        ("Unborn baby", "Edward", ""),
        ("Baby Marlow", "Edward Marlow", "surname_same"),
    ],
)
def test_how_two_names_agree(one, other, how):
    assert same_name(one, other) == same_name(other, one) == how
