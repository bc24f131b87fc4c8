"""Values that a scan shows too badly: withheld as unreadable with their place, so that a person looks there.

A recognised word is as sure as its least sure letter. Accounts keep their text, since one bad word in many changes
little, and so do answers that are known words, such as yes and no. Dates, telephone numbers, postcodes and e-mail
addresses need their shape, and what is no answer of its kind (`scan_doubts`) is withheld too. Reads no values itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from config.schema.fields import FieldCatalogue, without_indices
from extract.document import Place, SourceDocument, Span
from extract.model import FieldReading, OpenQuestion
from extract.scan_doubts import doubtful
from extract.values import NOT_APPLICABLE, UNKNOWN, find_postcode

_AROUND = " .,;:!?()[]'\"‘’“”-–/|"
_NEAR = 1.0  # points by which boxes of one place may differ
_LEAST = 0.5  # trust: of words read with less, two in five are wrong; from 0.6 on, one in thirty
_LEAST_UNCHECKED = 0.55  # the same where a wrong letter gives another name or number, and nothing tells
_UNCHECKED = {"name", "surname", "forenames", "contact", "contact_details", "phone", "email", "postcode"}
_KNOWN_WORDS = {"prose", "yesno", "sex", "criterion"}
_INVALID = "nhs_number_invalid"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}")  # a year alone is what some people know
_LETTER = re.compile(r"[^\W\d_]")
_PHONE_DIGITS = range(10, 14)
_SHORT_NUMBERS = {"101", "111", "999"}
_SURE = 0.95  # trust from which a number without a valid check digit is what the form says


def without_unsure(
    readings: Sequence[FieldReading], document: SourceDocument, catalogue: FieldCatalogue
) -> tuple[tuple[FieldReading, ...], tuple[OpenQuestion, ...]]:
    """The readings that are sure enough, none surer than its words, and those that are not as unreadable questions."""
    if document.format != "scan":
        return tuple(readings), ()
    words = _RecognisedWords(document)
    unlike = doubtful(readings, catalogue)
    kept, withheld = [], []
    for each in readings:
        trust = words.trust(each.raw or each.value, each.place)
        least = _least(each, catalogue)
        if trust < least or each.path in unlike or _is_broken(each, catalogue):
            withheld.append(OpenQuestion(path=each.path, label=each.label, place=each.place, unreadable=True))
        else:
            kept.append(replace(each, confidence=min(each.confidence, round(trust, 3))) if least else each)
    return tuple(kept), tuple(withheld)


def _least(reading: FieldReading, catalogue: FieldCatalogue) -> float:
    """The trust that a value needs; 0 where its words are no matter of letters."""
    if reading.path.endswith(_INVALID):
        return _SURE
    definition = catalogue.definition(without_indices(reading.path))
    if definition is None or definition.type in _KNOWN_WORDS:
        return 0.0
    if definition.type == "nhs_number":
        return 0.0  # its check digit holds
    return _LEAST_UNCHECKED if definition.type in _UNCHECKED else _LEAST


def _is_broken(reading: FieldReading, catalogue: FieldCatalogue) -> bool:
    """Whether a value has not the shape that its kind has: letters of it were lost."""
    definition = catalogue.definition(without_indices(reading.path))
    value = reading.value
    if definition is None or value in (UNKNOWN, NOT_APPLICABLE):
        return False
    if definition.type == "date":
        return not _DATE.fullmatch(value) and not _LETTER.search(value)
    if definition.type == "phone":
        return not _LETTER.search(value) and not all(_is_whole_number(each) for each in value.split(" / "))
    if definition.type == "postcode":
        return find_postcode(value) is None
    return definition.type == "email" and "@" not in value


def _is_whole_number(phone: str) -> bool:
    digits = re.sub(r"\D", "", phone)
    return len(digits) in _PHONE_DIGITS or digits in _SHORT_NUMBERS


class _RecognisedWords:
    """The doubtful words of one document, by where they stand."""

    def __init__(self, document: SourceDocument) -> None:
        self._doubtful = [
            (each.place, each.spans) for each in document.paragraphs() if any(span.doubts for span in each.spans)
        ]

    def trust(self, text: str, place: Place) -> float:
        """The trust, 0 to 1, in the least sure word of a text that stands at a place; 1 where none is doubted."""
        words = {_bare(each) for each in text.split()}
        spans = (span for where, found in self._doubtful if _is_at(where, place) for span in found)
        return min((score for word, score in _doubts(spans) if _bare(word) in words), default=1.0)


def _doubts(spans: Iterable[Span]) -> Iterator[tuple[str, float]]:
    for span in spans:
        for text, score in span.doubts:
            yield from ((word, score) for word in text.split())


def _bare(word: str) -> str:
    return word.strip(_AROUND).casefold()


def _is_at(one: Place, other: Place) -> bool:
    if one == other:
        return True
    if one.page != other.page or one.box is None or other.box is None:
        return False
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return across > -_NEAR and down > -_NEAR
