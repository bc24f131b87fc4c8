"""Dates and times as people write them on forms, day first. No guesses: what is not a full date stays as written."""

import re
from datetime import date

_MONTHS = {
    name: i
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"['’]?(\d{4}|\d{2})"
_COMPACT = re.compile(r"^\s*(\d\s*\d)\s*(\d\s*\d)\s*((?:19|20)\s*\d\s*\d)\s*$")  # `14092025` in boxes, day first
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.\- ]\s?(\d{1,2})\s?[/.\- ]\s?(\d{4}|\d{2})(?![\d/])")
_WRITTEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:st|nd|rd|th)?[\s\-/.]+(?:of\s+|day of\s+)?{_MONTH}\.?[\s,\-/]+{_YEAR}(?!\d)", re.I
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)
_PARTIAL = re.compile(rf"\b{_MONTH}\b|\b(?:19|20)\d\d\b|\d{{1,2}}[/.]\d{{2,4}}", re.I)
_DAY_AND_MONTH = re.compile(
    rf"^\W*(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\s+)?"
    rf"(?P<day>\d{{1,2}}\s?[/.]\s?\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH})(?![\w/.])",
    re.I,
)
_TIME = re.compile(
    r"(?<![\d:/.£])(?:(?P<h>[01]?\d|2[0-4])\s?[:.h]\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<ap>[ap])\.?m\b\.?)?"
    r"|(?P<h2>1[0-2]|0?[1-9])\s?(?P<ap2>[ap])\.?m\b\.?|(?P<h3>[01]\d|2[0-4])(?P<m3>[0-5]\d)\s?(?:hrs?|hours?|h)\b)(?![\d/])",
    re.I,
)
_BARE_TIME = re.compile(r"^\s*([01]\d|2[0-3])([0-5]\d)\s*$")
_WORD_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_VAGUE = re.compile(
    r"approx|about|around|circa|between|before|after|early|late|roughly|~|\?|evening|morning|night", re.I
)
CENTURY_PIVOT = 40  # two-digit years below it are 20xx: children and incidents; above it parents' births


def find_dates(text: str) -> list[tuple[date, int, int]]:
    """Every full date in reading order with the span it takes up; impossible days (31/02) give nothing."""
    found: list[tuple[date, int, int]] = []
    for pattern, order in ((_ISO, "ymd"), (_WRITTEN, "dMy"), (_MONTH_FIRST, "Mdy"), (_NUMERIC, "dmy")):
        for match in pattern.finditer(text):
            day = _as_date(match.groups(), order)
            if day and not any(start < match.end() and match.start() < end for _, start, end in found):
                found.append((day, match.start(), match.end()))
    return sorted(found, key=lambda each: each[1])


def parse_date(text: str) -> str | None:
    """The first full date as ISO text; None where there is none."""
    found = find_dates(text)
    return found[0][0].isoformat() if found else None


def parse_boxed_date(text: str) -> str | None:
    """Eight digits with nothing else, as a row of boxes gives them, as ISO text; None for anything else."""
    match = _COMPACT.match(text)
    day = _as_date(tuple(re.sub(r"\s", "", part) for part in match.groups()), "dmy") if match else None
    return day.isoformat() if day else None


def day_and_month(text: str) -> str | None:
    """A day without its year as written, where a text begins with one: `9/2`, `on 5 March`; None for anything else."""
    match = _DAY_AND_MONTH.match(text)
    return match["day"] if match else None


def looks_like_partial_date(text: str) -> bool:
    """Whether short text speaks of a date without giving a full one: `early March 2026`, `2019`."""
    return len(text) <= 60 and bool(_PARTIAL.search(text)) and not find_dates(text)


def find_time(text: str) -> tuple[str, int, int] | None:
    """The first clock time as `HH:MM` with its span; dates in the text are never read as times."""
    masked = text
    for _, start, end in find_dates(text):
        masked = masked[:start] + "\0" * (end - start) + masked[end:]
    match = _TIME.search(masked)
    if match:
        hour = int(match["h"] or match["h2"] or match["h3"])
        minute = int(match["m"] or match["m3"] or 0)
        half = (match["ap"] or match["ap2"] or "").lower()
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour % 24
        return f"{hour:02d}:{minute:02d}", match.start(), match.end()
    for word, value in _WORD_TIMES.items():
        at = re.search(rf"\b{word}\b", masked, re.I)
        if at:
            return value, at.start(), at.end()
    return None


def parse_time(text: str) -> str | None:
    """`HH:MM`; as written where the writer was not sure of it (`approx. 06:30`); None where there is no time."""
    bare = _BARE_TIME.match(text)
    if bare:
        return f"{bare[1]}:{bare[2]}"
    found = find_time(text)
    if found is None:
        return None
    return " ".join(text.split()) if _VAGUE.search(text) and len(text) <= 60 else found[0]


def _as_date(groups: tuple[str, ...], order: str) -> date | None:
    parts = dict(zip(order, groups, strict=True))
    month = _MONTHS[parts["M"][:3].lower()] if "M" in parts else int(parts["m"])
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year < CENTURY_PIVOT else 1900
    try:
        day = date(year, month, int(parts["d"]))
    except ValueError:
        return None
    return day if 1900 <= year <= 2100 else None
