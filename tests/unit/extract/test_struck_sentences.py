"""Sentences with alternatives to delete: what was left standing is the answer, what stays undecided is none."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.document import Paragraph
from tests.unit.extract.invented_forms import bold, document, line, record, runs, struck, table

CHILD = line("The child", heading=True), table(("*Name of child", "Leo Marsh"), ("*Date of birth", "3 May 2019"))
MEMBER = line("Panel representative", heading=True), line("Name: Ann Lowe")


@pytest.mark.parametrize(
    "sentence",
    [
        runs("The child is male / ", struck("female"), " and ", struck("is living"), " / died on 08/12/2025"),
        line("The child is male /  and  / died on 08/12/2025"),  # the others were deleted for good
    ],
)
def test_what_is_left_of_a_sentence_about_the_child(catalogue: FieldCatalogue, sentence: Paragraph) -> None:
    child = record(catalogue, document(*CHILD, sentence))["children"][0]
    assert (child["sex"], child["date_of_death"]) == ("male", "2025-12-08")


@pytest.mark.parametrize(
    ("sentence", "discussed", "approved"),
    [
        (runs("I have / ", struck("have not"), " discussed this and support / do not support it."), "yes", None),
        (line("I have /  discussed this case with the referrer and  / do not support this request."), "yes", "no"),
        (runs("I ", struck("have"), " / have not discussed it. I agree / ", struck("do not agree"), "."), "no", "yes"),
        (line("I have / have not discussed this and support / do not support it."), None, None),
    ],
)
def test_a_members_sentence(
    catalogue: FieldCatalogue, sentence: Paragraph, discussed: str | None, approved: str | None
) -> None:
    member = record(catalogue, document(*CHILD, *MEMBER, sentence))["representative"]
    assert (member.get("discussed"), member.get("approved")) == (discussed, approved)


@pytest.mark.parametrize(
    ("left", "answer"), [("/ No / /", "no"), ("Yes /  / ", "yes"), (" /  /  / Not applicable", "not_applicable")]
)
def test_the_alternative_that_was_not_deleted(catalogue: FieldCatalogue, left: str, answer: str) -> None:
    asked = line("Other processes", heading=True), line(f"Is there an inquest?  {left}")
    found = record(catalogue, document(*CHILD, *asked))
    assert found["parallel"] == {"inquest": answer}


def test_prompts_left_in_square_brackets_are_no_answers(catalogue: FieldCatalogue) -> None:
    looked_after = runs(
        bold("Is the child looked after?  "), struck("Yes"), " / No / ", struck("NK"), "  [legal status]"
    )
    done = line("What has been done to keep the child safe?", heading=True), line("[Steps taken]")
    found = record(catalogue, document(*CHILD, looked_after, *done))
    assert found["children"][0]["looked_after"] == "no"
    assert set(found["children"][0]) == {"full_name", "dob", "looked_after"}
    assert "immediate_actions" not in found


STATEMENTS = (
    "(a) Abuse or neglect of the child is known or suspected.",
    "(b) The child has died.",
    "(c) The child has been seriously harmed.",
    "(d) The case highlights improvements needed to safeguard children.",
    "(e) The case highlights recurrent themes.",
    "(f) There are concerns regarding two or more agencies working together.",
    "(g) The Panel has concluded that a local review may be more appropriate.",
    "(h) There is concern about the actions of a single agency.",
    "(i) There has been no agency involvement and this gives cause for concern.",
    "(j) More than one local authority or police area is involved.",
    "(k) The case concerns an institutional setting.",
)


@pytest.mark.parametrize(
    ("standing", "ticked"),
    [((0, 2), ["abuse_or_neglect", "serious_harm"]), (tuple(range(len(STATEMENTS))), None)],
)
def test_statements_left_standing_below_an_instruction_to_delete(
    catalogue: FieldCatalogue, standing: tuple[int, ...], ticked: list[str] | None
) -> None:
    asked = (
        line("Why the case should be considered", heading=True),
        line("Delete any statement that does not apply.", italic=True),
    )
    left = (line(STATEMENTS[number]) for number in standing)
    found = record(catalogue, document(*CHILD, *asked, *left))
    assert found.get("criteria_ticked") == ticked
