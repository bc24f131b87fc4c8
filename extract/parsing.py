"""The words of one answer as values of one field by its type, with what is said beside it for its neighbours."""

import re
from dataclasses import dataclass, replace

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.candidates import Value
from extract.choices import left_of_alternatives
from extract.composite import uncounted
from extract.dates import find_dates, find_time, looks_like_partial_date, parse_boxed_date, parse_date, parse_time
from extract.details import detail_values, without_specify
from extract.document import Place
from extract.kinship import RELATIONSHIP
from extract.life_dates import life_dates
from extract.parsing_names import contact_beside, read_name, read_surname
from extract.people import without_other
from extract.process_answers import said_of_process
from extract.references_back import points_back, same_day
from extract.values import (
    find_emails,
    find_nhs_number,
    find_phones,
    find_postcode,
    is_blank,
    nhs_number,
    parse_sex,
    parse_yes_no,
    special_answer,
    tidy,
    unbroken_email,
    without_contact_data,
    without_postcode,
)

_AGE = re.compile(
    r"\b(?:\d{1,2}|approx\w*\s*\d{1,2})\s*(?:years?|yrs?|months?|weeks?|days?|y/?o)\b"
    r"|^\W*(?:aged?|about|approx\w*\.?|around|circa|c\.)\s*\d{1,2}\b(?![/.-])",
    re.I,
)
_NEGATIVE = re.compile(r"^\W*(?:no|not|none|never|nil|nothing)\b", re.I)
_YES_OR_NO = {"yes", "no", "y", "n"}
_NEVER_YES = {
    "name", "surname", "forenames", "date", "time", "phone", "email", "postcode", "address", "contact",
    "contact_details", "role", "agency", "nhs_number", "reference", "age", "relationship",
}  # fmt: skip
_TYPED = {"phone", "email", "postcode", "nhs_number", "reference"}  # nobody prints alternatives for these
_IN_TIME = {
    "now": "yes", "current": "yes", "currently": "yes", "in the past": "no", "previously": "no", "past": "no",
    "never": "no",
}  # fmt: skip
_LIVES_WITH = re.compile(
    r"[\s,;–-]*(?:\b(?:and\s+)?(?:lives?|living|stays?|staying)\s+)?\bwith\s+(?:(?:his|her|their|both|the|foster|maternal"
    r"|paternal)\s+|(?:mum|mother|dad|father|nan|gran\w*|parents|aunt\w*|uncle)\b)[^\n]*$",
    re.I,
)
_WHO = re.compile(r"\s*,\s+who\b.*$", re.S)  # what somebody in a post thought or did
_TICKS = re.compile(r"[xX✓✔☑☒√\s]+")
_DAYTIME = re.compile(
    r"\d|morning|noon|night|evening|lunch|o.clock|past|dawn|dusk|hours|midday|tea ?time|break|early|late"
    r"|\b[ap]\.?m\b",
    re.I,
)
_ANNOUNCED = re.compile(
    r"[\s,;(]*\b(?:tel(?:ephone)?|phone|mob(?:ile)?|e-?mail)\b[\s.:,;)]*$", re.I
)  # left of a number
_DATED = re.compile(
    r"\d|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn"
    r"|winter|year|month|week|day|easter|christmas|ongoing|birth|unborn",
    re.I,
)
SHORT_DENIAL = 4  # words of a sentence that only says no: `No disability.`
FEWEST_DIGITS = 4  # of a number that was meant as an NHS number
MOST_NUMBER_WORDS = 10  # of an answer that is a number with a remark; longer text is no number at all


@dataclass(frozen=True, kw_only=True)
class Written:
    """An answer freed of printed text: its lines, and the alternatives that were picked."""

    lines: tuple[str, ...]
    picked: tuple[str, ...] = ()  # of a printed group of alternatives
    offered: bool = False  # whether such a group was printed
    beside: str = ""  # typed behind the last alternative
    place: Place | None = None  # of the first written paragraph; None where only alternatives were picked
    rows: tuple[str, ...] = ()  # the lines with their tabs and wide gaps as ` | `

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(self.lines)


def parse(field: FieldDefinition, written: Written, catalogue: FieldCatalogue) -> list[Value]:
    """Values for a field and those that the words give to its neighbours; empty where nothing fits at all."""
    if field.type == "yesno":
        return _yes_no(field, written)
    owner = catalogue.asking.get(field.path)
    if owner and (plain := uncounted(written.text)) != written.text:
        written = replace(written, lines=tuple(plain.splitlines()))  # `SIN made? (ii) date: (i) Yes (ii) 3 May`
    if owner and (_answers_owner(owner, parse_yes_no(tidy(written.text))) or _picks_for(owner, written)):
        return [replace(value, implied=True) for value in _yes_no(owner, written)]  # `Plan, category: Yes, neglect`
    text = written.text
    if written.offered:
        text = "\n".join(each for each in (", ".join(written.picked), written.beside, *written.lines) if each)
    if is_blank(text):
        return []
    special = special_answer(text)
    if special:
        return [Value(path=field.path, value=special, fit=0.9)]
    if field.type in _NEVER_YES and tidy(text).casefold().strip(" .") in _YES_OR_NO:
        return []
    if field.type in _TYPED and written.picked and not written.lines and not written.beside:
        return []
    reader = _READERS.get(field.type, _plain)
    return reader(field, text, catalogue)


def _answers_owner(owner: FieldDefinition, said: tuple[str, str] | None) -> bool:
    """Whether the answer to a question for details begins with the yes or no that they belong to.

    A plain `no` for a reference or a date says no more than that there is none.
    """
    if said is None or said[0] not in ("yes", "no"):
        return False
    return owner.path.startswith("children[]") or (said[0] == "yes" and bool(said[1]))


def _picks_for(owner: FieldDefinition, written: Written) -> bool:
    """`Plan, category and date: YES NO`, of which one is picked: the question for details asks both."""
    asks = owner.path.startswith("children[]") or owner.path == "notifications.sin_made"
    return asks and len(written.picked) == 1 and _picked_yes_no(written.picked[0]) is not None


def _yes_no(field: FieldDefinition, written: Written) -> list[Value]:
    if written.offered:
        answer = _picked_yes_no(written.picked[0]) if len(written.picked) == 1 else None
        if not written.picked and written.beside:
            answer = parse_yes_no(written.beside)
            beside = answer[1] if answer else written.beside
        else:
            beside = written.beside
        detail = "\n".join(each for each in (beside, *written.lines) if each)
        values = [Value(path=field.path, value=answer[0], fit=1.0)] if answer else []
        return values + detail_values(field, detail, said=answer[0] if answer else "")
    text = left_of_alternatives(tidy(written.text))
    if told := said_of_process(field.path, text):
        return [Value(path=field.path, value=told[0], fit=0.8), *detail_values(field, told[1], said=told[0])]
    if _TICKS.fullmatch(text) and len(text) > 1:
        return []  # ticks of several columns: whose, nobody can say
    answer = parse_yes_no(text)
    if answer:
        return [Value(path=field.path, value=answer[0], fit=1.0), *detail_values(field, answer[1], said=answer[0])]
    if not text or not field.detail or text.endswith("?") or points_back(text):
        return []
    implied = "no" if _NEGATIVE.match(text) else "yes"
    if implied == "yes" and field.detail.endswith("_date") and not find_dates(text):
        return []  # `Awaiting a decision`: only a day says that it was done
    said, _, more = text.partition(". ")
    detail = more if implied == "no" and len(said.split()) <= SHORT_DENIAL else text
    return [Value(path=field.path, value=implied, fit=0.55), *detail_values(field, detail)]


def _picked_yes_no(text: str) -> tuple[str, str] | None:
    """Yes or no of a picked alternative, also where the form asks when: `Now`, `In the past`, `Never`."""
    said = _IN_TIME.get(tidy(text).casefold())
    return (said, "") if said else parse_yes_no(text)


def _plain(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    text = _WHO.sub("", text) if field.type == "role" else text
    text = without_specify(text) if field.path.endswith("_detail") else text
    text = without_other(text) if field.type == "agency" or field.path == "agencies[].agency" else text
    if is_blank(text):
        return []
    if field.path == "children[].school" and find_emails(text):
        return []  # `School: Mrs Orme, head@…` among contacts names whom to ask
    if field.type == "relationship" and has_kinship(text):
        return [Value(path=field.path, value=tidy(text), fit=1.0)]
    long = len(text) > 250 and field.type != "text"
    return [Value(path=field.path, value=tidy(text), fit=0.3 if long else 0.8)]


def _prose(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    if text.lstrip().startswith("/") or tidy(text).casefold().strip(" .") in _YES_OR_NO:
        return []  # the rest of a printed `applies / does not apply`, or the answer to another kind of question
    tidied = "\n".join(tidy(line) for line in text.splitlines() if not is_blank(line))
    lines = tidied.splitlines()
    reached = sum(bool(find_phones(line) or find_emails(line)) for line in lines)
    if lines and reached >= 0.5 * len(lines):
        return [Value(path=field.path, value=tidied, fit=0.4)]  # a list of contacts is no account
    return [Value(path=field.path, value=tidied, fit=0.9 if len(tidied) > 20 else 0.7)]


def _date(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    day = parse_date(text) or parse_boxed_date(text)
    if field.path == "children[].dob":
        if told := life_dates(text):
            return [Value(path=path, value=each, fit=1.0) for path, each in told.items()]
        if not day and _AGE.search(text):
            return [Value(path="children[].age", value=tidy(text), fit=0.9)]
    if not day:
        if same_day(text) is not None:
            return [Value(path=field.path, value=tidy(text), fit=0.8)]
        partial = looks_like_partial_date(tidy(text))
        if not partial and not _DATED.search(text):
            return []  # another question's words
        return [Value(path=field.path, value=tidy(text), fit=0.5 if partial else 0.1)]
    values = [Value(path=field.path, value=day, fit=1.0)]
    sibling = field.path.rpartition(".")[0] + ".time"
    time = find_time(text) if sibling in catalogue.by_path else None
    if time:
        values.append(Value(path=sibling, value=time[0], fit=0.9, implied=True))
    return values


def _time(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    time = parse_time(text)
    if not time and (not _DAYTIME.search(text) or len(text.split()) > 12):
        return []
    return [Value(path=field.path, value=time or tidy(text), fit=1.0 if time else 0.4)]


def _sex(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    value = parse_sex(text)
    return [Value(path=field.path, value=value, fit=1.0 if value in ("male", "female") else 0.5)]


def _nhs(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    written = find_nhs_number(text) or text
    number = nhs_number(written)
    if number and number[1]:
        return [Value(path=field.path, value=number[0], fit=1.0)]
    if sum(char.isdigit() for char in text) < FEWEST_DIGITS or len(text.split()) > MOST_NUMBER_WORDS:
        return []  # words, or another question's answer: no number at all
    return [Value(path=field.path + "_invalid", value=tidy(text), fit=0.7 if re.search(r"\d{6}", text) else 0.3)]


def _phone(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    values = [Value(path=field.path, value=" / ".join(find_phones(text)), fit=1.0)] if find_phones(text) else []
    return values + contact_beside(field, text, catalogue, email=True) or [
        Value(path=field.path, value=tidy(text), fit=0.3)
    ]


def _email(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    emails = find_emails(text)
    values = [Value(path=field.path, value=emails[0], fit=1.0)] if emails else []
    return values + contact_beside(field, text, catalogue, phone=True) or [
        Value(path=field.path, value=tidy(text), fit=0.3)
    ]


def _contact_details(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    return contact_beside(field, text, catalogue, phone=True, email=True)


def _postcode(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    code = find_postcode(text)
    return [Value(path=field.path, value=code[0] if code else tidy(text), fit=1.0 if code else 0.3)]


def _address(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    text = _LIVES_WITH.sub("", text)
    code = find_postcode(text)
    values = [Value(path="children[].postcode", value=code[0], fit=1.0, implied=True)] if code else []
    reached = find_phones(text) or find_emails(text)
    street = without_postcode(_ANNOUNCED.sub("", without_contact_data(text)) if reached else text)
    return [Value(path=field.path, value=street, fit=0.9), *values] if street else values


def _reference(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    """A number without the word `case` in front, and without what is said behind it of another number."""
    own = re.sub(r"[,;]\s*NHS\b[^,;\d]*$", "", re.sub(r"^\W*case (?:no\.?|number)?\s*(?=\S*\d)", "", text, flags=re.I))
    return _plain(field, own, catalogue) if re.search(r"\d", own) else []


def _contact(field: FieldDefinition, text: str, catalogue: FieldCatalogue) -> list[Value]:
    del catalogue
    return [Value(path=field.path, value=tidy(unbroken_email(text)), fit=0.8)]


_READERS = {
    "prose": _prose, "date": _date, "time": _time, "sex": _sex, "nhs_number": _nhs, "phone": _phone, "email": _email,
    "contact_details": _contact_details, "postcode": _postcode, "address": _address, "name": read_name,
    "surname": read_surname, "contact": _contact, "forenames": read_surname, "reference": _reference,
}  # fmt: skip


def has_kinship(text: str) -> bool:
    """Whether words name a relationship."""
    return bool(RELATIONSHIP.search(text))
