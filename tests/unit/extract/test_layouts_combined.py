"""Layouts where more than the neighbour tells whose answer it is: two headers, shared lines, side headings."""

from config.schema.fields import FieldCatalogue
from extract.document import Control, Paragraph, Span, Table
from tests.unit.extract.invented_forms import cell, document, line, mail, record, runs, table


def test_yes_no_columns_under_each_child(catalogue: FieldCatalogue) -> None:
    heads = (cell("", 0, 0), cell("Child 1", 0, 1, 3, bold=True), cell("Child 2", 0, 4, 3, bold=True))
    options = tuple(cell(text, 1, at, bold=True) for at, text in enumerate(["", "Y", "N", "D/K", "Y", "N", "D/K"]))
    plan = tuple(cell(t, 2, at) for at, t in enumerate(["Child protection plan in place?", "X", "", "", "", "X", ""]))
    grid = Table(
        rows=(heads, options, (cell("On a child protection plan?", 2, 0, bold=True), *plan[1:])), place=line("x").place
    )
    found = record(
        catalogue,
        document(
            line("Children", heading=True),
            table(("", "*Child 1", "*Child 2"), ("*Full name", "Leo Marsh", "Mia Marsh")),
            grid,
        ),
    )
    assert [child["cp_plan"] for child in found["children"]] == ["yes", "no"]


def test_a_row_for_each_alternative_and_a_column_for_each_question(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Other processes", heading=True),
            table(
                ("", "*Police investigation", "*Inquest", "*Care proceedings"),
                ("Yes", "X", "", ""),
                ("No", "", "X", ""),
                ("Not known", "", "", "X"),
            ),
        ),
    )
    assert found["parallel"] == {"police_investigation": "yes", "inquest": "no", "care_proceedings": "unknown"}


def test_a_digit_a_cell_is_one_date(catalogue: FieldCatalogue) -> None:
    inner = table(tuple("03042015"))
    found = record(
        catalogue, document(line("Child", heading=True), table(("*Full name", "Leo Marsh"), ("*DOB", (inner,))))
    )
    assert found["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03"}]


def test_questions_side_by_side_on_a_line_over_their_answers(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("The child", heading=True),
            line("Full name"),
            line("Leo Marsh"),
            line("Date of birth\tSex\tSchool"),
            line("03/04/2015\t\tHill Primary"),
        ),
    )
    assert found["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03", "school": "Hill Primary"}]


def test_a_mail_that_parts_its_answers_by_a_sign_of_its_own(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        mail(
            "YOUNG PERSON\nFull name ... Leo Marsh\nDOB ... 03/04/2015\nNHS no ...\nLives at ... 4 Mill Lane, Newport\n"
            "School ... Hill Primary\nGP ... Dr Oak\nINCIDENT\nDate of incident ... 01/05/2026\nWhat happened ...\n"
            "Leo was taken to hospital after a fall.\nLocation ... Home"
        ),
    )
    assert found["children"][0] == {
        "full_name": "Leo Marsh", "dob": "2015-04-03", "address": "4 Mill Lane, Newport", "school": "Hill Primary",
        "gp": "Dr Oak",
    }  # fmt: skip
    assert found["incident"] == {
        "date": "2026-05-01", "location": "Home", "summary": "Leo was taken to hospital after a fall."
    }  # fmt: skip


def test_headings_beside_their_rows_name_the_block(catalogue: FieldCatalogue) -> None:
    rows = (
        (cell("A Referrer", 0, 0, rows=2, bold=True), cell("Name", 0, 1, bold=True), cell("Jo Field", 0, 2)),
        (cell("Job title", 1, 1, bold=True), cell("Nurse", 1, 2)),
        (cell("B Representative", 2, 0, rows=2, bold=True), cell("Name", 2, 1, bold=True), cell("Kim Hart", 2, 2)),
        (cell("Job title", 3, 1, bold=True), cell("Manager", 3, 2)),
    )
    found = record(catalogue, document(Table(rows=rows, place=line("x").place)))
    assert found["referrer"] == {"name": "Jo Field", "role": "Nurse"}
    assert found["representative"] == {"name": "Kim Hart", "role": "Manager"}


def test_codes_in_front_of_questions_are_no_questions(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Criteria", heading=True),
            table(
                ("", "*In your view", "*Yes", "*No"),
                ("F1", "Was the child abused or neglected, or is that suspected?", "X", ""),
                ("F2", "Has the child died?", "", "X"),
                ("F3", "Was the child seriously harmed?", "X", ""),
            ),
        ),
    )
    assert found == {"criteria_ticked": ["abuse_or_neglect", "serious_harm"]}


def test_fields_inside_a_sentence_are_asked_for_by_the_words_before_them(catalogue: FieldCatalogue) -> None:
    def field(text: str) -> Span:
        return Span(text=text, control=Control(kind="text", origin="sdt"))

    found = record(
        catalogue,
        document(
            line("Your LIG representative", heading=True),
            runs("I have talked this through with ", field("Kim Hart"), " (job title ", field("Manager"), ")."),
            runs("Their telephone ", field("01632 960113"), "   Their e-mail ", field("kim.hart@hill.example")),
        ),
    )
    assert found["representative"] == {
        "name": "Kim Hart", "role": "Manager", "phone": "01632 960113", "email": "kim.hart@hill.example"
    }  # fmt: skip


def test_people_named_in_one_box_are_several_with_their_birth_dates(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Family", heading=True),
            table(
                ("*Name", "*Relationship", "*DOB"),
                ("Ann Marsh", "Mother", "02/03/1990"),
                ("Tom Reed (brother), Eva Reed (sister)", "see names", ("01/02/2018", "03/04/2020")),
            ),
        ),
    )
    assert found["family"] == [
        {"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-03-02"},
        {"name": "Tom Reed", "relationship": "brother", "dob": "2018-02-01"},
        {"name": "Eva Reed", "relationship": "sister", "dob": "2020-04-03"},
    ]


def test_the_birth_date_of_an_unborn_child_is_the_day_it_is_expected(catalogue: FieldCatalogue) -> None:
    source = document(
        line("Child", heading=True), table(("*Full name", "Unborn Marsh"), ("*DOB / due date", "18/07/2026"))
    )
    assert record(catalogue, source)["children"] == [{"full_name": "Unborn Marsh", "edd": "2026-07-18"}]


def test_printed_words_beside_answers_are_never_answers(catalogue: FieldCatalogue) -> None:
    """A question below alternatives, the office's line, the rest of a sentence, and an option named `Other`."""
    found = record(
        catalogue,
        document(
            line("Child", heading=True),
            table(
                ("*Full name", "Leo Marsh"),
                ("*Looked after?", ("☐ Yes ☒ No ☐ N/K", "Status")),
                ("*Also known as", "none"),
            ),
            line("Agencies involved", heading=True),
            table(
                ("*Agency", "*Name", "*Telephone"),
                ("School", "Ms Oak", ""),
                ("Other (please name)", "", ""),
                ("Housing", "none", ""),
            ),
            line("Referrer", heading=True),
            line("Signed ____   For office: seen by Chair ___"),
        ),
    )
    assert found == {
        "children": [{"full_name": "Leo Marsh", "looked_after": "no"}],
        "agencies": [{"agency": "School", "contact_name": "Ms Oak"}],
    }


def test_an_account_goes_on_where_a_sentence_begins_like_a_question(catalogue: FieldCatalogue) -> None:
    account = "School: the headteacher wrote to the parents twice and had no reply from them."
    found = record(
        catalogue,
        document(
            line("The incident", heading=True),
            table(
                ("*Agency involvement", ""),
            ),
            line("Agency involvement", bold=True),
            line(account),
        ),
    )
    assert found == {"agency_involvement": account}


def test_letters_are_signed_below_the_name_or_at_their_head(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            _lines("Dr Jo Field\nConsultant Paediatrician\nHill Infirmary\nTel 01632 960113"),
            line("16 December 2025"),
            line("Dear colleagues"),
            line("I am writing about Leo Marsh, born 3 April 2015, who was taken to hospital on 4 December 2025."),
            line(
                "The police are not investigating. I discussed this with our Named Nurse, Kim Hart, who agrees to it."
            ),
            _lines("Yours sincerely\n\nDr Jo Field"),
        ),
    )
    assert found["referrer"] == {
        "name": "Dr Jo Field", "role": "Consultant Paediatrician", "agency": "Hill Infirmary", "phone": "01632 960113",
        "date": "2025-12-16",
    }  # fmt: skip
    assert found["parallel"] == {"police_investigation": "no"}
    assert found["representative"]["name"] == "Kim Hart"


def _lines(text: str) -> Paragraph:
    return line(text)


def test_criteria_side_by_side_over_a_row_of_crosses(catalogue: FieldCatalogue) -> None:
    heads = tuple(
        cell(text, 0, at)
        for at, text in enumerate(
            ["Abuse or neglect", "Child died", "Serious harm", "Recurring theme", "Single agency"]
        )
    )
    crosses = tuple(cell(text, 1, at) for at, text in enumerate(["X", "", "x", "", "X"]))
    found = record(
        catalogue,
        document(
            table(("*Name of child", "Leo Marsh"), ("*Date of birth", "3 May 2019")),
            line("Criteria", heading=True),
            Table(rows=(heads, crosses), place=line("x").place),
        ),
    )
    assert found["criteria_ticked"] == ["abuse_or_neglect", "serious_harm", "single_agency_concern"]
    assert [child["full_name"] for child in found["children"]] == ["Leo Marsh"]


def test_a_column_for_each_signatory_where_one_has_a_new_title(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Signatories", heading=True),
            table(
                ("", "Officer completing notice", "Chief of branch"),
                ("*Name", "Jo Field", "Ann Lowe"),
                ("*Grade / post", "Caseworker", "Branch Manager"),
                ("*Tel.", "01632 960101", ""),
                ("*Case discussed", "", "Yes"),
            ),
        ),
    )
    assert (found["referrer"]["name"], found["representative"]["name"]) == ("Jo Field", "Ann Lowe")
    assert found["referrer"]["phone"] == "01632 960101"
    assert "phone" not in found["representative"]


def test_an_agency_grid_headed_contact_is_no_grid_of_signatories(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Partner agency", "*Contact", "*Telephone / e-mail"),
                ("Marsh Housing", "Ann Lowe", "01632 960102"),
                ("Marsh Police", "PC Jo Hill", "01632 960103"),
            ),
        ),
    )
    assert [each["contact_name"] for each in found["agencies"]] == ["Ann Lowe", "PC Jo Hill"]


def test_of_statements_to_be_struck_out_those_left_standing_are_ticked(catalogue: FieldCatalogue) -> None:
    struck = Paragraph(spans=(Span(text="(b) "), Span(text="the child has died", strike=True)), place=line("x").place)
    found = record(
        catalogue,
        document(
            table(("*Name of child", "Leo Marsh"), ("*Date of birth", "3 May 2019")),
            line("Statutory test (strike out those that do not apply)", heading=True),
            line("(a) abuse or neglect of a child is known or suspected"),
            struck,
            line("(c) the child has been seriously harmed"),
        ),
    )
    assert found["criteria_ticked"] == ["abuse_or_neglect", "serious_harm"]


def test_a_referrer_named_below_a_list_of_agencies_is_no_agency(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Who to contact", heading=True),
            table(("*Agency", "*Name", "*Phone"), ("Marsh Housing", "Ann Lowe", "01632 960102")),
            line("Referred by: Jo Field"),
            line("Agency: Marsh School"),
            line("Phone: 01632 960104"),
        ),
    )
    assert [each["agency"] for each in found["agencies"]] == ["Marsh Housing"]
    assert found["referrer"] == {"name": "Jo Field", "agency": "Marsh School", "phone": "01632 960104"}


def test_an_agency_whose_contact_data_nobody_knows(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            table(
                ("*Agency 1: name, worker, phone or e-mail", "Marsh Clinic – Jo Hill – N/K"),
            )
        ),
    )
    assert found["agencies"] == [{"agency": "Marsh Clinic", "contact_name": "Jo Hill", "contact": "unknown"}]


def test_who_referred_and_who_agreed_told_in_a_line(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("About you", heading=True),
            line(
                "Jo Field, Designated Safeguarding Lead, Marsh Academy. Tel 01632 960105, jo@marsh.example."
                " Completed 4 May 2026."
            ),
            line("About the person you spoke to", heading=True),
            line(
                "Ann Lowe, Trust Lead, Marsh Trust, 01632 960106. I talked it through with her"
                " and she agreed on 3 May 2026."
            ),
        ),
    )
    assert found["referrer"] == {
        "name": "Jo Field", "role": "Designated Safeguarding Lead", "agency": "Marsh Academy",
        "phone": "01632 960105", "email": "jo@marsh.example", "date": "2026-05-04",
    }  # fmt: skip
    assert found["representative"] == {
        "name": "Ann Lowe", "role": "Trust Lead", "agency": "Marsh Trust", "phone": "01632 960106",
        "discussed": "yes", "approved": "yes", "approval_date": "2026-05-03",
    }  # fmt: skip


def test_a_lead_who_was_not_asked_is_not_said_to_agree(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("About the person you spoke to", heading=True),
            line("Ann Lowe, Trust Lead, Marsh Trust. I talked to her but she has not agreed."),
        ),
    )
    assert not {"discussed", "approved", "approval_date"} & set(found["representative"])
