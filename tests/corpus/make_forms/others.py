"""Documents that are no filled-in referral: blank forms, other pathways' forms and a chronology."""

from collections.abc import Iterator
from typing import Any

from tests.corpus.make_forms import pdf_fillable, word_controls, word_tables
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.pdf import Sheet
from tests.corpus.make_forms.word import cell, label, package, paragraph, run, table


def two_columns(title: str, under: str, sections: dict[str, dict[str, str]], footer: str) -> bytes:
    """A Word form of sections with a question and an answer in each row."""
    body = [paragraph(run(title, bold=True, size=15)), paragraph(run(under))]
    for heading, rows in sections.items():
        body.append(paragraph(run(heading, bold=True)))
        body.append(
            table(
                [[label(question, width=3400), cell(answer, width=6400)] for question, answer in rows.items()],
                (3400, 6400),
            )
        )
    return package(body, footer=footer, title=title)


def lado_form() -> bytes:
    """An allegation against a person who works with children: the designated officer's form."""
    return two_columns(
        "LADO referral form",
        (
            "For allegations against people who work with children (Working Together, managing allegations). "
            "Send to the Designated Officer."
        ),
        {
            "Adult about whom there is concern": {
                "Name": "Trevor Anstice",
                "Date of birth": "17/03/1979",
                "Job title": "Swimming coach",
                "Employer": "Dunmere Swimming Club",
            },
            "Child involved": {
                "Name": "Leila Haddow",
                "Date of birth": "09/09/2014",
                "Address": "6 Station Cottages, Dunmere PO37 9ZA",
            },
            "Nature of allegation": {
                "Behaved in a way that has harmed a child, or may have harmed a child": "No",
                "Behaved in a way that indicates he or she may not be suitable to work with children": "Yes",
                "Details": "Parents report that he has been sending private messages to swimmers in the squad.",
            },
            "Referrer": {
                "Name": "Sally Pinnock",
                "Role": "Club welfare officer",
                "Telephone": "01632 960620",
                "Date": "03/11/2026",
            },
        },
        "LADO/1 2025",
    )


def adult_review_form() -> bytes:
    """A request for a review about an adult."""
    return two_columns(
        "Safeguarding Adults Review: request form",
        (
            "Use this form where an adult with care and support needs has died or been seriously harmed (Care "
            "Act 2014, section 44)."
        ),
        {
            "The adult": {
                "Name": "Margaret Tolley",
                "Date of birth": "08/05/1941",
                "Address": "Rosebank Care Home, Dunmere",
            },
            "Reasons": {
                "What happened?": "Mrs Tolley was found on the floor of her room after a night without checks.",
                "Is abuse or neglect suspected?": "Yes",
                "Agencies involved": "Care home, district nursing, adult social care",
            },
            "Requested by": {
                "Name": "Colm Rafferty",
                "Role": "Social worker",
                "Telephone": "01632 960630",
                "Date": "05/11/2026",
            },
        },
        "SAR/3",
    )


def child_death_notification() -> bytes:
    """The first notification of a child's death to the child death review office."""
    sheet = Sheet(title="Notification of child death", header="Child Death Overview Panel - Form A", footer="page")
    sheet.text("Notification of child death", font="Helvetica-Bold", size=15)
    sheet.text("To be sent to the child death review office within 24 hours. CDOP identifier (office use):", size=9)
    for question, answer in (
        ("Name of child", "Isobel Ferrant"),
        ("Date of birth", "12/10/2026"),
        ("Date of death", "14/11/2026"),
        ("Time of death", "04:40"),
        ("Place of death", "Neonatal unit"),
        ("Was the death expected in the previous 24 hours?", "Yes"),
        ("Known cause of death", "Complications of extreme prematurity"),
        ("Is a post-mortem required?", "No"),
        ("Death certificate issued", "Yes"),
        ("Name of person completing the form", "Sister Wren Abbey"),
        ("Hospital", "Island General"),
        ("Telephone", "01632 960625"),
    ):
        sheet.row((50, "Helvetica-Bold", question), (300, "Helvetica", answer))
    return sheet.finished()


def chronology() -> bytes:
    """One agency's list of dated events, prepared for a rapid review."""
    rows = [[label("Date and time"), label("Event", width=5000), label("Source")]]
    for date, event, source in (
        ("11/02/2025", "Booking appointment. Lives with partner. No concerns recorded.", "Maternity notes"),
        ("02/06/2025", "Missed growth scan; rebooked by telephone.", "Maternity notes"),
        ("29/08/2025 03:15", "Birth. Discharged after two days.", "Ward record"),
        ("09/09/2025", "New birth visit. Partner answered all questions.", "Health visitor record"),
        ("17/01/2026", "Brought to the walk-in centre with a bruise. Explanation accepted.", "Walk-in record"),
    ):
        rows.append([cell(date), cell(event, width=5000), cell(source)])
    body = [
        paragraph(run("Chronology of significant events", bold=True, size=14)),
        paragraph(
            run(
                "Compiled by Island Healthcare NHS Trust for the rapid review. Period covered: February "
                "2025 to January 2026."
            )
        ),
        table(rows, (2400, 5000, 2400)),
    ]
    return package(body, title="Chronology")


def _truth(name: str, kind: str, *, accept: tuple[str, ...] = (), blank: Case | None = None) -> dict[str, Any]:
    return {
        "file": name,
        "kind": kind,
        "kind_accept": [kind, *accept],
        "layout": "blank" if blank else "other",
        "format": name.rpartition(".")[2],
        "referral": {} if blank else None,
        "criteria_labels": None,
        "boilerplate": blank.boilerplate if blank else [],
    }


def made() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Each document's file name, bytes and truth."""
    for name, make in (
        ("blank_four_columns.docx", word_tables.four_columns),
        ("blank_content_controls.docx", word_controls.content_controls),
        ("blank_fillable.pdf", pdf_fillable.named_fields),
    ):
        case = Case({})
        yield name, make(case), _truth(name, "blank_form", blank=case)
    yield "other_lado.docx", lado_form(), _truth("other_lado.docx", "other_form")
    yield "other_adult_review.docx", adult_review_form(), _truth("other_adult_review.docx", "other_form")
    yield "other_child_death.pdf", child_death_notification(), _truth("other_child_death.pdf", "other_form")
    yield (
        "other_chronology.docx",
        chronology(),
        _truth("other_chronology.docx", "supporting_document", accept=("other_document",)),
    )
