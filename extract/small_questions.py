"""Forms that set their questions smaller than the answers below them: how small, so that none passes for a heading."""

from itertools import pairwise

from extract.boilerplate import is_toned
from extract.document import Paragraph, SourceDocument
from extract.shapes import all_bold, is_controlled, is_heading
from extract.values import tidy

FEWEST = 4  # such questions that show a habit of the document
_SMALLER = 0.92  # of the size of the answer below
_LARGER = 1.2  # times as large as the questions: a heading of the form
_FORGIVEN = 0.3  # points by which questions of one form may differ in size


def size_of_questions(document: SourceDocument) -> float:
    """The size in points of the questions that stand small over their answers; 0 where a form does not set them so.

    The form must have larger headings too, else its small lines may be those.
    """
    lines = [each for each in document.items if isinstance(each, Paragraph)]
    sizes = [
        _size(one)
        for one, two in pairwise(lines)
        if is_heading(one) and not (is_heading(two) or is_toned(two)) and 0 < _size(one) <= _SMALLER * _size(two)
    ]
    if len(sizes) < FEWEST:
        return 0.0
    usual = max(sizes, key=lambda size: (sum(abs(each - size) <= _FORGIVEN for each in sizes), size))
    headed = any(_size(each) >= _LARGER * usual and all_bold(each) and not is_controlled(each) for each in lines)
    return usual + _FORGIVEN if headed else 0.0


def is_small_question(paragraph: Paragraph, size: float) -> bool:
    """Whether a line is set as those questions are. `size`: what `size_of_questions` found."""
    return 0 < _size(paragraph) <= size and is_heading(paragraph) and not paragraph.heading


def _size(paragraph: Paragraph) -> float:
    sized = [span.size or 0.0 for span in paragraph.spans if tidy(span.text)]
    return max(sized, default=0.0)
