"""Lists typed one entry a line: each stays a line of its own, however full the lines are."""

import pytest

from tests.unit.extract.pdf_files import Sheet, read, texts

FAMILY = [
    "Carla Marchetti, Mother, 02/08/1994",
    "Dean Oakshott, Mother's partner, 19/12/1990",
    "Luca Marchetti, Brother, 30/06/2021",
]
AGENCIES = ["Ashbrook Primary School: Helen Stroud, 01632 960114", "Dorvale NHS Trust: Dr Haddad, 01632 960187"]
PROSE = [
    "Officers of the county went to the flat in the evening of Monday and again, after a call, on 12/01/2026",
    "Carla Marchetti, the mother of them all, and both children were then seen by a duty team on 14/01/2026",
]


def _lines(sheet: Sheet, x: float, words: list[str]) -> None:
    for number, each in enumerate(words):
        sheet.text(x, 100 + 12 * number, each)


@pytest.mark.parametrize("entries", [FAMILY, AGENCIES])
def test_each_entry_of_a_list_is_a_paragraph(entries):
    assert texts(read(lambda sheet: _lines(sheet, 60, entries))) == entries


def test_entries_beside_their_question_are_lines_of_one_answer():
    def page(sheet: Sheet):
        sheet.text(60, 100, "Family members")
        _lines(sheet, 200, FAMILY)

    assert texts(read(page)) == ["Family members", "\n".join(FAMILY)]


def test_a_list_beside_its_question_is_no_column_of_prose():
    def page(sheet: Sheet):
        _lines(sheet, 60, ["Family members (name,", "relationship and date", "of birth)"])
        _lines(sheet, 175, FAMILY)
        sheet.text(60, 150, "Date of incident")
        sheet.text(175, 150, "22/01/2026")

    assert texts(read(page))[1:] == ["\n".join(FAMILY), "Date of incident", "22/01/2026"]


def test_lines_of_prose_that_end_in_dates_stay_one_paragraph():
    assert texts(read(lambda sheet: _lines(sheet, 60, PROSE))) == [" ".join(PROSE)]


def test_questions_that_end_in_colons_stay_apart_below_a_heading_in_capitals():
    questions = ["SECTION 5: REFERRER", "Name:", "Date agency became", "aware of the incident:", "Local authority:"]

    def page(sheet: Sheet):
        for number, each in enumerate(questions):
            sheet.bold(60, 100 + 13 * number, each, size=11)
        for number, each in ((1, "Helen Stroud"), (2, "22/01/2026"), (4, "Saltby Council")):
            sheet.text(195, 100 + 13 * number, each, size=11)

    found = [each for each in texts(read(page)) if ":" in each]
    assert found == ["SECTION 5: REFERRER", "Name:", "Date agency became aware of the incident:", "Local authority:"]


def test_an_answer_in_another_type_and_colour_is_parted_from_its_question():
    def page(sheet: Sheet):
        behind = sheet.bold(60, 100, "Summary of the incident,")
        sheet.bold(60, 112, "including what happened")
        sheet.canvas.setFillColorRGB(0, 0, 0.6)
        sheet.text(behind + 12, 100, "Ada was seen by a nurse at the surgery on that day", font="Courier")

    assert texts(read(page))[0].startswith("Summary of the incident, including")
