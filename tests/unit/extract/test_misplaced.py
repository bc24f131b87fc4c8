"""Values that are another question, as a misread page leaves them: never answers, and cut where they follow one."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.labels import shared_index


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("children[0].full_name", "Surname"),
        ("children[0].full_name", "Date of birth"),
        ("children[0].full_name", "Sex Female"),
        ("children[0].full_name", "Home address 4 Weir Bank, Aldmouth"),
        ("children[0].full_name", "Child protection plan"),
        ("children[0].disability_detail", "Telephone 01632 960118"),
        ("children[0].school", "E-mail: ama.quist@aldmouth.example"),
        ("children[0].legal_status", "Legal status"),
        ("agencies[0].agency", "Contact name"),
        ("agencies[0].agency", "Tel. / e-mail"),
        ("referrer.name", "Role: Team manager"),
        ("referrer.name", "Job title, Named nurse"),
        ("referrer.agency", "Tel 01632 960119"),
        ("incident.location", "Date of incident 4 May 2026"),
    ],
)
def test_another_question_is_no_answer(catalogue: FieldCatalogue, path: str, value: str) -> None:
    field = catalogue.definition(path)
    assert field is not None
    assert shared_index(catalogue).misplaced.freed(field, value) == ""


@pytest.mark.parametrize(
    ("path", "value", "left"),
    [
        ("referrer.agency", "Aldmouth Community Trust Telephone 01632 960120", "Aldmouth Community Trust"),
        ("children[0].first_language", "English, NHS number 943 476 5919", "English"),
        ("representative.name", "Dr Ines Corran | Email i.corran@aldmouth.example", "Dr Ines Corran"),
    ],
)
def test_an_answer_ends_where_another_question_is_answered(
    catalogue: FieldCatalogue, path: str, value: str, left: str
) -> None:
    field = catalogue.definition(path)
    assert field is not None
    assert shared_index(catalogue).misplaced.freed(field, value) == left


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("children[0].full_name", "Unborn baby Castell"),
        ("children[0].full_name", "Grace Place"),
        ("children[0].school", "School House, Aldmouth"),
        ("children[0].gp", "School medical centre / Dr Pell"),
        ("children[0].cp_plan_detail", "CP plan, neglect, from 06/10/2025"),
        ("family[0].name", "Sister Jean Lovatt"),
        ("family[0].relationship", "Mother"),
        ("agencies[0].agency", "GP"),
        ("agencies[0].agency", "Police (PVP unit)"),
        ("agencies[0].contact", "Tel 01632 960121"),
        ("referrer.role", "Designated Safeguarding Lead"),
        ("referrer.role", "Head of Service"),
        ("referrer.agency", "Team 4, Children with Disabilities"),
        ("incident.location", "Home address (sofa)"),
        ("incident.summary", "Date of birth was given as 4 May 2020 at first."),
    ],
)
def test_an_answer_that_sounds_like_a_question_is_kept(catalogue: FieldCatalogue, path: str, value: str) -> None:
    field = catalogue.definition(path)
    assert field is not None
    assert shared_index(catalogue).misplaced.freed(field, value) == value
