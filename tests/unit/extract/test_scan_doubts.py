"""What a misread page puts beside a question is withheld; what people write is kept."""

import pytest

from config.domain import load_fields
from extract.document import Paragraph, Place, SourceDocument, Span
from extract.model import FieldReading
from extract.scan_doubts import doubtful
from extract.unsure_words import without_unsure

CATALOGUE = load_fields(None)
PLACE = Place(part="page", page=1, box=(100.0, 80.0, 300.0, 92.0))


def reading(path: str, value: str) -> FieldReading:
    return FieldReading(path=path, value=value, raw=value, confidence=0.9, place=PLACE, label="As asked")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("children[0].full_name", "14 Weavers Row, Ashcombe"),
        ("children[1].full_name", "ZZ4 7QT"),
        ("family[0].name", "White British"),
        ("family[2].name", "M"),
        ("agencies[1].contact_name", "Name and telephone"),
        ("representative.name", "YES"),
        ("children[0].sex", "M F Other"),
        ("children[0].sex", "Female Welsh"),
        ("children[0].ethnicity", "6 May 2014"),
        ("children[0].first_language", "Asian British"),
        ("children[0].religion", "Male"),
        ("children[0].dob", "[day/month/year112/10/2011"),
        ("children[0].cp_plan_detail", "Yes, No"),
        ("children[0].disability_detail", "If so, please describe"),
        ("children[0].legal_status", "DON'T KNOW"),
        ("children[0].school", "Doctor's surgery Mill Lane Practice"),
        ("children[0].gp", "Mill Lane Practice Mill Lane Practice"),
        ("representative.role", "Head of Nursing Has the trust agreed? Y"),
        ("rationale", "Tel."),
    ],
)
def test_what_is_no_answer_of_its_kind_is_doubtful(path: str, value: str) -> None:
    assert doubtful([reading(path, value)], CATALOGUE) == {path}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("children[0].full_name", "Baby Fitch"),
        ("family[0].name", "Mr and Mrs Fitch (grandparents)"),
        ("agencies[0].contact_name", "Duty desk"),
        ("agencies[0].contact_name", "not_applicable"),
        ("children[0].sex", "non-binary"),
        ("children[0].ethnicity", "White Irish"),
        ("children[0].first_language", "Polish"),
        ("children[0].dob", "about 2012"),
        ("children[0].cp_plan_detail", "Neglect since March"),
        ("children[0].disability_detail", "Epilepsy, no medication"),
        ("children[0].school", "Mill Lane Primary, GP knows the head"),
        ("representative.role", "Head of Nursing"),
        ("rationale", "Serious harm and neglect."),
    ],
)
def test_what_people_write_is_kept(path: str, value: str) -> None:
    assert doubtful([reading(path, value)], CATALOGUE) == set()


def test_a_further_person_goes_with_a_name_that_is_none_and_the_first_child_stays() -> None:
    readings = [
        reading("children[0].full_name", "White British"),
        reading("children[0].address", "3 Mill Lane"),
        reading("children[1].full_name", "3 Mill Lane"),
        reading("children[1].address", "Ashcombe"),
        reading("family[0].relationship", "Mother"),
    ]
    assert doubtful(readings, CATALOGUE) == {
        "children[0].full_name",
        "children[1].full_name",
        "children[1].address",
    }


def test_doubtful_values_of_scans_are_unreadable_and_those_of_other_documents_stay() -> None:
    line = Paragraph(spans=(Span(text="M F Other"),), place=PLACE)
    found = [reading("children[0].sex", "M F Other")]
    kept, withheld = without_unsure(found, SourceDocument(format="scan", items=(line,)), CATALOGUE)
    assert kept == ()
    assert [(each.path, each.unreadable, each.place) for each in withheld] == [("children[0].sex", True, PLACE)]
    assert without_unsure(found, SourceDocument(format="pdf", items=(line,)), CATALOGUE)[0] == tuple(found)
