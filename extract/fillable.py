"""What in a form that was filled in by its form fields can be no answer: words that are printed for everybody."""

from collections.abc import Sequence
from dataclasses import replace

from extract.blocks import LabelledAnswer
from extract.choices import head_spans, read_choice
from extract.document import Paragraph, SourceDocument, Span

FEWEST = 10  # filled fields that show that a form was filled in by its fields
_LISTED = ("grid", "column")
_PICKED = ("choice_grid", "choice_line", "sentence_choice")  # give the words of an alternative that was picked


def without_printed_answers(answers: Sequence[LabelledAnswer], document: SourceDocument) -> list[LabelledAnswer]:
    """The answers of a PDF that was filled in by its fields, those of printed words alone as left blank.

    A printed name of an agency or relative stays where its row was filled in. Other documents' answers stay as they
    are: what stands there without a field may have been typed.
    """
    if not is_filled_by_fields(document):
        return list(answers)
    written = {each.instance for each in answers if each.instance and _is_written(each)}
    freed = [replace(each, answer=tuple(map(_without_caption, each.answer))) for each in answers]
    return [
        each
        if _is_written(each) or each.rule in _PICKED or (each.rule in _LISTED and each.instance in written)
        else replace(each, answer=())
        for each in freed
    ]


def _without_caption(paragraph: Paragraph) -> Paragraph:
    """`Y ☐ N ☒ Type/date` without the printed words behind its boxes: they ask what the field beside them is for."""
    choice = read_choice(paragraph.spans) if any(span.mark for span in paragraph.spans) else None
    typed = any(span.control and not span.mark for span in paragraph.spans)
    text = "".join(span.text for span in paragraph.spans).rstrip()
    if choice is None or typed or not choice.rest or not text.endswith(choice.rest):
        return paragraph
    return replace(paragraph, spans=tuple(head_spans(paragraph.spans, len(text) - len(choice.rest))))


def is_filled_by_fields(document: SourceDocument) -> bool:
    """Whether text stands in many form fields of a PDF, and none was typed over its pages as well."""
    if document.typed_over:
        return False
    filled = {
        span.control.name or id(span)
        for paragraph in document.paragraphs()
        for span in paragraph.spans
        if span.control and span.control.origin == "acroform" and not span.mark and span.text.strip()
    }
    return len(filled) >= FEWEST


def _is_written(answer: LabelledAnswer) -> bool:
    return any(_is_by_hand(span) for line in answer.answer for span in _shown(line))


def _shown(paragraph: Paragraph) -> Sequence[Span]:
    return [span for span in paragraph.spans if not span.hidden]


def _is_by_hand(span: Span) -> bool:
    return bool(span.control or span.mark or span.strike or span.highlight)
