"""Questions in small print over their answers, in panels side by side: which of them are headings."""

import pytest

from extract.document import Paragraph, Place, SourceDocument, Span
from extract.small_questions import is_small_question, size_of_questions

PLACE = Place(part="page")


def line(text: str, size: float, *, bold: bool = False) -> Paragraph:
    return Paragraph(spans=(Span(text=text, bold=bold, size=size),), place=PLACE)


def form(small: float, heading: float) -> SourceDocument:
    pairs = [("NAME", "Ann Field"), ("POST", "Health visitor"), ("PHONE", "01632 960111"), ("TEAM", "North team")]
    lines = [each for ask, said in pairs for each in (line(ask, small, bold=True), line(said, 9.0))]
    return SourceDocument(format="pdf", items=(line("Sent in by", heading, bold=True), *lines), losses=(), page_count=1)


@pytest.mark.parametrize("small", [6.0, 7.0, 8.0])
def test_small_lines_over_larger_answers_are_questions_and_the_larger_line_a_heading(small: float) -> None:
    document = form(small, 11.0)
    size = size_of_questions(document)
    heading, question, *_ = (each for each in document.items if isinstance(each, Paragraph))
    assert is_small_question(question, size)
    assert not is_small_question(heading, size)


@pytest.mark.parametrize(("small", "heading"), [(9.0, 11.0), (7.0, 7.0)])
def test_no_habit_where_questions_are_as_large_as_answers_or_nothing_heads_them(small: float, heading: float) -> None:
    assert size_of_questions(form(small, heading)) == 0.0
