"""Which kinds of field an answer can belong to by its shape alone: a date, an address of e-mail, a yes, an account.

Says nothing where words could be anything: a name, an agency, a place.
"""

import re

from extract.dates import find_dates, find_time, parse_date, parse_time
from extract.parsing import Written
from extract.values import find_emails, find_nhs_number, find_phones, is_blank, nhs_number, tidy, without_contact_data

ACCOUNT = 25  # words from which an answer is an account
_BESIDE_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:at|on|about|around|approx\w*|circa|c|hours|hrs)\b", re.I
)
_SEXES = {"male", "female", "boy", "girl"}
_SAID = {"yes", "no", "y", "n", "yes.", "no."}

Shape = frozenset[str]


def shape_of(written: Written) -> Shape:
    """Types of field that an answer can be for; empty where its shape says nothing."""
    if written.offered and written.picked and not written.lines:
        return frozenset({"sex"} if tidy(written.picked[0]).casefold() in _SEXES else {"yesno"})
    text = tidy(written.text)
    if is_blank(text) or written.offered:
        return frozenset()
    if text.casefold() in _SAID:
        return frozenset({"yesno"})
    return _of_numbers(text) or _of_contacts(text) or frozenset({"prose"} if len(text.split()) >= ACCOUNT else ())


def _of_numbers(text: str) -> Shape:
    number = find_nhs_number(text)
    checked = nhs_number(number) if number else None
    if number and checked and checked[1] and len(text) - len(number) < len(number):
        return frozenset({"nhs_number"})
    days = find_dates(text)
    if len(days) == 1 and parse_date(text):
        rest = text[: days[0][1]] + " " + text[days[0][2] :]
        time = find_time(rest)
        rest = rest[: time[1]] + rest[time[2] :] if time else rest
        if is_blank(_BESIDE_DATE.sub(" ", rest).replace("(", " ").replace(")", " ")):
            return frozenset({"date"})
    return frozenset({"time"} if parse_time(text) and len(text.split()) <= 3 else ())


def _of_contacts(text: str) -> Shape:
    reached = bool(find_phones(text)), bool(find_emails(text))
    if not any(reached) or not is_blank(without_contact_data(text).replace("or", " ")):
        return frozenset()
    kinds = {"contact", "contact_details"}
    return frozenset(kinds | ({"phone"} if reached[0] else set()) | ({"email"} if reached[1] else set()))
