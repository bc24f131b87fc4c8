"""Several children in the lines of one answer, and later answers that give something for each of them in that order."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.candidates import Value
from extract.dates import parse_date
from extract.parsing import Written, parse
from extract.told.child import EDUCATION
from extract.told.children import names_in, one_each
from extract.values import find_nhs_number, parse_sex, parse_yes_no, special_answer

_LEAF = re.compile(r"\.(\w+)$")


class ChildrenInLines:
    """Knows how many children the last list of names held."""

    def __init__(self) -> None:
        self._listed = 0

    def values(self, field: FieldDefinition, written: Written, catalogue: FieldCatalogue) -> list[Value]:
        """A value for each child; empty where the answer is about one, or does not fall into as many parts."""
        if field.path == "children[].full_name":
            parts = written.lines if len(written.lines) > 1 else names_in(written.text)
            self._listed = len(parts) if parts else self._listed
        else:
            parts = self._each(field, written)
        return [
            replace(value, instance=f"line{number}")
            for number, part in enumerate(parts)
            for value in parse(field, Written(lines=(part,)), catalogue)
        ]

    def _each(self, field: FieldDefinition, written: Written) -> list[str]:
        """`M / M`, or a line for each child where every line is an answer by itself."""
        if field.type in _PARTS and (parts := one_each(written.text, self._listed, _PARTS[field.type])):
            return parts
        leaf = _LEAF.search(field.path)
        whole = _LINES.get(leaf[1]) if leaf else None
        alone = whole and self._listed > 1 and len(written.lines) == self._listed and not written.offered
        return list(written.lines) if alone and whole and all(whole(each) for each in written.lines) else []


def _sex_of(text: str) -> str:
    value = parse_sex(text)
    return value if value in ("male", "female") else ""


def _is_school(text: str) -> bool:
    return bool(re.search(rf"\b{EDUCATION}\b", text) or special_answer(text))


_PARTS: Mapping[str, Callable[[str], str]] = {"sex": _sex_of, "date": lambda text: parse_date(text) or ""}
_LINES: Mapping[str, Callable[[str], object]] = {
    "ethnicity": bool,
    "first_language": bool,
    "religion": bool,
    "school": _is_school,
    "nhs_number": lambda text: find_nhs_number(text) or special_answer(text),
    "disability": parse_yes_no,
    "cp_plan": parse_yes_no,
    "looked_after": parse_yes_no,
}  # leaves of which each line is told from the rest of a longer answer
