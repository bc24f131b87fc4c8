"""People and agencies whose facts stand each on a line of its own: the lines of one entry put together.

Which facts an entry then gives is read elsewhere; lines that already hold whole entries are left alone.
"""

import re
from collections.abc import Callable, Sequence

from extract.dates import find_dates, looks_like_partial_date
from extract.kinship import is_kinship
from extract.people import names_body
from extract.values import find_emails, find_phones, is_blank, special_answer, tidy

LONGEST_KIN = 9  # words of a relationship alone on its line
LONGEST_NAME = 6
_BULLET = re.compile(r"^\W*(?:[-*•·▪]|\(?\d{1,2}[.)])\s+")
_BORN = re.compile(r"\W*(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on| in)?|b)(?!\w)\W*", re.I)
_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Sr|DC|DS|DI|PC|PS|Rev)\.? )?[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ(][\w'’.()-]*){0,4}"
)
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)\s*$")
_REACHED = re.compile(r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|e-?mail|contact|on|at|t|m|e)\b[.:]?", re.I)


def persons_joined(lines: Sequence[str]) -> list[str]:
    """`Ann Pell`, `Mother`, `b. 3 May 1990` on three lines as one line; lines of any other build as they are."""
    return _joined(lines, _fact_of_person, "name")


def agencies_joined(lines: Sequence[str]) -> list[str]:
    """`Wenham CAMHS`, `Jo Field`, `01632 960101` on three lines as one line; lines of any other build as they are."""
    return _joined(lines, _fact_of_agency, "agency")


def _joined(lines: Sequence[str], fact_of: Callable[[str], str], main: str) -> list[str]:
    """Entries that begin at their main fact and have each other fact once, behind it."""
    entries: list[dict[str, str]] = []
    for line in lines:
        fact = fact_of(line)
        if fact == main or (fact and not entries):
            entries.append({})
        if not fact or fact in entries[-1]:
            return list(lines)
        entries[-1][fact] = tidy(_BULLET.sub("", line)).strip(" ,;")
    told = all(main in each for each in entries) and any(len(each) > 1 for each in entries)
    return [", ".join(each.values()) for each in entries] if told else list(lines)


def _fact_of_person(line: str) -> str:
    text = tidy(_BULLET.sub("", line)).strip(" ,;")
    days = find_dates(text)
    rest = text[: days[0][1]] + text[days[0][2] :] if days else text
    if is_blank(said := _BORN.sub("", rest, count=1)) and days:
        return "dob"
    if said != rest and (special_answer(said) or looks_like_partial_date(said)):
        return "dob"
    if days or ":" in text or len(text.split()) > LONGEST_KIN:
        return ""
    plain = tidy(_BRACKET.sub("", text))
    if is_kinship(plain):
        return "relationship" if not re.search(r"[,;|]| [-–—] ", plain) else ""
    return "name" if _NAME.fullmatch(plain) else ""


def _fact_of_agency(line: str) -> str:
    text = tidy(_BULLET.sub("", line)).strip(" ,;()")
    reached = [*find_emails(text), *find_phones(text)]
    rest = text
    for each in reached:
        rest = rest.replace(each, " ")
    if reached:
        return "contact" if is_blank(_REACHED.sub("", rest)) else ""
    if re.search(r"[,;:|]| [-–—] ", text) or len(text.split()) > LONGEST_NAME or text.endswith("."):
        return ""
    if names_body(text):
        return "agency"
    return "worker" if _NAME.fullmatch(text) and len(text.split()) > 1 else ""
