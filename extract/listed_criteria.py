"""A list of criteria with their boxes that stands in the answer's place of a question: `Which of these apply?`."""

from dataclasses import replace

from extract.blocks import LabelledAnswer, Readings, TickedStatement
from extract.document import Paragraph
from extract.labels import LabelIndex
from extract.values import tidy

_FEWEST, _KNOWN = 3, 0.5  # statements of such a list, and the share of them that are known criteria


def with_listed_criteria(readings: Readings, index: LabelIndex) -> Readings:
    """The readings, the answers that are lists of criteria among what was ticked."""
    answers: list[LabelledAnswer] = []
    ticked: list[TickedStatement] = []
    for each in readings.answers:
        statements = _statements(each, index)
        ticked += statements
        if not statements:
            answers.append(each)
    return replace(readings, answers=answers, ticked=[*readings.ticked, *ticked]) if ticked else readings


def _statements(answer: LabelledAnswer, index: LabelIndex) -> list[TickedStatement]:
    lines = [each for each in answer.answer if tidy(each.text)]
    marked = [each for each in lines if _is_statement(each)]
    texts = [_words(each) for each in marked]
    known = sum(index.criterion(text) is not None for text in texts)
    if len(marked) < max(_FEWEST, len(lines) - 1) or known < _KNOWN * len(marked):
        return []
    states = [next(span.mark.state for span in each.spans if span.mark) for each in marked]
    return [
        TickedStatement(text=text, state=state, block=answer.block, place=line.place)
        for text, state, line in zip(texts, states, marked, strict=True)
    ]


def _is_statement(paragraph: Paragraph) -> bool:
    """Whether a line is one tick box and its words."""
    return sum(span.mark is not None for span in paragraph.spans) == 1 and bool(_words(paragraph))


def _words(paragraph: Paragraph) -> str:
    return tidy("".join(span.text for span in paragraph.spans if not span.mark))
