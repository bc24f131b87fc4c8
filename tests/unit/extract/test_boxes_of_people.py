"""Captions with their choice in the same cell, a box for each person, statements below `Highlight what applies`."""

from config.schema.fields import FieldCatalogue
from extract.document import Control, Paragraph, Span
from extract.facts_by_line import agencies_joined, persons_joined
from tests.unit.extract.invented_forms import bold, document, line, record, runs, struck, table

THREE = ("Yes", "No", "Not known")


def _left(kept: str) -> Paragraph:
    """`Yes / No / Not known` with all struck out but one."""
    parts = [part for each in THREE for part in (" / ", each if each == kept else struck(each))]
    return runs(*parts[1:])


def test_every_caption_of_a_row_keeps_the_choice_in_its_own_cell(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            table((("*Full name", "Ada Finch"), ("*Date of birth", "1 May 2019"), ("*Gender", "☐ Male ☒ Female"))),
            table((("*Disability", _left("Not known")), ("*Is the child looked after?", _left("No")))),
            line("Other processes", heading=True),
            table((("*Inquest", "☐ Yes ☒ No"), ("*Police investigation", "☒ Yes ☐ No"), ("*Crime no.", "AB/1/26"))),
        ),
    )
    (child,) = found["children"]
    assert (child["dob"], child["sex"]) == ("2019-05-01", "female")
    assert (child["disability"], child["looked_after"]) == ("unknown", "no")
    assert found["parallel"] == {"police_investigation": "yes", "crime_reference": "AB/1/26", "inquest": "no"}


def test_questions_and_their_alternatives_on_one_line_side_by_side(catalogue: FieldCatalogue) -> None:
    cells = (
        runs(bold("Disability  "), *_left("No").spans),
        runs(bold("Looked after  "), *_left("Yes").spans),
    )
    found = record(catalogue, document(line("The child", heading=True), table(("*Name", "Ada Finch"), cells)))
    assert found["children"] == [{"full_name": "Ada Finch", "disability": "no", "looked_after": "yes"}]


def test_a_drop_down_list_under_its_caption(catalogue: FieldCatalogue) -> None:
    picked = runs(Span(text="Female", control=Control(kind="choice", origin="sdt")))
    rows = ((("*Name", "Ada Finch"), ("*Sex", picked), ("*Ethnicity", "White Irish")),)
    (child,) = record(catalogue, document(line("The child", heading=True), table(*rows)))["children"]
    assert (child["full_name"], child["sex"], child["ethnicity"]) == ("Ada Finch", "female", "White Irish")


def test_one_box_a_person_below_a_line_that_says_so(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Family and carers", heading=True),
            line("One box for each person. Give relationship and date of birth."),
            table((("*Person 1", "Ruth Dale\nMother\nb. 3 April 1990"), ("*Person 2", "Tom Dale\nFather\nDOB N/K"))),
            table((("*Person 3", "Ivy Dale\nHalf-sister\n4/6/2020"), ("*Person 4",))),
        ),
    )
    assert found["family"] == [
        {"name": "Ruth Dale", "relationship": "Mother", "dob": "1990-04-03"},
        {"name": "Tom Dale", "relationship": "Father", "dob": "unknown"},
        {"name": "Ivy Dale", "relationship": "Half-sister", "dob": "2020-06-04"},
    ]


def test_the_same_with_letters_in_plain_print_and_empty_boxes(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Household", heading=True),
            line("Use a separate box for each person. Include relationship and date of birth."),
            table(
                (("Person A", "Ruth Dale", "Mother", "03.04.1990"), ("Person B", "Tom Dale", "Step-father")),
                ("Person C", "Person D"),
            ),
        ),
    )
    assert [(each["name"], each["relationship"]) for each in found["family"]] == [
        ("Ruth Dale", "Mother"),
        ("Tom Dale", "Step-father"),
    ]


def test_boxes_named_by_kinship_and_one_with_several_people(catalogue: FieldCatalogue) -> None:
    others = ("*Others in the home", "Nan Cole", "Maternal grandmother", "1 May 1950", "Sid Cole", "Uncle", "2/5/1980")
    found = record(
        catalogue,
        document(
            line("Family and household", heading=True),
            table(
                (("*Mother", "Ruth Dale", "03.04.1990"), ("*Father", "Tom Dale (address unknown)", "DOB not known")),
                (others,),
            ),
        ),
    )
    assert [(each["name"], each["relationship"], each["dob"]) for each in found["family"]] == [
        ("Ruth Dale", "Mother", "1990-04-03"),
        ("Tom Dale", "Father", "unknown"),
        ("Nan Cole", "Maternal grandmother", "1950-05-01"),
        ("Sid Cole", "Uncle", "1980-05-02"),
    ]


def test_lines_of_whole_entries_are_left_alone() -> None:
    people = ["Ann Pell, mother, 3 May 1990", "Bob Pell, father"]
    assert persons_joined(people) == people
    assert persons_joined(["Ann Pell lives with her aunt", "Mother"]) == ["Ann Pell lives with her aunt", "Mother"]
    assert agencies_joined(["Wenham CAMHS", "Jo Field", "01632 960101", "Wenham School", "Al Rix"]) == [
        "Wenham CAMHS, Jo Field, 01632 960101",
        "Wenham School, Al Rix",
    ]
    assert agencies_joined(["Health", "Police", "Jo Field, 01632 960101"])[0] == "Health"


def test_statements_are_picked_where_a_line_below_the_heading_asks_to_highlight(catalogue: FieldCatalogue) -> None:
    statements = (
        ("(a) the child is known or suspected to have been abused or neglected", True),
        ("(b) the child has died", False),
        ("(c) the child has come to serious harm", True),
    )
    listed = [runs(Span(text=text, highlight=on)) for text, on in statements]
    found = record(
        catalogue,
        document(
            line("Why should partners look at this case?", heading=True),
            line("Highlight every statement which applies."),
            *listed,
            table((("*In your own words, why?", "The harm might have been seen weeks before it was."),)),
        ),
    )
    assert found["criteria_ticked"] == ["abuse_or_neglect", "serious_harm"]
    assert found["rationale"] == "The harm might have been seen weeks before it was."
