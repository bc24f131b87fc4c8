"""Names as values: who is meant, with role, birth date and contact data that stand beside the name."""

import re

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.candidates import Value
from extract.composite import stands_first
from extract.dates import find_dates
from extract.values import find_emails, find_phones, parse_sex, special_answer, tidy, without_contact_data

_SAME_PERSON = {"self", "me", "myself", "as above", "same"}
_NOBODY = {
    "none",
    "nil",
    "nobody",
    "no one",
    "none known",
    "no other",
    "no others",
    "not applicable",
    "same",
    "as above",
}
_SENTENCE = re.compile(r"\w{3,}\.\s+[A-Z]\w*\s+(?:is|was|has|had|does|did|lives)\b")
_GLUE = re.compile(r"\b(?:the|to|you|your|this|that|who|is|are|was|on|for|before|if|please|we|our|it)\b", re.I)
MOST_GLUE = 4  # such words from which a text is a sentence and no name
_BRACKETS = re.compile(r"\(([^()]*)\)")
_AGREED = re.compile(r"[\s,;(–-]*(?:\b(?:agreed|approved|supported|signed|discussed|dated?|on)\b[\s:,]*)*$", re.I)
_BORN_BESIDE = re.compile(r"[,(]?\s*\b(?:d\.?o\.?b\.?|date of birth|born)\b[:\s]*", re.I)
_WORKPLACE = re.compile(
    r"\b(?:police|constabulary|council|trust|school|academy|college|nursery|hospital|surgery|university)\b", re.I
)


def is_sentence(text: str) -> bool:
    """Whether sentences stand where a name would: they stay with their question for a person."""
    return len(_GLUE.findall(text)) >= MOST_GLUE or bool(_SENTENCE.search(text))


def contact_beside(
    field: FieldDefinition, text: str, catalogue: FieldCatalogue, *, phone: bool = False, email: bool = False
) -> list[Value]:
    """Telephone and e-mail that stand in a neighbour's answer."""
    prefix = field.path.rpartition(".")[0]
    values = []
    if phone and f"{prefix}.phone" in catalogue.by_path and find_phones(text):
        values.append(Value(path=f"{prefix}.phone", value=" / ".join(find_phones(text)), fit=0.95, implied=True))
    if email and f"{prefix}.email" in catalogue.by_path and find_emails(text):
        values.append(Value(path=f"{prefix}.email", value=find_emails(text)[0], fit=0.95, implied=True))
    return values


def read_name(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    """A person's name and what stands beside it; nothing where the words say that there is nobody."""
    plain = tidy(text).strip(" .()-–/")
    if plain.casefold() in _NOBODY or not re.search(r"[^\W\d_]{2}", plain):
        return []
    if re.fullmatch(r"[a-z]+", plain) and not special_answer(plain):
        return []  # a word of the form: `applies`
    if field.path == "agencies[].contact_name":
        return _worker(field, text)
    prefix = field.path.rpartition(".")[0]
    values = contact_beside(field, text, catalogue, phone=True, email=True)
    text, beside = _without_days(text, prefix, catalogue)
    values.extend(beside)
    days = find_dates(text) if f"{prefix}.dob" in catalogue.by_path else []
    if days:
        day, start, end = days[0]
        values.append(Value(path=f"{prefix}.dob", value=day.isoformat(), fit=0.9, implied=True))
        text = tidy(_BORN_BESIDE.sub(" ", text[:start]) + " " + text[end:])
    for each in (*find_emails(text), *find_phones(text)):
        text = text.replace(each, " ")
    name = (
        tidy(text.replace("\n", ", ")).strip(" ,;-–/()") if days else tidy(", ".join(text.splitlines())).strip(" ,;-–/")
    )
    if f"{prefix}.role" in catalogue.by_path:
        name, role = _name_and_role(name)
        days = find_dates(role)
        if days and f"{prefix}.approval_date" in catalogue.by_path:  # `Jo Field (agreed 3 May 2026)`
            values.append(Value(path=f"{prefix}.approval_date", value=days[0][0].isoformat(), fit=0.8, implied=True))
        elif role and not days:
            values.extend(_post(role, prefix, catalogue))
    fit = 0.2 if len(name) > 120 else 0.5 if len(name.split()) > 8 else 0.9
    return [Value(path=field.path, value=name, fit=fit), *values] if name else values


def _without_days(text: str, prefix: str, catalogue: FieldCatalogue) -> tuple[str, list[Value]]:
    """A name without the dates that stand beside it: of a child's birth, or of a colleague's agreement."""
    if prefix == "children[]":
        return _without_particulars(text)
    path = f"{prefix}.approval_date"
    if path not in catalogue.by_path:
        return text, []
    plain, agreed = _without_agreement(text)
    return plain, [Value(path=path, value=each, fit=0.8, implied=True) for each in agreed]


def _without_particulars(text: str) -> tuple[str, list[Value]]:
    """`Leo Marsh (d.o.b. 3/4/2015, boy)` as the name, and what its brackets tell."""
    brackets = _BRACKETS.search(text)
    days = find_dates(brackets[1]) if brackets else []
    if brackets is None or len(days) != 1:
        return text, []
    values = [Value(path="children[].dob", value=days[0][0].isoformat(), fit=0.9, implied=True)]
    words = re.findall(r"[a-z]+", brackets[1], re.I)
    sexes = {sex for word in words if (sex := parse_sex(word)) in ("male", "female")}
    values += [Value(path="children[].sex", value=each, fit=0.9, implied=True) for each in sexes if len(sexes) == 1]
    return tidy(text[: brackets.start()] + " " + text[brackets.end() :]), values


def _without_agreement(text: str) -> tuple[str, list[str]]:
    """`Jo Field, Head of Service  3 May 2026` as the person, and the day on which they agreed."""
    days = find_dates(text)
    if len(days) != 1 or days[0][1] == 0:
        return text, []
    day, start, end = days[0]
    return tidy(_AGREED.sub("", text[:start]) + " " + text[end:].lstrip(" )")), [day.isoformat()]


def _worker(field: FieldDefinition, text: str) -> list[Value]:
    """An agency's worker as written; telephone and e-mail typed beside the name are its contact data."""
    reached = [*find_phones(text), *find_emails(text)]
    if not reached:
        return [Value(path=field.path, value=tidy(text), fit=0.8)]
    contact = Value(path="agencies[].contact", value=" ".join(reached), fit=0.9, implied=True)
    name = tidy(without_contact_data(text)).strip(" ,;:-–/()")
    return [Value(path=field.path, value=name, fit=0.8), contact] if name else [contact]


def _post(text: str, prefix: str, catalogue: FieldCatalogue) -> list[Value]:
    """The post behind a name, and where a body follows behind a comma the agency: `Team Manager, Oldbury Police`."""
    role, *more = re.split(r",\s+", text)
    body = more[0] if len(more) == 1 and _WORKPLACE.search(more[0]) and not _WORKPLACE.search(role) else ""
    if not body or f"{prefix}.agency" not in catalogue.by_path:
        return [Value(path=f"{prefix}.role", value=text, fit=0.8, implied=True)]
    found = ((f"{prefix}.role", role), (f"{prefix}.agency", body))
    return [Value(path=path, value=value, fit=0.8, implied=True) for path, value in found]


def _name_and_role(name: str) -> tuple[str, str]:
    """`Jo Field, Head of Service`, `Jo Field (Head of Service)` and `Head of Service, Jo Field` in two."""
    match = re.match(r"^([^,(–]+?)(?:\s*,\s*|\s+[-–—]\s+|\s*\()(.+?)\)?$", name)
    if match and len(match[1].split()) >= 2 and match[2].casefold().strip(" .") in _SAME_PERSON:
        return match[1].strip(), ""
    if match and stands_first(match[1].strip(), match[2].strip()):
        return match[2].strip(), match[1].strip()
    if match and len(match[1].split()) >= 2:
        return match[1].strip(), match[2].strip()
    return name, ""


def read_surname(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    """One part of a name as written; nothing where the words say that there is none."""
    del catalogue
    name = tidy(text)
    if name.casefold().strip(" .()-–") in _NOBODY:
        return []
    return [Value(path=field.path, value=name, fit=0.9 if len(name.split()) <= 5 else 0.3)]
