"""Who referred or agreed, told in a line of commas or a sentence or two instead of a box for each fact."""

import re
from collections.abc import Iterator

from extract.candidates import Value
from extract.composite import by_role_and_agency, stands_first
from extract.dates import find_dates
from extract.letter_signature import BODY, ROLE, is_department, is_organisation
from extract.values import find_emails, find_phones, tidy, without_contact_data

FIT = 0.9
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|DS|DI|PS)\.?\s+)?[A-ZÀ-Þ][\w'’À-ÿ-]*\.?(?:\s+[A-ZÀ-Þ][\w'’À-ÿ-]+){1,3}"
)
_END = re.compile(r"(?<=[a-zà-ÿ\d)])\.\s+(?=[A-Z])|\n")
_ANNOUNCED = re.compile(r"\b(?:tel(?:ephone)?|phone|mobile|e-?mail|contact)\b[.:]?\s*$", re.I)
_WRITTEN = re.compile(r"\b(?:completed|signed|dated|date|written|submitted|sent)\b[^.\d]{0,12}$", re.I)
_SPOKEN = re.compile(r"\b(?:discussed|spoke|spoken|talked)\b", re.I)
_AGREED = re.compile(r"\b(?:agreed|agrees|approved|approves|supported|supports|endorsed|signed (?:it )?off)\b", re.I)
_OPEN = re.compile(r"\b(?:not|never|n't|whether|if|yet|until|unless)\b", re.I)
_WORKS = re.compile(r"(?P<role>.+?) (?:at|for|with) (?:the )?(?P<agency>[A-Z].+)")
_GLUE = re.compile(r"(?:[\s.]*\b(?:or|and|on|at)\b)+[\s.]*$", re.I)  # left between two numbers
_DONE = re.compile(r"(?:spoke|signed|agreed|approved|discussed|completed|talked|dated)\b", re.I)  # not what somebody is
_SAME = re.compile(r"\s*\((?:the )?same [^()]*\)")  # `Director (same Trust)`
MOST_LINES = 4  # below a name: post, body, number, address
_UP_TO_DAY = re.compile(r"[^.;,\d]{0,30}$")


def signatory_values(group: str, text: str) -> list[Value]:
    """Facts of the referrer or the representative (`group`); empty where the text does not begin with a name."""
    first, *others = [each for each in _END.split(text) if each.strip()] or [""]
    if others and _NAME.fullmatch(tidy(first)) and len(others) <= MOST_LINES:
        first, others = ", ".join([first, *others]), []  # a line for each fact
    name, *parts = [tidy(part) for part in first.split(",")]
    if parts and stands_first(name, parts[0]):
        name, parts[0] = parts[0], name
    if not parts or not _NAME.fullmatch(name) or BODY.search(name):
        return []
    found = [("name", name), *_with_organisation(list(_post(parts)), others), *_reached(text)]
    found.extend(_signed(text) if group == "referrer" else _agreed(" ".join(others) or text))
    return [Value(path=f"{group}.{key}", value=value, fit=FIT) for key, value in found]


def _post(parts: list[str]) -> Iterator[tuple[str, str]]:
    """Role and agency: what stands between the name and the contact data."""
    words = (_GLUE.sub("", _ANNOUNCED.sub("", without_contact_data(part))).strip(" .;:") for part in parts)
    plain = [each for each in words if len(each) > 1 and len(each.split()) <= 8 and not _DONE.match(each)]
    plain = [_SAME.sub("", each) for each in plain if not find_dates(each) and not each.startswith("who ")][:2]
    works = _WORKS.match(plain[0]) if plain else None
    named = works and (BODY.search(works["agency"]) or not re.search(r"\bfor\b", plain[0]))
    if works and named and len(plain) == 1 and ROLE.search(works["role"]):
        yield from (("role", works["role"]), ("agency", works["agency"]))
        return
    if len(plain) == 1 and ROLE.search(plain[0].split()[-1]):
        yield "role", plain[0]  # `Team Manager`, although a team is a body
        return
    yield from (
        (key, value) for key, value in zip(("role", "agency"), by_role_and_agency(plain), strict=False) if value
    )


def _with_organisation(post: list[tuple[str, str]], others: list[str]) -> Iterator[tuple[str, str]]:
    """The organisation on a line of its own below, where the first line names no more than a ward or a team."""
    agency = next((value for key, value in post if key == "agency"), "")
    below = (tidy(without_contact_data(each)).strip(" ,.") for each in others)
    body = next((each for each in below if each[:1].isupper() and is_organisation(each)), "")
    yield from (each for each in post if each[0] != "agency")
    if agency or body:
        yield "agency", body if body and (not agency or is_department(agency)) else agency


def _reached(text: str) -> Iterator[tuple[str, str]]:
    yield from (("phone", each) for each in find_phones(text)[:1])
    yield from (("email", each) for each in find_emails(text)[:1])


def _signed(text: str) -> Iterator[tuple[str, str]]:
    days = (day for day, start, _ in find_dates(text) if _WRITTEN.search(text[:start]))
    yield from (("date", day.isoformat()) for day in list(days)[:1])


def _agreed(text: str) -> Iterator[tuple[str, str]]:
    """Whether it was talked about and agreed, and when, where the sentences say so without a `not` or an `if`."""
    if _OPEN.search(text):
        return
    if _SPOKEN.search(text):
        yield "discussed", "yes"
    agreed = _AGREED.search(text)
    if not agreed:
        return
    yield "approved", "yes"
    behind = text[agreed.end() :]
    days = find_dates(behind)
    if days and _UP_TO_DAY.fullmatch(behind[: days[0][1]]):
        yield "approval_date", days[0][0].isoformat()
