"""Forms that are one table: headings beside cells of several questions, hints in question cells, numbered persons."""

from config.schema.fields import FieldCatalogue
from extract.document import Cell, Paragraph, Place, Table
from extract.reading import read_form
from tests.unit.extract.invented_forms import bold, cell, document, line, runs, table

ACCOUNT = "Ellis was found unwell at home. The paramedics saw bruises of several ages on both of his arms."


def test_a_cell_beside_a_heading_is_read_question_by_question(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            (("*1", "*The child"), (line("Name: Ellis Varga"), line("Born: 3 May 2019"))),
            ("*The incident", ("*Date and time", "4 June 2026, 9.15am", "*Account of the incident", ACCOUNT)),
            (
                "*Sign-off",
                ("*Completed by", "Name: Ama Bright", "Tel: 01632 960111", "*Partnership representative",
                 "Name: Ron Teal", "Tel: 01632 960112"),
            ),
        ),
    )  # fmt: skip
    assert read["children[0].full_name"] == "Ellis Varga"
    assert read["incident.date"] == "2026-06-04"
    assert read["incident.summary"] == ACCOUNT
    assert (read["referrer.name"], read["referrer.phone"]) == ("Ama Bright", "01632 960111")
    assert (read["representative.name"], read["representative.phone"]) == ("Ron Teal", "01632 960112")
    assert "children[1].full_name" not in read


def test_a_table_in_a_cell_belongs_to_the_heading_beside_it(catalogue: FieldCatalogue) -> None:
    people = table(("Name", "Dr Una Falk", "Job title", "Named Doctor"), ("Trust", "Mere", "Phone", "01632 960113"))
    approver = table(
        ("Name", "Lee Ashe", "Job title", "Head of Safeguarding"), ("Trust", "Mere Infirmary", "Phone", "01632 960114")
    )
    child = table(("Full name", "Ida Pryce"), ("DoB", "1 March 2020"))
    read = _read(
        catalogue,
        table(("*Child", (child,)), ("*Notifier", (people,)), ("*Head of Safeguarding", (approver,))),
    )
    assert read["children[0].full_name"] == "Ida Pryce"
    assert (read["referrer.name"], read["referrer.role"]) == ("Dr Una Falk", "Named Doctor")
    assert (read["representative.name"], read["representative.role"]) == ("Lee Ashe", "Head of Safeguarding")
    assert read["representative.phone"] == "01632 960114"


def test_a_hint_in_a_question_cell_is_no_answer(catalogue: FieldCatalogue) -> None:
    hinted = (runs(bold("Time")), line("24 hour", italic=True))
    choice = (runs(bold("Inquest")), line("Y / N / NK", italic=True))
    summary = (runs(bold("Summary")), line("Plain English. Injuries, opinion, outlook.", italic=True))
    read = _read(
        catalogue,
        line("Incident", heading=True),
        table(("*Date", "4 June 2026"), (hinted, "19:45"), (choice, "N"), (summary, ACCOUNT)),
    )
    assert read["incident.time"] == "19:45"
    assert read["parallel.inquest"] == "no"
    assert read["incident.summary"] == ACCOUNT


def test_questions_under_an_unknown_heading_are_not_taken_for_those_below_the_next(catalogue: FieldCatalogue) -> None:
    rows = (
        (_across("1  Author of this paper", 0),),
        _four(1, "Name", "Joan Ely", "Grade / role", "Probation officer"),
        _four(2, "Phone", "01632 960115", "E-mail", "joan.ely@probation.example"),
        _four(3, "Date of referral", "1 May 2026", "Team", "North"),
        (_across("2  Child", 4),),
        _four(5, "Name", "Kit Marlow", "Date of birth", "2 May 2018"),
        _four(6, "Ethnicity", "White British", "School", "Marsh Infants"),
    )
    read = _read(catalogue, Table(rows=rows, place=Place(part="body", table=900)))
    assert read["children[0].full_name"] == "Kit Marlow"
    assert "children[1].full_name" not in read
    assert (read["referrer.name"], read["referrer.phone"]) == ("Joan Ely", "01632 960115")


def test_rows_of_a_later_table_are_about_the_persons_numbered_so(catalogue: FieldCatalogue) -> None:
    read = _read(
        catalogue,
        table(
            ("*No.", "*Name", "*Role in the case", "*DOB"),
            ("1", "Fern Oduya", "Mother", "2 May 1990"),
            ("2", "Milo Oduya", "Subject", "2 May 2019"),
            ("3", "Zara Oduya", "Subject", "9 July 2022"),
        ),
        table(
            ("*Person no.", "*Home address", "*GP"),
            ("3", "9 Wharf Row, Easting, ES4 7AA", "Quay Surgery"),
            ("2", "As 3", "Mill Surgery"),
        ),
    )
    assert [read[f"children[{n}].full_name"] for n in (0, 1)] == ["Milo Oduya", "Zara Oduya"]
    assert [read[f"children[{n}].gp"] for n in (0, 1)] == ["Mill Surgery", "Quay Surgery"]
    assert read["children[1].address"] == "9 Wharf Row, Easting"
    assert "children[2].full_name" not in read


def _across(text: str, row: int) -> Cell:
    return cell(text, row, 0, 4, bold=True)


def _four(row: int, *texts: str) -> tuple[Cell, ...]:
    return tuple(cell(text, row, at, **({} if at % 2 else {"bold": True})) for at, text in enumerate(texts))


def _read(catalogue: FieldCatalogue, *items: Paragraph | Table) -> dict[str, str]:
    """Values by path."""
    return {each.path: each.value for each in read_form(document(*items), "form.docx", catalogue).record.readings}


def test_a_long_hint_below_a_question_does_not_hide_it(catalogue: FieldCatalogue) -> None:
    asked = (
        line("Parents, carers, brothers and sisters, others in the home"),
        line("One line each: name, relationship, date of birth.", italic=True),
    )
    people = (line("Hannah Pryce – Mother – 18/12/2004"), line("Poppy Pryce – Half-sister – 08/08/2022"))
    rows = (("Name", "Arlo Pryce"), ("Date of birth", "3 May 2025"), (asked, people))
    read = _read(catalogue, line("ABOUT THE CHILD", heading=True), table(*rows, bold_labels=False))
    assert [read[f"family[{n}].name"] for n in (0, 1)] == ["Hannah Pryce", "Poppy Pryce"]
    assert [read[f"family[{n}].dob"] for n in (0, 1)] == ["2004-12-18", "2022-08-08"]
