"""Word forms saved as PDF: typed spaces between questions, nested tables, parts of words struck out, lines in cells."""

from typing import Any

import pytest

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue
from extract.document import SourceDocument
from extract.reading import read_form
from tests.unit.extract.pdf_files import Sheet, read, texts


@pytest.fixture(scope="module")
def catalogue() -> FieldCatalogue:
    return load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)


def record(catalogue: FieldCatalogue, source: SourceDocument) -> dict[str, Any]:
    return read_form(source, "form.pdf", catalogue).record.as_plain()


def test_a_line_parted_by_typed_spaces_goes_on_at_the_margin(catalogue: FieldCatalogue) -> None:
    """The last answer of the line runs on to the next one, under the first question."""

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Sign-off", size=14)
        x = 60.0
        for question, answer in (
            ("Completed by:", " Jo Field     "),
            ("Position:", " Designated Lead     "),
            ("School:", " Hill Street Primary and Little Oaks"),
        ):
            x = sheet.text(sheet.bold(x, 100, question), 100, answer)
        sheet.text(60, 112, "Nursery School")

    document = read(page)

    assert texts(document)[1] == (
        "Completed by: Jo Field   Position: Designated Lead   School: Hill Street Primary and Little Oaks Nursery School"
    )
    assert record(catalogue, document)["referrer"] == {
        "name": "Jo Field",
        "role": "Designated Lead",
        "agency": "Hill Street Primary and Little Oaks Nursery School",
    }


def test_words_set_apart_without_spaces_are_columns() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(60, 100, "Position")
        sheet.text(130, 100, "Designated Lead")

    assert texts(read(page)) == ["Position", "Designated Lead"]


def test_two_spaces_behind_a_number_are_one() -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 100, "12.   Which school does the child go to?")

    assert texts(read(page)) == ["12. Which school does the child go to?"]
