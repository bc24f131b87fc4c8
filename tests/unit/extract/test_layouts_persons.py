"""Lists of all persons by role, pupils a column, sentences with underlined blanks, lists to strike out below a hint."""

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, Span, Table
from extract.reading import read_form
from tests.unit.extract.invented_forms import bold, document, line, runs, struck, table

CALLS = "The school rang twice. The council logged both calls as information and nobody went to see the family."


def test_the_role_says_who_of_a_list_is_the_subject_child(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*Role in occurrence", "*Full name", "*Born", "*Sex", "*Address"),
            ("Subject child", "Samuel Quist", "03/07/2009", "M", "6 Mere Lane, Aldmouth, AM4 7TR"),
            ("Mother", "Folake Quist", "12/10/1984", "F", "London"),
            ("Social worker", "Tara Vince", "", "F", ""),
        ),
    )
    assert read["children[0].full_name"] == "Samuel Quist"
    assert read["children[0].address"] == "6 Mere Lane, Aldmouth"
    assert (read["family[0].name"], read["family[0].relationship"]) == ("Folake Quist", "Mother")
    assert "children[1].full_name" not in read
    assert "family[1].name" not in read


def test_a_later_table_names_the_persons_of_a_list_by_their_number(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*No.", "*Role in occurrence", "*Full name", "*Born", "*Address"),
            ("1", "Mother", "Jo Malin", "23/08/1986", "12 Quarry Lane, Aldmouth, AM9 3LU"),
            ("2", "Subject child", "Fay Malin", "19/02/2017", "As no. 1"),
            ("3", "Subject child", "Toby Malin", "07/11/2020", "As no. 1"),
        ),
        table(
            ("", "*Person no. 2", "*Person no. 3"),
            ("School or college", "Aldmouth Junior", "Aldmouth Infants"),
            ("NHS number", "943 476 5919", ""),
        ),
    )
    assert [read[f"children[{n}].full_name"] for n in (0, 1)] == ["Fay Malin", "Toby Malin"]
    assert [read[f"children[{n}].school"] for n in (0, 1)] == ["Aldmouth Junior", "Aldmouth Infants"]
    assert read["children[0].nhs_number"] == "9434765919"
    assert "children[2].full_name" not in read


def test_an_answer_below_its_question_is_not_taken_by_the_next_question(catalogue: FieldCatalogue) -> None:
    small = Span(text="Partner agencies", bold=True, size=8)
    account = Span(text="He was convicted twice. The plan ended when he said that he had stopped.", size=10)
    read = _read(
        catalogue,
        table(
            ("*Relevant history",),
            ((runs(account),),),
            ((runs(small),),),
            ((runs(Span(text=CALLS, size=10)),),),
        ),
    )
    assert read["background"].startswith("He was convicted twice.")
    assert read["agency_involvement"].startswith("The school rang twice")


def test_a_pupil_a_column_is_a_child_a_column(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("", "*Pupil A", "*Pupil B"),
            ("Legal name", "Amelie Stroud", "Rhys Stroud"),
            ("Date of birth", "14 Oct 2011", "3 March 2014"),
            ("Boy or girl", "Girl", "Boy"),
        ),
    )
    assert [read[f"children[{n}].full_name"] for n in (0, 1)] == ["Amelie Stroud", "Rhys Stroud"]
    assert [read[f"children[{n}].sex"] for n in (0, 1)] == ["female", "male"]
    assert "children[2].full_name" not in read


def test_underlined_blanks_of_a_sentence_are_its_answers(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("About you", heading=True),
        runs(
            "My name is", _blank("Nell Ark"), "and I am", _blank("Head teacher"), "at", _blank("Weir Academy"),
            ". You can ring me on", _blank("01632 960705"), ".",
        ),
    )  # fmt: skip
    assert read["referrer.name"] == "Nell Ark"
    assert read["referrer.role"] == "Head teacher"
    assert read["referrer.agency"] == "Weir Academy"
    assert read["referrer.phone"] == "01632 960705"


def test_underlined_words_without_room_around_them_are_no_blanks(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("About you", heading=True),
        runs("Please send this form", Span(text="within three days", underline=True), "to", _emphasised("the panel")),
    )
    assert not [path for path in read if path.startswith("referrer.")]


def test_lines_left_standing_below_a_hint_to_strike_out_are_ticked(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        runs(
            bold("8. What makes it a case for review? "),
            Span(text="Strike out any line that does not fit.", italic=True),
        ),
        line("We know or suspect that a pupil has been abused or neglected"),
        runs(struck("A pupil has died")),
        line("A pupil has been seriously harmed, in body or in mind"),
        runs(
            bold("9. In your own words. "), Span(text="Why do you think the partners should look at it?", italic=True)
        ),
        line("Nobody asked her about home, and we want to learn why."),
    )
    ticked = {value for path, value in read.items() if path.startswith("criteria_ticked")}
    assert ticked == {"abuse_or_neglect", "serious_harm"}
    assert read["rationale"] == "Nobody asked her about home, and we want to learn why."


def _blank(typed: str) -> Span:
    return Span(text=f" {typed} ", underline=True)


def _emphasised(text: str) -> Span:
    return Span(text=text, underline=True)


def _read(catalogue: FieldCatalogue, *items: Paragraph | Table) -> dict[str, str]:
    """Values by path."""
    return {each.path: each.value for each in read_form(document(*items), "form.docx", catalogue).record.readings}
