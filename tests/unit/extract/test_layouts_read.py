"""Forms of different layouts give their values under the right names, and never their printed text."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, SourceDocument, Table
from extract.reading import FormReading, read_form
from tests.unit.extract.invented_forms import bold, document, line, mail, runs, struck, table


class Reader:
    """Reads documents with the shipped catalogue."""

    def __init__(self, catalogue: FieldCatalogue) -> None:
        self._catalogue = catalogue

    def full(self, source: SourceDocument) -> FormReading:
        return read_form(source, "form.docx", self._catalogue)

    def __call__(self, *items: Paragraph | Table) -> dict[str, Any]:
        return self.full(document(*items)).record.as_plain()


@pytest.fixture
def read(catalogue: FieldCatalogue) -> Reader:
    return Reader(catalogue)


def test_label_and_value_side_by_side_in_two_and_four_columns(read: Reader) -> None:
    record = read(
        line("1. The child", heading=True),
        table(("*Surname", "Marsh", "*Forename(s)", "Leo Adam"), ("*D.O.B.", "03/04/2015", "*Gender", "M")),
        table(("*Home address (with postcode)", ("4 Mill Lane", "Newport PO30 8WL")), ("*NHS No.", "943 476 5919")),
    )
    assert record["children"] == [
        {
            "full_name": "Leo Adam Marsh",
            "dob": "2015-04-03",
            "sex": "male",
            "address": "4 Mill Lane, Newport",
            "postcode": "PO30 8WL",
            "nhs_number": "9434765919",
        }
    ]


def test_an_nhs_number_that_fails_its_check_is_kept_apart(read: Reader) -> None:
    record = read(line("Child", heading=True), table(("*Full name", "Leo Marsh"), ("*NHS number", "943 476 5918")))
    assert record["children"][0] == {"full_name": "Leo Marsh", "nhs_number_invalid": "943 476 5918"}


def test_one_child_a_row_and_answers_that_name_their_child(read: Reader) -> None:
    record = read(
        table(
            ("*NAME", "*DATE OF BIRTH", "*SEX", "*HOME ADDRESS"),
            ("Leo Marsh", "03.04.15", "M", ("4 Mill Lane", "PO30 8WL")),
            ("Mia Marsh", "05.06.17", "F", ("4 Mill Lane", "PO30 8WL")),
            ("", "", "", ""),
        ),
        table(("*Is the child looked after? (Mia)", (runs("YES / ", struck("NO")),))),
    )
    assert [child["full_name"] for child in record["children"]] == ["Leo Marsh", "Mia Marsh"]
    assert "looked_after" not in record["children"][0]
    assert record["children"][1]["looked_after"] == "yes"


def test_one_child_a_column(read: Reader) -> None:
    record = read(
        table(
            ("", "*Child 1", "*Child 2", "*Child 3"),
            ("*Full name", "Leo Marsh", "Mia Marsh", ""),
            ("*Date of birth", "03/04/2015", "05/06/2017", ""),
            ("*Child protection plan", "Yes", "No", ""),
        )
    )
    assert [child["dob"] for child in record["children"]] == ["2015-04-03", "2017-06-05"]
    assert [child["cp_plan"] for child in record["children"]] == ["yes", "no"]


def test_numbered_blocks_are_separate_children(read: Reader) -> None:
    block = (("*Name", "Leo Marsh"), ("*Date of birth", "03/04/2015"))
    other = (("*Name", "Mia Marsh"), ("*Date of birth", "05/06/2017"))
    record = read(line("Child 1", heading=True), table(*block), line("Child 2", heading=True), table(*other))
    assert [child["full_name"] for child in record["children"]] == ["Leo Marsh", "Mia Marsh"]


def test_the_same_labels_in_two_blocks_belong_to_two_people(read: Reader) -> None:
    labels = (("*Name", "{}"), ("*Job title", "Head"), ("*Email", "{}@school.sch.example"))
    first, second = ([tuple(text.format(name) for text in row) for row in labels] for name in ("jo", "kim"))
    record = read(
        line("Person completing this form", heading=True),
        table(*first),
        line("Agency LIG representative", heading=True),
        table(*second),
    )
    assert record["referrer"]["email"] == "jo@school.sch.example"
    assert record["representative"]["email"] == "kim@school.sch.example"


def test_several_facts_in_one_cell_are_parted_by_what_the_label_asks(read: Reader) -> None:
    record = read(
        table(("*PERSON MAKING THE REFERRAL",)),
        table(
            ("*NAME", "*AGENCY & DESIGNATION/TITLE", "*CONTACT DETAILS - telephone number and e-mail address"),
            ("Jo Field", ("Mill Lane School", "Headteacher"), ("01632 960111", "jo@school.sch.example")),
        ),
        table(("*Date, time and place of incident", "03.10.25 at 14:20 - Mill Lane School")),
    )
    assert record["referrer"] == {
        "name": "Jo Field",
        "role": "Headteacher",
        "agency": "Mill Lane School",
        "phone": "01632 960111",
        "email": "jo@school.sch.example",
    }
    assert record["incident"] == {"date": "2025-10-03", "time": "14:20", "location": "Mill Lane School"}


def test_printed_guidance_is_never_part_of_an_answer(read: Reader) -> None:
    grey = line("(If so when, for what and for how long?)", italic=True, grey=True)
    record = read(
        table(
            (
                "*Is the child subject to a child protection plan?",
                (runs("YES / ", struck("NO")), grey, "Since May, neglect."),
            ),
            (
                "*What happened?",
                ("Give a factual account. Do not attach minutes.", "Leo was found at the foot of the stairs."),
            ),
            ("*Background", (line("Relevant history of the family", italic=True),)),
            ("*Agency involvement", ("Which services knew the family and what did they do?",)),
        )
    )
    assert record["children"] == [{"cp_plan": "yes", "cp_plan_detail": "Since May, neglect."}]
    assert record["incident"] == {"summary": "Leo was found at the foot of the stairs."}
    assert "background" not in record
    assert "agency_involvement" not in record


def test_blank_not_known_and_not_applicable_are_three_things(read: Reader) -> None:
    record = read(
        line("Child", heading=True),
        table(("*Name", "Leo Marsh"), ("*School", "N/A"), ("*GP", "NK"), ("*Religion", "")),
    )
    assert record["children"] == [{"full_name": "Leo Marsh", "school": "not_applicable", "gp": "unknown"}]


@pytest.mark.parametrize(
    ("printed", "answer"),
    [
        ("☒ Yes   ☐ No   ☐ Not known", "yes"),
        ("☐ Yes   ☐ No   ☒ NK", "unknown"),
        ("Yes ☐   No ☒", "no"),
        ("☐ Yes   ☐ No   ☐ Not known  N/A", "not_applicable"),
        ("☐ Yes   ☐ No   ☐ Not known", None),
        ("☒ Yes   ☒ No", None),
        ("Yes / No / Not known", None),
    ],
)
def test_ticks_say_which_alternative_was_chosen(read: Reader, printed: str, answer: str | None) -> None:
    record = read(table(("*Is there a police investigation?", printed)))
    assert record.get("parallel", {}).get("police_investigation") == answer


def test_the_struck_alternative_is_not_the_answer_and_bold_counts_by_contrast(read: Reader) -> None:
    record = read(
        table(
            ("*Has a referral been made to the MASH?", (runs(struck("Yes"), " / No / ", struck("Not known")),)),
            ("*Is the family aware of this referral?", (runs("Yes    ", bold("No"), "    NK"),)),
            ("*Inquest", (runs(bold("Yes    No    NK")),)),
        )
    )
    assert record["notifications"] == {"mash_referral": "no", "family_informed": "no"}
    assert "parallel" not in record


def test_bracketed_alternatives_in_a_sentence(read: Reader) -> None:
    record = read(
        line("The child", heading=True),
        runs(bold("Name: "), "Leo Marsh"),
        runs("The child [", struck("is"), "] [is not] looked after by a local authority."),
        runs("The child [is] [", struck("is not"), "] subject to a child protection plan."),
    )
    assert record["children"] == [{"full_name": "Leo Marsh", "cp_plan": "yes", "looked_after": "no"}]


def test_a_grid_of_yes_and_no_columns(read: Reader) -> None:
    record = read(
        table(
            ("", "*Yes", "*No", "*Not known"),
            ("*Is there a police investigation?", "X", "", ""),
            ("*Has an inquest been opened?", "", "", "✓"),
        )
    )
    assert record["parallel"] == {"police_investigation": "yes", "inquest": "unknown"}


def test_ticked_criteria_become_keys_whatever_year_they_were_printed(read: Reader) -> None:
    record = read(
        table(
            ("☒", "Abuse or neglect of a child is known or suspected"),
            ("☐", "The child has died"),
            ("☒", "Serious harm: the child sustained a potentially life-threatening injury"),
            ("☒", "More than one local authority, police area or Clinical Commissioning Group is involved"),
        )
    )
    assert record["criteria_ticked"] == ["abuse_or_neglect", "serious_harm", "cross_border"]


def test_people_written_in_one_line_each(read: Reader) -> None:
    record = read(
        line("Parents, carers and siblings", heading=True),
        line("Ann Marsh – Mother (d.o.b. 14th February 1990)"),
        line("Tom Reed – believed to be father"),
        line("Other agencies involved", heading=True),
        line("Mill Lane School; Jo Field; jo@school.sch.example"),
    )
    assert record["family"] == [
        {"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-02-14"},
        {"name": "Tom Reed", "relationship": "believed to be father"},
    ]
    assert record["agencies"] == [
        {"agency": "Mill Lane School", "contact_name": "Jo Field", "contact": "jo@school.sch.example"}
    ]


def test_rows_with_only_a_printed_first_cell_and_examples_are_nobody(read: Reader) -> None:
    record = read(
        line("Professionals involved", heading=True),
        table(
            ("*Agency", "*Name", "*Contact details"),
            ("e.g. School", "Mrs Example", "01632 960999"),
            ("*GP", "", ""),
            ("*Police", "DC Hale", "01632 960222"),
        ),
    )
    assert record["agencies"] == [{"agency": "Police", "contact_name": "DC Hale", "contact": "01632 960222"}]


def test_what_the_partnership_fills_in_itself_is_ignored(read: Reader) -> None:
    record = read(
        table(("*Name of child", "Leo Marsh")),
        table(("*FOR OFFICE USE ONLY",), ("*Reference number", "LIG-7"), ("*Date of referral", "01/02/2026")),
    )
    assert record == {"children": [{"full_name": "Leo Marsh"}]}


def test_tables_without_any_formatting(read: Reader) -> None:
    record = read(
        table(("Name of child", "Leo Marsh"), ("Date of Birth", "3/4/2015"), ("Sex", "Male")),
        line("Family members"),
        table(("Name", "Relationship to child", "DOB"), ("Ann Marsh", "Mother", "2/3/1990"), ("", "", "")),
        line("Referrer"),
        table(("Name", "Jo Field"), ("Role", "Head"), ("Date", "10/05/2026")),
    )
    assert record["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03", "sex": "male"}]
    assert record["family"] == [{"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-03-02"}]
    assert record["referrer"] == {"name": "Jo Field", "role": "Head", "date": "2026-05-10"}


def test_answers_typed_into_a_mail_end_at_the_signature(read: Reader) -> None:
    source = mail(
        """Dear team,
CHILD
Child's name: Leo Marsh
Date of birth: 03/04/15
GP:
INCIDENT
Date of incident: 10/11/25
Summary of incident: Leo collapsed at school.
He has since recovered.
REFERRER
Name: Jo Field
LIG representative: Kim Hale
Discussed with LIG representative: Yes
Many thanks
Agency: this line belongs to a signature"""
    )
    record = read.full(source).record.as_plain()
    assert record["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03"}]
    assert record["incident"]["summary"] == "Leo collapsed at school.\nHe has since recovered."
    assert record["referrer"] == {"name": "Jo Field"}
    assert record["representative"] == {"name": "Kim Hale", "discussed": "yes"}


def test_two_places_that_disagree_are_a_conflict(read: Reader) -> None:
    source = document(
        table(("*Name of child", "Leo Marsh")),
        table(("*Date of incident", "01/02/2026")),
        table(("*Date of incident", "03/02/2026")),
    )
    (conflict,) = read.full(source).conflicts
    assert conflict.path == "incident.date"
    assert {reading.value for reading in conflict.readings} == {"2026-02-01", "2026-02-03"}


def test_answers_without_a_field_are_kept(read: Reader) -> None:
    source = document(
        line("Case review group referral", heading=True), table(("*Is an interpreter needed?", "Yes, Polish"))
    )
    assert [(each.label, each.value) for each in read.full(source).other_answers] == [
        ("Is an interpreter needed?", "Yes, Polish")
    ]


def test_the_preamble_of_a_form_is_no_answer(read: Reader) -> None:
    source = document(
        line("Case review group", heading=True),
        line("Please answer every question. Completed forms go to the Partnership team."),
        table(("*Name of child", "Leo Marsh")),
    )
    assert read.full(source).other_answers == ()


def test_every_value_knows_where_it_stands(read: Reader) -> None:
    source = document(table(("*Name of child", "Leo Marsh"), ("*Date of incident", "01/02/2026")))
    for reading in read.full(source).record.readings:
        assert reading.place.table is not None
        assert reading.raw
        assert 0 < reading.confidence <= 1


def test_rows_of_questions_over_answers_name_their_person_themselves(read: Reader) -> None:
    record = read(
        line("Family", heading=True),
        table(("*Name", "*Relationship to the child"), ("Ann Marsh", "Mother")),
        table(("*Date of critical incident", "*Time"), ("02/03/2026", "16:00")),
        table(
            ("*Agencies: title", "*Contact person", "*Telephone or e-mail"),
            ("Hill Primary School", "Ms Oak", "01632 960111"),
        ),
        table(
            ("*Referring manager", "*Title", "*Telephone"),
            ("Jo Field", "Team Manager", "01632 960112"),
            ("*Sub-Committee member for the agency", "*Title", "*Telephone"),
            ("Kim Hart", "Head of Service", "01632 960113"),
        ),
    )
    assert record["family"] == [{"name": "Ann Marsh", "relationship": "Mother"}]
    assert record["incident"] == {"date": "2026-03-02", "time": "16:00"}
    assert record["agencies"] == [
        {"agency": "Hill Primary School", "contact_name": "Ms Oak", "contact": "01632 960111"}
    ]
    assert record["referrer"] == {"name": "Jo Field", "role": "Team Manager", "phone": "01632 960112"}
    assert record["representative"] == {"name": "Kim Hart", "role": "Head of Service", "phone": "01632 960113"}


def test_a_line_for_the_office_is_not_answered_by_the_referrer(read: Reader) -> None:
    record = read(
        line("The child", heading=True),
        table(("*Full name", "Leo Marsh"), ("*Case record no.", "")),
        line("FOR BOARD MANAGER'S USE     Case ref: SC/26/01     Rec'd: 29.4.26"),
    )
    assert record == {"children": [{"full_name": "Leo Marsh"}]}


def test_a_box_with_words_over_alternatives_asks_for_one_of_them(read: Reader) -> None:
    record = read(
        line("The child", heading=True),
        table(
            (("Full name", "Leo Marsh"), ("Date of birth", "03/04/2015"), ("Sex", "Male")),
            (("Family aware of this", "☐ Yes ☒ No ☐ N/K"), ("School", "Hill Primary"), ("GP", "Dr Oak")),
            bold_labels=False,
        ),
        line("Agency agreement", heading=True),
        table(
            (("Safeguarding lead for your agency", "Kim Hart"), ("Job title", "Manager"), ("Phone", "01632 960113")),
            bold_labels=False,
        ),
    )
    assert record["notifications"] == {"family_informed": "no"}
    assert record["representative"] == {"name": "Kim Hart", "role": "Manager", "phone": "01632 960113"}


def test_questions_that_number_the_person_belong_to_that_person(read: Reader) -> None:
    record = read(
        line("Family", heading=True),
        table(("*Person 1: name", "*Person 1: relationship"), ("Ann Marsh", "Mother")),
        line("Person 1: date of birth", bold=True),
        line("02/03/1990"),
        table(("*Person 2: name", "*Person 2: relationship"), ("Tom Reed", "Father")),
        line("Person 2: date of birth", bold=True),
        line("04/05/1988"),
    )
    assert record["family"] == [
        {"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-03-02"},
        {"name": "Tom Reed", "relationship": "Father", "dob": "1988-05-04"},
    ]


def test_the_body_that_a_referrer_works_for_is_no_agency_of_the_list(read: Reader) -> None:
    record = read(
        line("Referrer", heading=True),
        table(("*Name", "Jo Field"), ("*Body or service", "Hill Community Health"), ("*Job title", "Nurse")),
    )
    assert record == {"referrer": {"name": "Jo Field", "agency": "Hill Community Health", "role": "Nurse"}}
