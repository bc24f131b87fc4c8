"""Memos and lists typed by hand: who writes, numbered lists, alternatives in a form's own words, dates of a life."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Span
from extract.life_dates import life_dates
from extract.people import read_agency, read_person, split_agencies
from extract.text_lines import joined_lines
from extract.text_reader import read_text
from tests.unit.extract.invented_forms import bold, document, line, record, runs, table


@pytest.mark.parametrize("head", ["From", "From (name)", "Sender"])
def test_the_head_of_a_memo_says_who_writes(catalogue: FieldCatalogue, head: str) -> None:
    found = record(
        catalogue,
        document(
            line("To:\tOldbury Partnership"),
            line(f"{head}:\tJo Field"),
            line("Position:\tHead of Service"),
            line("Service:\tOldbury Police"),
            line("Date of memo:\t3 May 2026"),
        ),
    )
    assert found["referrer"] == {
        "name": "Jo Field", "role": "Head of Service", "agency": "Oldbury Police", "date": "2026-05-03",
    }  # fmt: skip


def test_from_with_a_date_is_no_sender(catalogue: FieldCatalogue) -> None:
    found = record(catalogue, document(line("From: 3 May 2024"), line("Position: vacant"), line("Service: Housing")))
    assert "referrer" not in found


def test_words_above_boxes_to_tick_are_printed(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Why we are referring", heading=True),
            line("We believe that:"),
            line("☒ abuse or neglect is known or suspected"),
            line("☐ the child has died"),
            runs(bold("Because"), " (please expand)"),
            line("Two services each knew of half of what had happened to him."),
        ),
    )
    assert found["rationale"] == "Two services each knew of half of what had happened to him."


def test_numbers_in_front_of_agencies_are_no_agencies() -> None:
    text = (
        "1)   Epilepsy nursing, County General – Jo Field – 01632 960101\n"
        "(2) | Early Help – worker Al Marsh\n3. Hostel – staff NK"
    )
    assert [read_agency(each) for each in split_agencies(text)] == [
        {"agency": "Epilepsy nursing, County General", "contact_name": "Jo Field", "contact": "01632 960101"},
        {"agency": "Early Help", "contact_name": "Al Marsh"},
        {"agency": "Hostel", "contact_name": "unknown"},
    ]


def test_a_year_said_to_be_that_of_birth_is_kept() -> None:
    assert read_person("Jo Field – mother – dob 1979") == {
        "name": "Jo Field", "relationship": "mother", "dob": "1979",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        (("YES / NO / NOT ASKED",), None),
        ((Span(text="YES"), " / ", Span(text="NO", strike=True), " / ", Span(text="NOT ASKED", strike=True)), "yes"),
        ((Span(text="Yes"), " / ", Span(text="No", highlight=True), " / Awaiting reply"), "no"),
    ],
)
def test_alternatives_in_a_forms_own_words(
    catalogue: FieldCatalogue, spans: tuple[Span | str, ...], said: str | None
) -> None:
    found = record(catalogue, document(line("Name of child: Leo Marsh"), runs("Is the referral agreed? ", *spans)))
    assert found.get("representative", {}).get("approved") == said


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Yes, on 29/5/26", {"approved": "yes", "approval_date": "2026-05-29"}),
        ("29 May 2026", {"approved": "yes", "approval_date": "2026-05-29"}),
        ("No, back on 4/6/26", {"approved": "no"}),
        ("Awaiting a reply", None),
    ],
)
def test_the_day_behind_an_approval(catalogue: FieldCatalogue, answer: str, expected: dict[str, str] | None) -> None:
    found = record(
        catalogue, document(line("Name of child: Leo Marsh"), line(f"Has the safeguarding lead approved it? {answer}"))
    )
    assert found.get("representative") == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("born 30 May 2010, died 27 August 2026", {"dob": "2010-05-30", "date_of_death": "2026-08-27"}),
        ("12/3/2020 – d. 4/5/2024", {"dob": "2020-03-12", "date_of_death": "2024-05-04"}),
        ("3 May 2026 (expected)", {"edd": "2026-05-03"}),
        ("1/2/2019 (deceased)", {"dob": "2019-02-01"}),
        ("about ten", {}),
    ],
)
def test_dates_of_a_life_are_told_apart(text: str, told: dict[str, str]) -> None:
    assert life_dates(text) == {f"children[].{key}": value for key, value in told.items()}


def test_contact_data_in_a_grid_of_two_people_are_each_ones_own(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Name of child: Leo Marsh"),
            table(
                ("", "*Person sending this form", "*Safeguarding lead consulted"),
                ("*Name", "Jo Field", "Al Marsh"),
                ("*Contact (tel, e-mail)", "01632 960101", "al.marsh@oldbury.example"),
            ),
        ),
    )
    assert (found["referrer"]["phone"], found["representative"]["email"]) == (
        "01632 960101", "al.marsh@oldbury.example",
    )  # fmt: skip


@pytest.mark.parametrize("title", ["** About you **", "== About you ==", "--- About you ---", "## About me ##"])
def test_titles_between_signs_in_a_mail_are_headings(catalogue: FieldCatalogue, title: str) -> None:
    body = f"Who is in the family?\n- Jo Field, mum\n\n{title}\n\nYour name: Al Marsh\nBest number? 01632 960101\n"
    found = record(catalogue, read_text(body))
    assert [each["name"] for each in found["family"]] == ["Jo Field"]
    assert found["referrer"] == {"name": "Al Marsh", "phone": "01632 960101"}


def test_a_question_below_a_full_line_is_not_joined_to_it() -> None:
    lines = [
        "Who in your agency did you discuss this with? Al Marsh, Chair of Governors",
        "Did they agree? Yes",
        "Nobody had asked him before he was seen in June by the school nurse, and",
        "Maybe she knew.",
    ]
    assert [each.text for each in joined_lines(lines)][1] == "Did they agree? Yes"


def test_relatives_listed_behind_a_question_that_names_their_kinds(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("Name of child: Leo Marsh"),
            runs(bold("Parents, brothers, sisters and anybody else who matters "), "(name – relationship – d.o.b.)"),
            line("1.  Jo Field – mother – 22.05.94"),
            line("2.  Al Marsh – half brother – not known"),
            line("3.  ______________"),
        ),
    )
    assert found["family"] == [
        {"name": "Jo Field", "relationship": "mother", "dob": "1994-05-22"},
        {"name": "Al Marsh", "relationship": "half brother", "dob": "unknown"},
    ]


@pytest.mark.parametrize("kept", [("strike", (1, 3)), ("highlight", (0, 2))])
def test_statements_to_strike_out_or_to_highlight(catalogue: FieldCatalogue, kept: tuple[str, tuple[int, ...]]) -> None:
    statements = [
        "(a)  a child has been, or may have been, abused or neglected",
        "(b)  the child died",
        "(c)  the same themes have come up in earlier cases",
        "(d)  there are worries about one agency",
    ]
    look, marked = kept
    lines = [line(each, **{look: True}) if n in marked else line(each) for n, each in enumerate(statements)]
    heading = line("Statements (strike out those that do not apply or highlight those that apply)", heading=True)
    found = record(catalogue, document(line("Name of child: Leo Marsh"), heading, *lines))
    assert sorted(found["criteria_ticked"]) == ["abuse_or_neglect", "recurrent_themes"]


def test_a_question_with_its_answer_above_a_table_is_no_heading_of_it(catalogue: FieldCatalogue) -> None:
    rows = (("Process", "Yes/No", "Details"), ("Police investigation", "Yes", "Log 4471"), ("Inquest", "No", ""))
    found = record(catalogue, document(line("Name of child: Leo Marsh"), table(*rows, bold_labels=False)))
    assert found["children"] == [{"full_name": "Leo Marsh"}]
    assert found["parallel"]["police_investigation"] == "yes"


def test_post_and_workplace_behind_a_writers_name(catalogue: FieldCatalogue) -> None:
    found = record(catalogue, document(line("From: Jo Field, Team Manager, Oldbury Police"), line("Date: 3 May 2026")))
    assert found["referrer"] == {
        "name": "Jo Field", "role": "Team Manager", "agency": "Oldbury Police", "date": "2026-05-03",
    }  # fmt: skip


def test_a_post_in_two_parts_stays_whole(catalogue: FieldCatalogue) -> None:
    found = record(catalogue, document(line("Your name: Jo Field, Deputy Head, Quality and Practice")))
    assert found["referrer"] == {"name": "Jo Field", "role": "Deputy Head, Quality and Practice"}
