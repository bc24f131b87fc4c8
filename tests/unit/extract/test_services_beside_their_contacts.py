"""Services that stand where questions do, places with the authority behind them, and other facts in one cell."""

import pytest

from config.schema.fields import FieldCatalogue
from tests.unit.extract.invented_forms import document, record, table


def test_services_in_the_place_of_questions_with_who_is_reached_there(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*AGENCIES WORKING WITH THE FAMILY",),
                ("*Youth Offending Service", "Ana Petrov, 01632 960501"),
                ("*Social work", "01632 960502 (Mon-Thu)"),
                ("*Hill College", "Jo Field"),
                ("*Housing", "none"),
                ("*Hospital", ""),
            ),
        ),
    )
    assert found["agencies"] == [
        {"agency": "Youth Offending Service", "contact_name": "Ana Petrov", "contact": "01632 960501"},
        {"agency": "Social work", "contact": "01632 960502"},
        {"agency": "Hill College", "contact_name": "Jo Field"},
    ]


@pytest.mark.parametrize(
    ("said", "place", "authority"),
    [
        ("Outside Marsh bus station. Marsh City Council.", "Outside Marsh bus station", "Marsh City Council"),
        ("Hill Lodge (Marshland BC area)", "Hill Lodge", "Marshland BC"),
        ("The old mill, Marsh, Hillshire County Council", "The old mill, Marsh", "Hillshire County Council"),
    ],
)
def test_the_authority_behind_a_place(catalogue: FieldCatalogue, said: str, place: str, authority: str) -> None:
    found = record(
        catalogue, document(table(("*THE INCIDENT",), ("*Address or place, and local authority area", said)))
    )
    assert found["incident"] == {"location": place, "local_authority": authority}


def test_what_is_told_behind_an_address_and_when_a_plan_was(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*THE CHILD",),
                ("*Home address", "4 Mill Court, Marsh ZZ1 1ZZ (since May; before that elsewhere)"),
                ("*NHS and other identifiers", "NHS 999 000 0018. Mosaic 5521."),
            ),
        ),
    )
    (child,) = found["children"]
    assert child["address"] == "4 Mill Court, Marsh"
    assert child["postcode"] == "ZZ1 1ZZ"
    assert child["local_reference"] == "Mosaic 5521"
