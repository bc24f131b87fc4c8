"""Days as a writer gives them who counts on the day of the letter: `yesterday`, `on Thursday`, `14 January`."""

import re
from datetime import date, timedelta

from extract.dates import find_dates

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_NO_YEAR = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b(?!\.?,?\s*['’]?\d{{2}})"
    r"(?!\s+(?:last|next)\b)"
)
_SHORT = re.compile(r"(?<![\d/.])(?P<day>\d{1,2})/(?P<number>\d{1,2})(?![\d/])")  # `spoke 29/10`
_NEAR = re.compile(
    r"\b(?P<word>(?:the )?day before yesterday|yesterday|last night|today|tonight|this (?:morning|afternoon|evening))\b"
    r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))?",
    re.I,
)
_WEEKDAY = re.compile(rf"\b(?P<how>on|last)\s+(?P<name>{'|'.join(_DAYS)})\b(?!\s*,?\s*(?:the\s+)?\d)", re.I)
_BACK = {"yesterday": 1, "last night": 1, "day before yesterday": 2, "the day before yesterday": 2}
_LAST_WEEK = 2  # days: `last Thursday`, said on a Friday, is the one of the week before
LONGEST_AGO = 300  # days up to which a day without a year is taken for the one just gone


def counts_from_today(sentence: str) -> bool:
    """Whether a sentence gives a day by today's, as `yesterday` and `on Thursday` do."""
    return bool(_NEAR.search(sentence) or _WEEKDAY.search(sentence))


def with_full_days(sentence: str, told_on: date) -> str:
    """The sentence with such days as full dates; days still to come, and those long gone, stay as they are."""
    text = _NO_YEAR.sub(lambda match: _with_year(match, told_on), sentence)
    text = _SHORT.sub(lambda match: _with_year(match, told_on), text)
    text = _NEAR.sub(lambda match: _before(match, told_on), text)
    return _WEEKDAY.sub(lambda match: _weekday(match, told_on), text)


def _with_year(match: re.Match[str], told_on: date) -> str:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _MONTHS.index(groups["month"][:3].casefold()) + 1
    for year in (told_on.year, told_on.year - 1):
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            return match[0]
        if day <= told_on:
            return _written(day) if (told_on - day).days <= LONGEST_AGO else match[0]
    return match[0]


def _before(match: re.Match[str], told_on: date) -> str:
    day = told_on - timedelta(days=_BACK.get(match["word"].casefold(), 0))
    return ("On " if match[0][0].isupper() else "on ") + _written(day)


def _weekday(match: re.Match[str], told_on: date) -> str:
    ago = (told_on.weekday() - _DAYS.index(match["name"].casefold())) % 7 or 7
    if match["how"].casefold() == "last" and ago <= _LAST_WEEK:
        ago += 7
    return ("On " if match[0][0].isupper() else "on ") + _written(told_on - timedelta(days=ago))


def _written(day: date) -> str:
    written = f"{day.day} {day:%B} {day.year}"
    return written if find_dates(written) else day.isoformat()
