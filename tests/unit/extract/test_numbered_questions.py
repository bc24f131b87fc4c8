"""Long lists of numbered questions: who is meant by `they`, lists of contacts, and answers that are no accounts."""

from config.schema.fields import FieldCatalogue
from extract.document import Control, Mark, MarkState, Paragraph, Span
from tests.unit.extract.invented_forms import bold, document, line, record, runs, table

ABOUT_US = (
    ("What is your name and what is your job?", "Jo Straker, Detective Sergeant, Exploitation Investigation"),
    ("Which organisation do you work for?", "Mill County Police"),
    ("What is the child's full name?", "Lily Gosse"),
    ("When was the child born?", "19/09/2025"),
    ("Who is the child's GP?", "Not registered"),
    ("Is the child on a child protection plan?", "No"),
)


def test_they_are_the_representative_who_was_asked_for(catalogue: FieldCatalogue) -> None:
    found = _read(
        catalogue,
        *ABOUT_US,
        (
            "Who is your agency's representative on the Learning Group, and what is their post?",
            "Owen Trask, Superintendent",
        ),
        ("What are their telephone number and e-mail address?", "01632 960551; owen.trask@mill.police.example"),
        ("Do they approve of the referral?", "Yes"),
        head="About your agency's agreement",
    )
    assert found["representative"] == {
        "name": "Owen Trask", "role": "Superintendent", "phone": "01632 960551",
        "email": "owen.trask@mill.police.example", "approved": "yes",
    }  # fmt: skip
    assert found["referrer"]["role"] == "Detective Sergeant, Exploitation Investigation"


def test_the_gp_of_the_child_is_no_second_child(catalogue: FieldCatalogue) -> None:
    assert _read(catalogue, *ABOUT_US)["children"] == [
        {"full_name": "Lily Gosse", "dob": "2025-09-19", "gp": "Not registered", "cp_plan": "no"}
    ]


def test_a_yes_is_no_account(catalogue: FieldCatalogue) -> None:
    found = _read(catalogue, *ABOUT_US, ("Are you concerned about how two or more agencies worked together?", "Yes"))
    assert "agency_involvement" not in found


def test_contacts_at_each_agency_are_agencies(catalogue: FieldCatalogue) -> None:
    lines = "\n".join(
        (
            "Police (online team) – PC Dawn Maule – 01632 960452",
            "CAMHS – 01632 960453",
            "Mill Trust, Ward 2: Al Rix, 01632 960454",
        )
    )
    found = _read(catalogue, *ABOUT_US, ("Please give a contact at each agency.", lines))
    assert [(each["agency"], each["contact"]) for each in found["agencies"]] == [
        ("Police (online team)", "01632 960452"),
        ("CAMHS", "01632 960453"),
        ("Mill Trust, Ward 2", "01632 960454"),
    ]


def test_what_goes_on_in_bold_is_part_of_the_question(catalogue: FieldCatalogue) -> None:
    asked = ("Are the police investigating? If so, give the crime number.", "Yes, CL-2211-1180")
    found = _read(catalogue, *ABOUT_US, asked)
    assert found["parallel"]["police_investigation"] == "yes"


def test_boxes_stand_behind_their_words_where_the_first_word_has_its_own_cell(
    catalogue: FieldCatalogue,
) -> None:
    def boxes(*on: bool) -> Paragraph:
        words = (" N ", " NK ", " Ref")
        marks = [
            Span(
                text="☒" if each else "☐", mark=Mark(state=MarkState.ON if each else MarkState.OFF, evidence="control")
            )
            for each in on
        ]
        return runs(*[part for pair in zip(marks, words, strict=True) for part in pair])

    rows = (
        ("Police investigating?", "Y", (boxes(True, False, False),), "44260129975"),
        ("Care proceedings?", "Y", (boxes(False, True, False),), ""),
    )
    found = record(catalogue, document(line("Also happening", heading=True), table(*rows)))
    assert found["parallel"] == {
        "police_investigation": "yes", "crime_reference": "44260129975", "care_proceedings": "no",
    }  # fmt: skip


def test_fields_below_their_captions_under_a_heading_of_the_table(catalogue: FieldCatalogue) -> None:
    def cell(asked: str, typed: str) -> tuple[Paragraph, Paragraph]:
        return line(asked), runs(Span(text=typed, control=Control(kind="text", origin="ffData", placeholder=not typed)))

    found = record(
        catalogue,
        document(
            table(
                ("*1a  Child being referred",),
                (
                    cell("Name in full", "Marcus Pen"),
                    cell("Date of birth", "02/09/2015"),
                    cell("First language", "Cornish"),
                ),
                (cell("Usual address", "4 Forge Rise"), cell("Post code", ""), cell("School", "Chine Primary")),
            )
        ),
    )
    assert found["children"] == [
        {
            "full_name": "Marcus Pen", "dob": "2015-09-02", "first_language": "Cornish", "address": "4 Forge Rise",
            "school": "Chine Primary",
        }
    ]  # fmt: skip


def _read(
    catalogue: FieldCatalogue, *asked: tuple[str, str], head: str = "About the case"
) -> dict[str, dict[str, str]]:
    lines = [line("About you", heading=True)]
    for number, (question, answer) in enumerate(asked, start=1):
        if number == len(ABOUT_US) + 1:
            lines.append(line(head, heading=True))
        lines.extend((runs(bold(f"{number}. {question}")), *map(line, answer.splitlines())))
    return record(catalogue, document(*lines))
