"""What is written beside a yes or no: its details, the day on which it was, or its reference."""

import re

from config.schema.fields import FieldDefinition
from extract.candidates import Value
from extract.dates import day_and_month, parse_date
from extract.values import is_blank, special_answer, tidy

_PROMPT = re.compile(r"\s*\[[^\[\]\d]{2,60}\]\s*$")  # `[legal status]`, left standing behind a yes or no
_SPECIFY = re.compile(r"^\s*(?:please\s+)?specify\s*[:\-–]?\s+(?=\S)", re.I)  # printed in front of the answer
SHORT_REFERENCE = 3  # words of a reference that stands alone: `AVB 6620/25`


def without_specify(text: str) -> str:
    """An answer without the `please specify` that was printed in front of it."""
    return _SPECIFY.sub("", text)


def detail_values(field: FieldDefinition, text: str, *, said: str = "") -> list[Value]:
    """The words beside a yes or no as the value of the field that holds its details: a text, a date or a reference.

    `said`: the yes or no; empty where only the words beside it stand there.
    """
    text = _PROMPT.sub("", without_specify(text))
    if not field.detail or is_blank(text):
        return []
    if field.detail.endswith("_date"):
        day = parse_date(text) or day_and_month(text) if said != "no" else None  # `No, will be sent on 3 May`
        return [Value(path=field.detail, value=day, fit=0.9, implied=True)] if day else []
    if field.detail.endswith("crime_reference"):
        plain = re.sub(
            r"^\W*(?:(?:crime|police|log|event)?\W*(?:ref(?:erence)?|no|number)\b[.:\s]*)+", "", text, flags=re.I
        )
        if len(plain.split()) <= SHORT_REFERENCE and re.search(r"\d{3}", plain):
            return [Value(path=field.detail, value=tidy(plain), fit=0.85, implied=True)]
        number = re.search(r"[\w/-]*\d{3}[\w/-]*", text)
        value = number[0] if number else special_answer(plain)
        return [Value(path=field.detail, value=value, fit=0.85, implied=True)] if value else []
    return [Value(path=field.detail, value=tidy(text), fit=0.85, implied=True)]
