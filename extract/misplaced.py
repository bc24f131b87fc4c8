"""Values that carry another question's printed words: what a misread page puts beside a question.

Where a layout is taken otherwise than it was meant, the next question ends up in an answer's place:
`Telephone 01632 960365` as a disability, `Surname` as a name. Such a value is no answer, whatever stands beside it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.candidates import Value
from extract.dates import parse_date
from extract.label_words import Key, LabelWords, plain_label
from extract.values import find_emails, find_nhs_number, find_phones, find_postcode, parse_sex, parse_yes_no

LONGEST_QUESTION = 5  # words
MOST_BEHIND = 6  # words behind a question that are its answer and nothing else
_SHORT_FACTS = ("name", "surname", "agency", "role", "text", "address", "relationship")  # types that take any words
_ASKING = {
    "surname", "forenames", "date", "time", "nhs_number", "phone", "email", "postcode", "contact_details", "reference",
}  # fmt: skip
_SAYING = {"name": "name", "address": "address"}  # types whose questions count where they say what they are
_ALONE = {"ethnicity", "legal_status", "religion", "first_language"}  # leaves whose plain names answer nothing
_CUT = {"phone", "email", "nhs_number"}  # types whose question with its answer ends the answer in front of it
SHAPES: Mapping[str, Callable[[str], object]] = {
    "date": parse_date, "phone": find_phones, "email": find_emails, "nhs_number": find_nhs_number,
    "contact_details": lambda text: find_phones(text) or find_emails(text), "postcode": find_postcode,
    "sex": lambda text: parse_sex(text) in ("male", "female"), "yesno": parse_yes_no,
}  # fmt: skip
_BEHIND_QUESTION = re.compile(r"[:?]$")
_SET_OFF = re.compile(r"[:?,]$|\s[-–—]$")


class MisplacedQuestions:
    """Knows the questions of a catalogue that can be no answer."""

    def __init__(self, catalogue: FieldCatalogue, words: LabelWords) -> None:
        self._words = words
        self._by_path = catalogue.by_path
        self._asked: dict[Key, FieldDefinition] = {}
        self._firsts: set[str] = set()
        for field in catalogue.fields:
            for label in (*field.labels, *field.bare):
                if len(label.split()) <= LONGEST_QUESTION and self._can_answer_nothing(field, label):
                    self._asked.setdefault(words.key(label), field)
                    self._firsts.add(plain_label(label).partition(" ")[0])

    def _can_answer_nothing(self, field: FieldDefinition, label: str) -> bool:
        if field.type in _ASKING or field.type in ("role", "sex", "yesno"):
            return True
        if field.path.rpartition(".")[2] in _ALONE:
            return True
        return _SAYING.get(field.type, " ") in self._words.key(label)

    def answers(self, values: Iterable[Value]) -> list[Value]:
        """The values that are answers, each without a question and answer that follow it."""
        fields = ((value, self._by_path.get(value.path)) for value in values)
        freed = ((value, self.freed(field, value.value) if field else value.value) for value, field in fields)
        return [value if text == value.value else replace(value, value=text) for value, text in freed if text]

    def freed(self, field: FieldDefinition, value: str) -> str:
        """The value without a question and answer that follow it; empty where it is itself another question."""
        if field.type not in _SHORT_FACTS:
            return value
        words = value.split()
        return "" if self._is_question(field, words) else self._cut(words, value)

    def _is_question(self, field: FieldDefinition, words: list[str]) -> bool:
        found = self._longest(words, 0)
        if found is None:
            return False
        asked, length = found
        head, rest = " ".join(words[:length]), " ".join(words[length:])
        if asked.type == "address" and field.type == "text":
            return False  # `Home address`, where something happened
        if not rest:
            own_words = field.type in ("role", "agency", "text") and asked.type not in {*_ASKING, "name"}
            return not own_words or (asked.path == field.path and asked.path.rpartition(".")[2] in _ALONE)
        if _BEHIND_QUESTION.search(head) or (_SET_OFF.search(head) and asked.type in {*_ASKING, "role", "sex"}):
            return asked.path != field.path
        fits = SHAPES.get(asked.type)
        if fits is not None:
            return len(rest.split()) <= MOST_BEHIND and bool(fits(rest))
        return asked.type in {"name", "surname", "forenames", "address"}

    def _cut(self, words: list[str], value: str) -> str:
        for start in range(1, len(words) - 1):
            found = self._longest(words, start)
            if found is None or found[0].type not in _CUT:
                continue
            behind = words[start + found[1] :][:3]
            if behind and SHAPES[found[0].type](" ".join(behind)):
                return value[: _offset(value, start)].rstrip(" ,;|–-")
        return value

    def _longest(self, words: list[str], start: int) -> tuple[FieldDefinition, int] | None:
        """The longest question that begins with a capital at a word, and how many words it has."""
        if not words[start][:1].isupper() or plain_label(words[start]).partition(" ")[0] not in self._firsts:
            return None
        for length in range(min(LONGEST_QUESTION, len(words) - start), 0, -1):
            asked = self._asked.get(self._words.key(" ".join(words[start : start + length]).rstrip(" :?,")))
            if asked:
                return asked, length
        return None


def _offset(text: str, number: int) -> int:
    """Where the word of a number begins."""
    return [match.start() for match in re.finditer(r"\S+", text)][number]
