"""Tables with a person or an agency a column: who is who by the heads, by a row of roles, or by names alone."""

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, Table
from extract.reading import read_form
from tests.unit.extract.invented_forms import document, line, table


def _read(catalogue: FieldCatalogue, *items: Paragraph | Table) -> dict[str, str]:
    record = read_form(document(*items), "form.docx", catalogue).record
    return {each.path: each.value for each in record.readings}


def _list(read: dict[str, str], path: str, *names: str) -> list[tuple[str | None, ...]]:
    """The entries of a list as tuples of these of its fields."""
    entries = sorted({int(key[len(path) + 1 :].partition("]")[0]) for key in read if key.startswith(f"{path}[")})
    return [tuple(read.get(f"{path}[{each}].{name}") for name in names) for each in entries]


def test_a_row_of_roles_says_whom_each_column_is_for(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*1. Everybody (a column each)",),
            ("*Role", "Child", "Child", "Mother", "Step-father"),
            ("*Name", "Ada Marl", "Ben Marl", "Cass Marl", "Dov Pike"),
            ("*DOB", "27/04/2019", "11/11/2021", "28/02/1992", "01/10/1983"),
            ("*Sex", "Female", "Male", "", ""),
            ("*NHS no.", "943 476 5919", "943 476 5870", "", ""),
            ("*School", "Mill Primary", "Puddle pre-school", "", ""),
            ("*Looked after", "No", "No", "", ""),
        ),
    )
    assert _list(read, "children", "full_name", "dob", "sex", "school") == [
        ("Ada Marl", "2019-04-27", "female", "Mill Primary"),
        ("Ben Marl", "2021-11-11", "male", "Puddle pre-school"),
    ]
    assert _list(read, "family", "name", "relationship", "dob") == [
        ("Cass Marl", "Mother", "1992-02-28"),
        ("Dov Pike", "Step-father", "1983-10-01"),
    ]


def test_numbered_heads_tell_children_from_adults(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("The people in this case", heading=True),
        table(
            ("", "Child 1", "Child 2", "Adult 1", "Adult 2"),
            ("Full name", "Ida Fenn", "Rob Fenn", "Una Fenn", "Kit Orme"),
            ("Date of birth", "02/03/2012", "05/06/2014", "07/08/1985", ""),
            ("Relationship to the children", "", "", "Mother", "Mother's partner"),
            ("Home address", "4 Weir Lane, Aldmouth, AM4 7TR", "As Child 1", "4 Weir Lane", "9 Quay Row"),
        ),
    )
    assert _list(read, "children", "full_name", "dob") == [("Ida Fenn", "2012-03-02"), ("Rob Fenn", "2014-06-05")]
    assert _list(read, "family", "name", "relationship", "dob") == [
        ("Una Fenn", "Mother", "1985-08-07"),
        ("Kit Orme", "Mother's partner", None),
    ]
    assert read["children[0].postcode"] == "AM4 7TR"


def test_heads_of_relatives_beside_a_column_of_hints(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*Question", "*Notes for completion", "*Subject child", "*Sibling 1", "*Mother", "*Social worker"),
            ("*Full name", "As on the record", "Noor Abbot", "Zed Abbot", "Mia Abbot", "Jo Field"),
            ("*Date of birth", "Or due date", "14 May 2016", "3 June 2018", "9 July 1990", ""),
            ("*Gender", "As recorded", "Boy", "Girl", "Woman", ""),
            ("*First language", "At home", "English", "", "", ""),
        ),
    )
    assert _list(read, "children", "full_name", "dob", "first_language") == [("Noor Abbot", "2016-05-14", "English")]
    assert _list(read, "family", "name", "relationship", "dob") == [
        ("Zed Abbot", "Sibling", "2018-06-03"),
        ("Mia Abbot", "Mother", "1990-07-09"),
    ]
    assert "Jo Field" not in read.values()


def test_persons_by_number_are_told_apart_by_a_row_below(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*", "*Person 1", "*Person 2", "*Person 3"),
            ("*Name", "Finn Rask", "Ana Rask", "Poul Rask"),
            ("*Date of birth", "01/02/2010", "03/04/1980", "05/06/1979"),
            ("*Role in the case", "Subject", "Mother", "Father"),
            ("*School", "Harbour High", "", ""),
        ),
    )
    assert _list(read, "children", "full_name", "school") == [("Finn Rask", "Harbour High")]
    assert _list(read, "family", "name", "relationship") == [("Ana Rask", "Mother"), ("Poul Rask", "Father")]


def test_a_table_that_begins_with_names_is_read_by_its_columns(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("Family and household", heading=True),
        table(
            ("Name", "Tess Lowe", "Gary Lowe", "Milo Lowe"),
            ("Relationship to child", "Mother", "Father", "Brother"),
            ("Date of birth", "09/03/1985", "25/07/1982", "04/01/2018"),
        ),
        line("The children", heading=True),
        table(
            ("Name of child", "Ivy Lowe", "Otto Lowe"),
            ("Date of birth", "01/01/2011", "02/02/2013"),
            ("Sex", "F", "M"),
            ("GP", "Quay Surgery", "Quay Surgery"),
        ),
    )
    assert _list(read, "family", "name", "relationship", "dob") == [
        ("Tess Lowe", "Mother", "1985-03-09"),
        ("Gary Lowe", "Father", "1982-07-25"),
        ("Milo Lowe", "Brother", "2018-01-04"),
    ]
    assert _list(read, "children", "full_name", "sex") == [("Ivy Lowe", "female"), ("Otto Lowe", "male")]


def test_names_over_the_columns_are_the_names(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("", "Bea Stone", "Lyn Stone"),
            ("Relationship", "Subject child", "Grandmother"),
            ("Date of birth", "10/10/2015", "11/11/1958"),
            ("Ethnicity", "White British", ""),
        ),
    )
    assert _list(read, "children", "full_name", "dob", "ethnicity") == [("Bea Stone", "2015-10-10", "White British")]
    assert _list(read, "family", "name", "relationship") == [("Lyn Stone", "Grandmother")]


def test_agencies_a_column_are_agencies(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*", "*Agency 1", "*Agency 2", "*Agency 3"),
            ("*Name of agency", "Police", "Mill Primary", "CAMHS"),
            ("*Contact person", "DS Al Rix", "Mrs Hale", ""),
            ("*Phone / e-mail", "01632 960101", "hale@mill.example", ""),
        ),
    )
    assert _list(read, "agencies", "agency", "contact_name", "contact") == [
        ("Police", "DS Al Rix", "01632 960101"),
        ("Mill Primary", "Mrs Hale", "hale@mill.example"),
        ("CAMHS", None, None),
    ]


def test_agencies_named_over_their_columns(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("Agencies involved", heading=True),
        table(
            ("", "Weir Academy", "Harbour Surgery"),
            ("Contact name", "Mrs Hale", "Dr Amin"),
            ("Telephone", "01632 960102", "01632 960103"),
        ),
    )
    assert _list(read, "agencies", "agency", "contact_name", "contact") == [
        ("Weir Academy", "Mrs Hale", "01632 960102"),
        ("Harbour Surgery", "Dr Amin", "01632 960103"),
    ]


def test_questions_in_pairs_below_the_people_are_no_columns(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*Who", "*Child", "*Mother", "*Father"),
            ("*Name", "Ada Marl", "Cass Marl", "Ed Marl"),
            ("*Date of birth", "27/04/2019", "28/02/1992", "01/10/1983"),
            ("*School", "Mill Primary", "", ""),
            ("*2. Incident",),
            ("*Date", "08/09/2026", "*Time", "10:30"),
            ("*Place", "Mill Primary", "*Local authority", "Aldmouth Council"),
        ),
    )
    assert _list(read, "children", "full_name") == [("Ada Marl",)]
    assert (read["incident.date"], read["incident.time"]) == ("2026-09-08", "10:30")
    assert read["incident.local_authority"] == "Aldmouth Council"


def test_columns_that_say_nothing_of_their_people_give_no_value(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*Item", "*First record", "*Second record"),
            ("*Name", "Ada Marl", "Ben Marl"),
            ("*Date of birth", "27/04/2019", "11/11/2021"),
            ("*Address", "8 Mere View", "9 Mere View"),
        ),
    )
    assert not [each for each in read.values() if "Ada" in each and "Ben" in each]
    assert "8 Mere View, 9 Mere View" not in " ".join(read.values())


def test_an_answer_with_its_details_in_a_third_column_stays_one_answer(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        line("Child", heading=True),
        table(
            ("*Name", "Ada Marl", ""),
            ("*Date of birth", "27/04/2019", "aged 7"),
            ("*Child protection plan", "Yes", "Neglect, since 3 May 2025"),
            ("*Disability", "Yes", "Asthma"),
        ),
    )
    assert (read["children[0].cp_plan"], read["children[0].disability"]) == ("yes", "yes")
    assert read["children[0].dob"] == "2019-04-27"
