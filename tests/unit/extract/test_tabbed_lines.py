"""Forms on lines whose questions and answers are parted by tabs all through, and adults who are asked for first."""

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph
from tests.unit.extract.invented_forms import document, line, record

CHILD = (
    line("SECTION B  CHILD", heading=True),
    line("Full name\tAlfie Corran"),
    line("Date of birth\t16/08/2021\tSex\tMale"),
    line("Ethnicity\tWhite British\tLanguage\t"),
    line("Address\t30 Weir Close, Aldmouth, AM3 9TS"),
    line("School or nursery\tWeir Lane Primary"),
    line("NHS number\t943 476 5919"),
    line("Children's services ref.\t"),
    line("Underline the answer that applies."),
)
ADULT = (
    line("SECTION A  PERSON ON PROBATION", heading=True),
    line("Full name\tKit Slade"),
    line("Date of birth\t07/05/1994\tCRN\tM449120"),
    line("Relationship to child\tStepfather"),
    line("Probation practitioner\tJo Marsh"),
)


def test_an_adult_before_the_child_is_a_relative(catalogue: FieldCatalogue) -> None:
    found = _read(catalogue, *ADULT, *CHILD)
    assert found["family"] == [{"name": "Kit Slade", "dob": "1994-05-07", "relationship": "Stepfather"}]
    assert [(each["full_name"], each["dob"]) for each in found["children"]] == [("Alfie Corran", "2021-08-16")]


def test_a_question_without_its_answer_behind_the_tab_takes_no_other_words(catalogue: FieldCatalogue) -> None:
    child = _read(catalogue, *CHILD)["children"][0]
    assert child["ethnicity"] == "White British"
    assert "first_language" not in child
    assert "local_reference" not in child


def test_a_question_that_is_known_by_its_line_alone_is_read(catalogue: FieldCatalogue) -> None:
    found = _read(
        catalogue,
        *CHILD,
        line("SECTION K  REFERRER", heading=True),
        line("Name and grade\tJo Marsh, Probation Officer"),
        line("Probation delivery unit\tAldmouth and Vale"),
        line("Telephone\t01632 960750\tDate\t10/02/2026"),
    )
    assert found["referrer"]["agency"] == "Aldmouth and Vale"
    assert found["referrer"]["date"] == "2026-02-10"


def test_contacts_one_a_line_below_their_heading_are_agencies(catalogue: FieldCatalogue) -> None:
    found = _read(
        catalogue,
        *CHILD,
        line("SECTION F  AGENCIES", heading=True),
        line("Contacts", heading=True),
        line("Aldmouth children's services – Femi Ade – 01632 960751"),
        line("Weir Lane Primary – Mrs Court – head@weirlane.sch.example"),
    )
    assert [(each["agency"], each["contact_name"]) for each in found["agencies"]] == [
        ("Aldmouth children's services", "Femi Ade"),
        ("Weir Lane Primary", "Mrs Court"),
    ]


def test_questions_side_by_side_over_their_answers_stay_columns(catalogue: FieldCatalogue) -> None:
    lines = (
        line("HOUSEHOLD", heading=True),
        line("Name\tRelationship\tDate of birth"),
        line("Kit Slade\tStepfather\t07/05/1994"),
        line("Ann Corran\tMother\t12/02/1996"),
    )
    found = _read(catalogue, *CHILD, *lines)
    assert [(each["name"], each["dob"]) for each in found["family"]] == [
        ("Kit Slade", "1994-05-07"),
        ("Ann Corran", "1996-02-12"),
    ]


def _read(catalogue: FieldCatalogue, *items: Paragraph) -> dict[str, list[dict[str, str]]]:
    return record(catalogue, document(*items))
