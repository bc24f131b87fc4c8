"""What single sentences tell, in several wordings each, and what they leave open."""

import pytest

from extract.told.agencies import agency_facts
from extract.told.agreement import agreement_facts
from extract.told.child import child_facts
from extract.told.children import names_in, one_each
from extract.told.family import relatives
from extract.told.incident import incident_facts
from extract.told.plans import plan_facts
from extract.told.processes import process_facts
from extract.told.said import Said, sentences


def plain(found: list[Said]) -> dict[str, str]:
    return {each.path.rpartition(".")[2]: each.value for each in found}


def test_titles_numbers_and_initials_end_no_sentence() -> None:
    assert sentences("I saw Dr. Oak at No. 5. He left. N/K. Yes.") == [
        "I saw Dr. Oak at No. 5.",
        "He left.",
        "N/K.",
        "Yes.",
    ]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("His father, Al Field, lives in Bexhill.", {"name": "Al Field", "relationship": "father"}),
        (
            "Her brother is Kacper Nowak (d.o.b. 02/03/2013).",
            {"name": "Kacper Nowak", "relationship": "brother", "dob": "2013-03-02"},
        ),
        ("She told us that nan's boyfriend, Terry Hobbs, had done it.", {
            "name": "Terry Hobbs", "relationship": "nan's boyfriend",
        }),
        ("Leo is the son of Ms Ana Oak (born 5 June 1997) and of nobody else.", {}),
        ("She lives with mum (Jodie Oak, 14/06/2001).", {
            "name": "Jodie Oak", "relationship": "mum", "dob": "2001-06-14",
        }),
        ("Her mother is White British and her partner is Polish.", {}),
        ("His brother was taken to Rushford Hospital.", {}),
    ],
)  # fmt: skip
def test_relatives(sentence: str, facts: dict[str, str]) -> None:
    assert plain(list(relatives(sentence))) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("He attends Little Foundry Nursery.", {"school": "Little Foundry Nursery"}),
        ("She is a pupil of Saltby Girls' School and was a patient of ours.", {"school": "Saltby Girls' School"}),
        ("He is in Year 8 at Quay Academy.", {"school": "Quay Academy"}),
        ("He is registered with Dr Oak at the Canal Street practice.", {"gp": "Dr Oak at the Canal Street practice"}),
        ("His GP is Dr Nair at Mill Parade Surgery.", {"gp": "Dr Nair at Mill Parade Surgery"}),
        ("Her general practitioner was Dr Oak (Gorse Medical Centre).", {"gp": "Dr Oak (Gorse Medical Centre)"}),
        ("Her date of birth is 2 Jan 2023.", {"dob": "2023-01-02"}),
        ("English is her first language.", {"first_language": "English"}),
        ("They are registered with the Cable Road Medical Centre.", {"gp": "Cable Road Medical Centre"}),
        ("He lives at The Old Forge, Church Row, Netherby NB7 0QT.", {
            "address": "The Old Forge, Church Row, Netherby", "postcode": "NB7 0QT",
        }),
        ("He has Down syndrome.", {"disability": "yes", "disability_detail": "Down syndrome"}),
        ("She does not have a disability.", {"disability": "no"}),
        ("His mother has epilepsy.", {}),
        ("He may have a learning disability.", {}),
        ("Our offices are at 4 High Street, Netherby NB7 0QT.", {}),
    ],
)  # fmt: skip
def test_home_school_doctor_and_disability(sentence: str, facts: dict[str, str]) -> None:
    assert plain(list(child_facts(sentence))) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "He is not looked after, and has been subject to a child protection plan under the category of neglect "
            "since 20 February 2026.",
            {"looked_after": "no", "cp_plan": "yes",
             "cp_plan_detail": "under the category of neglect since 20 February 2026"},
        ),
        ("She has no plan and is not in care.", {"cp_plan": "no", "looked_after": "no"}),
        ("She came into care on 1 June 2025 under an interim care order.", {
            "looked_after": "yes", "legal_status": "interim care order",
        }),
        ("Both were on child in need plans but neither is on a child protection plan.", {"cp_plan": "no"}),
        ("He was on a child protection plan until 2024.", {}),
        ("The children were looked after by their grandmother that night.", {}),
    ],
)  # fmt: skip
def test_plans_and_care_as_they_are_today(sentence: str, facts: dict[str, str]) -> None:
    assert plain(list(plan_facts(sentence))) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("The police are aware and have told me that they are investigating.", {"police_investigation": "yes"}),
        ("There are no police or court proceedings.", {"police_investigation": "no", "care_proceedings": "no"}),
        ("Police have arrested Mr Hobbs, crime reference RU/2026/00871.", {
            "police_investigation": "yes", "crime_reference": "RU/2026/00871",
        }),
        ("A serious incident notification was submitted on 30 March 2026.", {
            "sin_made": "yes", "sin_date": "2026-03-30",
        }),
        ("I do not know whether a notification to the national Panel was made.", {}),
        ("Ms Oak knows that I am writing to you.", {"family_informed": "yes"}),
        ("We have not yet told nan about this letter.", {"family_informed": "no"}),
        ("The family are unaware of this request.", {"family_informed": "no"}),
        ("Mr and Mrs Oak are aware of this letter.", {"family_informed": "yes"}),
        ("The police have concluded their work and are not investigating.", {"police_investigation": "no"}),
        ("The parents were told that he would recover.", {}),
        ("The school knows the family well.", {}),
        ("The police were in attendance.", {}),
    ],
)  # fmt: skip
def test_other_processes_and_who_was_told(sentence: str, facts: dict[str, str]) -> None:
    assert plain(list(process_facts(sentence))) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("The social worker is Mr Al Oak of Alderby Council (01632 960428).", {
            "agency": "Alderby Council", "contact_name": "Al Oak", "contact": "01632 960428",
        }),
        ("The exploitation worker at Catch22 is Priya Nair.", {"agency": "Catch22", "contact_name": "Priya Nair"}),
        ("You could speak to Sim Baird at Ormsby Youth Justice Service (s.baird@ormsby.example).", {
            "agency": "Ormsby Youth Justice Service", "contact_name": "Sim Baird", "contact": "s.baird@ormsby.example",
        }),
        ("I asked my manager, Dee Hollis, and her general practitioner, Dr Oak.", {}),
        ("Her social worker is Owen Tait on 01632 960952.", {
            "agency": "Social worker", "contact_name": "Owen Tait", "contact": "01632 960952",
        }),
        ("The health visitor had been told about Mr Hobbs in November.", {}),
        ("Please telephone the school on 01632 960640.", {}),
    ],
)  # fmt: skip
def test_workers_of_other_agencies(sentence: str, facts: dict[str, str]) -> None:
    assert plain(list(agency_facts(sentence))) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I have discussed it with our Named Nurse, Jo Field, who supported my writing.", {
            "name": "Jo Field", "role": "Named Nurse", "discussed": "yes", "approved": "yes",
        }),
        ("This letter has been agreed by Dr Sarah Oak, Designated Doctor, on 1 April 2026.", {
            "name": "Dr Sarah Oak", "role": "Designated Doctor", "approved": "yes", "approval_date": "2026-04-01",
        }),
        ("I talked it over with our lead, Anil Desai. He has not decided yet.", {
            "name": "Anil Desai", "role": "lead", "discussed": "yes",
        }),
        ("The nurse discussed the bruise with Jane Oak, health visitor.", {}),
        ("I have the support of our Named Doctor, Dr Rhys Oak, in making this request.", {
            "name": "Dr Rhys Oak", "role": "Named Doctor", "approved": "yes",
        }),
        ("I ran this past my manager, Dee Hollis, and she is happy for it to be sent.", {
            "name": "Dee Hollis", "role": "manager", "discussed": "yes", "approved": "yes",
        }),
        ("Angela Frith, Head of Safeguarding and our group member, approved this referral on 8 July 2026.", {
            "name": "Angela Frith", "role": "Head of Safeguarding", "approved": "yes", "approval_date": "2026-07-08",
        }),
        ("The plan was agreed by Rushford Council.", {}),
    ],
)  # fmt: skip
def test_who_was_consulted_and_agreed(text: str, facts: dict[str, str]) -> None:
    first, *others = sentences(text)
    assert plain(list(agreement_facts(first, " ".join(others)))) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("On 21 April 2026 Leo choked at lunch at Saltby Harbour Nursery.", {
            "date": "2026-04-21", "location": "Saltby Harbour Nursery",
        }),
        ("Crews attended 18 Cooper Street, Rushford at 04.50 on 28 February 2026.", {
            "date": "2026-02-28", "time": "04:50", "location": "18 Cooper Street, Rushford",
        }),
        ("The hospital rang us on 6 January 2026.", {"date_known": "2026-01-06"}),
        ("The nursery was inspected on 3 May 2025.", {}),
        ("He was born on 19 December 2024.", {}),
    ],
)  # fmt: skip
def test_when_and_where_it_happened(sentence: str, facts: dict[str, str]) -> None:
    assert plain(list(incident_facts(sentence))) == facts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Twins - Alfie and Archie Noakes", ["Alfie Noakes", "Archie Noakes"]),
        ("Ana Petrov and Leo Petrov", ["Ana Petrov", "Leo Petrov"]),
        ("Siblings: Molly, Max and Mia Dunning", ["Molly Dunning", "Max Dunning", "Mia Dunning"]),
        ("Noakes, Alfie James", []),
        ("Leo Marsh", []),
        ("Leo Marsh and mother", []),
    ],
)
def test_several_children_in_one_line(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(("text", "values"), [("M / F", ["m", "f"]), ("M", []), ("M / F / M", [])])
def test_a_value_for_each_child_needs_as_many(text: str, values: list[str]) -> None:
    assert one_each(text, 2, str.casefold) == values


@pytest.mark.parametrize("text", ["A" * 40_000, "Ann Lowe (born 3 May 2019), " * 2_000, "Jo Field, nurse, " * 3_000])
def test_what_is_no_sentence_is_not_searched_for_facts(text: str) -> None:
    assert sentences(f"She lives with her mother. {text}. He is at home.") == [
        "She lives with her mother.",
        "He is at home.",
    ]
