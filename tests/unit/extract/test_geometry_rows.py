"""Unruled pages: what stands side by side is read as a row."""

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue
from extract.document import Control, Mark, MarkState, Paragraph, Place, SourceDocument, Span
from extract.geometry import arranged
from extract.reading import read_form

ROW = 17.0


def at(x: float, y: float, text: str, page: int = 1, **format_: bool) -> Paragraph:
    box = (x, y, x + 5.0 * len(text), y + 10.0)
    return Paragraph(spans=(Span(text=text, size=10.0, **format_),), place=Place(part="page", page=page, box=box))


def field(x: float, y: float, text: str, name: str) -> Paragraph:
    control = Control(kind="text", origin="acroform", name=name, placeholder=not text)
    box = (x, y - 3.0, x + 150.0, y + 13.0)
    return Paragraph(spans=(Span(text=text, size=10.0, control=control),), place=Place(part="page", page=1, box=box))


def ticks(x: float, y: float, word: str, on: bool) -> Paragraph:
    mark = Mark(state=MarkState.ON if on else MarkState.OFF, evidence="drawn")
    box = (x, y, x + 40.0, y + 10.0)
    spans = (Span(text="☒" if on else "☐", mark=mark), Span(text=f" {word}", size=10.0))
    return Paragraph(spans=spans, place=Place(part="page", page=1, box=box))


def record_of(*items: Paragraph) -> dict[str, object]:
    catalogue = load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)
    document = SourceDocument(format="pdf", items=items, page_count=1)
    return read_form(document, "form.pdf", catalogue).record.as_plain()


def test_two_pairs_on_a_line_and_a_grid_below() -> None:
    record = record_of(
        at(50, 100, "THE CHILD", bold=True),
        at(50, 120, "Full name", bold=True), at(200, 120, "Leo Marsh"),
        at(50, 137, "DOB", bold=True), at(200, 137, "03/04/2015"), at(310, 137, "Sex", bold=True), at(420, 137, "M"),
        at(50, 160, "FAMILY AND HOUSEHOLD", bold=True),
        at(50, 180, "Name", bold=True), at(200, 180, "Relationship", bold=True), at(350, 180, "DOB", bold=True),
        at(50, 197, "Ann Marsh"), at(200, 197, "Mother"), at(350, 197, "02/03/1990"),
        at(50, 214, "Tom Reed"), at(200, 214, "Father"),
    )  # fmt: skip
    assert record["children"] == [{"full_name": "Leo Marsh", "dob": "2015-04-03", "sex": "male"}]
    assert record["family"] == [
        {"name": "Ann Marsh", "relationship": "Mother", "dob": "1990-03-02"},
        {"name": "Tom Reed", "relationship": "Father"},
    ]


def test_alternatives_far_apart_are_one_group() -> None:
    record = record_of(
        at(50, 100, "Is there a police investigation?", bold=True),
        ticks(300, 100, "Yes", on=False), ticks(360, 100, "No", on=True), ticks(420, 100, "Not known", on=False),
    )  # fmt: skip
    assert record == {"parallel": {"police_investigation": "no"}}


def test_form_fields_take_their_printed_labels_and_empty_ones_give_nothing() -> None:
    record = record_of(
        at(50, 100, "Agencies involved", bold=True),
        at(50, 120, "Agency"), field(90, 120, "Mill Lane School", "a1"),
        at(250, 120, "Name"), field(280, 120, "Jo Field", "a2"),
        at(50, 140, "Agency"), field(90, 140, "Police", "b1"), at(250, 140, "Name"), field(280, 140, "", "b2"),
        at(50, 160, "Agency"), field(90, 160, "", "c1"), at(250, 160, "Name"), field(280, 160, "", "c2"),
    )  # fmt: skip
    assert record == {"agencies": [{"agency": "Mill Lane School", "contact_name": "Jo Field"}, {"agency": "Police"}]}


def test_a_fields_own_name_helps_where_no_label_is_printed() -> None:
    record = record_of(at(50, 100, "Zq"), field(90, 100, "Leo Marsh", "childFullName"))
    assert record == {"children": [{"full_name": "Leo Marsh"}]}


def test_lines_that_every_page_repeats_are_left_out() -> None:
    pages = [at(50, 24, "RESTRICTED when completed", page=page) for page in (1, 2)]
    feet = [at(50, 800, f"Form PR2 page {page}", page=page) for page in (1, 2)]
    document = SourceDocument(format="pdf", items=(*pages, at(50, 300, "Background"), *feet), page_count=2)
    assert [each.text for each in arranged(document).paragraphs()] == ["Background"]


def test_the_one_answer_under_two_questions_is_the_answer_of_its_own_column() -> None:
    record = record_of(
        at(50, 100, "THE CHILD", bold=True),
        at(50, 120, "Full name", bold=True), at(300, 120, "Sex", bold=True),
        at(50, 131, "Leo Marsh"), at(300, 131, "Male"),
        at(50, 151, "Date of birth", bold=True), at(300, 151, "Date of death", bold=True),
        at(50, 162, "03/04/2015"),
        at(50, 182, "NHS number", bold=True), at(300, 182, "School", bold=True),
        at(300, 193, "Hill Primary School"),
    )  # fmt: skip
    assert record["children"] == [
        {"full_name": "Leo Marsh", "sex": "male", "dob": "2015-04-03", "school": "Hill Primary School"}
    ]


def test_an_address_line_by_line_under_its_question_is_one_answer() -> None:
    record = record_of(
        at(50, 100, "THE CHILD", bold=True),
        at(50, 120, "Home address", bold=True), at(300, 120, "School", bold=True),
        at(50, 131, "Flat 2"), at(300, 131, "Hill Primary School"),
        at(50, 144, "9 Mill Lane"),
        at(50, 157, "Ashby"),
        at(50, 180, "Full name", bold=True), at(300, 180, "Sex", bold=True),
        at(50, 191, "Leo Marsh"), at(300, 191, "Male"),
    )  # fmt: skip
    (child,) = record["children"]
    assert child["address"].replace("\n", ", ") == "Flat 2, 9 Mill Lane, Ashby"
    assert child["school"] == "Hill Primary School"
