"""Questions that ask yes or no and details at once, captions behind boxes, and the group's member by any name."""

from config.schema.fields import FieldCatalogue
from extract.document import Control, Mark, MarkState, Paragraph, Span
from tests.unit.extract.invented_forms import bold, document, line, record, runs, table

NAMES = ("Name", "Date of birth", "Ethnicity", "Religion", "School", "GP", "Address", "NHS number", "First language")


def test_an_underlined_no_answers_the_question_and_gives_no_details(catalogue: FieldCatalogue) -> None:
    def picked(word: str) -> tuple[Paragraph]:
        words = ("YES", "NO", "DON'T KNOW")
        return (runs(*[Span(text=f"{each}   ", underline=each == word) for each in words]),)

    rows = (
        ("Name", "Oskar Lind"),
        ("Child protection plan: category and date", picked("NO")),
        ("Looked after: legal basis", picked("YES")),
    )
    child = record(catalogue, document(line("The child", heading=True), table(*rows)))["children"][0]
    assert (child["cp_plan"], child["looked_after"]) == ("no", "yes")
    assert "cp_plan_detail" not in child
    assert "legal_status" not in child


def test_printed_words_behind_the_boxes_of_a_form_filled_in_by_its_fields_are_no_details(
    catalogue: FieldCatalogue,
) -> None:
    def field(text: str, name: str) -> Paragraph:
        return runs(Span(text=text, control=Control(kind="text", origin="acroform", name=name)))

    def box(on: bool) -> Span:
        return Span(text="☒", mark=Mark(state=MarkState.ON if on else MarkState.OFF, evidence="control"))

    filled = [(label, (field(f"Answer {label}", label),)) for label in NAMES]
    asked = ("CP plan?", (runs("Y ", box(False), " N ", box(True), " NK ", box(False), " Type/date"),))
    extra = ("School year", (field("Year 9", "year"),))
    source = document(line("The child", heading=True), table(*filled, extra, asked), format_="pdf")
    child = record(catalogue, source)["children"][0]
    assert child["cp_plan"] == "no"
    assert "cp_plan_detail" not in child


def test_the_member_of_the_group_is_the_representative(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("7 About you", heading=True),
            runs(bold("Name: "), "Anjali Seth"),
            runs(bold("Job: "), "Named Nurse"),
            line("8 Your Case Review Panel member", heading=True),
            runs(bold("Name: "), "Miriam Castle"),
            runs(bold("Job: "), "Designated Nurse"),
        ),
    )
    assert (found["referrer"]["name"], found["referrer"]["role"]) == ("Anjali Seth", "Named Nurse")
    assert (found["representative"]["name"], found["representative"]["role"]) == ("Miriam Castle", "Designated Nurse")
    assert "children" not in found


def test_the_lead_in_of_a_printed_list_of_grounds_is_no_account(catalogue: FieldCatalogue) -> None:
    found = record(
        catalogue,
        document(
            line("5 Why this case?", heading=True),
            line("The statements below come from national guidance. Write the letters of those that apply."),
            line("(a)  Abuse or neglect known or suspected"),
            line("(b)  Child has died"),
            line("(c)  Serious harm to a child"),
            line("(d)  Improvements needed to safeguard and promote the welfare of children"),
            runs(bold("Letters that apply: "), "a, d"),
            runs(bold("Explain your choice: "), "Neglect is suspected and two services held a part of it each."),
        ),
    )
    assert found["rationale"] == "Neglect is suspected and two services held a part of it each."
    assert found["criteria_ticked"] == ["abuse_or_neglect", "improvements_needed"]
