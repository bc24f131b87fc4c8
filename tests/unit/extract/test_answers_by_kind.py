"""Questions in nobody's words whose answers say what they are, and those that say too little."""

from collections.abc import Mapping

from config.schema.fields import FieldCatalogue
from extract.document import Table
from extract.printed_prompts import with_empty_fields
from extract.reading import read_form
from tests.unit.extract.invented_forms import document, line, table


def test_facts_of_the_referrer_are_known_by_their_kind(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        "Referrer",
        table(
            ("*Quill holder", "Sister Orla Venn"),
            ("*Hat worn", "Ward Manager"),
            ("*Badge", "Aldmouth General Hospital"),
            ("*Bell", "01632 960412"),
            ("*Pigeon", "orla.venn@aldmouth.example"),
        ),
    )
    assert read == {
        "referrer.name": "Sister Orla Venn",
        "referrer.role": "Ward Manager",
        "referrer.agency": "Aldmouth General Hospital",
        "referrer.phone": "01632 960412",
        "referrer.email": "orla.venn@aldmouth.example",
    }


def test_of_two_answers_of_a_kind_neither_is_taken(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        "Referrer",
        table(("*Name", "Orla Venn"), ("*Pigeon", "a@aldmouth.example"), ("*Other pigeon", "b@aldmouth.example")),
    )
    assert read == {"referrer.name": "Orla Venn"}


def test_a_further_name_in_the_block_is_nobody_known(catalogue: FieldCatalogue) -> None:
    read = _read(catalogue, "Referrer", table(("*Role", "School nurse"), ("*Mentor on duty", "Piers Hallow")))
    assert read == {"referrer.role": "School nurse"}


def test_the_cell_of_another_person_is_not_the_referrers(catalogue: FieldCatalogue) -> None:
    read = _read(catalogue, "Referrer", table(("*Name", "Orla Venn"), ("*Patient's bell", "01632 960413")))
    assert read == {"referrer.name": "Orla Venn"}


def test_a_name_beside_a_word_of_kinship_is_a_relative_whatever_was_asked(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        "Proceedings",
        table(
            ("*Applicant and bond", "Toby Marsh (father)"),
            ("*Lodging there too", "Greg Holly / mother's boyfriend"),
            ("*Herald", "Ida Moss, usher"),
        ),
    )
    assert read == {
        "family[0].name": "Toby Marsh",
        "family[0].relationship": "father",
        "family[1].name": "Greg Holly",
        "family[1].relationship": "mother's boyfriend",
    }


def test_a_relative_under_the_childs_question_is_no_second_child(catalogue: FieldCatalogue) -> None:
    read = _read(catalogue, "Child", table(("*Name of the child's carer and tie", "Craig Venn – stepfather")))
    assert read == {"family[0].name": "Craig Venn", "family[0].relationship": "stepfather"}


def test_a_column_of_relationships_and_one_of_workers_are_known_by_their_cells(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        "Family and household",
        table(("*Name", "*Standing"), ("Ada Pell", "Mother"), ("Ron Pell", "Step-father"), ("Ivy Moss", "NK")),
        "Agencies involved",
        table(("*Agency", "*Leading hand"), ("Aldmouth School", "Piers Hallow"), ("Police", "DC Sam Orrin")),
    )
    assert [read[f"family[{n}].relationship"] for n in (0, 1)] == ["Mother", "Step-father"]
    assert [read[f"agencies[{n}].contact_name"] for n in (0, 1)] == ["Piers Hallow", "DC Sam Orrin"]


def test_a_column_of_mixed_cells_stays_with_its_question(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        "Agencies involved",
        table(("*Agency", "*Leading hand"), ("Aldmouth School", "Piers Hallow"), ("Police", "Closed in May")),
    )
    assert not [path for path in read if path.endswith("contact_name")]


def test_prompts_that_a_converted_form_kept_as_words_are_no_answers(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        "Referrer",
        table(("*Name", "Orla Venn"), ("*Role", "Click or tap here to enter text."), ("*Agency", "Click here to type")),
    )
    assert read == {"referrer.name": "Orla Venn"}


def test_words_around_a_prompt_stay() -> None:
    (shown,) = with_empty_fields(document(line("Yes, on Choose an item. by phone"))).items
    assert not isinstance(shown, Table)
    assert shown.text == "Yes, on  by phone"


def _read(catalogue: FieldCatalogue, *items: str | Table) -> Mapping[str, str]:
    parts = [line(each, heading=True) if isinstance(each, str) else each for each in items]
    form = read_form(document(*parts), "form.docx", catalogue)
    return {each.path: each.value for each in form.record.readings}
