"""Rows whose cells print their question over the answer in the same print, as scans show them, among other rows."""

from config.schema.fields import FieldCatalogue
from tests.unit.extract.invented_forms import document, line, record, table


def test_questions_over_answers_in_the_cells_of_rows_under_bold_headings(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Notification", heading=True),
            table(
                ("*Section B. The child", "", ""),
                (("First name(s)", "Leo"), ("Family name", "Marsh"), "Also known as"),
                (("Date of birth", "03-04-2015"), ("NHS number", "999 123 4560"), ("Ethnic group", "White Irish")),
                ("*Sex", "☐ Female ☒ Male", ""),
                (("Usual address", "4 Mill Lane, Wenham"), ("Postcode", "WN4 2AB"), ""),
            ),
        ),
    )
    (child,) = found["children"]
    assert (child["full_name"], child["dob"], child["ethnicity"]) == ("Leo Marsh", "2015-04-03", "White Irish")
    assert (child["sex"].lower(), child["postcode"]) == ("male", "WN4 2AB")


def test_the_same_for_the_person_who_sends_it(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Your details", ""),
                (("Your name", "Bea Lark"), ("Your role", "Health visitor")),
                (("Telephone", "01632 960001"), ("E-mail", "b.lark@harbour.example")),
            ),
        ),
    )
    assert found["referrer"] == {
        "name": "Bea Lark",
        "role": "Health visitor",
        "phone": "01632 960001",
        "email": "b.lark@harbour.example",
    }


def test_answers_of_two_lines_beside_their_question_stay_answers(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            table(("Home address", ("4 Mill Lane", "Wenham")), ("School", ("Wenham Primary", "Year 3"))),
        ),
    )
    (child,) = found["children"]
    assert child["address"].replace("\n", ", ") == "4 Mill Lane, Wenham"
    assert child["school"].startswith("Wenham Primary")
