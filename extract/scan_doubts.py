"""Values of a scan that are no answers of their kind: a page whose columns or labels were taken for others leaves them.

A street as a name, a language as a date, two options at once as a sex, printed prompts as details. On paper that was
read by its print they are rare and may be meant; on a scan they are misreadings, and a person should look.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from config.schema.fields import FieldCatalogue, FieldType, without_indices
from extract.model import FieldReading
from extract.values import NOT_APPLICABLE, UNKNOWN, find_postcode, parse_sex, parse_yes_no

_LONGEST_NAME = 9  # words
_ETHNIC = re.compile(r"(?:white|black|asian|mixed)\b", re.IGNORECASE)
_OTHER_SEX = re.compile(r"trans|binary|intersex|indeterminate|gender|unborn|not known|withheld", re.IGNORECASE)
_DATED = re.compile(r"\d{4}|\d[/.]\d")
_BRACKETED = re.compile(r"[\[\]{}]|\d{3,}/\d")
_OPTIONS = frozenset({
    "yes", "no", "nk", "n/k", "na", "n/a", "don't", "dont", "know", "not", "known", "unknown", "unsure", "or", "y",
    "n", "applicable",
})  # fmt: skip
_PROMPT = re.compile(
    r"(?:if (?:so|yes|no|not|any|known)\b|in what way|since when|please\b|(?:give|add|provide) details|"
    r"category (?:and|of|/|&)|details\W*$|specify\b|which (?:category|order|child)\b|tick\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\w\?(?=\s|$)")
_HEADS = frozenset({
    "agency", "agencies", "organisation", "organisations", "service", "services", "name", "names", "worker",
    "workers", "contact", "contacts", "person", "details", "detail", "and", "or", "of", "the", "telephone", "phone",
    "tel", "number", "e-mail", "email", "role", "roles", "job", "title", "known", "as",
})  # fmt: skip
_DOCTOR = re.compile(r"(?:^|(?<=\s))(?:GP|G\.P\.|Doctor's surgery|GP surgery|Family doctor)(?=:?\s+[A-Z])")
_GROUPED = ("children[", "family[", "agencies[")
_NAMING = {"full_name", "name", "agency"}


def doubtful(readings: Sequence[FieldReading], catalogue: FieldCatalogue) -> set[str]:
    """Paths of the readings that are no answers of their kind, with all that was read of a person who has no name."""
    found = {each.path for each in readings if _is_doubtful(each, catalogue)}
    entries = {path.rpartition(".")[0] for path in found if _names_an_entry(path)}
    return found | {each.path for each in readings if each.path.rpartition(".")[0] in entries}


def _names_an_entry(path: str) -> bool:
    """Whether a path names a further person or agency. What is known of the first child stays without a name."""
    entry, _, leaf = path.rpartition(".")
    return leaf in _NAMING and entry.startswith(_GROUPED) and entry != "children[0]"


def _is_doubtful(reading: FieldReading, catalogue: FieldCatalogue) -> bool:
    path, value = without_indices(reading.path), reading.value
    definition = catalogue.definition(path)
    if definition is None or value in (UNKNOWN, NOT_APPLICABLE):
        return False
    leaf = path.rpartition(".")[2]
    by_leaf, by_type = _BY_LEAF.get(leaf), _BY_TYPE.get(definition.type)
    if definition.type == "prose":
        return len(value.split()) < 2
    return bool(by_leaf and by_leaf(value)) or bool(by_type and by_type(value)) or _is_said_twice(value)


def _is_no_name(value: str) -> bool:
    words = value.split()
    letters = value.strip(" .,")
    return (
        len(words) > _LONGEST_NAME
        or len(letters) < 2
        or letters[:1].isdigit()
        or find_postcode(value) is not None
        or parse_yes_no(value) is not None
        or bool(_ETHNIC.match(value))
        or _is_column_head(value)
    )


def _is_no_sex(value: str) -> bool:
    return parse_sex(value) not in ("male", "female") and not _OTHER_SEX.search(value)


def _is_no_date(value: str) -> bool:
    return bool(_BRACKETED.search(value))


def _is_no_language(value: str) -> bool:
    return _is_no_group(value) or bool(_ETHNIC.match(value))


def _is_no_group(value: str) -> bool:
    return bool(_DATED.search(value)) or parse_sex(value) in ("male", "female")


def _is_no_detail(value: str) -> bool:
    words = [each for each in re.split(r"[\s,/|]+", value.casefold()) if each]
    return all(each.strip(".;:()") in _OPTIONS for each in words) or bool(_PROMPT.match(value))


def _is_no_school(value: str) -> bool:
    return bool(_DOCTOR.search(value))


def _asks(value: str) -> bool:
    return bool(_ASKS.search(value)) or _is_column_head(value)


def _is_column_head(value: str) -> bool:
    words = re.findall(r"[\w'-]+", value.casefold())
    return bool(words) and all(each in _HEADS for each in words)


def _is_said_twice(value: str) -> bool:
    """Whether two columns with the same answer were read as one."""
    words = value.casefold().split()
    half = len(words) // 2
    return len(words) % 2 == 0 and half > 0 and words[:half] == words[half:]


_BY_TYPE: Mapping[FieldType, Callable[[str], bool]] = {
    "name": _is_no_name, "sex": _is_no_sex, "date": _is_no_date, "role": _asks, "agency": _asks,
}  # fmt: skip
_BY_LEAF: Mapping[str, Callable[[str], bool]] = {
    "first_language": _is_no_language, "religion": _is_no_language, "ethnicity": _is_no_group,
    "disability_detail": _is_no_detail, "cp_plan_detail": _is_no_detail, "legal_status": _is_no_detail,
    "school": _is_no_school,
}  # fmt: skip
