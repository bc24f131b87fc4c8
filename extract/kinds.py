"""What a readable document is: a referral, filled in or blank; another process's form; supporting papers; or none."""

import re
from collections.abc import Sequence

from config.schema.fields import FieldCatalogue, without_indices
from extract.document import Paragraph, SourceDocument
from extract.model import DocumentKind, ReferralRecord
from extract.values import tidy

TOP = 12  # paragraphs in which a document says what it is
LONGEST_TITLE = 6  # words of a title that ends in a full stop
ENOUGH_ANSWERS = 4  # different fields that a form with a plain title must answer to count as a referral
LETTERS_FOR_AN_ANSWER = 3_000  # a page; a longer text without a title answers so few fields by chance, as handbooks do
_CORE = (
    "incident.",
    "background",
    "agency_involvement",
    "rationale",
    "immediate_actions",
    "representative.",
    "parallel.",
    "notifications.",
    "criteria_ticked",
)  # blocks that child-protection and other forms do not have in this shape
_ABOUT = (
    "incident.",
    "criteria_ticked",
    "children[].full_name",
    "children[].dob",
    "children[].edd",
    "children[].nhs_number",
)  # one of which says that a form without a referral's title is about a child or an incident
_REFUSES = re.compile(
    r"\b(?:not|never|instead of|rather than|in addition to|separate(?:ly)?)\b"
)  # `this form does not replace a referral to …`


def kind_of(document: SourceDocument, record: ReferralRecord, labels: int, catalogue: FieldCatalogue) -> DocumentKind:
    """The kind of a document. `labels` counts the questions that were recognised, answered or not."""
    title = _title(document)
    named = [line for line in title if not _is_sentence(line)]  # what a sentence mentions is another document's kind
    scores = {
        each.kind: _score(title if each.kind == "referral_form" else named, each.titles) for each in catalogue.kinds
    }
    answered = {without_indices(reading.path) for reading in record.readings}
    core = {path for path in answered if path.startswith(_CORE)}
    referral = scores.get("referral_form", 0)
    if scores.get("other_form", 0) > referral:
        return DocumentKind.OTHER_FORM
    if scores.get("supporting_document", 0) > referral and len(answered) < 12:
        return DocumentKind.SUPPORTING_DOCUMENT
    telling = len(core) >= 2 and any(path.startswith(_ABOUT) for path in answered)
    about = referral or (telling and _letters(document) <= LETTERS_FOR_AN_ANSWER * len(answered))
    if len(answered) >= ENOUGH_ANSWERS and about:
        return DocumentKind.REFERRAL_FORM
    if referral and labels >= 5:
        return DocumentKind.REFERRAL_FORM if len(answered) >= 2 and core else DocumentKind.BLANK_FORM
    return DocumentKind.OTHER_DOCUMENT


def _letters(document: SourceDocument) -> int:
    return sum(len(paragraph.text) for paragraph in document.paragraphs())


def _title(document: SourceDocument) -> list[str]:
    """The first paragraphs, headings of the whole document, and running headers."""
    lines: list[str] = []
    for number, paragraph in enumerate(document.paragraphs()):
        if number < TOP or paragraph.heading or _is_large(paragraph):
            lines.append(tidy(paragraph.text).casefold())
        if number > 60:
            break
    return [line for line in lines if line]


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!")) and len(line.split()) > LONGEST_TITLE


def _is_large(paragraph: Paragraph) -> bool:
    return any((span.size or 0) >= 13 for span in paragraph.spans)


def _score(lines: Sequence[str], titles: Sequence[str]) -> int:
    """Weight of the words found: short lines near the top are titles, long ones only mention things."""
    best = 0
    for number, line in enumerate(lines):
        for title in titles:
            if re.search(rf"(?<!\w){re.escape(title)}(?!\w)", line) and not _REFUSES.search(line):
                titled = len(line) <= 130 and not _is_sentence(line)
                weight = (8 if titled else 1) + (4 if number < 2 else 2 if number < 4 else 0)
                best = max(best, weight + min(len(title), 30) // 10)
    return best
